"""Due timers run in passes: bounded, journalled one by one, with documents between them, the same in a replay."""

from collections.abc import Iterable

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import ClockTicked, JournalEntry
from contracts.topics import MESH_CLOCK
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State, WakeAt, Woken
from mesh.declared.registers import Registers
from mesh.engine.batch_size import MOST
from mesh.engine.engine import Engine
from mesh.engine.store import MemoryStore, Position
from mesh.replay import rerun
from mesh.testing.bench import Bench
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound
from mesh.wire.ticks import MOST_MS, headers_of

SOURCE, TARGET = "customs.parameters.v1", "tax.parameters.v1"
DUE_MS = 1_000


def an_entry(code: str, value: str = "") -> ParameterSet:
    return ParameterSet(code=code, version=1, valid_from="2019-01-01", source="test", value=value)


def ask(_state: State, event: ParameterSet, context: Context) -> Effects:
    """Say the record; ask for as many timers as its value says, at the due time."""
    wakes = tuple(WakeAt(DUE_MS, f"{event.code}/{number:06d}") for number in range(int(event.value or 0)))
    return Effects(outputs=(Emit(TARGET, context.key, event), *wakes))


def woken(_state: State, event: Woken, context: Context) -> Effects:
    """Say the timer; one that is to be `again` asks for its own time under another key, or `for-ever` under its own."""
    said = Emit(TARGET, context.key, an_entry(event.key, str(event.at_ms)))
    if event.key.startswith("again/"):
        return Effects(outputs=(said, WakeAt(event.at_ms, f"was-{event.key}")))
    if event.key.startswith("for-ever/"):
        return Effects(outputs=(WakeAt(event.at_ms, event.key),))
    return Effects(outputs=(said,))


TIMED = Processor(name="customs.clearance", version="1", routes=(Route(SOURCE, {ParameterSet: ask}),), on_wake=woken)


class Sent:
    """A sink that remembers."""

    def __init__(self) -> None:
        self.records: list[Outbound] = []

    def send(self, record: Outbound) -> None:
        self.records.append(record)

    def journal(self) -> list[JournalEntry]:
        topic = names.journal_topic(TIMED.name)
        return [codec.decode(record.value or b"") for record in self.records if record.topic == topic]

    def said(self) -> list[str]:
        found = (codec.decode(record.value or b"") for record in self.records if record.topic == TARGET)
        return [entry.code for entry in found]


class Turns:
    """An engine turned by hand; what it is given is kept for a replay."""

    def __init__(self, partitions: int = 1, store: MemoryStore | None = None) -> None:
        self.sent = Sent()
        self.given: dict[str, dict[int, Inbound]] = {}
        self.engine = Engine([TIMED], partitions, self.sent, at_end=lambda *_: True)
        for partition in range(partitions):
            self.engine.assign(partition, lambda *_: store or MemoryStore())

    def turn(self, *records: Inbound, commit: bool = True) -> None:
        for record in records:
            self.given.setdefault(record.topic, {})[record.offset] = record
        self.engine.work(records, Registers())
        if commit:
            self.commit()

    def owes(self) -> bool:
        return self.engine.owes_timers

    def commit(self) -> None:
        for partition in self.engine.assigned:
            for task in self.engine.tasks(partition):
                task.state.commit(task.state.changes(), Position("memory", 0, 0))
        self.engine.commit()


def a_document(offset: int, code: str, timers: int = 0, partition: int = 0) -> Inbound:
    value = codec.encode(an_entry(code, str(timers)))
    return Inbound(SOURCE, partition, offset, 0, KEYS[partition], value, ())


def a_tick(offset: int, at_ms: int = DUE_MS, partition: int = 0) -> Inbound:
    value = codec.encode(ClockTicked(at_ms=at_ms))
    return Inbound(MESH_CLOCK, partition, offset, at_ms, b"0", value, headers_of(at_ms, b"0"))


KEYS = {
    partition: key for key in (b"a", b"b", b"c", b"d") if (partition := Bench(TIMED, partitions=2).partition(key)) < 2
}


def passes(journal: Iterable[JournalEntry]) -> list[tuple[int, bool]]:
    """Per pass how many timers ran, and whether the ticks were done with it."""
    return [(entry.timers.timers, bool(entry.ranges)) for entry in journal if entry.timers is not None]


def test_due_timers_run_in_passes_and_the_tick_is_done_with_the_last() -> None:
    """Each pass is a journal entry; only the last one moves the offset of the clock."""
    turns = Turns()
    turns.turn(a_document(0, "x", 2 * MOST + 1))
    turns.turn(a_tick(7), commit=False)
    assert turns.owes()
    assert turns.engine.positions == {}, "the tick stays to be read again"
    turns.commit()
    turns.turn()
    turns.turn(commit=False)
    assert not turns.owes()
    assert turns.engine.positions == {(MESH_CLOCK, 0): 8}
    assert passes(turns.sent.journal()) == [(MOST, False), (MOST, False), (1, True)]
    assert turns.sent.said()[1:] == [f"x/{number:06d}" for number in range(2 * MOST + 1)]


FUTURE_MS = 4_102_444_800_000
FOREIGN_TICKS = (
    a_tick(1, FUTURE_MS)._replace(headers=()),
    a_tick(1, FUTURE_MS)._replace(headers=(("ce_source", b"somebody"),)),
    a_tick(1, FUTURE_MS)._replace(headers=(("ce_source", None), ("ce_type", b"mesh.mesh.ClockTicked"))),
    a_tick(1)._replace(value=codec.encode(ClockTicked(at_ms=MOST_MS + 1))),
    a_tick(1)._replace(value=codec.encode(ClockTicked(at_ms=2**63 - 1))),
    a_tick(1)._replace(value=codec.encode(ClockTicked(at_ms=-1))),
)


@pytest.mark.parametrize("foreign", FOREIGN_TICKS)
def test_a_tick_that_is_not_the_clocks_fires_no_timer(foreign: Inbound) -> None:
    """Nor one of an instant that no date has; the clock's own next tick counts as ever."""
    turns = Turns()
    turns.turn(a_document(0, "x", 1))
    turns.turn(foreign)
    assert passes(turns.sent.journal()) == []
    turns.turn(a_tick(2))
    assert passes(turns.sent.journal()) == [(1, True)]


def test_documents_go_on_between_passes() -> None:
    """A record that comes while a midnight is worked waits for one pass, not for all."""
    turns = Turns()
    turns.turn(a_document(0, "x", 3 * MOST))
    turns.turn(a_tick(0))
    turns.turn(a_document(1, "document"))
    said = turns.sent.said()
    assert said.index("document") == 1 + MOST
    while turns.owes():
        turns.turn()
    assert len(turns.sent.said()) == 2 + 3 * MOST


def test_what_a_step_asks_for_its_own_time_runs_in_the_next_pass() -> None:
    """After everything that was due before, and before the tick is done."""
    bench = Bench(TIMED, partitions=1)
    bench.send(SOURCE, an_entry("again", "2"), key=b"a")
    bench.send(SOURCE, an_entry("x", "1"), key=b"a")
    said = [emit.record for emit in bench.tick(DUE_MS)]
    codes = [entry.code for entry in said if isinstance(entry, ParameterSet)]
    assert codes == ["again/000000", "again/000001", "x/000000", "was-again/000000", "was-again/000001"]
    assert passes(bench.journal) == [(3, False), (2, True)]


def test_a_timer_that_asks_for_its_own_time_for_ever_stops_nothing_else() -> None:
    """Later ticks bring later timers, documents are worked; only the clock's offset stays where it is."""
    turns = Turns()
    turns.turn(a_document(0, "for-ever", 1))
    turns.turn(a_tick(0))
    turns.turn(a_document(1, "x", 1), a_tick(1, DUE_MS + 1_000))
    turns.turn(a_document(2, "document"))
    assert turns.sent.said() == ["for-ever", "x", "x/000000", "document"]
    assert turns.owes()
    assert turns.engine.clock_delay_ms == 1_000, "somebody is told"


def test_no_partition_waits_for_the_midnight_of_another() -> None:
    turns = Turns(partitions=2)
    turns.turn(a_document(0, "flood", 10 * MOST), a_document(0, "other", 1, partition=1))
    turns.turn(a_tick(0), a_tick(0, partition=1), commit=False)
    assert "other/000000" in turns.sent.said()
    assert turns.engine.positions == {(MESH_CLOCK, 1): 1}
    assert max(timers for timers, _ in passes(turns.sent.journal())) == MOST // 2


def test_a_kill_between_passes_loses_and_doubles_nothing() -> None:
    """What was committed stands, the tick is read again, and the rest runs."""
    store = MemoryStore()
    first = Turns(store=store)
    first.turn(a_document(0, "x", 3 * MOST))
    first.turn(a_tick(0))
    committed = first.sent.said()
    first.turn(commit=False)  # lost with the worker
    second = Turns(store=store)
    second.turn(a_tick(0))
    while second.owes():
        second.turn()
    timers = committed[1:] + second.sent.said()
    assert timers == [f"x/{number:06d}" for number in range(3 * MOST)]


def test_an_abort_between_passes_begins_again_where_it_was_committed() -> None:
    turns = Turns()
    turns.turn(a_document(0, "x", 2 * MOST))
    turns.turn(a_tick(0))
    turns.turn(commit=False)
    turns.engine.abort()
    assert not turns.owes(), "the tick is to be read again"
    turns.turn(a_tick(0))
    assert passes(turns.sent.journal()) == [(MOST, False), (MOST, True), (MOST, True)]
    assert turns.sent.said()[1 + MOST :] == 2 * [f"x/{number:06d}" for number in range(MOST, 2 * MOST)]


def test_a_replay_along_the_journal_runs_the_same_passes() -> None:
    """Also where documents that came between them asked for timers that were due already."""
    turns = Turns()
    turns.turn(a_document(0, "x", 2 * MOST), a_document(1, "again", 5))
    turns.turn(a_tick(0))
    turns.turn(a_document(2, "early", 3), a_tick(1, DUE_MS + 1_000))
    while turns.owes():
        turns.turn()
    journal = turns.sent.journal()
    again = list(rerun._run(TIMED, 0, 1, journal, turns.given, {}))
    assert [then.digest == now.digest for then, now in again] == [True] * len(journal)
    assert [now.timers for _, now in again] == [then.timers for then, _ in again]
    assert len(passes(journal)) == 3
