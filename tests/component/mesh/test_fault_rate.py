"""Keys that fail: how many are counted, over restarts, redrives and hand-overs, and when the worker stops."""

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import FaultsCounted, RedriveRequested
from mesh.declared.processor import Context, Effects, Processor, Route, State
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.fault_rate import HOLD_RECORDS, HOLD_SECONDS, WINDOW_MS, Faults, TooManyFaults
from mesh.engine.store import MemoryStore, Position
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound

SOURCE = "customs.parameters.v1"
LIMIT = 3


def step(_state: State, event: ParameterSet, _context: Context) -> Effects:
    if event.value == "boom":
        raise ZeroDivisionError("a rule fails")
    return Effects()


BRITTLE = Processor(name="customs.clearance", version="1", routes=(Route(SOURCE, {ParameterSet: step}),))
MENDED = Processor(name="customs.clearance", version="2", routes=(Route(SOURCE, {ParameterSet: lambda *_: Effects()}),))


class Nowhere:
    def send(self, record: Outbound) -> None: ...


class Time:
    """Real time and monotonic time, as the test sets them."""

    def __init__(self) -> None:
        self.now_ms, self.seconds = 1_000_000, 0.0


class Life:
    """One life of a worker on a store that outlives it."""

    def __init__(self, store: MemoryStore, time: Time, processor: Processor = BRITTLE) -> None:
        self.engine = Engine([processor], 1, Nowhere(), at_end=lambda *_: True, faulty_keys=LIMIT)
        self.engine.faults = Faults(LIMIT, now_ms=lambda: time.now_ms, monotonic=lambda: time.seconds)
        self.engine.assign(0, lambda *_: store)
        self._offset = 0

    def fail(self, *keys: str, value: str = "boom") -> None:
        entry = ParameterSet(code="a", version=1, valid_from="2019-01-01", source="test", value=value)
        self._work(SOURCE, [(key.encode(), codec.encode(entry)) for key in keys])

    def redrive(self, *keys: str) -> None:
        command = RedriveRequested(processor=BRITTLE.name, requested_by="operator", reason="try")
        topic = names.command_topic(BRITTLE.name)
        self._work(topic, [(key.encode(), codec.encode(command)) for key in keys])

    def commit(self) -> None:
        (task,) = self.engine.tasks(0)
        task.state.commit(task.state.changes(), Position("memory", 0, 0))
        self.engine.commit()

    def _work(self, topic: str, records: list[tuple[bytes, bytes]]) -> None:
        found = []
        for key, value in records:
            found.append(Inbound(topic, 0, self._offset, 0, key, value, ()))
            self._offset += 1
        self.engine.work(found, Registers())


def test_a_worker_that_is_started_again_counts_on() -> None:
    """One key at a time, each committed, and a new life after each: the limit is reached all the same."""
    store, time = MemoryStore(), Time()
    for key in ("a", "b"):
        life = Life(store, time)
        life.fail(key)
        life.commit()
    for _ in range(3):
        with pytest.raises(TooManyFaults, match="2 of them were parked before this and stay so"):
            Life(store, time).fail("c")


def test_the_worker_tells_of_what_it_stops() -> None:
    """Nothing is committed, so no dead letter says it: the message names processor, code and place, and no data."""
    with pytest.raises(
        TooManyFaults, match=r"customs\.clearance of rule_failed: ZeroDivisionError in step, line \d+"
    ) as said:
        Life(MemoryStore(), Time()).fail("a", "b", "c")
    assert "a rule fails" not in str(said.value)


def test_what_failed_long_ago_does_not_count() -> None:
    """By the worker's clock, whatever the times of the records say."""
    store, time = MemoryStore(), Time()
    life = Life(store, time)
    life.fail("a", "b")
    life.commit()
    time.now_ms += WINDOW_MS
    later = Life(store, time)
    later.fail("c", "d")
    later.commit()
    (task,) = later.engine.tasks(0)
    held = task.state.get(FaultsCounted, "")
    assert held is not None
    assert [each.key for each in held.failed] == [b"c", b"d"]


def test_a_clock_that_was_set_back_neither_counts_for_ever_nor_forgets() -> None:
    store, time = MemoryStore(), Time()
    life = Life(store, time)
    life.fail("a", "b")
    life.commit()
    time.now_ms -= WINDOW_MS // 2
    with pytest.raises(TooManyFaults):
        Life(store, time).fail("c")
    time.now_ms -= WINDOW_MS
    Life(store, time).fail("c")


def test_a_redrive_that_fails_is_nothing_new() -> None:
    """Any number of keys may be tried again: they were parked and stay so, and others flow."""
    store, time = MemoryStore(), Time()
    for number in range(2 * LIMIT):
        life = Life(store, time)
        life.fail(f"key-{number}")
        life.commit()
        time.now_ms += WINDOW_MS
    life.redrive(*(f"key-{number}" for number in range(2 * LIMIT)))
    life.commit()
    assert life.engine.tasks(0)[0].parked_keys == 2 * LIMIT


def test_a_key_that_was_redriven_with_success_counts_no_more() -> None:
    """The rule was mended: what failed before it says nothing about now."""
    store, time = MemoryStore(), Time()
    life = Life(store, time)
    life.fail("a", "b")
    life.commit()
    mended = Life(store, time, MENDED)
    mended.redrive("a", "b")
    mended.commit()
    later = Life(store, time)
    later.fail("c", "d")
    assert later.engine.tasks(0)[0].parked_keys == 2


def test_what_was_aborted_has_not_failed() -> None:
    """It is worked again, and counted then."""
    life = Life(MemoryStore(), Time())
    life.fail("a", "b")
    assert life.engine.faults.holds_back()
    life.engine.abort()
    assert not life.engine.faults.holds_back()
    life.fail("c")


def test_a_commit_is_held_back_after_a_fault_for_a_bounded_time() -> None:
    time = Time()
    life = Life(MemoryStore(), time)
    life.fail("good", value="1")
    assert not life.engine.faults.holds_back()
    life.fail("a")
    assert life.engine.faults.holds_back()
    time.seconds += HOLD_SECONDS / 2
    life.fail("b")
    assert life.engine.faults.holds_back()
    time.seconds += HOLD_SECONDS / 2
    assert not life.engine.faults.holds_back(), "the time runs from the first fault"
    life.commit()
    time.seconds += 1
    life.fail("good", value="1")
    assert not life.engine.faults.holds_back()


def test_a_commit_is_held_back_for_a_bounded_number_of_records() -> None:
    """Where records never cease: after many that were worked, the few that failed are not the rule's fault."""
    life = Life(MemoryStore(), Time())
    life.fail("a")
    for number in range(HOLD_RECORDS):
        assert life.engine.faults.holds_back()
        life.fail(f"good-{number}", value="1")
    assert not life.engine.faults.holds_back()


def test_the_ends_are_reached_when_every_input_is_at_its_own() -> None:
    ends = {SOURCE}
    engine = Engine([BRITTLE], 2, Nowhere(), at_end=lambda topic, _: topic in ends)
    engine.assign(0, lambda *_: MemoryStore())
    assert not engine.at_ends
    ends.add(names.command_topic(BRITTLE.name))
    assert engine.at_ends
