"""
The project's own goods catalogue: invented brands over real commodity codes that have a rate on file.

Prices, weights and units are of the order that real filings show; no row is taken from one.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Good:
    """An article as a merchant files it. Weights in kg per `unit_code`; price in yuan, tax and freight excluded."""

    item_no: str
    commodity_code: str
    name_zh: str
    specification: str
    bar_code: str
    origin_country_code: str
    unit_code: str
    price: Decimal
    net_kg: Decimal
    gross_kg: Decimal
    statutory_unit_code: str
    statutory_quantity: Decimal

    @property
    def heading(self) -> str:
        """First four digits of the commodity code."""
        return self.commodity_code[:4]


@cache
def goods() -> tuple[Good, ...]:
    """Return the whole catalogue in the order of its file."""
    text = files("simulator").joinpath("goods.csv").read_text(encoding="utf-8")
    return tuple(
        Good(
            item_no=row["item_no"],
            commodity_code=row["commodity_code"],
            name_zh=row["name_zh"],
            specification=row["specification"],
            bar_code=row["bar_code"],
            origin_country_code=row["origin_country_code"],
            unit_code=row["unit_code"],
            price=Decimal(row["price_cny"]),
            net_kg=Decimal(row["net_kg"]),
            gross_kg=Decimal(row["gross_kg"]),
            statutory_unit_code=row["statutory_unit_code"],
            statutory_quantity=Decimal(row["statutory_quantity"]),
        )
        for row in csv.DictReader(text.splitlines())
    )
