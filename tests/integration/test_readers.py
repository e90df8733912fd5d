"""Topics that are read whole: registers move only when polled and name how far they are; schemas are learnt."""

from collections.abc import Iterator

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.mesh import ClockTicked
from contracts.topics import CUSTOMS_PARAMETERS, MESH_SCHEMAS, TAX_PARAMETERS
from gateway.registers.shelf import REGISTERS, KafkaShelf
from mesh.errors import TemporaryFailure, UnknownSchema
from mesh.readers import RegisterReader, SchemaReader
from tests.support import schemas
from tests.support.kafka import Kafka, wait_until

COMPACT = {"cleanup.policy": "compact"}


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """Two registers and the schemas."""
    kafka.create(CUSTOMS_PARAMETERS, TAX_PARAMETERS, MESH_SCHEMAS, partitions=1, config=COMPACT)
    return kafka


@pytest.fixture
def reader(topics: Kafka) -> Iterator[RegisterReader]:
    """A reader of two registers."""
    reader = RegisterReader(
        {"bootstrap.servers": topics.bootstrap}, mesh=topics.mesh, topics=[CUSTOMS_PARAMETERS, TAX_PARAMETERS]
    )
    yield reader
    reader.close()


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
    found = reader.registers.find(ParameterSet, "limits.single_cny", "2026-01-05")
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


def test_half_a_register_is_no_basis_to_start_on(topics: Kafka, reader: RegisterReader) -> None:
    """At the start an unknown schema is an error: the supervisor starts us again, and the alarm is out."""
    topics.send(CUSTOMS_PARAMETERS, (b"a", schemas.newer(ParameterSet).encode(a_parameter(1))))
    with pytest.raises(UnknownSchema):
        reader.load()


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


def test_the_gateways_shelf_passes_over_what_it_cannot_read_and_takes_it_in_when_its_schema_comes(
    kafka: Kafka,
) -> None:
    kafka.create(*REGISTERS, MESH_SCHEMAS, partitions=1, config=COMPACT)
    newer = schemas.newer(ParameterSet)
    tick = codec.encode(ClockTicked(at_ms=1))
    for register in REGISTERS:
        kafka.send(register, *((b"?", value) for value in (b"\0\0\0\0\x01abc", b"{}", b"", None, tick)))
    kafka.send(CUSTOMS_PARAMETERS, (b"late", newer.encode(a_parameter(2))), entry(a_parameter(1)))
    shelf = KafkaShelf(bootstrap=kafka.bootstrap, mesh=kafka.mesh)
    try:
        shelf.refresh()
        assert shelf.of(CUSTOMS_PARAMETERS) == (a_parameter(1),)
        assert [shelf.of(register) for register in REGISTERS if register != CUSTOMS_PARAMETERS] == [()] * (
            len(REGISTERS) - 1
        )
        schemas.publish(kafka, newer.published)

        def both() -> bool:
            shelf.poll()
            return shelf.of(CUSTOMS_PARAMETERS) == (a_parameter(1), a_parameter(2))

        wait_until(both, "the entry of the newer schema")
    finally:
        shelf.close()
