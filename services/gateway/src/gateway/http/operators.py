"""For operators: parked keys and their redrive, topics and lag, and the figures of the day."""

import hashlib
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contracts.mesh import RedriveRequested
from contracts.topics import PROCESSORS
from gateway.http.asked import body, whole_number
from gateway.http.officers import sent
from gateway.http.services import principal, services
from gateway.http.viewing import delivered, looked_up
from gateway.problems.problem import Problem
from gateway.view import queries
from gateway.view.flow import percentile
from gateway.view.groups import topics_and_lag
from gateway.view.rows import Row
from mesh import names

LIMIT, MOST = 100, 1_000


class Redrive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which parked key to work again: as text, or in hex where it is none."""

    processor: Annotated[str, Meta(min_length=1, max_length=100)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
    key: Annotated[str, Meta(min_length=1, max_length=300)] | None = None
    key_hex: Annotated[str, Meta(pattern="^([0-9a-f]{2})+$", max_length=600)] | None = None


async def parked(request: Request) -> Response:
    """Return the keys that wait for a redrive, the oldest first."""
    principal(request, "operator", "auditor")
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    rows, total = await looked_up(request, queries.parked, limit=limit)
    return _json({"total": total, "parked": [_shown(row) for row in rows]})


async def redrive(request: Request) -> Response:
    """Ask a processor to work a parked key again, in order; one that is not parked any more is left alone there."""
    caller = principal(request, "operator")
    asked = await body(request, Redrive)
    if (asked.key is None) == (asked.key_hex is None):
        raise Problem("invalid_request", zh="key 与 key_hex 须且只须给出一个", en="Give key or key_hex, one of them")
    key = asked.key.encode("utf-8", "replace") if asked.key is not None else bytes.fromhex(asked.key_hex or "")
    known = await looked_up(request, queries.parked_key, asked.processor, key.hex())
    if asked.processor not in PROCESSORS or known is None:
        raise Problem("not_found", zh="没有这样的挂起键", en="No such key was parked")
    now = services(request).clock.now_ms()
    record = RedriveRequested(processor=asked.processor, requested_by=caller.organisation, reason=asked.reason)
    seed = "\x1f".join((asked.processor, key.hex(), caller.organisation, str(known["parked_ms"]), asked.reason))
    event_id = hashlib.sha256(seed.encode()).hexdigest()[:32]
    await sent(request, names.command_topic(asked.processor), key, record, event_id=event_id, at_ms=now)
    return _json({"processor": asked.processor, **_key(key.hex()), "event_id": event_id}, 202)


async def topics(request: Request) -> Response:
    """Return every topic with its end offsets and the lag of each service."""
    principal(request, "operator", "auditor")
    settings = services(request).settings
    rows = await delivered(run_in_threadpool(topics_and_lag, settings.kafka_bootstrap, settings.mesh))
    return _json({"topics": rows})


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


def _shown(row: Row) -> Row:
    names_ = ("processor", "code", "reason", "topic", "partition", "offset", "parked_ms")
    return {name: row[name] for name in names_} | _key(row["key_hex"])


def _key(key_hex: str) -> Row:
    try:
        return {"key": bytes.fromhex(key_hex).decode(), "key_hex": key_hex}
    except UnicodeDecodeError:
        return {"key": None, "key_hex": key_hex}


def _json(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


ROUTES = [
    Route("/v1/parked", parked, methods=["GET"]),
    Route("/v1/parked/redrive", redrive, methods=["POST"]),
    Route("/v1/topics", topics, methods=["GET"]),
    Route("/v1/summary", summary, methods=["GET"]),
]

_PROBLEM = {"$ref": "#/components/responses/Problem"}


def _answer(description: str) -> Row:
    return {"description": description, "content": {"application/json": {"schema": {"type": "object"}}}}


def _get(operation: str, what: str, description: str, *refusals: str, parameters: tuple[Row, ...] = ()) -> Row:
    responses = {"200": _answer(description), **dict.fromkeys(("401", "403", "503", *refusals), _PROBLEM)}
    return {
        "get": {
            "operationId": operation,
            "summary": what,
            "tags": ["operators"],
            "parameters": list(parameters),
            "responses": responses,
        }
    }


PATHS: dict[str, Any] = {
    "/v1/parked": _get(
        "listParked",
        "Keys that wait for a redrive 挂起的键",
        "Processor, key, reason and place of each",
        "400",
        parameters=({"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST}},),
    ),
    "/v1/parked/redrive": {
        "post": {
            "operationId": "redriveParked",
            "summary": "Work a parked key again 重新处理挂起的键",
            "tags": ["operators"],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["processor", "reason"],
                            "properties": {
                                "processor": {"type": "string", "minLength": 1, "maxLength": 100},
                                "reason": {"type": "string", "minLength": 1, "maxLength": 500},
                                "key": {"type": ["string", "null"], "minLength": 1, "maxLength": 300},
                                "key_hex": {
                                    "type": ["string", "null"],
                                    "pattern": "^([0-9a-f]{2})+$",
                                    "maxLength": 600,
                                },
                            },
                        }
                    }
                },
            },
            "responses": {
                "202": _answer("Asked for"),
                **dict.fromkeys(("400", "401", "403", "404", "413", "503"), _PROBLEM),
            },
        }
    },
    "/v1/topics": _get("listTopics", "Topics, ends and lag 主题与积压", "Every topic of the mesh"),
    "/v1/summary": _get("summarise", "Counts and latency 汇总", "By verdict, state, status, code and hold; latency"),
}
