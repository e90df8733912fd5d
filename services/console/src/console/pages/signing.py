"""Signing in with the key of an organisation, and out again."""

from typing import Any
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console.client import Refused
from console.guard import form_of
from console.metrics import WRONG_KEYS_PUT_OFF
from console.navigation import parts_for
from console.rendering import page
from console.state import SignInNeeded, session_of, state
from edge.access.principal import Principal

SEE_OTHER, UNKNOWN_KEY, TOO_MANY = 303, 401, 429
LONGEST_KEY = 512


async def arrive(request: Request) -> Response:
    """Lead to the part where this organisation begins."""
    return RedirectResponse(parts_for(session_of(request).principal)[0].path, SEE_OTHER)


async def ask(request: Request) -> Response:
    """Return the form."""
    message = "signin.ended" if "ended" in request.query_params else None
    return page(request, "sign_in.html", None, message=message, wrong=False, wanted=_wanted(request))


async def sign_in(request: Request) -> Response:
    """Begin a session for the organisation of the key and lead to the page that was wanted."""
    token = await begin(request, (await form_of(request, None)).get("key", ""))
    if token is None:
        return refused(request, "sign_in.html", wanted=_wanted(request))
    response = RedirectResponse(_wanted(request), SEE_OTHER)
    give(request, response, token)
    return response


async def begin(request: Request, key: str) -> str | None:
    """Begin a session for the organisation of a key and return its token, or None if the key is not known."""
    parts = state(request)
    try:
        me = await parts.gateway.get(key, "/v1/me") if _plausible(key) else None
    except Refused as refusal:
        if not refusal.is_unknown_key:
            raise
        me = None
    if me is None:
        return None
    parts.sessions.end(request.cookies.get(parts.cookie, ""))
    codes, roles = tuple(me["codes"]), frozenset(me["roles"])
    return parts.sessions.begin(Principal(me["organisation"], me["name"], codes, roles, me["commitment"]), key)


def give(request: Request, response: Response, token: str) -> None:
    """Give the browser the cookie of a session."""
    parts = state(request)
    secure = parts.settings.console_tls
    response.set_cookie(parts.cookie, token, httponly=True, samesite="strict", secure=secure)


def refused(request: Request, template: str, **named: Any) -> Response:
    """Return the form again for a key that is not known; after too many of an address it says when to try again."""
    seconds = state(request).wrong_keys.tried(request.client.host if request.client else "")
    status, message = (UNKNOWN_KEY, "signin.wrong") if seconds is None else (TOO_MANY, "signin.put_off")
    response = page(request, template, None, status=status, message=message, wrong=True, **named)
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
        WRONG_KEYS_PUT_OFF.inc()
    return response


async def sign_out(request: Request) -> Response:
    """End the session."""
    parts = state(request)
    await form_of(request, session_of(request))
    parts.sessions.end(request.cookies.get(parts.cookie, ""))
    response = RedirectResponse("/sign-in", SEE_OTHER)
    response.delete_cookie(parts.cookie, httponly=True, samesite="strict", secure=parts.settings.console_tls)
    return response


async def lead_to_sign_in(request: Request, error: Exception) -> Response:
    """Answer who has not signed in with the form, and remember what was wanted."""
    assert isinstance(error, SignInNeeded)
    wanted = f"{request.url.path}?{request.url.query}".rstrip("?") if request.method == "GET" else "/"
    ended = "&ended=1" if error.ended else ""
    return RedirectResponse(f"/sign-in?next={quote(wanted, safe='')}{ended}", SEE_OTHER)


def _plausible(key: str) -> bool:
    """Tell whether a key could stand in a header."""
    return 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()


def _wanted(request: Request) -> str:
    """Return the page of ours that was wanted; any other address is the start."""
    wanted = request.query_params.get("next", "/")
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return "/"
    parsed = urlsplit(wanted)
    return wanted if not parsed.netloc and parsed.path != "/sign-in" else "/"


ROUTES = [
    Route("/", arrive, methods=["GET"]),
    Route("/sign-in", ask, methods=["GET"]),
    Route("/sign-in", sign_in, methods=["POST"]),
    Route("/sign-out", sign_out, methods=["POST"]),
]
