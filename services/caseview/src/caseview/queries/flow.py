"""
The flow of the day: how much was submitted, released, held and refused in each span of the real clock, and how long
decisions took. For charts and operators. Blocking; call it off the event loop.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, func, select

from caseview.database import tables
from contracts.codes import CODES

MOST_BUCKETS = 2_000
DOCUMENTS, CASES, HOLDS = tables.DOCUMENTS.c, tables.CASES.c, tables.HOLDS.c


class Cause(NamedTuple):
    """Why and by whom parcels were held or refused: the code of a reason and the agency that gives it."""

    code: str
    agency: str


class Flow(NamedTuple):
    """
    Series over equal spans: element i counts from ``since_ms + i * bucket_ms`` until before the next, ms UTC on Kafka's
    real clock.

    submitted: documents. released: declarations cleared. refused: declarations that ended refused, one with several
    reasons under each. held: holds opened. p50_ms, p99_ms: latency of the declarations decided for the first time, as
    `queries.latencies` has it; None where there was none.
    """

    since_ms: int
    bucket_ms: int
    submitted: tuple[int, ...]
    released: tuple[int, ...]
    held: dict[Cause, tuple[int, ...]]
    refused: dict[Cause, tuple[int, ...]]
    p50_ms: tuple[int | None, ...]
    p99_ms: tuple[int | None, ...]


def flow(engine: Engine, since_ms: int, until_ms: int, bucket_ms: int) -> Flow:
    """Return the flow from `since_ms` until before `until_ms`, `MOST_BUCKETS` spans at most. Raises ValueError."""
    if bucket_ms <= 0 or until_ms <= since_ms:
        raise ValueError("a span of time is needed")
    buckets = min(MOST_BUCKETS, -(-(until_ms - since_ms) // bucket_ms))
    window = _Window(since_ms, since_ms + buckets * bucket_ms, bucket_ms, buckets)
    with engine.connect() as connection:
        held: dict[Cause, Counter[int]] = defaultdict(Counter)
        opened = HOLDS.opened_recorded_ms
        spans = window.of(opened)
        query = select(spans, HOLDS.agency, HOLDS.code, func.count()).where(window.has(opened))
        for span, agency, code, number in connection.execute(query.group_by(spans, HOLDS.agency, HOLDS.code)):
            held[Cause(code, agency)][span] += number
        released: Counter[int] = Counter()
        refused: dict[Cause, Counter[int]] = defaultdict(Counter)
        spans = window.of(CASES.settled_ms)
        ended = select(spans, CASES.state, CASES.reason_codes, func.count()).where(window.has(CASES.settled_ms))
        for span, state, codes, number in connection.execute(ended.group_by(spans, CASES.state, CASES.reason_codes)):
            if state == "REFUSED":
                for code in filter(None, codes.split(",")):
                    refused[Cause(code, agency_of(code))][span] += number
            else:
                released[span] += number
        spans = window.of(DOCUMENTS.recorded_ms)
        handed = select(spans, func.count().label("number")).where(window.has(DOCUMENTS.recorded_ms)).group_by(spans)
        submitted = Counter({row.span: row.number for row in connection.execute(handed)})
        took = _latencies(connection, window)
    return Flow(
        since_ms,
        bucket_ms,
        window.series(submitted),
        window.series(released),
        {cause: window.series(counts) for cause, counts in sorted(held.items())},
        {cause: window.series(counts) for cause, counts in sorted(refused.items())},
        tuple(percentile(took[span], 50) for span in range(buckets)),
        tuple(percentile(took[span], 99) for span in range(buckets)),
    )


def agency_of(code: str) -> str:
    """Return the agency that gives a code as a reason, by the catalogue; customs for one that stands not in it."""
    known = CODES.get(code)
    return known.agency if known is not None else "customs"


def percentile(ordered: Sequence[int], percent: int) -> int | None:
    """Return the smallest value that at least `percent` in a hundred do not exceed; None of nothing."""
    if not ordered:
        return None
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


class _Window(NamedTuple):
    since_ms: int
    until_ms: int
    bucket_ms: int
    buckets: int

    def has(self, column: ColumnElement[int]) -> ColumnElement[bool]:
        return (column >= self.since_ms) & (column < self.until_ms)

    def of(self, column: ColumnElement[int]) -> ColumnElement[int]:
        return ((column - self.since_ms) // self.bucket_ms).label("span")

    def series(self, counts: Counter[int]) -> tuple[int, ...]:
        return tuple(counts[span] for span in range(self.buckets))


def _latencies(connection: Connection, window: _Window) -> dict[int, list[int]]:
    """Return by span, sorted, how long the declarations decided in it took, from the last of their documents."""
    on = tables.CASE_DOCUMENTS.c
    came = (
        select(CASES.declaration_id, CASES.decided_ms, func.min(DOCUMENTS.recorded_ms).label("came_ms"))
        .select_from(tables.CASES)
        .join(tables.CASE_DOCUMENTS, on.declaration_id == CASES.declaration_id)
        .outerjoin(tables.DOCUMENTS, DOCUMENTS.document_id == on.document_id)
        .where(window.has(CASES.decided_ms))
        .group_by(CASES.declaration_id, CASES.decided_ms, on.document_id)
        .subquery()
    )
    query = (
        select(came.c.decided_ms, came.c.decided_ms - func.max(came.c.came_ms))
        .group_by(came.c.declaration_id, came.c.decided_ms)
        .having(func.count(came.c.came_ms) == func.count())
    )
    took: dict[int, list[int]] = defaultdict(list)
    for decided_ms, latency in connection.execute(query):
        took[(decided_ms - window.since_ms) // window.bucket_ms].append(latency)
    return defaultdict(list, {span: sorted(some) for span, some in took.items()})
