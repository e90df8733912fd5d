"""How a declaration's row and its holds follow from its lifecycle."""

import pytest

from caseview.fold.lifecycle import advance, decides, waited, waits
from caseview.fold.rows import Happened, Lifecycle, Row
from contracts.customs import WithdrawalCause
from tests.support.customs.lifecycle import (
    a_hold,
    a_subject,
    accepted,
    amended,
    cleared,
    closed,
    held,
    refused,
    withdrawn,
)


def happened(event: Lifecycle, at_ms: int = 1) -> Happened:
    """An event at a time that is also its place in the partition."""
    return Happened(event, "GW1", at_ms, at_ms + 1_000, at_ms)


SUBJECT = a_subject()


@pytest.mark.parametrize(
    ("event", "state", "status"),
    [
        (accepted(SUBJECT), "ACCEPTED", "2"),
        (amended(SUBJECT), "AMENDED", "2"),
        (held(SUBJECT), "HELD", "300"),
        (held(SUBJECT, status="500"), "HELD", "500"),
        (cleared(SUBJECT), "CLEARED", "800"),
        (refused(SUBJECT), "REFUSED", "100"),
        (refused(SUBJECT, status="700"), "REFUSED", "700"),
        (withdrawn(SUBJECT, WithdrawalCause.CANCELLED), "CANCELLED", "399"),
        (withdrawn(SUBJECT, WithdrawalCause.NUMBER_LOST), "WAITING", "2"),
        (withdrawn(SUBJECT, WithdrawalCause.DELETED), "DELETED", "2"),
        (withdrawn(SUBJECT, WithdrawalCause.LIST_CHANGED), "WAITING", "2"),
        (closed(SUBJECT), "CLOSED", "899"),
    ],
)
def test_every_lifecycle_event_leaves_its_state_and_status(event: Lifecycle, state: str, status: str) -> None:
    row = advance(None, happened(event))
    assert (row["state"], row["status"]) == (state, status)


def test_a_case_keeps_when_it_opened_and_when_it_was_first_decided() -> None:
    row: Row | None = None
    events: tuple[Lifecycle, ...] = (accepted(SUBJECT), held(SUBJECT), cleared(SUBJECT))
    for at_ms, event in enumerate(events):
        row = advance(row, happened(event, at_ms))
    assert row is not None
    assert (row["opened_at_ms"], row["updated_at_ms"], row["decided_ms"]) == (0, 2, 1_001)


def test_acceptance_and_withdrawal_decide_nothing() -> None:
    assert not decides(happened(accepted(SUBJECT)))
    assert not decides(happened(withdrawn(SUBJECT, WithdrawalCause.NUMBER_LOST)))
    assert decides(happened(refused(SUBJECT)))


def test_holds_open_and_close_as_customs_names_them() -> None:
    both = waits({}, happened(held(SUBJECT, a_hold("a"), a_hold("b")), 1))
    one = waits(both, happened(held(SUBJECT, a_hold("b")), 2))
    assert (one["a"]["closed_at_ms"], one["b"]["closed_at_ms"], one["b"]["opened_at_ms"]) == (2, None, 1)
    none = waits(one, happened(cleared(SUBJECT), 3))
    assert (none["a"]["closed_at_ms"], none["b"]["closed_at_ms"]) == (2, 3)


def test_a_hold_that_opens_again_waits_anew() -> None:
    first = waits({}, happened(held(SUBJECT, a_hold("a")), 1))
    amended_ = waits(first, happened(amended(SUBJECT), 2))
    again = waits(amended_, happened(held(SUBJECT, a_hold("a")), 3))
    assert (again["a"]["opened_at_ms"], again["a"]["closed_at_ms"]) == (3, None)


@pytest.mark.parametrize("late", [0, 1, 2])
def test_an_event_that_comes_late_takes_nothing_back_and_adds_what_came_first(late: int) -> None:
    """Its schema did; the later ones told meanwhile how the case stands."""
    events: tuple[Lifecycle, ...] = (accepted(SUBJECT), held(SUBJECT), cleared(SUBJECT), closed(SUBJECT))
    numbered = [happened(event, at_ms) for at_ms, event in enumerate(events)]

    def told(order: list[Happened]) -> Row | None:
        row: Row | None = None
        for each in order:
            row = advance(row, each)
        return row

    assert told([each for each in numbered if each.offset != late] + [numbered[late]]) == told(numbered)


def test_a_hold_that_is_told_late_is_over_or_goes_on_from_when_it_opened() -> None:
    late = happened(held(SUBJECT, a_hold("a"), a_hold("b")), 1)
    later = happened(held(SUBJECT, a_hold("b")), 2)
    case = advance(None, later)
    found = waited(waits({}, later), late, case)
    assert found == waits(waits({}, late), later)
    over = waited({}, happened(held(SUBJECT, a_hold("a")), 1), advance(None, happened(cleared(SUBJECT), 2)))
    assert over["a"]["closed_at_ms"] == 2
    assert waited(found, happened(cleared(SUBJECT), 0), case) == found
