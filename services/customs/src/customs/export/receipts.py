"""Receipts of payment (CEB403): compared with their order, and concluded once the list is matched. The list goes on."""

from msgspec.structs import replace

from agency.judging import Ruling, recordable, rejected
from contracts.common import Judgement
from contracts.customs import DocumentConcluded
from contracts.topics import CUSTOMS_EXPORT_DOCUMENTS
from customs.export.case import STANDING, CaseDesk
from customs.rules.export.matching import receipt_agrees

REFUSED, MATCHED = "100", "120"


def conclude(desk: CaseDesk) -> None:
    """
    Refuse a receipt that does not agree with its order (100), and take it off the file; tell one that does 120.

    Each once: an order without a list, and a list without its order, leave the receipt at 2.
    """
    case = desk.case
    receipt, order = case.receipt_on_file, case.order_on_file
    if receipt is None or receipt.judgement is None or order is None:
        return
    evaluated = receipt_agrees(receipt, order)
    if evaluated.reasons:
        refused = rejected(evaluated.reasons, evaluated.rules)._replace(return_status=REFUSED)
        publish(desk, receipt.judgement, refused)
        former = case.receipt
        desk.put(receipt_on_file=None, receipt=former and replace(former, counts=False))
    elif case.stage in STANDING:
        publish(desk, receipt.judgement, recordable(evaluated.rules)._replace(return_status=MATCHED))
        desk.put(receipt_on_file=replace(receipt, judgement=None))


def publish(desk: CaseDesk, judgement: Judgement, ruling: Ruling, **told: str | None) -> None:
    """Tell what became of a recorded document. judgement: its first answer. told: what changed in that."""
    concluded = replace(
        judgement,
        verdict=ruling.verdict,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        rules=ruling.rules,
        **told,
    )
    desk.emit(CUSTOMS_EXPORT_DOCUMENTS, DocumentConcluded(judgement=concluded))
