"""Writes pages for people: the topic graph and the data catalogue, in Markdown."""

from generator.model import Contract, FieldType, short
from generator.text import notice
from generator.topics import Mesh, TopicSpec


def _comment(source: str) -> str:
    return f"<!-- {notice(source)} -->\n"


def topic_graph(mesh: Mesh) -> str:
    """Return `docs/topics.md`: who writes and reads which topic, as a graph and as tables."""
    events = [topic for topic in mesh.declared() if topic.role == "event" and topic.producer != "mesh.clock"]
    standings = [topic for topic in mesh.declared() if topic.role == "standing"]
    registers = [topic for topic in mesh.declared() if topic not in (*events, *standings)]
    lines = [_comment("schemas/topics, schemas/agencies and schemas/processors.yaml"), "# Topics", ""]
    lines += ["Events between processors and the other parties. An edge is a topic; every topic has one producer.", ""]
    lines += ["```mermaid", "flowchart LR"]
    services: dict[str, list[str]] = {}
    for who, service in mesh.service_of().items():
        if any(who == topic.producer or who in topic.consumers for topic in events):
            services.setdefault(service, []).append(who)
    for service, names in services.items():
        lines += [f"  subgraph {service}", *(f'    {_node(name)}["{name}"]' for name in names), "  end"]
    for topic in events:
        lines += [
            f'  {_node(topic.producer)} -- "{_stem(topic)}" --> {_node(consumer)}' for consumer in topic.consumers
        ]
    lines += ["```", "", "## Events", "", *_table(events)]
    if standings:
        lines += ["", "## Standings", "", *_table(standings)]
    lines += ["", "## Registers, clock and schemas", "", *_table(registers)]
    lines += ["", "## Of every processor", ""]
    lines += ["`<processor>.state.v1` (compacted), `.journal.v1`, `.dead-letters.v1` and `.commands.v1`, by name:", ""]
    lines += ["| Processor | Service | State records |", "|---|---|---|"]
    for processor in mesh.processors:
        state = ", ".join(f"`{short(name)}`" for name in processor.state) or "none of its own"
        lines.append(f"| `{processor.name}` | {processor.service} | {state} |")
    return "\n".join([*lines, ""])


def data_catalogue(contract: Contract, mesh: Mesh) -> str:
    """Return `docs/data-catalogue.md`: every topic and record with its meaning, owner, data class and legal basis."""
    lines = [
        _comment("schemas/avro, schemas/topics, schemas/agencies and schemas/processors.yaml"),
        "# Data catalogue",
        "",
    ]
    lines += [
        "Money and quantities ending in `_e5` are in 1/100,000; instants ending in `_at_ms` are milliseconds UTC."
    ]
    for topic in mesh.topics.values():
        retention = "latest per key" if topic.retention_days is None else f"{topic.retention_days} days"
        lines += ["", f"## {topic.name}", "", topic.description, ""]
        lines += [
            f"- owner: {topic.owner}; producer: `{topic.producer}`; consumers: {_names(topic)}",
            f"- key: {topic.key}",
            f"- data class: {topic.data_class}; legal basis: {topic.legal_basis}",
            f"- kept: {retention}; partitions: {topic.partitions} ({topic.partitions_because})",
            f"- compatibility: {topic.compatibility}",
            f"- records: {', '.join(_link(name) for name in topic.records)}",
        ]
    lines += ["", "# Records"]
    for name, record in contract.records.items():
        lines += ["", f"## {name}", "", record.doc, "", "| Field | Type | Meaning |", "|---|---|---|"]
        lines += [f"| `{f.name}` | {_type(f.type)} | {f.doc.replace('|', '/')} |" for f in record.fields]
    lines += ["", "# Enumerations", "", "| Name | Symbols | Meaning |", "|---|---|---|"]
    for name, enum in contract.enums.items():
        lines.append(f'| <a id="{_anchor(name)}"></a>{name} | {", ".join(enum.symbols)} | {enum.doc} |')
    return "\n".join([*lines, ""])


def _table(topics: list[TopicSpec]) -> list[str]:
    lines = ["| Topic | Records | Key | Producer | Consumers |", "|---|---|---|---|---|"]
    for topic in topics:
        records = ", ".join(f"`{short(name)}`" for name in topic.records)
        lines.append(f"| `{topic.name}` | {records} | {topic.key} | `{topic.producer}` | {_names(topic)} |")
    return lines


def _names(topic: TopicSpec) -> str:
    return ", ".join(f"`{name}`" for name in topic.consumers)


def _node(name: str) -> str:
    return name.replace(".", "_")


def _stem(topic: TopicSpec) -> str:
    return topic.name.rpartition(".")[0]


def _type(kind: FieldType) -> str:
    name = _link(kind.name) if "." in kind.name else kind.name
    return f"{'list of ' if kind.array else ''}{name}{', optional' if kind.nullable else ''}"


def _link(full_name: str) -> str:
    return f"[{short(full_name)}](#{_anchor(full_name)})"


def _anchor(full_name: str) -> str:
    return full_name.lower().replace(".", "")
