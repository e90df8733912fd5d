"""The codes that rules of export over registers give, each with a use or list for which its rule gives it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from agency.rules import Evaluated
from contracts.common import Reason
from customs.rules.export import amounts, classification, sites
from tests.support.customs.export_registers import as_deployed


class Goods(NamedTuple):
    """A goods line, as far as its code goes."""

    gnum: int
    commodity_code: str


def _of(found: Evaluated) -> Reason | None:
    (reason,) = found.reasons
    return reason


def _declared(code: str = "6109100021", **changes: Any) -> Reason | None:
    usual: dict[str, Any] = {"trade_mode": "9610", "statistics_flag": "A", "customs_code": "5141", "value_cny_e5": 1}
    declared = classification.Declared(**(usual | changes), lines=(Goods(1, code),))
    return _of(classification.assess(declared, as_deployed()))


ABOVE = 500_000_001
B2B_IN_FULL = {"trade_mode": "9710", "statistics_flag": "B"}
RULES: dict[str, Callable[[], Reason | None]] = {
    "-603002": lambda: _declared(value_cny_e5=ABOVE, **B2B_IN_FULL),
    "-603003": lambda: _declared("2846900000"),
    "-603004": lambda: _declared("6199000000"),
    "-603005": lambda: _declared(customs_code="0100"),
    "-603006": lambda: _declared(value_cny_e5=ABOVE),
    "-603008": lambda: _of(amounts.value(1, "999", as_deployed()).evaluated),
    "-603009": lambda: _declared("2846900000", **B2B_IN_FULL),
    "-803002": lambda: _of(sites.assess(sites.Use("5141I001", sites.EXPORT, "5141"), as_deployed())),
}
"""By code: what makes its rule give it."""
