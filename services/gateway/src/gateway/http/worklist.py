"""
For officers: the worklist of their agency (``GET /v1/held``), the hold due first at the top.

Deadlines and ages are on the mesh's clock. Deciding is elsewhere: `gateway.http.officers`.
"""

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contracts.topics import GATEWAY_PARAMETERS
from gateway.http.asked import bad_parameter, whole_number
from gateway.http.officers import officer_of
from gateway.http.services import services
from gateway.http.viewing import from_bus, looked_up
from gateway.registers.shelf import Shelf
from gateway.view.rows import Row
from gateway.view.sight import STAFF, agencies_of
from gateway.view.standards import Standard, standards
from gateway.view.worklist import Place, Wanted, Worklist, worklist

LIMIT, MOST = 100, 1_000
MOST_SECONDS = 999_999_999
WORDS = {"true": True, "false": False}


async def held(request: Request) -> Response:
    """Return the open holds of the officer's agency, of all for operators and auditors, the one due first on top."""
    caller = officer_of(request, *STAFF)
    agencies = None if STAFF & caller.roles else agencies_of(caller)
    agency = request.query_params.get("agency")
    if agency is not None:
        agencies = (agency,) if agencies is None or agency in agencies else ()
    wanted = Wanted(
        agencies,
        request.query_params.get("reason"),
        _overdue(request.query_params.get("overdue")),
        1000 * whole_number(request, "aged_seconds", otherwise=0, least=0, most=MOST_SECONDS),
    )
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    after = _place(request.query_params.get("after"))
    known = await from_bus(request, times, services(request).shelf)
    now = services(request).clock.now_ms()
    found = await looked_up(request, worklist, known, now_ms=now, wanted=wanted, after=after, limit=limit)
    return Response(msgspec.json.encode(_told(found, now, limit)), media_type="application/json")


def times(shelf: Shelf) -> tuple[Standard, ...]:
    """Return the standard times as the register has them now. Raises Unavailable."""
    shelf.poll()
    return standards(shelf.of(GATEWAY_PARAMETERS))


def shown(row: Row, now: int) -> Row:
    """Return a hold as it is told: with its order, its age and its deadline."""
    names = ("declaration_id", "hold_id", "agency", "revision", "reason", "opened_at_ms", "deadline_at_ms")
    return {name: row[name] for name in names} | {
        "order_no": row["order_no"],
        "platform_code": row["platform"],
        "list_no": row["list_no"],
        "status": row["status"],
        "age_seconds": max(0, (now - row["opened_at_ms"]) // 1000),
        "overdue": row["deadline_at_ms"] < now,
    }


def _told(found: Worklist, now: int, limit: int) -> Row:
    answer: Row = {
        "at_ms": now,
        "total": found.total,
        "overdue": found.overdue,
        "counts": found.counts,
        "held": [shown(row, now) for row in found.rows],
    }
    if len(found.rows) == limit:
        last = found.rows[-1]
        answer["next"] = f"{last['deadline_at_ms']}~{last['declaration_id']}~{last['hold_id']}"
    return answer


def _overdue(text: str | None) -> bool | None:
    if text is not None and text not in WORDS:
        raise bad_parameter("overdue", "须为 true 或 false", "must be true or false")
    return None if text is None else WORDS[text]


def _place(text: str | None) -> Place | None:
    if not text:
        return None
    at, *rest = text.split("~", 2)
    if len(rest) != 2 or not (at.isascii() and at.isdigit() and len(at) < 19):
        raise bad_parameter("after", "不是有效的游标", "is no cursor of this list")
    return Place(int(at), rest[0], rest[1])


ROUTES = [Route("/v1/held", held, methods=["GET"])]

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_TEXT, _COUNT = {"type": "string"}, {"type": "integer"}
_INSTANT = {"type": "integer", "description": "ms UTC on the mesh's clock"}


def _asked(name: str, schema: Row, description: str) -> Row:
    return {"name": name, "in": "query", "schema": schema, "description": description}


_HOLD: Row = {
    "type": "object",
    "required": ["declaration_id", "hold_id", "agency", "reason", "opened_at_ms", "deadline_at_ms", "overdue"],
    "properties": {
        "declaration_id": _TEXT,
        "hold_id": _TEXT,
        "agency": _TEXT,
        "revision": _COUNT,
        "reason": {"type": "object"},
        "opened_at_ms": _INSTANT,
        "deadline_at_ms": _INSTANT,
        "overdue": {"type": "boolean"},
        "age_seconds": _COUNT,
        "order_no": _TEXT,
        "platform_code": _TEXT,
        "list_no": {"type": ["string", "null"]},
        "status": _TEXT,
    },
}

PATHS: dict[str, Any] = {
    "/v1/held": {
        "get": {
            "operationId": "listHeld",
            "summary": "Open holds, the one due first at the top 待处置案件",
            "tags": ["officers"],
            "parameters": [
                _asked("agency", {"type": "string", "maxLength": 50}, "only holds of this agency"),
                _asked("reason", {"type": "string", "maxLength": 50}, "only holds for this reason code"),
                _asked("overdue", {"type": "boolean"}, "only those beyond (true) or within (false) their deadline"),
                _asked("aged_seconds", {"type": "integer", "minimum": 0, "maximum": MOST_SECONDS}, "open for so long"),
                _asked("limit", {"type": "integer", "minimum": 1, "maximum": MOST}, "holds in one answer"),
                _asked("after", {"type": "string", "maxLength": 500}, "`next` of the page before"),
            ],
            "responses": {
                "200": {
                    "description": "Holds with reason, age and deadline; counts by agency and reason",
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["at_ms", "total", "overdue", "counts", "held"],
                                "properties": {
                                    "at_ms": _INSTANT,
                                    "total": _COUNT,
                                    "overdue": _COUNT,
                                    "counts": {"type": "array", "items": {"type": "object"}},
                                    "held": {"type": "array", "items": _HOLD},
                                    "next": _TEXT,
                                },
                            }
                        }
                    },
                },
                **dict.fromkeys(("400", "401", "403", "503"), _PROBLEM),
            },
        }
    },
}
