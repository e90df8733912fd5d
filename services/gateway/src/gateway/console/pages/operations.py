"""For operators and auditors: figures, topics and lag, parked keys; operators have one worked again."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gateway.console.client import Refused
from gateway.console.guard import form_of
from gateway.console.parts import OPERATIONS, OPERATOR
from gateway.console.rendering import address, page
from gateway.console.sessions import Session
from gateway.console.state import asked, session_of, told

SEE_OTHER, UNAVAILABLE = 303, 503


async def operations(request: Request) -> Response:
    """Return the figures, the topics and the parked keys."""
    session = session_of(request, OPERATIONS)
    summary, topics, parked = await asyncio.gather(
        asked(request, session, "/v1/summary"), _topics(request, session), asked(request, session, "/v1/parked")
    )
    return page(
        request, "operations.html", session, here=OPERATIONS, summary=summary, topics=topics, parked=parked,
        may_redrive=session.principal.has_role(OPERATOR), redriven=request.query_params.get("redriven", ""),
    )  # fmt: skip


async def _topics(request: Request, session: Session) -> list[Any] | None:
    """Return the topics; None while Kafka does not answer, when this page is wanted most."""
    try:
        found: list[Any] = (await asked(request, session, "/v1/topics"))["topics"]
    except Refused as refusal:
        if refusal.status != UNAVAILABLE:
            raise
        return None
    return found


async def redrive(request: Request) -> Response:
    """Ask for a parked key to be worked again."""
    session = session_of(request, OPERATIONS)
    fields = await form_of(request, session)
    wanted = {name: fields.get(name, "") for name in ("processor", "key_hex", "reason")}
    answer = await told(request, session, "/v1/parked/redrive", wanted)
    return RedirectResponse(address("/operations", redriven=answer["key"] or answer["key_hex"]), SEE_OTHER)


ROUTES = [
    Route("/operations", operations, methods=["GET"]),
    Route("/operations", redrive, methods=["POST"]),
]
