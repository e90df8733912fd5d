"""Who a key is: ``GET /v1/me``. Clients learn by it which of the other routes are for them."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.services import principal


async def me(request: Request) -> Response:
    """Return the organisation that asks, with its codes and roles."""
    caller = principal(request)
    answer = {
        "organisation": caller.organisation,
        "name": caller.name,
        "codes": caller.codes,
        "roles": sorted(caller.roles),
    }
    return Response(msgspec.json.encode(answer), media_type="application/json")


ROUTES = [Route("/v1/me", me, methods=["GET"])]

_TEXTS = {"type": "array", "items": {"type": "string"}}

PATHS: dict[str, Any] = {
    "/v1/me": {
        "get": {
            "operationId": "whoAmI",
            "summary": "Whose key this is 密钥对应的身份",
            "tags": ["access"],
            "responses": {
                "200": {
                    "description": "The organisation, its codes and roles",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["organisation", "name", "codes", "roles"],
                                "properties": {
                                    "organisation": {"type": "string"},
                                    "name": {"type": "string"},
                                    "codes": _TEXTS,
                                    "roles": _TEXTS,
                                },
                            }
                        }
                    },
                },
                "401": {"$ref": "#/components/responses/Problem"},
            },
        }
    }
}
