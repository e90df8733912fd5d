"""
The description of the interface itself, which everyone may read. No key is needed.

Alive, ready and metrics are for those who operate the gateway, on a port of their own: `gateway.serving`.
"""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


async def openapi(request: Request) -> Response:
    """Return the OpenAPI 3.1 document."""
    return Response(msgspec.json.encode(request.app.state.openapi), media_type="application/json")


ROUTES = [Route("/openapi.json", openapi)]

PATHS: dict[str, Any] = {
    "/openapi.json": {
        "get": {
            "operationId": "openapi",
            "tags": ["operations"],
            "summary": "This description / 接口描述",
            "security": [],
            "responses": {
                "200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}}
            },
        }
    },
}
