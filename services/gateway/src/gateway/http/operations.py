"""Alive, ready, metrics, and the description of the interface itself. No key is needed."""

import asyncio
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.services import services
from mesh import metrics

_JSON = "application/json"


async def healthz(_request: Request) -> Response:
    """Tell that the loop turns."""
    return Response(b'{"alive":true}', media_type=_JSON)


async def readyz(request: Request) -> Response:
    """Tell whether documents would be taken in: bus and database answer, and a former life's batches are finished."""
    parts = services(request)
    bus, database = await asyncio.gather(asyncio.to_thread(parts.bus_ready), asyncio.to_thread(_database, parts.engine))
    waiting = [name for name, good in (("bus", bus), ("database", database), ("resume", parts.resumed())) if not good]
    body = msgspec.json.encode({"ready": not waiting, "waiting_for": waiting})
    return Response(body, 503 if waiting else 200, media_type=_JSON)


async def exposition(_request: Request) -> Response:
    """Return the metrics in Prometheus' text format."""
    return Response(metrics.exposition(), headers={"Content-Type": metrics.CONTENT_TYPE})


async def openapi(request: Request) -> Response:
    """Return the OpenAPI 3.1 document."""
    return Response(msgspec.json.encode(request.app.state.openapi), media_type=_JSON)


def _database(engine: Any) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


ROUTES = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/metrics", exposition),
    Route("/openapi.json", openapi),
]

_STATUS: dict[str, Any] = {"application/json": {"schema": {"type": "object"}}}

PATHS: dict[str, Any] = {
    "/healthz": {
        "get": {
            "operationId": "healthz",
            "tags": ["operations"],
            "summary": "Alive / 存活",
            "security": [],
            "responses": {"200": {"description": "The process answers", "content": _STATUS}},
        }
    },
    "/readyz": {
        "get": {
            "operationId": "readyz",
            "tags": ["operations"],
            "summary": "Ready / 就绪",
            "security": [],
            "responses": {
                "200": {"description": "Documents would be taken in", "content": _STATUS},
                "503": {"description": "Names what is waited for", "content": _STATUS},
            },
        }
    },
    "/metrics": {
        "get": {
            "operationId": "metrics",
            "tags": ["operations"],
            "summary": "Prometheus metrics / 指标",
            "security": [],
            "responses": {
                "200": {"description": "Text format 0.0.4", "content": {"text/plain": {"schema": {"type": "string"}}}}
            },
        }
    },
    "/openapi.json": {
        "get": {
            "operationId": "openapi",
            "tags": ["operations"],
            "summary": "This description / 接口描述",
            "security": [],
            "responses": {"200": {"description": "OpenAPI 3.1", "content": _STATUS}},
        }
    },
}
