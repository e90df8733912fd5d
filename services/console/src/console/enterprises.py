"""The enterprises that a page names: their registered names, asked of the gateway by code."""

from collections.abc import Iterable

from starlette.requests import Request

from console.client import Refused, Unreachable
from console.sessions import Session
from console.state import fetch, state

AT_ONCE = 100


async def names_of(request: Request, session: Session, codes: Iterable[str | None]) -> dict[str, str]:
    """Return the registered names of enterprises by code; while the gateway cannot tell, codes stand alone."""
    wanted = {code for code in codes if code and "," not in code}
    names = state(request).names
    missing = names.unknown(wanted)
    for begin in range(0, len(missing), AT_ONCE):
        some = missing[begin : begin + AT_ONCE]
        try:
            answer = await fetch(request, session, "/v1/enterprises", codes=",".join(some))
        except (Refused, Unreachable):
            break
        names.learn(some, answer["names"])
    return names.of(wanted)
