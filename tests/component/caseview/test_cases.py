"""What became of a number, for each who may ask."""

from typing import Any

import pytest
from sqlalchemy import insert, update

from caseview.database import tables
from caseview.fold.rows import listed
from contracts.topics import TRADE_IMPORTS
from mesh.declared.keys import digest
from tests.support.caseview.routes import Gateway
from tests.support.caseview.trade import a_dead_letter
from tests.support.customs.builders import MERCHANT, PLATFORM


async def matches(gateway: Gateway, who: str, number: str) -> list[dict[str, Any]]:
    response = await gateway.get(who, f"/v1/cases/{number}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["matches"]
    return found


@pytest.mark.parametrize("number", ["GW1", " G W1", "P-GW1", "W-GW1", "declaration-of-GW1"])
async def test_a_case_is_found_by_any_of_its_numbers(gateway: Gateway, number: str) -> None:
    (match,) = await matches(gateway, "operator", number)
    assert (match["order_no"], match["state"], match["status"]) == ("GW1", "CLEARED", "800")


async def test_a_number_that_several_orders_share_lists_them_all(gateway: Gateway) -> None:
    assert [match["order_no"] for match in await matches(gateway, "agent", "B20241111000000001")] == [
        "GW1",
        "GW2",
        "GW3",
    ]


async def test_the_timeline_has_every_topic_in_order_and_reasons(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "operator", "GW3")
    kinds = [line["type"] for line in match["timeline"]]
    assert kinds[:3] == ["ImportOrderSubmitted", "DocumentJudged", "ReceiptIssued"]
    assert {"InspectionDecided", "AllowanceDecided", "NumberClaimAnswered", "DeclarationRefused"} <= set(kinds)
    assert [reason["code"] for reason in match["declarations"][0]["reasons"]] == ["1322", "99104"]
    verdicts = [(document["document_type"], document["verdict"]) for document in match["documents"]]
    assert verdicts.count(("IMPORT_LIST", "DUPLICATE")) == 1
    assert {document["status"] for document in match["documents"] if document["document_type"] == "IMPORT_LIST"} == {
        "100"
    }


async def test_receipts_that_came_in_another_order_are_read_by_return_time_then_progress(gateway: Gateway) -> None:
    """The refusal was told before the recording: the list stands refused, and its receipts end with that."""
    (before,) = await matches(gateway, "auditor", "GW3")
    receipts = [line for line in before["timeline"] if line["type"] == "ReceiptIssued"]
    refusal = next(line for line in receipts if line["status"] == "100")
    with gateway.engine.begin() as connection:
        told_first = tables.TIMELINE.c.event_id == refusal["event_id"]
        connection.execute(update(tables.TIMELINE).where(told_first).values(recorded_ms=receipts[0]["recorded_ms"] - 1))
    (match,) = await matches(gateway, "auditor", "GW3")
    read = [line["status"] for line in match["timeline"] if line["type"] == "ReceiptIssued"]
    assert read == [line["status"] for line in receipts]
    assert (read[0], read[-1]) == ("2", "100")
    assert {one["status"] for one in match["documents"] if one["document_type"] == "IMPORT_LIST"} == {"100"}
    others = [line for line in match["timeline"] if line["type"] != "ReceiptIssued"]
    assert others == [line for line in before["timeline"] if line["type"] != "ReceiptIssued"]


async def test_a_held_case_shows_open_and_closed_holds(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "merchant", "GW2")
    assert (match["state"], match["status"]) == ("HELD", "300")
    assert {hold["hold_id"]: hold["closed_at_ms"] is None for hold in match["holds"]} == {
        "hold-1": True,
        "hold-2": False,
    }


async def test_what_others_have_under_a_number_takes_no_room_from_ones_own(gateway: Gateway) -> None:
    """A copNo is each merchant's own, and anyone may hand over documents that bear another's number."""
    theirs = {"number": "W-GW1", "topic": TRADE_IMPORTS, "audience": listed(("9999999X99",))}
    bearing = [theirs | {"order_key": f"A{place:03}"} for place in range(60)]
    with gateway.engine.begin() as connection:
        connection.execute(insert(tables.NUMBERS), bearing)
    for who in ("merchant", "carrier"):
        assert [match["order_no"] for match in await matches(gateway, who, "W-GW1")] == ["GW1"]


async def test_a_lone_waybill_waits(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "carrier", "W-GW4")
    assert [document["status"] for document in match["documents"]] == ["2"]
    assert match["declarations"] == []


@pytest.mark.parametrize("who", ["platform", "merchant", "agent"])
async def test_parties_see_the_decisions_but_not_how_risk_is_assessed(gateway: Gateway, who: str) -> None:
    (match,) = await matches(gateway, who, "GW2")
    decisions = [line for line in match["timeline"] if line["type"] == "InspectionDecided"]
    assert decisions
    assert all("rules" not in line and "grade" not in line["details"] for line in match["timeline"])
    assert "FindingRecorded" not in {line["type"] for line in match["timeline"]}
    assert "findings" not in match


async def test_a_carrier_sees_its_waybill_and_the_parcels_status(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "carrier", "GW1")
    assert match["status"] == "800"
    assert {document["document_type"] for document in match["documents"]} == {"IMPORT_WAYBILL"}
    assert "InspectionDecided" not in {line["type"] for line in match["timeline"]}
    seen = {line["details"].get("document_type") for line in match["timeline"] if line["type"] == "ReceiptIssued"}
    assert seen == {"IMPORT_WAYBILL", "IMPORT_LIST"}


async def test_a_carrier_is_not_told_who_declared_the_parcel(gateway: Gateway) -> None:
    response = await gateway.get("carrier", "/v1/cases/GW1")
    for code in (PLATFORM, MERCHANT):
        assert code not in response.text
    (match,) = response.json()["matches"]
    (declaration,) = match["declarations"]
    assert {declaration[name] for name in ("platform", "merchant", "agent", "customs_code")} == {None}
    (of_merchant,) = await matches(gateway, "merchant", "GW1")
    assert of_merchant["declarations"][0]["merchant"] == MERCHANT


async def test_a_carrier_is_not_told_of_a_list_that_names_its_waybill_and_was_rejected(gateway: Gateway) -> None:
    """Whatever became of the list, what it declared and why it was rejected is between its parties and customs."""
    (match,) = await matches(gateway, "carrier", "GW3")
    assert "ImportListSubmitted" not in {line["type"] for line in match["timeline"]}
    assert {document["document_type"] for document in match["documents"]} == {"IMPORT_WAYBILL"}


async def test_a_payment_institution_sees_its_payment_alone(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "bank", "GW1")
    assert match["declarations"] == []
    assert match["state"] is None
    assert [document["document_type"] for document in match["documents"]] == ["IMPORT_PAYMENT"]
    assert {line["details"].get("document_type", "IMPORT_PAYMENT") for line in match["timeline"]} == {"IMPORT_PAYMENT"}


async def test_an_officer_sees_what_the_agency_is_licensed_for(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "inspector", "GW2")
    topics = {line["topic"].split(".")[0] for line in match["timeline"]}
    assert topics == {"customs", "inspection"}
    assert [finding["officer"] for finding in match["findings"]] == ["officer 7"]
    assert match["documents"] == []


async def test_an_officer_sees_no_finding_of_another_agency(gateway: Gateway) -> None:
    """The topic of findings is the unit of licence here as in the timeline."""
    (match,) = await matches(gateway, "tax-officer", "GW2")
    assert match["findings"] == []
    assert "FindingRecorded" not in {line["type"] for line in match["timeline"]}


@pytest.mark.parametrize(("who", "number"), [("stranger", "GW1"), ("operator", "GW-nobody"), ("bank", "GW4")])
async def test_a_foreign_number_is_answered_like_one_that_nobody_knows(gateway: Gateway, who: str, number: str) -> None:
    response = await gateway.get(who, f"/v1/cases/{number}")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


async def test_without_a_known_key_nothing_is_told(gateway: Gateway) -> None:
    assert (await gateway.get("nobody", "/v1/cases/GW1")).status_code == 401


async def test_an_absurd_number_is_not_found(gateway: Gateway) -> None:
    assert (await gateway.get("operator", "/v1/cases/" + "9" * 5_000)).status_code == 404


@pytest.mark.parametrize("who", ["merchant", "platform", "agent", "auditor"])
async def test_taxes_are_told_before_there_is_a_bill_to_whom_the_list_is(gateway: Gateway, who: str) -> None:
    (match,) = await matches(gateway, who, "GW2")
    assert match["tax_bills"] == []
    (taxes,) = match["taxes"]
    assert (taxes["declaration_id"], [line["gnum"] for line in taxes["lines"]]) == ("declaration-of-GW2", [1, 2])


async def test_a_courier_is_told_no_taxes(gateway: Gateway) -> None:
    (match,) = await matches(gateway, "carrier", "GW2")
    assert match["taxes"] == []


async def test_an_order_whose_key_is_parked_says_so(gateway: Gateway) -> None:
    """Who is told of a case is told that a processor has stopped at it; why, staff and officers are."""
    letter = a_dead_letter("GW1")
    with gateway.engine.begin() as connection:
        connection.execute(
            insert(tables.PARKED),
            {
                "processor": letter.processor,
                "partition": 0,
                "key_digest": digest(b"GW1"),
                "key_hex": b"GW1".hex(),
                "code": letter.code,
                "reason": letter.reason,
                "parked_ms": 7,
            },
        )
    (told,) = (await matches(gateway, "auditor", "GW1"))[0]["parked"]
    assert (told["processor"], told["since_ms"], told["code"]) == (letter.processor, 7, letter.code)
    (told,) = (await matches(gateway, "merchant", "GW1"))[0]["parked"]
    assert told == {"processor": letter.processor, "since_ms": 7}
    assert (await matches(gateway, "auditor", "GW2"))[0]["parked"] == []
    with gateway.engine.begin() as connection:
        connection.execute(update(tables.PARKED).values(released_ms=8))
    assert (await matches(gateway, "auditor", "GW1"))[0]["parked"] == []
