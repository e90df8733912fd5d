"""
How much of a limit on quantity a declaration claims (LIST-02). Whether the buyer's year has room, the ledger says.

The quantity is the one that the line gives in the limit's unit: traded, statutory or second. Grams and kilograms are
converted (customs unit codes 035 and 036); no other unit is.
"""

from collections.abc import Iterable

from agency.reasons import Particular, particular
from contracts.customs import DeclaredLine, GoodsListed, QuantityClaimed

KILOGRAM, GRAM = "035", "036"
"""Customs codes of the units of mass that are converted."""


def quantity_e5(line: DeclaredLine, unit_code: str | None) -> int | None:
    """Return the quantity of a line in a unit, in 1/100,000; None if the line does not give it."""
    given = (
        (line.unit_code, line.quantity_e5),
        (line.statutory_unit_code, line.statutory_quantity_e5),
        (line.second_unit_code, line.second_quantity_e5),
    )
    for code, quantity in given:
        if code == unit_code and quantity is not None:
            return quantity
    for code, quantity in given:
        if quantity is not None and (code, unit_code) == (GRAM, KILOGRAM):
            return -(-quantity // 1_000)
        if quantity is not None and (code, unit_code) == (KILOGRAM, GRAM):
            return quantity * 1_000
    return None


def wrong_unit(row: GoodsListed, line: DeclaredLine) -> Particular | None:
    """LIST-02: a line whose quantity is limited gives it in the unit of the limit."""
    unit = row.quantity_unit_code
    if row.quantity_limit_e5 is None or quantity_e5(line, unit) is not None:
        return None
    return particular("limited-unit-missing", unit or "")


def claims(goods: Iterable[tuple[DeclaredLine, GoodsListed | None]]) -> tuple[QuantityClaimed, ...]:
    """LIST-02: return what the lines claim of each limit, a group of codes that share one counted together."""
    claimed: dict[str, QuantityClaimed] = {}
    for line, row in goods:
        quantity = quantity_e5(line, row.quantity_unit_code) if row else None
        if row is None or row.quantity_limit_e5 is None or row.quantity_unit_code is None or quantity is None:
            continue
        group = row.quantity_group or row.code
        before = claimed.get(group)
        claimed[group] = QuantityClaimed(
            group=group,
            quantity_e5=quantity + (before.quantity_e5 if before else 0),
            limit_e5=min(before.limit_e5, row.quantity_limit_e5) if before else row.quantity_limit_e5,
            unit_code=row.quantity_unit_code,
        )
    return tuple(claimed.values())
