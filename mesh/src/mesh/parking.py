"""
Parking: a key whose record cannot be worked waits with all its later records, in order, while every other key flows.

Parked records are state, so they survive restarts, move with their partition and are redriven deterministically by a
command event. The dead letter that announces them carries where and why, never the content.
"""

from collections.abc import Callable

from contracts.mesh import DeadLettered, Header, KeyParked, RecordParked
from mesh import headers, names
from mesh.errors import MeshError
from mesh.processor import Context, Emit
from mesh.registers import Registers
from mesh.state import TaskState
from mesh.wire import Inbound

REASON_LENGTH = 500
NO_TIME = -1


class Parking:
    """The parked keys of one task. `parked_now` lists those parked since it was last cleared."""

    def __init__(self, processor: str, state: TaskState, emit: Callable[[Emit, Context], None]) -> None:
        self._processor = processor
        self._state = state
        self._emit = emit
        self._keys: set[bytes] = set()
        self.parked_now: list[bytes] = []

    def reload(self) -> None:
        """Take the parked keys from committed state."""
        self._keys = {parked.key for _, parked in self._state.scan(KeyParked)}

    @property
    def count(self) -> int:
        """How many keys are parked."""
        return len(self._keys)

    def holds(self, key: bytes) -> bool:
        """Whether records of this key have to queue."""
        return key in self._keys

    def park(self, record: Inbound, error: Exception) -> None:
        """Park the key of a record that failed, the record first in its queue, and announce it as a dead letter."""
        at_ms = headers.parse(record.headers, record.timestamp_ms).time_ms
        code, reason = describe(error)
        self._state.put(
            record.key.hex(),
            KeyParked(key=record.key, code=code, reason=reason, parked_at_ms=at_ms, first=0, next=1),
        )
        self._save(record, 0)
        self._keys.add(record.key)
        self.parked_now.append(record.key)
        self.announce(record, error)

    def announce(self, record: Inbound, error: Exception) -> None:
        """Tell of a record that failed as a dead letter, without parking anything."""
        ce = headers.parse(record.headers, record.timestamp_ms)
        code, reason = describe(error)
        letter = DeadLettered(
            processor=self._processor,
            key=record.key,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            code=code,
            reason=reason,
        )
        context = Context(
            at_ms=ce.time_ms,
            cause_id=ce.id or f"{record.topic}/{record.partition}/{record.offset}",
            key=record.key,
            partition=record.partition,
            partitions=0,
            registers=Registers(),
        )
        self._emit(Emit(names.dead_letter_topic(self._processor), record.key, letter), context)

    def queue(self, record: Inbound) -> None:
        """Put a later record of a parked key at the end of its queue."""
        at = record.key.hex()
        parked = self._state.get(KeyParked, at)
        assert parked is not None  # `holds` said so
        self._save(record, parked.next)
        self._state.put(
            at,
            KeyParked(
                key=parked.key,
                code=parked.code,
                reason=parked.reason,
                parked_at_ms=parked.parked_at_ms,
                first=parked.first,
                next=parked.next + 1,
            ),
        )

    def release(self, key: bytes) -> list[Inbound]:
        """Forget that a key is parked and return its records in order, for the caller to work or park again."""
        at = key.hex()
        parked = self._state.get(KeyParked, at)
        if parked is None:
            return []
        records = []
        for number in range(parked.first, parked.next):
            held = self._state.get(RecordParked, f"{at}/{number:012d}")
            self._state.delete(RecordParked, f"{at}/{number:012d}")
            if held is not None:
                found = tuple((header.name, header.value) for header in held.headers)
                records.append(
                    Inbound(held.topic, held.partition, held.offset, parked.parked_at_ms, key, held.value, found)
                )
        self._state.delete(KeyParked, at)
        self._keys.discard(key)
        return records

    def _save(self, record: Inbound, number: int) -> None:
        """Keep a record with its headers; its time is added where none is readable, it would be lost otherwise."""
        found = [
            Header(name=name, value=value or b"") for name, value in headers.pairs(record.headers)
        ]  # Kafka allows null
        if headers.parse(record.headers, NO_TIME).time_ms == NO_TIME:
            found.append(Header(name="ce_time", value=headers.rfc3339(record.timestamp_ms)))
        self._state.put(
            f"{record.key.hex()}/{number:012d}",
            RecordParked(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                value=record.value,
                headers=tuple(found),
            ),
        )


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
