"""Changes of registers by two persons: proposed under one key, approved or rejected under another."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.findings import of_the_form
from console.guard import form_of
from console.navigation import REGISTERS, registers_kept_by
from console.register_columns import NUMBERS, column_of, columns, next_version, table
from console.rendering import page
from console.sessions import Session
from console.state import fetch, post, session_of
from edge.language import language_of
from mesh.declared.register_csv import rows_of

WORDS = ("person", "authority", "reason")
PREFIX = "column."
"""Before the name of a column in the form's fields."""
DECIDED = ("person", "reason")
SEE_OTHER = 303


async def propose_form(request: Request) -> Response:
    """Return the forms by which a change is proposed; with a code the next version of its entry stands in them."""
    session = session_of(request, REGISTERS)
    return await _form(request, session, _kept(request, session))


async def propose(request: Request) -> Response:
    """Propose one entry by its columns, or a table; a refusal is shown with the form as filled in."""
    session = session_of(request, REGISTERS)
    fields = await form_of(request, session)
    register = _kept(request, session)
    entry = {column.name: fields.get(PREFIX + column.name, "") for column in columns(register)}
    entries = fields.get("entries", "") or table(columns(register), [entry])
    words = {name: fields.get(name, "") for name in WORDS}
    try:
        change = await post(request, session, f"/v1/registers/{quote(register)}/changes", {"entries": entries, **words})
    except Refused as error:
        refusal = of_the_form(error)
        return await _form(request, session, register, refusal=refusal, filled=fields)
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
        return await _change_page(request, session, refusal=of_the_form(refusal))
    return RedirectResponse(f"/registers/{at}", SEE_OTHER)


def _kept(request: Request, session: Session) -> str:
    """Return the register of the path. Raises HTTPException 403 for one that is not the caller's to change."""
    register = str(request.path_params["register"])
    if register not in registers_kept_by(session.principal):
        raise HTTPException(403)
    return register


async def _form(
    request: Request, session: Session, register: str, *, refusal: Refused | None = None,
    filled: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    code = request.query_params.get("code", "")
    path = f"/v1/registers/{quote(register)}"
    answer = await fetch(request, session, path, code=code, limit=1 if not code else None)
    newest: Any = max(answer["entries"], key=lambda entry: entry["version"], default=None)
    following = next_version(register, newest, answer["today"]) if newest else {}
    example = table(columns(register), [following])
    values = following if code else {"version": "1", "valid_from": answer["today"]}
    if filled is not None:
        values = {column.name: filled.get(PREFIX + column.name, "") for column in columns(register)}
    return page(
        request, "propose.html", session, status=refusal.status if refusal else 200, here=REGISTERS, register=register,
        columns=columns(register), prefix=PREFIX, values=values, example=example, today=answer["today"],
        entries="" if filled is None else filled.get("entries", ""), refusal=refusal, language=language_of(request),
        words={name: "" if filled is None else filled.get(name, "") for name in WORDS},
    )  # fmt: skip


async def _change_page(request: Request, session: Session, *, refusal: Refused | None = None) -> Response:
    path = f"/v1/register-changes/{quote(request.path_params['change'], safe='')}"
    proposal: dict[str, Any] = await fetch(request, session, path)
    header, *rows = rows_of(proposal["entries"]) or [[]]
    return page(
        request, "change.html", session, status=refusal.status if refusal else 200, here=REGISTERS, change=proposal,
        header=[column_of(proposal["register"], name) for name in header], rows=rows, numbers=NUMBERS,
        refusal=refusal, may=proposal["register"] in registers_kept_by(session.principal),
        language=language_of(request),
    )  # fmt: skip


ROUTES = [
    Route("/registers/propose/{register}", propose_form, methods=["GET"]),
    Route("/registers/propose/{register}", propose, methods=["POST"]),
    Route("/registers/{change}", change, methods=["GET"]),
    Route("/registers/{change}/approval", approve, methods=["POST"]),
    Route("/registers/{change}/rejection", reject, methods=["POST"]),
]
