"""
Parking: a key whose record cannot be worked waits with all its later records, in order, while every other key flows.

Parked records are state, so they survive restarts, move with their partition and are redriven deterministically by a
command event (`commands`). The dead letter that announces them carries where and why, never the content. It stands
in the partition of its task, whatever the key is, so what is told of a task is in order.
"""

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from contracts import codec
from contracts.mesh import DeadLettered, Header, KeyParked, RecordParked, RecordPlace
from mesh.declared.errors import MeshError, UnknownSchema
from mesh.engine.state import TaskState
from mesh.wire import headers, names
from mesh.wire.records import Inbound, Outbound

REASON_LENGTH = 500
NO_TIME = -1
KEY_MOST = 4_096
"""Bytes of a key under which records are parked. An order number has at most 60 characters, normalised 3,240 bytes."""
KEPT_MOST = 960_000
"""Bytes of a parked record. Ours have at most 950,000; a foreign one may have more than a state record can hold."""

ASKED_MOST = 2_000  # keys in one chunk: a transaction must stay short

_DIGEST = b"sha256:"
_DEAD_LETTER = codec.full_name(DeadLettered)


class Parking:
    """
    The parked keys of one task. `send` takes what is announced.

    `parked_now` lists those parked since it was last cleared, `parked_anew` those that a command did not get past.
    """

    def __init__(self, processor: str, partition: int, state: TaskState, send: Callable[[Outbound], None]) -> None:
        self._processor = processor
        self._partition = partition
        self._state = state
        self._send = send
        self._keys: set[bytes] = set()
        self._awaiting: dict[int, set[bytes]] = {}  # keys by the schema that their first record waits for
        self._looked = -1  # how many schemas were known when none of those was among them
        self.parked_now: list[bytes] = []
        self.parked_anew: list[bytes] = []

    def reload(self) -> None:
        """Take the parked keys from committed state."""
        self._keys = set()
        self._awaiting = {}
        self._looked = -1
        for _, parked in self._state.scan(KeyParked):
            self._keys.add(parked.key)
            if parked.schema_id is not None:
                self._awaiting.setdefault(parked.schema_id, set()).add(parked.key)

    @property
    def count(self) -> int:
        """How many keys are parked."""
        return len(self._keys)

    def holds(self, key: bytes) -> bool:
        """Whether records of this key have to queue."""
        return key in self._keys

    def parked(self, key: bytes) -> KeyParked | None:
        """Return what is known of a parked key."""
        return self._state.get(KeyParked, key.hex()) if key in self._keys else None

    def park(self, record: Inbound, error: Exception, event_id: str | None = None) -> None:
        """
        Park the key of a record that failed, the record first in its queue, and announce it as a dead letter.

        Where the key is parked already, the record queues. event_id: what tells a timer from others of its tick.
        """
        if record.key in self._keys:
            self.queue(record, event_id)
            return
        code, reason = describe(error)
        letter_id = self.announce(record, error, event_id)
        self._state.put(
            record.key.hex(),
            KeyParked(
                key=record.key,
                code=code,
                reason=reason,
                dead_letter_id=letter_id,
                parked_at_ms=headers.parse(record.headers, record.timestamp_ms).time_ms,
                first=0,
                next=1,
                schema_id=self._await(record.key, error),
            ),
        )
        self._save(record, 0, _id_of(record) if event_id is None else event_id)
        self._keys.add(record.key)
        self.parked_now.append(record.key)

    def park_place(self, record: Inbound, error: Exception) -> None:
        """Park a record whose key is too long to keep: its place, under the digest of the key."""
        self.park(record._replace(key=_bounded(record.key), value=None, headers=()), error)

    def park_anew(self, record: Inbound, error: Exception, command_id: str) -> None:
        """Note that the first record of a parked key failed again, for a command, and announce it."""
        parked = self._state.get(KeyParked, record.key.hex())
        assert parked is not None, "the caller works the queue of a parked key"
        code, reason = describe(error)
        letter_id = self.announce(record, error, self._held(parked, parked.first).event_id, command_id)
        self._await_no_more(parked)
        changed = msgspec.structs.replace(
            parked, code=code, reason=reason, dead_letter_id=letter_id, schema_id=self._await(record.key, error)
        )
        self._state.put(record.key.hex(), changed)
        self.parked_anew.append(record.key)

    def announce(
        self, record: Inbound, error: Exception, event_id: str | None = None, command_id: str | None = None
    ) -> str:
        """
        Tell of a record that failed as a dead letter, without parking anything, and return the letter's id.

        command_id: the command for which the record was worked again; then this letter is another one than the first.
        """
        ce = headers.parse(record.headers, record.timestamp_ms)
        code, reason = describe(error)
        place = f"{record.topic}/{record.partition}/{record.offset}"
        letter = DeadLettered(
            processor=self._processor,
            key=_bounded(record.key),
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            event_id=_id_of(record) if event_id is None else event_id,
            code=code,
            reason=reason,
        )
        cause = letter.event_id or place
        seed = f"{cause}|{self._processor}" if command_id is None else f"{cause}|{command_id}|{self._processor}"
        letter_id = headers.event_id(seed, letter.key, _DEAD_LETTER, 0)
        is_command = record.topic == names.command_topic(self._processor)
        self.tell(
            place.encode() if is_command else letter.key,  # the topic is compacted: a key's last letter is kept
            letter,
            headers.event_headers(
                event_id=letter_id, source=self._processor, type_=_DEAD_LETTER, time_ms=ce.time_ms, cause_id=cause
            ),
        )
        return letter_id

    def tell(self, key: bytes, record: msgspec.Struct, found: headers.Headers) -> None:
        """Put a record among the dead letters of this task."""
        topic = names.dead_letter_topic(self._processor)
        self._send(Outbound(topic, self._partition, key, codec.encode(record), found))

    def queue(self, record: Inbound, event_id: str | None = None) -> None:
        """Put a later record of a parked key at the end of its queue."""
        at = record.key.hex()
        parked = self._state.get(KeyParked, at)
        assert parked is not None  # `holds` said so
        self._save(record, parked.next, _id_of(record) if event_id is None else event_id)
        self._state.put(at, msgspec.structs.replace(parked, next=parked.next + 1))

    def first(self, key: bytes) -> Inbound | None:
        """Return the first record of a parked key, None if none waits."""
        parked = self.parked(key)
        if parked is None:
            return None
        held = self._held(parked, parked.first)
        found = tuple((header.name, header.value) for header in held.headers)
        return Inbound(held.topic, held.partition, held.offset, parked.parked_at_ms, key, held.value, found)

    def is_kept(self, key: bytes) -> bool:
        """Whether the first record of a parked key is there in full, so that it can be worked."""
        parked = self.parked(key)
        return parked is not None and self._held(parked, parked.first).kept

    def drop(self, key: bytes) -> RecordPlace:
        """Take the first record of a parked key out of its queue; with the last one the key is not parked any more."""
        at = key.hex()
        parked = self._state.get(KeyParked, at)
        assert parked is not None, "the caller works the queue of a parked key"
        held = self._held(parked, parked.first)
        self._await_no_more(parked)
        self._state.delete(RecordParked, f"{at}/{parked.first:012d}")
        if parked.first + 1 == parked.next:
            self._state.delete(KeyParked, at)
            self._keys.discard(key)
        else:
            rest = msgspec.structs.replace(parked, first=parked.first + 1, dead_letter_id="", schema_id=None)
            self._state.put(at, rest)
        return RecordPlace(topic=held.topic, partition=held.partition, offset=held.offset, event_id=held.event_id)

    def arrived(self) -> list[int]:
        """Return the schemas that first records wait for and that are known now, in order."""
        if not self._awaiting or self._looked == codec.known():
            return []
        found = [schema_id for schema_id in sorted(self._awaiting) if is_known(schema_id)]
        if not found:
            self._looked = codec.known()
        return found

    def ask_again(self, arrived: Sequence[int]) -> list[tuple[bytes, int, int]]:
        """
        Return keys that are to be redriven because these schemas have come, with time and schema, and forget why they
        waited, so that each is asked for once; at most `ASKED_MOST`, the others in the next chunk.
        """
        asked: list[tuple[bytes, int, int]] = []
        for schema_id in arrived:
            for key in sorted(self._awaiting.get(schema_id, ()))[: ASKED_MOST - len(asked)]:
                parked = self._state.get(KeyParked, key.hex())
                assert parked is not None, "it is among those that wait"
                self._await_no_more(parked)
                self._state.put(key.hex(), msgspec.structs.replace(parked, schema_id=None))
                asked.append((key, parked.parked_at_ms, schema_id))
        return asked

    def _await(self, key: bytes, error: Exception) -> int | None:
        """Note for which schema the first record of a key waits, if it is one, and return it."""
        if not isinstance(error, UnknownSchema):
            return None
        self._awaiting.setdefault(error.schema_id, set()).add(key)
        return error.schema_id

    def _await_no_more(self, parked: KeyParked) -> None:
        keys = None if parked.schema_id is None else self._awaiting.get(parked.schema_id)
        if keys is not None and parked.schema_id is not None:
            keys.discard(parked.key)
            if not keys:
                del self._awaiting[parked.schema_id]

    def _held(self, parked: KeyParked, number: int) -> RecordParked:
        held = self._state.get(RecordParked, f"{parked.key.hex()}/{number:012d}")
        assert held is not None, "every number from first to next is held"
        return held

    def _save(self, record: Inbound, number: int, event_id: str) -> None:
        """Keep a record with its headers; its time is added where none is readable, it would be lost otherwise."""
        found = [
            Header(name=name, value=value or b"") for name, value in headers.pairs(record.headers)
        ]  # Kafka allows null
        size = len(record.value or b"") + sum(len(header.name) * 4 + len(header.value) + 16 for header in found)
        kept = size <= KEPT_MOST and not (record.value is None and record.key.startswith(_DIGEST))
        if not kept:
            found = []
        if not kept or headers.parse(record.headers, NO_TIME).time_ms == NO_TIME:
            at_ms = headers.parse(record.headers, record.timestamp_ms).time_ms
            found.append(Header(name="ce_time", value=headers.rfc3339(at_ms)))
        self._state.put(
            f"{record.key.hex()}/{number:012d}",
            RecordParked(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                event_id=event_id,
                kept=kept,
                value=record.value if kept else None,
                headers=tuple(found),
            ),
        )


def _bounded(key: bytes) -> bytes:
    """Return a key, or its digest if it is too long for what bears keys."""
    return key if len(key) <= KEY_MOST else _DIGEST + hashlib.sha256(key).hexdigest().encode()


def _id_of(record: Inbound) -> str:
    return headers.bounded(headers.parse(record.headers, record.timestamp_ms).id)


def is_known(schema_id: int) -> bool:
    """Return whether a schema is known."""
    try:
        codec.kind_of(schema_id)
    except codec.UnknownSchemaId:
        return False
    return True


def describe(error: Exception) -> tuple[str, str]:
    """
    Return the stable code of an error and a reason for people.

    Ours speak for themselves. What a rule raised is told by its type and place only: its text may quote data.
    """
    if isinstance(error, MeshError):
        return error.code, str(error)[:REASON_LENGTH]
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f" in {place.tb_frame.f_code.co_qualname}, line {place.tb_lineno}"
    return "rule_failed", f"{type(error).__name__}{where}"
