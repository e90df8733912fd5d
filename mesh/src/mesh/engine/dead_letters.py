"""
The dead letters of a task: where a record failed and why, never its content; answers to commands lie among them.

They stand in the partition of their task, whatever the key is, so they are in order per task.
"""

import hashlib
from collections.abc import Callable

import msgspec

from contracts import codec
from contracts.mesh import DeadLettered
from mesh.declared.errors import MeshError
from mesh.wire import headers, names
from mesh.wire.records import Inbound, Outbound

REASON_LENGTH = 500
KEY_MOST = 4_096
"""Bytes of a key under which records are parked. An order number has at most 60 characters, normalised 3,240 bytes."""

DIGEST = b"sha256:"
"""The beginning of a key that stands for a longer one."""
_DEAD_LETTER = codec.full_name(DeadLettered)


class DeadLetters:
    """Announces the failures of one task. send: takes the records."""

    def __init__(self, processor: str, partition: int, send: Callable[[Outbound], None]) -> None:
        self._processor = processor
        self._partition = partition
        self._topic = names.dead_letter_topic(processor)
        self._send = send

    def announce(
        self, record: Inbound, error: Exception, event_id: str | None = None, command_id: str | None = None
    ) -> str:
        """
        Announce a record that failed, and return the letter's id.

        event_id: that of a timer, whose record bears none. command_id: the command for which the record was processed
        again; then this letter is another one than the first.
        """
        ce = headers.parse(record.headers, record.timestamp_ms)
        code, reason = describe(error)
        place = f"{record.topic}/{record.partition}/{record.offset}"
        letter = DeadLettered(
            processor=self._processor,
            key=bounded_key(record.key),
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            event_id=id_of(record) if event_id is None else event_id,
            code=code,
            reason=reason,
        )
        cause = letter.event_id or place
        seed = f"{cause}|{self._processor}" if command_id is None else f"{cause}|{command_id}|{self._processor}"
        letter_id = headers.event_id(seed, letter.key, _DEAD_LETTER, 0)
        is_command = record.topic == names.command_topic(self._processor)
        self.publish(
            place.encode() if is_command else letter.key,  # the topic is compacted: a key's last letter stays
            letter,
            headers.event_headers(
                event_id=letter_id, source=self._processor, type_=_DEAD_LETTER, time_ms=ce.time_ms, cause_id=cause
            ),
        )
        return letter_id

    def publish(self, key: bytes, record: msgspec.Struct, event_headers: headers.Headers) -> None:
        """Put a record among the dead letters of this task."""
        self._send(Outbound(self._topic, self._partition, key, codec.encode(record), event_headers))


def bounded_key(key: bytes) -> bytes:
    """Return a key, or its digest if it is too long for a record that bears keys."""
    return key if len(key) <= KEY_MOST else DIGEST + hashlib.sha256(key).hexdigest().encode()


def id_of(record: Inbound) -> str:
    """Return the event id of a record, empty if it has none that can be taken."""
    return headers.bounded(headers.parse(record.headers, record.timestamp_ms).id)


def describe(error: Exception) -> tuple[str, str]:
    """
    Return the stable code of an error and a reason for people.

    Our own errors have both. An exception of a rule is described by type and place only: its text may quote data.
    """
    if isinstance(error, MeshError):
        return error.code, str(error)[:REASON_LENGTH]
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f" in {place.tb_frame.f_code.co_qualname}, line {place.tb_lineno}"
    return "rule_failed", f"{type(error).__name__}{where}"
