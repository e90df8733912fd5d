"""
The tables of the case view. Portable SQL: SQLite embedded, PostgreSQL in a deployment.

Each table is fed by one topic (`parked` by two, which own different columns), and a partition is read in order.
So the view does not depend on how its inputs interleave: however it was built, the same offsets give the same rows.
Instants are ms UTC: ``at_ms`` is the time of the event, ``recorded_ms`` Kafka's own on the real clock.
Lists of codes stand as ``|A|B|``, so that LIKE finds one; reasons, rules and details stand as JSON.
Those about parked keys are declared in `parked_tables`; here they are named with the others.
"""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, Table, Text

from caseview.database.columns import METADATA, long, text
from caseview.database.parked_tables import COMMAND_ANSWERS, PARKED, SET_ASIDE

__all__ = [
    "CASES", "CASE_DOCUMENTS", "COMMAND_ANSWERS", "CONTENTS", "DOCUMENTS", "FINDINGS", "HOLDS", "JUDGEMENTS", "LAYOUT",
    "METADATA", "NUMBERS", "OFFSETS", "PARKED", "REGISTER_CHANGES", "SET_ASIDE", "TAX_BILLS", "TIMELINE",
]  # fmt: skip

OFFSETS = Table("view_offsets", METADATA, text("topic", key=True), long("partition", key=True), long("next_offset"))
"""How far each partition has been folded in."""

LAYOUT = Table("view_layout", METADATA, text("layout", key=True))
"""Which layout the tables have (`caseview.database.layout`): one row, written by the process that folds."""

NUMBERS = Table(
    "view_numbers",
    METADATA,
    text("number", key=True),
    text("order_key", key=True),
    text("topic", key=True),
    text("audience", key=True),
)
"""
Every number by which someone may ask (`edge.access.visibility.Number`), and for whom what bears it is: the topic on
which that stands and its audience. Others do not find the order by it.
"""

DOCUMENTS = Table(
    "view_documents",
    METADATA,
    text("batch_id", key=True),
    long("batch_index", key=True),
    text("document_id"),
    text("document_type"),
    text("order_key"),
    text("platform", null=True),
    text("issuer"),
    text("number"),
    text("sender"),
    text("operation"),
    Column("draft", Integer, nullable=False),
    text("content_digest"),
    text("licence_no", null=True),
    long("accepted_at_ms"),
    long("recorded_ms"),
    Column("audience", Text, nullable=False),
    Index("view_documents_by_order", "order_key"),
    Index("view_documents_by_id", "document_id"),
    Index("view_documents_by_time", "recorded_ms"),
)
"""
Every document submitted, as the gateway published it. `batch_id` and `batch_index` say where in the evidence it lies,
`content_digest` (hex) what it said.
"""

JUDGEMENTS = Table(
    "view_judgements",
    METADATA,
    text("batch_id", key=True),
    long("batch_index", key=True),
    text("order_key"),
    text("document_type"),
    text("verdict"),
    text("status"),
    Column("reasons", JSON, nullable=False),
    Index("view_judgements_by_order", "order_key"),
)
"""What customs made of each (customs.documents): what it came to in the end, once that is concluded."""

CASES = Table(
    "view_cases",
    METADATA,
    text("declaration_id", key=True),
    text("order_key"),
    text("order_no"),
    text("platform"),
    text("merchant"),
    text("agent"),
    text("customs_code"),
    text("cop_no", null=True),
    text("pre_entry_no"),
    text("list_no", null=True),
    long("revision"),
    text("state"),
    text("status"),
    Column("reasons", JSON, nullable=False),
    text("reason_codes"),
    long("opened_at_ms"),
    long("updated_at_ms"),
    long("decided_ms", null=True),
    long("settled_ms", null=True),
    text("chapters"),
    Column("documents", JSON, nullable=False),
    Column("parties", Text, nullable=False),
    Column("audience", Text, nullable=False),
    long("told_offset"),
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

CONTENTS = Table(
    "view_contents",
    METADATA,
    text("declaration_id", key=True),
    long("revision", key=True),
    Column("content", JSON, nullable=False),
)
"""What each revision of a declaration says of goods and values (`caseview.fold.contents`)."""

CASE_DOCUMENTS = Table(
    "view_case_documents",
    METADATA,
    text("declaration_id", key=True),
    text("document_id", key=True),
    text("document_type"),
)
"""The documents on which a declaration was first decided: the last of them starts its latency."""

HOLDS = Table(
    "view_holds",
    METADATA,
    text("declaration_id", key=True),
    text("hold_id", key=True),
    text("order_key"),
    text("agency"),
    long("revision"),
    text("code"),
    Column("reason", JSON, nullable=False),
    long("opened_at_ms"),
    long("opened_recorded_ms"),
    long("closed_at_ms", null=True),
    Index("view_holds_by_agency", "agency", "closed_at_ms"),
    Index("view_holds_by_time", "opened_recorded_ms"),
)
"""Why declarations wait; open while `closed_at_ms` is null (customs.declarations)."""

FINDINGS = Table(
    "view_findings",
    METADATA,
    text("finding_id", key=True),
    text("declaration_id"),
    text("hold_id"),
    text("agency"),
    text("action"),
    text("officer"),
    text("authority"),
    Column("reason", Text, nullable=False),
    long("found_at_ms"),
    Index("view_findings_by_declaration", "declaration_id"),
)
"""What officers found (``<agency>.findings``)."""

TAX_BILLS = Table(
    "view_tax_bills",
    METADATA,
    text("bill_no", key=True),
    text("order_key"),
    text("declaration_id"),
    text("list_no"),
    text("guarantor"),
    text("status"),
    text("payment_book_no", null=True),
    long("duty_cny_e5"),
    long("consumption_tax_cny_e5"),
    long("vat_cny_e5"),
    Column("lines", JSON, nullable=False),
    long("issued_at_ms"),
    long("changed_at_ms"),
    Column("audience", Text, nullable=False),
    long("told_offset"),
    Index("view_tax_bills_by_order", "order_key"),
    Index("view_tax_bills_by_declaration", "declaration_id"),
)
"""Electronic tax bills with their lines, and how each stands (tax.bills); `told_offset` as of cases."""

REGISTER_CHANGES = Table(
    "view_register_changes",
    METADATA,
    text("change_id", key=True),
    text("code", key=True),
    long("version", key=True),
    text("register"),
    text("valid_from"),
    text("valid_to", null=True),
    Column("withdrawn", Integer, nullable=False),
    text("content_digest"),
    text("proposed_by"),
    text("proposed_under"),
    long("proposed_at_ms"),
    Column("authority", Text, nullable=False),
    Column("reason", Text, nullable=False),
    text("approved_by"),
    text("approved_under"),
    long("approved_at_ms"),
    Index("view_register_changes_by_entry", "register", "code", "version"),
)
"""Register entries that two persons agreed on, a row per entry (gateway.register-changes)."""

TIMELINE = Table(
    "view_timeline",
    METADATA,
    text("order_key", key=True),
    text("topic", key=True),
    long("partition", key=True),
    long("offset", key=True),
    long("ordinal", key=True),
    long("at_ms"),
    long("recorded_ms"),
    text("event_id"),
    text("cause", null=True),
    Column("event", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""
Every event about an order, from every topic: as it came, or what is told of it (`caseview.fold.timeline`). `ordinal` is
its place among those that one record gathered.
"""
