"""For operators: topics and lag, and the figures of the day. Parked keys: `gateway.http.parked`."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.services import principal, services
from gateway.http.viewing import from_bus, looked_up
from gateway.view import late, queries
from gateway.view.flow import percentile
from gateway.view.groups import topics_and_lag
from gateway.view.rows import Row


async def topics(request: Request) -> Response:
    """Return every topic with its end offsets, the lag of each service and how many records the view passes over."""
    principal(request, "operator", "auditor")
    settings = services(request).settings
    rows = await from_bus(request, topics_and_lag, settings.kafka_bootstrap, settings.mesh)
    aside = await looked_up(request, late.counts)
    return _json({"topics": [row | {"set_aside": aside.get(row["topic"], 0)} for row in rows]})


async def summary(request: Request) -> Response:
    """Return counts of documents and declarations, and how long decisions took on the real clock."""
    principal(request, "operator", "auditor")
    counts = await looked_up(request, queries.counts)
    took = await looked_up(request, queries.latencies)
    latency = {
        "declarations": len(took),
        "p50_ms": percentile(took, 50),
        "p99_ms": percentile(took, 99),
        "max_ms": took[-1] if took else None,
    }
    return _json({**counts, "latency": latency})


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


ROUTES = [
    Route("/v1/topics", topics, methods=["GET"]),
    Route("/v1/summary", summary, methods=["GET"]),
]

_PROBLEM = {"$ref": "#/components/responses/Problem"}


def _answer(description: str) -> Row:
    return {"description": description, "content": {"application/json": {"schema": {"type": "object"}}}}


def _get(operation: str, what: str, description: str) -> Row:
    responses = {"200": _answer(description), **dict.fromkeys(("401", "403", "503"), _PROBLEM)}
    return {"get": {"operationId": operation, "summary": what, "tags": ["operators"], "responses": responses}}


PATHS: dict[str, Any] = {
    "/v1/topics": _get("listTopics", "Topics, ends and lag 主题与积压", "Every topic of the mesh"),
    "/v1/summary": _get("summarise", "Counts and latency 汇总", "By verdict, state, status, code and hold; latency"),
}
