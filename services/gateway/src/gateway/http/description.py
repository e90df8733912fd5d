"""
The description of the interface itself, which everyone may read. No key is needed.

Alive, ready and metrics are for those who operate the gateway, on a port of their own: `edge.serving`.
"""

from typing import Any

from starlette.requests import Request

from edge.http.operation import Operation


async def openapi(request: Request) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    description: dict[str, Any] = request.app.state.openapi
    return description


OPERATIONS = (
    Operation(
        method="GET",
        path="/openapi.json",
        handler=openapi,
        name="openapi",
        tag="operations",
        summary="This description / 接口描述",
        says="OpenAPI 3.1",
    ),
)
