# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.mesh.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.mesh."""

import msgspec

__all__ = [
    "ClockTicked",
    "DeadLettered",
    "Gathered",
    "GatheredRecord",
    "Header",
    "JournalEntry",
    "JournalHead",
    "KeyParked",
    "OffsetRange",
    "RecordParked",
    "RedriveRequested",
    "RegisterPosition",
    "SchemaPublished",
    "Wake",
]


class ClockTicked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Virtual time has reached an instant. Written to every partition, at most once per virtual second."""

    at_ms: int
    """milliseconds UTC"""


class DeadLettered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record that could not be worked and waits with its key."""

    processor: str
    """who"""
    key: bytes
    """message key"""
    topic: str
    """source topic"""
    partition: int
    """source partition"""
    offset: int
    """source offset"""
    code: str
    """error code"""
    reason: str
    """what went wrong; never the record's content"""


class GatheredRecord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of the records that were gathered: what would otherwise be a message of its own."""

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
    """What one chunk of a processor asks of a ledger in one partition, in order. Key: the partition number."""

    records: tuple[GatheredRecord, ...]
    """records of the topic's other types; each is worked as if it had come alone"""


class Header(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A Kafka record header."""

    name: str
    """name"""
    value: bytes
    """bytes"""


class OffsetRange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a chunk took from one topic of a task."""

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


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One chunk of one task: what it read, in which order, and the hash chain over what it wrote. Key: partition."""

    sequence: int
    """from 1 without gaps"""
    processor: str
    """its name"""
    partition: int
    """the task"""
    ranges: tuple[OffsetRange, ...]
    """in the order of work"""
    registers: tuple[RegisterPosition, ...]
    """registers as seen"""
    outputs: int
    """records written"""
    digest: bytes
    """SHA-256 over the former digest and every output: topic, key, value, CloudEvents headers"""
    code_version: str
    """version of the processor"""
    schemas: tuple[int, ...]
    """ids of schemas written"""
    parked: tuple[str, ...]
    """keys parked in this chunk"""


class JournalHead(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where the journal of a task stands (state)."""

    sequence: int
    """sequence of the last entry"""
    digest: bytes
    """digest of the last entry"""


class KeyParked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A key whose records wait for a redrive (state). Later records of the key queue behind it."""

    key: bytes
    """message key"""
    code: str
    """error code"""
    reason: str
    """what went wrong; never the record's content"""
    parked_at_ms: int
    """time of the record"""
    first: int
    """number of the first queued record"""
    next: int
    """number of the next one"""


class RecordParked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A record that waits behind its key (state)."""

    topic: str
    """where it came from"""
    partition: int
    """partition"""
    offset: int
    """offset"""
    value: bytes | None = None
    """its bytes, personal fields still encrypted"""
    headers: tuple[Header, ...]
    """its headers"""


class RedriveRequested(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An operator asks a processor to work a parked key again, in order. Key: the parked key."""

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
    """A timer of a case (state)."""

    at_ms: int
    """due"""
    key: str
    """key of the case"""
    message_key: bytes | None = None
    """key of the record that asked for it: the timer parks and queues with that key"""
