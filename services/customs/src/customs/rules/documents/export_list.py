"""Parameter checks of an export list (CEB603). Code -602001, ours: the specification has the range alone."""

from agency.reasons import Particular, listed, particular, reason
from agency.rules import Book
from contracts.common import Reason
from contracts.modes import MODES
from contracts.trade import ExportListSubmitted
from customs.rules.documents import code_tables, export_fields, fields, figures
from customs.rules.documents.export_fields import CHINA

STATISTICS = ("A", "B")
"""Simplified; to be consolidated (CEB603 statisticsFlag)."""


def _refused(rule_id: str, wrong: Particular | None) -> Reason | None:
    return wrong and reason("-602001", rule_id, wrong)


def has_lines(declared: ExportListSubmitted) -> Reason | None:
    """DOC-01: a list has goods lines (CEB603)."""
    return None if declared.lines else _refused("DOC-01", particular("no-lines"))


def numbers_lines_once(declared: ExportListSubmitted) -> Reason | None:
    """DOC-02: lines are numbered from 1 without a gap, none twice, in any sequence (CEB603 gnum)."""
    return None if fields.in_sequence(declared.lines) else _refused("DOC-02", fields.wrong_numbering(declared.lines))


def is_export(declared: ExportListSubmitted) -> Reason | None:
    """EXD-01: ieFlag is E, the mode one of export (CEB603; announcement 2020 No. 75), statisticsFlag A or B."""
    if declared.ie_flag != "E":
        return _refused("EXD-01", particular("list-not-export"))
    if declared.trade_mode not in MODES:
        return _refused("EXD-01", particular("mode-not-export"))
    if declared.statistics_flag not in STATISTICS:
        return _refused("EXD-01", particular("statistics-unknown"))
    return None


def names_what_the_mode_needs(declared: ExportListSubmitted) -> Reason | None:
    """EXD-02: what its mode needs is there: of 1210 iacCode, iacName, emsNo, itemRecordNo of every line (CEB603)."""
    mode = MODES.get(declared.trade_mode)
    if mode is None or not (mode.names or mode.line_names):
        return None
    needed = {element: getattr(declared, field) for element, field in mode.names.items()} | {
        f"{element}(gnum {line.gnum})": getattr(line, field)
        for element, field in mode.line_names.items()
        for line in declared.lines
    }
    missing = [name for name, value in needed.items() if not value or not value.strip()]
    if not missing:
        return None
    return _refused("EXD-02", particular("mode-needs", declared.trade_mode, listed(missing)))


def names_known_codes(declared: ExportListSubmitted) -> Reason | None:
    """COD-01: countries, units and modes are in customs' tables, districts are four digits."""
    return _refused("COD-01", code_tables.wrong_code(declared))


def has_possible_amounts(declared: ExportListSubmitted) -> Reason | None:
    """DOC-05: charges are not negative, weights, quantities and prices positive; no sum is too large (own bound)."""
    charges = {"freight": declared.freight_e5, "insuredFee": declared.insurance_e5}
    weights = {"grossWeight": declared.gross_weight_kg_e5, "netWeight": declared.net_weight_kg_e5}
    return _refused(
        "DOC-05",
        figures.wrong_amount(charges)
        or figures.wrong_measure(weights)
        or export_fields.wrong_line(declared.lines)
        or figures.wrong_statutory_quantity(declared.lines)
        or export_fields.wrong_sum("totalPrice", declared.lines),
    )


def has_parcels(declared: ExportListSubmitted) -> Reason | None:
    """EXD-06: a list has at least one parcel (CEB603 packNo)."""
    return None if declared.pack_count > 0 else _refused("EXD-06", figures.not_positive("packNo"))


def weighs_no_more_inside(declared: ExportListSubmitted) -> Reason | None:
    """DOC-11: the net weight is at most the gross weight."""
    if declared.net_weight_kg_e5 <= declared.gross_weight_kg_e5:
        return None
    return _refused("DOC-11", particular("net-above-gross"))


def line_totals_multiply(declared: ExportListSubmitted) -> Reason | None:
    """MAT-03: line total = unit price x quantity (specification 202205, CEB603)."""
    return _refused("MAT-03", export_fields.wrong_line_total(declared.lines))


def second_units_go_together(declared: ExportListSubmitted) -> Reason | None:
    """DOC-09: second statutory quantity and its unit go together (CEB603 qty2, unit2)."""
    return _refused("DOC-09", export_fields.wrong_second_unit(declared.lines))


def statutory_quantities_agree(declared: ExportListSubmitted) -> Reason | None:
    """EXD-05: where the unit is the first statutory one, its quantity is the statutory one (own reading of CEB603)."""
    return _refused("EXD-05", export_fields.differing_statutory_quantity(declared.lines))


def is_in_one_currency(declared: ExportListSubmitted) -> Reason | None:
    """EXD-03: every line is in one currency (own decision)."""
    return _refused("EXD-03", export_fields.wrong_currency(declared.lines))


def goes_abroad(declared: ExportListSubmitted) -> Reason | None:
    """EXD-04: neither the country of arrival nor a destination is China (CEB603 country)."""
    if declared.arrival_country_code == CHINA:
        return _refused("EXD-04", particular("goes-to-china", "country"))
    return _refused("EXD-04", export_fields.stays_at_home(declared.lines))


PARAMETERS: Book[ExportListSubmitted] = Book(
    (
        ("DOC-01", has_lines),
        ("DOC-02", numbers_lines_once),
        ("EXD-01", is_export),
        ("EXD-02", names_what_the_mode_needs),
        ("COD-01", names_known_codes),
        ("DOC-05", has_possible_amounts),
        ("EXD-06", has_parcels),
        ("DOC-11", weighs_no_more_inside),
        ("MAT-03", line_totals_multiply),
        ("DOC-09", second_units_go_together),
        ("EXD-05", statutory_quantities_agree),
        ("EXD-03", is_in_one_currency),
        ("EXD-04", goes_abroad),
    )
)
