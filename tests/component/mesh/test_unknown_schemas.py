"""Records whose schema is not published: given up, journalled, worked again when it comes, repeated by a replay."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import DeadLettered, Gathered, GatheredRecord, JournalEntry, KeyParked, RedriveRequested
from contracts.topics import FOREX_DECISIONS, FOREX_FINDINGS, FOREX_TOTAL_ENTRIES
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State, Step
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.parking import REDRIVEN_MOST
from mesh.engine.store import MemoryStore, Position
from mesh.engine.task import Task
from mesh.wire import names
from mesh.wire.records import Inbound, Outbound
from mesh.wire.schema_patience import REST_SECONDS, Patience
from tests.support.mesh import schemas

NAME = "forex.totals"
COMMANDS = names.command_topic(NAME)
STRANGE = b"\0\0\0\0\1abc"  # what any foreign registry gives first
KEYS = (b"a", b"b", b"c")


def repeat(_: State, event: TotalEntered, context: Context) -> Effects:
    """Say again what came."""
    return Effects(outputs=(Emit(FOREX_DECISIONS, context.key, event),))


STEPS: dict[type[Any], Step] = {TotalEntered: repeat}
PROCESSOR = Processor(name=NAME, version="1", routes=(Route(FOREX_FINDINGS, STEPS), Route(FOREX_TOTAL_ENTRIES, STEPS)))


def an_entry(key: bytes, entry_id: str) -> TotalEntered:
    return TotalEntered(enterprise_code=key.decode(), entry_id=entry_id, month="2026-01", amount_cny_e5=1)


def gathered(*held: tuple[bytes, bytes]) -> Gathered:
    records = (GatheredRecord(key=key, event_id=f"{key!r}", at_ms=1, cause_id="c", value=value) for key, value in held)
    return Gathered(records=tuple(records))


class Log:
    """One partition of a worker in memory: what is sent can be read, commands included; reads on as the loop does."""

    def __init__(self, is_given_up: Callable[[int], bool] = lambda _: True) -> None:
        self.inputs: dict[str, list[Inbound]] = {}
        self.sent: list[Outbound] = []
        self.journal: list[JournalEntry] = []
        self.is_given_up = is_given_up
        self.store = MemoryStore()
        self.positions: dict[str, int] = {}
        self.restart()

    def restart(self) -> None:
        """Begin anew on committed state."""
        self.engine = Engine([PROCESSOR], 1, self, at_end=lambda *_: True, is_given_up=self.is_given_up)
        self.engine.assign(0, lambda *_: self.store)

    def put(self, topic: str, key: bytes, value: bytes) -> None:
        log = self.inputs.setdefault(topic, [])
        log.append(Inbound(topic, 0, len(log), 1_000, key, value, (("ce_id", b"%s/%d" % (key, len(log))),)))

    def send(self, record: Outbound) -> None:
        assert record.value is not None
        self.sent.append(record)
        if record.topic == names.journal_topic(NAME):
            self.journal.append(codec.decode(record.value))

    def turn(self) -> set[str]:
        """Work what there is and commit; return the topics that wait."""
        records = [r for topic, log in self.inputs.items() for r in log[self.positions.get(topic, 0) :]]
        before = len(self.sent)
        chunk = self.engine.work(records, Registers())
        self.positions |= {topic: offset for (topic, _), offset in self.engine.positions.items()}
        for task in self.engine.tasks(0):
            task.state.commit(task.state.changes(), Position("memory", 0, 0))
        self.engine.commit()
        for record in self.sent[before:]:
            if record.topic == COMMANDS:
                assert record.partition == 0
                assert record.value is not None
                self.put(COMMANDS, record.key, record.value)
        return {topic for topic, _ in chunk.waiting}

    def rest(self) -> None:
        """Turn until nothing is left."""
        while self.engine.has_arrivals or any(self.positions.get(t, 0) < len(log) for t, log in self.inputs.items()):
            self.turn()

    def said(self, key: bytes) -> list[str]:
        return [
            codec.decode(r.value).entry_id for r in self.sent if r.topic == FOREX_DECISIONS and r.key == key and r.value
        ]

    def of(self, topic: str) -> list[Outbound]:
        return [record for record in self.sent if record.topic == topic]

    def parked(self) -> list[bytes]:
        return [parked.key for task in self.engine.tasks(0) for _, parked in task.state.scan(KeyParked)]

    def assert_replay_is_identical(self) -> None:
        """Run the journal again as `mesh.replay` does: nothing is waited for, whatever is known by now."""
        again = Log()
        task = Task(PROCESSOR, 0, 1, MemoryStore(), again)
        for entry in self.journal:
            ranges = [(at.topic, self.inputs[at.topic][at.first_offset : at.next_offset]) for at in entry.ranges]
            assert task.work(ranges, Registers(), (), then=entry) == {}
            task.state.commit(task.state.changes(), Position("memory", 0, 0))
        assert again.journal == self.journal
        assert again.sent == self.sent


def letters(log: Log) -> list[DeadLettered]:
    return [codec.decode(record.value) for record in log.of(names.dead_letter_topic(NAME)) if record.value]


def test_a_foreign_id_parks_its_key_and_every_other_flows() -> None:
    """Once it is given up; the dead letter says what to do, the journal names the record."""
    log = Log()
    log.put(FOREX_TOTAL_ENTRIES, b"a", STRANGE)
    log.put(FOREX_TOTAL_ENTRIES, b"a", codec.encode(an_entry(b"a", "1")))
    log.put(FOREX_TOTAL_ENTRIES, b"b", codec.encode(an_entry(b"b", "1")))
    assert log.turn() == set()
    assert (log.said(b"a"), log.said(b"b"), log.parked()) == ([], ["1"], [b"a"])
    (letter,) = letters(log)
    assert (letter.key, letter.offset, letter.code) == (b"a", 0, "unknown_schema")
    assert "mesh.schemas.v1" in letter.reason
    (unread,) = log.journal[0].unread
    assert (unread.topic, unread.offset, unread.schema_id, unread.code) == (FOREX_TOTAL_ENTRIES, 0, 1, "unknown_schema")
    log.assert_replay_is_identical()


def test_before_the_time_is_up_the_partition_waits() -> None:
    log = Log(lambda _: False)
    log.put(FOREX_TOTAL_ENTRIES, b"a", STRANGE)
    log.put(FOREX_TOTAL_ENTRIES, b"b", codec.encode(an_entry(b"b", "1")))
    log.put(FOREX_FINDINGS, b"b", codec.encode(an_entry(b"b", "other topic")))
    assert log.turn() == {FOREX_TOTAL_ENTRIES}
    assert (log.said(b"b"), log.parked()) == (["other topic"], [])


@pytest.mark.parametrize("restarted", [False, True])
def test_one_that_comes_later_is_redriven_by_itself_in_order(restarted: bool) -> None:
    """By one command, through a restart; a replay that knows the schema from the beginning comes out the same."""
    newer = schemas.newer(TotalEntered)
    log = Log()
    log.put(FOREX_TOTAL_ENTRIES, b"a", newer.encode(an_entry(b"a", "1")))
    log.put(FOREX_TOTAL_ENTRIES, b"a", codec.encode(an_entry(b"a", "2")))
    log.rest()
    codec.learn(newer.schema_id, newer.schema_json)
    if restarted:
        log.restart()
    assert log.engine.has_arrivals
    log.rest()
    log.put(FOREX_TOTAL_ENTRIES, b"a", codec.encode(an_entry(b"a", "3")))
    log.rest()
    assert (log.said(b"a"), log.parked()) == (["1", "2", "3"], [])
    (command,) = log.of(COMMANDS)
    asked = codec.decode(command.value or b"")
    assert (command.key, asked.processor, asked.requested_by) == (b"a", NAME, NAME)
    assert [entry.arrived for entry in log.journal if entry.arrived] == [(newer.schema_id,)]
    log.assert_replay_is_identical()


def test_it_is_asked_for_once_though_the_command_is_not_worked_before_a_kill() -> None:
    newer = schemas.newer(TotalEntered)
    log = Log()
    log.put(FOREX_TOTAL_ENTRIES, b"a", newer.encode(an_entry(b"a", "1")))
    log.rest()
    codec.learn(newer.schema_id, newer.schema_json)
    log.turn()
    log.restart()
    assert not log.engine.has_arrivals
    log.rest()
    assert (log.said(b"a"), len(log.of(COMMANDS))) == (["1"], 1)


def test_an_aborted_request_is_made_again() -> None:
    newer = schemas.newer(TotalEntered)
    log = Log()
    log.put(FOREX_TOTAL_ENTRIES, b"a", newer.encode(an_entry(b"a", "1")))
    log.rest()
    codec.learn(newer.schema_id, newer.schema_json)
    log.engine.work([], Registers())
    log.engine.abort()
    assert log.engine.has_arrivals


def test_two_schemas_of_one_key_come_one_after_the_other() -> None:
    first, second = schemas.newer(TotalEntered), schemas.newer(TotalEntered)
    log = Log()
    for number, schema in enumerate((first, second, first)):
        log.put(FOREX_TOTAL_ENTRIES, b"a", schema.encode(an_entry(b"a", str(number))))
    log.rest()
    codec.learn(first.schema_id, first.schema_json)
    log.rest()
    assert (log.said(b"a"), log.parked()) == (["0"], [b"a"])
    codec.learn(second.schema_id, second.schema_json)
    log.rest()
    assert (log.said(b"a"), log.parked()) == (["0", "1", "2"], [])
    log.assert_replay_is_identical()


def test_an_operators_redrive_before_it_comes_parks_the_key_anew() -> None:
    """And it is still redriven by itself afterwards; a replay does not get further than the original did."""
    newer = schemas.newer(TotalEntered)
    log = Log()
    log.put(FOREX_TOTAL_ENTRIES, b"a", newer.encode(an_entry(b"a", "1")))
    log.rest()
    command = RedriveRequested(processor=NAME, requested_by="operator", reason="perhaps")
    log.is_given_up = lambda _: False  # a record that was parked is not waited for again
    log.restart()
    log.put(COMMANDS, b"a", codec.encode(command))
    assert log.turn() == set()
    assert (log.said(b"a"), log.parked()) == ([], [b"a"])
    codec.learn(newer.schema_id, newer.schema_json)
    log.rest()
    assert log.said(b"a") == ["1"]
    log.assert_replay_is_identical()


def test_a_command_in_an_unknown_schema_is_announced_and_parks_nothing() -> None:
    log = Log()
    log.put(COMMANDS, b"a", STRANGE)
    log.put(FOREX_TOTAL_ENTRIES, b"a", codec.encode(an_entry(b"a", "1")))
    log.rest()
    assert (log.said(b"a"), log.parked()) == (["1"], [])
    assert [letter.code for letter in letters(log)] == ["unknown_schema"]
    log.assert_replay_is_identical()


def test_within_a_gathered_record_only_the_keys_in_the_unknown_schema_are_parked() -> None:
    newer = schemas.newer(TotalEntered)
    log = Log()
    held = gathered(
        (b"a", newer.encode(an_entry(b"a", "1"))),
        (b"b", codec.encode(an_entry(b"b", "1"))),
        (b"c", STRANGE),
        (b"a", codec.encode(an_entry(b"a", "2"))),
        (b"b", b"no wire form"),
    )
    log.put(FOREX_TOTAL_ENTRIES, b"0", codec.encode(held))
    log.rest()
    assert (log.said(b"a"), log.said(b"b"), sorted(log.parked())) == ([], ["1"], [b"a", b"b", b"c"])
    codec.learn(newer.schema_id, newer.schema_json)
    log.rest()
    assert (log.said(b"a"), sorted(log.parked())) == (["1", "2"], [b"b", b"c"])
    log.assert_replay_is_identical()


def test_none_of_a_gathered_record_is_worked_while_one_in_it_is_waited_for() -> None:
    log = Log(lambda schema_id: schema_id == 1)
    held = gathered((b"a", codec.encode(an_entry(b"a", "1"))), (b"b", STRANGE), (b"c", b"\0\0\0\0\2abc"))
    log.put(FOREX_TOTAL_ENTRIES, b"0", codec.encode(held))
    assert log.turn() == {FOREX_TOTAL_ENTRIES}
    assert (log.sent, log.parked()) == ([], [])


def test_a_gathered_record_of_a_newer_package_is_opened_once_its_schema_is_there() -> None:
    """Until then it is parked as a whole, and those of its kind behind it; those in our own schema flow."""
    newer = schemas.newer(Gathered)
    log = Log()

    def put(*held: tuple[bytes, str], schema: schemas.NewerSchema | None = newer) -> None:
        whole = gathered(*((key, codec.encode(an_entry(key, name))) for key, name in held))
        log.put(FOREX_TOTAL_ENTRIES, b"0", codec.encode(whole) if schema is None else schema.encode(whole))

    put((b"a", "1"), (b"b", "1"))
    put((b"a", "2"))
    put((b"c", "ours"), schema=None)
    log.rest()
    assert (log.parked(), log.said(b"a"), log.said(b"c")) == ([b"0"], [], ["ours"])
    codec.learn(newer.schema_id, newer.schema_json)
    log.rest()
    put((b"a", "3"))
    log.rest()
    assert (log.parked(), log.said(b"a"), log.said(b"b")) == ([], ["1", "2", "3"], ["1"])
    log.assert_replay_is_identical()


def test_many_keys_are_asked_for_in_several_chunks() -> None:
    """A transaction stays short; nobody is forgotten or asked for twice."""
    newer = schemas.newer(TotalEntered)
    log = Log()
    keys = [b"k%05d" % number for number in range(REDRIVEN_MOST + 10)]
    for key in keys:
        log.put(FOREX_TOTAL_ENTRIES, key, newer.encode(an_entry(key, "1")))
    log.rest()
    codec.learn(newer.schema_id, newer.schema_json)
    before = len(log.journal)
    log.turn()
    assert len(log.of(COMMANDS)) == REDRIVEN_MOST
    log.rest()
    asked = [record.key for record in log.of(COMMANDS) if "ce_causationid" not in dict(record.headers)]
    assert sorted(asked) == keys, "a redrive that goes on asks for itself, because of a command"
    assert all(log.said(key) == ["1"] for key in keys[:3] + keys[-3:])
    assert [bool(entry.arrived) for entry in log.journal[before : before + 2]] == [True, True]
    log.assert_replay_is_identical()


def test_what_senders_did_wrong_does_not_stop_the_worker() -> None:
    """Only faults that may be ours are counted: sixty foreign records are no reason to stop for all others."""
    log = Log()
    log.engine = Engine([PROCESSOR], 1, log, at_end=lambda *_: True, is_given_up=lambda _: True, faulty_keys=3)
    log.engine.assign(0, lambda *_: log.store)
    for number in range(10):
        log.put(FOREX_TOTAL_ENTRIES, b"strange-%d" % number, STRANGE)
        log.put(FOREX_TOTAL_ENTRIES, b"rubbish-%d" % number, b"rubbish")
    log.rest()
    assert len(log.parked()) == 20


@given(st.data())
def test_a_replay_repeats_any_journal(data: st.DataObject) -> None:
    """Whatever was unknown, given up and published when: the same bytes, and every key in order."""
    newer = [schemas.newer(TotalEntered) for _ in range(2)]
    given_up: set[int] = {1}
    log = Log(given_up.__contains__)
    expected: dict[bytes, list[str]] = {key: [] for key in KEYS}
    kinds = ["own", "newer", "other", "gathered", "strange", "publish", "publish-other", "give-up", "turn", "redrive"]
    for number, kind in enumerate(data.draw(st.lists(st.sampled_from(kinds), max_size=30))):
        key = data.draw(st.sampled_from(KEYS))
        entry = an_entry(key, str(number))
        values = {"own": codec.encode(entry), "newer": newer[0].encode(entry), "other": newer[1].encode(entry)}
        if kind in values:
            log.put(FOREX_TOTAL_ENTRIES, key, values[kind])
            expected[key].append(str(number))
        elif kind == "gathered":
            second = data.draw(st.sampled_from(KEYS))
            other = newer[0].encode(an_entry(second, f"{number}+"))
            log.put(FOREX_TOTAL_ENTRIES, b"0", codec.encode(gathered((key, values["own"]), (second, other))))
            expected[key].append(str(number))
            expected[second].append(f"{number}+")
        elif kind == "strange":
            log.put(FOREX_TOTAL_ENTRIES, b"d", STRANGE)
        elif kind.startswith("publish"):
            schema = newer[kind != "publish"]
            codec.learn(schema.schema_id, schema.schema_json)
        elif kind == "give-up":
            given_up.add(newer[0].schema_id)
        elif kind == "redrive":
            command = RedriveRequested(processor=NAME, requested_by="operator", reason="")
            log.put(COMMANDS, key, codec.encode(command))
        else:
            log.turn()
    log.turn()
    for key in KEYS:
        assert log.said(key) == expected[key][: len(log.said(key))]
    for schema in newer:
        codec.learn(schema.schema_id, schema.schema_json)
    log.rest()
    assert {key: log.said(key) for key in KEYS} == expected
    log.assert_replay_is_identical()


class Hands:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_id_is_waited_for_once() -> None:
    clock = Hands()
    patience = Patience(30, monotonic=clock)
    assert not patience.is_over(1)
    clock.now = 29
    assert not patience.is_over(1)
    clock.now = 30
    assert patience.is_over(1)
    clock.now = 30 + 2 * REST_SECONDS
    assert patience.is_over(1)


def test_as_many_ids_do_not_take_as_many_waits() -> None:
    """After one wait in vain the next ids are given up at once; what is waited for already has its time."""
    clock = Hands()
    patience = Patience(30, monotonic=clock)
    assert not patience.is_over(1)
    clock.now = 20
    assert not patience.is_over(2)
    clock.now = 30
    assert patience.is_over(1)
    assert [patience.is_over(number) for number in (2, 3, 4)] == [False, True, True]
    clock.now = 50
    assert patience.is_over(2)
    clock.now = 50 + REST_SECONDS
    assert [patience.is_over(number) for number in (1, 2, 3)] == [True, True, False]


def test_with_no_time_at_all_nothing_is_waited_for() -> None:
    assert Patience(0).is_over(1)
