"""Topics agree with the code: every processor reads and writes what the topic files say, and nothing else."""

import importlib
import importlib.util
from pathlib import Path

import pytest
import yaml

from bench.processors import module_of
from contracts import topics
from contracts.topics import MESH_CLOCK, PROCESSORS, TOPICS
from generator.outputs import SCHEMAS
from mesh.declared.processor import Processor
from mesh.wire import names
from tests.contract.reading import contract


def exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


BUILT = [name for name in PROCESSORS if exists(module_of(name))]


def processor_of(name: str) -> Processor:
    """Return the processor that a module declares by an upper-case constant."""
    module = importlib.import_module(module_of(name))
    found = [value for key, value in vars(module).items() if key.isupper() and isinstance(value, Processor)]
    assert [processor.name for processor in found] == [name]
    return found[0]


@pytest.mark.parametrize("name", BUILT)
def test_a_processor_reads_exactly_the_topics_that_name_it(name: str) -> None:
    processor = processor_of(name)
    declared = [topic for topic in contract().mesh.declared() if name in topic.consumers]
    registers = {topic.name for topic in declared if topic.role == "register"}
    events = {topic.name for topic in declared if topic.role == "event"} - {MESH_CLOCK}
    assert {route.topic for route in processor.routes} == events
    assert set(processor.registers) == registers
    assert (processor.on_wake is not None) == (name in TOPICS[MESH_CLOCK].consumers)


@pytest.mark.parametrize("name", BUILT)
def test_a_processor_writes_exactly_the_topics_that_it_produces(name: str) -> None:
    produced = {topic.name for topic in contract().mesh.declared() if topic.producer == name}
    assert set(processor_of(name).emits) == produced


@pytest.mark.parametrize("name", BUILT)
def test_a_processor_works_only_records_that_its_topics_carry(name: str) -> None:
    for route in processor_of(name).routes:
        assert set(route.steps) <= set(TOPICS[route.topic].records), route.topic


@pytest.mark.parametrize("name", BUILT)
def test_a_processor_keeps_the_state_that_its_schemas_define(name: str) -> None:
    assert set(processor_of(name).state) == set(PROCESSORS[name].state)


def test_every_processor_in_the_code_stands_in_the_contract() -> None:
    known = set(PROCESSORS)
    for package in sorted({name.partition(".")[0] for name in known}):
        spec = importlib.util.find_spec(package)
        assert spec is not None
        assert spec.submodule_search_locations
        for folder in spec.submodule_search_locations:
            found = {f"{package}.{path.parent.name}" for path in Path(folder).glob("*/processor.py")}
            assert found <= known


def test_the_four_topics_of_a_processor_have_the_names_the_mesh_gives_them() -> None:
    for name in PROCESSORS:
        state, journal, letters, commands = (
            name_of(name)
            for name_of in (names.state_topic, names.journal_topic, names.dead_letter_topic, names.command_topic)
        )
        assert {state, journal, letters, commands} <= set(TOPICS)
        assert TOPICS[state].config == {"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"}
        assert TOPICS[journal].config["cleanup.policy"] == "delete"
        assert TOPICS[letters].config["cleanup.policy"] == "compact", "a key may be parked for longer than retention"
        assert TOPICS[commands].config["cleanup.policy"] == "delete"
        assert {TOPICS[each].partitions for each in (state, journal, letters, commands)} == {
            TOPICS[topics.TRADE_IMPORTS].partitions
        }


def test_people_keep_the_registers_that_no_processor_writes() -> None:
    for topic in TOPICS.values():
        assert topic.kept == (topic.role == "register" and topic.producer == "registrar"), topic.name
        assert topic.role != "register" or topic.partitions == 1


def test_every_constant_names_a_topic() -> None:
    constants = {value for key, value in vars(topics).items() if key.isupper() and isinstance(value, str)}
    assert constants == set(TOPICS)


def test_only_producers_may_write_and_only_consumers_may_read() -> None:
    """But a processor asks itself to go on, and operators look at what a processor could not work."""
    rights = yaml.safe_load((SCHEMAS / "generated" / "rights.yaml").read_text(encoding="utf-8"))["principals"]
    service_of = contract().mesh.service_of()
    for service, granted in rights.items():
        for entry in granted["topics"]:
            topic = contract().mesh.topics[entry["name"]]
            if "WRITE" in entry["operations"]:
                own = service_of[topic.consumers[0]] if topic.role == "commands" else None
                assert service in (service_of[topic.producer], own)
            if "READ" in entry["operations"] and not (service == "gateway" and set(topic.consumers) & set(PROCESSORS)):
                assert topic.consumers == ("all",) or service in {service_of[name] for name in topic.consumers}


def test_no_agency_may_touch_documents_that_only_customs_reads() -> None:
    rights = yaml.safe_load((SCHEMAS / "generated" / "rights.yaml").read_text(encoding="utf-8"))["principals"]
    readers = {
        service
        for service, granted in rights.items()
        for entry in granted["topics"]
        if entry["name"] == topics.TRADE_IMPORTS and "READ" in entry["operations"]
    }
    assert readers == {"customs", "gateway", "view"}  # the gateway reads back what it has written


def test_the_gateway_may_read_whatever_a_processor_can_park() -> None:
    """So that an operator can see its bytes; never state, and no register's but those it serves."""
    rights = yaml.safe_load((SCHEMAS / "generated" / "rights.yaml").read_text(encoding="utf-8"))["principals"]
    readable = {entry["name"] for entry in rights["gateway"]["topics"] if "READ" in entry["operations"]}
    parked = {
        topic.name
        for topic in TOPICS.values()
        if topic.role in ("event", "commands") and set(topic.consumers) & set(PROCESSORS)
    }
    assert parked <= readable
    assert not {name for name in readable if TOPICS[name].role in ("state", "journal")}
