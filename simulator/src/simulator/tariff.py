"""
What a released parcel must be taxed: computed from the registers of rates and filings, apart from the code of tax.

The formulas are those of the policy (TAX-01 to TAX-09, TAX-15); of the goods that are sold here none bears a specific
consumption tax.
"""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from simulator.case import Case, Tax
from simulator.documents import Document
from simulator.world import read_register

CENT, FIFTH_DECIMAL = Decimal("0.01"), Decimal("0.00001")
SINGLE_LIMIT = Decimal(5000)
PERCENT = 100


class Tariff:
    """The registers of tax as of the day."""

    def __init__(self) -> None:
        self._rates = {row["code"]: row for row in read_register("tax.rates.v1")}
        self._parameters = {row["code"]: row["value"] for row in read_register("tax.parameters.v1")}
        self._filings = {row["code"]: row for row in read_register("customs.goods-filings.v1")}
        self._cosmetics = self._parameters["high_end_cosmetics.headings"].split()

    def due(self, case: Case) -> Tax:
        """Return what the bill of a case must say, the sums of its lines."""
        lines = case.parcel.declaration["lines"]
        values = _dutiable_values(lines, Decimal(case.parcel.declaration["freight"]))
        full = sum(values) > SINGLE_LIMIT
        taxes = [self._of_line(line, value, full=full) for line, value in zip(lines, values, strict=True)]
        return Tax(*(sum(kind, Decimal(0)) for kind in zip(*taxes, strict=True)))

    def _of_line(self, line: Document, value: Decimal, *, full: bool) -> Tax:
        row = self._rates[line["gcode"][:8]]
        if row["consumption_specific_cny"]:
            raise ValueError(f"{row['code']} bears a specific consumption tax, which is not computed here")
        duty_rate = Fraction(row["provisional_pct"] or row["mfn_pct"]) / PERCENT if full else Fraction(0)
        duty_paid = Fraction(value) * (1 + duty_rate)
        rate = self._consumption_rate(row, line, value)
        consumption = duty_paid / (1 - rate) * rate
        vat = (duty_paid + consumption) * self._percent(f"vat.{row['vat_class']}_pct")
        relief = Fraction(1) if full else Fraction(self._parameters["preferential.vat_factor"])
        return Tax(_due(duty_paid - Fraction(value)), _due(consumption * relief), _due(vat * relief))

    def _consumption_rate(self, row: dict[str, str], line: Document, value: Decimal) -> Fraction:
        """Return the rate on file; cosmetics below the price of high-end ones have none (TAX-09)."""
        rate = Fraction(row["consumption_pct"]) / PERCENT
        if line["gcode"][:4] not in self._cosmetics:
            return rate
        filing = self._filings[f"gtin/{line['barCode']}"]
        per_unit = value / (Decimal(line["qty"]) * Decimal(filing["net_content"]))
        threshold = Decimal(self._parameters[f"high_end_cosmetics.from_cny_per_{filing['content_unit']}"])
        return rate if per_unit >= threshold else Fraction(0)

    def _percent(self, code: str) -> Fraction:
        return Fraction(self._parameters[code]) / PERCENT


def _dutiable_values(lines: list[Document], freight: Decimal) -> list[Decimal]:
    """Share the freight by line value, half-up to five decimals; the largest line takes the difference (TAX-01)."""
    prices = [Decimal(line["totalPrice"]) for line in lines]
    shares = [(freight * price / sum(prices)).quantize(FIFTH_DECIMAL, ROUND_HALF_UP) for price in prices]
    shares[prices.index(max(prices))] += freight - sum(shares)
    return [price + share for price, share in zip(prices, shares, strict=True)]


def _due(amount: Fraction) -> Decimal:
    """Round half-up to 0.01: the only rounding of a tax (TAX-15)."""
    return (math.floor(amount * PERCENT + Fraction(1, 2)) * CENT).quantize(CENT)
