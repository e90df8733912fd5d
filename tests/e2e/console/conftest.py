"""
The console of the mesh of the performance, in the machine's own Chromium.

Chromium runs for one module at a time: while Playwright is up, no other event loop can run in this thread.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from confluent_kafka import Producer
from playwright.sync_api import Browser, Page, sync_playwright

from contracts import codec
from contracts.topics import TRADE_IMPORTS
from mesh.declared.keys import partition_of
from mesh.wire import names
from mesh.wire.partitions import counted
from simulator.parcel import Parcel, Trade
from simulator.plants.held import licence_expired
from simulator.world import world
from tests.e2e.conftest import Performance
from tests.support.customs.builders import four_documents
from tests.support.kafka import wait_until
from yidian.gateway import Gateway

SEED = 777
"""Of parcels that the performance has not played."""
STRAY = b"STRAY"
"""Key of a record that is parked."""
WIDE, NARROW = (1280, 800), (390, 844)
PATIENCE_MS = 30_000
ROLES = ("auditor", "operator", "officer:forex", "registrar:tax")


class Desk:
    """A browser window on the console, which notes whatever a page complains of or loads from elsewhere."""

    def __init__(self, page: Page, url: str, keys: dict[str, str]) -> None:
        self.page, self.url, self._keys = page, url, keys
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self._note(request.url))

    def open(self, path: str) -> None:
        """Open a page of the console."""
        self.page.goto(self.url + path)

    def sign_in(self, who: str) -> None:
        """Sign in with the key of a role or of an enterprise's code, by keyboard alone."""
        self.open("/sign-in")
        self.page.locator("#key").focus()
        self.page.keyboard.type(self._keys[who])
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def text(self, selector: str = "main") -> str:
        """Return what a part of the page says."""
        return self.page.locator(selector).first.inner_text()

    def _note(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.url).netloc:
            self.faults.append(f"loaded from elsewhere: {url}")


Opened = Callable[..., Desk]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path is not None, "Debian's chromium is missing: deploy/bootstrap.sh dev"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, performance: Performance) -> Iterator[Opened]:
    """Open windows by `opened(who, lang=…)`; each is a browser of its own. At the end no page may have complained."""
    desks: list[Desk] = []
    connection = performance.stage.connection
    keys = {role: connection.with_role(role).key for role in ROLES}
    keys |= {code: organisation.key for organisation in connection.organisations for code in organisation.codes}

    def open_desk(who: str | None = None, *, lang: str = "zh", size: tuple[int, int] = WIDE, **named: Any) -> Desk:
        context = chromium.new_context(
            locale={"zh": "zh-CN", "en": "en-GB"}[lang], viewport={"width": size[0], "height": size[1]}, **named
        )
        desk = Desk(context.new_page(), performance.mesh.console_url, keys)
        desks.append(desk)
        if who is not None:
            desk.sign_in(who)
        return desk

    yield open_desk
    for desk in desks:
        desk.page.context.close()
    assert [fault for desk in desks for fault in desk.faults] == []


@pytest.fixture(scope="session")
def trade() -> Trade:
    return Trade(world(), SEED)


@pytest.fixture
def send(performance: Performance) -> Callable[[Parcel], None]:
    """Hand a parcel's four documents over, by a courier that may do so for all."""

    def hand_over(parcel: Parcel) -> None:
        connection = performance.stage.connection
        key = connection.transmitting(world().couriers[0].code).key
        with Gateway(connection.url, key) as gateway:
            body = b"\n".join(map(msgspec.json.encode, parcel.documents))
            answer = gateway.submit(body, "ndjson")
        assert [item.outcome for item in answer.items] == ["received"] * 4

    return hand_over


@pytest.fixture
def held(performance: Performance, trade: Trade, send: Callable[[Parcel], None]) -> str:
    """Return the number of an order that waits for an officer of foreign exchange, whatever other tests decided."""
    (case,) = licence_expired(trade)
    send(case.parcel)
    order_no = case.parcel.deal.order_no
    connection = performance.stage.connection
    with Gateway(connection.url, connection.with_role("officer:forex").key) as officer:
        wait_until(lambda: any(row["order_no"] == order_no for row in officer.held()), f"{order_no} is held")
    return order_no


@pytest.fixture(scope="module")
def parked(performance: Performance) -> Iterator[dict[str, Any]]:
    """A key that is parked because its record is an order in the wrong partition; at the end it is given up."""
    mesh, connection = performance.mesh, performance.stage.connection
    with Gateway(connection.url, connection.with_role("operator").key) as operator:
        kafka = Producer({"bootstrap.servers": mesh.bootstrap})
        topic = names.physical(mesh.mesh, TRADE_IMPORTS)
        count = counted(kafka, mesh.mesh, [TRADE_IMPORTS])[TRADE_IMPORTS]
        kafka.produce(topic, codec.encode(four_documents("STRAY")[0]), STRAY, (partition_of(STRAY, count) + 1) % count)
        assert kafka.flush(30) == 0
        wait_until(lambda: bool(rows(operator)), "the key is parked")
        (row,) = rows(operator)
        yield row
        named = {name: row[name] for name in ("processor", "key", "partition", "dead_letter_id")}
        operator.post("/v1/parked/discard", {**named, "reason": "test", "person": "Wang", "records": "all"})
        wait_until(lambda: not rows(operator), "the key is given up")


def rows(operator: Gateway) -> list[dict[str, Any]]:
    """Return the keys that are parked."""
    found: list[dict[str, Any]] = operator.get("/v1/parked")["parked"]
    return found


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures go, if they were asked for by ``--screenshots``."""
    folder = request.config.getoption("--screenshots")
    return Path(folder) if folder else None
