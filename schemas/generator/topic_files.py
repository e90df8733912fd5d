"""
Reads and checks the topic files and `processors.yaml`.

Strict: a key that nobody reads is a mistake, and so is a record that no topic carries.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from generator import value_specs, view_specs
from generator.model import Contract, module_of
from generator.problems import ContractProblems
from generator.topics import OF_EVERY_PROCESSOR, Mesh, Party, ProcessorSpec, TopicSpec, derived

COMPATIBILITIES = ("FULL_TRANSITIVE", "BACKWARD")
COMMON = "mesh.common."
"""Records for agencies to nest; one may be there before any does."""
COMPACT = {"cleanup": "compact"}
WHOLE = ("registrar", "deploy")
"""Whose compacted topics are read whole by every worker."""
DATED = "code@version"
"""The message key of dated entries: a compacted topic of these is a register, whoever writes it."""
KEYS = {
    *("topic", "description", "records", "key", "producer", "consumers", "owner", "compatibility"),
    *("partitions", "partitions_because", "retention", "data_class", "legal_basis"),
}
OPTIONAL = {"values", "view", "seen_as"}
VIEW = "gateway.view"
SEEN_AS = ("status", "reasons")
"""As which part of a parcel enterprises see an event that is about no declaration or document."""


def load(folder: Path, processors_file: Path, contract: Contract, of_agencies: Iterable[ProcessorSpec] = ()) -> Mesh:
    """Return the checked mesh. of_agencies: their processors. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    processors, parties = _who(processors_file, contract, tuple(of_agencies), problems)
    names = {processor.name for processor in processors} | {party.name for party in parties}
    topics: dict[str, TopicSpec] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, problems)
        faults = _problems_of_topic(content, path, contract, names)
        problems += [f"{path.name}: {problem}" for problem in faults]
        if not faults:
            topics[content["topic"]] = _spec(content)
    if problems:
        raise ContractProblems(problems)
    partitions = topics["trade.imports.v1"].partitions
    shared = _mesh_state(contract, topics)
    for processor in processors:
        topics |= {topic.name: topic for topic in derived(processor, partitions, shared)}
    problems += _partition_problems(topics, partitions) + _orphans(contract, topics) + _constant_problems(topics)
    if problems:
        raise ContractProblems(problems)
    return Mesh(dict(sorted(topics.items())), processors, parties)


class _Strict(yaml.CSafeLoader):
    """Refuses a key that is there twice, where YAML's loaders silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.YAMLError(f"key {key!r} stands twice, line {node.start_mark.line + 1}")
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, problems: list[str]) -> Any:
    """Return a file's content, or an empty mapping and a problem more."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Strict)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        problems.append(f"{path.name}: not YAML: {error}")
        return {}


def _who(
    path: Path, contract: Contract, of_agencies: tuple[ProcessorSpec, ...], problems: list[str]
) -> tuple[tuple[ProcessorSpec, ...], tuple[Party, ...]]:
    content = read_yaml(path, problems)
    processors = list(of_agencies)
    parties: list[Party] = []
    for entry in content.pop("processors", ()):
        more = tuple(entry.pop("state", ()))
        problems += _key_problems(path, entry, {"name", "service"})
        problems += [f"{path.name}: state record {name} has no .avsc" for name in more if name not in contract.records]
        name = entry.get("name", "")
        processors.append(processor_spec(name, entry.get("service", ""), more, contract))
    for entry in content.pop("parties", ()):
        problems += _key_problems(path, entry, {"name", "service", "description"})
        parties.append(Party(entry.get("name", ""), entry.get("service", ""), entry.get("description", "")))
    problems += [f"{path.name}: unknown key {key!r}" for key in sorted(content)]
    names = [processor.name for processor in processors] + [party.name for party in parties]
    problems += [f"{path.name}: {name} stands twice" for name in sorted(set(names)) if names.count(name) > 1]
    return tuple(processors), tuple(parties)


def processor_spec(name: str, service: str, more: Iterable[str], contract: Contract) -> ProcessorSpec:
    """Return a processor with its state: the records of its own namespace that no other holds, and some more."""
    return ProcessorSpec(name, service, (*_top_level(contract, f"mesh.{name}"), *more))


def _key_problems(path: Path, entry: dict[str, Any], keys: set[str]) -> list[str]:
    if set(entry) == keys and all(entry.values()):
        return []
    return [f"{path.name}: {entry.get('name', '?')}: needs exactly the keys {', '.join(sorted(keys))}"]


def _top_level(contract: Contract, namespace: str) -> list[str]:
    nested = {f.type.name for record in contract.records.values() for f in record.fields}
    return [name for name in contract.records if name.rpartition(".")[0] == namespace and name not in nested]


def _mesh_state(contract: Contract, topics: dict[str, TopicSpec]) -> tuple[str, ...]:
    elsewhere = {name for topic in topics.values() for name in topic.records} | OF_EVERY_PROCESSOR
    return tuple(name for name in _top_level(contract, "mesh.mesh") if name not in elsewhere)


def _problems_of_topic(content: Any, path: Path, contract: Contract, names: set[str]) -> list[str]:
    if not isinstance(content, dict):
        return ["must be a mapping"]
    problems = [f"unknown key {key!r}" for key in sorted(set(content) - KEYS - OPTIONAL)]
    problems += [f"key {key!r} is missing or empty" for key in sorted(KEYS) if not content.get(key)]
    if problems:
        return problems
    if path.name != f"{content['topic']}.yaml":
        problems.append(f"describes {content['topic']}, so it must be named {content['topic']}.yaml")
    problems += [f"record {name} has no .avsc" for name in content["records"] if name not in contract.records]
    problems += [
        f"{name!r} stands neither among processors of agencies nor in processors.yaml"
        for name in (content["producer"], *content["consumers"])
        if name not in names and not (name == "all" and content["consumers"] == ["all"])
    ]
    for key in ("consumers", "records"):
        if len(set(content[key])) != len(content[key]):
            problems.append(f"{key}: a name stands twice")
    if content["compatibility"] not in COMPATIBILITIES:
        problems.append(f"compatibility must be one of {', '.join(COMPATIBILITIES)}")
    if type(content["partitions"]) is not int or content["partitions"] < 1:
        problems.append("partitions must be a positive number")
    if content.get("seen_as", "status") not in SEEN_AS:
        problems.append(f"seen_as must be one of {', '.join(SEEN_AS)}")
    if "seen_as" in content and VIEW not in content["consumers"]:
        problems.append(f"seen_as: {VIEW} is no consumer")
    value_specs.read(content.get("values", {}), problems)
    view_specs.read(content.get("view"), problems)
    return problems + _problems_of_retention(content["retention"])


def _problems_of_retention(retention: Any) -> list[str]:
    if retention == COMPACT:
        return []
    if not isinstance(retention, dict) or set(retention) != {"cleanup", "days"} or retention["cleanup"] != "delete":
        return ["retention must be {cleanup: compact} or {cleanup: delete, days: N}"]
    days = retention["days"]
    return [] if type(days) is int and days > 0 else ["retention days must be a positive number"]


def _spec(content: dict[str, Any]) -> TopicSpec:
    retention = content["retention"]
    return TopicSpec(
        name=content["topic"],
        role=_role(retention, content["producer"], content["key"]),
        records=tuple(content["records"]),
        consumers=tuple(content["consumers"]),
        retention_days=retention.get("days"),
        values=value_specs.read(content.get("values", {}), []),
        view=view_specs.read(content.get("view"), []),
        seen_as=content.get("seen_as", ""),
        **{key: content[key] for key in KEYS - {"topic", "records", "consumers", "retention"}},
    )


def _role(retention: Any, producer: str, key: str) -> str:
    """Return what a topic is: compacted dated entries are a register, all else that a processor compacts a standing."""
    if retention != COMPACT:
        return "event"
    return "register" if producer in WHOLE or key == DATED else "standing"


def _partition_problems(topics: dict[str, TopicSpec], partitions: int) -> list[str]:
    problems = []
    for topic in topics.values():
        has = f"{topic.name}: has {topic.partitions} partitions, but"
        if topic.role == "register" and topic.partitions != 1:
            problems.append(f"{has} a register has one, which is read in order")
        elif topic.role != "register" and topic.partitions != partitions:
            problems.append(f"{has} tasks span {partitions} of every topic but registers")
    return problems


def _constant_problems(topics: dict[str, TopicSpec]) -> list[str]:
    constants = [topic.constant for topic in topics.values()]
    return [f"topics: two would be called {name}" for name in sorted(set(constants)) if constants.count(name) > 1]


def _orphans(contract: Contract, topics: dict[str, TopicSpec]) -> list[str]:
    nested = {f.type.name for record in contract.records.values() for f in record.fields}
    carried = {name for topic in topics.values() for name in topic.records}
    problems = []
    ours = {name for name in contract.schemas if not name.startswith(COMMON)}
    for name in sorted(ours - nested - carried):
        state = name.count(".") == 3
        remedy = f"no agency has a {module_of(name).replace('_', '.')}" if state else "list it in a topic file"
        problems.append(f"{name}.avsc: no topic carries it and no record holds it; {remedy}")
    return problems
