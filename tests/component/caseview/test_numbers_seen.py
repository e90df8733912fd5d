"""By which numbers who may ask: by those that what it sees bears; by every other it learns nothing, not even that."""

from typing import Any

import msgspec
import pytest

from caseview.database import upsert
from contracts import topics
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from edge.access.visibility import BORNE, HANDED_OVER, SEEN, Number, Part, Party
from tests.support.caseview.routes import PRINCIPALS, Gateway
from tests.support.caseview.topics import Topics
from tests.support.customs.builders import TEN_O_CLOCK, a_payment, a_waybill

NUMBERS = {
    Number.ORDER: "GW1",
    Number.PAYMENT: "P-GW1",
    Number.WAYBILL: "W-GW1",
    Number.COP: "COP-GW1",
    Number.PRE_ENTRY: "B20241111000000001",
    Number.LIST: "51412024I000000001",
    Number.DECLARATION: "declaration-of-GW1",
    Number.TAX_BILL: "T-GW1",
}
"""The numbers of one parcel. Others of the trade share the numbers that customs gave."""
GUARANTOR, OTHER_BANK, OTHER_CARRIER = "9901180099", "4401960B02", "4401960C02"
MORE = {
    "guarantor": Principal("guarantor", "Guarantor", (GUARANTOR,), frozenset({"merchant"})),
    "other-bank": Principal("other-bank", "Bank", (OTHER_BANK,), frozenset({"payment"})),
    "other-carrier": Principal("other-carrier", "Carrier", (OTHER_CARRIER,), frozenset({"carrier"})),
    "officer-of-nothing": Principal("nothing", "Nothing", (), frozenset({"officer:nothing"})),
}
PARTIES = {
    "platform": Party.PLATFORM,
    "merchant": Party.MERCHANT,
    "agent": Party.AGENT,
    "bank": Party.PAYMENT,
    "carrier": Party.CARRIER,
    "guarantor": Party.GUARANTOR,
}
NOBODYS = "5141-nobody-has-this"
HOWEVER_WRITTEN = ("{}", " {} ", "{}\u200b")


@pytest.fixture
def among(gateway: Gateway) -> Gateway:
    """The small trade with two more enterprises in the first parcel: another payment, another waybill."""
    people = PRINCIPALS | MORE
    directory = Directory({key_hash(name): principal for name, principal in people.items()})
    object.__setattr__(gateway.app.state.shared, "directory", directory)
    on = Topics()
    payment = a_payment("GW1", payment_institution_code=OTHER_BANK, payment_no="P2", sender_code=OTHER_BANK)
    waybill = a_waybill("GW1", carrier_code=OTHER_CARRIER, waybill_no="W2", sender_code=OTHER_CARRIER)
    for place, document in enumerate((payment, waybill)):
        told = msgspec.structs.replace(document, batch_id="batch-of-others", batch_index=place)
        on.write(topics.TRADE_IMPORTS, told, key="GW1", at_ms=TEN_O_CLOCK)
    upsert.apply(gateway.engine, [(source._replace(offset=source.offset + 1_000), it) for source, it in on.written])
    return gateway


async def asked(gateway: Gateway, who: str, number: str) -> tuple[int, bytes, dict[str, Any]]:
    response = await gateway.get(who, f"/v1/cases/{number}")
    return response.status_code, response.content, dict(response.headers)


def may_ask_by(party: Party) -> frozenset[Number]:
    """By which numbers of a parcel: what is no part of one is not among its documents."""
    return frozenset[Number]().union(*(BORNE[part] for part in SEEN[party] if part is not Part.DOCUMENT))


@pytest.mark.parametrize("who", PARTIES)
@pytest.mark.parametrize("kind", NUMBERS)
async def test_a_party_finds_its_parcel_by_the_numbers_that_its_parts_bear(
    among: Gateway, who: str, kind: Number
) -> None:
    nothing = await asked(among, who, NOBODYS)
    for spelling in HOWEVER_WRITTEN:
        status, content, headers = await asked(among, who, spelling.format(NUMBERS[kind]))
        if kind in may_ask_by(PARTIES[who]):
            assert status == 200
            assert b'"order_no":"GW1"' in content
        else:
            assert (status, content, headers) == nothing
            assert status == 404


@pytest.mark.parametrize("number", [number for kind, number in NUMBERS.items() if kind is not Number.ORDER])
@pytest.mark.parametrize("who", ["stranger", "other-bank", "other-carrier", "officer-of-nothing"])
async def test_who_is_in_the_parcel_by_another_document_finds_nothing_by_these(
    among: Gateway, who: str, number: str
) -> None:
    assert await asked(among, who, number) == await asked(among, who, NOBODYS)


@pytest.mark.parametrize(("who", "number"), [("other-bank", "P2"), ("other-carrier", "W2"), ("other-bank", "GW1")])
async def test_each_finds_its_own_and_of_the_parcel_only_that(among: Gateway, who: str, number: str) -> None:
    status, content, _ = await asked(among, who, number)
    assert status == 200
    (match,) = msgspec.json.decode(content)["matches"]
    assert [document["batch_id"] for document in match["documents"]] == ["batch-of-others"]


@pytest.mark.parametrize(("who", "number"), [("bank", "P2"), ("carrier", "W2"), ("bank", "W2"), ("carrier", "P2")])
async def test_what_another_of_ones_trade_handed_over_is_not_ones_own(among: Gateway, who: str, number: str) -> None:
    assert await asked(among, who, number) == await asked(among, who, NOBODYS)


@pytest.mark.parametrize(
    ("who", "number", "status"),
    [
        ("inspector", "GW1", 200),
        ("inspector", "W-GW1", 200),
        ("inspector", "T-GW1", 404),
        ("tax-officer", "T-GW1", 200),
        ("inspector", "W-GW4", 404),
        ("tax-officer", "GW4", 404),
        ("auditor", "W-GW4", 200),
        ("operator", "T-GW1", 200),
    ],
)
async def test_an_officer_asks_by_what_the_agencys_topics_bear(
    among: Gateway, who: str, number: str, status: int
) -> None:
    found = await asked(among, who, number)
    assert found[0] == status
    if status == 404:
        assert found == await asked(among, who, NOBODYS)


@pytest.mark.parametrize("number", ["T-GW1", "W-GW4", "GW4", "P2"])
async def test_an_explanation_of_what_another_agency_sees_is_answered_like_none(among: Gateway, number: str) -> None:
    foreign = await among.get("inspector", f"/v1/explanations/{number}", purpose="audit 7")
    nobodys = await among.get("inspector", f"/v1/explanations/{NOBODYS}", purpose="audit 7")
    assert (foreign.status_code, foreign.content, foreign.headers) == (404, nobodys.content, nobodys.headers)


async def test_an_officer_who_may_not_see_declarations_learns_nothing_by_a_finding(among: Gateway) -> None:
    finding = {"hold": "hold-1", "action": "RELEASE", "authority": "art. 5", "reason": "none"}
    answers = [
        await among.post("officer-of-nothing", "/v1/findings", finding | {"declaration": name})
        for name in ("declaration-of-GW2", "declaration-of-GW1", NOBODYS)
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_every_part_bears_a_number_and_every_number_is_borne() -> None:
    assert set(BORNE) == set(Part)
    assert frozenset[Number]().union(*BORNE.values()) == set(Number)
    assert all(BORNE[part] for parts in HANDED_OVER.values() for part in parts)
