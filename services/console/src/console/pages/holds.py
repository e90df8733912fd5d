"""For officers: one hold with the goods, values and parties that it is about, and the form by which it is decided."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.enterprises import codes_in, names_of
from console.findings import ACTIONS, FIELDS, finding_in, of_the_form, record
from console.guard import form_of
from console.journey import tone
from console.navigation import WORKLIST
from console.rendering import address, page
from console.sessions import Session
from console.state import fetch, session_of, state
from edge.access.roles import agencies_of
from edge.language import language_of

SEE_OTHER = 303
LOOK_SECONDS = 0.25


async def open_hold(request: Request) -> Response:
    """Return a hold with its case, and the form if it is open and the officer's to decide."""
    session = session_of(request, WORKLIST)
    done = request.query_params.get("done", "")
    matches = await (_settled(request, session, done) if done else _matches(request, session))
    return await _hold_page(request, session, matches, done=done)


async def decide(request: Request) -> Response:
    """Record the finding as the gateway's interface takes it; a refusal is shown with the form as filled in."""
    session = session_of(request, WORKLIST)
    finding = finding_in(await form_of(request, session))
    declaration, hold = _named(request)
    try:
        done = await record(request, session, declaration, hold, finding)
    except Refused as error:
        refusal = of_the_form(error)
        matches = await _matches(request, session)
        return await _hold_page(request, session, matches, status=refusal.status, refusal=refusal, filled=finding)
    return RedirectResponse(address(request.url.path, done=done), SEE_OTHER)


async def _matches(request: Request, session: Session) -> list[Any]:
    declaration, _ = _named(request)
    matches: list[Any] = (await fetch(request, session, f"/v1/cases/{quote(declaration, safe='')}"))["matches"]
    return matches


async def _settled(request: Request, session: Session, finding_id: str) -> list[Any]:
    """Return the case once a finding has ended its hold, or as it stands when that takes longer."""
    until = time.monotonic() + state(request).settling_seconds
    while True:
        matches = await _matches(request, session)
        match, hold = _hold_in(matches, *_named(request))
        is_seen = any(finding["finding_id"] == finding_id for finding in match.get("findings", ()))
        if (is_seen and hold["closed_at_ms"] is not None) or time.monotonic() >= until:
            return matches
        await asyncio.sleep(LOOK_SECONDS)


async def _hold_page(
    request: Request, session: Session, matches: list[Any], *, status: int = 200, done: str = "",
    refusal: Refused | None = None, filled: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    declaration, hold_id = _named(request)
    match, hold = _hold_in(matches, declaration, hold_id)
    case = next(each for each in match["declarations"] if each["declaration_id"] == declaration)
    return page(
        request, "hold.html", session, status=status, here=WORKLIST, match=match, hold=hold, case=case,
        findings=[finding for finding in match.get("findings", ()) if finding["hold_id"] == hold_id],
        entries=_entries_used(match, hold_id), licences=_licences(match), due=await _due(request, session, hold),
        names=await names_of(request, session, codes_in(match)), mine=agencies_of(session.principal),
        actions=ACTIONS, done=done, refusal=refusal, language=language_of(request), tone=tone,
        filled=filled or dict.fromkeys(FIELDS, ""), may_decide=hold["agency"] in agencies_of(session.principal),
    )  # fmt: skip


async def _due(request: Request, session: Session, hold: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return when an open hold is due and how many seconds are left; None of a closed one, or while it is not known."""
    if hold["closed_at_ms"] is not None:
        return None
    try:
        answer = await fetch(request, session, "/v1/held", declaration=hold["declaration_id"])
    except Refused:
        return None
    for row in answer["held"]:
        if row["hold_id"] == hold["hold_id"]:
            left = (row["deadline_at_ms"] - answer["at_ms"]) // 1000
            return {"at_ms": row["deadline_at_ms"], "left": left, "age": row["age_seconds"]}
    return None


def _entries_used(match: Mapping[str, Any], hold_id: str) -> list[Any]:
    """Return the register entries that the decision used which opened the hold."""
    for line in match["timeline"]:
        if line["details"].get("hold_id") == hold_id and (line.get("rules") or {}).get("registers"):
            entries: list[Any] = line["rules"]["registers"]
            return entries
    return []


def _licences(match: Mapping[str, Any]) -> list[str]:
    """Return the licences of goods that the documents name."""
    return sorted({document["licence_no"] for document in match["documents"] if document["licence_no"]})


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
    Route("/worklist/{declaration}/{hold}", open_hold, methods=["GET"]),
    Route("/worklist/{declaration}/{hold}", decide, methods=["POST"]),
]
