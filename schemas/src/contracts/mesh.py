# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.mesh.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.mesh."""

import enum

import msgspec

__all__ = [
    "ClockTicked",
    "CommandAction",
    "CommandAnswered",
    "CommandOutcome",
    "DeadLettered",
    "DiscardRequested",
    "DiscardScope",
    "FaultsCounted",
    "Gathered",
    "GatheredRecord",
    "Header",
    "JournalEntry",
    "JournalHead",
    "KeyFailed",
    "KeyParked",
    "OffsetRange",
    "RecordParked",
    "RecordPlace",
    "RecordUnread",
    "RedriveRequested",
    "RegisterPosition",
    "SchemaPublished",
    "TimersRun",
    "Wake",
    "Wakes",
]


class CommandAction(enum.StrEnum):
    """Action that a command asks for on a parked key."""

    REDRIVE = "REDRIVE"
    DISCARD = "DISCARD"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class CommandOutcome(enum.StrEnum):
    """Outcome of a command about a parked key."""

    RELEASED = "RELEASED"
    PARKED_ANEW = "PARKED_ANEW"
    GOES_ON = "GOES_ON"
    NOTHING_PARKED = "NOTHING_PARKED"
    OTHER_PARKED = "OTHER_PARKED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class DiscardScope(enum.StrEnum):
    """How much of a parked key's queue is given up."""

    FIRST = "FIRST"
    ALL = "ALL"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class ClockTicked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Virtual time has reached an instant. Written to every partition, at most once per virtual second."""

    at_ms: int
    """milliseconds UTC"""


class RecordPlace(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Place of a record: topic, partition, offset."""

    topic: str
    """topic"""
    partition: int
    """partition"""
    offset: int
    """offset"""
    event_id: str
    """its ce_id, or the name of a timer; empty if it has none"""


class CommandAnswered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Answer to a command about a parked key: released, parked anew, continued in the next chunk, nothing parked, or parked by another record than the command names."""

    processor: str
    """who"""
    key: bytes
    """the key of the command"""
    partition: int
    """the task"""
    offset: int
    """offset of the command"""
    command_id: str
    """ce_id of the command"""
    action: CommandAction
    """action of the command"""
    outcome: CommandOutcome
    """outcome of the command"""
    requested_by: str
    """who asked"""
    person: str | None = None
    """the person"""
    reason: str
    """why"""
    worked: int
    """records processed"""
    left: int
    """records that still wait"""
    discarded: tuple[RecordPlace, ...]
    """records given up; their bytes stay in their topic until its retention ends"""


class DeadLettered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record that could not be processed: it parks its key and waits, or, if it is a command, is passed over."""

    processor: str
    """who"""
    key: bytes
    """message key under which it is parked"""
    topic: str
    """source topic"""
    partition: int
    """source partition, which is the task"""
    offset: int
    """source offset"""
    event_id: str
    """its ce_id, or the name of a timer; empty if it has none. Tells records apart that share an offset"""
    code: str
    """error code"""
    reason: str
    """description of the fault; never the record's content"""


class DiscardRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An operator discards a record of a parked key: it is never processed, the records behind it are. Produced to the partition in which the key is parked. Key: the parked key."""

    processor: str
    """which"""
    dead_letter_id: str
    """ce_id of the dead letter that is answered: nothing is discarded if the key is not parked by it any more"""
    scope: DiscardScope
    """how much"""
    requested_by: str
    """with whose key"""
    person: str | None = None
    """the person, as the organisation names its staff"""
    reason: str
    """why"""


class KeyFailed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A key whose record could not be processed, and the time of the fault."""

    key: bytes
    """message key"""
    failed_at_ms: int
    """real time of the worker, not the time of the record"""


class FaultsCounted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The keys of a task that failed lately (state): a worker that is started again counts on from them."""

    failed: tuple[KeyFailed, ...]
    """in the order of time, each key once"""


class GatheredRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of the records that were gathered, which would otherwise be a message of its own."""

    key: bytes
    """its message key, of this partition"""
    event_id: str
    """its ce_id"""
    at_ms: int
    """its ce_time"""
    cause_id: str
    """its ce_causationid"""
    value: bytes
    """its value in the wire format"""


class Gathered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Requests of one chunk of a processor to one partition of a ledger, in order. Key: the partition number."""

    records: tuple[GatheredRecord, ...]
    """records of the topic's other types; each is processed as if it had come alone"""


class Header(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A Kafka record header."""

    name: str
    """name"""
    value: bytes
    """bytes"""


class OffsetRange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Offsets that a chunk consumed from one topic of a task."""

    topic: str
    """without the mesh name"""
    first_offset: int
    """first record"""
    next_offset: int
    """offset after the last record"""
    records: int
    """how many"""


class RegisterPosition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How much of a register a chunk could see."""

    topic: str
    """without the mesh name"""
    next_offset: int
    """offset after the last record seen"""
    held: tuple[int, ...]
    """offsets before that one of entries that are not taken in, because their schemas are not known"""


class TimersRun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One pass over the due timers of a task: the first so many, in the order of due time and key."""

    tick_offset: int
    """the tick by whose time they were due"""
    timers: int
    """number of timers; timers that their steps asked for wait for the next pass"""


class RecordUnread(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record that was given up because its schema was not published in time. A replay gives it up there, too."""

    topic: str
    """place of the record"""
    offset: int
    """offset; of a gathered record its own"""
    schema_id: int
    """the schema that was not known"""
    code: str
    """why it could not be processed: unknown_schema"""


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One chunk of one task, or one pass over its due timers: the records consumed, in order, and hash chains over outputs and changes of state. Key: partition."""

    sequence: int
    """from 1 without gaps"""
    processor: str
    """its name"""
    partition: int
    """the task"""
    ranges: tuple[OffsetRange, ...]
    """in the order of work; that of the clock is in the entry of the last pass of its ticks"""
    registers: tuple[RegisterPosition, ...]
    """registers as seen"""
    outputs: int
    """records written"""
    digest: bytes
    """SHA-256 over the former digest and every output: topic, partition, key, value, headers"""
    changes: int
    """records of state that the chunk put or deleted"""
    state_digest: bytes
    """SHA-256 over the former state digest and every change: key, and value or deletion"""
    code_version: str
    """version of the processor"""
    schemas: tuple[int, ...]
    """ids of schemas written"""
    parked: tuple[str, ...]
    """keys parked in this chunk"""
    timers: TimersRun | None = None
    """of a pass over due timers"""
    unread: tuple[RecordUnread, ...]
    """records given up in this chunk: their keys were parked, or they were announced, whatever is known of their schemas later"""
    arrived: tuple[int, ...]
    """ids of schemas that had come before this chunk, for which it asked to redrive parked keys"""


class JournalHead(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Newest entry of the journal of a task (state). The last record that a transaction produces to the state topic: the records before it are the state as of that entry."""

    sequence: int
    """sequence of the last entry"""
    digest: bytes
    """digest of the last entry"""
    state_digest: bytes
    """state digest of the last entry"""


class KeyParked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A key whose records wait for a redrive (state). Later records of the key queue behind it."""

    key: bytes
    """message key"""
    code: str
    """error code"""
    reason: str
    """description of the fault; never the record's content"""
    dead_letter_id: str
    """ce_id of the dead letter that announced it; empty while a redrive goes on"""
    parked_at_ms: int
    """time of the record"""
    first: int
    """number of the first queued record"""
    next: int
    """number of the next one"""
    schema_id: int | None = None
    """the schema that its first record waits for; null once it has come, and where another fault parked the key"""


class RecordParked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record that waits behind its key (state)."""

    topic: str
    """where it came from"""
    partition: int
    """partition"""
    offset: int
    """offset"""
    event_id: str
    """its ce_id, or the name of a timer; empty if it has none"""
    kept: bool
    """whether value and headers are kept; of a record too large for that only the place is"""
    value: bytes | None = None
    """its bytes, personal fields still encrypted"""
    headers: tuple[Header, ...]
    """its headers"""


class RedriveRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Someone asks a processor to work a parked key again, in order. Stands in the partition in which the key is parked. Key: the parked key."""

    processor: str
    """which"""
    requested_by: str
    """who"""
    reason: str
    """why"""


class SchemaPublished(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A schema travels to everyone before records of it do. Key: the id as decimal."""

    schema_id: int
    """first 31 bits of SHA-256 over the canonical form"""
    full_name: str
    """name of the record"""
    schema_json: str
    """the schema as JSON"""


class Wake(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A timer: one of those that a chunk asked for, or the record that waits where one is parked."""

    at_ms: int
    """due"""
    key: str
    """key of the case"""
    message_key: bytes | None = None
    """key of the record that asked for it, null if it is the same: the timer parks and queues with that key"""


class Wakes(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Timers that one chunk asked for and that are due at the same time (state). Key: due time/sequence of the chunk/key of the first timer."""

    wakes: tuple[Wake, ...]
    """in the order of their keys; each parks and is redriven as if it stood alone"""
