"""
The application: the routes of every module, problems, and what is shared.

A route module has ``ROUTES`` (Starlette routes) and ``PATHS`` (the OpenAPI path items of the same routes);
a test holds the two equal. It may have ``SCHEMAS``: components that its paths refer to.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect

from gateway.http import (
    documents,
    errors,
    explanations,
    flow,
    identity,
    messages,
    officers,
    operations,
    operators,
    parked,
    registers,
    status,
    stream,
    worklist,
)
from gateway.http.authentication import Authenticated
from gateway.http.openapi import describe
from gateway.http.refusals import fail, pass_over, refuse, refuse_by_status, refuse_for_database
from gateway.http.services import Services
from gateway.problems.problem import Problem

MODULES = (
    documents,
    identity,
    flow,
    status,
    stream,
    messages,
    worklist,
    officers,
    registers,
    explanations,
    operators,
    parked,
    errors,
    operations,
)

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(services: Services, *, lifespan: Lifespan | None = None) -> Starlette:
    """Build the application over its parts."""
    paths: dict[str, Any] = {path: item for module in MODULES for path, item in module.PATHS.items()}
    schemas = {name: schema for module in MODULES for name, schema in getattr(module, "SCHEMAS", {}).items()}
    app = Starlette(
        routes=[route for module in MODULES for route in module.ROUTES],
        middleware=[Middleware(Authenticated)],
        exception_handlers={
            Problem: refuse,
            ClientDisconnect: pass_over,
            HTTPException: refuse_by_status,
            OperationalError: refuse_for_database,
            Exception: fail,
        },
        lifespan=lifespan,
    )
    app.state.services = services
    app.state.openapi = describe(paths, schemas)
    return app
