"""Operators in the console: a parked key is seen with its record, worked again or given up; whatever it looks like."""

import re
from html import unescape
from typing import Any

import pytest

from caseview.database import upsert
from caseview.http import parked as routes
from caseview.queries.one_record import Record
from contracts import codec, topics
from contracts.mesh import DiscardRequested, DiscardScope, RedriveRequested
from mesh.declared.keys import partition_of
from tests.component.console.conftest import Console
from tests.support.caseview.trade import a_day, a_dead_letter, an_answer_to
from tests.support.customs.builders import four_documents

LETTERS = topics.FOREX_DECISIONS_DEAD_LETTERS
OF_GW9 = "/operations/parked?lang=en&processor=forex.decisions&key=GW9&partition=0&purpose=fault&person=Wang"
SCRIPT = "<script>alert(1)</script>"


def lying(monkeypatch: pytest.MonkeyPatch, record: Record | None) -> None:
    """Let a record lie where the parked one is said to be."""
    monkeypatch.setattr(routes, "one_record", lambda *_: record)


def fields_of(page: str, action: str) -> dict[str, str]:
    """Return what the hidden fields of the last form to an address hold."""
    form = re.findall(rf'<form method="post" action="{action}".*?</form>', page, re.DOTALL)[-1]
    return {
        unescape(name): unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', form)
    }


@pytest.mark.parametrize("key", [b"", b"\xff", b"a b", b" GW1", "订单".encode(), b"<b>", b"k" * 4_000])
async def test_a_key_of_any_bytes_is_worked_again_from_its_row(console: Console, key: bytes) -> None:
    on, astray = a_day(), (partition_of(key, 4) + 1) % 4
    on.write(LETTERS, a_dead_letter(key, partition=astray), key=key, partition=astray)
    upsert.apply(console.gateway.engine, on.written)
    browser = await console.browser("operator")
    fields = fields_of((await browser.get("/operations")).text, "/operations")
    answer = await browser.post("/operations", {**fields, "reason": "seeded"})
    assert answer.status_code == 303
    (record,) = console.gateway.publisher.sent
    assert (record.key, record.partition) == (key, astray)
    assert isinstance(codec.decode(record.value or b""), RedriveRequested)


async def test_a_record_is_read_for_a_purpose_and_then_given_up(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = codec.encode(four_documents("GW9")[0])
    lying(monkeypatch, Record(5, b"GW9", value, (("ce_id", SCRIPT.encode()),)))
    browser = await console.browser("operator")
    assert "GW9" in (await browser.get("/operations/parked?processor=forex.decisions&key=GW9&partition=0")).text
    page = (await browser.get(OF_GW9)).text
    assert {value.hex()[:64], "ImportOrderSubmitted", "content_digest"} <= set(
        re.findall(r"[0-9a-f]{64}|ImportOrderSubmitted|content_digest", page)
    )
    assert SCRIPT not in page
    fields = fields_of(page, "/operations/discard")
    answer = await browser.post(
        "/operations/discard", {**fields, "records": "all", "person": "Wang", "reason": "stray"}
    )
    assert answer.headers["location"] == "/operations?discarded=GW9"
    (record,) = console.gateway.publisher.sent
    command = codec.decode(record.value or b"")
    assert isinstance(command, DiscardRequested)
    assert (command.scope, command.person, command.reason) == (DiscardScope.ALL, "Wang", "stray")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (None, "outlived"),
        (Record(5, None, None, (("x", None),)), "no value"),
        (Record(5, b"GW9", SCRIPT.encode(), ()), "&lt;script&gt;"),
    ],
)
async def test_what_cannot_be_read_is_shown_as_far_as_it_goes(
    console: Console, monkeypatch: pytest.MonkeyPatch, record: Record | None, words: str
) -> None:
    lying(monkeypatch, record)
    page = (await (await console.browser("auditor")).get(OF_GW9)).text
    assert words in page
    assert SCRIPT not in page
    assert "/operations/discard" not in page, "an auditor changes nothing"


async def test_what_came_of_commands_stands_below_with_person_and_reason(console: Console) -> None:
    on = a_day()
    on.write(LETTERS, an_answer_to("GW9", discarded=1), key="command", partition=0)
    upsert.apply(console.gateway.engine, on.written)
    page = (await (await console.browser("auditor")).get("/operations?lang=en")).text
    for words in ("Give up", "operator, operator 7", "register seeded", "Nothing was parked", "Released"):
        assert (words in page) == (words != "Nothing was parked")


@pytest.mark.parametrize(
    "change", [{"partition": "x"}, {"partition": "9" * 30}, {"key": "hex:0"}, {"records": "some"}, {"reason": ""}]
)
async def test_a_form_that_nobody_filled_like_this_is_refused(console: Console, change: dict[str, Any]) -> None:
    browser = await console.browser("operator")
    fields = {"processor": "forex.decisions", "key": "GW9", "partition": "0", "reason": "x", "records": "first"}
    token = {"csrf": await browser.token("/operations")}
    answer = await browser.post("/operations/discard", {**fields, "person": "Wang", **token, **change})
    assert answer.status_code == 400
    assert console.gateway.publisher.sent == []
