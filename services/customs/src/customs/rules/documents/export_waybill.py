"""Parameter checks of an export waybill (CEB505). Code -502001, ours: the specification has the range alone."""

from agency.reasons import Particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ExportWaybillSubmitted
from customs.rules.documents import figures


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-502001", rule_id, wrong)


def has_possible_amounts(waybill: ExportWaybillSubmitted) -> Reason | None:
    """DOC-05: charges are not negative, the weight is positive, and none is too large (own bound)."""
    charges = {"freight": waybill.freight_e5, "insuredFee": waybill.insurance_e5}
    weight = {"grossWeight": waybill.gross_weight_kg_e5}
    return _refused("DOC-05", figures.wrong_amount(charges) or figures.wrong_measure(weight))


def has_parcels(waybill: ExportWaybillSubmitted) -> Reason | None:
    """EXD-06: a waybill has at least one parcel (CEB505 packNo)."""
    return None if waybill.pack_count > 0 else _refused("EXD-06", figures.not_positive("packNo"))


PARAMETERS: Book[ExportWaybillSubmitted] = Book((("DOC-05", has_possible_amounts), ("EXD-06", has_parcels)))
