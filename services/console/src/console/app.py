"""The application: the pages, the static files, and how what goes wrong looks."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from console.client import Refused, Unreachable
from console.guard import Guarded
from console.pages import (
    codes,
    explain,
    flow,
    holds,
    operations,
    parcels,
    receipts,
    register_changes,
    registers,
    signing,
    submitting,
    together,
    views,
    worklist,
)
from console.rendering import page
from console.sessions import Session
from console.state import SignInNeeded, State, session_of, state
from edge.language import language_of

PAGES = (
    *(signing, parcels, receipts, submitting, worklist, holds, together, flow),
    *(explain, registers, register_changes, views, codes, operations),
)
STATIC = Path(__file__).with_name("static")
SEE_OTHER = 303
_TEXTS = {403: "problem.forbidden", 404: "problem.missing", 405: "problem.missing"}

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(parts: State, *, lifespan: Lifespan | None = None) -> Starlette:
    """Build the application over its parts."""
    app = Starlette(
        routes=[
            *(route for module in PAGES for route in module.ROUTES),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        middleware=[Middleware(Guarded, tls=parts.settings.console_tls)],
        exception_handlers={
            SignInNeeded: signing.lead_to_sign_in,
            Refused: _refused,
            Unreachable: _unreachable,
            ClientDisconnect: _gone,
            HTTPException: _by_status,
            Exception: _failed,
        },
        lifespan=lifespan,
    )
    app.state.console = parts
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """Show what the gateway refused; a key that it knows no longer ends the session."""
    assert isinstance(error, Refused)
    if error.is_unknown_key:
        parts = state(request)
        parts.sessions.end(request.cookies.get(parts.cookie, ""))
        return RedirectResponse("/sign-in?ended=1", SEE_OTHER)
    title = error.titles[language_of(request)] or error.code
    return _problem(request, error.status, title=title, detail=error.detail)


async def _unreachable(request: Request, error: Exception) -> Response:
    structlog.get_logger().warning("gateway_unreachable", reason=str(error))
    return _problem(request, 503, key="problem.gateway")


async def _by_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    key = "problem.form" if error.status_code == 403 and request.method == "POST" else None
    return _problem(request, error.status_code, key=key or _TEXTS.get(error.status_code, "problem.request"))


async def _gone(_request: Request, _error: Exception) -> Response:
    """Answer nobody: the browser has gone before its form was whole."""
    return Response(status_code=400)


async def _failed(request: Request, error: Exception) -> Response:
    """Answer a fault of ours. The log gets the kind of the error and the route, never the request."""
    structlog.get_logger().error("request_failed", route=request.scope.get("path", ""), error=type(error).__name__)
    return _problem(request, 500, key="problem.internal")


def _problem(request: Request, status: int, *, key: str = "", title: str = "", detail: str = "") -> Response:
    session: Session | None
    try:
        session = session_of(request)
    except SignInNeeded:
        session = None
    return page(request, "problem.html", session, status=status, key=key, title=title, detail=detail)
