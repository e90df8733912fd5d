"""Views: the list of them, the records of one, and one record; every view has the same two pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.client import Refused
from console.enterprises import VIEW, names_of
from console.formatting import listed, quantity
from console.navigation import VIEWS
from console.rendering import address, page
from console.sessions import Session
from console.state import fetch, session_of
from console.texts import named, valued
from edge.language import Language, language_of

ROWS = 100
CASES, SCALED = "cases", "_e5"
BAD, NOT_FOUND = 400, 404

Shape = Mapping[str, Any]


async def views(request: Request) -> Response:
    """Return the views of which one may see anything."""
    session = session_of(request, VIEWS)
    listed = (await fetch(request, session, "/v1/views"))["views"]
    return page(request, "views.html", session, here=VIEWS, views=listed, name=language_of(request))


async def records(request: Request) -> Response:
    """Return a page of a view's records by the filters of its form."""
    session = session_of(request, VIEWS)
    view, today = await _view(request, session)
    given = request.query_params
    names = [*view["filters"], "prefix", "sort", "as_of", "purpose"]
    chosen = {name: given.get(name, "").strip() for name in names}
    if not view["dated"]:
        chosen["as_of"] = ""
    path, cursor = _path(view["view"]), given.get("cursor", "")
    answer: dict[str, Any] = {"rows": []}
    refusal = None
    silent = _is_silent(view, chosen)
    try:
        if not silent:
            answer = await fetch(request, session, path, limit=ROWS, cursor=cursor, **_asked(view, chosen))
    except Refused as refused:
        if refused.status != BAD:
            raise
        refusal = refused
    rows = answer["rows"]
    columns = _columns(view, rows)
    filters = {name: value for name, value in chosen.items() if value}
    next_page = address(request.url.path, cursor=answer["next"], **filters) if "next" in answer else ""
    language = language_of(request)
    fields = {field["name"]: field for field in view["fields"]}
    return page(
        request, "view.html", session, here=VIEWS, view=view, name=language, columns=columns,
        text=partial(cell, view=view),
        names=await _names(request, session, view, rows),
        rows=rows, chosen=chosen | {"as_of": answer.get("as_of") or _day(chosen["as_of"]) or today},
        next_page=next_page,
        first_page=address(request.url.path, **filters) if cursor else "", refusal=refusal, leads=leads,
        silent=silent, fields=fields, by=" / ".join(fields[one][language] for one in view["by"]),
        carried={name: filters[name] for name in ("as_of", "purpose") if name in filters},
    )  # fmt: skip


async def record(request: Request) -> Response:
    """Return one record with its versions."""
    session = session_of(request, VIEWS)
    view, _ = await _view(request, session)
    given = request.query_params
    chosen = {name: given.get(name, "").strip() for name in ("as_of", "purpose")}
    if not view["dated"]:
        chosen["as_of"] = ""
    key = request.path_params["key"]
    if _is_silent(view, chosen):
        return page(
            request, "record.html", session, here=VIEWS, view=view, name=language_of(request), record=None,
            chosen=chosen, key=key,
        )  # fmt: skip
    try:
        answer = await fetch(request, session, f"{_path(view['view'])}/{quote(key, safe='')}", **_asked(view, chosen))
    except Refused as refused:
        raise HTTPException(refused.status) from refused
    versions = answer.get("versions", [])
    return page(
        request, "record.html", session, here=VIEWS, view=view, name=language_of(request), record=answer,
        text=partial(cell, view=view),
        columns=_columns(view, [answer]), versions=versions, version_columns=_columns(view, versions), leads=leads,
        chosen=chosen, key=key, names=await _names(request, session, view, [answer]),
    )  # fmt: skip


def cell(fields: Mapping[str, Any], name: str, language: Language, *, view: Shape) -> str:
    """Return a field as text; one in 1/100,000 as a decimal, nothing for what is absent or not seen."""
    words: Shape = next((field["words"] for field in view["fields"] if field["name"] == name), {})
    match fields.get(name):
        case None:
            return ""
        case bool() as flag:
            return named(language, "flag", str(flag).lower())
        case int() as number if name.endswith(SCALED):
            return quantity(number)
        case str() as symbol if symbol in words:
            return str(words[symbol][language])
        case list() as many:
            return "; ".join(valued(language, name, listed(one)) for one in many)
        case dict() as record:
            return listed(record)
        case value:
            return valued(language, name, str(value))


async def _names(request: Request, session: Session, view: Shape, rows: Sequence[Shape]) -> dict[str, str]:
    """Return the names of the enterprises that records name; those of the view of enterprises stand there already."""
    named_in = [name for name, target in view["links"].items() if target == VIEW]
    codes = {str(code) for row in rows for name in named_in if (code := row["fields"].get(name))}
    return await names_of(request, session, codes)


def leads(view: Shape, name: str, value: Any) -> str:
    """Return where a field's value leads: to a record of another view, or to a case; empty if nowhere."""
    target = view["links"].get(name)
    if not target or not value:
        return ""
    if target == CASES:
        return address("/parcels", number=str(value))
    return f"/views/{quote(target, safe='')}/{quote(str(value), safe='')}"


async def _view(request: Request, session: Session) -> tuple[Shape, str]:
    """Return the view of the path and today. Raises HTTPException 404."""
    catalogue = await fetch(request, session, "/v1/views")
    for view in catalogue["views"]:
        if view["view"] == request.path_params["view"]:
            return view, catalogue["today"]
    raise HTTPException(NOT_FOUND)


def _day(text: str) -> str:
    """Return a day as a form's field takes it, nothing for a text that is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _asked(view: Shape, chosen: Mapping[str, str]) -> dict[str, str]:
    public = {"public_only": "true"} if view["needs_purpose"] and not chosen["purpose"] else {}
    return {name: value for name, value in chosen.items() if value} | public


def _is_silent(view: Shape, chosen: Mapping[str, str]) -> bool:
    """Tell whether nothing is shown yet: nothing of the view is public, and nobody has said what for."""
    return view["needs_purpose"] and not chosen["purpose"] and not any(field["public"] for field in view["fields"])


def _path(view: str) -> str:
    return f"/v1/views/{quote(view, safe='')}"


def _columns(view: Shape, rows: Sequence[Shape]) -> list[Shape]:
    """Return the fields about which any of these rows says something."""
    return [one for one in view["fields"] if any(row["fields"].get(one["name"]) not in (None, []) for row in rows)]


ROUTES = [
    Route("/views", views, methods=["GET"]),
    Route("/views/{view}", records, methods=["GET"]),
    Route("/views/{view}/{key:path}", record, methods=["GET"]),
]
