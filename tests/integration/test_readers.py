"""Topics that are read whole: registers move only when polled and name how far they are; schemas are learnt."""

import time
from collections.abc import Callable, Iterator

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import ClockTicked, RegisterPosition
from contracts.topics import CUSTOMS_PARAMETERS, MESH_SCHEMAS, TAX_PARAMETERS
from edge.bus.registers import REGISTERS, KafkaRegisterEntries
from edge.bus.watch import BusWatch
from mesh.declared.errors import TemporaryFailure
from mesh.declared.registers import Registers
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.register_reader import RegisterReader, take_journalled
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh import schemas

COMPACT = {"cleanup.policy": "compact"}


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """Two registers and the schemas."""
    kafka.create(CUSTOMS_PARAMETERS, TAX_PARAMETERS, MESH_SCHEMAS, partitions=1, config=COMPACT)
    return kafka


@pytest.fixture
def reader(topics: Kafka) -> Iterator[RegisterReader]:
    """A reader of two registers."""
    reader = a_reader(topics)
    yield reader
    reader.close()


def a_reader(topics: Kafka, *, seconds: float = 600, now_ms: Callable[[], int] | None = None) -> RegisterReader:
    """Return a reader of two registers that waits so long for a schema."""
    return RegisterReader(
        {"bootstrap.servers": topics.bootstrap},
        mesh=topics.mesh,
        topics=[CUSTOMS_PARAMETERS, TAX_PARAMETERS],
        unknown_schema_seconds=seconds,
        now_ms=now_ms or (lambda: time.time_ns() // 1_000_000),
    )


@pytest.fixture
def schema_reader(topics: Kafka) -> Iterator[SchemaReader]:
    """A reader of schemas."""
    reader = SchemaReader({"bootstrap.servers": topics.bootstrap}, mesh=topics.mesh)
    yield reader
    reader.close()


def a_parameter(version: int, *, code: str = "limits.single_cny") -> ParameterSet:
    """A parameter whose value is its version."""
    return ParameterSet(code=code, version=version, valid_from="2019-01-01", source="test", value=str(version))


def entry(parameter: ParameterSet) -> tuple[bytes, bytes]:
    """Key and value as the deploy step writes them."""
    return f"{parameter.code}@{parameter.version}".encode(), codec.encode(parameter)


def poll_until(reader: RegisterReader, topic: str, offset: int) -> None:
    """Poll until the reader has come so far."""

    def reached() -> bool:
        reader.poll()
        return reader.next_offsets[topic] == offset

    wait_until(reached, f"offset {offset} of {topic}")


def held(reader: RegisterReader) -> str | None:
    """Return the value in force."""
    return in_force(reader.registers)


def in_force(registers: Registers) -> str | None:
    """Return the value in force."""
    found = registers.find(ParameterSet, "limits.single_cny", "2026-01-05")
    return found.value if found else None


def test_everything_up_to_the_end_is_there_after_loading(topics: Kafka, reader: RegisterReader) -> None:
    """A worker starts with complete registers, and knows how much it has seen of each."""
    topics.send(CUSTOMS_PARAMETERS, *(entry(a_parameter(version)) for version in range(1, 2501)))
    reader.load()
    assert held(reader) == "2500"
    assert reader.next_offsets == {CUSTOMS_PARAMETERS: 2500, TAX_PARAMETERS: 0}


def test_a_register_moves_only_when_it_is_polled(topics: Kafka, reader: RegisterReader) -> None:
    """A chunk in work sees one state of every register."""
    topics.send(CUSTOMS_PARAMETERS, entry(a_parameter(1)))
    reader.load()
    topics.send(CUSTOMS_PARAMETERS, entry(a_parameter(2)))
    assert (held(reader), reader.next_offsets[CUSTOMS_PARAMETERS]) == ("1", 1)
    poll_until(reader, CUSTOMS_PARAMETERS, 2)
    assert held(reader) == "2"


def test_an_entry_in_an_unknown_schema_holds_its_register_until_the_schema_comes(
    topics: Kafka, reader: RegisterReader, schema_reader: SchemaReader
) -> None:
    """What was held stays in force, later entries wait behind, and other registers move on."""
    newer = schemas.newer(ParameterSet)
    topics.send(CUSTOMS_PARAMETERS, entry(a_parameter(1)))
    reader.load()
    topics.send(CUSTOMS_PARAMETERS, (b"limits.single_cny@2", newer.encode(a_parameter(2))), entry(a_parameter(3)))
    topics.send(TAX_PARAMETERS, entry(a_parameter(9, code="other")))
    poll_until(reader, TAX_PARAMETERS, 1)
    assert (held(reader), reader.next_offsets[CUSTOMS_PARAMETERS]) == ("1", 1)
    schemas.publish(topics, newer.published)
    schema_reader.load()
    poll_until(reader, CUSTOMS_PARAMETERS, 3)
    assert held(reader) == "3"


def test_one_entry_does_not_hold_its_register_for_ever(topics: Kafka, schema_reader: SchemaReader) -> None:
    """Once its time is up its successors are in force; it is named, and taken in when its schema comes after all."""
    newer, strange = schemas.newer(ParameterSet), b"\0\0\0\0\1abc"
    reader = a_reader(topics, seconds=0)
    topics.send(CUSTOMS_PARAMETERS, (b"x", strange), (b"limits.single_cny@2", newer.encode(a_parameter(2))))
    topics.send(CUSTOMS_PARAMETERS, entry(a_parameter(1)))
    reader.load()
    assert held(reader) == "1"
    assert reader.held == [(CUSTOMS_PARAMETERS, 0, 1), (CUSTOMS_PARAMETERS, 1, newer.schema_id)]
    assert [(each.next_offset, each.held) for each in reader.positions] == [(3, (0, 1)), (0, ())]
    schemas.publish(topics, newer.published)
    schema_reader.load()
    reader.poll()
    assert held(reader) == "2"
    assert reader.held == [(CUSTOMS_PARAMETERS, 0, 1)]
    assert reader.positions[0].held == (0,)
    reader.close()


def test_an_entry_that_was_superseded_meanwhile_is_not_taken_in(topics: Kafka, schema_reader: SchemaReader) -> None:
    newer = schemas.newer(ParameterSet)
    reader = a_reader(topics, seconds=0)
    key, value = entry(a_parameter(1))
    outdated = ParameterSet(code="limits.single_cny", version=1, valid_from="2019-01-01", source="test", value="old")
    topics.send(CUSTOMS_PARAMETERS, (key, newer.encode(outdated)), (key, value))
    reader.load()
    assert (held(reader), reader.held, reader.positions[0].held) == ("1", [], ())
    schemas.publish(topics, newer.published)
    schema_reader.load()
    reader.poll()
    assert held(reader) == "1"
    reader.close()


def test_half_a_register_is_no_basis_to_start_on(topics: Kafka, schema_reader: SchemaReader) -> None:
    """What was written a moment ago has its schema waited for; what is older has had its time."""
    newer, lost = schemas.newer(ParameterSet), schemas.newer(ParameterSet)
    topics.send(CUSTOMS_PARAMETERS, (b"limits.single_cny@2", newer.encode(a_parameter(2))))
    turns: list[int] = []

    def meanwhile() -> None:
        turns.append(1)
        if len(turns) == 2:
            schemas.publish(topics, newer.published)
        schema_reader.poll()

    reader = a_reader(topics, seconds=600)
    reader.load(meanwhile=meanwhile)
    assert held(reader) == "2"
    assert len(turns) >= 2
    reader.close()
    topics.send(TAX_PARAMETERS, (b"x", lost.encode(a_parameter(9))))
    later = a_reader(topics, seconds=600, now_ms=lambda: time.time_ns() // 1_000_000 + 600_000)
    later.load(meanwhile=lambda: pytest.fail("it was waited for"))
    assert [each.schema_id for each in later.held] == [lost.schema_id]
    later.close()


def test_a_replay_takes_in_what_the_worker_took_in_and_when() -> None:
    """Not what was held then, though its schema is known by now; nor what was no entry."""
    newer = schemas.newer(ParameterSet)
    codec.learn(newer.schema_id, newer.schema_json)
    entries = {0: newer.encode(a_parameter(3)), 1: codec.encode(a_parameter(1)), 2: b"rubbish", 4: b"\0\0\0\0\1abc"}
    first = RegisterPosition(topic=TAX_PARAMETERS, next_offset=2, held=(0,))
    second = RegisterPosition(topic=TAX_PARAMETERS, next_offset=5, held=(4,))
    registers = Registers()
    take_journalled(registers, entries, before=None, now=first)
    assert in_force(registers) == "1"
    take_journalled(registers, entries, before=first, now=second)
    assert in_force(registers) == "3"


def test_what_is_no_entry_is_passed_over(topics: Kafka, reader: RegisterReader) -> None:
    """One bad record, alarmed about, does not keep every worker of the agency down."""
    topics.send(CUSTOMS_PARAMETERS, (b"x", b"rubbish"), (b"x", None), entry(a_parameter(1)))
    reader.load()
    assert (held(reader), reader.next_offsets[CUSTOMS_PARAMETERS]) == ("1", 3)


def test_a_missing_register_is_named(kafka: Kafka) -> None:
    """The deploy step was forgotten: say which topic is missing, within the deadline."""
    reader = RegisterReader({"bootstrap.servers": kafka.bootstrap}, mesh=kafka.mesh, topics=[CUSTOMS_PARAMETERS])
    try:
        with pytest.raises(TemporaryFailure, match=CUSTOMS_PARAMETERS):
            reader.load(1)
    finally:
        reader.close()


def test_a_refused_schema_harms_no_other(topics: Kafka, schema_reader: SchemaReader) -> None:
    """A schema whose id does not follow from its content is alarmed about; the next one is learnt."""
    good, bad = schemas.newer(ParameterSet), schemas.newer(ParameterSet).published
    wrong = type(bad)(schema_id=bad.schema_id + 1, full_name=bad.full_name, schema_json=bad.schema_json)
    schemas.publish(topics, wrong, good.published)
    schema_reader.load()
    assert list(schema_reader.published) == [good.schema_id]
    assert codec.decode(good.encode(a_parameter(4))) == a_parameter(4)


def test_the_gateways_reader_of_registers_passes_over_what_it_cannot_read_and_takes_it_in_when_its_schema_comes(
    kafka: Kafka,
) -> None:
    kafka.create(*REGISTERS, MESH_SCHEMAS, partitions=1, config=COMPACT)
    newer = schemas.newer(ParameterSet)
    tick = codec.encode(ClockTicked(at_ms=1))
    for register in REGISTERS:
        kafka.send(register, *((b"?", value) for value in (b"\0\0\0\0\x01abc", b"{}", b"", None, tick)))
    kafka.send(CUSTOMS_PARAMETERS, (b"late", newer.encode(a_parameter(2))), entry(a_parameter(1)))
    register_entries = KafkaRegisterEntries(bootstrap=kafka.bootstrap, mesh=kafka.mesh, watch=BusWatch())
    try:
        register_entries.refresh()
        assert register_entries.of(CUSTOMS_PARAMETERS) == (a_parameter(1),)
        assert [register_entries.of(register) for register in REGISTERS if register != CUSTOMS_PARAMETERS] == [()] * (
            len(REGISTERS) - 1
        )
        schemas.publish(kafka, newer.published)

        def both() -> bool:
            register_entries.poll()
            return register_entries.of(CUSTOMS_PARAMETERS) == (a_parameter(1), a_parameter(2))

        wait_until(both, "the entry of the newer schema")
    finally:
        register_entries.close()
