"""The receipts of an enterprise, page by page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.journey import tone
from console.navigation import RECEIPTS
from console.rendering import page
from console.state import fetch, session_of

LIMIT = 50


async def receipts(request: Request) -> Response:
    """Return the receipts after a place: the cursor of an earlier page, or the beginning."""
    session = session_of(request, RECEIPTS)
    after = request.query_params.get("after", "")
    receipts_page = await fetch(request, session, "/v1/receipts", after=after or "start", limit=LIMIT)
    return page(request, "receipts.html", session, here=RECEIPTS, receipts=receipts_page, after=after, tone=tone)


ROUTES = [Route("/receipts", receipts, methods=["GET"])]
