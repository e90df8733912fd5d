"""What officers can find about a hold, and the form by which they say so, for one hold and for many equal ones."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from console.client import Refused
from console.sessions import Session
from console.state import post

ACTIONS = ("RELEASE", "TREAT", "SHIP_BACK", "DETAIN", "REFUSE")
FIELDS = ("action", "officer", "authority", "reason")
REFUSALS = range(400, 500)
SIGNED_OUT, INVALID = 401, 400


def finding_in(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the finding that a form holds; what is wrong with it, the gateway says."""
    return {name: fields.get(name, "") for name in FIELDS}


async def record(request: Request, session: Session, declaration: str, hold: str, finding: Mapping[str, str]) -> str:
    """Record a finding on a hold and return its id. Raises Refused, where it is the form that was wrong."""
    body: dict[str, Any] = {"declaration": declaration, "hold": hold, **finding}
    return str((await post(request, session, "/v1/findings", body))["finding_id"])


def of_the_form(refusal: Refused) -> Refused:
    """Return a refusal to show beside the form. Raises it again if it is none of the form."""
    if refusal.status not in REFUSALS or refusal.status == SIGNED_OUT:
        raise refusal
    return refusal
