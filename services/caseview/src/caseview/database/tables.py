"""
The tables of the case view. Portable SQL: SQLite embedded, PostgreSQL in a deployment.

Each table is fed by one topic (`parked` by two, which own different columns), and a partition is read in order.
So the view does not depend on how its inputs interleave: however it was built, the same offsets give the same rows.
Instants are ms UTC: ``at_ms`` is the time of the event, ``recorded_ms`` Kafka's own on the real clock.
Lists of codes stand as ``|A|B|``, so that LIKE finds one; reasons, rules and details stand as JSON.
"""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()
LONGEST = 1_200
"""Characters: above what anybody may hand over. A number has 60, normalised up to 900; words of officers have 500."""


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, String(LONGEST), primary_key=key, nullable=null)


def _long(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, BigInteger, primary_key=key, nullable=null, autoincrement=False)


OFFSETS = Table("view_offsets", METADATA, _text("topic", key=True), _long("partition", key=True), _long("next_offset"))
"""How far each partition has been folded in."""

LAYOUT = Table("view_layout", METADATA, _text("layout", key=True))
"""Which layout the tables have (`caseview.database.layout`): one row, written by the process that folds."""

NUMBERS = Table(
    "view_numbers",
    METADATA,
    _text("number", key=True),
    _text("order_key", key=True),
    _text("topic", key=True),
    _text("audience", key=True),
)
"""
Every number by which someone may ask (`edge.access.visibility.Number`), and for whom what bears it is: the topic on
which that stands and its audience. Others do not find the order by it.
"""

DOCUMENTS = Table(
    "view_documents",
    METADATA,
    _text("batch_id", key=True),
    _long("batch_index", key=True),
    _text("document_id"),
    _text("document_type"),
    _text("order_key"),
    _text("platform", null=True),
    _text("issuer"),
    _text("number"),
    _text("sender"),
    _text("operation"),
    Column("draft", Integer, nullable=False),
    _text("content_digest"),
    _long("accepted_at_ms"),
    _long("recorded_ms"),
    Column("audience", Text, nullable=False),
    Index("view_documents_by_order", "order_key"),
    Index("view_documents_by_id", "document_id"),
    Index("view_documents_by_time", "recorded_ms"),
)
"""
Every document submitted, as the gateway published it (trade.imports). `batch_id` and `batch_index` say where in the
evidence it lies, `content_digest` (hex) what it said.
"""

JUDGEMENTS = Table(
    "view_judgements",
    METADATA,
    _text("batch_id", key=True),
    _long("batch_index", key=True),
    _text("order_key"),
    _text("document_type"),
    _text("verdict"),
    _text("status"),
    Column("reasons", JSON, nullable=False),
    Index("view_judgements_by_order", "order_key"),
)
"""What customs made of each (customs.documents)."""

CASES = Table(
    "view_cases",
    METADATA,
    _text("declaration_id", key=True),
    _text("order_key"),
    _text("order_no"),
    _text("platform"),
    _text("merchant"),
    _text("agent"),
    _text("customs_code"),
    _text("cop_no", null=True),
    _text("pre_entry_no"),
    _text("list_no", null=True),
    _long("revision"),
    _text("state"),
    _text("status"),
    Column("reasons", JSON, nullable=False),
    _text("reason_codes"),
    _long("opened_at_ms"),
    _long("updated_at_ms"),
    _long("decided_ms", null=True),
    _long("settled_ms", null=True),
    _text("chapters"),
    Column("documents", JSON, nullable=False),
    Column("parties", Text, nullable=False),
    Column("audience", Text, nullable=False),
    _long("told_offset"),
    Index("view_cases_by_order", "order_key"),
    Index("view_cases_by_state", "state"),
    Index("view_cases_by_decision", "decided_ms"),
    Index("view_cases_by_end", "settled_ms"),
)
"""
How each declaration stands (customs.declarations). `decided_ms` is Kafka's time of the first held, cleared or refused,
`settled_ms` that of the last cleared or refused; `chapters` of the tariff its goods are in, as ``|04|33|``;
`parties` may see every decision on it, `audience` how it stands; `told_offset` is that of the newest event folded.
"""

CASE_DOCUMENTS = Table(
    "view_case_documents",
    METADATA,
    _text("declaration_id", key=True),
    _text("document_id", key=True),
    _text("document_type"),
)
"""The documents on which a declaration was first decided: the last of them starts its latency."""

HOLDS = Table(
    "view_holds",
    METADATA,
    _text("declaration_id", key=True),
    _text("hold_id", key=True),
    _text("order_key"),
    _text("agency"),
    _long("revision"),
    _text("code"),
    Column("reason", JSON, nullable=False),
    _long("opened_at_ms"),
    _long("opened_recorded_ms"),
    _long("closed_at_ms", null=True),
    Index("view_holds_by_agency", "agency", "closed_at_ms"),
    Index("view_holds_by_time", "opened_recorded_ms"),
)
"""Why declarations wait; open while `closed_at_ms` is null (customs.declarations)."""

FINDINGS = Table(
    "view_findings",
    METADATA,
    _text("finding_id", key=True),
    _text("declaration_id"),
    _text("hold_id"),
    _text("agency"),
    _text("action"),
    _text("officer"),
    _text("authority"),
    Column("reason", Text, nullable=False),
    _long("found_at_ms"),
    Index("view_findings_by_declaration", "declaration_id"),
)
"""What officers found (``<agency>.findings``)."""

TAX_BILLS = Table(
    "view_tax_bills",
    METADATA,
    _text("bill_no", key=True),
    _text("order_key"),
    _text("declaration_id"),
    _text("list_no"),
    _text("guarantor"),
    _text("status"),
    _text("payment_book_no", null=True),
    _long("duty_cny_e5"),
    _long("consumption_tax_cny_e5"),
    _long("vat_cny_e5"),
    Column("lines", JSON, nullable=False),
    _long("issued_at_ms"),
    _long("changed_at_ms"),
    Column("audience", Text, nullable=False),
    _long("told_offset"),
    Index("view_tax_bills_by_order", "order_key"),
    Index("view_tax_bills_by_declaration", "declaration_id"),
)
"""Electronic tax bills with their lines, and how each stands (tax.bills); `told_offset` as of cases."""

REGISTER_CHANGES = Table(
    "view_register_changes",
    METADATA,
    _text("change_id", key=True),
    _text("code", key=True),
    _long("version", key=True),
    _text("register"),
    _text("valid_from"),
    _text("valid_to", null=True),
    Column("withdrawn", Integer, nullable=False),
    _text("content_digest"),
    _text("proposed_by"),
    _text("proposed_under"),
    _long("proposed_at_ms"),
    Column("authority", Text, nullable=False),
    Column("reason", Text, nullable=False),
    _text("approved_by"),
    _text("approved_under"),
    _long("approved_at_ms"),
    Index("view_register_changes_by_entry", "register", "code", "version"),
)
"""Register entries that two persons agreed on, a row per entry (gateway.register-changes)."""

TIMELINE = Table(
    "view_timeline",
    METADATA,
    _text("order_key", key=True),
    _text("topic", key=True),
    _long("partition", key=True),
    _long("offset", key=True),
    _long("ordinal", key=True),
    _long("at_ms"),
    _long("recorded_ms"),
    _text("event_id"),
    _text("cause", null=True),
    Column("event", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""
Every event about an order, from every topic: as it came, or what is told of it (`caseview.fold.timeline`). `ordinal` is
its place among those that one record gathered.
"""

PARKED = Table(
    "view_parked_keys",
    METADATA,
    _text("processor", key=True),
    _long("partition", key=True),
    _text("key_digest", key=True),
    Column("key_hex", Text, nullable=False),
    _text("dead_letter_id", null=True),
    _text("code", null=True),
    Column("reason", Text, nullable=True),
    _text("topic", null=True),
    _long("offset", null=True),
    _text("event_id", null=True),
    _long("parked_ms", null=True),
    _long("released_ms", null=True),
    _long("told_offset", null=True),
    _long("answered_offset", null=True),
    _long("asked_offset", null=True),
    _long("asked_ms", null=True),
    _text("asked_by", null=True),
)
"""
Keys that a processor parked in a partition; they wait while `released_ms` is null. Times are Kafka's own.

What is asked comes from commands, all else from the dead letters of that partition, in their order: `told_offset` is
the last of them, and one that is folded late, because it could not be read before, counts no more. The same key may be
parked in several partitions: one that is misplaced, and itself. Keys have any length, so their digests tell them apart.
"""

COMMAND_ANSWERS = Table(
    "view_command_answers",
    METADATA,
    _text("topic", key=True),
    _long("partition", key=True),
    _long("offset", key=True),
    _text("processor"),
    _text("key_digest"),
    Column("key_hex", Text, nullable=False),
    _text("command_id"),
    _text("action"),
    _text("outcome"),
    _text("requested_by"),
    _text("person", null=True),
    Column("reason", Text, nullable=False),
    _long("worked"),
    _long("left"),
    Column("discarded", JSON, nullable=False),
    _long("asked_at_ms"),
    _long("recorded_ms"),
    Index("view_command_answers_by_time", "recorded_ms"),
    Index("view_command_answers_by_command", "command_id"),
    Index("view_command_answers_by_key", "key_digest"),
)
"""What came of every command about a parked key, by the place of its answer (dead letters)."""

SET_ASIDE = Table(
    "view_set_aside",
    METADATA,
    _text("topic", key=True),
    _long("partition", key=True),
    _long("offset", key=True),
    _long("schema_id", null=True),
    Column("reason", Text, nullable=False),
    _long("recorded_ms"),
    Column("key", LargeBinary, nullable=False),
    Column("headers", LargeBinary, nullable=True),
    Column("value", LargeBinary, nullable=True),
    Index("view_set_aside_by_schema", "schema_id"),
)
"""
Records that the view passed over: unreadable ones by their place alone, with all they are those that may be read later,
when the schema `schema_id` has come or another version of the view runs. `headers` in MessagePack.
"""
