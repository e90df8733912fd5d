"""The case view's tables about parked keys, and of records that the view passed over."""

from sqlalchemy import JSON, Column, Index, LargeBinary, Table, Text

from caseview.database.columns import METADATA, long, text

PARKED = Table(
    "view_parked_keys",
    METADATA,
    text("processor", key=True),
    long("partition", key=True),
    text("key_digest", key=True),
    Column("key_hex", Text, nullable=False),
    text("dead_letter_id", null=True),
    text("code", null=True),
    Column("reason", Text, nullable=True),
    text("topic", null=True),
    long("offset", null=True),
    text("event_id", null=True),
    long("parked_ms", null=True),
    long("released_ms", null=True),
    long("letter_offset", null=True),
    long("released_offset", null=True),
    long("answered_offset", null=True),
    long("asked_offset", null=True),
    long("asked_ms", null=True),
    text("asked_by", null=True),
)
"""
Keys that a processor parked in a partition; they wait while `released_ms` is null. Times are Kafka's own.

What is asked comes from commands, all else from the topic of dead letters, by the offsets there: `letter_offset` is
that of the newest dead letter, which says why, `released_offset` that of the newest answer that says that nothing is
parked. One that is folded late, because it could not be read before, counts by its offset as if it had come in time.
The same key may be parked in several partitions: one that is misplaced, and itself. Keys have any length, so their
digests tell them apart.
"""

COMMAND_ANSWERS = Table(
    "view_command_answers",
    METADATA,
    text("topic", key=True),
    long("partition", key=True),
    long("offset", key=True),
    text("processor"),
    text("key_digest"),
    Column("key_hex", Text, nullable=False),
    text("command_id"),
    text("action"),
    text("outcome"),
    text("requested_by"),
    text("person", null=True),
    Column("reason", Text, nullable=False),
    long("worked"),
    long("left"),
    Column("discarded", JSON, nullable=False),
    long("asked_at_ms"),
    long("recorded_ms"),
    Index("view_command_answers_by_time", "recorded_ms"),
    Index("view_command_answers_by_command", "command_id"),
    Index("view_command_answers_by_key", "key_digest"),
)
"""What came of every command about a parked key, by the place of its answer (dead letters)."""

SET_ASIDE = Table(
    "view_set_aside",
    METADATA,
    text("topic", key=True),
    long("partition", key=True),
    long("offset", key=True),
    long("ordinal", key=True),
    long("schema_id", null=True),
    Column("reason", Text, nullable=False),
    long("recorded_ms"),
    Column("key", LargeBinary, nullable=False),
    Column("headers", LargeBinary, nullable=True),
    Column("value", LargeBinary, nullable=True),
    Index("view_set_aside_by_schema", "schema_id"),
)
"""
Records that the view passed over: unreadable ones by their place alone, with all they are those that may be read later,
when the schema `schema_id` has come or another version of the view runs. `headers` in MessagePack. `ordinal` is that of
one gathered with others, which are folded; 0 for a record that came alone or waits whole.
"""
