"""
Parameter checks of an export declaration: what the customs declaration system decided. Code -706001, ours.

No message of the specification; fields that a list of export has too are checked as there (CEB603).
"""

import re
from typing import Final

from agency.reasons import Particular, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.modes import MODES
from contracts.trade import ExportDeclarationSubmitted
from customs.rules.documents import code_tables, export_fields, fields, figures
from customs.rules.documents.waybill_status import happened_at_ms
from mesh.declared.dates import china_time
from mesh.declared.equivalence import shown

PARAMETERS_CODE: Final = "-706001"
_ENTRY_NO: Final = re.compile("[0-9]{4}20[0-9]{2}0[0-9]{9}")
"""Customs district, year, 0 for export, nine digits."""


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason(PARAMETERS_CODE, rule_id, wrong)


def has_lines(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DOC-01: a declaration has goods lines."""
    return None if declared.lines else _refused("DOC-01", particular("no-lines"))


def numbers_lines_once(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DOC-02: lines are numbered from 1 without a gap, none twice, in any sequence."""
    return None if fields.in_sequence(declared.lines) else _refused("DOC-02", fields.wrong_numbering(declared.lines))


def is_an_export_entry(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DEC-01: the entry number is one of an export at the customs that it names, in a mode of export (own reading)."""
    entry_no, customs_code = declared.entry_no, declared.customs_code
    if not (_ENTRY_NO.fullmatch(entry_no) and entry_no.startswith(customs_code)):
        return _refused("DEC-01", particular("entry-no-form", shown(customs_code)))
    return None if declared.trade_mode in MODES else _refused("DEC-01", particular("mode-not-export"))


def has_left(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DEC-02: what it names as departed has departed when it is accepted; that instant itself passes."""
    at_ms = happened_at_ms(declared.departed_at)
    if at_ms is not None and at_ms <= declared.accepted_at_ms:
        return None
    return _refused("DEC-02", particular("departs-later", china_time(declared.accepted_at_ms)))


def names_known_codes(declared: ExportDeclarationSubmitted) -> Reason | None:
    """COD-01: countries and units are in customs' tables, districts and commodity codes are so many digits."""
    return _refused("COD-01", code_tables.wrong_code(declared))


def has_possible_amounts(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DOC-05: weights, quantities, values and prices are positive, none is too large, nor is their sum (own bound)."""
    weights = {"grossWeight": declared.gross_weight_kg_e5, "netWeight": declared.net_weight_kg_e5}
    wrong = figures.wrong_measure(weights)
    for line in declared.lines:
        of_line = {"qty": line.quantity_e5, "price": line.unit_price_e5, "totalPrice": line.value_e5}
        named = {f"{name}(gnum {line.gnum})": value for name, value in of_line.items()}
        wrong = wrong or figures.wrong_measure(named)
    wrong = wrong or figures.wrong_statutory_quantity(declared.lines)
    if wrong is None and sum(line.value_e5 for line in declared.lines) > figures.MOST_E5:
        wrong = figures.not_within("totalPrice")
    return _refused("DOC-05", wrong)


def weighs_no_more_inside(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DOC-11: the net weight is at most the gross weight."""
    if declared.net_weight_kg_e5 <= declared.gross_weight_kg_e5:
        return None
    return _refused("DOC-11", particular("net-above-gross"))


def line_totals_multiply(declared: ExportDeclarationSubmitted) -> Reason | None:
    """MAT-03: where a price is given, the line total is price x quantity."""
    for line in declared.lines:
        price = line.unit_price_e5
        if price is not None and fields.line_total_e5(line.quantity_e5, price) != line.value_e5:
            return _refused("MAT-03", particular("line-total-differs", line.gnum))
    return None


def second_units_go_together(declared: ExportDeclarationSubmitted) -> Reason | None:
    """DOC-09: second statutory quantity and its unit go together."""
    return _refused("DOC-09", export_fields.wrong_second_unit(declared.lines))


def statutory_quantities_agree(declared: ExportDeclarationSubmitted) -> Reason | None:
    """EXD-05: where the unit is the first statutory one, its quantity is the statutory one."""
    return _refused("EXD-05", export_fields.differing_statutory_quantity(declared.lines))


def goes_abroad(declared: ExportDeclarationSubmitted) -> Reason | None:
    """EXD-04: no destination is China."""
    return _refused("EXD-04", export_fields.stays_at_home(declared.lines))


PARAMETERS: Book[ExportDeclarationSubmitted] = Book(
    (
        ("DOC-01", has_lines),
        ("DOC-02", numbers_lines_once),
        ("DEC-01", is_an_export_entry),
        ("DEC-02", has_left),
        ("COD-01", names_known_codes),
        ("DOC-05", has_possible_amounts),
        ("DOC-11", weighs_no_more_inside),
        ("MAT-03", line_totals_multiply),
        ("DOC-09", second_units_go_together),
        ("EXD-05", statutory_quantities_agree),
        ("EXD-04", goes_abroad),
    )
)
