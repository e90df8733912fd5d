"""
What the export month sells: invented articles over commodity codes whose subheading the tariff register has.

None of them needs a licence, inspection or duty by the register of conditions; a planted one that does is given its
code where it is planted.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ExportGood:
    """An article as a merchant exports it. price: in the currency of the order. net_kg: of one `unit_code`."""

    item_no: str
    commodity_code: str
    name_zh: str
    specification: str
    unit_code: str
    statutory_unit_code: str
    second_unit_code: str | None
    price: Decimal
    net_kg: Decimal


@cache
def export_goods() -> tuple[ExportGood, ...]:
    """Return the whole catalogue in the order of its file."""
    text = files("simulator.exports").joinpath("goods.csv").read_text(encoding="utf-8")
    return tuple(
        ExportGood(
            item_no=row["item_no"],
            commodity_code=row["commodity_code"],
            name_zh=row["name_zh"],
            specification=row["specification"],
            unit_code=row["unit_code"],
            statutory_unit_code=row["statutory_unit_code"],
            second_unit_code=row["second_unit_code"] or None,
            price=Decimal(row["price"]),
            net_kg=Decimal(row["net_kg"]),
        )
        for row in csv.DictReader(text.splitlines())
    )
