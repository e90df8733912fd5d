"""Parameter checks of an export order (CEB303). Code -302001, ours: the specification has the range alone."""

from agency.reasons import Particular, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ExportOrderSubmitted
from customs.rules.documents import code_tables, export_fields, fields, figures

ORDER_TYPES = ("E", "B", "W")
"""Retail, between enterprises, stocking of an overseas warehouse."""


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-302001", rule_id, wrong)


def has_lines(order: ExportOrderSubmitted) -> Reason | None:
    """DOC-01: an order has goods lines (CEB303)."""
    return None if order.lines else _refused("DOC-01", particular("no-lines"))


def numbers_lines_once(order: ExportOrderSubmitted) -> Reason | None:
    """DOC-02: lines are numbered from 1 without a gap, none twice, in any sequence (CEB303 gnum)."""
    return None if fields.in_sequence(order.lines) else _refused("DOC-02", fields.wrong_numbering(order.lines))


def is_export(order: ExportOrderSubmitted) -> Reason | None:
    """EXD-01: orderType is E, B or W (CEB303)."""
    return None if order.order_type in ORDER_TYPES else _refused("EXD-01", particular("order-not-export"))


def names_known_codes(order: ExportOrderSubmitted) -> Reason | None:
    """COD-01: the units of the lines are in customs' table."""
    return _refused("COD-01", code_tables.wrong_code(order))


def has_possible_amounts(order: ExportOrderSubmitted) -> Reason | None:
    """DOC-05: amounts are not negative, quantities and prices positive, and no sum of them is too large (own bound)."""
    amounts = {"goodsValue": order.goods_value_e5, "freight": order.freight_e5}
    return _refused("DOC-05", figures.wrong_amount(amounts) or export_fields.wrong_line(order.lines))


def line_totals_multiply(order: ExportOrderSubmitted) -> Reason | None:
    """MAT-03: line total = unit price x quantity (specification 202205, CEB303)."""
    return _refused("MAT-03", export_fields.wrong_line_total(order.lines))


def goods_value_is_the_sum(order: ExportOrderSubmitted) -> Reason | None:
    """DOC-06: goodsValue is the sum of the lines (own reading of CEB303)."""
    if order.goods_value_e5 == sum(line.total_price_e5 for line in order.lines):
        return None
    return _refused("DOC-06", particular("goods-value-differs"))


def is_in_one_currency(order: ExportOrderSubmitted) -> Reason | None:
    """EXD-03: the lines are in the currency of the order."""
    return _refused("EXD-03", export_fields.wrong_currency(order.lines, order.currency_code))


PARAMETERS: Book[ExportOrderSubmitted] = Book(
    (
        ("DOC-01", has_lines),
        ("DOC-02", numbers_lines_once),
        ("EXD-01", is_export),
        ("COD-01", names_known_codes),
        ("DOC-05", has_possible_amounts),
        ("MAT-03", line_totals_multiply),
        ("DOC-06", goods_value_is_the_sum),
        ("EXD-03", is_in_one_currency),
    )
)
