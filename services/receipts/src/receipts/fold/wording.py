"""
The text of a receipt (CEB returnInfo).

Recording is told in Chinese with the document's id in brackets; every business result is ``[Code:nnnn;Desc:text]``.
Clients match ``[Code:(\\d+);Desc:(.*)]``, so a negative code stands there without its sign: returnStatus carries it.
"""

from collections.abc import Sequence

from contracts.codes import CODES
from contracts.common import DocumentType, Judgement, Operation, Reason, Verdict
from contracts.customs import ConsolidationResult
from contracts.statuses import status_of
from contracts.tax import BillStatus, TaxBill
from receipts.fold.kinds import KINDS

_OPERATION = {
    Operation.ADD: "新增",
    Operation.CHANGE: "变更",
    Operation.DELETE: "删除",
    Operation.UNKNOWN: "",
}
_BILL = {
    BillStatus.GENERATED: "电子税单已生成",
    BillStatus.SUMMARISED: "电子税单已汇总",
    BillStatus.VOID: "电子税单已作废",
    BillStatus.UNKNOWN: "电子税单状态变更",
}
MATCHED, WAITING, CANCELLED, RELEASED = (
    f"[Code:{code};Desc:{CODES[code].zh}]" for code in ("1800", "1200", "2300", "2600")
)
INSPECTION = "海关查验"
REVIEWED = "海关审结"
CLOSED = "已结关"


def coded(reason: Reason) -> str:
    """Return a reason as clients parse it."""
    return f"[Code:{reason.code.lstrip('-')};Desc:{reason.text_zh}]"


def business(reasons: Sequence[Reason], otherwise: str) -> str:
    """Return all reasons, or the given text where there is none."""
    return "".join(coded(reason) for reason in reasons) or otherwise


def judged(judgement: Judgement) -> str:
    """Return what was made of a submitted document. A declaration names its merchant and order too."""
    kind = KINDS[judgement.document.document_type]
    done = _OPERATION[judgement.operation]
    if judgement.verdict is Verdict.REJECTED or judgement.return_status.startswith("-"):
        return business(judgement.reasons, f"{kind.zh}{done}申报失败[{judgement.document.document_id}]")
    stamp = f"[{judgement.document.document_id}]"
    if kind.declares:
        stamp += f"[{judgement.merchant_code or ''}][{judgement.order_no}]"
    if judgement.verdict is Verdict.DUPLICATE:
        return f"{kind.zh}重复申报，与已收到的相同{stamp}"
    if judgement.return_status == "1":
        return f"{kind.zh}{done}暂存成功{stamp}"
    return f"{kind.zh}{done}申报成功{stamp}"


def concluded(judgement: Judgement) -> str:
    """Return what became of a document that had been recorded."""
    if judgement.reasons:
        return business(judgement.reasons, "")
    if judgement.return_status == "120":
        return MATCHED
    is_cancelled = judgement.document.document_type is DocumentType.EXPORT_CANCELLATION
    return (
        CANCELLED
        if is_cancelled
        else f"{KINDS[judgement.document.document_type].zh}{standing(judgement.return_status)}"
    )


def standing(status: str) -> str:
    """Return how a parcel stands, for those who see no reasons: the status in a word."""
    return status_of(status).zh


def bill(tax_bill: TaxBill) -> str:
    """Return what became of an electronic tax bill, with its number."""
    return f"{_BILL[tax_bill.status]}[{tax_bill.bill_no}]"


def consolidation(result: ConsolidationResult) -> str:
    """Return what became of a consolidation: that lists make a declaration, or which number that has."""
    if result.entry_no is None:
        return f"清单汇总成功[{result.consolidation_no}][{result.declaration_seq_no}]"
    return f"汇总报关单已给予编号[{result.declaration_seq_no}][{result.entry_no}]"


def freed(kind: DocumentType) -> str:
    """Return that a document of a declaration that is withdrawn is back at 2."""
    return f"清单已撤回，{KINDS[kind].zh}可变更或重新使用"


def returned(kind: DocumentType) -> str:
    """Return that a document of a refused declaration is back at 2 and may be changed or used again."""
    return f"{KINDS[kind].zh}未被退单，可变更或重新使用"


def refused(status: str, reasons: Sequence[Reason]) -> str:
    """Return why a declaration or document was refused (100, -621018), shipped back (700) or detained (501 to 599)."""
    if status == "100" or status.startswith("-"):
        return business(reasons, "[Code:1300;Desc:海关退单]")
    return business(reasons, "[Code:1300;Desc:退运]" if status == "700" else "[Code:1300;Desc:扣留移送]")
