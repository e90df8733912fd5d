"""
What protects a page: headers on every answer, and forms that only this site's own pages can send.

Nothing is loaded from elsewhere and no script stands in a page, so the policy allows this origin only.
"""

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import ImmutableMultiDict, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from console.metrics import ANSWERS
from console.sessions import Session

FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 64 * 1024
MOST_FIELDS = 120
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FRESH = "no-store"
"""Pages hold what one organisation may see: no cache keeps them. Static files say otherwise themselves."""


class Guarded:
    """Adds the headers to every answer. tls: a proxy in front speaks TLS, and browsers shall insist on it."""

    def __init__(self, app: ASGIApp, *, tls: bool) -> None:
        self._app = app
        self._headers = {**HEADERS, **({"Strict-Transport-Security": "max-age=31536000"} if tls else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                ANSWERS.labels(f"{message['status'] // 100}xx").inc()
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", FRESH)
            await send(message)

        await self._app(scope, receive, guarded)


async def form_of(request: Request, session: Session | None) -> ImmutableMultiDict[str, str]:
    """
    Return the fields of a posted form, white space at the ends dropped.

    Raises HTTPException as `fields_of` does, and 403 if its token is not the session's. The form by which one signs in
    has no session yet: there the origin alone is checked.
    """
    fields = await fields_of(request)
    if session is not None and not is_of(session, fields):
        raise HTTPException(403)
    return fields


async def fields_of(
    request: Request, *, largest: int = LARGEST_FORM, most: int = MOST_FIELDS
) -> ImmutableMultiDict[str, str]:
    """
    Return the fields of a form that one of our pages sent, whoever it was made for. largest: bytes; most: fields.

    Raises HTTPException: 403 if another site sent it, 413 and 415 for what no form of ours would send.
    """
    _same_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise HTTPException(415)
    return ImmutableMultiDict([(name, value.strip()) for name, value in await _pairs(request, largest, most)])


def is_of(session: Session, fields: Mapping[str, str]) -> bool:
    """Tell whether a form carries the token of this session: only then it is acted on."""
    return secrets.compare_digest(fields.get("csrf", "").encode(), session.csrf.encode())


def _same_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in ("same-origin", "none") or (origin and _host(origin) != request.headers.get("host")):
        raise HTTPException(403)


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all, so nobody's
        return ""


async def _pairs(request: Request, largest: int, most: int) -> list[Any]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise HTTPException(413)
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=most, errors="strict")
    except ValueError as error:
        raise HTTPException(400) from error
