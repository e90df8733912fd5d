"""A parcel by any of its numbers, and its journey over the agencies."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.client import Refused
from console.enterprises import codes_in, names_of
from console.journey import journey, tone
from console.navigation import PARCELS
from console.rendering import page
from console.state import fetch, session_of
from mesh.declared import equivalence

NOT_FOUND = 404
CHOICE = ("order_no", "platform_code")
"""Which of several matches is meant."""


async def find(request: Request) -> Response:
    """Return the form; with a number the journey, or the list of cases if several have it."""
    session = session_of(request, PARCELS)
    number = equivalence.text(request.query_params.get("number", ""))
    if not number:
        return page(request, "parcels.html", session, here=PARCELS, number="", matches=None, tone=tone)
    try:
        matches = (await fetch(request, session, f"/v1/cases/{quote(number, safe='')}"))["matches"]
    except Refused as refusal:
        if refusal.status != NOT_FOUND:
            raise
        return page(request, "parcels.html", session, status=404, here=PARCELS, number=number, matches=[], tone=tone)
    chosen = {name: request.query_params[name] for name in CHOICE if name in request.query_params}
    wanted = [match for match in matches if all((match[name] or "") == value for name, value in chosen.items())]
    if len(wanted) != 1:
        names = await names_of(request, session, (match["platform_code"] for match in matches))
        return page(
            request, "parcels.html", session, here=PARCELS, number=number, matches=matches, tone=tone, names=names
        )
    (match,) = wanted
    return page(
        request, "journey.html", session, here=PARCELS, number=number, match=match, way=journey(match), tone=tone,
        names=await names_of(request, session, codes_in(match)),
    )  # fmt: skip


ROUTES = [Route("/parcels", find, methods=["GET"])]
