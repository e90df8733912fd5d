"""What the ladder makes of what it saw: whether a rate was held, latencies, outcomes against the plan."""

import os

from bench import machine
from bench.ladder.outcomes import Outcomes, _compare
from bench.ladder.rung import RungPlan, _latency, _pace
from bench.ladder.trade import Template
from deploy.discovery import Clock
from simulator.world import START

ASKED = RungPlan(rate=100, seconds=10, warmup=5)
BEGIN = 1_000.0
CLOCK = Clock(START, 1.0, epoch_ms=int(BEGIN * 1000))
ACCEPTED = int(START.timestamp() * 1000)


def ends(per_second: int, *, seconds: int = 15, latency_ms: int = 400) -> list[tuple[int, int, int]]:
    """Ends at a steady rate: wall clock in ms, virtual acceptance, cleared."""
    step = 1000 / per_second
    return [
        (int(BEGIN * 1000 + n * step + latency_ms), ACCEPTED + int(n * step), 1) for n in range(per_second * seconds)
    ]


def test_a_rate_is_held_when_as_much_ends_as_is_sent() -> None:
    pace = _pace(ASKED, BEGIN, ends(100), 1.0)
    assert pace["sustained"] is True
    assert 99 <= pace["decided_per_second"] <= 101


def test_a_rate_is_not_held_when_less_ends_or_much_comes_late() -> None:
    assert _pace(ASKED, BEGIN, ends(90), 1.0)["sustained"] is False
    late = [*ends(100), (int((BEGIN + 15 + 4) * 1000), ACCEPTED, 1)]
    assert _pace(ASKED, BEGIN, late, 1.0)["sustained"] is False


def test_declarations_that_end_without_an_event_are_reckoned_with() -> None:
    """A list that is refused on its own account never becomes a declaration."""
    assert _pace(ASKED, BEGIN, ends(98), 0.98)["decided_per_second"] == 100.0


def test_latency_is_from_acceptance_by_the_virtual_clock_to_the_readers_wall_clock() -> None:
    found = _latency(ASKED, BEGIN, CLOCK, ends(100, latency_ms=321))
    assert all(320 <= each <= 322 for each in found.values())


def test_latency_leaves_out_what_was_held_and_what_ended_while_warming_up() -> None:
    early = [(int((BEGIN + 1) * 1000), ACCEPTED, 1), (int((BEGIN + 7) * 1000), ACCEPTED, 0)]
    assert _latency(ASKED, BEGIN, CLOCK, early) == {}


TEMPLATE = Template(b"", b"", (), "100", ("99102",))


def compared(end: tuple[str, tuple[str, ...]] | None, judged: int = 4) -> Outcomes:
    found = Outcomes()
    _compare(7, TEMPLATE, end, judged, found)
    return found


def test_an_end_as_planned_is_no_problem_even_if_it_was_drawn_for_sampling() -> None:
    assert not compared(("100", ("99102",))).problems
    sound = Outcomes()
    _compare(7, Template(b"", b"", (), "800", ()), ("300", ("99602",)), 4, sound)
    assert not sound.problems
    assert sound.sampled == 1


def test_another_end_a_missing_one_and_a_document_judged_twice_are_problems() -> None:
    assert set(compared(("800", ())).problems) == {"another end"}
    assert set(compared(None).problems) == {"no end"}
    assert set(compared(("100", ("99102",)), judged=5).problems) == {"documents not judged once each"}


def test_what_a_process_has_used_is_read_from_the_kernel() -> None:
    before = machine.usage(os.getpid()).cpu_seconds
    while machine.usage(os.getpid()).cpu_seconds < before + 0.02:
        sum(range(10_000))
    assert machine.usage(os.getpid()).resident_bytes > 1024**2
    assert machine.usage(2**30) == machine.Usage(0.0, 0)
