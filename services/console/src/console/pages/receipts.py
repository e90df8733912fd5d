"""The receipts of an enterprise, the newest first, filtered by document, status and number."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.enterprises import names_of
from console.journey import tone
from console.navigation import RECEIPTS
from console.rendering import page
from console.state import fetch, session_of
from contracts.documents import DOCUMENTS
from contracts.statuses import STATUSES
from mesh.declared import equivalence

LIMIT = 50
FILTERS = ("document_type", "status", "number")


async def receipts(request: Request) -> Response:
    """Return the receipts before a place: that of an earlier page, or the end."""
    session = session_of(request, RECEIPTS)
    before = request.query_params.get("before", "")
    chosen = {name: equivalence.text(request.query_params.get(name, "")) for name in FILTERS}
    answer = await fetch(request, session, "/v1/receipts", before=before or "end", limit=LIMIT, **chosen)
    return page(
        request, "receipts.html", session, here=RECEIPTS, receipts=answer, before=before, chosen=chosen, tone=tone,
        document_types=[str(document.document_type) for document in DOCUMENTS],
        statuses=[status.code for status in STATUSES],
        names=await names_of(request, session, (one.get("merchant_code") for one in answer["receipts"])),
    )  # fmt: skip


ROUTES = [Route("/receipts", receipts, methods=["GET"])]
