"""Changes of registers by two persons: proposed under one key, approved or rejected under another."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.guard import form_of
from console.navigation import REGISTERS, REGISTRAR
from console.rendering import page
from console.sessions import Session
from console.state import fetch, post, session_of
from edge.language import language_of
from mesh.declared.register_csv import rows_of

PROPOSED = ("register", "entries", "person", "authority", "reason")
DECIDED = ("person", "reason")
REFUSALS = range(400, 500)
SIGNED_OUT, SEE_OTHER = 401, 303
LIMIT = 100


async def changes(request: Request) -> Response:
    """Return the changes, the newest first, and the form by which one is proposed."""
    return await _list_page(request, session_of(request, REGISTERS))


async def propose(request: Request) -> Response:
    """Propose a change as the interface takes it; what it refuses is shown with the form as filled in."""
    session = session_of(request, REGISTERS)
    fields = await form_of(request, session)
    filled = {name: fields.get(name, "") for name in PROPOSED}
    path = f"/v1/registers/{quote(filled['register'], safe='')}/changes"
    try:
        change = await post(request, session, path, {name: filled[name] for name in PROPOSED if name != "register"})
    except Refused as refusal:
        return await _list_page(request, session, refusal=_shown(refusal), filled=filled)
    return RedirectResponse(f"/registers/{quote(change['change_id'])}", SEE_OTHER)


async def change(request: Request) -> Response:
    """Return a change with its rows, and the forms by which it is decided while it is pending."""
    return await _change_page(request, session_of(request, REGISTERS))


async def approve(request: Request) -> Response:
    """Approve a change as a second person."""
    return await _decide(request, "approval", ("person",))


async def reject(request: Request) -> Response:
    """Reject a change, or take back one's own."""
    return await _decide(request, "rejection", DECIDED)


async def _decide(request: Request, how: str, names: tuple[str, ...]) -> Response:
    session = session_of(request, REGISTERS)
    fields = await form_of(request, session)
    at = quote(request.path_params["change"], safe="")
    try:
        await post(request, session, f"/v1/register-changes/{at}/{how}", {name: fields.get(name, "") for name in names})
    except Refused as refusal:
        return await _change_page(request, session, refusal=_shown(refusal))
    return RedirectResponse(f"/registers/{at}", SEE_OTHER)


def _shown(refusal: Refused) -> Refused:
    """Return a refusal to show with the form. Raises it again if it is none of the form."""
    if refusal.status not in REFUSALS or refusal.status == SIGNED_OUT:
        raise refusal
    return refusal


async def _list_page(
    request: Request, session: Session, *, refusal: Refused | None = None, filled: dict[str, str] | None = None
) -> Response:
    registers = (await fetch(request, session, "/v1/registers"))["registers"]
    listed = (await fetch(request, session, "/v1/register-changes", limit=LIMIT))["changes"]
    return page(
        request, "registers.html", session, status=refusal.status if refusal else 200, here=REGISTERS, changes=listed,
        registers=registers, refusal=refusal, filled=filled or dict.fromkeys(PROPOSED, ""), may=_is_registrar(session),
        language=language_of(request),
    )  # fmt: skip


async def _change_page(request: Request, session: Session, *, refusal: Refused | None = None) -> Response:
    path = f"/v1/register-changes/{quote(request.path_params['change'], safe='')}"
    proposal: dict[str, Any] = await fetch(request, session, path)
    header, *rows = rows_of(proposal["entries"]) or [[]]
    return page(
        request, "change.html", session, status=refusal.status if refusal else 200, here=REGISTERS, change=proposal,
        header=header, rows=rows, refusal=refusal, may=_is_registrar(session), language=language_of(request),
    )  # fmt: skip


def _is_registrar(session: Session) -> bool:
    return any(role.startswith(REGISTRAR) for role in session.principal.roles)


ROUTES = [
    Route("/registers", changes, methods=["GET"]),
    Route("/registers", propose, methods=["POST"]),
    Route("/registers/{change}", change, methods=["GET"]),
    Route("/registers/{change}/approval", approve, methods=["POST"]),
    Route("/registers/{change}/rejection", reject, methods=["POST"]),
]
