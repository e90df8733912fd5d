"""Gathered requests: one record per chunk and partition, worked as if each had come alone."""

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import ClockTicked, DeadLettered, Gathered, GatheredRecord, RedriveRequested
from contracts.topics import CUSTOMS_PARAMETERS, FOREX_DECISIONS, FOREX_TOTAL_ENTRIES
from mesh.declared.keys import partition_of
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State
from mesh.declared.registers import Registers
from mesh.engine.engine import Engine
from mesh.engine.store import MemoryStore, Position
from mesh.testing.bench import Bench
from mesh.wire import batching, headers, names
from mesh.wire.records import Inbound, Outbound

PARTITIONS = 4


def an_entry(enterprise: str, entry_id: str, month: str = "2024-11") -> TotalEntered:
    return TotalEntered(enterprise_code=enterprise, entry_id=entry_id, month=month, amount_cny_e5=1)


def ask(_state: State, event: TotalEntered, _context: Context) -> Effects:
    """Ask the ledger of another key."""
    return Effects(outputs=(Emit(FOREX_TOTAL_ENTRIES, event.entry_id.encode(), event),))


def book(state: State, event: TotalEntered, context: Context) -> Effects:
    """Keep an entry and say so."""
    if event.month == "boom":
        raise ZeroDivisionError("a rule fails")
    assert state.get(TotalEntered, event.entry_id) is None
    return Effects(puts=((event.entry_id, event),), outputs=(Emit(FOREX_DECISIONS, context.key, event),))


ASKING = Processor(name="forex.decisions", version="1", routes=(Route(CUSTOMS_PARAMETERS, {TotalEntered: ask}),))
LEDGER = Processor(
    name="forex.totals", version="1", routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: book}),), state=(TotalEntered,)
)


class Sink:
    def __init__(self) -> None:
        self.sent: list[Outbound] = []

    def send(self, record: Outbound) -> None:
        self.sent.append(record)

    def requests(self) -> list[Outbound]:
        return [record for record in self.sent if record.topic == FOREX_TOTAL_ENTRIES]


def asked(entries: list[TotalEntered]) -> list[Outbound]:
    """Return what comes of a chunk of requests, all on one key."""
    sink = Sink()
    engine = Engine([ASKING], PARTITIONS, sink, at_end=lambda *_: True)
    partition = partition_of(b"k", PARTITIONS)
    engine.assign(partition, lambda *_: MemoryStore())
    engine.work(
        [
            Inbound(CUSTOMS_PARAMETERS, partition, n, 1_000 + n, b"k", codec.encode(entry), [("ce_id", b"c%d" % n)])
            for n, entry in enumerate(entries)
        ],
        Registers(),
    )
    return sink.requests()


def worked(bench: Bench, record: Outbound) -> list[Emit]:
    return bench.send_bytes(
        record.topic, record.value, key=record.key, record_headers=record.headers, partition=record.partition
    )


def test_a_chunk_asks_each_partition_once() -> None:
    """Whatever the number of requests; each partition holds its own keys, in order."""
    entries = [an_entry("e", f"n{number}") for number in range(40)]
    requests = asked(entries)
    assert sorted(record.partition for record in requests if record.partition is not None) == list(range(PARTITIONS))
    for record in requests:
        assert record.value is not None
        held = codec.decode(record.value)
        assert all(partition_of(each.key, PARTITIONS) == record.partition for each in held.records)
        numbers = [codec.decode(each.value).entry_id for each in held.records]
        assert numbers == [e.entry_id for e in entries if e.entry_id in numbers]
        assert headers.parse(record.headers, 0).time_ms == held.records[-1].at_ms


def test_every_request_is_worked_under_its_own_key_id_and_time() -> None:
    """The ledger's answers are those to requests that came alone."""
    entries = [an_entry("e", f"n{number}") for number in range(9)]
    bench = Bench(LEDGER, partitions=PARTITIONS)
    answers = [emit for record in asked(entries) for emit in worked(bench, record)]
    assert sorted(emit.key for emit in answers) == sorted(entry.entry_id.encode() for entry in entries)
    causes = {
        headers.parse(record.headers, 0).cause: headers.parse(record.headers, 0).time_ms
        for record in bench.sent
        if record.topic == FOREX_DECISIONS
    }
    expected = {
        headers.event_id(f"c{n}|forex.decisions", entry.entry_id.encode(), codec.full_name(TotalEntered), 0): 1_000 + n
        for n, entry in enumerate(entries)
    }
    assert causes == expected


def test_the_same_chunk_gives_the_same_bytes() -> None:
    """A replay must find them again."""
    entries = [an_entry("e", f"n{number}") for number in range(9)]
    assert asked(entries) == asked(entries)


def test_only_the_key_that_fails_is_parked_and_can_be_redriven() -> None:
    """The others in the same record flow on."""
    entries = [an_entry("e", f"n{number}", "boom" if number == 3 else "2024-11") for number in range(9)]
    bench = Bench(LEDGER, partitions=PARTITIONS)
    emitted = [emit for record in asked(entries) for emit in worked(bench, record)]
    assert bench.parked() == ["n3"]
    assert sum(emit.topic == FOREX_DECISIONS for emit in emitted) == 8
    assert [emit.record.key for emit in emitted if isinstance(emit.record, DeadLettered)] == [b"n3"]
    mended = bench.under(
        Processor(
            name="forex.totals",
            version="2",
            routes=(Route(FOREX_TOTAL_ENTRIES, {TotalEntered: lambda *_: Effects(puts=(("n3", entries[3]),))}),),
            state=(TotalEntered,),
        )
    )
    command = RedriveRequested(processor="forex.totals", requested_by="operator", reason="rule mended")
    mended.send(names.command_topic("forex.totals"), command, key=b"n3")
    assert mended.parked() == []
    assert mended.get(TotalEntered, "n3") == entries[3]


def test_nothing_of_a_record_is_worked_before_all_its_schemas_are_known() -> None:
    """Else it would be worked twice when it is read again."""
    unknown = b"\0" + (77).to_bytes(4, "big") + b"x"
    held = [GatheredRecord(key=b"n1", event_id="i", at_ms=1, cause_id="c", value=codec.encode(an_entry("e", "n1")))]
    held.append(GatheredRecord(key=b"n1", event_id="j", at_ms=1, cause_id="c", value=unknown))
    partition = partition_of(b"n1", PARTITIONS)
    store, sink = MemoryStore(), Sink()
    engine = Engine([LEDGER], PARTITIONS, sink, at_end=lambda *_: True)
    engine.assign(partition, lambda *_: store)
    value = codec.encode(Gathered(records=tuple(held)))
    chunk = engine.work([Inbound(FOREX_TOTAL_ENTRIES, partition, 5, 0, b"0", value, ())], Registers())
    assert chunk.waiting[FOREX_TOTAL_ENTRIES, partition].offset == 5
    assert sink.sent == []


@pytest.mark.parametrize(
    "value", [codec.encode(Gathered(records=()))[:-1], codec.encode(Gathered(records=()))[:5] + b"\x02\x02"]
)
def test_what_cannot_be_opened_is_parked_as_a_whole(value: bytes) -> None:
    """Its own key is the partition's, so nothing overtakes it on the way to the same ledger."""
    bench = Bench(LEDGER, partitions=PARTITIONS)
    bench.send_bytes(FOREX_TOTAL_ENTRIES, value, key=b"2", partition=2)
    assert bench.parked() == ["2"]


def test_a_record_that_is_misplaced_parks_its_own_key_only() -> None:
    """The partition of each key is checked as that of a message is."""
    right = next(b"n%d" % n for n in range(99) if partition_of(b"n%d" % n, PARTITIONS) == 1)
    wrong = next(b"n%d" % n for n in range(99) if partition_of(b"n%d" % n, PARTITIONS) == 2)
    held = tuple(
        GatheredRecord(key=key, event_id="i", at_ms=1, cause_id="c", value=codec.encode(an_entry("e", key.decode())))
        for key in (wrong, right)
    )
    bench = Bench(LEDGER, partitions=PARTITIONS)
    emitted = bench.send_bytes(FOREX_TOTAL_ENTRIES, codec.encode(Gathered(records=held)), key=b"1", partition=1)
    assert bench.parked() == [wrong.decode()]
    assert [emit.key for emit in emitted if emit.topic == FOREX_DECISIONS] == [right]


def test_no_record_grows_beyond_what_a_producer_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large chunk asks in several records, in order, with different ids."""
    monkeypatch.setattr(batching, "BYTES_MOST", 1_000)
    gathered = batching.Gathering("forex.decisions")
    value = codec.encode(ClockTicked(at_ms=1)) + bytes(300)
    for number in range(10):
        record = GatheredRecord(key=b"k%d" % number, event_id="i", at_ms=number, cause_id="c", value=value)
        gathered.add((FOREX_TOTAL_ENTRIES, 0), record)
    made = list(gathered.take("seed"))
    assert len(made) > 3
    assert all(record.value is not None and len(record.value) < 1_500 for record in made)
    assert len({headers.parse(record.headers, 0).id for record in made}) == len(made)
    keys = [each.key for record in made if record.value for each in codec.decode(record.value).records]
    assert keys == [b"k%d" % number for number in range(10)]
    assert list(gathered.take("seed")) == []


def test_requests_survive_in_state_only_once_committed() -> None:
    """An aborted chunk leaves nothing to ask: it is worked again."""
    sink = Sink()
    engine = Engine([ASKING], 1, sink, at_end=lambda *_: True)
    engine.assign(0, lambda *_: MemoryStore())
    record = Inbound(CUSTOMS_PARAMETERS, 0, 0, 1, b"k", codec.encode(an_entry("e", "n")), [("ce_id", b"c")])
    engine.work([record], Registers())
    engine.abort()
    engine.work([record], Registers())
    first, again = sink.requests()
    assert first == again
    for task in engine.tasks(0):
        task.state.commit(task.state.changes(), Position("memory", 0, 0))
