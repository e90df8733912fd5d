"""
For officers: what they found about a hold (``POST /v1/findings``). What there is to decide: `caseview.http.worklist`.

A finding is an event for the agency's processor, which decides. The view tells beforehand whether the hold is open, so
that a late or mistaken finding is refused here; one that crosses an event on its way is ignored there.
"""

import hashlib
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from starlette.requests import Request

from caseview.fold.rows import Row
from caseview.http.view_database import looked_up
from caseview.queries import lookups
from caseview.queries.permissions import sight_of
from contracts import codec, topics
from contracts.agencies import AGENCIES
from contracts.codes import CODES
from contracts.common import FindingAction, FindingRecorded
from edge.access.principal import Principal
from edge.access.roles import agencies_of
from edge.http.inputs import body
from edge.http.operation import Operation
from edge.http.shared import RETRY_SECONDS, principal, shared
from edge.problems.problem import Problem
from mesh.declared.errors import TemporaryFailure
from mesh.wire import headers
from mesh.wire.records import Outbound

WHO = {
    "officer": ("机关关员", "Officers of an agency"),
    "auditor": ("审计人员", "auditors"),
    "operator": ("运维人员", "operators"),
}
"""How those are named whose roles open a route."""
LETS_GO = {"RELEASE", "TREAT"}
OVER = {"CLEARED", "REFUSED", "CANCELLED", "DELETED", "CLOSED"}

Words = Annotated[str, Meta(max_length=500, pattern=r"\S")]
Id = Annotated[str, Meta(max_length=100, pattern=r"\S")]


class Finding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an officer decided. officer: the person, as the agency names its staff; the organisation if absent."""

    declaration: Id
    hold: Id
    action: Literal["RELEASE", "TREAT", "SHIP_BACK", "DETAIN", "REFUSE"]
    authority: Words
    reason: Words
    officer: Id | None = None


class FindingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is recorded. finding_id: the same for the same finding."""

    finding_id: str
    declaration: str
    hold: str
    action: str


async def find(request: Request) -> FindingAnswer:
    """
    Publish a finding on an open hold; the same finding again answers the same.

    While the hold is open it is published again, which processors bear: an agency may have been unable to act on the
    first (a rate not on file yet). Once the hold is closed a known finding is only answered.
    """
    caller = officer_of(request)
    given = await body(request, Finding)
    case = await looked_up(request, lookups.case, given.declaration)
    if case is None or not sight_of(caller).allows(topics.CUSTOMS_DECLARATIONS, None):
        raise Problem("not_found", zh="没有这份申报", en="No such declaration")
    hold = await looked_up(request, lookups.hold, given.declaration, given.hold)
    if hold is not None and hold["agency"] not in agencies_of(caller):
        raise Problem("role_missing", zh="该布控属于另一机关", en="The hold is another agency's")
    officer = given.officer or caller.organisation
    finding_id = hashlib.sha256("\x1f".join((given.hold, given.action, officer)).encode()).hexdigest()[:32]
    known = await looked_up(request, lookups.finding, finding_id) is not None
    if not known or _is_open(hold):
        hold = _open(case, hold)
        if given.action in LETS_GO:
            _check_releasable(hold)
        await _publish(request, given, hold, case, officer, finding_id)
    return FindingAnswer(finding_id=finding_id, declaration=given.declaration, hold=given.hold, action=given.action)


def _open(case: Row, hold: Row | None) -> Row:
    """Return the hold if it can still be decided. Raises Problem `case_closed` or `hold_unknown`."""
    if case["state"] in OVER:
        raise Problem("case_closed", extra={"state": case["state"], "status_of_list": case["status"]})
    if hold is None or not _is_open(hold):
        raise Problem("hold_unknown")
    return hold


def _check_releasable(hold: Row) -> None:
    """
    Raise Problem `not_releasable` for a hold that the catalogue lets no officer release, with what to do instead.

    Such a hold ends by itself, or an officer refuses it.
    """
    code = CODES.get(hold["code"])
    if code is not None and not code.releasable:
        raise Problem("not_releasable", zh=code.remedy_zh, en=code.remedy_en)


def _is_open(hold: Row | None) -> bool:
    return hold is not None and hold["closed_at_ms"] is None


async def _publish(request: Request, given: Finding, hold: Row, case: Row, officer: str, finding_id: str) -> None:
    agency = AGENCIES.get(hold["agency"])
    if agency is None or agency.findings is None:
        raise Problem("hold_unknown", zh="该机关不接收处置决定", en="This agency takes no findings")
    parts = shared(request)
    now = parts.clock.now_ms()
    record = FindingRecorded(
        finding_id=finding_id,
        agency=hold["agency"],
        declaration_id=given.declaration,
        revision=hold["revision"],
        hold_id=given.hold,
        action=FindingAction(given.action),
        officer=officer,
        authority=given.authority,
        reason=given.reason,
        found_at_ms=now,
    )
    await sent(request, agency.findings, case["order_key"].encode(), record, event_id=finding_id, at_ms=now)


async def sent(
    request: Request,
    topic: str,
    key: bytes,
    record: msgspec.Struct,
    *,
    event_id: str,
    at_ms: int,
    partition: int | None = None,
) -> None:
    """
    Publish one event of a person and wait for its acknowledgement. Raises Problem `bus_unavailable`.

    partition: where it must stand, if that is not the one of its key.
    """
    named = headers.event_headers(
        event_id=event_id, source="gateway", type_=codec.full_name(type(record)), time_ms=at_ms, cause_id=None
    )
    try:
        await shared(request).publisher.send([Outbound(topic, partition, key, codec.encode(record), named)])
    except TemporaryFailure as failure:
        raise Problem("bus_unavailable", retry_after=RETRY_SECONDS) from failure


def officer_of(request: Request, *others: str) -> Principal:
    """Return who asks. Raises Problem `role_missing` for who is no officer and has none of the other roles."""
    caller = principal(request)
    if not agencies_of(caller) and not caller.roles.intersection(others):
        words = [WHO[name] for name in ("officer", *sorted(others))]
        raise Problem(
            "role_missing",
            zh=f"须为{'或'.join(zh for zh, _ in words)}",
            en=f"{' or '.join(en for _, en in words)} only",
        )
    return caller


OPERATIONS = (
    Operation(
        method="POST",
        path="/v1/findings",
        handler=find,
        name="recordFinding",
        tag="officers",
        summary="An officer decides a hold 关员处置",
        says="Recorded, or recorded before; the agency's processor decides",
        status=202,
        body=Finding,
        refuses=(400, 403, 404, 409, 413, 503),
    ),
)
