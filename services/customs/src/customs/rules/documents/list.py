"""Parameter checks of an import list (CEB621). Codes -621000, -621001, -621027."""

from agency.reasons import Particular, listed, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.trade import ImportListSubmitted
from customs.rules.documents import code_tables, fields, figures

DIRECT, BONDED = ("9610",), ("1210", "1239")
"""Trade modes of retail import: direct purchase; bonded in and outside the pilot cities (IMP-03)."""

CHINA = "142"
"""Customs code of the country."""


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-621001", rule_id, wrong)


def has_lines(declared: ImportListSubmitted) -> Reason | None:
    """DOC-01: a list has goods lines (specification 202205; code -621000)."""
    return None if declared.lines else reason("-621000", "DOC-01", declared.order_no)


def numbers_lines_once(declared: ImportListSubmitted) -> Reason | None:
    """DOC-02: lines are numbered from 1 without a gap, none twice (CEB621; code -621027 for a repeated number)."""
    if fields.in_sequence(declared.lines):
        return None
    if fields.repeated_gnum(declared.lines):
        return reason("-621027", "DOC-02")
    return _refused("DOC-02", fields.wrong_numbering(declared.lines))


def is_import(declared: ImportListSubmitted) -> Reason | None:
    """DOC-03: ieFlag is I and the trade mode one of retail import (IMP-03)."""
    if declared.ie_flag != "I":
        return _refused("DOC-03", particular("list-not-import"))
    if declared.trade_mode not in DIRECT + BONDED:
        return _refused("DOC-03", particular("mode-not-retail"))
    return None


def names_known_codes(declared: ImportListSubmitted) -> Reason | None:
    """COD-01: countries, units and modes are in customs' tables, districts and commodity codes are digits."""
    return _refused("COD-01", code_tables.wrong_code(declared))


def identifies_buyer(declared: ImportListSubmitted) -> Reason | None:
    """IDN-01: the buyer's id card number is possible (CEB621; own decision to check it)."""
    return _refused(
        "IDN-01",
        fields.wrong_person(declared.buyer_id_type, declared.buyer_id_possible, declared.person_digests),
    )


def has_possible_amounts(declared: ImportListSubmitted) -> Reason | None:
    """DOC-05: charges and prices are not negative, weights and quantities positive; no sum is too large (own bound)."""
    charges = {"freight": declared.freight_cny_e5, "insuredFee": declared.insurance_cny_e5}
    weights = {"grossWeight": declared.gross_weight_kg_e5, "netWeight": declared.net_weight_kg_e5}
    return _refused(
        "DOC-05",
        figures.wrong_amount(charges)
        or figures.wrong_measure(weights)
        or figures.wrong_line(declared.lines)
        or figures.wrong_statutory_quantity(declared.lines),
    )


def weighs_no_more_inside(declared: ImportListSubmitted) -> Reason | None:
    """DOC-11: the net weight is not above the gross weight (CEB621 by what the words mean; own decision)."""
    if declared.net_weight_kg_e5 <= declared.gross_weight_kg_e5:
        return None
    return _refused("DOC-11", particular("net-above-gross"))


def is_one_parcel(declared: ImportListSubmitted) -> Reason | None:
    """DOC-07: packNo is fixed to 1, one list is one parcel (CEB621)."""
    return None if declared.pack_count == 1 else _refused("DOC-07", fields.SEVERAL_PARCELS)


def second_units_go_together(declared: ImportListSubmitted) -> Reason | None:
    """DOC-09: qty2 and unit2 go together (CEB621)."""
    for line in declared.lines:
        if (line.second_quantity_e5 is None) != (not line.second_unit_code):
            return _refused("DOC-09", particular("second-unit-alone", line.gnum))
    return None


def line_totals_multiply(declared: ImportListSubmitted) -> Reason | None:
    """MAT-03: line total = unit price x quantity (specification 202205, CEB621)."""
    return _refused("MAT-03", fields.wrong_line_total(declared.lines))


def is_in_yuan(declared: ImportListSubmitted) -> Reason | None:
    """MAT-10: currency is 142 on the list and its lines."""
    return _refused("MAT-10", fields.wrong_currency(declared.currency_code, declared.lines))


def guarantor_is_a_party(declared: ImportListSubmitted) -> Reason | None:
    """MAT-12: the guarantor is platform, merchant, carrier or agent (CEB621 assureCode, text and XSD note together)."""
    parties = (declared.platform_code, declared.merchant_code, declared.carrier_code, declared.agent_code)
    if declared.guarantor_code in parties:
        return None
    return _refused("MAT-12", particular("guarantor-no-party"))


def names_what_the_mode_needs(declared: ImportListSubmitted) -> Reason | None:
    """
    MAT-13: what the mode needs (CEB621).

    Direct: trafNo, voyageNo, billNo. Bonded: emsNo, areaCode, areaName, itemRecordNo of every line, and departure from
    China (142), since the goods leave a bonded area. Of a mode that does not exist, DOC-03 says all there is to say.
    """
    if declared.trade_mode in DIRECT:
        needed = {"trafNo": declared.transport_no, "voyageNo": declared.voyage_no, "billNo": declared.bill_no}
    elif declared.trade_mode not in BONDED:
        return None
    else:
        needed = {
            "emsNo": declared.account_book_no,
            "areaCode": declared.bonded_enterprise_code,
            "areaName": declared.bonded_enterprise_name,
        }
        needed |= {f"itemRecordNo(gnum {line.gnum})": line.item_record_no for line in declared.lines}
    missing = [name for name, value in needed.items() if not value or not value.strip()]
    if missing:
        return _refused("MAT-13", particular("mode-needs", declared.trade_mode, listed(missing)))
    if declared.trade_mode in BONDED and declared.departure_country_code != CHINA:
        return _refused("MAT-13", particular("bonded-not-from-china"))
    return None


PARAMETERS: Book[ImportListSubmitted] = Book(
    (
        ("DOC-01", has_lines),
        ("DOC-02", numbers_lines_once),
        ("DOC-03", is_import),
        ("COD-01", names_known_codes),
        ("IDN-01", identifies_buyer),
        ("DOC-05", has_possible_amounts),
        ("DOC-07", is_one_parcel),
        ("DOC-09", second_units_go_together),
        ("DOC-11", weighs_no_more_inside),
        ("MAT-03", line_totals_multiply),
        ("MAT-10", is_in_yuan),
        ("MAT-12", guarantor_is_a_party),
        ("MAT-13", names_what_the_mode_needs),
    )
)
