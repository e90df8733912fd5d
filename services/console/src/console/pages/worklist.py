"""For officers: the open holds of their agency, and the form by which one is decided."""

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.guard import form_of
from console.journey import tone
from console.navigation import WORKLIST
from console.rendering import address, page
from console.sessions import Session
from console.state import fetch, post, session_of
from contracts.agencies import AGENCIES
from edge.access.roles import agencies_of
from edge.language import language_of

LIMIT = 50
AGES = (0, 3600, 14_400, 86_400)
"""Seconds that a hold has waited at least."""
ACTIONS = ("RELEASE", "TREAT", "SHIP_BACK", "DETAIN", "REFUSE")
FIELDS = ("action", "officer", "authority", "reason")
DECIDING = tuple(agency.agency for agency in AGENCIES.values() if agency.findings)
"""Agencies whose officers decide holds."""
REFUSALS = range(400, 500)
SIGNED_OUT, SEE_OTHER = 401, 303


async def worklist(request: Request) -> Response:
    """Return the open holds, filtered as asked, the one due first at the top."""
    session = session_of(request, WORKLIST)
    params = request.query_params
    chosen = {name: params.get(name, "") for name in ("agency", "reason", "overdue", "age", "after")}
    age = chosen["age"] if chosen["age"] in map(str, AGES[1:]) else ""
    holds = await fetch(
        request, session, "/v1/held", agency=chosen["agency"], reason=chosen["reason"], overdue=chosen["overdue"],
        aged_seconds=age, after=chosen["after"], limit=LIMIT,
    )  # fmt: skip
    mine = agencies_of(session.principal)
    return page(
        request, "worklist.html", session, here=WORKLIST, holds=holds, chosen=chosen, ages=AGES,
        agencies=mine or DECIDING, mine=mine,
    )  # fmt: skip


async def open_hold(request: Request) -> Response:
    """Return a hold with what is known of its case, and the form if it is open and the officer's to decide."""
    session = session_of(request, WORKLIST)
    done = request.query_params.get("done", "")
    return await _hold_page(request, session, done=done)


async def decide(request: Request) -> Response:
    """Record the finding as the gateway's interface takes it; what it refuses is shown with the form as filled in."""
    session = session_of(request, WORKLIST)
    fields = await form_of(request, session)
    declaration, hold = _named(request)
    finding = {name: fields.get(name, "") for name in FIELDS}
    try:
        answer = await post(request, session, "/v1/findings", {"declaration": declaration, "hold": hold, **finding})
    except Refused as refusal:
        if refusal.status not in REFUSALS or refusal.status == SIGNED_OUT:
            raise
        return await _hold_page(request, session, status=refusal.status, refusal=refusal, filled=finding)
    return RedirectResponse(address(request.url.path, done=answer["finding_id"]), SEE_OTHER)


async def _hold_page(
    request: Request, session: Session, *, status: int = 200, done: str = "", refusal: Refused | None = None,
    filled: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    declaration, hold_id = _named(request)
    matches = (await fetch(request, session, f"/v1/cases/{quote(declaration, safe='')}"))["matches"]
    match, hold = _hold_in(matches, declaration, hold_id)
    case = next(one for one in match["declarations"] if one["declaration_id"] == declaration)
    findings = [one for one in match.get("findings", ()) if one["hold_id"] == hold_id]
    return page(
        request, "hold.html", session, status=status, here=WORKLIST, match=match, hold=hold, case=case,
        findings=findings, actions=ACTIONS, done=done, refusal=refusal, language=language_of(request), tone=tone,
        filled=filled or dict.fromkeys(FIELDS, ""), may_decide=hold["agency"] in agencies_of(session.principal),
    )  # fmt: skip


def _named(request: Request) -> tuple[str, str]:
    return request.path_params["declaration"], request.path_params["hold"]


def _hold_in(matches: list[Any], declaration: str, hold_id: str) -> tuple[Any, Any]:
    """Return the match and the hold. Raises HTTPException 404."""
    for match in matches:
        for hold in match["holds"]:
            if (hold["declaration_id"], hold["hold_id"]) == (declaration, hold_id):
                return match, hold
    raise HTTPException(404)


ROUTES = [
    Route("/worklist", worklist, methods=["GET"]),
    Route("/worklist/{declaration}/{hold}", open_hold, methods=["GET"]),
    Route("/worklist/{declaration}/{hold}", decide, methods=["POST"]),
]
