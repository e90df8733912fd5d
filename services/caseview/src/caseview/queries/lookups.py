"""Reading the view: plain rows for those who compose answers from them. Blocking; call it off the event loop."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Engine, Table, false, func, or_, select, tuple_

from caseview.database import tables
from caseview.fold.rows import Row, listed
from caseview.fold.timeline import line
from caseview.queries.permissions import Sight
from contracts import codec
from contracts.customs import WaybillFound
from contracts.documents import DOCUMENTS
from edge.store.database import selected
from mesh.declared.keys import digest, order_key
from mesh.process import telemetry

MATCHES = 50  # orders that one number may lead to
LINES = 2_000  # of one order's timeline
FOUND = WaybillFound.__name__
OF_THEIR_OWN = tuple(str(each.document_type) for each in DOCUMENTS if each.declaration and not each.key)
"""Documents of a declaration that name no order: they are kept under their own number."""
AT_ONCE = 200  # register entries asked for in one statement


class Found(NamedTuple):
    """
    Everything about the orders that a number leads to.

    contents: what each declaration says of its goods, in its newest revision. is_cut: there is more than is looked at.
    elsewhere: the keys of documents that orders name and that are kept under their own number, by document.
    """

    documents: list[Row]
    judgements: list[Row]
    cases: list[Row]
    holds: list[Row]
    findings: list[Row]
    contents: dict[str, Row]
    timeline: list[Row]
    tax_bills: list[Row]
    parked: list[Row]
    elsewhere: dict[str, str]
    is_cut: bool = False


def orders_of(connection: Connection, number: str, sight: Sight) -> list[str]:
    """
    Return the orders that a number of any kind leads to, at most one more than are looked at.

    Only by what the caller may see and bears the number. Numbers such as copNo are each merchant's own: what others
    have under the same one takes no room from it.
    """
    numbers, wanted = tables.NUMBERS.c, order_key(number)
    if not wanted or "\0" in wanted:  # which PostgreSQL would not even take as a text
        return []
    query = select(numbers.order_key).where(numbers.number == wanted).distinct().order_by(numbers.order_key)
    if not sight.everything:
        theirs = (numbers.audience.contains(listed((code,)), autoescape=True) for code in sorted(sight.codes))
        query = query.where(or_(false(), numbers.topic.in_(sorted(sight.licensed)), *theirs))
    return list(connection.execute(query.limit(MATCHES + 1)).scalars())


def find(engine: Engine, number: str, sight: Sight) -> Found:
    """Return everything about the orders that a number of any kind leads to, for who may ask by it."""
    with engine.connect() as connection:
        keys = orders_of(connection, number, sight)
        cut = keys[MATCHES:]
        del keys[MATCHES:]

        def about(table: Table, limit: int = LINES, among: Collection[str] = keys) -> list[Row]:
            query = select(table).where(table.c.order_key.in_(among)).limit(limit + 1)
            rows = selected(connection, query.order_by(*_order(table)))
            if len(rows) > limit:
                cut.append(table.name)
            return rows[:limit]

        cases = about(tables.CASES)
        ids = [case["declaration_id"] for case in cases]
        findings = select(tables.FINDINGS).where(tables.FINDINGS.c.declaration_id.in_(ids))
        lines = list(_lines(about(tables.TIMELINE, LINES * max(1, len(keys)))))
        elsewhere = _elsewhere(connection, {document_id for rows in (cases, lines) for document_id in named_by(rows)})
        more = {key for key in elsewhere.values() if key not in keys}
        every = [*keys, *sorted(more)]
        if more:
            lines += _lines(about(tables.TIMELINE, LINES * len(more), sorted(more)))
            lines.sort(key=_recorded)
        matches = Found(
            about(tables.DOCUMENTS, among=every),
            about(tables.JUDGEMENTS, among=every),
            cases,
            about(tables.HOLDS),
            selected(connection, findings),
            contents_of(connection, ids),
            lines,
            about(tables.TAX_BILLS),
            _parked(connection, keys),
            elsewhere,
        )
        return matches._replace(is_cut=bool(cut))


def named_by(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the documents that declarations are made of, and the waybills that lines of a timeline found."""
    for row in rows:
        if "documents" in row:
            yield from row["documents"]
        elif row["type"] == FOUND:
            yield row["details"]["waybill"]["document_id"]


def _elsewhere(connection: Connection, documents: Collection[str]) -> dict[str, str]:
    """Return the keys of those documents that are kept under their own number and not under an order's."""
    known = tables.DOCUMENTS.c
    query = select(known.document_id, known.order_key).where(
        known.document_id.in_(documents), known.document_type.in_(OF_THEIR_OWN)
    )
    return {row.document_id: row.order_key for row in connection.execute(query.distinct())}


def _recorded(row: Row) -> tuple[Any, ...]:
    return row["recorded_ms"], row["order_key"], row["topic"], row["partition"], row["offset"]


def contents_of(connection: Connection, declarations: Collection[str]) -> dict[str, Row]:
    """Return what declarations say of their goods, by id, each in its newest revision."""
    contents = tables.CONTENTS
    query = select(contents).where(contents.c.declaration_id.in_(declarations)).order_by(contents.c.revision)
    return {row["declaration_id"]: row["content"] for row in selected(connection, query)}


def _order(table: Table) -> tuple[Column[Any], ...]:
    """Return by what rows are sorted: Kafka's time, then their key, which ends with the ordinal where there is one."""
    recorded = (table.c.recorded_ms,) if "recorded_ms" in table.c else ()
    return *recorded, *table.primary_key


def _parked(connection: Connection, orders: Collection[str]) -> list[Row]:
    """Return which of these orders' keys are parked now, each row with its `order_key`."""
    by_digest = {digest(order.encode()): order for order in orders}
    parked = tables.PARKED.c
    waits = parked.key_digest.in_(by_digest) & parked.parked_ms.is_not(None) & parked.released_ms.is_(None)
    query = select(tables.PARKED).where(waits).order_by(parked.parked_ms)
    return [row | {"order_key": by_digest[row["key_digest"]]} for row in selected(connection, query)]


def _lines(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the lines of rows; an event that cannot be read is left out, as its processor parks it."""
    for row in rows:
        try:
            yield line(row)
        except (codec.Undecodable, codec.UnknownSchemaId) as error:
            telemetry.logger().error("record_unreadable", topic=row["topic"], offset=row["offset"], reason=str(error))


def register_changes(engine: Engine, entries: Collection[tuple[str, str, int]]) -> list[Row]:
    """Return what two persons agreed on about these register entries: register topic, code and version."""
    changes = tables.REGISTER_CHANGES
    at = tuple_(changes.c.register, changes.c.code, changes.c.version)
    rows: list[Row] = []
    with engine.connect() as connection:
        for start in range(0, len(wanted := sorted(entries)), AT_ONCE):
            query = select(changes).where(at.in_(wanted[start : start + AT_ONCE]))
            rows += selected(connection, query)
    return rows


def case(engine: Engine, declaration_id: str) -> Row | None:
    """Return a declaration as it stands, or None."""
    with engine.connect() as connection:
        rows = selected(connection, select(tables.CASES).where(tables.CASES.c.declaration_id == declaration_id))
    return rows[0] if rows else None


def hold(engine: Engine, declaration_id: str, hold_id: str) -> Row | None:
    """Return a hold of a declaration, open or closed, or None."""
    holds = tables.HOLDS.c
    query = select(tables.HOLDS).where(holds.declaration_id == declaration_id, holds.hold_id == hold_id)
    with engine.connect() as connection:
        rows = selected(connection, query)
    return rows[0] if rows else None


def finding(engine: Engine, finding_id: str) -> Row | None:
    """Return a finding already recorded, or None."""
    with engine.connect() as connection:
        rows = selected(connection, select(tables.FINDINGS).where(tables.FINDINGS.c.finding_id == finding_id))
    return rows[0] if rows else None


def counts(engine: Engine) -> dict[str, Any]:
    """Return how many documents and declarations came out how."""
    judged, cases, holds = tables.JUDGEMENTS.c, tables.CASES.c, tables.HOLDS.c
    with engine.connect() as connection:

        def by(*columns: Any, where: Any = None) -> list[Any]:
            query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
            return list(connection.execute(query if where is None else query.where(where)).all())

        refused: Counter[str] = Counter()
        for codes, number in by(cases.reason_codes, where=cases.state == "REFUSED"):
            refused.update({code: number for code in codes.split(",") if code})
        submitted = connection.execute(select(func.count()).select_from(tables.DOCUMENTS)).scalar_one()
        return {
            "submitted": submitted,
            "verdicts": {verdict.lower(): number for verdict, number in by(judged.verdict)},
            "rejected_by_code": dict(tuple(row) for row in by(judged.status, where=judged.verdict == "REJECTED")),
            "declarations": {state.lower(): number for state, number in by(cases.state)},
            "declarations_by_status": dict(tuple(row) for row in by(cases.status)),
            "refused_by_code": dict(sorted(refused.items())),
            "held_by_code": [
                {"agency": agency, "code": code, "holds": number}
                for agency, code, number in by(holds.agency, holds.code, where=holds.closed_at_ms.is_(None))
            ],
        }


def latencies(engine: Engine) -> list[int]:
    """
    Return in ms, sorted, how long each declaration took on the real clock.

    From Kafka's time of the last of its four documents, each where it came first, to that of the first held, cleared
    or refused. Declarations that were refused for want of a document have no such time and are left out.
    """
    first = (
        select(tables.DOCUMENTS.c.document_id, func.min(tables.DOCUMENTS.c.recorded_ms).label("recorded_ms"))
        .group_by(tables.DOCUMENTS.c.document_id)
        .subquery()
    )
    on, cases = tables.CASE_DOCUMENTS.c, tables.CASES.c
    query = (
        select(cases.decided_ms - func.max(first.c.recorded_ms))
        .select_from(tables.CASES)
        .join(tables.CASE_DOCUMENTS, on.declaration_id == cases.declaration_id)
        .outerjoin(first, first.c.document_id == on.document_id)
        .group_by(cases.declaration_id, cases.decided_ms)
        .having(func.count(first.c.recorded_ms) == func.count())
    )
    with engine.connect() as connection:
        return sorted(connection.execute(query).scalars())
