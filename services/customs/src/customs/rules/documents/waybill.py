"""Parameter checks of a waybill (CEB511). Code -504011."""

from agency.reasons import Particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ImportWaybillSubmitted
from customs.rules.documents import fields, figures


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-504011", rule_id, wrong)


def names_order(waybill: ImportWaybillSubmitted) -> Reason | None:
    """DOC-08: a waybill names its order (mandatory by announcement 2018-113) and its own number."""
    numbers = {"orderNo": waybill.order_no, "logisticsNo": waybill.waybill_no}
    return _refused("DOC-08", fields.without_number(numbers))


def is_one_parcel(waybill: ImportWaybillSubmitted) -> Reason | None:
    """DOC-07: packNo is fixed to 1 (CEB511)."""
    return None if waybill.pack_count == 1 else _refused("DOC-07", fields.SEVERAL_PARCELS)


def has_possible_amounts(waybill: ImportWaybillSubmitted) -> Reason | None:
    """DOC-05: freight and insurance are not negative, the weight positive, and none is too large (own bound)."""
    charges = {"freight": waybill.freight_cny_e5, "insuredFee": waybill.insurance_cny_e5}
    weight = {"weight": waybill.gross_weight_kg_e5}
    return _refused("DOC-05", figures.wrong_amount(charges) or figures.wrong_measure(weight))


def is_in_yuan(waybill: ImportWaybillSubmitted) -> Reason | None:
    """MAT-10: currency is 142."""
    return _refused("MAT-10", fields.wrong_currency(waybill.currency_code))


PARAMETERS: Book[ImportWaybillSubmitted] = Book(
    (
        ("DOC-08", names_order),
        ("DOC-07", is_one_parcel),
        ("DOC-05", has_possible_amounts),
        ("MAT-10", is_in_yuan),
    )
)
