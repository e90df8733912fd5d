"""What the codes of reasons and problems mean and what to do: the gateway's catalogue, in the console's frame."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.client import Refused
from console.navigation import CODES
from console.rendering import page
from console.state import fetch, session_of
from edge.language import language_of

NOT_FOUND = 404


async def codes(request: Request) -> Response:
    """Return every code with its meaning."""
    session = session_of(request, CODES)
    catalogue = (await fetch(request, session, "/errors"))["codes"]
    return page(request, "codes.html", session, here=CODES, codes=catalogue, language=language_of(request))


async def code(request: Request) -> Response:
    """Return what one code means, what to do, and which rules give it."""
    session = session_of(request, CODES)
    try:
        entry = await fetch(request, session, f"/errors/{quote(request.path_params['code'], safe='')}")
    except Refused as refusal:
        raise HTTPException(NOT_FOUND if refusal.status == NOT_FOUND else refusal.status) from refusal
    return page(request, "code.html", session, here=CODES, code=entry, language=language_of(request))


ROUTES = [
    Route("/codes", codes, methods=["GET"]),
    Route("/codes/{code}", code, methods=["GET"]),
]
