"""
Quantities per buyer and calendar year that rows of the positive list allow (LIST-02). Pure.

A limit is one code's own or shared by a group of codes; what shares it has one name, under which it is counted.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contracts.customs import QuantityClaimed
from contracts.customs_allowance import QuantityReserved

Quantities = Mapping[str, int]
"""What is used by group, in 1/100,000 of the limit's unit; a group that is absent has nothing used."""


class Exceeded(NamedTuple):
    """A claim that its limit has no room for, and what was used without it."""

    claim: QuantityClaimed
    used_before_e5: int


def exceeded(used: Quantities, claims: Sequence[QuantityClaimed]) -> tuple[Exceeded, ...]:
    """LIST-02: return every claim that would take its group above the limit; exactly the limit is within it."""
    return tuple(
        Exceeded(claim, before)
        for claim in claims
        if (before := used.get(claim.group, 0)) + claim.quantity_e5 > claim.limit_e5
    )


def reserved(claims: Sequence[QuantityClaimed]) -> tuple[QuantityReserved, ...]:
    """Return what a reservation remembers of its claims."""
    return tuple(QuantityReserved(group=claim.group, quantity_e5=claim.quantity_e5) for claim in claims)


def more(used: Quantities, quantities: Sequence[QuantityReserved]) -> Quantities:
    """Return what is used with these quantities."""
    return _moved(used, quantities, 1)


def less(used: Quantities, quantities: Sequence[QuantityReserved]) -> Quantities:
    """Return what is used without these quantities. LIM-04: they are given back with the amount."""
    return _moved(used, quantities, -1)


def _moved(used: Quantities, quantities: Sequence[QuantityReserved], sign: int) -> Quantities:
    if not quantities:
        return used
    moved = dict(used)
    for total in quantities:
        moved[total.group] = moved.get(total.group, 0) + sign * total.quantity_e5
    return moved
