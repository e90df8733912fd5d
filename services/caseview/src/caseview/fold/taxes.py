"""
The taxes of a declaration as they were assessed, line by line, from the decision of tax: there before there is a bill.

What a line is taxed on, at which rates and what is due stand together. Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from caseview.fold.rows import Row
from contracts.tax import DutyAssessed

ASSESSED = DutyAssessed.__name__
SUMS = ("duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5", "total_cny_e5")
_TOLD = ("revision", "tax_regime", "consumption_factor", "vat_factor", "guarantor_code", *SUMS)


def lines_of(record: DutyAssessed) -> list[Row]:
    """Return each line's dutiable value and rates with what is due on it; of a line without rates just the value."""
    due = {line.gnum: msgspec.to_builtins(line) for line in record.lines}
    rated = {line.gnum: msgspec.to_builtins(line) for line in record.rated}
    return [rated.get(gnum, {}) | due.get(gnum, {}) for gnum in sorted(due.keys() | rated.keys())]


def taxes_of(timeline: Iterable[Mapping[str, Any]]) -> list[Row]:
    """
    Return the newest assessment of each declaration that tells its lines, from the lines of a timeline in order.

    An answer to a finding repeats the sums alone, so it replaces nothing.
    """
    newest: dict[str, Row] = {}
    for line in timeline:
        details = line["details"]
        if line["type"] != ASSESSED or not details.get("lines"):
            continue
        taxes = {name: details.get(name) for name in _TOLD}
        about = {"declaration_id": line["declaration_id"], "effect": line["effect"], "at_ms": line["at_ms"]}
        newest[line["declaration_id"]] = about | taxes | {"lines": details["lines"]}
    return list(newest.values())
