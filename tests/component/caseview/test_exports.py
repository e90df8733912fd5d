"""The joint case of an export, from the list to the refund; by which numbers it is found; and what it waits for."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from caseview.database import tables, upsert
from caseview.queries.permissions import sight_of
from contracts import topics
from contracts.common import Effect
from contracts.customs import DocumentConcluded, DocumentJudged, Movement
from edge.access.principal import Principal
from tests.support.caseview.databases import empty_view
from tests.support.caseview.exports import EVERYTHING, SeenExports, consolidated, departed, reviewed, sight
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PLATFORM
from tests.support.customs.exports import DAY_MS, HOUR_MS, a_list, a_movement, a_waybill, an_order, inspected
from tests.support.customs.manifests import a_master_list

gone = cache(consolidated)
"""One that is only looked at."""
STEPS = ["LIST", "RELEASE", "DEPARTURE", "DECLARATION", "CERTIFICATE", "EXCHANGE", "REFUND"]
SEQ_NO, ENTRY_NO = "H20251202000000005", "514120250000000005"
DONE, OPEN, NOT_ASKED = "DONE", "OPEN", "NOT_ASKED"


def states(world: SeenExports, folder: Path, number: str = "EX1") -> list[str]:
    """Return how the steps of the one case stand."""
    (case,) = world.cases(folder, number)
    assert [step["step"] for step in case["joint"]] == STEPS
    return [step["state"] for step in case["joint"]]


def a_step(case: dict[str, Any], name: str) -> dict[str, Any]:
    (step,) = [step for step in case["joint"] if step["step"] == name]
    return dict(step)


# --- the steps ---


def test_each_step_names_its_agency_when_it_was_done_and_its_numbers(tmp_path: Path) -> None:
    world = gone()
    (case,) = world.cases(tmp_path, "EX1")
    told = {step["step"]: (step["agency"], step["state"], step["numbers"]) for step in case["joint"]}
    assert told == {
        "LIST": ("customs", DONE, [case["declarations"][0]["list_no"]]),
        "RELEASE": ("customs", DONE, []),
        "DEPARTURE": ("customs", DONE, ["B1"]),
        "DECLARATION": ("customs", DONE, [SEQ_NO, ENTRY_NO]),
        "CERTIFICATE": ("customs", DONE, [f"{SEQ_NO}01"]),
        "EXCHANGE": ("forex", OPEN, []),
        "REFUND": ("tax", OPEN, []),
    }
    at = [step["at_ms"] for step in case["joint"]]
    assert at[:5] == sorted(at[:5])
    assert at[5:] == [None, None]


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (reviewed, [DONE, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN]),
        (departed, [DONE, DONE, DONE, OPEN, OPEN, OPEN, OPEN]),
        (consolidated, [DONE, DONE, DONE, DONE, DONE, OPEN, OPEN]),
    ],
)
def test_a_step_is_open_until_it_is_done(tmp_path: Path, make: Any, wanted: list[str]) -> None:
    assert states(make(), tmp_path) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"statistics_flag": "A"}, [NOT_ASKED, DONE, OPEN, NOT_ASKED]),
        ({"trade_mode": "9710"}, [NOT_ASKED, NOT_ASKED, OPEN, NOT_ASKED]),
        ({"trade_mode": "9810"}, [NOT_ASKED, NOT_ASKED, OPEN, NOT_ASKED]),
        ({}, [OPEN, OPEN, OPEN, OPEN]),
    ],
    ids=["simplified", "9710", "9810", "to be consolidated"],
)
def test_what_an_export_is_not_asked_for_is_said(tmp_path: Path, changes: dict[str, str], wanted: list[str]) -> None:
    world = departed(**changes)
    assert world.lifecycle()[-1] == "899", world.told()
    assert states(world, tmp_path) == [DONE, DONE, DONE, *wanted]


def test_a_departure_that_is_taken_back_opens_what_followed_it(tmp_path: Path) -> None:
    world = consolidated()
    world.now_ms += 2 * DAY_MS
    world.move(a_movement(movement=Movement.DEPARTURE_WITHDRAWN, moved_at_ms=world.now_ms))
    if world.case().holds:
        world.find()
    assert states(world, tmp_path) == [DONE, DONE, OPEN, OPEN, OPEN, OPEN, OPEN]


def test_a_held_parcel_is_not_released(tmp_path: Path) -> None:
    world = SeenExports(lambda event: inspected(event, Effect.HOLD))
    world.submit(an_order(), a_waybill(), a_list())
    world.move(a_movement())
    (case,) = world.cases(tmp_path, "EX1")
    assert (case["state"], a_step(case, "RELEASE")["state"]) == ("HELD", OPEN)


def test_of_a_list_that_was_refused_nothing_is_asked(tmp_path: Path) -> None:
    world = SeenExports(lambda event: inspected(event, Effect.REFUSE))
    world.submit(an_order(), a_waybill(), a_list())
    world.move(a_movement())
    (case,) = world.cases(tmp_path, "EX1")
    assert case["state"] == "REFUSED"
    assert {step["state"] for step in case["joint"]} == {NOT_ASKED}


def test_an_import_has_no_joint_case(gateway_case: dict[str, Any]) -> None:
    assert "joint" not in gateway_case


@pytest.fixture
async def gateway_case(gateway: Any) -> dict[str, Any]:
    response = await gateway.get("operator", "/v1/cases/GW1")
    return dict(response.json()["matches"][0])


# --- who is told ---


@pytest.mark.parametrize(
    ("code", "role", "steps"),
    [
        (PLATFORM, "platform", STEPS),
        (MERCHANT, "merchant", STEPS),
        (AGENT, "agent", STEPS),
        (CARRIER, "carrier", STEPS[:3]),
    ],
)
def test_a_courier_is_told_how_far_the_parcel_is_and_no_more(
    tmp_path: Path, code: str, role: str, steps: list[str]
) -> None:
    cases = gone().cases(tmp_path, "W-EX1" if role == "carrier" else "EX1", sight(code, role))
    (joint,) = [case["joint"] for case in cases if case["order_no"] == "EX1"]
    assert [step["step"] for step in joint] == steps
    assert [step["state"] for step in joint][:3] == [DONE, DONE, DONE]


@pytest.mark.parametrize("number", ["EX1", "W-EX1", "C-EX1", SEQ_NO, ENTRY_NO, f"{SEQ_NO}01", "B1", "list", "pre"])
@pytest.mark.parametrize(("code", "role"), [(None, "auditor"), (MERCHANT, "merchant"), (AGENT, "agent")])
def test_an_export_is_found_by_any_of_its_numbers(tmp_path: Path, number: str, code: str | None, role: str) -> None:
    world = gone(bill_no="B1")
    case = world.case()
    asked = {"list": case.list_no, "pre": case.pre_entry_no}.get(number, number) or ""
    who = EVERYTHING if code is None else sight(code, role)
    assert [found["order_no"] for found in world.cases(tmp_path, asked, who)] == ["EX1"]


@pytest.mark.parametrize(
    ("number", "found"), [("B1", True), (SEQ_NO, False), (ENTRY_NO, False), (f"{SEQ_NO}01", False)]
)
def test_a_courier_asks_by_the_bill_and_by_no_number_of_what_was_declared(
    tmp_path: Path, number: str, found: bool
) -> None:
    cases = gone().cases(tmp_path, number, sight(CARRIER, "carrier"))
    assert bool(cases) is found


@pytest.mark.parametrize("number", ["EX1", "B1", SEQ_NO, ENTRY_NO, f"{SEQ_NO}01"])
def test_another_enterprise_finds_nothing_by_these(tmp_path: Path, number: str) -> None:
    assert gone().cases(tmp_path, number, sight("9999999X99", "merchant")) == []


# --- what it waits for, and why ---


@pytest.mark.parametrize(
    ("documents", "not_seen", "by_own_number"),
    [
        ([an_order()], ["EXPORT_LIST"], ["EXPORT_WAYBILL"]),
        ([an_order(), a_waybill()], ["EXPORT_LIST"], ["EXPORT_WAYBILL"]),
        ([a_list()], ["EXPORT_ORDER", "EXPORT_WAYBILL"], None),
        ([a_list(), a_waybill()], ["EXPORT_ORDER"], None),
        ([a_waybill(), a_list()], ["EXPORT_ORDER"], None),
        ([an_order(), a_list()], ["EXPORT_WAYBILL"], None),
    ],
    ids=["order", "order and waybill", "list", "list, waybill", "waybill, list", "order, list"],
)
def test_an_export_that_waits_names_what_it_waits_for(
    tmp_path: Path, documents: list[Any], not_seen: list[str], by_own_number: list[str] | None
) -> None:
    """A waybill names no order: before the list names its number nobody can tell whether it is there."""
    world = SeenExports()
    world.submit(*documents)
    (case,) = world.cases(tmp_path, "EX1")
    assert case["not_seen"] == not_seen
    assert case.get("by_own_number") == by_own_number
    assert [step["state"] for step in case["joint"]] == [OPEN, OPEN, OPEN]


def test_who_does_not_see_the_waybill_is_told_all_the_same_that_it_is_there(tmp_path: Path) -> None:
    world = SeenExports()
    world.submit(a_waybill(), a_list())
    (case,) = world.cases(tmp_path, "EX1", sight(AGENT, "agent"))
    assert [row["document_type"] for row in case["documents"]] == ["EXPORT_LIST"]
    assert "EXPORT_WAYBILL" not in case["not_seen"]


def test_the_waybill_stands_among_the_documents_of_its_order_with_every_rule_of_its_verdict(tmp_path: Path) -> None:
    world = reviewed()
    for number in ("EX1", "W-EX1"):
        (case,) = world.explained(tmp_path / "a" if number == "EX1" else tmp_path / "b", number)
        by_type = {row["document_type"]: row for row in case["documents"]}
        assert set(by_type) == {"EXPORT_ORDER", "EXPORT_WAYBILL", "EXPORT_LIST"}
        assert {row["status"] for row in by_type.values()} == {"120", "399"}
        steps = [case["steps"][number - 1] for number in by_type["EXPORT_WAYBILL"]["steps"]]
        assert {"ExportWaybillSubmitted", "DocumentJudged", "ReceiptIssued"} <= {step["type"] for step in steps}
        assert any(step["rules"] for step in steps)
        assert case["registers"]
        assert case["joint"][0]["state"] == DONE
        assert all(step["caused_by"] is None or step["caused_by"] < step["step"] for step in case["steps"])


def test_a_waybill_that_no_list_names_stands_by_itself(tmp_path: Path) -> None:
    world = SeenExports()
    world.submit(a_waybill())
    (case,) = world.cases(tmp_path, "W-EX1")
    assert [row["document_type"] for row in case["documents"]] == ["EXPORT_WAYBILL"]
    assert case["state"] is None


def test_movements_of_the_parcel_stand_in_its_timeline_for_who_sees_how_it_stands(tmp_path: Path) -> None:
    for who in (EVERYTHING, sight(CARRIER, "carrier"), sight(MERCHANT, "merchant")):
        cases = departed().cases(tmp_path / str(len(who.codes)) / "".join(who.codes), "EX1", who)
        moved = [line["details"]["movement"] for line in cases[0]["timeline"] if line["type"] == "ParcelMoved"]
        assert moved == ["READY", "DEPARTED"]


def test_what_a_document_came_to_in_the_end_is_its_status_and_its_reasons(tmp_path: Path) -> None:
    """Part 2 of 3 of a master list never comes: what was recorded is refused a day later."""
    world = SeenExports()
    part = a_master_list(part_count=3, accepted_at_ms=world.now_ms)
    world.submit(part)
    ((before,),) = [case["documents"] for case in world.cases(tmp_path / "before", part.cop_no)]
    assert (before["verdict"], before["status"], before["reasons"]) == ("ACCEPTED", "2", [])
    for hours in (25, 26):
        world.tick(world.now_ms + hours * HOUR_MS)
    ((after,),) = [case["documents"] for case in world.cases(tmp_path / "after", part.cop_no)]
    assert (after["verdict"], after["status"]) == ("REJECTED", "100")
    assert [reason["code"] for reason in after["reasons"]] == ["99611"]


def test_a_conclusion_stands_whatever_of_the_two_is_folded_first(tmp_path: Path) -> None:
    world = SeenExports()
    part = a_master_list(part_count=3, accepted_at_ms=world.now_ms)
    world.submit(part)
    world.tick(world.now_ms + 25 * HOUR_MS)
    answers = [item for item in world.written() if item[0].topic == topics.CUSTOMS_MANIFEST_DOCUMENTS]
    assert [type(record) for _, record in answers] == [DocumentJudged, DocumentConcluded]
    (first, judged), (second, concluded) = answers
    engine = empty_view(tmp_path)
    upsert.apply(engine, [(second._replace(offset=0), concluded)])
    upsert.apply(engine, [(first._replace(offset=1), judged)])
    with engine.connect() as connection:
        assert [row.status for row in connection.execute(select(tables.JUDGEMENTS))] == ["100"]
    engine.dispose()


@pytest.mark.parametrize("seen_by", ["first", "second"])
def test_what_moved_under_an_order_number_is_not_told_to_another_merchant_with_the_same_one(
    tmp_path: Path, seen_by: str
) -> None:
    """Of foreign platforms, which share one code, two merchants may use one order number."""
    world = SeenExports()
    merchants = {"first": MERCHANT, "second": "4401960M02"}
    for name, code in merchants.items():
        of_theirs = {"platform_code": "无", "merchant_code": code}
        waybill = f"W-{name}"
        world.submit(
            an_order(**of_theirs, sender_code=code),
            a_waybill(waybill_no=waybill),
            a_list(**of_theirs, waybill_no=waybill, cop_no=f"C-{name}", owner_code=code),
        )
        world.move(a_movement(waybill_no=waybill, bill_no=f"B-{name}"))
    assert world.lifecycle().count("800") == 2, world.told()
    cases = world.cases(tmp_path, "EX1", sight(merchants[seen_by], "merchant"))
    moved = {
        line["details"]["waybill_no"] for case in cases for line in case["timeline"] if line["type"] == "ParcelMoved"
    }
    assert moved == {f"W-{seen_by}"}
    assert {number for case in cases for number in a_step(case, "DEPARTURE")["numbers"]} == {f"B-{seen_by}"}


@pytest.mark.parametrize(("agency", "found"), [("customs", True), ("inspection", True), ("tax", False)])
def test_an_officer_sees_the_exports_that_the_agency_reads(tmp_path: Path, agency: str, found: bool) -> None:
    officer = sight_of(Principal("office", "An office", (), frozenset({f"officer:{agency}"})))
    cases = gone().cases(tmp_path, "EX1", officer)
    assert [case["order_no"] for case in cases if case["declarations"]] == ["EX1"] * found
    assert [len(case["joint"]) for case in cases] == [7] * found
