"""Timers as a task keeps them: few records, each timer once, in order of due time, chunk and key."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from contracts.mesh import Wake, Wakes
from mesh.engine.state import TaskState
from mesh.engine.store import MemoryStore, Position
from mesh.engine.timers import TOGETHER, Timers
from mesh.wire.batching import BYTES_MOST

ASKED = st.lists(st.lists(st.tuples(st.integers(0, 5), st.text("abc", min_size=1, max_size=2)), max_size=8), max_size=5)


def asked(timers: Timers, *wakes: tuple[int, str], sequence: int = 0, size: int = 1) -> None:
    for at_ms, key in wakes:
        timers.ask(Wake(at_ms=at_ms, key=key), size)
    timers.keep(sequence)


def told(wakes: Iterable[Wake]) -> list[tuple[int, str]]:
    return [(wake.at_ms, wake.key) for wake in wakes]


def records(state: TaskState) -> list[int]:
    return [len(held.wakes) for _, held in state.scan(Wakes)]


def test_timers_of_a_chunk_that_are_due_together_are_one_record() -> None:
    state = TaskState(MemoryStore())
    timers = Timers(state)
    asked(timers, (9, "b"), (9, "a"), (8, "c"), (9, "a"))
    asked(timers, (9, "0"), sequence=1)
    assert records(state) == [1, 2, 1]
    assert told(timers.take(9, 100)) == [(8, "c"), (9, "a"), (9, "b"), (9, "0")]
    assert not timers.are_due(9)


def test_a_record_holds_so_many_timers_and_bytes_at_most() -> None:
    state = TaskState(MemoryStore())
    timers = Timers(state)
    asked(timers, *((7, f"{number:04d}") for number in range(2 * TOGETHER + 1)))
    assert records(state) == [TOGETHER, TOGETHER, 1]
    assert [key for _, key in told(timers.take(7, 1_000))] == [f"{number:04d}" for number in range(2 * TOGETHER + 1)]
    asked(timers, (7, "a"), (7, "b"), (7, "c"), sequence=1, size=BYTES_MOST // 2)
    assert records(state) == [2, 1]


def test_a_record_is_taken_whole_and_no_other_beyond_the_bound() -> None:
    timers = Timers(TaskState(MemoryStore()))
    asked(timers, (1, "a"), (1, "b"), (1, "c"), (2, "d"), (2, "e"))
    assert told(timers.take(2, 1)) == [(1, "a"), (1, "b"), (1, "c")]
    asked(timers, (2, "f"), sequence=1)
    assert told(timers.take(2, 2)) == [(2, "d"), (2, "e")]
    assert timers.are_due(2)
    assert told(timers.take(2, 2)) == [(2, "f")]


@given(ASKED, st.integers(1, 6), st.booleans())
def test_every_timer_that_is_due_is_taken_once_whatever_the_passes(
    chunks: list[list[tuple[int, str]]], most: int, commit: bool
) -> None:
    """Also those asked for between passes, for a time that has been; none before its time."""
    state = TaskState(MemoryStore())
    timers = Timers(state)
    wanted: list[tuple[int, str]] = []
    taken: list[tuple[int, str]] = []
    for sequence, wakes in enumerate(chunks):
        asked(timers, *wakes, sequence=sequence)
        wanted += set(wakes)
        if commit:
            state.commit(state.changes(), Position("memory", 0, 0))
        taken += told(timers.take(3, most))
    while timers.are_due(3):
        taken += told(timers.take(3, most))
    assert sorted(taken) == sorted(each for each in wanted if each[0] <= 3)
    assert sorted(told(timers.take(99, 1_000))) == sorted(each for each in wanted if each[0] > 3)


def test_an_abort_forgets_what_was_asked_for_and_finds_what_was_taken() -> None:
    state = TaskState(MemoryStore())
    timers = Timers(state)
    asked(timers, (1, "a"))
    state.commit(state.changes(), Position("memory", 0, 0))
    assert told(timers.take(1, 9)) == [(1, "a")]
    timers.ask(Wake(at_ms=0, key="b"), 1)
    state.abort()
    timers.reload()
    timers.keep(1)
    assert told(timers.take(1, 9)) == [(1, "a")]
