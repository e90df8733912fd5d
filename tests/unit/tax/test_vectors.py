"""
The worked amounts of tax_test_vectors.json ("tax"), by goods of the registers as shipped, a whole declaration each.

The combined rate that buyers see goes with them: duty, consumption tax and VAT of real rows. The same amounts by
formula alone: `test_duties`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from contracts.common import TaxRegime
from contracts.customs import GoodsFiled
from mesh.declared.registers import Registers
from tax.assessment.assessing import assess
from tax.reference import on_date
from tests.support.agency.declarations import a_content, a_line, an_entry, register_file

BAR_CODE = "6999900009992"
FILED = an_entry(GoodsFiled, f"gtin/{BAR_CODE}", net_content_e5=20 * 100_000, content_unit="g")
SHIPPED = Registers((*register_file("tax.rates.v1"), *register_file("tax.parameters.v1"), FILED))


@dataclass(frozen=True)
class Vector:
    """Goods at a price in yuan, and duty, consumption tax and VAT due as printed on a bill."""

    goods: dict[str, Any]
    price: str
    expected: tuple[str, str, str]
    charges: dict[str, int] = field(default_factory=dict)
    regime: TaxRegime = TaxRegime.PREFERENTIAL


SOAP: dict[str, Any] = {}
BOOK = {"commodity_code": "4901990000"}
CREAM = {"commodity_code": "3304990000", "bar_code": BAR_CODE}
WINE = {"commodity_code": "2204210000"}
BAG = {"commodity_code": "4202220000"}
WHISKY = {"commodity_code": "2208300000", "statutory_unit_code": "095", "statutory_quantity_e5": 70_000}
BEER = {"commodity_code": "2203000000", "statutory_unit_code": "095", "statutory_quantity_e5": 100_000}

VECTORS = {
    "plain goods, VAT 13 %": Vector(SOAP, "1000.00", ("0.00", "0.00", "91.00")),
    "goods at VAT 9 %": Vector(BOOK, "1000.00", ("0.00", "0.00", "63.00")),
    "price 300, freight 20, insurance 5": Vector(
        SOAP,
        "300.00",
        ("0.00", "0.00", "29.58"),
        charges={"freight_cny_e5": 2_000_000, "insurance_cny_e5": 500_000},
    ),
    "high-end cosmetic": Vector(CREAM, "1000.00", ("0.00", "123.53", "107.06")),
    "skin care of 425 for 20 g": Vector(CREAM, "425.00", ("0.00", "52.50", "45.50")),
    "wine": Vector(WINE, "500.00", ("0.00", "38.89", "50.56")),
    "spirit of 0.7 l": Vector(WHISKY, "400.00", ("0.00", "70.56", "45.57")),
    "a litre of beer": Vector(BEER, "30.00", ("0.00", "0.18", "2.75")),
    "exactly 5000": Vector(SOAP, "5000.00", ("0.00", "0.00", "455.00")),
    "a single item of 5000.01 at 6 %": Vector(BAG, "5000.01", ("300.00", "0.00", "689.00"), regime=TaxRegime.FULL),
    "a single item of 6000 at 1 %, consumption tax 15 %": Vector(
        CREAM, "6000.00", ("60.00", "1069.41", "926.82"), regime=TaxRegime.FULL
    ),
    "a VAT of 24.474999…, of a price that is no whole cent": Vector(SOAP, "268.95604", ("0.00", "0.00", "24.47")),
    "the smallest": Vector(SOAP, "0.01", ("0.00", "0.00", "0.00")),
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_the_registers_as_shipped_give_the_worked_amounts(vector: Vector) -> None:
    line = a_line(**vector.goods, total_price_cny_e5=int(Decimal(vector.price).scaleb(5)))
    content = a_content(line, tax_regime=vector.regime, **vector.charges)
    assessment = assess(content, on_date(SHIPPED, "2024-11-11"))
    assert (assessment.missing, assessment.notes) == ((), ())
    (due,) = assessment.lines
    taxes = (due.duty_cny_e5, due.consumption_tax_cny_e5, due.vat_cny_e5)
    assert tuple(f"{Decimal(tax).scaleb(-5):.2f}" for tax in taxes) == vector.expected
