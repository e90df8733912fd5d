"""
The officers' worklist: open holds by agency, reason and age, the one due first at the top, those overdue marked.

Deadlines follow from the standard times in force when a hold was opened (`caseview.queries.hold_deadlines`). The
database works them out, so that filters, order, paging and counts see the same ones. Blocking; call it off the
event loop.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Engine, and_, case, func, literal, or_, select, tuple_

from caseview.database import tables
from caseview.fold.rows import Row
from caseview.queries import lookups
from caseview.queries.hold_deadlines import LEFT_MS, Standard
from edge.store.database import selected

HOLDS, CASES = tables.HOLDS, tables.CASES


class Wanted(NamedTuple):
    """
    Which holds. agencies: only theirs, None is everyone's. code: only for this reason. overdue: only those beyond
    (True) or within (False) their deadline. aged_ms: only those open for at least so long.
    declaration: only its own.
    """

    agencies: Sequence[str] | None = None
    code: str | None = None
    overdue: bool | None = None
    aged_ms: int = 0
    declaration: str | None = None


class Place(NamedTuple):
    """Where a page ended."""

    deadline_ms: int
    declaration_id: str
    hold_id: str


class Worklist(NamedTuple):
    """
    A page of open holds, each with its case, `content` and `deadline_at_ms`, the one due first at the top.

    total, overdue: of all that are wanted, not only of this page. counts: of all open holds of the agencies, by agency
    and reason, whatever else is wanted: what filters can be set to.
    """

    rows: list[Row]
    total: int
    overdue: int
    counts: list[Row]


def worklist(
    engine: Engine, known: Sequence[Standard], *, now_ms: int, wanted: Wanted, after: Place | None = None, limit: int
) -> Worklist:
    """Return the open holds that are wanted at an instant of the mesh's clock (ms UTC)."""
    deadline = HOLDS.c.opened_at_ms + _allowed(known)
    theirs: list[ColumnElement[bool]] = [HOLDS.c.closed_at_ms.is_(None)]
    if wanted.agencies is not None:
        theirs.append(HOLDS.c.agency.in_(wanted.agencies))
    where = [*theirs, HOLDS.c.opened_at_ms <= now_ms - wanted.aged_ms] if wanted.aged_ms else [*theirs]
    if wanted.code is not None:
        where.append(HOLDS.c.code == wanted.code)
    if wanted.declaration is not None:
        where.append(HOLDS.c.declaration_id == wanted.declaration)
    if wanted.overdue is not None:
        where.append(deadline < now_ms if wanted.overdue else deadline >= now_ms)
    joined = HOLDS.join(CASES, CASES.c.declaration_id == HOLDS.c.declaration_id)
    is_overdue = func.coalesce(func.sum(case((deadline < now_ms, 1), else_=0)), 0)
    page = (
        select(
            HOLDS,
            *(CASES.c[name] for name in ("order_no", "platform", "merchant", "status", "list_no", "state", "chapters")),
            deadline.label("deadline_at_ms"),
        )
        .select_from(joined)
        .where(*where)
        .order_by(deadline, HOLDS.c.declaration_id, HOLDS.c.hold_id)
        .limit(limit)
    )
    if after is not None:
        page = page.where(tuple_(deadline, HOLDS.c.declaration_id, HOLDS.c.hold_id) > tuple_(*map(literal, after)))
    counted = (
        select(HOLDS.c.agency, HOLDS.c.code, func.count().label("holds"), is_overdue.label("overdue"))
        .select_from(joined)
        .where(*theirs)
        .group_by(HOLDS.c.agency, HOLDS.c.code)
        .order_by(HOLDS.c.agency, HOLDS.c.code)
    )
    with engine.connect() as connection:
        rows = selected(connection, page)
        contents = lookups.contents_of(connection, {row["declaration_id"] for row in rows})
        total, overdue = connection.execute(select(func.count(), is_overdue).select_from(joined).where(*where)).one()
        counts = selected(connection, counted)
    rows = [row | {"content": contents.get(row["declaration_id"])} for row in rows]
    return Worklist(rows, total, overdue, counts)


def _allowed(known: Sequence[Standard]) -> ColumnElement[int]:
    """Return how long a hold may wait as an expression: the first standard time that applies."""
    otherwise = literal(LEFT_MS, BigInteger)
    branches = [(_applies(one), literal(one.allowed_ms, BigInteger)) for one in known]
    return case(*branches, else_=otherwise) if branches else otherwise


def _applies(one: Standard) -> ColumnElement[bool]:
    conditions: list[Any] = [HOLDS.c.opened_at_ms >= one.from_ms, HOLDS.c.opened_at_ms < one.until_ms]
    if one.agency is not None:
        conditions.append(HOLDS.c.agency == one.agency)
    if one.code is not None:
        conditions.append(HOLDS.c.code == one.code)
    if one.chapters is not None:
        conditions.append(or_(*(CASES.c.chapters.contains(f"|{chapter}|") for chapter in one.chapters)))
    return and_(*conditions)
