"""Topics and processors as values, and the topics that follow from a processor's name. Reading them: `topic_files`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.value_specs import ValueSpec
from generator.view_specs import ViewSpec

DAY_MS = 86_400_000
JOURNAL = "mesh.mesh.JournalEntry"
DEAD_LETTERS = ("mesh.mesh.DeadLettered", "mesh.mesh.CommandAnswered")
COMMANDS = ("mesh.mesh.RedriveRequested", "mesh.mesh.DiscardRequested")
OF_EVERY_PROCESSOR = {JOURNAL, *DEAD_LETTERS, *COMMANDS}
LAW = "supervision of cross-border e-commerce (2018-194)"
CO_PARTITIONED = "co-partitioned with trade.imports.v1: one task is partition p of all inputs"


@dataclass(frozen=True, kw_only=True)
class TopicSpec:
    """
    A topic. `role`: event, register, standing, state, journal, dead-letters or commands.

    values: of a register, by field. view: its read model, if it has one. seen_as: of events in the timeline of an
    order, the part of a parcel whose viewers see them; empty: officers and staff alone.
    """

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
    retention_days: int | None
    data_class: str
    legal_basis: str
    values: Mapping[str, ValueSpec] = field(default_factory=dict)
    view: ViewSpec | None = None
    seen_as: str = ""

    @property
    def constant(self) -> str:
        """Return the name of the constant: ``customs.number-claims.v1`` is CUSTOMS_NUMBER_CLAIMS."""
        return self.name.rpartition(".")[0].upper().replace(".", "_").replace("-", "_")

    @property
    def business(self) -> bool:
        """Return whether others depend on its records: their changes must be compatible both ways, for ever."""
        return self.compatibility == "FULL_TRANSITIVE"

    def config(self) -> dict[str, str]:
        """Return the topic's settings on the broker. Compaction waits seven days, so that the archive is first."""
        if self.retention_days is None:
            compact = {"cleanup.policy": "compact", "min.compaction.lag.ms": str(7 * DAY_MS)}
            # a view that was away for less than a month still learns what was deleted
            return compact | ({"delete.retention.ms": str(30 * DAY_MS)} if self.role == "standing" else {})
        return {"cleanup.policy": "delete", "retention.ms": str(self.retention_days * DAY_MS)}


@dataclass(frozen=True)
class ProcessorSpec:
    """A stream processor, the service it runs in, and the full names of its state records."""

    name: str
    service: str
    state: tuple[str, ...]


@dataclass(frozen=True)
class Party:
    """Someone other than a processor who writes or reads topics."""

    name: str
    service: str
    description: str


@dataclass(frozen=True)
class Mesh:
    """All topics by name, the processors and the other parties."""

    topics: dict[str, TopicSpec]
    processors: tuple[ProcessorSpec, ...]
    parties: tuple[Party, ...]

    def service_of(self) -> dict[str, str]:
        """Return the service of every processor and party."""
        processors = {processor.name: processor.service for processor in self.processors}
        return processors | {party.name: party.service for party in self.parties}

    def declared(self) -> list[TopicSpec]:
        """Return the topics that have a file of their own."""
        return [topic for topic in self.topics.values() if topic.role in ("event", "register", "standing")]


def derived(processor: ProcessorSpec, partitions: int, mesh_state: tuple[str, ...]) -> tuple[TopicSpec, ...]:
    """Return the four topics that follow from a processor."""
    name, owner, encrypted = processor.name, processor.name.partition(".")[0], "personal fields encrypted"
    state = TopicSpec(
        name=f"{name}.state.v1",
        role="state",
        description=f"State of {name}, restored by its next owner.",
        records=(*processor.state, *mesh_state),
        key="kind and key of the state record",
        producer=name,
        consumers=(name,),
        owner=owner,
        compatibility="BACKWARD",
        partitions=partitions,
        partitions_because=CO_PARTITIONED,
        retention_days=None,
        data_class=f"business and pseudonyms, {encrypted}",
        legal_basis=LAW,
    )
    journal = TopicSpec(
        name=f"{name}.journal.v1",
        role="journal",
        description=f"What {name} read, in which order, and the hash chain over what it wrote.",
        records=(JOURNAL,),
        key="partition number",
        producer=name,
        consumers=(name,),
        owner=owner,
        compatibility="BACKWARD",
        partitions=partitions,
        partitions_because=CO_PARTITIONED,
        retention_days=30,
        data_class="keys and digests, no personal data",
        legal_basis=LAW,
    )
    dead_letters = TopicSpec(
        name=f"{name}.dead-letters.v1",
        role="dead-letters",
        description=f"Records that {name} could not work, and what came of commands about their keys.",
        records=DEAD_LETTERS,
        key="message key under which the record is parked; of all else its place among the commands",
        producer=name,
        consumers=("gateway.view",),
        owner=owner,
        compatibility="BACKWARD",
        partitions=partitions,
        partitions_because=CO_PARTITIONED,
        retention_days=None,  # a key may be parked for longer than anything is retained: the last word on it stays
        data_class="keys and positions, words of operators, no personal data",
        legal_basis=LAW,
    )
    commands = TopicSpec(
        name=f"{name}.commands.v1",
        role="commands",
        description=f"What operators ask of {name}, and it of itself: to go on.",
        records=COMMANDS,
        key="message key that it is about",
        producer="gateway",
        consumers=(name,),
        owner=owner,
        compatibility="FULL_TRANSITIVE",
        partitions=partitions,
        partitions_because=CO_PARTITIONED,
        retention_days=30,
        data_class="business, no personal data",
        legal_basis=LAW,
    )
    return state, journal, dead_letters, commands
