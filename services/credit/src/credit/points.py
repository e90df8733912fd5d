"""The table of points: what an end of a declaration counts."""

from collections.abc import Iterable
from typing import NamedTuple

from contracts.credit import PointsSet
from mesh.declared.lookup import Lookup

CLEARED = "cleared"
"""Class of a release, which counts only if the table has it."""
REFUSED = "refused"
"""Class of every refusal that the table does not have by its code."""


class Counted(NamedTuple):
    """What counts of an entry: the rule, the code that the table was asked for, and its points."""

    counted_by: str
    code: str
    points: int


def count(lookup: Lookup, codes: Iterable[str]) -> Counted:
    """
    Count a refused declaration by the code with the lowest points (CRD-03), a released one by its class (CRD-04).

    A code that the table has neither by itself nor by its class counts 0; of equal ones the first is named.
    """
    counted = [Counted(*_rule_and(code), points_of(lookup, code)) for code in codes]
    return min(counted, key=lambda one: one.points)


def points_of(lookup: Lookup, code: str) -> int:
    """Return the points of a code, of its class where the table has only that."""
    found = lookup.find(PointsSet, code)
    if found is None and code != CLEARED:
        found = lookup.find(PointsSet, REFUSED)
    return 0 if found is None else found.points


def _rule_and(code: str) -> tuple[str, str]:
    return "CRD-04" if code == CLEARED else "CRD-03", code
