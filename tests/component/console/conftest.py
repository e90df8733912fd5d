"""The console over the gateway's routes on a small trade, all in this process: browsers are clients with cookies."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from caseview.database import upsert
from caseview.http import figures
from caseview.queries.consumer_groups import Group
from console.app import create_app
from console.client import GatewayClient
from console.sessions import Sessions
from console.settings import ConsoleSettings
from console.state import State
from contracts import codec
from mesh.wire import headers
from mesh.wire.records import Inbound
from tests.support.caseview.routes import Gateway
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.gateway.as_described import AsDescribed

CONSOLE = "http://console"


def fold_in(gateway: Gateway, topic: str, record: Any, *, offset: int, key: str = "GW2") -> None:
    """Let the view hold one record more; offset: beyond those of the trade, larger each time."""
    named = headers.event_headers(
        event_id=f"event-{offset}",
        source="test",
        type_=codec.full_name(type(record)),
        time_ms=TEN_O_CLOCK,
        cause_id=None,
    )
    inbound = Inbound(topic, 0, offset, TEN_O_CLOCK, key.encode(), codec.encode(record), named)
    upsert.apply(gateway.engine, [(inbound, record)])


QUIET = {
    "topic": "gateway.register-changes.v1", "role": "event", "producer": "gateway", "consumers": (),
    "end_offsets": [3], "records": 3, "lag": {"customs": 0}, "waiting": [],
}  # fmt: skip
"""A topic in which nobody is behind."""


async def groups(*_: object) -> list[Group]:
    """Return what the broker would say: customs works, tax does not."""
    return [Group("customs", "Stable", 2), Group("tax", "Empty", 0)]


class Switch(httpx.AsyncBaseTransport):
    """The way to the gateway; `cut` makes it unreachable."""

    def __init__(self, gateway: Gateway) -> None:
        self._way = AsDescribed(gateway.app, raise_app_exceptions=False)
        self.cut = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut:
            raise httpx.ConnectError("cut")
        return await self._way.handle_async_request(request)


class Browser:
    """One browser: keeps cookies and does not follow redirects by itself."""

    def __init__(self, app: object) -> None:
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=CONSOLE)  # type: ignore[arg-type]

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.http.get(path, headers=headers)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        return await self.http.post(path, data=fields, headers={"Origin": CONSOLE, **headers})

    async def sign_in(self, key: str) -> httpx.Response:
        return await self.post("/sign-in", {"key": key})

    async def submit(self, path: str, fields: dict[str, str]) -> httpx.Response:
        """Post as the form on the page would: with its token."""
        return await self.post(path, {**fields, "csrf": await self.token(path)})

    async def token(self, path: str) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', (await self.get(path)).text)
        assert found is not None
        return found[1]


class Console:
    """The console with the gateway behind it."""

    def __init__(self, gateway: Gateway, *, tls: bool = False) -> None:
        vars(gateway.app.state.shared).update(kafka_bootstrap="nowhere:1", mesh="test")
        self.gateway, self.way, self.seconds = gateway, Switch(gateway), 0.0
        client = GatewayClient(httpx.AsyncClient(transport=self.way, base_url="http://gateway"))
        settings = ConsoleSettings(gateway_url="http://gateway", console_tls=tls)
        self.sessions = Sessions(idle_seconds=1800, monotonic=lambda: self.seconds)
        self.app = create_app(State(settings, client, self.sessions, settling_seconds=0))

    async def browser(self, key: str | None = None) -> Browser:
        """Return a new browser, signed in if a key is given."""
        made = Browser(self.app)
        if key is not None:
            assert (await made.sign_in(key)).status_code == 303
        return made


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Gateway]:
    made = Gateway(tmp_path)
    yield made
    await made.close()


@pytest.fixture
def console(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Console:
    wait = {"service": "customs", "partition": 1, "offset": 7, "schema_id": 99}
    topic = {
        "topic": "trade.imports.v1",
        "role": "event",
        "producer": "gateway",
        "consumers": ("customs.clearance", "view"),
        "end_offsets": [9, 5],
        "records": 14,
        "lag": {"customs": 42},
        "waiting": [wait],
    }
    monkeypatch.setattr(figures, "topics_and_lag", lambda *_: [topic, QUIET])
    monkeypatch.setattr(figures, "groups", groups)
    return Console(gateway)
