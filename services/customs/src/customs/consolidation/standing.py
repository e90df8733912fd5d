"""How a consolidated declaration stands, told whenever that changes; the view of declarations shows it."""

from msgspec.structs import replace

from contracts import topics
from contracts.customs import ConsolidatedDeclaration, ConsolidationResult, ConsolidationStatus
from contracts.customs_consolidation import Draft
from customs import reference
from customs.consolidation.certificates import amounts, left_of
from customs.consolidation.desk import Desk


def consolidated(desk: Desk, draft: Draft, result: ConsolidationResult, cop_no: str | None) -> Draft:
    """Tell of a declaration for the first time."""
    head = draft.head
    standing = ConsolidatedDeclaration(
        declaration_seq_no=draft.declaration_seq_no,
        consolidation_no=draft.consolidation_no,
        cop_no=cop_no,
        entry_no=None,
        status=ConsolidationStatus.CONSOLIDATED,
        merchant_code=head.merchant_code,
        agent_code=head.agent_code,
        declarant_code=result.declarant_code,
        customs_code=head.customs_code,
        trade_mode=head.trade_mode,
        arrival_country_code=head.arrival_country_code,
        list_count=draft.list_count,
        line_count=len(draft.lines),
        amounts=(),
        gross_weight_kg_e5=0,
        net_weight_kg_e5=0,
        consolidated_on=reference.date_of(result.processed_at_ms),
        certificate_no=None,
    )
    return told(desk, replace(draft, standing=standing))


def told(desk: Desk, draft: Draft) -> Draft:
    """Tell how a declaration stands now; one that was not told yet is not."""
    if draft.standing is None:
        return draft
    left = left_of(draft)
    status = ConsolidationStatus.CONSOLIDATED if draft.entry_no is None else ConsolidationStatus.DECLARED
    standing = replace(
        draft.standing,
        entry_no=draft.entry_no,
        status=status if draft.left is None else ConsolidationStatus.CORRECTED,
        amounts=amounts(left.lines),
        gross_weight_kg_e5=left.gross_weight_kg_e5,
        net_weight_kg_e5=left.net_weight_kg_e5,
        certificate_no=draft.certificate_no,
    )
    desk.emit(topics.CUSTOMS_CONSOLIDATED_DECLARATIONS, standing, standing.declaration_seq_no)
    return replace(draft, standing=standing)
