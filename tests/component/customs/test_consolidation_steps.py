"""No step of a consolidation grows with the month: what one reads and writes is bounded."""

from dataclasses import replace
from typing import Any

from contracts import topics
from contracts.customs import ListCertified
from customs.consolidation.processor import CONSOLIDATION
from mesh.declared.processor import Context, Effects, State, WakeAt
from mesh.testing.bench import Bench
from tests.support.customs.consolidation import (
    DECEMBER_10,
    JANUARY_15_ENDS,
    SECOND_MS,
    Merchant,
    a_closed_list,
    a_request,
    list_no,
    many_lines,
    of_december,
    registers,
)

LISTS = 2_500
A_THOUSAND_AND_SOME = 1_100


class Counted:
    """State that counts what is read of it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.reads = 0

    def get(self, kind: Any, key: str) -> Any:
        self.reads += 1
        return self._state.get(kind, key)


class Measured(Merchant):
    """
    A merchant whose steps are counted: how much each reads, writes and publishes.

    heard: of each, how much it tells the orders of lists, which `steps` leaves out. timers: of each, instant and key.
    """

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[tuple[int, int, int]] = []
        self.heard: list[int] = []
        self.timers: list[tuple[int, str]] = []
        on_wake = CONSOLIDATION.on_wake
        assert on_wake is not None

        def counted(state: State, event: Any, context: Context) -> Effects:
            seen = Counted(state)
            effects = on_wake(seen, event, context)
            published = [output.topic for output in effects.outputs if not isinstance(output, WakeAt)]
            heard = published.count(topics.CUSTOMS_LIST_ENDS)
            self.steps.append((seen.reads, len(effects.puts), len(published) - heard))
            self.heard.append(heard)
            self.timers.append((event.at_ms, event.key))
            return effects

        self.bench = Bench(replace(CONSOLIDATION, on_wake=counted), registers=registers())


def test_no_two_steps_share_a_timer_as_ids_of_events_come_from_it() -> None:
    merchant = Measured()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in range(1, LISTS + 1)))
    merchant.ask(of_december())
    merchant.tick(JANUARY_15_ENDS)
    assert len(merchant.timers) > LISTS // 1_000
    assert len(set(merchant.timers)) == len(merchant.timers)


def test_a_period_is_worked_a_thousand_lists_a_step() -> None:
    merchant = Measured()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in range(1, LISTS + 1)))
    merchant.ask(of_december())
    assert len(merchant.lists_told()) == LISTS
    reads, writes, published = (max(column) for column in zip(*merchant.steps, strict=True))
    assert 1_000 <= writes <= A_THOUSAND_AND_SOME
    assert reads <= A_THOUSAND_AND_SOME
    assert published <= 4
    assert sum(merchant.heard) == 3 * LISTS
    assert max(merchant.heard) == 1_000
    assert [event.result.part_count for event in merchant.declared()] == [5] * 5


def test_a_month_of_many_small_declarations_is_worked_step_by_step_too() -> None:
    merchant = Measured()
    merchant.close(
        *(
            a_closed_list(number, DECEMBER_10 + number, arrival_country_code=f"{number % 900:03}")
            for number in range(1, LISTS + 1)
        )
    )
    merchant.tick(JANUARY_15_ENDS)
    merchant.tick(JANUARY_15_ENDS + 2 * SECOND_MS)
    assert len(merchant.entered()) == len({event.result.declaration_seq_no for event in merchant.declared()}) == 900
    assert len(merchant.certificates()) == 900
    reads, writes, published = (max(column) for column in zip(*merchant.steps, strict=True))
    assert max(reads, writes) <= A_THOUSAND_AND_SOME
    assert published <= 400
    assert sum(merchant.heard) == 3 * LISTS
    assert max(merchant.heard) <= 1_000


def test_lists_of_many_goods_lines_make_smaller_steps() -> None:
    merchant = Measured()
    lines = many_lines(50)
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number, lines=lines) for number in range(1, 301)))
    merchant.ask(of_december())
    assert sum(merchant.lists_told().values()) == 15_000
    assert max(writes for _, writes, _ in merchant.steps) < 150


def test_a_request_by_lists_is_worked_a_thousand_lists_a_step() -> None:
    merchant = Measured()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in range(1, LISTS + 1)))
    merchant.ask(a_request(*(list_no(number) for number in range(LISTS, 0, -1))))
    assert merchant.answers() == ["2", "399"]
    rows = [row.list_no for event in merchant.declared() for row in event.result.lists]
    assert rows == [list_no(number) for number in range(1, LISTS + 1)]
    reads, writes, _ = (max(column) for column in zip(*merchant.steps, strict=True))
    assert writes <= A_THOUSAND_AND_SOME
    assert reads <= 2 * A_THOUSAND_AND_SOME


def test_what_was_consolidated_is_not_looked_at_again() -> None:
    merchant = Measured()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in range(1, LISTS + 1)))
    merchant.ask(of_december())
    merchant.close(a_closed_list(LISTS + 1, DECEMBER_10 + LISTS + 1))
    merchant.steps.clear()
    merchant.ask(of_december(cop_no="SUM2"))
    assert merchant.answers() == ["2", "399", "2", "399"]
    assert sum(reads for reads, _, _ in merchant.steps) < 100


def test_departures_taken_back_one_after_another_tell_the_others_a_thousand_at_a_time_and_not_each_time() -> None:
    merchant = Measured()
    closed = [a_closed_list(number, DECEMBER_10 + number) for number in range(1, LISTS + 1)]
    merchant.close(*closed)
    merchant.ask(of_december())
    merchant.heard.clear()
    begin = len(merchant.seen)
    for one in closed[:200]:
        merchant.reopen(one, JANUARY_15_ENDS)
    merchant.tick(JANUARY_15_ENDS + SECOND_MS)
    assert max(merchant.heard) <= 500
    heard = [emit.record for emit in merchant.seen[begin:] if isinstance(emit.record, ListCertified)]
    last = {one.list_no: one.certificate_no for one in heard}
    in_force = merchant.certificates()[-1].certificate.certificate_no
    assert last == {list_no(number): in_force for number in range(201, LISTS + 1)}
    assert len(heard) <= 2 * LISTS
