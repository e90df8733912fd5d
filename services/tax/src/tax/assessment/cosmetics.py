"""
High-end cosmetics: whether goods bear consumption tax depends on their price per gram, millilitre or piece.

The declaration says how many packages there are, the goods filing how much is in one (`GoodsFiled`, by bar code).
"""

from contracts.customs import DeclaredLine, GoodsFiled
from mesh.declared.lookup import Lookup
from tax.reference import cny_e5, parameter, words

RULE = "TAX-09"
HEADINGS = "high_end_cosmetics.headings"

MEASURES = frozenset({"035", "036", "070", "095", "096"})
"""Customs units of weight and volume. A filing gives the content of one package, hence none of goods by weight."""


def are_cosmetics(lookup: Lookup, line: DeclaredLine) -> bool:
    """Whether the price per unit of content decides on a line: its heading is on file for the day (TAX-09)."""
    headings = parameter(lookup, HEADINGS)
    return headings is not None and line.commodity_code[:4] in words(headings)


def is_high_end(lookup: Lookup, line: DeclaredLine, dutiable_cny_e5: int) -> bool | None:
    """
    Whether a line's dutiable price per gram, millilitre or piece is at or above the threshold; None if nobody knows.

    TAX-09: from 10.00 yuan per gram or millilitre, or 15.00 per piece. The price is the customs value of the line, with
    its share of freight and insurance, over quantity times net content. Compared exactly, without division.
    """
    filed = _filing(lookup, line)
    if filed is None or not filed.net_content_e5 or filed.content_unit is None:
        return None
    threshold = parameter(lookup, f"high_end_cosmetics.from_cny_per_{filed.content_unit}")
    contents = line.quantity_e5 * filed.net_content_e5
    if threshold is None or contents <= 0:
        return None
    return dutiable_cny_e5 * 10**10 >= cny_e5(threshold) * contents


def _filing(lookup: Lookup, line: DeclaredLine) -> GoodsFiled | None:
    """Return the filing of a line's bar code; a filing of goods under another tariff number is not one of these."""
    if line.bar_code is None or line.unit_code in MEASURES:
        return None
    filed = lookup.find(GoodsFiled, f"gtin/{line.bar_code}")
    return filed if filed is not None and filed.commodity_code[:8] == line.commodity_code[:8] else None
