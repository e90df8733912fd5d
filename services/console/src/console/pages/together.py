"""For officers: many equal holds, of one agency and one reason, decided together. Each gets a finding of its own."""

import asyncio
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.client import Refused, Unreachable
from console.enterprises import names_of
from console.findings import ACTIONS, FIELDS, INVALID, finding_in, record
from console.guard import form_of
from console.navigation import WORKLIST
from console.rendering import page
from console.sessions import Session
from console.state import fetch, session_of
from edge.access.roles import agencies_of

MOST = 50
"""Holds decided by one form."""
AT_ONCE = 8
BETWEEN = "/"
"""Between declaration and hold in the value of a chosen one."""


class Outcome(NamedTuple):
    """What became of one of the holds: the id of its finding, or why there is none. unanswered: it is not known."""

    hold: Any
    finding_id: str = ""
    refusal: Refused | None = None
    unanswered: bool = False


async def choose(request: Request) -> Response:
    """Return the open holds of one reason, all of them chosen, and the form by which they are decided together."""
    return await _choice(request, session_of(request, WORKLIST))


async def decide(request: Request) -> Response:
    """
    Record the same finding on every chosen hold and return what became of each.

    The form is tried on the first: where it is wrong itself, it comes back and nothing is recorded.
    """
    session = session_of(request, WORKLIST)
    fields = await form_of(request, session)
    finding, chosen = finding_in(fields), set(fields.getlist("hold"))
    holds = [hold for hold in (await _holds(request, session))["held"] if _value(hold) in chosen]
    if not holds:
        return await _choice(request, session, status=INVALID, filled=finding, chosen=chosen, is_empty=True)
    first = await _decided(request, session, holds[0], finding)
    if first.refusal is not None and first.refusal.status == INVALID:
        return await _choice(request, session, status=INVALID, refusal=first.refusal, filled=finding, chosen=chosen)
    turns = asyncio.Semaphore(AT_ONCE)

    async def in_turn(hold: Any) -> Outcome:
        async with turns:
            return await _decided(request, session, hold, finding)

    outcomes = [first, *await asyncio.gather(*map(in_turn, holds[1:]))]
    failures = [outcome for outcome in outcomes if not outcome.finding_id]
    gone = len(chosen) - len(holds)
    return page(
        request, "decided.html", session, here=WORKLIST, outcomes=outcomes, failures=failures, finding=finding,
        gone=gone,
    )  # fmt: skip


async def _decided(request: Request, session: Session, hold: Any, finding: dict[str, str]) -> Outcome:
    try:
        return Outcome(hold, await record(request, session, hold["declaration_id"], hold["hold_id"], finding))
    except Refused as refusal:
        if refusal.is_unknown_key:
            raise
        return Outcome(hold, refusal=refusal)
    except Unreachable:
        return Outcome(hold, unanswered=True)


async def _choice(
    request: Request, session: Session, *, status: int = 200, refusal: Refused | None = None,
    filled: dict[str, str] | None = None, chosen: set[str] | None = None, is_empty: bool = False,
) -> Response:  # fmt: skip
    holds = await _holds(request, session)
    values = {hold["hold_id"]: _value(hold) for hold in holds["held"]}
    return page(
        request, "together.html", session, status=status, here=WORKLIST, holds=holds, values=values, actions=ACTIONS,
        chosen=set(values.values()) if chosen is None else chosen, refusal=refusal, is_empty=is_empty,
        filled=filled or dict.fromkeys(FIELDS, ""), agency=request.path_params["agency"],
        reason=request.path_params["reason"], most=MOST,
        names=await names_of(request, session, (hold["merchant_code"] for hold in holds["held"])),
    )  # fmt: skip


async def _holds(request: Request, session: Session) -> Any:
    """Return the open holds of the path's agency and reason. Raises HTTPException 403 for another agency's."""
    agency, reason = request.path_params["agency"], request.path_params["reason"]
    if agency not in agencies_of(session.principal):
        raise HTTPException(403)
    return await fetch(request, session, "/v1/held", agency=agency, reason=reason, limit=MOST)


def _value(hold: Any) -> str:
    return f"{hold['declaration_id']}{BETWEEN}{hold['hold_id']}"


ROUTES = [
    Route("/worklist/together/{agency}/{reason}", choose, methods=["GET"]),
    Route("/worklist/together/{agency}/{reason}", decide, methods=["POST"]),
]
