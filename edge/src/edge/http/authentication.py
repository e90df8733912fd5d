"""
Who asks is settled before anything else: no route, parameter or body under ``/v1`` is looked at without a known key.

What needs none lies outside of ``/v1``: the pages of codes, the description of the interface.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from edge.access.directory import Directory
from edge.access.principal import Principal
from edge.access.wrong_keys import WrongKeys
from edge.http.refusals import problem_response
from edge.problems.problem import Problem

KEYED = "/v1"
_CALLER = "gateway.caller"


class Authenticated:
    """Answers 401 to who has no known key, 429 after too many, and tells the application who asks."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._wrong_keys = app, WrongKeys()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_keyed(scope["path"]):
            directory: Directory = scope["app"].state.shared.directory
            key = key_of(Headers(scope=scope))
            caller = directory.find(key) if key else None
            if caller is None:
                await self._refusal(scope, key)(scope, receive, send)
                return
            scope[_CALLER] = caller
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, key: str) -> Response:
        client = scope.get("client")
        seconds = self._wrong_keys.tried(client[0] if client else "") if key else None
        if seconds is None:
            return problem_response(Problem("unauthenticated"))
        response = problem_response(Problem("too_many_wrong_keys", retry_after=seconds))
        response.headers["Connection"] = "close"  # whoever tries on has to come anew
        return response


def is_keyed(path: str) -> bool:
    """Tell whether a path is for those with a key, whether or not there is a route."""
    return path == KEYED or path.startswith(f"{KEYED}/")


def key_of(headers: Headers) -> str:
    """Return the key that a request bears, by ``Authorization: Bearer`` or ``X-API-Key``; empty if there is none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "")


def caller_of(request: Request) -> Principal | None:
    """Return who asks, None on a path that needs no key."""
    caller: Principal | None = request.scope.get(_CALLER)
    return caller
