"""
The steps of a consolidation that tell what came of it: the request is answered (399, or why not), the declarations go
out part by part (CEB792), and a second later each has its numbers and its certificate.

The mesh stands for the system of declarations: numbers and states of a declaration are ours.
"""

from msgspec.structs import replace

from agency.judging import ACCEPTED
from contracts import topics
from contracts.common import Verdict
from contracts.customs import ConsolidationResult, DocumentConcluded, EnterpriseRegistered, ExportConsolidated
from contracts.customs_consolidation import (
    Declared,
    Draft,
    Entered,
    Opened,
    Page,
    Part,
    Request,
    RequestStage,
    Turn,
    TurnPhase,
)
from customs import reference
from customs.consolidation import certificates, hearing, standing
from customs.consolidation.desk import Desk, named
from customs.consolidation.packing import ROWS

DONE, CONSOLIDATED, DECLARED = "399", "1", "2"
"""Status of a request that was worked; states of a declaration (decState)."""
PARTS_MOST = 250
"""Parts of a request that a step answers."""
PAGES_MOST = 2
"""Parts of results that a step tells."""
DRAFTS_MOST = 100
"""Declarations to which a step gives numbers."""


def conclude(desk: Desk, turn: Turn) -> Turn | None:
    """Answer the next parts of a request; None once all of a refused one are answered."""
    key = turn.request or ""
    request = desk.need(Request, key)
    until = min(request.part_count, turn.part + PARTS_MOST - 1)
    for number in range(turn.part, until + 1):
        _answer(desk, turn, key, number)
    if until < request.part_count:
        return replace(turn, part=until + 1)
    if turn.reasons:
        desk.put(replace(request, stage=RequestStage.REFUSED), key)
        return None
    return replace(turn, phase=TurnPhase.TELL, part=1, place=1)


def _answer(desk: Desk, turn: Turn, key: str, number: int) -> None:
    part = desk.need(Part, key, number)
    if part.judgement is None:
        return
    status = turn.reasons[0].code if turn.reasons else DONE
    verdict = replace(
        part.judgement,
        verdict=Verdict.REJECTED if turn.reasons else ACCEPTED,
        return_status=status,
        reasons=turn.reasons,
    )
    desk.emit(topics.CUSTOMS_CONSOLIDATION_DOCUMENTS, DocumentConcluded(judgement=verdict))
    submission = part.submission
    if submission.document_id == verdict.document.document_id:
        submission = replace(submission, return_status=status, reasons=turn.reasons)
    desk.put(replace(part, submission=submission, list_nos=()), key, number)


def tell(desk: Desk, number: int, turn: Turn) -> Turn | None:
    """Tell the next parts of the declarations that came of a consolidation; None if none came of it."""
    told, at, page = 0, turn.part, turn.place
    while at <= turn.drafts and told < PAGES_MOST:
        draft = desk.need(Draft, number, at)
        pages = -(-draft.row_count // ROWS)
        rows = desk.need(Page, number, at, page).rows
        result = replace(_result(desk, turn, draft), part_count=pages, part_no=page, lists=rows)
        _tell(desk, turn, draft, result)
        if page == 1:
            desk.put(standing.consolidated(desk, draft, result, turn.cop_no), number, at)
            hearing.changed(desk, number, at)
        desk.delete(Page, number, at, page)
        told, page = told + 1, page + 1
        if page > pages:
            at, page = at + 1, 1
    if at <= turn.drafts:
        return replace(turn, part=at, place=page)
    return replace(turn, phase=TurnPhase.ENTER, part=1, place=1) if turn.drafts else None


def enter(desk: Desk, number: int, turn: Turn) -> Turn | None:
    """Give the next declarations their numbers and certificates; None once all have them."""
    date = reference.date_of(desk.context.at_ms)
    day, until = date.replace("-", ""), min(turn.drafts, turn.part + DRAFTS_MOST - 1)
    for at in range(turn.part, until + 1):
        draft = desk.need(Draft, number, at)
        draft = replace(draft, entry_no=_entered(desk, draft, date))
        result = replace(
            _result(desk, turn, draft),
            declaration_state=DECLARED,
            draft_no=desk.draw(f"T{day}"),
            pre_entry_no=desk.draw(f"R{day}"),
            entry_no=draft.entry_no,
        )
        _tell(desk, turn, draft, result)
        desk.put(standing.told(desk, certificates.of_declaration(desk, draft)), number, at)
        hearing.changed(desk, number, at)
        desk.delete(Opened, number, draft.opened)
    return replace(turn, part=until + 1) if until < turn.drafts else None


def _entered(desk: Desk, draft: Draft, date: str) -> str:
    """Draw the entry number of a declaration: none that the merchant has told customs as that of another (DEC-04)."""
    number = desk.draw(prefix := f"{draft.head.customs_code}{date[:4]}0")
    while desk.get(Declared, named(number)) is not None:
        number = desk.draw(prefix)
    desk.put(Entered(declaration_seq_no=draft.declaration_seq_no), named(number))
    return number


def _tell(desk: Desk, turn: Turn, draft: Draft, result: ConsolidationResult) -> None:
    is_first = result.entry_no is None and result.part_no == 1
    event = ExportConsolidated(
        result=result, cop_no=turn.cop_no, lines=draft.lines if is_first else (), list_count=draft.list_count
    )
    desk.emit(topics.CUSTOMS_CONSOLIDATIONS, event)


def _result(desk: Desk, turn: Turn, draft: Draft) -> ConsolidationResult:
    """Return the result for a declaration before it has numbers, without lists."""
    head = draft.head
    agent = turn.agent_code or head.agent_code
    agent_name = turn.agent_name or _name(desk, agent)
    return ConsolidationResult(
        consolidation_no=draft.consolidation_no,
        declaration_seq_no=draft.declaration_seq_no,
        part_count=1,
        part_no=1,
        processed_at_ms=desk.context.at_ms,
        declaration_state=CONSOLIDATED,
        draft_no=None,
        pre_entry_no=None,
        entry_no=None,
        head=head,
        agent_code=agent,
        agent_name=agent_name,
        merchant_name=turn.merchant_name or _name(desk, head.merchant_code),
        declarant_code=turn.declarant_code or agent,
        declarant_name=turn.declarant_name or agent_name,
        gross_weight_kg_e5=draft.gross_weight_kg_e5,
        net_weight_kg_e5=draft.net_weight_kg_e5,
        lists=(),
    )


def _name(desk: Desk, code: str) -> str:
    """Return the name under which customs has an enterprise registered, or its code."""
    known = desk.registers.find(EnterpriseRegistered, code, reference.date_of(desk.context.at_ms))
    return known.name_zh if known is not None else code
