"""The flow of the day for charts: ``GET /v1/flow``, on the real clock."""

import time
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.asked import whole_number
from gateway.http.services import principal
from gateway.http.viewing import looked_up
from gateway.problems.problem import Problem
from gateway.view.flow import Cause, flow
from gateway.view.rows import Row
from gateway.view.sight import STAFF, agencies_of

LONGEST_SECONDS, MOST_SPANS = 7 * 24 * 3600, 500
LATEST_MS = 1 << 46
"""A bound on instants: in the year 4199."""


async def over_time(request: Request) -> Response:
    """Return counts and latencies in equal spans up to an instant, now if none is named; whole spans only."""
    caller = principal(request)
    if not (STAFF & caller.roles or agencies_of(caller)):
        raise Problem("role_missing", zh="须为机关、运维或审计身份", en="Agencies, operators and auditors only")
    seconds = whole_number(request, "seconds", otherwise=900, least=1, most=LONGEST_SECONDS)
    least = -(-seconds // MOST_SPANS)
    span = whole_number(request, "span_seconds", otherwise=max(15, least), least=least, most=LONGEST_SECONDS) * 1000
    now = time.time_ns() // 1_000_000
    until = whole_number(request, "until_ms", otherwise=now, least=0, most=LATEST_MS) // span * span + span
    since = until - -(-seconds * 1000 // span) * span
    found = await looked_up(request, flow, since, until, span)
    answer = {
        "since_ms": found.since_ms,
        "span_ms": found.bucket_ms,
        "submitted": found.submitted,
        "released": found.released,
        "held": _by_cause(found.held),
        "refused": _by_cause(found.refused),
        "p50_ms": found.p50_ms,
        "p99_ms": found.p99_ms,
    }
    return Response(msgspec.json.encode(answer), media_type="application/json")


def _by_cause(series: dict[Cause, tuple[int, ...]]) -> list[Row]:
    return [{"code": cause.code, "agency": cause.agency, "counts": counts} for cause, counts in series.items()]


ROUTES = [Route("/v1/flow", over_time, methods=["GET"])]

_COUNTS = {"type": "array", "items": {"type": ["integer", "null"]}}
_CAUSES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["code", "agency", "counts"],
        "properties": {"code": {"type": "string"}, "agency": {"type": "string"}, "counts": _COUNTS},
    },
}


def _whole(name: str, least: int, most: int, description: str) -> Row:
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return {"name": name, "in": "query", "description": description, "schema": schema}


PATHS: dict[str, Any] = {
    "/v1/flow": {
        "get": {
            "operationId": "flowOverTime",
            "summary": "Counts and latencies over time 流量与时延",
            "tags": ["operators"],
            "parameters": [
                _whole("seconds", 1, LONGEST_SECONDS, "how far back; 900 if absent"),
                _whole("span_seconds", 1, LONGEST_SECONDS, f"length of a span; at most {MOST_SPANS} spans"),
                _whole(
                    "until_ms", 0, LATEST_MS, "an instant of the last span, ms UTC on the real clock; now if absent"
                ),
            ],
            "responses": {
                "200": {
                    "description": "Element i counts from since_ms + i * span_ms; the last span is not over",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "since_ms": {"type": "integer"},
                                    "span_ms": {"type": "integer"},
                                    **dict.fromkeys(("submitted", "released", "p50_ms", "p99_ms"), _COUNTS),
                                    **dict.fromkeys(("held", "refused"), _CAUSES),
                                },
                            }
                        }
                    },
                },
                **{status: {"$ref": "#/components/responses/Problem"} for status in ("400", "401", "403", "503")},
            },
        }
    }
}
