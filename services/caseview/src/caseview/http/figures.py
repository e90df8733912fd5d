"""For operators: topics and lag, and the figures of the day. Parked keys: `caseview.http.parked`."""

from typing import Any

import msgspec
from starlette.requests import Request

from caseview.database import late_records
from caseview.fold.rows import Row
from caseview.http.view_database import looked_up
from caseview.queries import lookups
from caseview.queries.consumer_groups import WORKING, Group, groups
from caseview.queries.consumer_lag import topics_and_lag
from caseview.queries.flow import percentile
from edge.http.operation import Operation
from edge.http.shared import delivered, from_bus, principal, shared

Numbers = dict[str, int]


class SchemaWait(msgspec.Struct, frozen=True, kw_only=True):
    """A service that waits at a record for a schema that nobody has published."""

    service: str
    partition: int
    offset: int
    schema_id: int


class TopicStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A topic and how far each service has come in it."""

    topic: str
    role: str
    producer: str
    consumers: tuple[str, ...]
    end_offsets: list[int]
    """by partition"""
    records: int
    lag: Numbers
    """by service: records that it has not committed yet"""
    waiting: list[SchemaWait]
    set_aside: int
    """records that the case view passes over"""


class ServiceStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A service: the state of its consumer group (Kafka's word), its workers, and what it has not committed yet."""

    service: str
    state: str
    workers: int
    working: bool
    """the group is stable and has a worker"""
    lag: int
    """records of all its topics"""


class TopicList(msgspec.Struct, frozen=True, kw_only=True):
    """Every topic of the mesh, and every service that consumes them in a group."""

    topics: list[TopicStanding]
    services: list[ServiceStanding]


class HeldCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many declarations wait for one reason of one agency."""

    agency: str
    code: str
    holds: int


class Latency(msgspec.Struct, frozen=True, kw_only=True):
    """How long decisions took on the real clock; null where there were none."""

    declarations: int
    p50_ms: int | None
    p99_ms: int | None
    max_ms: int | None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents and declarations came out how."""

    submitted: int
    verdicts: Numbers
    rejected_by_code: Numbers
    declarations: Numbers
    """by state"""
    declarations_by_status: Numbers
    refused_by_code: Numbers
    held_by_code: list[HeldCount]
    latency: Latency


async def topics(request: Request) -> TopicList:
    """Return every topic with ends, lag and what the view passes over, and every service with its workers."""
    principal(request, "operator", "auditor")
    parts = shared(request)
    rows = await from_bus(request, topics_and_lag, parts.kafka_bootstrap, parts.mesh)
    described = await delivered(parts.bus.waited(lambda: groups(parts.kafka_bootstrap, parts.mesh)))
    aside = await looked_up(request, late_records.counts)
    visible = [row | {"set_aside": aside.get(row["topic"], 0)} for row in rows]
    return TopicList(
        topics=msgspec.convert(visible, list[TopicStanding]), services=[_standing(group, rows) for group in described]
    )


def _standing(group: Group, rows: list[Row]) -> ServiceStanding:
    return ServiceStanding(
        service=group.service,
        state=group.state,
        workers=group.workers,
        working=group.state == WORKING and group.workers > 0,
        lag=sum(row["lag"].get(group.service, 0) for row in rows),
    )


async def summary(request: Request) -> Summary:
    """Return counts of documents and declarations, and how long decisions took on the real clock."""
    principal(request, "operator", "auditor")
    counts = await looked_up(request, lookups.counts)
    took = await looked_up(request, lookups.latencies)
    latency = {
        "declarations": len(took),
        "p50_ms": percentile(took, 50),
        "p99_ms": percentile(took, 99),
        "max_ms": took[-1] if took else None,
    }
    return msgspec.convert({**counts, "latency": latency}, Summary)


def _get(handler: Any, name: str, summary: str, says: str) -> Operation:
    return Operation(
        method="GET",
        path=f"/v1/{handler.__name__}",
        handler=handler,
        name=name,
        tag="operators",
        summary=summary,
        says=says,
        refuses=(403, 503),
    )


OPERATIONS = (
    _get(topics, "listTopics", "Topics, ends and lag 主题与积压", "Every topic of the mesh"),
    _get(summary, "summarise", "Counts and latency 汇总", "By verdict, state, status, code and hold; latency"),
)
