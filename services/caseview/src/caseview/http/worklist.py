"""
For officers: the worklist of their agency (``GET /v1/held``), the hold due first at the top.

Deadlines and ages are on the mesh's clock. Deciding is elsewhere: `caseview.http.findings`.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from starlette.requests import Request

from caseview.fold.rows import Row
from caseview.http.findings import officer_of
from caseview.http.view_database import looked_up
from caseview.queries.hold_deadlines import Standard, standards
from caseview.queries.worklist import Place, Wanted, Worklist, worklist
from contracts.common import Reason
from contracts.topics import GATEWAY_PARAMETERS
from edge.access.roles import STAFF, agencies_of
from edge.bus.registers import RegisterEntries
from edge.http.operation import Operation
from edge.http.parameters import bad_parameter, query
from edge.http.shared import from_bus, shared

LIMIT, MOST = 100, 1_000
MOST_SECONDS = 999_999_999

Word = Annotated[str, Meta(max_length=50)]


class HeldAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which open holds."""

    agency: Word | None = None
    """only holds of this agency"""
    reason: Word | None = None
    """only holds for this reason code"""
    overdue: bool | None = None
    """only those beyond (true) or within (false) their deadline"""
    declaration: Annotated[str, Meta(max_length=100)] | None = None
    """only holds of this declaration"""
    aged_seconds: Annotated[int, Meta(ge=0, le=MOST_SECONDS)] = 0
    """open for so long"""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT
    """holds in one answer"""
    after: Annotated[str, Meta(max_length=500)] = ""
    """`next` of the page before"""


class GoodsInShort(msgspec.Struct, frozen=True, kw_only=True):
    """The goods of a declaration in short: the first line's name and code, how many lines, and what all are worth."""

    goods_name: str
    commodity_code: str
    lines: int
    goods_value_cny_e5: int


class OpenHold(msgspec.Struct, frozen=True, kw_only=True):
    """An open hold with its order, its age and its deadline. Instants: ms UTC on the mesh's clock."""

    declaration_id: str
    hold_id: str
    agency: str
    revision: int
    reason: Reason
    opened_at_ms: int
    deadline_at_ms: int
    order_no: str
    platform_code: str
    merchant_code: str
    list_no: str | None
    status: str
    age_seconds: int
    overdue: bool
    goods: GoodsInShort | None


class HoldCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many open holds an agency has for one reason, and how many of them are overdue."""

    agency: str
    code: str
    holds: int
    overdue: int


class HeldPage(msgspec.Struct, frozen=True, kw_only=True):
    """Open holds, the one due first at the top. total, overdue: of all that are wanted. counts: of the agency's all."""

    at_ms: int
    """ms UTC on the mesh's clock"""
    total: int
    overdue: int
    counts: list[HoldCount]
    held: list[OpenHold]
    next: str | UnsetType = UNSET
    """where to go on, unless there is no more"""


async def held(request: Request) -> HeldPage:
    """Return the open holds of the officer's agency, of all for operators and auditors, the one due first on top."""
    caller = officer_of(request, *STAFF)
    parameters = query(request, HeldAsked)
    agencies = None if STAFF & caller.roles else agencies_of(caller)
    if parameters.agency is not None:
        agencies = (parameters.agency,) if agencies is None or parameters.agency in agencies else ()
    wanted = Wanted(
        agencies, parameters.reason, parameters.overdue, 1000 * parameters.aged_seconds, parameters.declaration
    )
    after = _place(parameters.after)
    known = await from_bus(request, times, shared(request).register_entries)
    now = shared(request).clock.now_ms()
    holds = await looked_up(request, worklist, known, now_ms=now, wanted=wanted, after=after, limit=parameters.limit)
    return _told(holds, now, parameters.limit)


def times(register_entries: RegisterEntries) -> tuple[Standard, ...]:
    """Return the standard times as the register has them now. Raises Unavailable."""
    register_entries.poll()
    return standards(register_entries.of(GATEWAY_PARAMETERS))


def shown(row: Row, now: int) -> OpenHold:
    """Return a hold as it is told: with its order, its age and its deadline."""
    return OpenHold(
        declaration_id=row["declaration_id"],
        hold_id=row["hold_id"],
        agency=row["agency"],
        revision=row["revision"],
        reason=msgspec.convert(row["reason"], Reason),
        opened_at_ms=row["opened_at_ms"],
        deadline_at_ms=row["deadline_at_ms"],
        order_no=row["order_no"],
        platform_code=row["platform"],
        merchant_code=row["merchant"],
        list_no=row["list_no"],
        status=row["status"],
        age_seconds=max(0, (now - row["opened_at_ms"]) // 1000),
        overdue=row["deadline_at_ms"] < now,
        goods=_in_short(row["content"]),
    )


def _in_short(content: Row | None) -> GoodsInShort | None:
    if content is None or not content["lines"]:
        return None
    first = content["lines"][0]
    return GoodsInShort(
        goods_name=first["goods_name"],
        commodity_code=first["commodity_code"],
        lines=len(content["lines"]),
        goods_value_cny_e5=content["goods_value_cny_e5"],
    )


def _told(holds: Worklist, now: int, limit: int) -> HeldPage:
    return HeldPage(
        at_ms=now,
        total=holds.total,
        overdue=holds.overdue,
        counts=msgspec.convert(holds.counts, list[HoldCount]),
        held=[shown(row, now) for row in holds.rows],
        next=_next(holds.rows[-1]) if len(holds.rows) == limit else UNSET,
    )


def _next(last: Row) -> str:
    return f"{last['deadline_at_ms']}~{last['declaration_id']}~{last['hold_id']}"


def _place(text: str) -> Place | None:
    if not text:
        return None
    at, *rest = text.split("~", 2)
    if len(rest) != 2 or not (at.isascii() and at.isdigit() and len(at) < 19):
        raise bad_parameter("after", "不是有效的游标", "is no cursor of this list")
    return Place(int(at), rest[0], rest[1])


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/held",
        handler=held,
        name="listHeld",
        tag="officers",
        summary="Open holds, the one due first at the top 待处置案件",
        says="Holds with reason, age and deadline; counts by agency and reason",
        query=HeldAsked,
        refuses=(400, 403, 503),
    ),
)
