"""For officers: the open holds of their agency, the one due first at the top."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.enterprises import names_of
from console.navigation import WORKLIST
from console.rendering import page
from console.state import fetch, session_of
from contracts.agencies import AGENCIES
from edge.access.roles import agencies_of

LIMIT = 50
AGES = (0, 3600, 14_400, 86_400)
"""Seconds that a hold has waited at least."""
DECIDING = tuple(agency.agency for agency in AGENCIES.values() if agency.findings)
"""Agencies whose officers decide holds."""


async def worklist(request: Request) -> Response:
    """Return the open holds, filtered as wanted, the one due first at the top."""
    session = session_of(request, WORKLIST)
    params = request.query_params
    chosen = {name: params.get(name, "") for name in ("agency", "reason", "overdue", "age", "after")}
    age = chosen["age"] if chosen["age"] in map(str, AGES[1:]) else ""
    holds = await fetch(
        request, session, "/v1/held", agency=chosen["agency"], reason=chosen["reason"], overdue=chosen["overdue"],
        aged_seconds=age, after=chosen["after"], limit=LIMIT,
    )  # fmt: skip
    mine = agencies_of(session.principal)
    equal = [count for count in holds["counts"] if count["agency"] in mine and count["holds"] > 1]
    return page(
        request, "worklist.html", session, here=WORKLIST, holds=holds, chosen=chosen, ages=AGES,
        agencies=mine or DECIDING, mine=mine, equal=equal,
        names=await names_of(request, session, (hold["merchant_code"] for hold in holds["held"])),
    )  # fmt: skip


ROUTES = [Route("/worklist", worklist, methods=["GET"])]
