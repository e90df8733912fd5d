"""Registers: what is in force, searched by words, and the list of their changes."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.enterprises import OF_ENTERPRISES, names_of
from console.navigation import REGISTERS, registers_kept_by
from console.register_columns import NUMBERS, cell, columns
from console.rendering import page
from console.state import fetch, session_of
from contracts.topics import TOPICS
from mesh.declared import equivalence

CHANGES, ENTRIES = 100, 200


async def registers(request: Request) -> Response:
    """Return the registers that one may see, and their changes, the newest first."""
    session = session_of(request, REGISTERS)
    answer = await fetch(request, session, "/v1/registers")
    changes = (await fetch(request, session, "/v1/register-changes", limit=CHANGES))["changes"]
    return page(
        request, "registers.html", session, here=REGISTERS, registers=answer["registers"], changes=changes,
        kept=registers_kept_by(session.principal),
    )  # fmt: skip


async def entries(request: Request) -> Response:
    """Return the entries of a register in force on a day, or every version, as far as all words occur in them."""
    session = session_of(request, REGISTERS)
    params = request.query_params
    search, versions = equivalence.text(params.get("search", "")), params.get("versions", "")
    name = request.path_params["register"]
    today = (await fetch(request, session, "/v1/registers"))["today"]
    date = params.get("date", "") or today
    answer = await fetch(
        request, session, f"/v1/registers/{quote(name, safe='')}", search=search, date="" if versions else date,
        limit=ENTRIES,
    )  # fmt: skip
    register = answer["register"]
    shown = columns(register) if register in TOPICS else ()
    rows = [(entry["code"], [cell(column, entry) for column in shown]) for entry in answer["entries"]]
    used = [place for place, column in enumerate(shown) if column.required or any(cells[place] for _, cells in rows)]
    names = await names_of(request, session, (code for code, _ in rows)) if register in OF_ENTERPRISES else {}
    return page(
        request, "entries.html", session, here=REGISTERS, register=register, columns=[shown[place] for place in used],
        rows=[(code, [cells[place] for place in used]) for code, cells in rows], total=answer["total"], search=search,
        date=date, versions=versions, numbers=NUMBERS, names=names,
        may=register in registers_kept_by(session.principal),
    )  # fmt: skip


ROUTES = [
    Route("/registers", registers, methods=["GET"]),
    Route("/registers/entries/{register}", entries, methods=["GET"]),
]
