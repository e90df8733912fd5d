"""
Whether order, waybill and list of an export agree (own decisions where the specification is silent).

The receipt of payment is compared with the order alone: the list goes on whatever it says.
"""

from typing import Final, NamedTuple

from agency.reasons import Particular, listed, particular, reason
from agency.rules import Book, Evaluated, failed, passed
from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.customs import ExportContent, ExportedLine
from contracts.customs_export import ListOnFile, OrderedLine, OrderOnFile, ReceiptOnFile, Waybill
from contracts.modes import MODES
from mesh.declared.equivalence import shown

BOOK: Final = "emsNo"
"""Element that names the account book of an enterprise in a special area."""


class Matched(NamedTuple):
    """The documents of an export."""

    order: OrderOnFile
    waybill: Waybill
    list: ListOnFile


def order_fits_the_mode(documents: Matched) -> Reason | None:
    """EXM-01: the order type is that of the trade mode: E of 9610 and 1210, B of 9710, W of 9810 (code -603001)."""
    trade_mode, order_type = documents.list.content.trade_mode, documents.order.order_type
    mode = MODES.get(trade_mode)
    if mode is not None and mode.order_type == order_type:
        return None
    return reason("-603001", "EXM-01", trade_mode, order_type)


def lines_agree(documents: Matched) -> Reason | None:
    """EXM-02: list lines map one to one to order lines by gnum: quantity, unit, price and total (code 1322)."""
    ordered = {line.gnum: line for line in documents.order.lines}
    if ordered.keys() != {line.gnum for line in documents.list.content.lines}:
        return _differs(particular("line-numbers"))
    for line in documents.list.content.lines:
        if wrong := _differing(line, ordered[line.gnum]):
            return _differs(wrong)
    return None


def _differing(line: ExportedLine, other: OrderedLine) -> Particular | None:
    if (line.quantity_e5, line.unit_code) != (other.quantity_e5, other.unit_code):
        return particular("line-quantity", line.gnum)
    if (line.unit_price_e5, line.total_price_e5) != (other.unit_price_e5, other.total_price_e5):
        return particular("line-price", line.gnum)
    return None


def _differs(what: Particular) -> Reason:
    return reason("1322", "EXM-02", what)


def currencies_agree(documents: Matched) -> Reason | None:
    """EXM-03: order and list are in one currency (code 99110, ours)."""
    if documents.order.currency_code == documents.list.content.currency_code:
        return None
    return reason("99110", "EXM-03")


def merchants_agree(documents: Matched) -> Reason | None:
    """EXM-04: the merchant is the same on order and list, and on the waybill where it names one (code 99109, ours)."""
    declared = documents.list.merchant_code
    others = (documents.order.merchant_code, documents.waybill.merchant_code or declared)
    return None if all(code == declared for code in others) else reason("99109", "EXM-04")


RULES: Book[Matched] = Book(
    (
        ("EXM-01", order_fits_the_mode),
        ("EXM-02", lines_agree),
        ("EXM-03", currencies_agree),
        ("EXM-04", merchants_agree),
    )
)


def differing_parcels(documents: Matched) -> str | None:
    """EXM-05: say in what weight and pieces of waybill and list differ; a note, never a refusal (own decision)."""
    waybill, content = documents.waybill, documents.list.content
    compared = (
        ("grossWeight", waybill.gross_weight_kg_e5 == content.gross_weight_kg_e5),
        ("packNo", waybill.pack_count == content.pack_count),
    )
    differing = [name for name, is_same in compared if not is_same]
    return particular("not-as-on-the-waybill", listed(differing)).en if differing else None


SAME_PARCEL: Final = RuleEvaluated(rule_id="EXM-05", result=RuleResult.PASSED)


def match(documents: Matched) -> Evaluated:
    """Apply every rule of the match; note what the waybill says otherwise of the parcel."""
    evaluated = RULES.evaluate(documents)
    note = differing_parcels(documents)
    parcel = RuleEvaluated(rule_id="EXM-05", result=RuleResult.NOTED, note=note) if note else SAME_PARCEL
    return Evaluated((*evaluated.rules, parcel), evaluated.reasons)


RECEIPT_MISSING: Final = (
    RuleEvaluated(rule_id="EXM-06", result=RuleResult.NOTED, note=particular("receipt-not-there").en),
)
"""EXM-06: the receipt of payment has not come yet; the law wants it first, a parameter asks for that (EXM-06)."""


def book_of(content: ExportContent) -> tuple[RuleEvaluated, ...]:
    """EXD-07: note that the account book which a list's mode asks for (emsNo) is not kept here; () where none is."""
    mode = MODES.get(content.trade_mode)
    if mode is None or BOOK not in mode.names:
        return ()
    note = particular("book-not-kept", shown(content.account_book_no or "")).en
    return (RuleEvaluated(rule_id="EXD-07", result=RuleResult.NOTED, note=note),)


def receipt_agrees(receipt: ReceiptOnFile, order: OrderOnFile) -> Evaluated:
    """EXM-06: a receipt of payment is of the order's amount, goods and freight, in its currency (code 99102, ours)."""
    due = (order.goods_value_e5 + order.freight_e5, order.currency_code)
    if (receipt.received_e5, receipt.currency_code) == due:
        return Evaluated(passed("EXM-06"))
    return failed(reason("99102", "EXM-06"))
