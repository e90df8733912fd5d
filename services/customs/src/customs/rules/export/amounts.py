"""What an amount in a foreign currency is in yuan, at the rate of a day. Exact: integers of 1/100,000."""

from typing import Final, NamedTuple

from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.customs import ExchangeRateSet
from customs.rules.documents.fields import CNY
from mesh.declared.equivalence import shown
from mesh.declared.lookup import Lookup

SCALE: Final = 100_000
COUNTED: Final = Evaluated(passed("CUR-01"))


class Valued(NamedTuple):
    """An amount in 1/100,000 yuan, None where the register has no rate, and the rule evaluated."""

    cny_e5: int | None
    evaluated: Evaluated


def value(amount_e5: int, currency_code: str, lookup: Lookup) -> Valued:
    """
    CUR-01: count an amount in 1/100,000 of a currency at its rate of the day (`registers.on_date`); yuan as they are.

    Rounded half up at the fifth decimal, once: value the sum of the lines, not each line.
    """
    if currency_code == CNY:
        return Valued(amount_e5, COUNTED)
    rate = lookup.find(ExchangeRateSet, currency_code)
    if rate is None:
        return Valued(None, failed(reason("-603008", "CUR-01", shown(currency_code))))
    return Valued((amount_e5 * rate.cny_per_unit_e5 + SCALE // 2) // SCALE, COUNTED)
