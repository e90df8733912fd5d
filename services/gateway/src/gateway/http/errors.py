"""The pages of codes: ``GET /errors`` and ``GET /errors/{code}``, HTML for people, JSON for programs. No key needed."""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.console.language import language_of
from gateway.problems.page import all_as_json, as_json, index, page
from gateway.problems.problem import Problem
from gateway.problems.published import PUBLISHED

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Language, Cookie",
}


async def show_all(request: Request) -> Response:
    """Return the index of all codes."""
    if _wants_json(request):
        return _json(all_as_json(PUBLISHED.values()))
    return _html(request, index(PUBLISHED, language_of(request)))


async def show(request: Request) -> Response:
    """Return the page of a code."""
    entry = PUBLISHED.get(request.path_params["code"])
    if entry is None:
        raise Problem("not_found", zh="没有这个代码", en="There is no such code")
    return _json(as_json(entry)) if _wants_json(request) else _html(request, page(entry, language_of(request)))


def _wants_json(request: Request) -> bool:
    """Tell whether JSON is asked for, and HTML is not asked for before it."""
    accepted = request.headers.get("accept", "")
    json_at, html_at = accepted.find("json"), accepted.find("html")
    return json_at >= 0 and not 0 <= html_at < json_at


def _json(content: dict[str, object]) -> Response:
    return Response(msgspec.json.encode(content), headers=HEADERS, media_type="application/json")


def _html(request: Request, text: str) -> Response:
    headers = HEADERS | {"Content-Language": language_of(request)}
    return Response(text, headers=headers, media_type="text/html")


ROUTES = [Route("/errors", show_all, methods=["GET"]), Route("/errors/{code}", show, methods=["GET"])]

SCHEMAS: dict[str, Any] = {
    "ErrorCode": {
        "type": "object",
        "required": ["code", "given_by", "zh", "en", "remedy_zh", "remedy_en", "rules", "carried_by", "source"],
        "properties": {
            "code": {"type": "string"},
            "given_by": {"type": "string", "description": "request, field, or an agency"},
            "kind": {"enum": ["rejection", "refusal", "hold", "note", "progress", None]},
            "status": {"type": ["integer", "null"], "description": "HTTP status of a problem"},
            "zh": {"type": "string"},
            "en": {"type": "string"},
            "remedy_zh": {"type": "string"},
            "remedy_en": {"type": "string"},
            "rules": {"type": "array", "items": {"type": "string"}},
            "carried_by": {"type": "array", "items": {"type": "string"}},
            "source": {"enum": ["specification", "receipts", "own"]},
        },
    }
}
_LANG = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": ["zh", "en"]}}
_HTML: dict[str, Any] = {"text/html": {"schema": {"type": "string"}}}

PATHS: dict[str, Any] = {
    "/errors": {
        "get": {
            "operationId": "listErrorCodes",
            "tags": ["errors"],
            "summary": "Every code that a client can meet 全部错误代码",
            "security": [],
            "parameters": [_LANG],
            "responses": {
                "200": {
                    "description": "The index, as HTML or JSON by Accept",
                    "content": {
                        **_HTML,
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["codes"],
                                "properties": {
                                    "codes": {"type": "array", "items": {"$ref": "#/components/schemas/ErrorCode"}}
                                },
                            }
                        },
                    },
                }
            },
        }
    },
    "/errors/{code}": {
        "get": {
            "operationId": "showErrorCode",
            "tags": ["errors"],
            "summary": "What a code means and what to do 错误代码说明",
            "security": [],
            "parameters": [
                {"name": "code", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}},
                _LANG,
            ],
            "responses": {
                "200": {
                    "description": "The page, as HTML or JSON by Accept",
                    "content": {**_HTML, "application/json": {"schema": {"$ref": "#/components/schemas/ErrorCode"}}},
                },
                "404": {"$ref": "#/components/responses/Problem"},
            },
        }
    },
}
