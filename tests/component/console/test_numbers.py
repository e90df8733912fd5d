"""Whatever number passes the form is found by it: over the API's path, on the console's page, and by the command."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from contracts.topics import TRADE_IMPORTS
from gateway.forms.item import Item
from gateway.reading.batch import Limits, Senders
from gateway.reading.json_batch import read_json
from mesh.declared.keys import order_key
from tests.component.console.conftest import CONSOLE, Console, fold_in
from tests.support.caseview.routes import Gateway
from tests.support.customs import builders
from tests.support.gateway import papers
from yidian.commands import auditing, following
from yidian.connection import Connection, Organisation
from yidian.main import app

SENDERS = Senders("1105910001", None)
ODD = [
    "A.1", "..1", "1..", "a/b", "a//b", "/1", "1/", "../1", "./1", "a/../b", "1%2F2", "%2e%2e1", "#1001", "?a=1", "a&b",
    "-1", "--help1", "a;b", "a\\b", "A 1", "A\n1", "1\r\n2", "Ａ　1", "A\u200b1", "\u202eA1", "单号１", "+1", "a+b",
    "~1", "<b>1</b>", "'1\"", "1\u0301", "👶1", "A\u00a01",
]  # fmt: skip
NUMBERS = st.one_of(
    st.sampled_from(ODD),
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from("./\\%?#&+-;:~ \n\r\t\u3000\u200b\ufeff\u202eA1")),
        min_size=1,
        max_size=20,
    ),
)
OF_KIND: dict[str, tuple[Callable[..., Any], str, str, Callable[..., Any]]] = {
    "order": (papers.an_order, "orderNo", "order_no", builders.an_order),
    "payment": (papers.a_payment, "payTransactionId", "payment_no", builders.a_payment),
    "waybill": (papers.a_waybill, "logisticsNo", "waybill_no", builders.a_waybill),
    "list": (papers.a_list, "copNo", "cop_no", builders.a_list),
}
"""Who is known by a number of its own: what is sent, the field, and the record that comes of it."""


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Gateway]:
    made = Gateway(tmp_path)
    yield made
    made.engine.dispose()
    made.database.dispose()


class Bound:
    """A client on an application in this process, for those who do not wait; as the command's own."""

    def __init__(self, application: Any, base_url: str, **headers: str) -> None:
        way = httpx.ASGITransport(application)
        self._http = httpx.AsyncClient(transport=way, base_url=base_url, headers=headers)
        self._runner = asyncio.Runner()
        self.base_url = base_url

    def request(self, method: str, path: str, **how: Any) -> httpx.Response:
        return self._runner.run(self._http.request(method, path, **how))

    def found(self, path: str) -> bool:
        return self.request("GET", path).status_code == 200

    def close(self) -> None:
        """Stay open: a command closes its client, and the next one uses this again."""

    def end(self) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()


Ways = dict[str, Callable[[str], bool]]


@pytest.fixture
def ways(console: Console, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ways]:
    """Return what tells whether a number is found: by the API, the console and the commands."""
    api = Bound(console.gateway.app, "http://gateway", Authorization="Bearer auditor")
    browser = Bound(console.app, CONSOLE, Origin=CONSOLE)
    assert browser.request("POST", "/sign-in", data={"key": "auditor"}).status_code == 303
    auditor = Organisation("audit", "Auditors", (), frozenset({"auditor"}), "auditor")
    for command in (following, auditing):
        monkeypatch.setattr(command, "connect", lambda: Connection("http://gateway", (auditor,)))
    monkeypatch.setattr("yidian.gateway.httpx.Client", lambda **_: api)
    run = CliRunner()

    def commanded(*words: str) -> bool:
        return run.invoke(app, [*words]).exit_code == 0

    yield {
        "case": lambda number: api.found(f"/v1/cases/{quote(number, safe='')}"),
        "explanation": lambda number: api.found(f"/v1/explanations/{quote(number, safe='')}?purpose=x"),
        "console": lambda number: browser.found(f"/parcels?{urlencode({'number': number})}"),
        "status": lambda number: commanded("status", "--", number),
        "explain": lambda number: commanded("explain", "--purpose", "x", "--", number),
    }
    api.end()
    browser.end()


PLACES = count(10_000)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(tag=st.sampled_from(sorted(OF_KIND)), number=NUMBERS)
def test_whatever_passes_the_form_is_found_as_it_was_sent_and_as_it_was_kept(
    console: Console, ways: Ways, tag: str, number: str
) -> None:
    paper, element, field, record = OF_KIND[tag]
    (found,) = read_json(papers.as_json(paper(**{element: number})), SENDERS, Limits())
    assume(isinstance(found, Item) and found.clear.get(field))
    assert isinstance(found, Item)
    place = next(PLACES)
    told = {"order_no": f"GW{place}", field: found.clear[field]}
    kept = record(**told, batch_id=f"batch-{place}", document_id=f"{place:032}")
    fold_in(console.gateway, TRADE_IMPORTS, kept, offset=place, key=order_key(told["order_no"]))
    for written in {number, found.clear[field], order_key(number)}:
        assert {way: is_found(written) for way, is_found in ways.items()} == dict.fromkeys(ways, True), repr(written)


def test_a_number_that_nobody_sent_is_found_by_none(ways: Ways) -> None:
    for number in ("nobody", "1..", "a\x00b", "A\n1"):
        found = {way: is_found(number) for way, is_found in ways.items()}
        assert found == dict.fromkeys(found, False), repr(number)
