"""
Records whose schema is not known: whether they are waited for, and their entry in the journal.

Which schemas are known is not among a task's records. So its journal entry names the records that were given up, and a
replay gives up those and no others, whatever has been published since.
"""

from collections.abc import Callable, Iterable

from contracts import codec
from contracts.mesh import JournalEntry, RecordUnread, RedriveRequested
from mesh.declared.errors import UnknownSchema
from mesh.wire import headers, names
from mesh.wire.records import Inbound, Outbound

HEAD = 5  # bytes of a value that name its schema


class Unread:
    """The records that one chunk of one task gives up. Call `begin` before each."""

    def __init__(self, is_given_up: Callable[[int], bool]) -> None:
        self._is_given_up = is_given_up
        self._given_up_now: dict[tuple[str, int, int], None] = {}  # topic, offset and schema, in the order of giving up
        self._then: frozenset[tuple[str, int, int]] = frozenset()
        self.may_wait = True
        """False in a replay, and for a record that has waited: then every record of an unknown schema is given up."""

    def begin(self, then: JournalEntry | None) -> None:
        """Begin a chunk, `then` the entry that it repeats in a replay."""
        self._given_up_now = {}
        self._then = frozenset((one.topic, one.offset, one.schema_id) for one in (() if then is None else then.unread))
        self.may_wait = then is None

    def is_over(self, schema_id: int) -> bool:
        """Return whether records of this unknown schema are given up now."""
        return not self.may_wait or self._is_given_up(schema_id)

    def refuse(self, record: Inbound) -> None:
        """Raise UnknownSchema for a record that was given up when the entry that is repeated was written."""
        if self._then and record.value is not None and record.value[:1] == b"\0":
            schema_id = int.from_bytes(record.value[1:HEAD], "big")
            if (record.topic, record.offset, schema_id) in self._then:
                raise UnknownSchema(schema_id)

    def note(self, record: Inbound, schema_id: int) -> None:
        """Note a record that is given up."""
        self._given_up_now[record.topic, record.offset, schema_id] = None

    def records(self) -> tuple[RecordUnread, ...]:
        """Return those of this chunk, for its journal entry."""
        return tuple(
            RecordUnread(topic=topic, offset=offset, schema_id=schema_id, code=UnknownSchema.code)
            for topic, offset, schema_id in self._given_up_now
        )


def redrives(
    keys: Iterable[tuple[bytes, int, int]], *, processor: str, partition: int, sequence: int
) -> list[Outbound]:
    """
    Return the commands by which a task has parked keys worked again: an operator's, but into its own partition.

    keys: key, time of its record and the schema that has come, of each. sequence: the journal's; ids are made of it.
    """
    type_ = codec.full_name(RedriveRequested)
    commands = []
    for ordinal, (key, at_ms, schema_id) in enumerate(keys):
        command = RedriveRequested(
            processor=processor, requested_by=processor, reason=f"schema {schema_id} is published"
        )
        event_headers = headers.event_headers(
            event_id=headers.event_id(f"{processor}/{partition}/{sequence}", key, type_, ordinal),
            source=processor,
            type_=type_,
            time_ms=at_ms,
            cause_id=None,
        )
        commands.append(Outbound(names.command_topic(processor), partition, key, codec.encode(command), event_headers))
    return commands
