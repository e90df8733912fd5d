"""EXC-01, EXC-02 and EXT-01 to EXT-04: how a list stands by its parcel, its bill and what was asked, both ways."""

from typing import Any

import pytest
from msgspec.structs import replace

from agency.judging import judgement, recordable
from contracts.common import Effect
from contracts.customs import Movement
from contracts.customs_clearance import Standing
from contracts.customs_export import Case, Stage
from contracts.documents import EXPORT_CANCELLATION
from customs.export import cancelling, keeping, standing
from customs.export.case import EMPTY
from customs.export.judging import Around
from customs.rules.export.bills import names_another_bill
from mesh.declared.registers import Registers
from tests.support.customs.builders import MERCHANT, PLATFORM
from tests.support.customs.exports import NOON, a_cancellation, a_list

NUMBER = "51412025E500000001"
STRANGER = "4401960A02"
INSPECTION = "inspection"
REQUEST = a_cancellation(NUMBER)
ASKED = judgement(EXPORT_CANCELLATION, REQUEST, recordable(()), "1")


def inspected(effect: Effect = Effect.PASS) -> dict[str, Any]:
    """What inspection decided."""
    held = "inspection-1" if effect is Effect.HOLD else None
    return {"standings": (Standing(source=INSPECTION, effect=effect, reasons=(), hold_id=held, action=None),)}


def a_case(stage: Stage = Stage.REVIEWED, **changes: Any) -> Case:
    """A list that matches and that inspection lets pass, but for the changes."""
    usual = {
        "list_on_file": keeping.listed(a_list(), 0),
        "list_no": NUMBER,
        "declaration_id": "d-1",
        "revision": 1,
        "deciders": (INSPECTION,),
        "is_reviewed": stage in (Stage.REVIEWED, Stage.CLEARED, Stage.CLOSED),
        "stage": stage,
    }
    return replace(EMPTY, **(usual | inspected() | changes))


def stands(**changes: Any) -> tuple[Stage, str, list[str]]:
    """How far a list is due to be, its status, and the codes of its holds."""
    found = standing.due(a_case(**changes))
    return found.stage, found.return_status, [hold.reason.code for hold in found.holds]


READY: dict[str, Any] = {"movement": Movement.READY}
LEFT: dict[str, Any] = {"departed_at_ms": NOON}


def test_a_list_waits_for_who_decides_and_then_for_its_parcel() -> None:
    assert stands(standings=(), return_status="120") == (Stage.DECIDING, "120", [])
    assert stands() == (Stage.REVIEWED, "399", [])
    assert stands(**READY) == (Stage.CLEARED, "800", [])


def test_inspection_is_told_when_the_parcel_has_arrived() -> None:
    waits = standing.due(a_case(**inspected(Effect.HOLD)))
    assert (waits.stage, waits.inspected) == (Stage.REVIEWED, True)
    assert stands(**inspected(Effect.HOLD), **READY)[:2] == (Stage.HELD, "500")


# --- EXT-01: goods that left ---


def test_ext_01_released_goods_that_left_are_accepted_as_closed() -> None:
    assert stands(**READY, **LEFT) == (Stage.CLOSED, "899", [])


@pytest.mark.parametrize("movement", [None, Movement.READY, Movement.DIFFERING])
def test_ext_01_goods_that_left_unreleased_are_refused_to_close(movement: Movement | None) -> None:
    assert stands(movement=movement, **LEFT, left_unreleased=True) == (Stage.HELD, "300", ["99123"])


def test_ext_01_goods_that_left_while_inspected_are_refused_to_close_whoever_lets_go_first() -> None:
    left = READY | LEFT | {"left_unreleased": True}
    assert stands(**left, **inspected(Effect.HOLD))[:2] == (Stage.HELD, "500")
    assert stands(**left) == (Stage.HELD, "300", ["99123"])
    assert stands(**left | {"left_unreleased": False}, **inspected(Effect.HOLD))[:2] == (Stage.HELD, "500")


# --- EXT-02: cancellation of a released list ---


def test_ext_02_released_list_of_which_nothing_is_asked_is_accepted() -> None:
    assert stands(**READY, cancelled_by=None)[:2] == (Stage.CLEARED, "800")


def test_ext_02_released_list_asked_to_be_cancelled_is_refused_its_release_until_an_officer_decides() -> None:
    assert stands(**READY, cancelled_by=ASKED) == (Stage.HELD, "300", ["99124"])


# --- EXT-03: a departure taken back ---


def test_ext_03_departure_that_stays_is_accepted_as_closed() -> None:
    assert stands(**READY, **LEFT, reopening=False)[:2] == (Stage.CLOSED, "899")


def test_ext_03_departure_taken_back_is_refused_until_an_officer_approves() -> None:
    assert stands(**READY, **LEFT, reopening=True) == (Stage.HELD, "300", ["99125"])


def test_the_holds_of_one_revision_have_ids_of_their_own() -> None:
    asked = a_case(**READY, **LEFT, left_unreleased=True, cancelled_by=ASKED, reopening=True)
    ids = [hold.hold_id for hold in standing.own_holds(asked)]
    again = [hold.hold_id for hold in standing.own_holds(replace(asked, revision=2))]
    assert len({*ids, *again}) == 6


# --- EXT-04: the bill ---


@pytest.mark.parametrize(
    ("listed", "told"), [(None, "B1"), ("", "B1"), ("B1", None), ("B1", "B1"), ("B 1", "B1"), (None, None)]
)
def test_ext_04_list_of_that_bill_or_of_none_is_accepted(listed: str | None, told: str | None) -> None:
    assert names_another_bill(listed, told) is None


@pytest.mark.parametrize("listed", ["B2", "B10", "B"])
def test_ext_04_list_of_another_bill_is_refused_until_an_officer_decides(listed: str) -> None:
    wrong = names_another_bill(listed, "B1")
    assert wrong is not None
    assert (wrong.code, wrong.rule_id) == ("99126", "EXT-04")
    assert listed in wrong.text_en


# --- EXC-01: when a list may be cancelled ---


def asked(case: Case, **changes: Any) -> list[tuple[str, str]]:
    """Rule and code of what a request to cancel fails by, of this rule alone."""
    around = Around(case, Registers(()), "2025-12-01")
    found = cancelling.is_cancellable(a_cancellation(**{"list_no": NUMBER} | changes), None, around)
    return [(wrong.rule_id, wrong.code) for wrong in found.reasons]


@pytest.mark.parametrize(
    ("case", "is_free"),
    [
        (a_case(Stage.WAITING, return_status="2"), True),
        (a_case(Stage.DECIDING, return_status="120"), True),
        (a_case(Stage.REVIEWED, return_status="399"), True),
        (a_case(Stage.HELD, return_status="300"), True),
        (a_case(Stage.HELD, return_status="300", is_reviewed=True), False),
        (a_case(Stage.CLEARED, return_status="800"), False),
    ],
    ids=["waits", "decided on", "reviewed", "held before", "held after", "released"],
)
def test_exc_01_list_that_has_not_left_is_accepted_freely_until_its_review(case: Case, is_free: bool) -> None:
    assert asked(case) == []
    assert cancelling.is_free(case) is is_free


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (a_case(Stage.HELD, return_status="500"), "-607001"),
        (a_case(Stage.CLOSED, return_status="899"), "-607002"),
        (a_case(Stage.HELD, return_status="300", departed_at_ms=NOON), "-607002"),
        (a_case(Stage.REFUSED, return_status="599"), "-607002"),
        (a_case(Stage.REFUSED, return_status="700"), "-607002"),
        (a_case(Stage.WITHDRAWN, list_on_file=None), "-607003"),
        (EMPTY, "-607003"),
    ],
    ids=["inspected", "left", "left unreleased", "detained", "shipped back", "cancelled", "no list"],
)
def test_exc_01_list_that_is_inspected_or_has_ended_is_rejected(case: Case, code: str) -> None:
    assert asked(case) == [("EXC-01", code)]


def test_exc_01_request_by_another_number_is_rejected() -> None:
    assert asked(a_case(), list_no="51412025E500000002") == [("EXC-01", "-607003")]


@pytest.mark.parametrize("sender", [MERCHANT, PLATFORM])
def test_exc_01_request_by_a_party_of_the_list_is_accepted(sender: str) -> None:
    assert asked(a_case(), agent_code=sender, sender_code=sender) == []


def test_exc_01_request_by_a_stranger_is_rejected_as_if_there_were_no_list() -> None:
    assert asked(a_case(), agent_code=STRANGER, sender_code=STRANGER) == [("EXC-01", "-607003")]


# --- EXC-02: what it repeats ---


def agreeing(**changes: Any) -> Any:
    return cancelling.agrees(a_cancellation(NUMBER, **changes), None, Around(a_case(), Registers(()), "2025-12-01"))


@pytest.mark.parametrize("changes", [{}, {"agent_code": MERCHANT}])
def test_exc_02_request_of_the_declaring_enterprise_or_the_merchant_is_accepted(changes: Any) -> None:
    assert agreeing(**changes).reasons == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"merchant_code": STRANGER}, "ebcCode"),
        ({"agent_code": STRANGER}, "agentCode"),
        ({"customs_code": "5142"}, "customsCode"),
        ({"merchant_code": STRANGER, "customs_code": "5142"}, "ebcCode, customsCode"),
    ],
)
def test_exc_02_request_that_repeats_otherwise_is_rejected_by_name(changes: Any, named: str) -> None:
    (wrong,) = agreeing(**changes).reasons
    assert (wrong.rule_id, wrong.code) == ("EXC-02", "-606001")
    assert named in wrong.text_en
