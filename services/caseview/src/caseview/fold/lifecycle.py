"""How a declaration's row and its holds follow from its lifecycle. Pure; a partition's events come in order."""

from collections.abc import Iterable
from typing import assert_never

import msgspec

from caseview.fold.rows import Happened, Lifecycle, Row, listed
from contracts.common import DocumentRef, DocumentType, Reason
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationWithdrawn,
    ExportAccepted,
    WithdrawalCause,
)
from contracts.documents import BY_TYPE, DOCUMENTS
from edge.access import audience

_MATCHED = {
    procedure: frozenset(each.document_type for each in DOCUMENTS if each.procedure == procedure and each.declaration)
    for procedure in {document.procedure for document in DOCUMENTS}
}
"""The documents that a declaration is made of, by procedure."""


def standing(happened: Happened) -> tuple[str, str, tuple[Reason, ...]]:
    """Return state, status of the list (CEB returnStatus) and reasons after an event."""
    match happened.event:
        case DeclarationAccepted():
            return "ACCEPTED", "2", ()
        case DeclarationAmended():
            return "AMENDED", "2", ()
        case ExportAccepted():
            return "MATCHED", "120", ()
        case DeclarationReviewed():
            return "REVIEWED", "399", ()
        case DeclarationHeld(return_status=status, holds=holds):
            return "HELD", status, tuple(hold.reason for hold in holds)
        case DeclarationCleared():
            return "CLEARED", "800", ()
        case DeclarationRefused(return_status=status, reasons=reasons):
            return "REFUSED", status, reasons
        case DeclarationWithdrawn(cause=WithdrawalCause.CANCELLED):
            return "CANCELLED", "399", ()  # such a list has no status of its own: who asked for it is told this one
        case DeclarationWithdrawn(cause=WithdrawalCause.DELETED):
            return "DELETED", "2", ()
        case DeclarationWithdrawn():
            return "WAITING", "2", ()
        case DeclarationClosed():
            return "CLOSED", "899", ()
        case _ as unreachable:
            assert_never(unreachable)


def advance(case: Row | None, happened: Happened) -> Row:
    """Return the case's row after an event; `decided_ms` keeps the first held, cleared or refused."""
    if case is not None and happened.offset < case["told_offset"]:
        return _preceded(case, happened)
    subject = happened.event.subject
    state, status, reasons = standing(happened)
    decided = None if case is None else case["decided_ms"]
    if decided is None and decides(happened):
        decided = happened.recorded_ms
    settled = None if case is None else case["settled_ms"]
    if isinstance(happened.event, DeclarationCleared | DeclarationRefused):
        settled = happened.recorded_ms
    return {
        "declaration_id": subject.declaration_id,
        "order_key": happened.order_key,
        "order_no": subject.order_no,
        "platform": subject.platform_code,
        "merchant": subject.merchant_code,
        "agent": subject.agent_code,
        "customs_code": subject.customs_code,
        "cop_no": subject.cop_no,
        "pre_entry_no": subject.pre_entry_no,
        "list_no": subject.list_no,
        "revision": subject.revision,
        "state": state,
        "status": status,
        "reasons": msgspec.to_builtins(reasons),
        "reason_codes": ",".join(dict.fromkeys(reason.code for reason in reasons))[:300],
        "opened_at_ms": happened.at_ms if case is None else case["opened_at_ms"],
        "updated_at_ms": happened.at_ms,
        "decided_ms": decided,
        "settled_ms": settled,
        "chapters": _chapters(case, happened.event),
        "documents": [ref.document_id for ref in subject.documents],
        "parties": listed(audience.of_decisions(subject)),
        "audience": listed(audience.of_status(subject)),
        "told_offset": happened.offset,
    }


def _preceded(case: Row, happened: Happened) -> Row:
    """
    Return the case's row with an event that comes late, because its schema did: how it stands is later events' to say.

    It adds what the first of its kind says: when the case was opened, decided and settled, and what the goods are.
    """
    event, at_ms = happened.event, happened.recorded_ms
    decided, settled = case["decided_ms"], case["settled_ms"]
    if decides(happened):
        decided = at_ms if decided is None else min(decided, at_ms)
    if isinstance(event, DeclarationCleared | DeclarationRefused):
        settled = at_ms if settled is None else max(settled, at_ms)
    return case | {
        "opened_at_ms": min(case["opened_at_ms"], happened.at_ms),
        "decided_ms": decided,
        "settled_ms": settled,
        "chapters": case["chapters"] if case["chapters"] != listed(()) else _chapters(case, event),
    }


def _chapters(case: Row | None, event: Lifecycle) -> str:
    """Return the chapters of the tariff that the goods are in, as the newest content says."""
    if isinstance(event, DeclarationAccepted | DeclarationAmended | ExportAccepted):
        return listed(tuple(sorted({line.commodity_code[:2] for line in event.content.lines})))
    return listed(()) if case is None else str(case["chapters"])


def decides(happened: Happened) -> bool:
    """Whether an event is what the parties wait for: held, cleared or refused, of an export its review."""
    return isinstance(happened.event, DeclarationHeld | DeclarationCleared | DeclarationRefused | DeclarationReviewed)


def decided_on(declaration_id: str, documents: Iterable[DocumentRef]) -> list[Row]:
    """Return the rows that say on which documents a declaration was first decided; none where one was missing."""
    refs = list(documents)
    procedures = {BY_TYPE[ref.document_type].procedure for ref in refs if ref.document_type in BY_TYPE}
    wanted = frozenset[DocumentType]().union(*(_MATCHED[procedure] for procedure in procedures))
    types = {ref.document_id: ref.document_type for ref in refs if ref.document_type in wanted}
    if not wanted.issubset(types.values()):
        return []
    return [
        {"declaration_id": declaration_id, "document_id": document_id, "document_type": str(kind)}
        for document_id, kind in types.items()
    ]


def waited(holds: dict[str, Row], happened: Happened, case: Row) -> dict[str, Row]:
    """Return the holds of a declaration with an event that comes late: what it opened has ended, or goes on."""
    if not isinstance(happened.event, DeclarationHeld):
        return holds
    durations = dict(holds)
    for hold_id, row in waits({}, happened).items():
        known = durations.get(hold_id)
        if known is None:
            durations[hold_id] = row | {"closed_at_ms": case["updated_at_ms"]}
        else:
            first = {name: min(known[name], row[name]) for name in ("opened_at_ms", "opened_recorded_ms")}
            durations[hold_id] = known | first
    return durations


def waits(holds: dict[str, Row], happened: Happened) -> dict[str, Row]:
    """
    Return the holds of a declaration after an event.

    Held names all that are open; any other event ends them, because the next Held of a new revision names its own.
    """
    event = happened.event
    open_now = {hold.hold_id: hold for hold in event.holds} if isinstance(event, DeclarationHeld) else {}
    after = {}
    for hold_id, row in holds.items():
        ends = row["closed_at_ms"] is None and hold_id not in open_now
        after[hold_id] = row | {"closed_at_ms": happened.at_ms} if ends else row
    for hold_id, hold in open_now.items():
        former = after.get(hold_id)
        if former is not None and former["closed_at_ms"] is not None:
            former = None  # closed and open again: it waits anew
        after[hold_id] = {
            "declaration_id": event.subject.declaration_id,
            "hold_id": hold_id,
            "order_key": happened.order_key,
            "agency": hold.agency,
            "revision": event.subject.revision,
            "code": hold.reason.code,
            "reason": msgspec.to_builtins(hold.reason),
            "opened_at_ms": former["opened_at_ms"] if former else happened.at_ms,
            "opened_recorded_ms": former["opened_recorded_ms"] if former else happened.recorded_ms,
            "closed_at_ms": None,
        }
    return after
