"""For auditors and officers: everything behind the outcome of a number. What is read is logged with its purpose."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.client import Refused
from console.journey import SUBMITTED, lasted, since_before, tone
from console.navigation import EXPLAIN
from console.rendering import page
from console.state import fetch, session_of
from mesh.declared import equivalence

NOT_FOUND = 404
FIELDS = ("number", "purpose", "person")


async def explain(request: Request) -> Response:
    """Return the form; with a number, a purpose and a person the explanation."""
    session = session_of(request, EXPLAIN)
    filled = {name: equivalence.text(request.query_params.get(name, "")) for name in FIELDS}
    explanation, status = None, 200
    if all(filled.values()):
        path = f"/v1/explanations/{quote(filled['number'], safe='')}"
        try:
            explanation = await fetch(request, session, path, purpose=filled["purpose"], person=filled["person"])
        except Refused as refusal:
            if refusal.status != NOT_FOUND:
                raise
            explanation, status = {"cases": []}, NOT_FOUND
    return page(
        request, "explain.html", session, status=status, here=EXPLAIN, filled=filled, explanation=explanation,
        tone=tone, submitted=SUBMITTED, since_before=since_before, lasted=lasted,
    )  # fmt: skip


ROUTES = [Route("/explain", explain, methods=["GET"])]
