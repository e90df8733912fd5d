"""Parked keys and commands about them, in memory: wherever a key is parked, whatever it looks like."""

from typing import Any

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import (
    CommandAction,
    CommandAnswered,
    CommandOutcome,
    DeadLettered,
    DiscardRequested,
    DiscardScope,
    Gathered,
    GatheredRecord,
    RedriveRequested,
)
from mesh.declared.errors import InvalidMessage
from mesh.declared.processor import Context, Effects, Emit, Processor, Record, Route, State, WakeAt
from mesh.engine import commands
from mesh.engine.dead_letters import KEY_MOST
from mesh.engine.parking import Parking
from mesh.testing.bench import Bench
from mesh.wire import headers, names
from mesh.wire.records import Inbound

NAME, SOURCE, TARGET = "customs.clearance", "customs.parameters.v1", "tax.parameters.v1"
COMMANDS, LETTERS = names.command_topic(NAME), names.dead_letter_topic(NAME)
PRODUCER_MOST = 1_000_000
"""Bytes: what a producer of the mesh refuses to send."""


def an_entry(value: str) -> ParameterSet:
    return ParameterSet(code="c", version=1, valid_from="2019-01-01", source="test", value=value)


def repeat(_state: State, event: ParameterSet, context: Context) -> Effects:
    return Effects(outputs=(Emit(TARGET, context.key, event),))


def faulty(state: State, event: ParameterSet, context: Context) -> Effects:
    if event.value == "boom":
        raise ZeroDivisionError("a rule fails")
    return repeat(state, event, context)


def a_processor(step: Any) -> Processor:
    return Processor(name=NAME, version="1", routes=(Route(SOURCE, {ParameterSet: step}),))


FAULTY, MENDED = a_processor(faulty), a_processor(repeat)


def a_redrive(processor: str = NAME) -> RedriveRequested:
    return RedriveRequested(processor=processor, requested_by="ops", reason="rule mended")


def a_discard(letter_id: str, scope: DiscardScope = DiscardScope.FIRST) -> DiscardRequested:
    return DiscardRequested(
        processor=NAME, dead_letter_id=letter_id, scope=scope, requested_by="ops", person="operator 7", reason="stray"
    )


def command(bench: Bench, record: Record, key: bytes, partition: int | None = None) -> list[Emit]:
    """Give a command in the partition in which the key is parked."""
    return bench.send_bytes(COMMANDS, codec.encode(record), key=key, partition=partition)


def answer(emitted: list[Emit]) -> CommandAnswered:
    (found,) = [emit.record for emit in emitted if isinstance(emit.record, CommandAnswered)]
    return found


def letter(emitted: list[Emit]) -> DeadLettered:
    (found,) = [emit.record for emit in emitted if isinstance(emit.record, DeadLettered)]
    return found


def last_letter_id(bench: Bench) -> str:
    """Return the ce_id of the last dead letter."""
    found = [headers.parse(sent.headers, 0) for sent in bench.sent if sent.topic == LETTERS]
    return [ce.id for ce in found if ce.type == "mesh.mesh.DeadLettered"][-1]


def values(emitted: list[Emit]) -> list[str]:
    return [emit.record.value for emit in emitted if isinstance(emit.record, ParameterSet)]


def another_than(bench: Bench, partition: int) -> int:
    return (partition + 1) % bench.partitions


KEYS = [b"", b"a", "订单".encode(), b"\xff\xfe", b"a\nb", b" a ", b"a\x00", "a\u200b".encode(), b"2", b"hex:00"]


@pytest.mark.parametrize("key", KEYS)
def test_whatever_the_key_is_a_redrive_works_it_and_says_so(key: bytes) -> None:
    bench = Bench(FAULTY)
    bench.send(SOURCE, an_entry("boom"), key=key)
    bench.send(SOURCE, an_entry("1"), key=key)
    again = command(bench.under(MENDED), a_redrive(), key)
    assert values(again) == ["boom", "1"]
    told = answer(again)
    assert (told.outcome, told.key, told.worked, told.left) == (CommandOutcome.RELEASED, key, 2, 0)


@pytest.mark.parametrize("key", KEYS)
def test_a_misplaced_key_answers_in_its_partition_and_stays_parked_until_it_is_discarded(key: bytes) -> None:
    """A foreign default partitioner put it there: no command to the partition of its hash may speak for it."""
    bench = Bench(FAULTY)
    home = bench.partition(key)
    astray = another_than(bench, home)
    bench.send_bytes(SOURCE, codec.encode(an_entry("1")), key=key, partition=astray)
    told = answer(command(bench, a_redrive(), key, home))
    assert (told.outcome, told.partition) == (CommandOutcome.NOTHING_PARKED, home)
    told = answer(command(bench, a_redrive(), key, astray))
    assert (told.outcome, told.partition, told.left) == (CommandOutcome.PARKED_ANEW, astray, 1)
    assert len(bench.parked()) == 1
    told = answer(command(bench, a_discard(last_letter_id(bench)), key, astray))
    assert (told.outcome, told.worked, [(at.topic, at.partition, at.offset) for at in told.discarded]) == (
        CommandOutcome.RELEASED,
        0,
        [(SOURCE, astray, 0)],
    )
    assert bench.parked() == []
    assert values(bench.send(SOURCE, an_entry("2"), key=key)) == ["2"]


@pytest.mark.parametrize("key", KEYS)
def test_everything_told_of_a_key_stands_in_the_partition_of_its_task(key: bytes) -> None:
    """In order, whatever a partitioner makes of the key: an empty one has no partition of its own."""
    bench = Bench(FAULTY)
    astray = another_than(bench, bench.partition(key))
    bench.send_bytes(SOURCE, b"rubbish", key=key, partition=astray)
    command(bench, a_redrive(), key, astray)
    command(bench, a_discard(last_letter_id(bench)), key, astray)
    assert [sent.partition for sent in bench.sent if sent.topic == LETTERS] == [astray] * 4


def test_a_command_that_finds_nothing_parked_is_answered() -> None:
    bench = Bench(FAULTY)
    for record in (a_redrive(), a_discard("nobody's letter")):
        told = answer(command(bench, record, b"a"))
        assert (told.outcome, told.requested_by, told.reason) == (
            CommandOutcome.NOTHING_PARKED,
            "ops",
            record.reason,
        )
    assert told.action is CommandAction.DISCARD


def test_a_second_redrive_before_the_first_was_worked_finds_nothing() -> None:
    bench = Bench(FAULTY)
    bench.send(SOURCE, an_entry("boom"), key=b"a")
    mended = bench.under(MENDED)
    assert answer(command(mended, a_redrive(), b"a")).outcome is CommandOutcome.RELEASED
    second = command(mended, a_redrive(), b"a")
    assert (values(second), answer(second).outcome) == ([], CommandOutcome.NOTHING_PARKED)


def test_a_record_that_fails_again_is_announced_as_another_letter_and_stays_first() -> None:
    bench = Bench(FAULTY)
    bench.send(SOURCE, an_entry("1"), key=b"a")
    bench.send(SOURCE, an_entry("boom"), key=b"a")
    bench.send(SOURCE, an_entry("2"), key=b"a")
    first = last_letter_id(bench)
    again = command(bench, a_redrive(), b"a")
    assert (letter(again).offset, answer(again).left) == (1, 2)
    assert last_letter_id(bench) != first
    assert bench.journal[-1].parked == ("a",)
    assert values(command(bench.under(MENDED), a_redrive(), b"a")) == ["boom", "2"]


def test_a_discard_gives_up_the_first_record_and_works_the_rest_in_order() -> None:
    bench = Bench(FAULTY)
    for value in ("boom", "1", "2"):
        bench.send(SOURCE, an_entry(value), key=b"a")
    done = command(bench, a_discard(last_letter_id(bench)), b"a")
    assert values(done) == ["1", "2"]
    told = answer(done)
    assert (told.action, told.outcome, told.person, told.worked) == (
        CommandAction.DISCARD,
        CommandOutcome.RELEASED,
        "operator 7",
        2,
    )
    assert [at.offset for at in told.discarded] == [0]


def test_a_discard_that_comes_twice_gives_up_one_record() -> None:
    """It names the letter that the person saw; the next faulty record has another one."""
    bench = Bench(FAULTY)
    for value in ("boom", "boom", "1"):
        bench.send(SOURCE, an_entry(value), key=b"a")
    seen = a_discard(last_letter_id(bench))
    assert answer(command(bench, seen, b"a")).outcome is CommandOutcome.PARKED_ANEW
    told = answer(command(bench, seen, b"a"))
    assert (told.outcome, told.discarded, told.left) == (CommandOutcome.OTHER_PARKED, (), 2)
    assert values(command(bench, a_discard(last_letter_id(bench)), b"a")) == ["1"]


def test_all_that_waits_is_discarded_at_once_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many at most; what is left is worked, in order."""
    monkeypatch.setattr(commands, "DISCARDED_MOST", 3)
    bench = Bench(FAULTY)
    for value in ("boom", "1", "2", "3"):
        bench.send(SOURCE, an_entry(value), key=b"a")
    done = command(bench, a_discard(last_letter_id(bench), DiscardScope.ALL), b"a")
    assert [at.offset for at in answer(done).discarded] == [0, 1, 2]
    assert values(done) == ["3"]


def test_a_long_queue_is_worked_in_passes_and_nothing_overtakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The processor asks itself to go on, in the partition of the key; what comes in between queues behind."""
    monkeypatch.setattr(commands, "WORKED_MOST", 2)
    bench = Bench(FAULTY)
    for value in ("boom", "1", "2", "3", "4"):
        bench.send(SOURCE, an_entry(value), key=b"a")
    seen, mended, heard, outcomes = last_letter_id(bench), bench.under(MENDED), [], []
    emitted = command(mended, a_redrive(), b"a")
    heard += values(emitted)
    assert values(mended.send(SOURCE, an_entry("5"), key=b"a")) == []
    stale = answer(command(mended, a_discard(seen), b"a"))
    assert (stale.outcome, stale.discarded) == (CommandOutcome.OTHER_PARKED, ()), "that letter's record was worked"
    while answer(emitted).outcome is CommandOutcome.GOES_ON:
        outcomes.append(answer(emitted).left)
        (own,) = [sent for sent in mended.sent if sent.topic == COMMANDS][-1:]
        assert own.partition == mended.partition(b"a")
        emitted = mended.send_bytes(
            COMMANDS, own.value, key=own.key, record_headers=own.headers, partition=own.partition
        )
        heard += values(emitted)
    assert heard == ["boom", "1", "2", "3", "4", "5"]
    assert (outcomes, answer(emitted).outcome) == ([3, 2], CommandOutcome.RELEASED)
    assert mended.parked() == []


def test_the_commands_of_a_chunk_share_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a chunk of many redrives would grow beyond what a transaction has time for."""
    monkeypatch.setattr(commands, "WORKED_MOST", 3)
    bench = Bench(FAULTY, partitions=1)
    for key in (b"a", b"b"):
        for value in ("boom", "1"):
            bench.send(SOURCE, an_entry(value), key=key)
    mended = bench.under(MENDED)
    redrive = codec.encode(a_redrive())
    emitted = mended._work(
        [Inbound(COMMANDS, 0, offset, 0, key, redrive, ()) for offset, key in enumerate((b"a", b"b"))]
    )
    answered = [emit.record for emit in emitted if isinstance(emit.record, CommandAnswered)]
    told = [(one.key, one.outcome, one.worked) for one in answered]
    assert told == [(b"a", CommandOutcome.RELEASED, 2), (b"b", CommandOutcome.GOES_ON, 1)]
    (own,) = [sent for sent in mended.sent if sent.topic == COMMANDS]
    last = mended.send_bytes(COMMANDS, own.value, key=own.key, record_headers=own.headers)
    assert (answer(last).outcome, answer(last).worked) == (CommandOutcome.RELEASED, 1)


def test_a_redrive_that_many_keys_do_not_get_past_stops_no_worker() -> None:
    """They were faulty before; the commands would be read again after each start, for ever."""
    bench = Bench(FAULTY)
    keys = [b"k%d" % number for number in range(9)]
    for key in keys:
        bench.send(SOURCE, an_entry("boom"), key=key)
    strict = Bench(FAULTY, faulty_keys=5)
    for partition in range(strict.partitions):
        for theirs, ours in zip(strict._engine.tasks(partition), bench._engine.tasks(partition), strict=True):
            theirs.state.store = ours.state.store
            theirs.reload()
    told = [answer(command(strict, a_redrive(), key)).outcome for key in keys]
    assert told == [CommandOutcome.PARKED_ANEW] * len(keys)


def test_a_command_about_an_endless_key_is_told_and_stops_nothing() -> None:
    """Its answer would repeat the key, and no producer would take it."""
    bench = Bench(FAULTY)
    told = letter(command(bench, a_redrive(), LONG))
    assert (told.topic, told.code, len(told.key) <= KEY_MOST) == (COMMANDS, "invalid_message", True)
    assert max(len(sent.key) + len(sent.value or b"") for sent in bench.sent) < PRODUCER_MOST


def test_a_discard_that_names_no_letter_gives_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a redrive goes on, a key is parked by none."""
    monkeypatch.setattr(commands, "WORKED_MOST", 1)
    bench = Bench(FAULTY)
    for value in ("boom", "1", "2"):
        bench.send(SOURCE, an_entry(value), key=b"a")
    mended = bench.under(MENDED)
    assert answer(command(mended, a_redrive(), b"a")).outcome is CommandOutcome.GOES_ON
    told = answer(command(mended, a_discard(""), b"a"))
    assert (told.outcome, told.discarded) == (CommandOutcome.OTHER_PARKED, ())


FOREIGN = b"\0" + codec.id_of(Gathered).to_bytes(4, "big") + b"\x02\x02"
"""Bytes that say they are gathered records, and are none."""


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        b"rubbish",
        FOREIGN,
        codec.encode(Gathered(records=())),
        codec.encode(an_entry("1")),
        codec.encode(a_redrive("customs.numbers")),
        codec.encode(a_redrive())[:-1],
        codec.encode(a_discard("x", DiscardScope.UNKNOWN)),
        codec.encode(RedriveRequested(processor=NAME, requested_by="ops", reason="r" * 900_000)),
    ],
)
def test_a_command_that_cannot_be_worked_is_told_and_leaves_the_queue_alone(value: bytes | None) -> None:
    bench = Bench(FAULTY)
    bench.send(SOURCE, an_entry("boom"), key=b"a")
    bench.send(SOURCE, an_entry("1"), key=b"a")
    told = letter(bench.send_bytes(COMMANDS, value, key=b"a"))
    assert (told.topic, told.code) == (COMMANDS, "invalid_message")
    assert values(command(bench.under(MENDED), a_redrive(), b"a")) == ["boom", "1"]


def test_two_gathered_records_that_cannot_be_opened_are_both_kept() -> None:
    """They share the key of their partition."""
    bench = Bench(FAULTY)
    for _ in range(2):
        bench.send_bytes(SOURCE, FOREIGN, key=b"2", partition=2)
    told = answer(command(bench, a_discard(last_letter_id(bench)), b"2", 2))
    assert ([at.offset for at in told.discarded], told.left) == ([0], 1)
    told = answer(command(bench, a_discard(last_letter_id(bench)), b"2", 2))
    assert ([at.offset for at in told.discarded], told.left) == ([1], 0)


def test_a_gathered_record_that_can_be_opened_now_is_worked_record_by_record() -> None:
    bench = Bench(MENDED)
    keys = [key for key in (b"k%d" % number for number in range(40)) if bench.partition(key) == 2]
    held = tuple(
        GatheredRecord(key=key, event_id=f"i{n}", at_ms=n, cause_id="c", value=codec.encode(an_entry(str(n))))
        for n, key in enumerate(keys)
    )
    (task,) = bench._engine.tasks(2)
    parking: Parking = task._parking
    gathered = Inbound(SOURCE, 2, 7, 0, b"2", codec.encode(Gathered(records=held)), ())
    parking.park(gathered, InvalidMessage("a schema within has not arrived"))
    again = command(bench, a_redrive(), b"2", 2)
    assert values(again) == [str(n) for n in range(len(keys))]
    assert answer(again).outcome is CommandOutcome.RELEASED


def test_timers_of_one_key_and_tick_are_told_apart() -> None:
    """They share the offset of the tick; each is named by its due time and key."""

    def ask(_state: State, event: ParameterSet, context: Context) -> Effects:
        return Effects(outputs=tuple(WakeAt(context.at_ms + n, f"{context.key.decode()}/{n}") for n in (1, 2)))

    def fail(*_: object) -> Effects:
        raise ZeroDivisionError("a timer fails")

    bench = Bench(Processor(name=NAME, version="1", routes=(Route(SOURCE, {ParameterSet: ask}),), on_wake=fail))
    bench.send(SOURCE, an_entry("1"), key=b"a", at_ms=100)
    assert letter(bench.tick(1_000)).event_id == f"{NAME}/wake/101/a/1"
    done = command(bench, a_discard(last_letter_id(bench)), b"a")
    assert answer(done).discarded[0].event_id == f"{NAME}/wake/101/a/1"
    assert letter(done).event_id == f"{NAME}/wake/102/a/2"


LONG = b"k" * 600_000


@pytest.mark.parametrize(
    ("key", "value", "found"),
    [
        (b"a", b"r" * 1_040_000, ()),
        (b"a", None, (("x", b"h" * 1_040_000),)),
        (LONG, codec.encode(an_entry("1")), ()),
        (LONG, None, ()),
        (b"a", codec.encode(an_entry("boom")), (("ce_id", LONG),)),
    ],
)
def test_a_foreign_record_beyond_what_state_can_hold_parks_its_key_and_stops_nothing(
    key: bytes, value: bytes | None, found: Any
) -> None:
    """A broker takes more than our producers send. Its place is kept, and it can be given up."""
    bench = Bench(FAULTY)
    told = letter(bench.send_bytes(SOURCE, value, key=key, record_headers=found))
    assert len(told.key) <= KEY_MOST
    partition = told.partition
    again = command(bench, a_redrive(), told.key, partition)
    assert answer(again).outcome is CommandOutcome.PARKED_ANEW
    sizes = [len(sent.key) + len(sent.value or b"") for sent in bench.sent]
    sizes += [sum(len(name) + len(text) for name, text in sent.headers) for sent in bench.sent]
    sizes += [len(at) + len(kept) for at, kept in bench.state().items()]
    assert max(sizes) < PRODUCER_MOST
    done = answer(command(bench, a_discard(last_letter_id(bench)), told.key, partition))
    assert (done.outcome, [at.offset for at in done.discarded]) == (CommandOutcome.RELEASED, [0])
    assert bench.parked() == []


def test_what_a_record_with_an_endless_id_causes_is_named_by_its_place() -> None:
    """Every event bears the id of its cause, so one foreign id would make each too large."""
    bench = Bench(FAULTY)
    bench.send_bytes(SOURCE, codec.encode(an_entry("1")), key=b"a", record_headers=(("ce_id", LONG),))
    (sent,) = [sent for sent in bench.sent if sent.topic == TARGET]
    assert headers.parse(sent.headers, 0).cause == f"{SOURCE}/{bench.partition(b'a')}/0"


def test_the_same_commands_give_the_same_chain() -> None:
    """A replay finds parking, discarding and answering again, byte for byte."""

    def run() -> list[bytes]:
        bench = Bench(FAULTY)
        for value in ("boom", "1", "boom", "2"):
            bench.send(SOURCE, an_entry(value), key=b"a")
        command(bench, a_redrive(), b"a")
        command(bench, a_discard(last_letter_id(bench)), b"a")
        command(bench, a_discard(last_letter_id(bench), DiscardScope.ALL), b"a")
        return [entry.digest for entry in bench.journal]

    assert run() == run()


@pytest.mark.parametrize(
    "written", [b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-14:00", b"9999-12-31T23:59:59.999Z"]
)
@pytest.mark.parametrize("value", [b"\x01garbage", codec.encode(an_entry("boom")), codec.encode(an_entry("1"))])
def test_a_time_that_no_calendar_has_stops_nothing(written: bytes, value: bytes) -> None:
    """Reading such a header raised wherever it was read: in the step, in parking, and outside of both."""
    bench = Bench(FAULTY)
    bench.send_bytes(SOURCE, value, key=b"a", record_headers=[("ce_id", b"o1"), ("ce_time", written)], at_ms=5)
    bench.send(SOURCE, an_entry("1"), key=b"b")
    assert bench.parked() == ([] if value == codec.encode(an_entry("1")) else ["a"])
    assert bench.under(MENDED).send(COMMANDS, a_redrive(), key=b"a")
