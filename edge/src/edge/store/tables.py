"""
The gateway's tables: organisations, keys, batches, changes of registers, and who read what of a case or view.

Times are ms UTC on the mesh's clock, `real` ones on the real clock; nothing here holds a document or a personal value.
"""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()

ORGANISATIONS = Table(
    "gateway_organisations",
    METADATA,
    Column("organisation", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("codes", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("commitment", String(200), nullable=False),
)

KEYS = Table(
    "gateway_keys",
    METADATA,
    Column("key_id", String(64), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at_ms", BigInteger, nullable=False),
)

BATCHES = Table(
    "gateway_batches",
    METADATA,
    Column("batch_id", String(32), primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("idempotency_key", String(255), nullable=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("accepted_at_ms", BigInteger, nullable=False),
    Column("reserved_at_ms", BigInteger, nullable=False),
    Column("rights", JSON, nullable=False),
    Column("state", Integer, nullable=False),
)
Index("gateway_batches_key", BATCHES.c.organisation, BATCHES.c.idempotency_key, unique=True)
Index("gateway_batches_state", BATCHES.c.state)

REGISTER_CHANGES = Table(
    "gateway_register_changes",
    METADATA,
    Column("change_id", String(32), primary_key=True),
    Column("register", String(100), nullable=False),
    Column("entries", Text, nullable=False),
    Column("authority", String(500), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("proposed_by", String(100), nullable=False),
    Column("proposed_under", String(64), nullable=False),
    Column("proposed_at_ms", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("decided_by", String(100), nullable=True),
    Column("decided_under", String(64), nullable=True),
    Column("decided_at_ms", BigInteger, nullable=True),
    Column("decided_real_ms", BigInteger, nullable=True),
    Column("decided_because", String(500), nullable=True),
)
Index("gateway_register_changes_state", REGISTER_CHANGES.c.state)

READS = Table(
    "gateway_reads",
    METADATA,
    Column("read_no", Integer, primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("real_ms", BigInteger, nullable=False),
    Column("organisation", String(64), nullable=False),
    Column("person", String(100), nullable=True),
    Column("purpose", String(500), nullable=False),
    Column("number", String(200), nullable=False),
    Column("declarations", JSON, nullable=False),
)

VIEW_READS = Table(
    "gateway_view_reads",
    METADATA,
    Column("read_no", Integer, primary_key=True, autoincrement=True),
    Column("at_ms", BigInteger, nullable=False),
    Column("real_ms", BigInteger, nullable=False),
    Column("organisation", String(64), nullable=False),
    Column("person", String(100), nullable=True),
    Column("purpose", String(500), nullable=False),
    Column("view", String(100), nullable=False),
    Column("question", Text, nullable=False),
    Column("records", Integer, nullable=False),
)
