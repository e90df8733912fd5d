"""
The application: the routes of every module, problems, and what is shared.

A route module has ``ROUTES`` (Starlette routes) and ``PATHS`` (the OpenAPI path items of the same routes);
a test holds the two equal.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from gateway.http import documents, operations
from gateway.http.openapi import describe
from gateway.http.refusals import fail, refuse, refuse_by_status
from gateway.http.services import Services
from gateway.problems.problem import Problem

# Routes built on the case view: status and timeline, receipts as a stream, officers' held cases.
VIEW_ROUTES = ("gateway.http.status", "gateway.http.stream", "gateway.http.officers", "gateway.http.operators")

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def modules() -> tuple[ModuleType, ...]:
    """Return every module that has routes."""
    view = (import_module(name) for name in VIEW_ROUTES if find_spec(name) is not None)
    return (documents, operations, *view)


def create_app(services: Services, *, lifespan: Lifespan | None = None) -> Starlette:
    """Build the application over its parts."""
    found = modules()
    paths: dict[str, Any] = {}
    for module in found:
        paths.update(module.PATHS)
    app = Starlette(
        routes=[route for module in found for route in module.ROUTES],
        exception_handlers={Problem: refuse, HTTPException: refuse_by_status, Exception: fail},
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.openapi = describe(paths)
    return app
