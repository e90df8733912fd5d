"""
For auditors: why a number came out as it did (``GET /v1/explanations/{number}``), and who has read such explanations.

Officers get the part that their agency is licensed for. Whoever reads says for what purpose, and that is written down
before anything is shown.
"""

from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.access.reads import Read, Reads
from gateway.http.asked import NUMBER, bad_parameter, whole_number
from gateway.http.officers import officer_of
from gateway.http.services import principal, services
from gateway.http.viewing import from_bus, looked_up
from gateway.problems.problem import Problem
from gateway.view.explanations import FORM, declarations_of, explain
from gateway.view.sight import sight_of
from mesh.virtual_clock import real_ms

LONGEST, MOST_WORDS, MOST_PERSON = 200, 500, 100
LIMIT, MOST = 100, 1_000
AUDITOR = "auditor"


async def find_explanation(request: Request) -> Response:
    """Return everything behind the outcome of a number; 404 also for one that the caller may not see."""
    caller = officer_of(request, AUDITOR)
    number = request.path_params["number"]
    purpose, person = _words(request, "purpose", MOST_WORDS), _words(request, "person", MOST_PERSON)
    if purpose is None:
        raise bad_parameter("purpose", "必填：为何查阅", "is required: what the explanation is read for")
    if len(number) > LONGEST:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    parts = services(request)
    await from_bus(request, parts.shelf.poll)
    found = await looked_up(request, explain, number, sight_of(caller), parts.shelf.of)
    now = parts.clock.now_ms()
    read = Read(now, real_ms(), caller.organisation, person, purpose, number, declarations_of(found))
    await run_in_threadpool(Reads(parts.engine).note, read)
    if not found:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    return _json({"form": FORM, "number": number, "explained_at_ms": now, "cases": found})


async def list_reads(request: Request) -> Response:
    """Return who read what, when and for what purpose, in the order in which it happened."""
    principal(request, AUDITOR)
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    after = whole_number(request, "after", otherwise=0, least=0, most=999_999_999)
    reads = Reads(services(request).engine)
    rows = await run_in_threadpool(reads.listed, number=request.query_params.get("number"), after=after, limit=limit)
    answer: dict[str, Any] = {"reads": rows}
    if len(rows) == limit:
        answer["next"] = rows[-1]["read_no"]
    return _json(answer)


def _words(request: Request, name: str, most: int) -> str | None:
    text = request.query_params.get(name, "").strip()
    if len(text) > most:
        raise bad_parameter(name, f"最多 {most} 个字符", f"is too long: at most {most} characters")
    return text or None


def _json(answer: Any) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


ROUTES = [
    Route(f"/v1/explanations/{NUMBER}", find_explanation, methods=["GET"]),
    Route("/v1/reads", list_reads, methods=["GET"]),
]

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_OBJECTS = {"type": "array", "items": {"type": "object"}}


def _query(name: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema}


_EXPLANATION: dict[str, Any] = {
    "type": "object",
    "required": ["form", "number", "explained_at_ms", "cases"],
    "properties": {
        "form": {"const": FORM},
        "number": {"type": "string"},
        "explained_at_ms": {"type": "integer", "description": "ms UTC on the mesh's clock"},
        "cases": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["order_no", "state", "complete", "documents", "steps", "registers"],
                "properties": {
                    "order_no": {"type": "string"},
                    "platform_code": {"type": ["string", "null"]},
                    "state": {"type": ["string", "null"]},
                    "status": {"type": ["string", "null"]},
                    "reasons": _OBJECTS,
                    "complete": {"type": "boolean", "description": "false: there is more than one answer can hold"},
                    "declarations": _OBJECTS,
                    "documents": {**_OBJECTS, "description": "each with batch, index, digest, verdict and its steps"},
                    "steps": {**_OBJECTS, "description": "every event in order: rules with results, versions, cause"},
                    "holds": _OBJECTS,
                    "findings": _OBJECTS,
                    "taxes": {**_OBJECTS, "description": "per declaration: each line's value, rates and taxes"},
                    "tax_bills": _OBJECTS,
                    "registers": {**_OBJECTS, "description": "entries used, with their content and change"},
                    "register_changes": _OBJECTS,
                },
            },
        },
    },
}

PATHS: dict[str, Any] = {
    "/v1/explanations/{number}": {
        "get": {
            "operationId": "explainNumber",
            "summary": "Why a number came out as it did 处理依据",
            "description": "Auditors see everything, officers what their agency is licensed for. The read is logged.",
            "tags": ["auditors"],
            "parameters": [
                {
                    "name": "number",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
                },
                _query("purpose", {"type": "string", "minLength": 1, "maxLength": MOST_WORDS}, required=True),
                _query("person", {"type": "string", "maxLength": MOST_PERSON}),
            ],
            "responses": {
                "200": {
                    "description": "An explanation per order and platform",
                    "content": {"application/json": {"schema": _EXPLANATION}},
                },
                **dict.fromkeys(("400", "401", "403", "404", "503"), _PROBLEM),
            },
        }
    },
    "/v1/reads": {
        "get": {
            "operationId": "listReads",
            "summary": "Who read what, for what purpose 查阅记录",
            "tags": ["auditors"],
            "parameters": [
                _query("number", {"type": "string", "maxLength": LONGEST}),
                _query("after", {"type": "integer", "minimum": 0, "maximum": 999_999_999}),
                _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST}),
            ],
            "responses": {
                "200": {
                    "description": "In the order in which it happened",
                    "content": {
                        "application/json": {
                            "schema": {"type": "object", "required": ["reads"], "properties": {"reads": _OBJECTS}}
                        }
                    },
                },
                **dict.fromkeys(("400", "401", "403", "503"), _PROBLEM),
            },
        }
    },
}
