"""The topics that processors and workers read. Pure."""

from collections.abc import Iterable

from contracts.topics import MESH_CLOCK
from mesh.declared.errors import ConfigurationError
from mesh.declared.processor import Processor
from mesh.wire import names


def input_topics(processor: Processor) -> list[str]:
    """Return the topics a processor reads, in the order of work: routes, its commands, the clock if it has timers."""
    topics = [*dict.fromkeys(route.topic for route in processor.routes), names.command_topic(processor.name)]
    return [*topics, MESH_CLOCK] if processor.on_wake else topics


def all_inputs(processors: Iterable[Processor]) -> list[str]:
    """Return the topics that a worker of these processors subscribes to."""
    return list(dict.fromkeys(topic for processor in processors for topic in input_topics(processor)))


def refuse_shared(processors: Iterable[Processor]) -> None:
    """
    Raise ConfigurationError when two processors of a worker read one topic.

    They would share its offset: while one waits for a schema, the other would lose its place at a restart.
    """
    readers: dict[str, str] = {}
    for processor in processors:
        for topic in dict.fromkeys(route.topic for route in processor.routes):
            if topic in readers:
                raise ConfigurationError(
                    f"{readers[topic]} and {processor.name} both read {topic}: let one read it, or make two services"
                )
            readers[topic] = processor.name
