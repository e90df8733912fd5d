"""Requests of assessment to the guarantee ledger."""

from contracts import topics
from contracts.common import LedgerAction
from contracts.tax import GuaranteeRequested
from contracts.tax_assessment import Case
from mesh.declared.processor import Context, Emit


def request(action: LedgerAction, case: Case, context: Context) -> Emit:
    """
    Ask to reserve, keep or free the tax of a case's revision.

    TAX-12: the collecting party gives a sufficient guarantee first. The guarantor is the list's.
    """
    total = case.duty_cny_e5 + case.consumption_tax_cny_e5 + case.vat_cny_e5
    return Emit(
        topics.TAX_GUARANTEE_REQUESTS,
        case.guarantor_code.encode(),
        GuaranteeRequested(
            declaration_id=case.declaration_id,
            revision=case.revision,
            guarantor_code=case.guarantor_code,
            action=action,
            amount_cny_e5=total if action is LedgerAction.RESERVE else 0,
            answer_key=context.key.decode(),
            accepted_at_ms=case.accepted_at_ms,
        ),
    )


def replaced(old: Case | None, new: Case, context: Context) -> tuple[Emit, ...]:
    """
    Ask for the tax of a new revision.

    A reservation with the same guarantor replaces the former revision's; with another one, or when nothing can be
    asked for yet, the former is freed.
    """
    requests = []
    if old is not None and old.requested and not (new.requested and new.guarantor_code == old.guarantor_code):
        requests.append(request(LedgerAction.FREE, old, context))
    if new.requested:
        requests.append(request(LedgerAction.RESERVE, new, context))
    return tuple(requests)
