"""
The topic files and `processors.yaml` as a checked model, and the topics that follow from a processor's name.

Validation is strict: a key that nobody reads is a mistake, and so is a record that no topic carries.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.model import Contract, module_of
from generator.problems import ContractProblems

DAY_MS = 86_400_000
JOURNAL, DEAD_LETTER, COMMAND = "mesh.mesh.JournalEntry", "mesh.mesh.DeadLettered", "mesh.mesh.RedriveRequested"
COMPATIBILITIES = ("FULL_TRANSITIVE", "BACKWARD")
TOPIC_KEYS = {
    "topic",
    "description",
    "records",
    "key",
    "producer",
    "consumers",
    "owner",
    "compatibility",
    "partitions",
    "partitions_because",
    "retention",
    "data_class",
    "legal_basis",
}
LAW = "supervision of cross-border e-commerce (2018-194)"
CO_PARTITIONED = "co-partitioned with trade.documents.v1: one task is partition p of all inputs"


@dataclass(frozen=True)
class TopicSpec:
    """A topic. `role`: event, register, state, journal, dead-letters or commands."""

    name: str
    role: str
    description: str
    records: tuple[str, ...]
    key: str
    producer: str
    consumers: tuple[str, ...]
    owner: str
    compatibility: str
    partitions: int
    partitions_because: str
    cleanup: str
    retention_days: int | None
    data_class: str
    legal_basis: str

    @property
    def constant(self) -> str:
        """Return the name of the constant: ``customs.number-claims.v1`` is CUSTOMS_NUMBER_CLAIMS."""
        return self.name.rpartition(".")[0].upper().replace(".", "_").replace("-", "_")

    def config(self) -> dict[str, str]:
        """Return the topic's settings on the broker. Compaction waits seven days, so that the archive is first."""
        if self.cleanup == "compact":
            return {"cleanup.policy": "compact", "min.compaction.lag.ms": str(7 * DAY_MS)}
        assert self.retention_days is not None
        return {"cleanup.policy": "delete", "retention.ms": str(self.retention_days * DAY_MS)}


@dataclass(frozen=True)
class ProcessorSpec:
    """A stream processor, the service it runs in, and the full names of its state records."""

    name: str
    service: str
    state: tuple[str, ...]


@dataclass(frozen=True)
class Mesh:
    """All topics by name, the processors, and the service of every party that a topic may name."""

    topics: dict[str, TopicSpec]
    processors: tuple[ProcessorSpec, ...]
    parties: dict[str, str]
    descriptions: dict[str, str] = field(default_factory=dict)


def load(folder: Path, processors_file: Path, contract: Contract) -> Mesh:
    """Read and check the topic files and the processors. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    processors, parties, descriptions = _processors(processors_file, contract, problems)
    topics: dict[str, TopicSpec] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = _problems_of_topic(content, path, contract, parties)
        problems += [f"{path.name}: {problem}" for problem in found]
        if not found:
            topics[content["topic"]] = _spec(content)
    if problems:
        raise ContractProblems(problems)
    partitions = topics["trade.documents.v1"].partitions
    shared = _mesh_state(contract, topics)
    for processor in processors:
        topics |= {topic.name: topic for topic in derived(processor, partitions, shared)}
    problems += _partition_problems(topics, partitions) + _orphans(contract, topics)
    constants = [topic.constant for topic in topics.values()]
    problems += [
        f"topics: {name} would be the constant of two topics"
        for name in sorted(set(constants))
        if constants.count(name) > 1
    ]
    if problems:
        raise ContractProblems(problems)
    return Mesh(dict(sorted(topics.items())), processors, parties, descriptions)


def derived(processor: ProcessorSpec, partitions: int, mesh_state: tuple[str, ...]) -> tuple[TopicSpec, ...]:
    """Return the four topics that follow from a processor."""

    def topic(role: str, description: str, records: tuple[str, ...], key: str, **other: Any) -> TopicSpec:
        given: dict[str, Any] = {
            "producer": processor.name,
            "consumers": (),
            "compatibility": "BACKWARD",
            "cleanup": "delete",
            "retention_days": 30,
            "data_class": "business and pseudonyms, personal fields encrypted",
            **other,
        }
        return TopicSpec(
            name=f"{processor.name}.{role}.v1",
            role=role,
            description=description,
            records=records,
            key=key,
            owner=processor.name.partition(".")[0],
            partitions=partitions,
            partitions_because=CO_PARTITIONED,
            legal_basis=LAW,
            **given,
        )

    own = (processor.name,)
    return (
        topic(
            "state",
            f"State of {processor.name}, restored by its next owner.",
            (*processor.state, *mesh_state),
            "kind and key of the state record",
            consumers=own,
            cleanup="compact",
            retention_days=None,
        ),
        topic(
            "journal",
            f"What {processor.name} read, in which order, and the hash chain over what it wrote.",
            (JOURNAL,),
            "partition number",
            consumers=own,
            data_class="keys and digests, no personal data",
        ),
        topic(
            "dead-letters",
            f"Records that {processor.name} could not work and that wait with their key.",
            (DEAD_LETTER,),
            "message key of the record",
            consumers=("gateway.view",),
            data_class="keys and positions, no personal data",
        ),
        topic(
            "commands",
            f"What operators ask of {processor.name}.",
            (COMMAND,),
            "message key it is about",
            producer="gateway",
            consumers=own,
            compatibility="FULL_TRANSITIVE",
            data_class="business, no personal data",
        ),
    )


def _mesh_state(contract: Contract, topics: dict[str, TopicSpec]) -> tuple[str, ...]:
    elsewhere = {name for topic in topics.values() for name in topic.records} | {JOURNAL, DEAD_LETTER, COMMAND}
    return tuple(name for name in _top_level(contract, "mesh.mesh") if name not in elsewhere)


def _top_level(contract: Contract, namespace: str) -> list[str]:
    held = {f.type.name for record in contract.records.values() for f in record.fields}
    return [name for name in contract.records if name.rpartition(".")[0] == namespace and name not in held]


def _processors(
    path: Path, contract: Contract, problems: list[str]
) -> tuple[tuple[ProcessorSpec, ...], dict[str, str], dict[str, str]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    processors, parties, descriptions = [], {}, {}
    for kind, keys in (("processors", {"name", "service"}), ("parties", {"name", "service", "description"})):
        for entry in content.get(kind, ()):
            more = entry.pop("state", []) if kind == "processors" else []
            if set(entry) != keys:
                problems.append(f"{path.name}: {kind}: {entry.get('name')}: keys must be {', '.join(sorted(keys))}")
                continue
            if entry["name"] in parties:
                problems.append(f"{path.name}: {entry['name']} stands twice")
            parties[entry["name"]] = entry["service"]
            if kind == "parties":
                descriptions[entry["name"]] = entry["description"]
                continue
            processors.append(
                ProcessorSpec(entry["name"], entry["service"], (*_top_level(contract, f"mesh.{entry['name']}"), *more))
            )
            problems += [
                f"{path.name}: {entry['name']}: state record {name} has no .avsc"
                for name in more
                if name not in contract.records
            ]
    problems += [f"{path.name}: unknown key {key!r}" for key in sorted(set(content) - {"processors", "parties"})]
    return tuple(processors), parties, descriptions


def _problems_of_topic(content: Any, path: Path, contract: Contract, parties: dict[str, str]) -> list[str]:
    if not isinstance(content, dict):
        return ["must be a mapping"]
    problems = [f"unknown key {key!r}" for key in sorted(set(content) - TOPIC_KEYS)]
    problems += [f"key {key!r} is missing or empty" for key in sorted(TOPIC_KEYS) if not content.get(key)]
    if problems:
        return problems
    if path.name != f"{content['topic']}.yaml":
        problems.append(f"describes {content['topic']}, so it must be named {content['topic']}.yaml")
    problems += [f"record {name} has no .avsc" for name in content["records"] if name not in contract.records]
    problems += [
        f"{role} {name!r} stands neither among processors nor parties of processors.yaml"
        for role, names in (("producer", [content["producer"]]), ("consumer", content["consumers"]))
        for name in names
        if name not in parties and not (role == "consumer" and name == "all")
    ]
    if len(set(content["consumers"])) != len(content["consumers"]):
        problems.append("a consumer stands twice")
    if content["compatibility"] not in COMPATIBILITIES:
        problems.append(f"compatibility must be one of {', '.join(COMPATIBILITIES)}")
    if not isinstance(content["partitions"], int) or content["partitions"] < 1:
        problems.append("partitions must be a positive number")
    return problems + _problems_of_retention(content["retention"])


def _problems_of_retention(retention: Any) -> list[str]:
    if retention == {"cleanup": "compact"}:
        return []
    if isinstance(retention, dict) and set(retention) == {"cleanup", "days"} and retention["cleanup"] == "delete":
        return (
            []
            if isinstance(retention["days"], int) and retention["days"] > 0
            else ["retention days must be a positive number"]
        )
    return ["retention must be {cleanup: compact} or {cleanup: delete, days: N}"]


def _spec(content: dict[str, Any]) -> TopicSpec:
    retention = content["retention"]
    return TopicSpec(
        name=content["topic"],
        role="register" if retention["cleanup"] == "compact" else "event",
        description=content["description"],
        records=tuple(content["records"]),
        key=content["key"],
        producer=content["producer"],
        consumers=tuple(content["consumers"]),
        owner=content["owner"],
        compatibility=content["compatibility"],
        partitions=content["partitions"],
        partitions_because=content["partitions_because"],
        cleanup=retention["cleanup"],
        retention_days=retention.get("days"),
        data_class=content["data_class"],
        legal_basis=content["legal_basis"],
    )


def _partition_problems(topics: dict[str, TopicSpec], partitions: int) -> list[str]:
    return [
        f"{topic.name}: has {topic.partitions} partitions; tasks span {partitions} of every topic that is no register"
        for topic in topics.values()
        if topic.role != "register" and topic.partitions != partitions
    ]


def _orphans(contract: Contract, topics: dict[str, TopicSpec]) -> list[str]:
    held = {f.type.name for record in contract.records.values() for f in record.fields}
    carried = {name for topic in topics.values() for name in topic.records}
    problems = []
    for name in contract.schemas:
        if name in carried or name in held:
            continue
        state = name.count(".") > 2
        where = f"processors.yaml has no {module_of(name).replace('_', '.')}" if state else "list it in a topic file"
        problems.append(f"{name}.avsc: no topic carries it and no record holds it: {where}")
    return problems
