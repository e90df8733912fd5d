"""For operators and auditors: figures, topics and lag, parked keys; operators have one worked again or given up."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.guard import form_of
from console.navigation import OPERATIONS, OPERATOR
from console.problems import is_troubled, lag_tone, problems
from console.rendering import address, page
from console.sessions import Session
from console.state import fetch, post, session_of

SEE_OTHER, UNAVAILABLE = 303, 503
ANSWERS = 20
KEY = ("processor", "key", "partition")
READ = ("purpose", "person")


async def operations(request: Request) -> Response:
    """Return problems, services, parked keys with what came of commands about them, topics and figures."""
    session = session_of(request, OPERATIONS)
    summary, bus, parked, answers = await asyncio.gather(
        fetch(request, session, "/v1/summary"),
        _bus(request, session),
        fetch(request, session, "/v1/parked"),
        fetch(request, session, "/v1/parked/answers", limit=ANSWERS),
    )
    given = request.query_params
    topics, services = (None, []) if bus is None else (bus["topics"], bus["services"])
    return page(
        request, "operations.html", session, here=OPERATIONS, summary=summary, parked=parked, services=services,
        topics=None if topics is None else [topic | {"troubled": is_troubled(topic)} for topic in topics],
        problems=problems(topics, services, parked["total"]), lag_tone=lag_tone,
        now_ms=_now_ms(), answers=answers["answers"], may_redrive=session.principal.has_role(OPERATOR),
        redriven=given.get("redriven", ""), discarded=given.get("discarded", ""),
    )  # fmt: skip


async def _bus(request: Request, session: Session) -> Any:
    """Return the topics and the services; None while Kafka does not answer, when this page is wanted most."""
    try:
        return await fetch(request, session, "/v1/topics")
    except Refused as refusal:
        if refusal.status != UNAVAILABLE:
            raise
        return None


async def record(request: Request) -> Response:
    """Return the form for reading what a parked key waits with; with a purpose and a person the record itself."""
    session = session_of(request, OPERATIONS)
    filled = {name: request.query_params.get(name, "").strip() for name in (*KEY, *READ)}
    parked = None
    if all(filled.values()):
        parked = await fetch(request, session, "/v1/parked/record", **filled)
    may_discard = session.principal.has_role(OPERATOR)
    return page(
        request, "parked.html", session, here=OPERATIONS, filled=filled, parked=parked, may_discard=may_discard,
        now_ms=_now_ms(),
    )  # fmt: skip


async def redrive(request: Request) -> Response:
    """Ask for a parked key to be worked again."""
    session = session_of(request, OPERATIONS)
    fields = await form_of(request, session)
    answer = await post(request, session, "/v1/parked/redrive", _named(fields, "reason"))
    return RedirectResponse(address("/operations", redriven=answer["key"]), SEE_OTHER)


async def discard(request: Request) -> Response:
    """Ask for what a parked key waits with to be given up."""
    session = session_of(request, OPERATIONS)
    fields = await form_of(request, session)
    wanted = _named(fields, "reason", "person", "records", "dead_letter_id")
    answer = await post(request, session, "/v1/parked/discard", wanted)
    return RedirectResponse(address("/operations", discarded=answer["key"]), SEE_OTHER)


def _now_ms() -> int:
    """Return the time on the real clock, by which keys are parked."""
    return time.time_ns() // 1_000_000


def _named(fields: Mapping[str, str], *names: str) -> dict[str, Any]:
    """Return what a form says of a key, as the gateway takes it; what is wrong with it, the gateway says."""
    wanted: dict[str, Any] = {name: fields.get(name, "") for name in ("processor", "key", *names)}
    partition = fields.get("partition", "")
    wanted["partition"] = int(partition) if partition.isascii() and partition.isdigit() else partition
    return wanted


ROUTES = [
    Route("/operations", operations, methods=["GET"]),
    Route("/operations", redrive, methods=["POST"]),
    Route("/operations/parked", record, methods=["GET"]),
    Route("/operations/discard", discard, methods=["POST"]),
]
