"""The processor `tax.guarantee` in memory: requests and ticks in, answers out, and never more than the guarantee."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contracts import topics
from contracts.common import Effect, LedgerAction
from contracts.tax import GuaranteeDecided, GuaranteeRegistered, GuaranteeRequested
from contracts.tax_guarantee import Balance, Place, Reservation, ReservationStatus
from mesh.declared.processor import Emit
from mesh.declared.registers import Registers
from mesh.testing.bench import Bench
from tax.guarantee.book import Book
from tax.guarantee.processor import GUARANTEE
from tax.guarantee.reserving import serve_line
from tax.reference import on_date
from tests.support.agency.declarations import AT_MS, CNY, GUARANTOR, an_entry, register_file

RESERVE, KEEP, FREE = LedgerAction.RESERVE, LedgerAction.KEEP, LedgerAction.FREE
DAY_MS, MINUTE_MS = 86_400_000, 60_000


def a_bench(yuan: int = 100) -> Bench:
    account = an_entry(GuaranteeRegistered, GUARANTOR, amount_cny_e5=yuan * CNY)
    return Bench(GUARANTEE, registers=(*register_file("tax.parameters.v1"), account))


def top_up(bench: Bench, yuan: int, **changes: Any) -> None:
    bench.registers.add(an_entry(GuaranteeRegistered, GUARANTOR, version=2, amount_cny_e5=yuan * CNY, **changes))


def sent(
    bench: Bench,
    action: LedgerAction,
    declaration: str = "d1",
    yuan: int = 0,
    *,
    revision: int = 1,
    at_ms: int = AT_MS,
    guarantor: str = GUARANTOR,
) -> list[GuaranteeDecided]:
    asked = GuaranteeRequested(
        declaration_id=declaration,
        revision=revision,
        guarantor_code=guarantor,
        action=action,
        amount_cny_e5=yuan * CNY,
        answer_key=f"GW-{declaration}",
        accepted_at_ms=AT_MS,
    )
    emitted = bench.send(topics.TAX_GUARANTEE_REQUESTS, asked, key=guarantor.encode(), at_ms=at_ms)
    assert bench.parked() == []
    return answers(emitted)


def answers(emitted: list[Emit]) -> list[GuaranteeDecided]:
    found = [emit.record for emit in emitted if isinstance(emit.record, GuaranteeDecided)]
    assert [emit.key.decode() for emit in emitted] == [f"GW-{answer.decision.declaration_id}" for answer in found]
    return found


def told(found: list[GuaranteeDecided]) -> list[tuple[str, Effect]]:
    return [(answer.decision.declaration_id, answer.decision.effect) for answer in found]


def reserved(bench: Bench) -> int:
    balance = bench.get(Balance, GUARANTOR)
    return balance.reserved_cny_e5 // CNY if balance else 0


def status(bench: Bench, declaration: str = "d1") -> ReservationStatus | None:
    reservation = bench.get(Reservation, f"{GUARANTOR}/{declaration}")
    return reservation.status if reservation else None


def test_tax_12_a_sufficient_guarantee_is_reserved_to_the_last_cent() -> None:
    bench = a_bench(100)
    (answer,) = sent(bench, RESERVE, "d1", 100)
    assert (answer.decision.effect, answer.decision.hold_id, answer.decision.reasons) == (Effect.PASS, None, ())
    assert (answer.amount_cny_e5, answer.reserved_cny_e5, answer.limit_cny_e5) == (100 * CNY, 100 * CNY, 100 * CNY)
    assert [(used.register, used.code, used.version) for used in answer.decision.registers] == [
        ("tax.guarantee-accounts", GUARANTOR, 1)
    ]


def test_tax_12_a_short_guarantee_holds() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 60)
    (answer,) = sent(bench, RESERVE, "d2", 41)
    assert (answer.decision.effect, answer.decision.hold_id) == (Effect.HOLD, "d2-1-tax-guarantee")
    assert [(reason.code, reason.rule_id) for reason in answer.decision.reasons] == [("99301", "TAX-12")]
    assert answer.reserved_cny_e5 == 60 * CNY


def test_tax_12_who_has_given_no_guarantee_has_none() -> None:
    (answer,) = sent(a_bench(), RESERVE, "d1", 1, guarantor="nobody")
    assert (answer.decision.effect, answer.limit_cny_e5) == (Effect.HOLD, 0)


def test_a_repeated_request_is_answered_once() -> None:
    bench = a_bench()
    assert told(sent(bench, RESERVE, "d1", 60)) == [("d1", Effect.PASS)]
    assert sent(bench, RESERVE, "d1", 60) == []
    assert reserved(bench) == 60


def test_what_is_kept_stays_blocked() -> None:
    bench = a_bench()
    sent(bench, RESERVE, "d1", 60)
    assert sent(bench, KEEP) == []
    assert sent(bench, KEEP) == []
    assert (status(bench), reserved(bench)) == (ReservationStatus.KEPT, 60)
    assert sent(bench, RESERVE, "d1", 10, revision=2) == []
    assert reserved(bench) == 60


def test_what_is_freed_serves_those_who_wait_in_order() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    for declaration, yuan in (("d2", 50), ("d3", 70), ("d4", 40)):
        assert told(sent(bench, RESERVE, declaration, yuan)) == [(declaration, Effect.HOLD)]
    assert told(sent(bench, FREE)) == [("d2", Effect.PASS), ("d4", Effect.PASS)]
    assert (reserved(bench), status(bench, "d3")) == (90, ReservationStatus.WAITING)
    assert told(sent(bench, FREE, "d2")) == []
    assert told(sent(bench, FREE, "d4")) == [("d3", Effect.PASS)]
    assert sent(bench, FREE, "d4") == []


def test_who_waits_comes_before_a_newcomer() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    sent(bench, RESERVE, "d2", 50)
    top_up(bench, 150)
    assert told(sent(bench, RESERVE, "d3", 50)) == [("d2", Effect.PASS), ("d3", Effect.HOLD)]


def test_a_top_up_serves_who_waits_at_the_next_minute() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 101)
    assert answers(bench.tick(AT_MS + MINUTE_MS)) == []
    top_up(bench, 101)
    assert told(answers(bench.tick(AT_MS + 2 * MINUTE_MS))) == [("d1", Effect.PASS)]
    assert bench.tick(AT_MS + DAY_MS) == []


def test_a_guarantee_counts_from_its_first_day() -> None:
    bench = a_bench(100)
    top_up(bench, 101, valid_from="2024-11-12")
    midnight = AT_MS + 14 * 3_600_000
    sent(bench, RESERVE, "d1", 101, at_ms=midnight - 2 * MINUTE_MS)
    assert answers(bench.tick(midnight - MINUTE_MS)) == []
    assert told(answers(bench.tick(midnight))) == [("d1", Effect.PASS)]


def test_who_waits_too_long_is_refused_once() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 101)
    assert answers(bench.tick(AT_MS + DAY_MS - 1)) == []
    (answer,) = answers(bench.tick(AT_MS + DAY_MS))
    assert (answer.decision.effect, answer.decision.hold_id, [reason.code for reason in answer.decision.reasons]) == (
        Effect.REFUSE,
        None,
        ["99301"],
    )
    assert answers(bench.tick(AT_MS + 3 * DAY_MS)) == []
    assert sent(bench, FREE) == []
    assert reserved(bench) == 0


def test_a_later_revision_replaces_the_former() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 80)
    (answer,) = sent(bench, RESERVE, "d1", 90, revision=2)
    assert (answer.decision.effect, answer.decision.revision, reserved(bench)) == (Effect.PASS, 2, 90)
    assert sent(bench, FREE, revision=1) == []
    assert sent(bench, KEEP, revision=1) == []
    assert reserved(bench) == 90


def test_a_smaller_revision_lets_somebody_else_in() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 80)
    sent(bench, RESERVE, "d2", 50)
    assert told(sent(bench, RESERVE, "d1", 40, revision=2)) == [("d1", Effect.PASS), ("d2", Effect.PASS)]


def test_a_revision_that_waits_leaves_its_former_place() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    sent(bench, RESERVE, "d2", 60)
    assert told(sent(bench, RESERVE, "d2", 70, revision=2)) == [("d2", Effect.HOLD)]
    (answer,) = sent(bench, FREE)
    assert (answer.decision.declaration_id, answer.decision.revision, reserved(bench)) == ("d2", 2, 70)
    assert answers(bench.tick(AT_MS + DAY_MS)) == []


def test_what_was_freed_before_it_was_asked_for_is_not_reserved() -> None:
    bench = a_bench()
    assert sent(bench, FREE, "d1") == []
    assert sent(bench, RESERVE, "d1", 60) == []
    assert reserved(bench) == 0


@pytest.mark.parametrize("action", [KEEP, LedgerAction.UNKNOWN])
def test_what_was_never_reserved_is_not_kept(action: LedgerAction) -> None:
    bench = a_bench()
    assert sent(bench, action) == []
    assert status(bench) is None


def line(bench: Bench) -> tuple[int, int, int, float]:
    balance = bench.get(Balance, GUARANTOR)
    assert balance is not None
    return balance.waiting, balance.first_position, balance.next_position, balance.least_waiting_cny_e5 / CNY


def places(bench: Bench) -> list[str | None]:
    found = [bench.get(Place, f"{GUARANTOR}/{position}") for position in range(4)]
    return [None if place is None else place.declaration_id for place in found]


def test_the_line_knows_where_it_begins_and_who_asks_for_least() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    for declaration, yuan in (("d2", 50), ("d3", 70), ("d4", 40)):
        sent(bench, RESERVE, declaration, yuan)
    assert (line(bench), places(bench)) == ((3, 0, 3, 40), ["d2", "d3", "d4", None])
    sent(bench, FREE)
    assert (line(bench), places(bench)) == ((1, 1, 3, 70), [None, "d3", None, None])
    sent(bench, FREE, "d2")
    sent(bench, FREE, "d4")
    assert (line(bench), places(bench)) == ((0, 3, 3, 0), [None] * 4)
    sent(bench, RESERVE, "d5", 60)
    assert (line(bench), places(bench)) == ((1, 3, 4, 60), [None, None, None, "d5"])


def test_the_line_in_which_nobody_has_stood_yet_is_empty() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 60)
    assert line(bench) == (0, 0, 0, 0)


def test_the_line_begins_with_who_waits_after_all_others_have_left() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    sent(bench, RESERVE, "d2", 50)
    sent(bench, FREE, "d2")
    sent(bench, RESERVE, "d3", 60)
    assert line(bench) == (1, 1, 2, 60)


def test_who_has_left_the_line_does_not_stop_those_behind() -> None:
    bench = a_bench(100)
    sent(bench, RESERVE, "d1", 100)
    for declaration, yuan in (("d2", 99), ("d3", 50), ("d4", 40)):
        sent(bench, RESERVE, declaration, yuan)
    assert told(sent(bench, FREE, "d3")) == []
    assert told(sent(bench, RESERVE, "d1", 60, revision=2)) == [("d1", Effect.PASS), ("d4", Effect.PASS)]


def test_the_line_is_read_from_its_beginning_and_only_when_the_least_may_fit() -> None:
    balance = Balance(
        guarantor_code=GUARANTOR,
        reserved_cny_e5=60,
        waiting=1,
        first_position=7,
        next_position=9,
        least_waiting_cny_e5=41,
    )
    waiting = Reservation(
        declaration_id="d1",
        revision=1,
        status=ReservationStatus.WAITING,
        amount_cny_e5=41,
        position=8,
        answer_key="GW-d1",
    )
    kept: dict[str, Any] = {
        GUARANTOR: balance,
        f"{GUARANTOR}/8": Place(declaration_id="d1"),
        f"{GUARANTOR}/d1": waiting,
    }
    read: list[str] = []

    class Watched:
        def get(self, kind: type[Any], key: str) -> Any:
            read.append(key)
            return kept.get(key)

    lookup = on_date(Registers(), "2024-11-11")
    assert serve_line(Book(Watched(), GUARANTOR), 100, lookup) == ()
    assert read == [GUARANTOR]
    read.clear()
    assert len(serve_line(Book(Watched(), GUARANTOR), 101, lookup)) == 1
    assert [key for key in read if key.partition("/")[2].isdigit()] == [f"{GUARANTOR}/7", f"{GUARANTOR}/8"]
    read.clear()
    kept[GUARANTOR] = replace(balance, waiting=0)
    assert serve_line(Book(Watched(), GUARANTOR), 101, lookup) == ()
    assert read == [GUARANTOR]


def test_one_timer_at_a_time_tries_those_who_wait() -> None:
    bench = a_bench(100)

    def retry_at() -> int | None:
        balance = bench.get(Balance, GUARANTOR)
        assert balance is not None
        return balance.retry_at_ms

    sent(bench, RESERVE, "d1", 101)
    sent(bench, RESERVE, "d2", 102, at_ms=AT_MS + 1000)
    assert retry_at() == AT_MS + MINUTE_MS
    bench.tick(AT_MS + MINUTE_MS)
    assert retry_at() == AT_MS + 2 * MINUTE_MS
    top_up(bench, 203)
    bench.tick(AT_MS + 2 * MINUTE_MS)
    assert (retry_at(), reserved(bench)) == (None, 203)


REQUESTS = st.tuples(
    st.sampled_from([RESERVE, RESERVE, KEEP, FREE]),
    st.sampled_from(["d1", "d2", "d3", "d4", "d5"]),
    st.integers(-5, 70),
    st.integers(1, 3),
)
TOP_UPS = st.tuples(st.just("top up"), st.integers(0, 200))
TICKS = st.tuples(st.just("tick"), st.integers(1, DAY_MS))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(REQUESTS, REQUESTS, TICKS, TOP_UPS), max_size=25))
def test_the_guarantee_is_never_exceeded_and_the_balance_is_the_sum_of_reservations(steps: list[Any]) -> None:
    bench, now, limit = a_bench(100), AT_MS, 100
    for step in steps:
        if step[0] == "tick":
            now += step[1]
            found = answers(bench.tick(now))
        elif step[0] == "top up":
            limit = step[1]
            top_up(bench, limit)
            continue
        else:
            action, declaration, yuan, revision = step
            found = sent(bench, action, declaration, yuan, revision=revision, at_ms=now)
            assert sent(bench, action, declaration, yuan, revision=revision, at_ms=now) == []
        for answer in found:
            assert answer.limit_cny_e5 == limit * CNY
            if answer.decision.effect is Effect.PASS:
                assert answer.reserved_cny_e5 <= answer.limit_cny_e5
        reservations = [bench.get(Reservation, f"{GUARANTOR}/d{number}") for number in range(1, 6)]
        blocked = sum(
            each.amount_cny_e5
            for each in reservations
            if each and each.status in (ReservationStatus.RESERVED, ReservationStatus.KEPT)
        )
        balance = bench.get(Balance, GUARANTOR)
        assert (balance.reserved_cny_e5 if balance else 0) == blocked
        waiting = [each for each in reservations if each and each.status is ReservationStatus.WAITING]
        assert (balance.waiting if balance else 0) == len(waiting)
        if waiting and balance:
            assert balance.retry_at_ms is not None
            assert balance.least_waiting_cny_e5 <= min(each.amount_cny_e5 for each in waiting)
