"""The flow of the day for charts: ``GET /v1/flow``, on the real clock."""

import time
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from caseview.http.view_database import looked_up
from caseview.queries.flow import Cause, flow
from edge.access.roles import STAFF, agencies_of
from edge.http.operation import Operation
from edge.http.parameters import bad_parameter, no_number_of, query
from edge.http.shared import principal
from edge.problems.problem import Problem

LONGEST_SECONDS, MOST_SPANS = 7 * 24 * 3600, 500
LATEST_MS = 1 << 46
"""A bound on instants: in the year 4199."""

Seconds = Annotated[int, Meta(ge=1, le=LONGEST_SECONDS)]
Counts = tuple[int | None, ...]


class FlowAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which spans of the real clock."""

    seconds: Seconds = 900
    """how far back"""
    span_seconds: Annotated[Seconds, Meta(description=f"length of a span; at most {MOST_SPANS} spans")] | None = None
    until_ms: Annotated[int, Meta(ge=0, le=LATEST_MS)] | None = None
    """an instant of the last span, ms UTC on the real clock; now if absent"""


class CauseCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many in each span for one reason of one agency."""

    code: str
    agency: str
    counts: Counts


class FlowOverTime(msgspec.Struct, frozen=True, kw_only=True):
    """Series over equal spans: element i counts from since_ms + i * span_ms; of latencies null where there is none."""

    since_ms: int
    span_ms: int
    submitted: Counts
    released: Counts
    held: tuple[CauseCounts, ...]
    refused: tuple[CauseCounts, ...]
    p50_ms: Counts
    p99_ms: Counts


async def over_time(request: Request) -> FlowOverTime:
    """Return counts and latencies in equal spans up to an instant, now if none is named; whole spans only."""
    caller = principal(request)
    if not (STAFF & caller.roles or agencies_of(caller)):
        raise Problem("role_missing", zh="须为机关、运维或审计身份", en="Agencies, operators and auditors only")
    parameters = query(request, FlowAsked)
    least = -(-parameters.seconds // MOST_SPANS)
    span = max(15, least) if parameters.span_seconds is None else parameters.span_seconds
    if span < least:
        raise bad_parameter("span_seconds", *no_number_of(least, LONGEST_SECONDS))
    span *= 1000
    now = time.time_ns() // 1_000_000
    until = (now if parameters.until_ms is None else parameters.until_ms) // span * span + span
    since = until - -(-parameters.seconds * 1000 // span) * span
    counts = await looked_up(request, flow, since, until, span)
    return FlowOverTime(
        since_ms=counts.since_ms,
        span_ms=counts.bucket_ms,
        submitted=counts.submitted,
        released=counts.released,
        held=_by_cause(counts.held),
        refused=_by_cause(counts.refused),
        p50_ms=counts.p50_ms,
        p99_ms=counts.p99_ms,
    )


def _by_cause(series: dict[Cause, tuple[int, ...]]) -> tuple[CauseCounts, ...]:
    return tuple(CauseCounts(code=cause.code, agency=cause.agency, counts=counts) for cause, counts in series.items())


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/flow",
        handler=over_time,
        name="flowOverTime",
        tag="operators",
        summary="Counts and latencies over time 流量与时延",
        says="Element i counts from since_ms + i * span_ms; the last span is not over",
        query=FlowAsked,
        refuses=(400, 403, 503),
    ),
)
