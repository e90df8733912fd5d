"""Every problem of a request and every finding about a field comes about: a recipe per code, through the app."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from edge.door.bounds import Bounds
from edge.problems.catalogue import KINDS
from gateway.forms.findings import TEXTS
from mesh.wire.records import Outbound
from tests.component.caseview.test_officers import FINDING, _hold_for_want_of_guarantee
from tests.component.registrar.test_register_changes import Office
from tests.support.caseview.routes import Gateway as Viewed
from tests.support.edge.serving import served
from tests.support.gateway.bodies import a_body
from tests.support.gateway.in_memory import KEY, MERCHANT_KEY, OFFICER_KEY, OTHER_KEY, Gateway, unreachable
from tests.support.gateway.papers import Paper, a_list, a_payment, a_waybill, an_order, as_json, as_xml

QUICK = Bounds(head_seconds=0.2, tick_seconds=0.05)
JSON, NDJSON, XML = "application/json", "application/x-ndjson", "application/xml"
PATIENCE = 50
"""Wrong keys in a row: more than are answered one by one."""
Recipe = Callable[[Path], Awaitable[httpx.Response]]


def posting(body: bytes, kind: str = JSON, **named: str) -> Recipe:
    """Hand a body over."""
    return lambda folder: Gateway(folder).post(body, kind, **named)


def getting(path: str, *, method: str = "GET", key: str = "") -> Recipe:
    """Ask for a path."""

    async def play(folder: Path) -> httpx.Response:
        async with Gateway(folder).client(key) as client:
            return await client.request(method, path)

    return play


def finding(**changes: str) -> Recipe:
    """Record a finding on a small trade; GW2 is held for tax."""

    async def play(folder: Path) -> httpx.Response:
        viewed = Viewed(folder)
        _hold_for_want_of_guarantee(viewed)
        try:
            return await viewed.post("tax-officer", "/v1/findings", {**FINDING, **changes})
        finally:
            await viewed.close()

    return play


def discarding(**changes: str) -> Recipe:
    """Give up what GW9 waits with."""

    async def play(folder: Path) -> httpx.Response:
        viewed = Viewed(folder)
        asked = {"processor": "forex.decisions", "key": "GW9", "reason": "stray", **changes}
        try:
            return await viewed.post("operator", "/v1/parked/discard", asked)
        finally:
            await viewed.close()

    return play


def amending(step: Callable[[Office], Awaitable[Any]]) -> Recipe:
    """Change a register."""

    async def play(folder: Path) -> httpx.Response:
        response: httpx.Response = await step(Office(folder))
        return response

    return play


async def guessing(folder: Path) -> httpx.Response:
    """Ask with one wrong key after another."""
    async with Gateway(folder).client("") as client:
        for number in range(PATIENCE):
            response = await client.get("/v1/me", headers={"x-api-key": f"wrong-key-{number}"})
            if response.status_code != 401:
                break
    return response


async def in_flight(folder: Path) -> httpx.Response:
    """Send the same key while its first request is not answered."""
    gateway = Gateway(folder)
    entered, go = asyncio.Event(), asyncio.Event()
    sending = gateway.bus.send

    async def send(messages: Sequence[Outbound]) -> None:
        entered.set()
        await go.wait()
        await sending(messages)

    gateway.bus.send = send  # type: ignore[method-assign]
    first = asyncio.create_task(gateway.post(as_json(an_order()), idempotency_key="k"))
    await entered.wait()
    second = await gateway.post(as_json(an_order()), idempotency_key="k")
    go.set()
    await first
    return second


async def reused(folder: Path) -> httpx.Response:
    """Send another body under a key."""
    gateway = Gateway(folder)
    await gateway.post(as_json(an_order()), idempotency_key="k")
    return await gateway.post(as_json(a_payment()), idempotency_key="k")


async def bus_down(folder: Path) -> httpx.Response:
    """Send while the bus does not answer."""
    gateway = Gateway(folder)
    gateway.bus.before = unreachable
    return await gateway.post(as_json(an_order()))


async def broken(folder: Path) -> httpx.Response:
    """A fault of ours."""
    gateway = Gateway(folder)

    def fail(_number: int, _messages: Sequence[Outbound]) -> None:
        raise RuntimeError("a fault of ours")

    gateway.bus.before = fail
    return await gateway.post(as_json(an_order()))


async def crowded(folder: Path, *, by: str, total: int) -> httpx.Response:
    """Send 100 bytes while 100 others are at work: of all that there is room for, or of one organisation's half."""
    gateway = Gateway(folder, body=100, total=total)
    async with gateway.services.admission.body(a_body(b" " * 100), by):
        return await gateway.post(as_json(an_order())[:100])


def at_the_door(sent: bytes, bounds: Bounds = QUICK) -> Recipe:
    """Send bytes that no route gets to see."""

    async def play(folder: Path) -> httpx.Response:
        async with served(Gateway(folder).app, bounds) as server:
            client = await server.connect()
            await client.send(sent)
            response = await client.response()
            return httpx.Response(response.status, content=response.body)

    return play


async def undecidable(office: Office, *, again: bool) -> Any:
    """Decide on a change twice, or alone."""
    change = (await office.propose()).json()["change_id"]
    if not again:
        return await office.approve(change, "one", "Zhang")
    await office.approve(change)
    return await office.reject(change)


PROBLEMS: dict[str, Recipe] = {
    "invalid_request": finding(action="FORGIVE"),
    "invalid_parameter": lambda folder: _viewed(folder, "/v1/receipts", after="nowhere"),
    "invalid_idempotency_key": posting(as_json(an_order()), idempotency_key="a b"),
    "body_missing": posting(b" "),
    "body_too_large": posting(b" " * (2 << 20)),
    "media_type_unsupported": posting(b"x", "text/plain"),
    "content_encoding_unsupported": posting(b"x", content_encoding="gzip"),
    "target_too_long": at_the_door(b"GET /" + b"a" * 40_000),
    "head_too_large": at_the_door(b"GET / HTTP/1.1\r\nx: " + b"a" * 40_000),
    "too_slow": at_the_door(b"GET /"),
    "too_many_connections": at_the_door(b"", Bounds(connections=0)),
    "not_found": getting("/nowhere"),
    "too_many_wrong_keys": guessing,
    "method_not_allowed": getting("/v1/documents", method="DELETE", key=KEY),
    "unauthenticated": posting(as_json(an_order()), key=""),
    "role_missing": posting(as_json(an_order()), key=OFFICER_KEY),
    "transmitter_foreign": posting(as_xml(an_order()), XML, key=OTHER_KEY),
    "json_malformed": posting(b"[{"),
    "json_envelope": posting(b'{"papers":[]}'),
    "too_deep": posting(b"[" * 100_000 + b"]" * 100_000),
    "too_many_items": posting(as_xml(*[an_order()] * 101), XML),
    "no_items": posting(b"[]"),
    "xml_malformed": posting(b"<a", XML),
    "xml_doctype": posting(b"<!DOCTYPE a><a/>", XML),
    "xml_message_unknown": posting(b"<a/>", XML),
    "xml_envelope": posting(as_xml(an_order()).replace(b"BaseTransfer", b"Transfer"), XML),
    "nothing_received": posting(as_json(an_order(goodsValue="x"))),
    "nothing_permitted": posting(as_json(a_payment()), key=MERCHANT_KEY),
    "request_in_flight": in_flight,
    "key_reused": reused,
    "case_closed": finding(declaration="declaration-of-GW1"),
    "hold_unknown": finding(hold="hold-77"),
    "not_releasable": finding(hold="hold-9"),
    "parked_otherwise": discarding(dead_letter_id="another"),
    "register_change_refused": amending(lambda office: office.propose(entries="code,version\nx,1\n")),
    "change_decided": amending(lambda office: undecidable(office, again=True)),
    "second_person_needed": amending(lambda office: undecidable(office, again=False)),
    "too_many_requests": lambda folder: crowded(folder, by="hangzhou", total=300),
    "overloaded": lambda folder: crowded(folder, by="someone", total=150),
    "bus_unavailable": bus_down,
    "internal_error": broken,
}

_LINE = an_order()["lines"][0]
_LINES: list[dict[str, Any]] = [_LINE] * 100
FINDINGS: dict[str, Paper | bytes] = {
    "missing": an_order(orderNo=""),
    "too_short": an_order(guid="short"),
    "too_long": an_order(orderNo="9" * 61),
    "not_text": an_order(orderNo=7),
    "not_digits": an_order(appTime="2024-11-11 10h"),
    "no_such_time": an_order(appTime="20240230120000"),
    "no_such_day": a_list(declTime="20240230"),
    "no_letter_or_digit": an_order(orderNo=".."),
    "not_a_choice": an_order(appType="9"),
    "not_an_amount": an_order(goodsValue="x"),
    "too_large": an_order(goodsValue="99999999999999"),
    "not_a_count": a_waybill(packNo="one"),
    "control_character": an_order(note="\x07"),
    "unknown_member": an_order(colour="red"),
    "no_namespace": as_xml(an_order()).replace(b"ceb:currency>", b"currency>", 2),
    "duplicate_member": json.dumps(an_order(), ensure_ascii=False).replace("{", '{"orderNo": "1", ', 1).encode(),
    "not_a_record": b"7",
    "not_json": b"{not json",
    "unknown_type": {**an_order(), "type": "passport"},
    "lines_not_a_list": an_order(lines={"gnum": 1}),
    "lines_missing": an_order(lines=[]),
    "too_many_lines": an_order(lines=_LINES),
    "record_too_large": an_order(
        lines=[{**_LINE, "itemDescribe": "𠮷" * 1000, "note": "𠮷" * 1000, "gmodel": "𠮷" * 510}] * 99
    ),
    "structure": as_xml(an_order()).replace(
        b"<ceb:currency>142</ceb:currency>", b"<ceb:currency><x/></ceb:currency>", 1
    ),
    "type_not_permitted": a_payment(),
    "party_foreign": an_order(ebcCode="3301960009"),
}


async def _viewed(folder: Path, path: str, **params: str) -> httpx.Response:
    viewed = Viewed(folder)
    try:
        return await viewed.get("agent", path, **params)
    finally:
        await viewed.close()


def test_every_problem_and_every_finding_has_a_recipe_and_none_is_left_over() -> None:
    assert set(PROBLEMS) == set(KINDS)
    assert set(FINDINGS) == set(TEXTS)


@pytest.mark.parametrize("code", PROBLEMS)
async def test_a_problem_comes_about_with_its_status_and_its_page(tmp_path: Path, code: str) -> None:
    response = await PROBLEMS[code](tmp_path)
    problem = response.json()
    assert (problem["code"], response.status_code) == (code, KINDS[code].status)
    assert problem["type"] == f"/errors/{code}"
    assert (problem["title_zh"], problem["title_en"]) == (KINDS[code].zh, KINDS[code].en)
    told = [problem[name] for name in ("detail_en", "detail_zh") if problem.get(name)]
    assert problem.get("detail", "") == " / ".join(told)


@pytest.mark.parametrize("code", FINDINGS)
async def test_a_finding_comes_about_and_names_its_place(gateway: Gateway, code: str) -> None:
    sent = FINDINGS[code]
    kind = XML if code in ("structure", "no_namespace") else NDJSON
    body = sent if isinstance(sent, bytes) else json.dumps(sent, ensure_ascii=False).encode()
    key = MERCHANT_KEY if code in ("type_not_permitted", "party_foreign") else "test-key-of-hangzhou"
    response = await gateway.post(body, kind, key=key)
    errors = response.json()["items"][0]["errors"]
    assert code in {error["code"] for error in errors}
    assert all(error["zh"] and error["en"] and error["row"] == 1 for error in errors)


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    return Gateway(tmp_path)
