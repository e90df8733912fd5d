"""The journal chains what a task wrote and what it changed, and a replay can begin within it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import ClockTicked, FaultsCounted, JournalEntry, JournalHead, RedriveRequested
from contracts.topics import MESH_CLOCK
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State, WakeAt, Woken
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.state import state_key
from mesh.engine.store import MemoryStore, Position
from mesh.replay import journal_reader, rerun, start_positions
from mesh.replay.start_positions import Start
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound
from mesh.wire.ticks import headers_of
from tests.support.mesh.framing import changes_framed, framed

SOURCE, TARGET = "customs.parameters.v1", "tax.parameters.v1"
COMMANDS = "customs.clearance.commands.v1"
HEAD = state_key(JournalHead, "")
TASK = "customs.clearance/0"


def an_entry(code: str, value: str = "") -> ParameterSet:
    return ParameterSet(code=code, version=1, valid_from="2019-01-01", source="test", value=value)


def kept(state: State, event: ParameterSet, context: Context) -> Effects:
    """Keep the last two values of a code; forget it at `-`, fail at `!`; ask to be woken."""
    if event.value == "!":
        raise ZeroDivisionError
    if event.value == "-":
        return Effects(deletes=((ParameterSet, event.code),))
    before = state.get(ParameterSet, event.code)
    new = an_entry(event.code, f"{before.value if before else ''}{event.value}"[-2:])
    return Effects(((event.code, new),), (), (Emit(TARGET, context.key, new), WakeAt(context.at_ms + 10, event.code)))


def woken(state: State, event: Woken, context: Context) -> Effects:
    held = state.get(ParameterSet, event.key)
    return Effects(outputs=(Emit(TARGET, context.key, an_entry(event.key, held.value if held else "gone")),))


KEEPING = Processor(
    name="customs.clearance",
    version="1",
    state=(ParameterSet,),
    routes=(Route(SOURCE, {ParameterSet: kept}),),
    on_wake=woken,
)


def said(record: ParameterSet, at_ms: int) -> list[tuple[str, bytes]]:
    named = f"{record.code}{record.value}".encode()
    return [("ce_id", named), ("ce_time", b"1970-01-01T00:00:00.%03dZ" % at_ms)]


class Worked:
    """A task worked chunk by chunk and committed now and then; what Kafka would hold of it."""

    def __init__(self) -> None:
        self.given: dict[str, dict[int, Inbound]] = {SOURCE: {}, MESH_CLOCK: {}, COMMANDS: {}}
        self.sent: list[Outbound] = []
        self.transactions: list[dict[bytes, bytes | None]] = []
        self.engine = Engine([KEEPING], 1, self, at_end=lambda *_: True)
        self.engine.assign(0, lambda *_: MemoryStore())

    def send(self, record: Outbound) -> None:
        self.sent.append(record)

    def work(self, *values: tuple[str, str], at_ms: int = 0) -> None:
        records = [self._given(SOURCE, code.encode(), an_entry(code, value), at_ms) for code, value in values]
        self.engine.work(records, Registers())

    def tick(self, at_ms: int) -> None:
        self.engine.work([self._given(MESH_CLOCK, b"0", ClockTicked(at_ms=at_ms), at_ms)], Registers())

    def redrive(self, code: str) -> None:
        command = RedriveRequested(processor=KEEPING.name, requested_by="operator", reason="mended")
        self.engine.work([self._given(COMMANDS, code.encode(), command, 0)], Registers())

    def commit(self) -> None:
        (task,) = self.engine.tasks(0)
        changes = dict(task.state.changes())
        self.transactions.append(changes)
        task.state.commit(task.state.changes(), Position("memory", 0, 0))
        self.engine.commit()

    def abort(self) -> None:
        self.engine.abort()

    def journal(self) -> list[JournalEntry]:
        topic = names.journal_topic(KEEPING.name)
        return [codec.decode(record.value or b"") for record in self.sent if record.topic == topic]

    def state_topic(self) -> list[Inbound]:
        flat = [change for changes in self.transactions for change in changes.items()]
        return [Inbound("state", 0, offset, 0, key, value, ()) for offset, (key, value) in enumerate(flat)]

    def replayed(self, start: Start | None = None) -> list[tuple[JournalEntry, JournalEntry]]:
        journal = journal_reader.behind(start, self.journal(), task=TASK)
        return list(rerun._run(KEEPING, 0, 1, journal, self.given, {}, start))

    def _given(self, topic: str, key: bytes, record: Any, at_ms: int) -> Inbound:
        offset = len(self.given[topic])
        headers = said(record, at_ms) if topic == SOURCE else headers_of(at_ms, key)
        self.given[topic][offset] = Inbound(topic, 0, offset, at_ms, key, codec.encode(record), headers)
        return self.given[topic][offset]


def a_day() -> Worked:
    worked = Worked()
    worked.work(("a", "1"), ("b", "1"))
    worked.work(("a", "2"), ("c", "!"), ("c", "3"))
    worked.commit()
    worked.tick(15)
    worked.work(("b", "-"), ("b", "5"), ("a", "-"), at_ms=20)
    worked.commit()
    worked.work(("d", "7"), at_ms=21)
    worked.commit()
    worked.tick(40)
    worked.commit()
    return worked


def test_an_entry_chains_the_outputs_and_the_changes_of_its_chunk() -> None:
    """As the specification says; neither the head itself nor counted faults, which follow the real time, are in it."""
    worked = Worked()
    chain = state_chain = bytes(32)
    for turn, values in enumerate(([("a", "1"), ("b", "1")], [("a", "2")], [("b", "-"), ("b", "4"), ("c", "!")])):
        begun = len(worked.sent)
        worked.work(*values)
        (task,) = worked.engine.tasks(0)
        outputs = worked.sent[begun:-1]
        worked.commit()
        changes = {key: value for key, value in worked.transactions[-1].items() if key != HEAD}
        changes.pop(state_key(FaultsCounted, ""), None)
        chain = hashlib.sha256(chain + framed(outputs)).digest()
        state_chain = hashlib.sha256(state_chain + changes_framed(changes)).digest()
        entry = worked.journal()[turn]
        assert (entry.digest, entry.outputs) == (chain, len(outputs))
        assert (entry.state_digest, entry.changes) == (state_chain, len(changes))
        head = task.state.get(JournalHead, "")
        assert head == JournalHead(sequence=turn + 1, digest=chain, state_digest=state_chain)
    assert state_key(FaultsCounted, "") in worked.transactions[-1]


def test_a_change_that_no_output_tells_changes_the_chain_of_state() -> None:
    one, other = Worked(), Worked()
    one.work(("a", "-"))
    other.work(("b", "-"))
    (first,), (second,) = one.journal(), other.journal()
    assert first.digest == second.digest
    assert first.state_digest != second.state_digest


def test_the_head_is_the_last_that_a_transaction_writes_to_the_state_topic() -> None:
    worked = a_day()
    assert len(worked.transactions) == 4
    assert all(list(changes)[-1] == HEAD for changes in worked.transactions)
    assert sum(key == HEAD for changes in worked.transactions for key in changes) == 4


def test_what_was_aborted_is_in_no_chain() -> None:
    worked, undisturbed = Worked(), Worked()
    for each in (worked, undisturbed):
        each.work(("a", "1"))
        each.commit()
    worked.work(("b", "9"))
    worked.abort()
    for each in (worked, undisturbed):
        each.work(("c", "1"))
        each.commit()
    digests = [(entry.sequence, entry.digest, entry.state_digest) for entry in worked.journal()]
    assert digests.pop(1)[0] == 2  # that of the aborted transaction, which nobody reads
    assert digests == [(entry.sequence, entry.digest, entry.state_digest) for entry in undisturbed.journal()]


def test_a_replay_from_the_beginning_and_from_every_state_on_the_way_is_identical() -> None:
    worked = a_day()
    whole = worked.replayed()
    assert [then == now for then, now in whole] == [True] * len(worked.journal())
    held: dict[bytes, bytes] = {}
    for changes in worked.transactions:
        apply(held, changes)
        start = Start(codec.decode(held[HEAD]), dict(held))
        again = worked.replayed(start)
        assert [then.sequence for then, _ in again] == list(range(start.head.sequence + 1, len(whole) + 1))
        assert all(then == now for then, now in again)


def test_a_replay_on_a_state_that_is_not_that_of_the_entry_differs() -> None:
    """Once a step reads what is wrong."""
    worked = a_day()
    start = start_positions.earliest(worked.state_topic())
    assert start is not None
    without = {key: value for key, value in start.state.items() if key != state_key(ParameterSet, "b")}
    assert [then.digest == now.digest for then, now in worked.replayed(Start(start.head, without))] == [True, False]
    wrong = {**start.state, state_key(ParameterSet, "d"): codec.encode(an_entry("d", "x"))}
    assert not any(then.state_digest == now.state_digest for then, now in worked.replayed(Start(start.head, wrong)))


def test_the_earliest_start_is_the_second_head_and_of_one_head_the_end() -> None:
    worked = a_day()
    log = worked.state_topic()
    start = start_positions.earliest(log)
    assert start is not None
    assert start.head.sequence == 4
    compacted = [record for record in log if record.offset == max(r.offset for r in log if r.key == record.key)]
    last = start_positions.earliest(compacted)
    assert last is not None
    assert last.head.sequence == len(worked.journal())
    assert start_positions.earliest([]) is None
    with pytest.raises(journal_reader.RecordsGone):
        journal_reader.behind(None, worked.journal()[1:], task=TASK)
    with pytest.raises(journal_reader.RecordsGone):
        journal_reader.behind(start, worked.journal()[5:], task=TASK)


def test_a_start_from_which_the_journal_does_not_go_on_is_passed_over() -> None:
    """Compaction may have left earlier states than retention has left entries."""
    worked = a_day()
    heads = [codec.decode(changes[HEAD] or b"").sequence for changes in worked.transactions]
    journal = worked.journal()
    for gone in range(len(journal)):
        start = start_positions.earliest(worked.state_topic(), since=journal[gone].sequence - 1)
        assert start is not None
        expected = next(sequence for sequence in heads[1:] if sequence >= gone)
        assert start.head.sequence == expected
        left = journal_reader.behind(start, journal[gone:], task=TASK, reached=heads[-1])
        assert [entry.sequence for entry in left] == list(range(expected + 1, len(journal) + 1))
        assert all(then == now for then, now in rerun._run(KEEPING, 0, 1, left, worked.given, {}, start))


def test_a_journal_of_which_entries_are_gone_is_not_told_as_identical() -> None:
    worked = a_day()
    journal = worked.journal()
    newest = start_positions.newest(worked.state_topic())
    assert newest == {0: len(journal)}
    assert journal_reader.behind(None, [], task=TASK) == []
    assert len(journal_reader.behind(None, journal, task=TASK, reached=newest[0])) == len(journal)
    start = start_positions.earliest(worked.state_topic())
    for begun in (None, start):
        with pytest.raises(journal_reader.RecordsGone, match=f"{TASK} has no entries .* to {len(journal)}"):
            journal_reader.behind(begun, [], task=TASK, reached=newest[0])
        with pytest.raises(journal_reader.RecordsGone, match=f"entries {len(journal)} to {len(journal)}"):
            journal_reader.behind(begun, journal[:-1], task=TASK, reached=newest[0])


def test_a_start_that_lacks_what_belongs_together_is_told_as_such() -> None:
    """A compaction under way has taken the record that a parked key waits for, and not yet the key."""
    worked = Worked()
    worked.work(("a", "!"), ("b", "1"))
    worked.commit()
    worked.work(("b", "2"))
    worked.commit()
    worked.redrive("a")
    worked.commit()
    start = start_positions.earliest(worked.state_topic())
    assert start is not None
    assert all(then == now for then, now in worked.replayed(start))
    lacking = {key: value for key, value in start.state.items() if not key.startswith(b"RecordParked/")}
    with pytest.raises(rerun.StateIncomplete, match=f"state of {TASK} as of entry 2 .* compacted"):
        worked.replayed(start._replace(state=lacking))


TRANSACTIONS = st.lists(
    st.dictionaries(st.sampled_from("abcde"), st.none() | st.integers(0, 9), max_size=4), min_size=1, max_size=8
)


@given(TRANSACTIONS, st.integers(0, 40), st.integers(0, 40))
def test_whatever_compaction_has_taken_a_start_is_the_state_of_its_entry(
    transactions: list[dict[str, int | None]], first: int, second: int
) -> None:
    """Compaction up to an offset leaves of each key before it the last record before it; tombstones may go, too."""
    log: list[Inbound] = []
    states: dict[int, dict[bytes, bytes]] = {}
    held: dict[bytes, bytes] = {}
    for number, changes in enumerate(transactions, 1):
        head = codec.encode(JournalHead(sequence=number, digest=bytes(32), state_digest=bytes(32)))
        written = {key.encode(): None if value is None else b"%d" % value for key, value in changes.items()}
        written[HEAD] = head
        apply(held, written)
        states[number] = dict(held)
        log += [Inbound("state", 0, len(log) + at, 0, *change, ()) for at, change in enumerate(written.items())]
    for until in sorted((first, second)):
        log = list(compacted_until(log, until))
    start = start_positions.earliest(log)
    assert start is not None
    assert start.state == states[start.head.sequence]


def compacted_until(log: Sequence[Inbound], until: int) -> Iterator[Inbound]:
    last = {record.key: record.offset for record in log if record.offset < until}
    for record in log:
        if record.offset >= until or (last[record.key] == record.offset and record.value is not None):
            yield record


def apply(held: dict[bytes, bytes], changes: Mapping[bytes, bytes | None]) -> None:
    for key, value in changes.items():
        if value is None:
            held.pop(key, None)
        else:
            held[key] = value
