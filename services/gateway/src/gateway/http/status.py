"""What became of a number: ``GET /v1/cases/{number}``."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.http.asked import NUMBER
from gateway.http.services import principal
from gateway.http.viewing import looked_up
from gateway.problems.problem import Problem
from gateway.view.answers import cases_of
from gateway.view.sight import sight_of

LONGEST = 200


async def find_cases(request: Request) -> Response:
    """Return every case that a number leads to, as far as the caller may see it; 404 also for a foreign number."""
    caller = principal(request)
    number = request.path_params["number"]
    matches = await looked_up(request, cases_of, number, sight_of(caller)) if len(number) <= LONGEST else []
    if not matches:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    return Response(msgspec.json.encode({"number": number, "matches": matches}), media_type="application/json")


ROUTES = [Route(f"/v1/cases/{NUMBER}", find_cases, methods=["GET"])]

PATHS: dict[str, Any] = {
    "/v1/cases/{number}": {
        "get": {
            "operationId": "findCases",
            "summary": "What became of a number 按号码查询案件",
            "description": (
                "Looks over order, payment, waybill, copNo, preNo and invtNo numbers and declaration ids, however they "
                "are written: width, blanks and invisible characters make no other number. "
                "Several matches are listed. Shows what concerns the caller; a foreign number is not found."
            ),
            "tags": ["cases"],
            "parameters": [
                {
                    "name": "number",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
                }
            ],
            "responses": {
                "200": {
                    "description": "Every match with status, documents, holds, taxes, what is parked, and the timeline",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["number", "matches"],
                                "properties": {
                                    "number": {"type": "string"},
                                    "matches": {"type": "array", "minItems": 1, "items": {"type": "object"}},
                                },
                            }
                        }
                    },
                },
                "401": {"$ref": "#/components/responses/Problem"},
                "404": {"$ref": "#/components/responses/Problem"},
                "503": {"$ref": "#/components/responses/Problem"},
            },
        }
    }
}
