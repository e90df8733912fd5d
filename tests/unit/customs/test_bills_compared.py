"""When master lists and arrivals are compared, and what a parcel is told: every combination by hand."""

from typing import Any

import pytest
from msgspec.structs import replace

from contracts.common import DocumentType
from contracts.customs import BillState, Movement
from contracts.customs_manifests import Bill, Parcel, Series, Task, Work
from customs.manifests import moving, standing
from customs.manifests.desk import UNMOVED
from customs.manifests.kinds import ARRIVED, DEPARTED, LISTED
from customs.manifests.recording import begun

READY, DIFFERING = Movement.READY, Movement.DIFFERING
REFUSING = Work(
    task=Task.REFUSE, document_type=LISTED, issuer_code="another", round=0, part_count=2, on_file=1, part_no=1,
    page_no=0,
)  # fmt: skip


def series(kind: DocumentType, on_file: int = 1, part_count: int = 1, lines: int = 1, issuer: str = "I") -> Series:
    """Return a series with so many parts."""
    return replace(begun(kind, issuer), on_file=on_file, part_count=part_count, lines=lines)


def bill(*of: Series, **changes: Any) -> Bill:
    """Return a bill of these series, which agrees on one parcel."""
    fields: dict[str, Any] = {
        "carrier_code": "C", "bill_no": "B", "opened_at_ms": 1, "touched_at_ms": 1, "forgets_at_ms": 0, "series": of,
        "listed": 1, "arrived": 1, "matched": 1, "departed": 0, "held": False, "released": False, "settled_at_ms": 1,
        "wakes_at_ms": 0, "work": (),
    }  # fmt: skip
    return Bill(**{**fields, **changes})


BOTH = series(LISTED), series(ARRIVED)


@pytest.mark.parametrize(
    ("found", "is_compared"),
    [
        (bill(), False),
        (bill(series(LISTED)), False),
        (bill(series(ARRIVED)), False),
        (bill(*BOTH), True),
        (bill(*BOTH, series(LISTED, 1, 2, issuer="J")), False),
        (bill(*BOTH, series(ARRIVED, 1, 2, issuer="J")), False),
        (bill(*BOTH, series(LISTED, 0, 2, issuer="J")), True),
        (bill(*BOTH, series(DEPARTED, 1, 2)), True),
        (bill(*BOTH, work=(REFUSING,)), False),
        (bill(*BOTH, work=(replace(REFUSING, document_type=DEPARTED),)), True),
        (bill(series(ARRIVED), bill_no=None), True),
        (bill(series(ARRIVED, 1, 2), bill_no=None), False),
    ],
)
def test_a_bill_is_compared_once_all_that_has_begun_is_complete(found: Bill, is_compared: bool) -> None:
    assert standing.is_compared(found) is is_compared


@pytest.mark.parametrize(
    ("found", "differing"),
    [
        (bill(*BOTH), 0),
        (bill(*BOTH, listed=3), 2),
        (bill(*BOTH, arrived=3), 2),
        (bill(*BOTH, listed=3, arrived=2), 3),
        (bill(series(LISTED), series(ARRIVED, lines=0), listed=3, arrived=0, matched=0), 0),
        (bill(series(LISTED), series(ARRIVED, 1, 2, lines=0), listed=3, arrived=0, matched=0), 3),
        (bill(*BOTH, series(ARRIVED, lines=0, issuer="J"), listed=3, arrived=2), 1),
        (bill(series(ARRIVED), bill_no=None, listed=0, matched=0), 0),
    ],
)
def test_a_bill_differs_by_what_is_listed_or_there_alone(found: Bill, differing: int) -> None:
    assert standing.differing(found) == differing


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (bill(series(LISTED)), BillState.INCOMPLETE),
        (bill(*BOTH), BillState.AGREEING),
        (bill(*BOTH, listed=2), BillState.DIFFERING),
        (bill(*BOTH, listed=2, released=True), BillState.RELEASED),
        (bill(*BOTH, released=True), BillState.AGREEING),
        (bill(*BOTH, series(DEPARTED)), BillState.DEPARTED),
        (bill(*BOTH, series(DEPARTED, 1, 2)), BillState.AGREEING),
    ],
)
def test_a_bill_stands_in_a_word(found: Bill, state: BillState) -> None:
    assert standing.state_of(found) is state


LISTED_ONLY, ARRIVED_ONLY = replace(UNMOVED, listed=1), replace(UNMOVED, arrived=1)
MATCHED = replace(UNMOVED, listed=1, arrived=1)
AGREES, DIFFERS, RELEASED = bill(*BOTH), bill(*BOTH, listed=2), bill(*BOTH, listed=2, released=True)
WHOLE = bill(series(LISTED), series(ARRIVED, lines=0), arrived=0, matched=0)
POST = bill(series(ARRIVED), bill_no=None, listed=0, matched=0)


@pytest.mark.parametrize(
    ("found", "parcel", "told"),
    [
        (AGREES, MATCHED, READY),
        (DIFFERS, MATCHED, DIFFERING),
        (DIFFERS, LISTED_ONLY, DIFFERING),
        (DIFFERS, ARRIVED_ONLY, DIFFERING),
        (DIFFERS, replace(MATCHED, told=READY), None),
        (RELEASED, MATCHED, READY),
        (RELEASED, replace(MATCHED, told=DIFFERING), READY),
        (RELEASED, LISTED_ONLY, None),
        (RELEASED, ARRIVED_ONLY, None),
        (WHOLE, LISTED_ONLY, READY),
        (POST, ARRIVED_ONLY, READY),
        (POST, replace(UNMOVED, departing=1), None),
    ],
)
def test_a_parcel_is_told_how_it_stands(found: Bill, parcel: Parcel, told: Movement | None) -> None:
    assert moving.target(found, parcel) is told
