"""
Parking: a key whose record cannot be processed waits with all its later records, in order, while every other key flows.

Parked records are state, so they survive restarts, move with their partition and are redriven deterministically by a
command event (`commands`). A dead letter announces them (`dead_letters`).
"""

from collections.abc import Sequence

import msgspec

from contracts import codec
from contracts.mesh import Header, KeyParked, RecordParked, RecordPlace
from mesh.declared.errors import UnknownSchema
from mesh.engine.dead_letters import DIGEST, DeadLetters, bounded_key, describe, id_of
from mesh.engine.state import TaskState
from mesh.wire import headers
from mesh.wire.records import Inbound
from mesh.wire.schema_patience import is_known

NO_TIME = -1
RECORD_MOST = 960_000
"""Bytes of a parked record. Ours have at most 950,000; a foreign one may have more than a state record can hold."""

REDRIVEN_MOST = 2_000
"""Keys that a chunk asks to redrive because a schema has come: a transaction must stay short."""


class Parking:
    """
    The parked keys of one task.

    `parked_now` lists those parked since it was last cleared, `parked_anew` those that a command did not get past.
    """

    def __init__(self, state: TaskState, letters: DeadLetters) -> None:
        self._state = state
        self._letters = letters
        self._keys: set[bytes] = set()
        self._awaiting: dict[int, set[bytes]] = {}  # keys by the schema that their first record waits for
        self._known_before = -1  # how many schemas were known when none of those was among them
        self.parked_now: list[bytes] = []
        self.parked_anew: list[bytes] = []

    def reload(self) -> None:
        """Take the parked keys from committed state."""
        self._keys = set()
        self._awaiting = {}
        self._known_before = -1
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
        letter_id = self._letters.announce(record, error, event_id)
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
        self._save(record, 0, id_of(record) if event_id is None else event_id)
        self._keys.add(record.key)
        self.parked_now.append(record.key)

    def park_place(self, record: Inbound, error: Exception) -> None:
        """Park a record whose key is too long to keep: its place, under the digest of the key."""
        self.park(record._replace(key=bounded_key(record.key), value=None, headers=()), error)

    def park_anew(self, record: Inbound, error: Exception, command_id: str) -> None:
        """Note that the first record of a parked key failed again, for a command, and announce it."""
        parked = self._state.get(KeyParked, record.key.hex())
        assert parked is not None, "the caller works the queue of a parked key"
        code, reason = describe(error)
        letter_id = self._letters.announce(record, error, self._record(parked, parked.first).event_id, command_id)
        self._await_no_more(parked)
        changed = msgspec.structs.replace(
            parked, code=code, reason=reason, dead_letter_id=letter_id, schema_id=self._await(record.key, error)
        )
        self._state.put(record.key.hex(), changed)
        self.parked_anew.append(record.key)

    def queue(self, record: Inbound, event_id: str | None = None) -> None:
        """Put a later record of a parked key at the end of its queue."""
        at = record.key.hex()
        parked = self._state.get(KeyParked, at)
        assert parked is not None  # `holds` said so
        self._save(record, parked.next, id_of(record) if event_id is None else event_id)
        self._state.put(at, msgspec.structs.replace(parked, next=parked.next + 1))

    def first(self, key: bytes) -> Inbound | None:
        """Return the first record of a parked key, None if none waits."""
        parked = self.parked(key)
        if parked is None:
            return None
        first = self._record(parked, parked.first)
        pairs = tuple((header.name, header.value) for header in first.headers)
        return Inbound(first.topic, first.partition, first.offset, parked.parked_at_ms, key, first.value, pairs)

    def is_whole(self, key: bytes) -> bool:
        """Whether the first record of a parked key is there in full, so that it can be worked."""
        parked = self.parked(key)
        return parked is not None and self._record(parked, parked.first).kept

    def drop(self, key: bytes) -> RecordPlace:
        """Take the first record of a parked key out of its queue; with the last one the key is not parked any more."""
        at = key.hex()
        parked = self._state.get(KeyParked, at)
        assert parked is not None, "the caller works the queue of a parked key"
        first = self._record(parked, parked.first)
        self._await_no_more(parked)
        self._state.delete(RecordParked, f"{at}/{parked.first:012d}")
        if parked.first + 1 == parked.next:
            self._state.delete(KeyParked, at)
            self._keys.discard(key)
        else:
            rest = msgspec.structs.replace(parked, first=parked.first + 1, dead_letter_id="", schema_id=None)
            self._state.put(at, rest)
        return RecordPlace(topic=first.topic, partition=first.partition, offset=first.offset, event_id=first.event_id)

    def arrived(self) -> list[int]:
        """Return the schemas that first records wait for and that are known now, in order."""
        if not self._awaiting or self._known_before == codec.known():
            return []
        arrived = [schema_id for schema_id in sorted(self._awaiting) if is_known(schema_id)]
        if not arrived:
            self._known_before = codec.known()
        return arrived

    def to_redrive(self, arrived: Sequence[int]) -> list[tuple[bytes, int, int]]:
        """
        Return keys that are to be redriven because these schemas have come, with time and schema, and forget why they
        waited, so that each is asked for once; at most `REDRIVEN_MOST`, the others in the next chunk.
        """
        keys: list[tuple[bytes, int, int]] = []
        for schema_id in arrived:
            for key in sorted(self._awaiting.get(schema_id, ()))[: REDRIVEN_MOST - len(keys)]:
                parked = self._state.get(KeyParked, key.hex())
                assert parked is not None, "it is among those that wait"
                self._await_no_more(parked)
                self._state.put(key.hex(), msgspec.structs.replace(parked, schema_id=None))
                keys.append((key, parked.parked_at_ms, schema_id))
        return keys

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

    def _record(self, parked: KeyParked, number: int) -> RecordParked:
        record = self._state.get(RecordParked, f"{parked.key.hex()}/{number:012d}")
        assert record is not None, "every number from first to next has a record"
        return record

    def _save(self, record: Inbound, number: int, event_id: str) -> None:
        """Keep a record with its headers; its time is added where none is readable, it would be lost otherwise."""
        pairs = [
            Header(name=name, value=value or b"") for name, value in headers.pairs(record.headers)
        ]  # Kafka allows null
        size = len(record.value or b"") + sum(len(header.name) * 4 + len(header.value) + 16 for header in pairs)
        is_whole = size <= RECORD_MOST and not (record.value is None and record.key.startswith(DIGEST))
        if not is_whole:
            pairs = []
        if not is_whole or headers.parse(record.headers, NO_TIME).time_ms == NO_TIME:
            at_ms = headers.parse(record.headers, record.timestamp_ms).time_ms
            pairs.append(Header(name="ce_time", value=headers.rfc3339(at_ms)))
        self._state.put(
            f"{record.key.hex()}/{number:012d}",
            RecordParked(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                event_id=event_id,
                kept=is_whole,
                value=record.value if is_whole else None,
                headers=tuple(pairs),
            ),
        )
