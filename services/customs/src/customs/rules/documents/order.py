"""Parameter checks of an order (CEB311). Codes -301001, -301002, -301008."""

from agency.reasons import Particular, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ImportOrderSubmitted
from customs.rules.documents import code_tables, fields, figures


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-301008", rule_id, wrong)


def has_lines(order: ImportOrderSubmitted) -> Reason | None:
    """DOC-01: an order has goods lines (specification 202205, CEB311; code -301001)."""
    return None if order.lines else reason("-301001", "DOC-01")


def numbers_lines_once(order: ImportOrderSubmitted) -> Reason | None:
    """DOC-02: lines are numbered from 1 without a gap, none twice (CEB311; code -301002 for a repeated number)."""
    if fields.in_sequence(order.lines):
        return None
    if fields.repeated_gnum(order.lines):
        return reason("-301002", "DOC-02")
    return _refused("DOC-02", fields.wrong_numbering(order.lines))


def is_import(order: ImportOrderSubmitted) -> Reason | None:
    """DOC-03: orderType is I (CEB311)."""
    return None if order.order_type == "I" else _refused("DOC-03", particular("order-not-import"))


def names_known_codes(order: ImportOrderSubmitted) -> Reason | None:
    """COD-01: units and countries of the lines are in customs' tables, the consignee's district is six digits."""
    return _refused("COD-01", code_tables.wrong_code(order))


def identifies_buyer(order: ImportOrderSubmitted) -> Reason | None:
    """IDN-01: the buyer's id card number is possible (CEB311; own decision to check it)."""
    return _refused("IDN-01", fields.wrong_person(order.buyer_id_type, order.buyer_id_possible, order.person_digests))


def has_possible_amounts(order: ImportOrderSubmitted) -> Reason | None:
    """DOC-05: amounts are not negative, quantities positive, and no sum of them can be too large (own bound)."""
    amounts = {
        "goodsValue": order.goods_value_cny_e5,
        "freight": order.freight_cny_e5,
        "discount": order.discount_cny_e5,
        "taxTotal": order.tax_total_cny_e5,
        "acturalPaid": order.actual_paid_cny_e5,
    }
    return _refused("DOC-05", figures.wrong_amount(amounts) or figures.wrong_line(order.lines))


def goods_value_is_the_sum(order: ImportOrderSubmitted) -> Reason | None:
    """DOC-06: goodsValue is the sum of the lines (own reading of CEB311)."""
    if order.goods_value_cny_e5 == sum(line.total_price_cny_e5 for line in order.lines):
        return None
    return _refused("DOC-06", particular("goods-value-differs"))


def amount_paid_adds_up(order: ImportOrderSubmitted) -> Reason | None:
    """MAT-02: acturalPaid = goodsValue + freight + taxTotal - discount (specification 202205, CEB311)."""
    due = order.goods_value_cny_e5 + order.freight_cny_e5 + order.tax_total_cny_e5 - order.discount_cny_e5
    if order.actual_paid_cny_e5 == due:
        return None
    return _refused("MAT-02", particular("amount-paid-differs"))


def line_totals_multiply(order: ImportOrderSubmitted) -> Reason | None:
    """MAT-03: line total = unit price x quantity (specification 202205, CEB311)."""
    return _refused("MAT-03", fields.wrong_line_total(order.lines))


def is_in_yuan(order: ImportOrderSubmitted) -> Reason | None:
    """MAT-10: currency is 142 on the order and its lines."""
    return _refused("MAT-10", fields.wrong_currency(order.currency_code, order.lines))


PARAMETERS: Book[ImportOrderSubmitted] = Book(
    (
        ("DOC-01", has_lines),
        ("DOC-02", numbers_lines_once),
        ("DOC-03", is_import),
        ("COD-01", names_known_codes),
        ("IDN-01", identifies_buyer),
        ("DOC-05", has_possible_amounts),
        ("DOC-06", goods_value_is_the_sum),
        ("MAT-02", amount_paid_adds_up),
        ("MAT-03", line_totals_multiply),
        ("MAT-10", is_in_yuan),
    )
)
