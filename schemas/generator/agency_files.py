"""
Reads and checks `schemas/agencies`: one file per agency, with its processors, officers and sources.

Strict as the topic files are. An agency's processors are read before the topics, which name them; what an agency says
of topics and records is held against these afterwards.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from generator.model import Contract
from generator.problems import ContractProblems
from generator.topic_files import processor_spec, read_yaml
from generator.topics import Mesh, ProcessorSpec

DECISION = "mesh.common.Decision"
FINDING = "mesh.common.FindingRecorded"
JOINS, OFFICERS = "customs.clearance", "gateway"
"""Who waits for decisions, and who publishes officers' findings."""
LIFECYCLE = "lifecycle"
STOPS = frozenset({"HOLD", "REFUSE"})
_NAME, _SETTING = re.compile(r"[a-z][a-z0-9-]*"), re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")


class ProcessorLine(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """
    A processor of an agency. state: records that it keeps besides those of its own namespace.

    worker: the service that runs it, ``<service>-<part>`` of the module ``<service>.<part>``; empty: the agency's own.
    """

    name: str
    state: tuple[str, ...] = ()
    worker: str = ""


class SettingSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A setting that the agency's process takes besides those of every worker. secret: a key that is made per mesh."""

    name: str
    secret: bool


class SourceSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """
    Something on which an agency decides: the event that nests its decision, and its effects.

    held: status of a declaration that it holds. refused_by_officer: status where an officer of it refuses, if another
    than that of every refusal. asked_by: `lifecycle`, or the source whose hold or refusal makes waiting needless.
    """

    source: str
    zh: str
    en: str
    topic: str
    record: str
    effects: tuple[Literal["PASS", "NOTE", "HOLD", "REFUSE"], ...]
    held: Literal["300", "500", ""] = ""
    refused_by_officer: Literal["700", ""] = ""
    asked_by: str = LIFECYCLE

    @property
    def stops(self) -> bool:
        """Whether it can hold or refuse: of one that cannot, nobody waits for the decision."""
        return not STOPS.isdisjoint(self.effects)


class AgencySpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """An agency as its file has it. place: its turn among the others, from 1. findings: topic of its officers'."""

    agency: str
    place: int
    zh: str
    en: str
    service: str
    processors: tuple[ProcessorLine, ...]
    settings: tuple[SettingSpec, ...] = ()
    findings: str = ""
    sources: tuple[SourceSpec, ...] = ()

    def specs(self, contract: Contract) -> Iterator[ProcessorSpec]:
        """Yield its processors with the records that each keeps."""
        for line in self.processors:
            yield processor_spec(line.name, line.worker or self.service, line.state, contract)

    @property
    def workers(self) -> tuple[str, ...]:
        """Return the services that run its processors, its own first."""
        return tuple(dict.fromkeys((self.service, *(line.worker for line in self.processors if line.worker))))


def load(folder: Path, contract: Contract, problems: list[str]) -> tuple[AgencySpec, ...]:
    """
    Return every agency that can be read, in the order of their places, and put their faults into `problems`.

    One that is wrong is returned all the same: else every topic that names its processors would be wrong too.
    """
    agencies: list[AgencySpec] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            spec = msgspec.convert(read_yaml(path, problems), AgencySpec)
        except msgspec.ValidationError as error:
            problems.append(f"{path.name}: {error}")
            continue
        agencies.append(spec)
        problems += [f"{path.name}: {problem}" for problem in _problems_of(spec, path.stem, contract)]
    problems += _problems_of_all(agencies)
    return tuple(sorted(agencies, key=lambda spec: spec.place))


def check(agencies: Sequence[AgencySpec], contract: Contract, mesh: Mesh) -> None:
    """Compare agencies with the topics. Raises ContractProblems with all faults."""
    problems = [f"{spec.agency}.yaml: {problem}" for spec in agencies for problem in _against_topics(spec, mesh)]
    nested = {name for name, record in contract.records.items() if any(f.type.name == DECISION for f in record.fields)}
    records = {source.record for spec in agencies for source in spec.sources}
    problems += [f"{name}.avsc: nests a decision, and no agency decides by it" for name in sorted(nested - records)]
    problems += [f"{name}: an agency decides by it, so it must nest {DECISION}" for name in sorted(records - nested)]
    if problems:
        raise ContractProblems(problems)


def _problems_of(spec: AgencySpec, stem: str, contract: Contract) -> list[str]:
    problems = [] if stem == spec.agency else [f"describes {spec.agency}, so it must be named {spec.agency}.yaml"]
    if not _NAME.fullmatch(spec.agency):
        problems.append("an agency's name is small letters and digits")
    problems += [f"{name} is no text" for name in ("zh", "en", "service") if not getattr(spec, name).strip()]
    problems += [
        f"processor {line.name}: must be named {spec.agency}.<what>"
        for line in spec.processors
        if line.name.partition(".")[0] != spec.agency
    ]
    problems += [
        f"processor {line.name}: its worker must be named {spec.service}-<part>"
        for line in spec.processors
        if line.worker and not re.fullmatch(rf"{re.escape(spec.service)}-[a-z][a-z0-9]*", line.worker)
    ]
    if all(line.worker for line in spec.processors):
        problems.append(f"no processor is left to {spec.service}")
    problems += [
        f"state record {name} has no .avsc"
        for line in spec.processors
        for name in line.state
        if name not in contract.records
    ]
    prefix = f"{spec.agency.upper().replace('-', '_')}_"
    problems += [
        f"setting {setting.name}: must be named {prefix}<WHAT>"
        for setting in spec.settings
        if not _SETTING.fullmatch(setting.name) or not setting.name.startswith(prefix)
    ]
    return problems + [f"{source.source}: {problem}" for source in spec.sources for problem in _of_source(source)]


def _of_source(source: SourceSpec) -> Iterator[str]:
    if not _NAME.fullmatch(source.source) or source.source == LIFECYCLE:
        yield "a source's name is small letters and digits"
    if not source.zh.strip() or not source.en.strip():
        yield "zh and en are texts"
    if not source.effects or len(set(source.effects)) != len(source.effects):
        yield "effects: at least one, and none twice"
    if ("HOLD" in source.effects) != bool(source.held):
        yield "held: the status of its holds, if it can hold and only then"
    if source.refused_by_officer and "REFUSE" not in source.effects:
        yield "refused_by_officer: only of one that can refuse"


def _problems_of_all(specs: Sequence[AgencySpec]) -> list[str]:
    named: dict[str, list[Any]] = {
        "agency": [spec.agency for spec in specs],
        "place": [spec.place for spec in specs],
        "service": [spec.service for spec in specs],
        "source": [source.source for spec in specs for source in spec.sources],
        "record": [source.record for spec in specs for source in spec.sources],
        "processor": [line.name for spec in specs for line in spec.processors],
        "setting": [setting.name for spec in specs for setting in spec.settings],
    }
    problems = [
        f"agencies: {kind} {name} stands twice"
        for kind, names in named.items()
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    stopping = {source.source for spec in specs for source in spec.sources if source.stops}
    return problems + [
        f"{spec.agency}.yaml: {source.source}: asked by {source.asked_by}, which no source is that holds or refuses"
        for spec in specs
        for source in spec.sources
        if source.asked_by != LIFECYCLE and source.asked_by not in stopping - {source.source}
    ]


def _against_topics(spec: AgencySpec, mesh: Mesh) -> Iterator[str]:
    own = {line.name for line in spec.processors}
    if spec.findings:
        topic = mesh.topics.get(spec.findings)
        if topic is None or topic.owner != spec.agency or topic.producer != OFFICERS or topic.records != (FINDING,):
            yield f"findings: no topic {spec.findings} of its own, by which {OFFICERS} publishes {FINDING}"
        elif own.isdisjoint(topic.consumers):
            yield f"findings: none of its processors reads {spec.findings}"
    for source in spec.sources:
        topic = mesh.topics.get(source.topic)
        if topic is None or topic.producer not in own or source.record not in topic.records:
            yield f"{source.source}: none of its processors publishes {source.record} on {source.topic}"
        elif source.stops and JOINS not in topic.consumers:
            yield f"{source.source}: {JOINS} waits for it and is no consumer of {source.topic}"
