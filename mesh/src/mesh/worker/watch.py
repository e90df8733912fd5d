"""The outside of a worker's loop: what it runs on, and to whom it reports. Metrics and logs are in `worker.worker`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from contracts.mesh import RegisterPosition
from mesh.declared.registers import Registers
from mesh.declared.settings import UNKNOWN_SCHEMA_SECONDS
from mesh.engine.chunk import Chunk
from mesh.kafka.pauses import Wait
from mesh.kafka.register_reader import Held
from mesh.worker.restore import Restored


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where and how a worker runs: connection (`kafka`), mesh name, service, slot, directory of its local stores.

    unknown_schema_seconds: how long a record waits for its schema before its key is parked.
    """

    kafka: Mapping[str, Any]
    mesh: str
    service: str
    slot: int
    data: Path
    unknown_schema_seconds: float = UNKNOWN_SCHEMA_SECONDS


class Facts(Protocol):
    """Registers and schemas as they stand; `poll` takes in new ones and is called between chunks only."""

    @property
    def registers(self) -> Registers:
        """The registers as the next chunk sees them."""

    @property
    def positions(self) -> Sequence[RegisterPosition]:
        """How much of each register that is."""

    @property
    def held(self) -> Sequence[Held]:
        """The entries of registers that are not in force, because their schemas are not known."""

    def poll(self) -> None:
        """Take in new entries without waiting."""


@dataclass(frozen=True, slots=True)
class Figures:
    """
    The state of a worker, per processor or topic: lag, records sent, parked keys, journal sequences.

    clock_delay_ms: virtual time by which ticks are held back. waits, held: partitions and register entries that wait
    for a schema.
    """

    lag: Mapping[str, int]
    sent: Mapping[str, int]
    parked: Mapping[str, int]
    sequences: Mapping[str, int]
    clock_delay_ms: int
    waits: Sequence[Wait]
    held: Sequence[Held]
    caught_up: bool


class Watch(Protocol):
    """Receives reports of the loop, for metrics and logs: once per chunk or transaction, never per record."""

    def worked(self, chunk: Chunk, seconds: float) -> None: ...
    def committed(self, seconds: float) -> None: ...
    def aborted(self, reason: str) -> None: ...
    def restored(self, partitions: Sequence[int], restored: Restored) -> None: ...
    def revoked(self, partitions: Sequence[int], lost: bool) -> None: ...
    def waiting(self, wait: Wait) -> None: ...
    def waited(self, wait: Wait, *, has_come: bool) -> None: ...
    def stands(self, figures: Figures) -> None: ...
