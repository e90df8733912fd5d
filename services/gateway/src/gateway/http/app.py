"""
The application: the routes of every module, problems, and what is shared.

A route module has ``OPERATIONS`` (`edge.http.operation`): routes and the OpenAPI document are made of the same.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect

from caseview.http import cases, explanations, figures, findings, flow, parked, worklist
from edge.http.authentication import Authenticated
from edge.http.openapi import describe
from edge.http.refusals import fail, pass_over, refuse, refuse_by_status, refuse_for_database
from edge.problems.problem import Problem
from gateway.http import description as operations
from gateway.http import document_schemas, documents, errors, identity
from gateway.http.services import Services
from receipts.http import messages, receipts
from registrar.http import enterprises, registers
from views.http import operations as views

MODULES = (
    documents,
    identity,
    flow,
    cases,
    receipts,
    messages,
    worklist,
    findings,
    registers,
    enterprises,
    views,
    explanations,
    figures,
    parked,
    errors,
    operations,
)

OPERATIONS = tuple(operation for module in MODULES for operation in module.OPERATIONS)

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_app(services: Services, *, lifespan: Lifespan | None = None) -> Starlette:
    """Build the application over its parts."""
    app = Starlette(
        routes=[operation.route for operation in OPERATIONS],
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
    app.state.shared = services.shared
    app.state.registrar = services.registrar
    app.state.view = services.view
    app.state.views = services.views
    app.state.delivery = services.delivery
    app.state.openapi = description()
    return app


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    return describe(OPERATIONS, document_schemas.schemas())
