"""What a carrier tells of a parcel reaches the order that holds its waybill number: once, in any order, no other."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.common import Operation
from contracts.customs import ClaimAction, NumberClaimRequested, NumberKind, ParcelSighted
from contracts.customs_numbers import Holding
from contracts.customs_parcels import Waybill
from contracts.trade import WaybillStatusSubmitted
from mesh.declared.dates import china_time
from mesh.testing.bench import Bench
from tests.support.customs.builders import CARRIER, TEN_O_CLOCK
from tests.support.customs.registers import OTHER_CARRIER
from tests.support.customs.transport import (
    DAY_MS,
    SIX_MONTHS_LATER,
    a_bench,
    a_claim,
    a_waybill_status,
    answer,
    give,
    told,
    verdict,
)

CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
FREE, LOCATE = ClaimAction.FREE, ClaimAction.LOCATE
MINUTE_MS = 60_000
LATER = TEN_O_CLOCK + MINUTE_MS
KEY = f"WAYBILL|{CARRIER}|W-GW1"
Event = WaybillStatusSubmitted | NumberClaimRequested


def kept(bench: Bench) -> dict[bytes, bytes]:
    """Return the state records, without the head of the journal."""
    return {key: record for key, record in bench.state().items() if not key.startswith(b"JournalHead/")}


def played(*events: Event) -> list[tuple[str, str, str]]:
    """Return what was told in the course of these events."""
    bench = a_bench()
    return [one for event in events for one in told(give(bench, event))]


def test_a_status_after_the_claim_is_told_at_once() -> None:
    status = a_waybill_status()
    assert played(a_claim(), status) == [("GW1", "ADD", status.document_id)]


def test_a_status_before_the_claim_waits_for_it_and_is_told_once() -> None:
    status = a_waybill_status()
    bench = a_bench()
    assert told(give(bench, status)) == []
    assert told(give(bench, a_claim())) == [("GW1", "ADD", status.document_id)]
    assert told(give(bench, a_claim(claimed_at_ms=LATER))) == []


def test_a_sighting_says_what_the_carrier_said() -> None:
    bench = a_bench()
    give(bench, a_claim(platform_code="P1"))
    emitted = give(bench, a_waybill_status(status_time="20241111093000"))
    (sighted,) = [one.record for one in emitted if isinstance(one.record, ParcelSighted)]
    assert (sighted.carrier_code, sighted.waybill_no, sighted.status) == (CARRIER, "W-GW1", "S")
    assert (sighted.status_time, sighted.status_at_ms) == ("20241111093000", TEN_O_CLOCK - 30 * MINUTE_MS)
    assert (sighted.withdrawn, sighted.platform_code) == (False, "P1")


def test_an_event_that_comes_again_and_the_same_content_tell_nothing_again() -> None:
    bench = a_bench()
    give(bench, a_claim(), "claim")
    assert len(told(give(bench, a_waybill_status(), "first"))) == 1
    assert give(bench, a_waybill_status(), "first") == []
    assert told(give(bench, a_waybill_status(), "second")) == []
    assert give(bench, a_claim(), "claim") == []


@pytest.mark.parametrize("claim_first", [True, False])
def test_a_change_is_told_anew_and_a_deletion_takes_it_back(claim_first: bool) -> None:
    added, changed, deleted = (
        a_waybill_status(operation=operation, accepted_at_ms=TEN_O_CLOCK + place * MINUTE_MS)
        for place, operation in enumerate((Operation.ADD, CHANGE, DELETE))
    )
    course: tuple[Event, ...] = (a_claim(), added) if claim_first else (added, a_claim())
    assert played(*course, changed, deleted) == [
        ("GW1", "ADD", added.document_id),
        ("GW1", "CHANGE", changed.document_id),
        ("GW1", "DELETE", deleted.document_id),
    ]


def test_what_was_changed_or_deleted_before_the_claim_is_never_told() -> None:
    changed = a_waybill_status(operation=CHANGE, accepted_at_ms=LATER)
    assert played(a_waybill_status(), changed, a_claim()) == [("GW1", "ADD", changed.document_id)]
    assert played(a_waybill_status(), a_waybill_status(operation=DELETE, accepted_at_ms=LATER), a_claim()) == []


@pytest.mark.parametrize(
    "refused",
    [
        a_waybill_status(status="R"),
        a_waybill_status(draft=True),
        a_waybill_status(operation=CHANGE),
        a_waybill_status(status_time=china_time(TEN_O_CLOCK + 2 * DAY_MS)),
    ],
    ids=["not signed for", "draft", "change of nothing", "to come"],
)
def test_what_is_not_recorded_is_not_told(refused: WaybillStatusSubmitted) -> None:
    assert played(a_claim(), refused) == []
    assert played(refused, a_claim()) == []


def test_an_older_document_changes_nothing() -> None:
    bench = a_bench()
    give(bench, a_claim())
    give(bench, a_waybill_status())
    before = bench.get(Waybill, KEY)
    stale = give(bench, a_waybill_status(operation=CHANGE, app_time="20241110000000"))
    assert (verdict(stale).return_status, told(stale)) == ("-505016", [])
    after = bench.get(Waybill, KEY)
    assert before is not None
    assert after is not None
    assert after.sighting == before.sighting


def test_another_carriers_status_of_the_same_number_is_not_the_orders() -> None:
    foreign = a_waybill_status(carrier_code=OTHER_CARRIER)
    assert played(a_claim(), foreign) == []
    assert played(foreign, a_claim()) == []
    assert played(foreign, a_claim("GW2", issuer_code=OTHER_CARRIER)) == [("GW2", "ADD", foreign.document_id)]


def test_a_claim_that_is_lost_and_a_look_up_tell_nothing() -> None:
    assert played(a_claim(), a_claim("GW2"), a_claim("GW2", action=LOCATE), a_waybill_status())[0][0] == "GW1"
    assert played(a_waybill_status(), a_claim(action=LOCATE)) == []
    status = a_waybill_status()
    assert played(status, a_claim(), a_claim("GW2")) == [("GW1", "ADD", status.document_id)]


@pytest.mark.parametrize("ending", [[a_claim(action=FREE)], []], ids=["freed", "after six months"])
def test_the_next_order_of_a_number_is_not_told_the_old_status_but_its_own(ending: list[Event]) -> None:
    bench = a_bench()
    for event in (a_claim(), a_waybill_status(), *ending):
        give(bench, event)
    at_ms = SIX_MONTHS_LATER if not ending else LATER
    assert told(give(bench, a_claim("GW2", claimed_at_ms=at_ms))) == []
    own = a_waybill_status(accepted_at_ms=at_ms + MINUTE_MS)
    emitted = give(bench, own)
    assert verdict(emitted).return_status == "2"
    assert told(emitted) == [("GW2", "ADD", own.document_id)]


@pytest.mark.parametrize("ending", [[a_claim(action=FREE)], []], ids=["freed", "after six months"])
def test_a_status_of_the_next_parcel_may_come_before_its_claim(ending: list[Event]) -> None:
    bench = a_bench()
    for event in (a_claim(), a_waybill_status(), *ending):
        give(bench, event)
    at_ms = SIX_MONTHS_LATER if not ending else LATER
    own = a_waybill_status(accepted_at_ms=at_ms)
    emitted = give(bench, own)
    assert (verdict(emitted).return_status, told(emitted)) == ("2", [])
    assert told(give(bench, a_claim("GW2", claimed_at_ms=at_ms + MINUTE_MS))) == [("GW2", "ADD", own.document_id)]


def test_a_day_before_six_months_the_number_is_the_orders_still() -> None:
    bench = a_bench()
    give(bench, a_claim())
    give(bench, a_waybill_status())
    assert answer(bench, a_waybill_status(accepted_at_ms=SIX_MONTHS_LATER - DAY_MS)) == "-505012"
    assert told(give(bench, a_claim("GW2", claimed_at_ms=SIX_MONTHS_LATER - DAY_MS))) == []
    holding = bench.get(Holding, KEY)
    assert holding is not None
    assert holding.order_no == "GW1"


def test_an_order_that_claims_its_number_again_is_told_nothing_twice() -> None:
    bench = a_bench()
    for event in (a_claim(), a_waybill_status(), a_claim(action=FREE)):
        give(bench, event)
    assert told(give(bench, a_claim(claimed_at_ms=LATER))) == []
    changed = a_waybill_status(operation=CHANGE, accepted_at_ms=LATER)
    assert told(give(bench, changed)) == [("GW1", "CHANGE", changed.document_id)]


def test_a_status_that_nobody_claims_for_six_months_is_nobodys() -> None:
    bench = a_bench()
    give(bench, a_waybill_status())
    assert told(give(bench, a_claim(claimed_at_ms=SIX_MONTHS_LATER))) == []
    assert answer(bench, a_waybill_status(accepted_at_ms=SIX_MONTHS_LATER)) == "2"


def test_orders_of_one_number_on_two_platforms_are_two() -> None:
    bench = a_bench()
    for event in (a_claim(platform_code="P1"), a_waybill_status(), a_claim(platform_code="P1", action=FREE)):
        give(bench, event)
    assert told(give(bench, a_claim(platform_code="P2", claimed_at_ms=LATER))) == []
    own = a_waybill_status(accepted_at_ms=LATER)
    emitted = give(bench, own)
    assert [one.record.platform_code for one in emitted if isinstance(one.record, ParcelSighted)] == ["P2"]


def test_of_a_payment_and_of_a_claim_that_changes_nothing_nothing_is_kept() -> None:
    bench = a_bench()
    assert give(bench, a_claim(kind=NumberKind.PAYMENT)) == []
    assert kept(bench) == {}
    give(bench, a_claim())
    state = kept(bench)
    for event in (a_claim(), a_claim("GW2"), a_claim(action=LOCATE), a_claim("GW2", action=FREE)):
        assert give(bench, event) == []
    assert kept(bench) == state


def test_what_is_kept_of_a_waybill_has_a_bound() -> None:
    bench = a_bench()
    give(bench, a_claim())
    give(bench, a_waybill_status())
    sizes = []
    for place in range(1, 40):
        operation = CHANGE if place % 3 else DELETE if place % 2 else Operation.ADD
        give(bench, a_waybill_status(operation=operation, accepted_at_ms=TEN_O_CLOCK + place * MINUTE_MS))
        sizes.append(sum(map(len, kept(bench).values())))
    assert max(sizes[20:]) <= max(sizes[:20])
    assert len(kept(bench)) == 2


COURSE: tuple[tuple[Event, ...], ...] = (
    (a_claim(), a_claim(claimed_at_ms=LATER)),
    (
        a_waybill_status(),
        a_waybill_status(operation=CHANGE, accepted_at_ms=LATER),
        a_waybill_status(operation=CHANGE, accepted_at_ms=LATER + MINUTE_MS),
    ),
)
"""The claims of an order and the documents of its carrier, each in their own order."""


@st.composite
def interleaved(draw: st.DrawFn) -> Sequence[tuple[Event, str]]:
    """Return the course in any order between its two topics, events doubled at will, each with its id."""
    claims, documents = ([(event, f"{name}-{place}") for place, event in enumerate(events)]
                         for name, events in zip(("claim", "document"), COURSE, strict=True))  # fmt: skip
    out: list[tuple[Event, str]] = []
    while claims or documents:
        source = claims if claims and (not documents or draw(st.booleans())) else documents
        out += [source.pop(0)] * draw(st.integers(min_value=1, max_value=2))
    return out


@given(interleaved())
def test_in_any_order_the_order_ends_with_the_newest_status_and_each_was_told_once(
    course: Sequence[tuple[Event, str]],
) -> None:
    bench = a_bench()
    said = [one for event, cause in course for one in told(give(bench, event, cause))]
    assert len({document for _, _, document in said}) == len(said)
    assert {order for order, _, _ in said} == {"GW1"}
    newest = COURSE[1][-1]
    assert isinstance(newest, WaybillStatusSubmitted)
    assert said[-1][2] == newest.document_id
    waybill, holding = bench.get(Waybill, KEY), bench.get(Holding, KEY)
    assert waybill is not None
    assert waybill.sighting is not None
    assert holding is not None
    assert (waybill.sighting.document_id, waybill.sighting.order_no) == (newest.document_id, "GW1")
    assert holding.claimed_at_ms == LATER


@given(interleaved())
def test_the_same_course_gives_the_same_bytes(course: Sequence[tuple[Event, str]]) -> None:
    benches = a_bench(), a_bench()
    for bench in benches:
        for event, cause in course:
            give(bench, event, cause)
    one, other = benches
    assert one.sent == other.sent
    assert one.state() == other.state()
