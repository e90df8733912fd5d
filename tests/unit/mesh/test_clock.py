"""Which tick is due: at most one per virtual second, and never an earlier one."""

from hypothesis import given
from hypothesis import strategies as st

from mesh.clock import due_tick


def test_a_tick_names_the_second_that_has_begun() -> None:
    """Not the instant of writing."""
    assert due_tick(12_345, None) == 12_000


def test_a_second_is_ticked_once() -> None:
    """The next tick waits for the next second."""
    assert due_tick(12_999, 12_000) is None
    assert due_tick(13_000, 12_000) == 13_000


def test_a_clock_that_was_set_back_waits() -> None:
    """Until time has passed the last tick again."""
    assert due_tick(5_000, 12_000) is None


@given(st.lists(st.integers(0, 10_000_000)))
def test_ticks_only_ever_grow(instants: list[int]) -> None:
    """Whatever the time source does."""
    ticks: list[int] = []
    for now_ms in instants:
        tick = due_tick(now_ms, ticks[-1] if ticks else None)
        if tick is not None:
            ticks.append(tick)
    assert ticks == sorted(set(ticks))
