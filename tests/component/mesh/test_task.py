"""A task in memory: steps, state, timers, parking and redrive, journal."""

from typing import Any

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import CommandAnswered, DeadLettered, JournalHead, KeyParked, RedriveRequested
from mesh.declared.errors import ConfigurationError
from mesh.declared.processor import NOTHING, Context, Effects, Emit, Processor, Route, State, WakeAt, Woken, on_case
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.fault_rate import TooManyFaults
from mesh.engine.state import VALUE_MOST
from mesh.engine.store import MemoryStore
from mesh.testing.bench import Bench
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound

SOURCE, TARGET = "customs.parameters.v1", "tax.parameters.v1"


def an_entry(code: str, value: str = "1", version: int = 1) -> ParameterSet:
    return ParameterSet(code=code, version=version, valid_from="2019-01-01", source="test", value=value)


def count(case: ParameterSet | None, event: ParameterSet, context: Context) -> tuple[ParameterSet, tuple[Any, ...]]:
    if event.value == "boom":
        raise ZeroDivisionError("a rule fails")
    total = (int(case.value) if case else 0) + int(event.value)
    new = an_entry(event.code, str(total))
    outputs: list[Any] = [Emit(TARGET, context.key, new)]
    if event.version == 7:
        outputs.append(WakeAt(context.at_ms + 1000, event.code))
    return new, tuple(outputs)


def woken(state: State, event: Woken, context: Context) -> Effects:
    case = state.get(ParameterSet, event.key)
    if case is None:
        return NOTHING
    if case.value == "13":
        raise ZeroDivisionError("a timer fails")
    return Effects(
        deletes=((ParameterSet, event.key),), outputs=(Emit(TARGET, context.key, an_entry(event.key, "-1")),)
    )


def values(emitted: list[Emit]) -> list[str]:
    return [emit.record.value for emit in emitted if isinstance(emit.record, ParameterSet)]


COUNT = Processor(
    name="customs.clearance",
    version="1",
    routes=(Route(SOURCE, {ParameterSet: on_case(ParameterSet, count, key=lambda event, _: event.code)}),),
    state=(ParameterSet,),
    on_wake=woken,
)


def test_a_step_changes_state_and_emits() -> None:
    """Two records of one key add up; the emitted record is what the step returned."""
    bench = Bench(COUNT)
    bench.send(SOURCE, an_entry("a", "2"), key=b"a")
    (emitted,) = bench.send(SOURCE, an_entry("a", "3"), key=b"a")
    assert emitted == Emit(TARGET, b"a", an_entry("a", "5"))
    assert bench.get(ParameterSet, "a") == an_entry("a", "5")


def test_a_timer_fires_once_and_only_when_due() -> None:
    """A tick before the due time does nothing; the tick at it fires; the next one does not."""
    bench = Bench(COUNT)
    bench.send(SOURCE, an_entry("a", version=7), key=b"a", at_ms=5000)
    assert bench.tick(5999) == []
    assert values(bench.tick(6000)) == ["-1"]
    assert bench.tick(7000) == []
    assert bench.get(ParameterSet, "a") is None


def test_a_failing_rule_parks_its_key_only() -> None:
    """The faulty record and the later ones of its key wait; another key flows; the dead letter says where and why."""
    bench = Bench(COUNT)
    (letter,) = bench.send(SOURCE, an_entry("a", "boom"), key=b"a")
    assert letter.topic == names.dead_letter_topic("customs.clearance")
    assert isinstance(letter.record, DeadLettered)
    assert letter.record.code == "rule_failed"
    assert "ZeroDivisionError" in letter.record.reason
    assert "a rule fails" not in letter.record.reason, "what a rule says may quote data"
    assert bench.send(SOURCE, an_entry("a", "1"), key=b"a") == []
    assert bench.send(SOURCE, an_entry("b", "1"), key=b"b") != []
    assert bench.parked() == ["a"]
    assert bench.journal[0].parked == ("a",)


def a_redrive() -> RedriveRequested:
    return RedriveRequested(processor="customs.clearance", requested_by="operator", reason="rule mended")


def test_a_redrive_works_the_queue_in_order() -> None:
    """Once the rule is mended, the parked records are worked in the order in which they came."""
    bench = Bench(COUNT)
    bench.send(SOURCE, an_entry("a", "boom"), key=b"a")
    bench.send(SOURCE, an_entry("a", "1"), key=b"a")
    bench.send(SOURCE, an_entry("a", "2"), key=b"a")
    again = bench.send(names.command_topic("customs.clearance"), a_redrive(), key=b"a")
    assert [type(emit.record) for emit in again] == [DeadLettered, CommandAnswered], "still broken: nothing overtakes"
    assert bench.parked() == ["a"]
    mended = bench.under(
        Processor(
            name="customs.clearance",
            version="2",
            routes=(Route(SOURCE, {ParameterSet: lambda *_: Effects(outputs=(Emit(TARGET, b"a", _[1]),))}),),
        )
    )
    again = mended.send(names.command_topic("customs.clearance"), a_redrive(), key=b"a")
    assert values(again) == ["boom", "1", "2"]
    assert mended.parked() == []


def test_a_failing_timer_parks_its_case() -> None:
    """A timer is an event like any other: when its step fails, the key waits with it."""
    bench = Bench(COUNT)
    bench.send(SOURCE, an_entry("a", "13", version=7), key=b"a", at_ms=0)
    assert [type(emit.record) for emit in bench.tick(1000)] == [DeadLettered]
    assert bench.parked() == ["a"]


def test_undecodable_and_misplaced_records_park_their_key() -> None:
    """Neither stops the worker, neither is skipped."""
    bench = Bench(COUNT)
    (letter,) = bench.send_bytes(SOURCE, b"\x01nonsense", key=b"a")
    assert isinstance(letter.record, DeadLettered)
    assert letter.record.code == "invalid_message"
    wrong = next(p for p in range(4) if p != bench.partition(b"b"))
    (letter,) = bench.send_bytes(SOURCE, b"", key=b"b", partition=wrong)
    assert isinstance(letter.record, DeadLettered)
    assert "murmur2" in letter.record.reason


def test_a_record_with_null_headers_parks_its_key_and_nothing_else() -> None:
    """Kafka allows them; compiled code takes the types of what it iterates at their word."""
    bench = Bench(COUNT)
    bench.send_bytes(SOURCE, b"rubbish", key=b"a", record_headers=(("empty", None), ("ce_time", None)))
    assert bench.parked() == ["a"]


def test_many_faulting_keys_stop_the_worker() -> None:
    """Then we are the fault, and nothing may be committed."""
    bench = Bench(COUNT, faulty_keys=3)
    bench.send(SOURCE, an_entry("a", "boom"), key=b"a")
    bench.send(SOURCE, an_entry("b", "boom"), key=b"b")
    with pytest.raises(TooManyFaults):
        bench.send(SOURCE, an_entry("c", "boom"), key=b"c")


def test_the_journal_counts_without_gaps_and_chains() -> None:
    """Each task has its own sequence; the same input gives the same chain, another one another."""
    first, second = Bench(COUNT, partitions=1), Bench(COUNT, partitions=1)
    for bench in (first, second):
        bench.send(SOURCE, an_entry("a", "1"), key=b"a")
        bench.send(SOURCE, an_entry("b", "2"), key=b"b")
    assert [entry.sequence for entry in first.journal] == [1, 2]
    assert [entry.digest for entry in first.journal] == [entry.digest for entry in second.journal]
    first.send(SOURCE, an_entry("a", "1"), key=b"a")
    second.send(SOURCE, an_entry("a", "9"), key=b"a")
    assert first.journal[-1].digest != second.journal[-1].digest
    head = first.get(JournalHead, "")
    assert head is not None
    assert head.digest == first.journal[-1].digest


def test_a_case_that_outgrows_a_record_parks_its_key_and_not_the_worker() -> None:
    """What no producer could write is refused before anything of the step is kept; other keys flow on."""

    def grow(case: ParameterSet | None, event: ParameterSet, context: Context) -> tuple[ParameterSet, tuple[Emit, ...]]:
        size = int(event.value)
        return an_entry(event.code, "x" * size), (Emit(TARGET, context.key, event),)

    route = Route(SOURCE, {ParameterSet: on_case(ParameterSet, grow, key=lambda event, _: event.code)})
    bench = Bench(Processor(name="customs.clearance", version="1", routes=(route,), state=(ParameterSet,)))
    (letter,) = bench.send(SOURCE, an_entry("a", str(VALUE_MOST)), key=b"a")
    assert isinstance(letter.record, DeadLettered)
    assert letter.record.code == "too_large"
    assert bench.get(ParameterSet, "a") is None
    assert values(bench.send(SOURCE, an_entry("b", "3"), key=b"b")) == ["3"]


def test_a_failure_of_the_sink_parks_nothing() -> None:
    """A record that cannot be sent stops the chunk; it is not a fault of the rule, and nothing is half done."""

    class Refusing:
        def __init__(self) -> None:
            self.sent: list[Outbound] = []

        def send(self, record: Outbound) -> None:
            if self.sent:
                raise ConnectionError("the broker is gone")
            self.sent.append(record)

    sink = Refusing()
    engine = Engine([COUNT], 1, sink, at_end=lambda *_: True)
    engine.assign(0, lambda *_: MemoryStore())
    records = [Inbound(SOURCE, 0, offset, 0, b"a", codec.encode(an_entry("a", "2")), ()) for offset in (0, 1)]
    with pytest.raises(ConnectionError):
        engine.work(records, Registers())
    assert [record.topic for record in sink.sent] == [TARGET]
    assert list(engine.tasks(0)[0].state.scan(KeyParked)) == []


def test_records_of_a_partition_that_is_not_ours_move_no_offset() -> None:
    """They were consumed before a rebalance and arrive after it: their new owner works them."""
    engine = Engine([COUNT], 4, Nowhere(), at_end=lambda *_: True)
    engine.assign(0, lambda *_: MemoryStore())
    value = codec.encode(an_entry("a", "2"))
    chunk = engine.work([Inbound(SOURCE, 3, 99, 0, b"a", value, ())], Registers())
    assert engine.positions == {}
    assert chunk.records == 0


class Nowhere:
    def send(self, record: Outbound) -> None:
        pass


def test_a_timer_of_another_key_parks_with_its_record() -> None:
    """A timer may bear any key of its processor; it waits, queues and is redriven with the record that asked for it."""

    def ask(state: State, event: ParameterSet, context: Context) -> Effects:
        return Effects(outputs=(WakeAt(context.at_ms + 1000, f"retry/{event.code}"),))

    def fail(state: State, event: Woken, context: Context) -> Effects:
        raise ZeroDivisionError("a timer fails")

    def mended(state: State, event: Woken, context: Context) -> Effects:
        return Effects(outputs=(Emit(TARGET, context.key, an_entry(event.key)),))

    def processor(on_wake: Any) -> Processor:
        return Processor(
            name="customs.clearance", version="1", routes=(Route(SOURCE, {ParameterSet: ask}),), on_wake=on_wake
        )

    bench = Bench(processor(fail))
    for number in range(20):
        bench.send(SOURCE, an_entry(f"a{number}"), key=b"a%d" % number)
    bench.tick(1000)
    assert len(bench.parked()) == 20
    again = bench.under(processor(mended))
    for number in range(20):
        emitted = again.send(names.command_topic("customs.clearance"), a_redrive(), key=b"a%d" % number)
        assert [emit.record for emit in emitted if emit.topic == TARGET] == [an_entry(f"retry/a{number}")]
    assert again.parked() == []


def test_two_processors_of_a_worker_may_not_share_a_topic() -> None:
    """They would share its offset, and one would lose its place while the other waits for a schema."""
    with pytest.raises(ConfigurationError, match="both read"):
        Engine([COUNT, COUNT], 4, Ignored(), at_end=lambda *_: True)


class Ignored:
    """A sink for what nobody asks after."""

    def send(self, record: Outbound) -> None:
        """Take it."""
