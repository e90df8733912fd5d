"""
Declarations of a service: its processors, their routes and their pure steps.

A step is a pure function ``(state, event, context) -> Effects``: no clock, no I/O, no logging, no randomness.
For the common case of one state record per key, `on_case` lifts a still simpler function
``(case, event, context) -> (case, outputs)``.

Running a processor (Kafka, transactions, restore, journal) is deliberately elsewhere: `mesh.engine`, `mesh.worker`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from mesh.declared.registers import Registers

Record = msgspec.Struct
R = TypeVar("R", bound=Record)


class State(Protocol):
    """Read access to the state of one task: committed records under the chunk's own changes."""

    def get(self, kind: type[R], key: str) -> R | None:
        """Return the record of this kind under this key, or None."""


class Emit(msgspec.Struct, frozen=True, gc=False):
    """An event to publish. `topic` without the mesh name; `key` is the message key (UTF-8 of the normalised value)."""

    topic: str
    key: bytes
    record: Record


class WakeAt(msgspec.Struct, frozen=True, gc=False):
    """
    Ask for `Processor.on_wake` with `key` once the clock has reached `at_ms` (ms UTC).

    Never cancelled, and asked for in several chunks it comes several times: `on_wake` looks at the state.
    """

    at_ms: int
    key: str


Output = Emit | WakeAt


class Effects(msgspec.Struct, frozen=True, gc=False):
    """The effects of a step. The kind of a put record is its type; a delete names kind and key."""

    puts: tuple[tuple[str, Record], ...] = ()
    deletes: tuple[tuple[type[Record], str], ...] = ()
    outputs: tuple[Output, ...] = ()


NOTHING = Effects()


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """All that a step may know besides state and event, the same in a replay.

    at_ms: time of the cause (``ce_time``), ms UTC. cause_id: its ``ce_id``. key: its message key.
    partition, partitions: the task, and how many there are (for serial numbers).
    """

    at_ms: int
    cause_id: str
    key: bytes
    partition: int
    partitions: int
    registers: Registers


class Woken(NamedTuple):
    """The event that `Processor.on_wake` is given when a timer is due. `at_ms` is when it was due."""

    key: str
    at_ms: int


Step = Callable[[State, Any, Context], Effects]
CaseStep = Callable[[Any, Any, Context], tuple[Any, tuple[Output, ...]]]


@dataclass(frozen=True, slots=True)
class Route:
    """The record types of a topic that a processor processes, each with its step. Other types are skipped undecoded."""

    topic: str
    steps: Mapping[type[Record], Step]


@dataclass(frozen=True, slots=True)
class Processor:
    """One stream processor of a service.

    name: ``<service>.<what>``; names state, journal and dead letters. state: the kinds of its state records.
    routes: in the order in which a chunk is processed. registers: topics of the registers that its rules look up.
    on_wake: step for due timers, given a `Woken`. version: raised when outcomes change; the journal names it.
    """

    name: str
    version: str
    routes: tuple[Route, ...]
    state: tuple[type[Record], ...] = ()
    registers: tuple[str, ...] = ()
    on_wake: Step | None = None
    emits: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Configured:
    """
    A processor that is built from settings of its service, such as a key.

    The worker builds the processor from its environment, and so does a replay: with other settings its outcomes would
    differ.
    """

    settings: type[Record]
    build: Callable[[Any], Processor]


def on_case(kind: type[Record], step: CaseStep, *, key: Callable[[Any, Context], str]) -> Step:
    """Lift ``(case | None, event, context) -> (case | None, outputs)`` to a step: load, decide, save or delete."""

    def run(state: State, event: Any, context: Context) -> Effects:
        at = key(event, context)
        case = state.get(kind, at)
        new, outputs = step(case, event, context)
        if new is case:
            return Effects(outputs=outputs)
        if new is None:
            return Effects(deletes=((kind, at),), outputs=outputs)
        return Effects(puts=((at, new),), outputs=outputs)

    return run
