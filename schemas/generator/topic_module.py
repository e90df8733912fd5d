"""Writes `contracts.topics`: a constant per topic, with its value from the contract."""

from generator.text import header, modules, qualified, quoted
from generator.topics import Mesh

DEFINITION = '''
class Topic(NamedTuple):
    """
    A topic of the contract.

    role: event, register, standing, state, journal, dead-letters or commands. producer, consumers: processors or
    parties; "all" is everyone. config: settings on the broker. seen_as: the part of a parcel whose viewers see its
    events that are about no declaration or document of their order; empty: only officers and staff do.
    """

    name: str
    role: str
    description: str
    records: tuple[type[msgspec.Struct], ...]
    key: str
    producer: str
    consumers: tuple[str, ...]
    owner: str
    compatibility: str
    partitions: int
    config: dict[str, str]
    data_class: str
    seen_as: str

    @property
    def kept(self) -> bool:
        """Whether it is a register that people keep, by files and proposals; others a processor writes."""
        return self.role == "register" and self.producer == "registrar"


class ProcessorEntry(NamedTuple):
    """A processor as its agency or `processors.yaml` names it: its service and the kinds of its state records."""

    name: str
    service: str
    state: tuple[type[msgspec.Struct], ...]

'''


def module(mesh: Mesh) -> str:
    """Return the source of `contracts.topics`."""
    used = {name for topic in mesh.topics.values() for name in topic.records}
    lines = [
        header("schemas/topics, schemas/agencies and schemas/processors.yaml"),
        '"""Every topic of the mesh; names are without the mesh name."""',
        "",
    ]
    lines += ["from typing import NamedTuple", "", "import msgspec", "", modules("contracts", used), "", DEFINITION]
    for topic in mesh.topics.values():
        lines += [f'{topic.constant} = "{topic.name}"', f'"""{topic.description}"""']
    lines += ["", "TOPICS: dict[str, Topic] = {", "    topic.name: topic", "    for topic in ("]
    for topic in mesh.topics.values():
        lines += ["        Topic(", f"            name={topic.constant},"]
        for attribute in ("role", "description"):
            lines.append(f"            {attribute}={quoted(getattr(topic, attribute))},")
        lines.append(f"            records=({''.join(qualified(name) + ', ' for name in topic.records).strip()}),")
        lines += [f"            key={quoted(topic.key)},", f"            producer={quoted(topic.producer)},"]
        lines.append(
            f"            consumers=({', '.join(map(quoted, topic.consumers))}{',' if topic.consumers else ''}),"
        )
        lines += [
            f"            owner={quoted(topic.owner)},",
            f"            compatibility={quoted(topic.compatibility)},",
        ]
        config = ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in topic.config().items())
        lines += [f"            partitions={topic.partitions},", f"            config={{{config}}},"]
        lines += [f"            data_class={quoted(topic.data_class)},"]
        lines += [f"            seen_as={quoted(topic.seen_as)},", "        ),"]
    lines += ["    )", "}", "", "PROCESSORS: dict[str, ProcessorEntry] = {"]
    for processor in mesh.processors:
        state = "".join(qualified(name) + ", " for name in processor.state).strip()
        lines.append(f'    "{processor.name}": ProcessorEntry("{processor.name}", "{processor.service}", ({state})),')
    return "\n".join([*lines, "}", ""])
