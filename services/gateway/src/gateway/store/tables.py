"""The tables of the intake. Times are ms UTC; nothing here holds a document or a personal value."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

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
