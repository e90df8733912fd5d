"""Checks that the documents of export share, whose amounts are in the currency of the trade: what is wrong, or None."""

from collections.abc import Sequence
from typing import Protocol

from agency.reasons import Particular, particular
from customs.rules.documents.fields import line_total_e5
from customs.rules.documents.figures import MOST_E5, not_positive, not_within

CHINA = "142"
"""Customs code of the country."""


class Line(Protocol):
    """A goods line of an export order or list."""

    @property
    def gnum(self) -> int: ...
    @property
    def currency_code(self) -> str: ...
    @property
    def quantity_e5(self) -> int: ...
    @property
    def unit_price_e5(self) -> int: ...
    @property
    def total_price_e5(self) -> int: ...


def wrong_line(lines: Sequence[Line]) -> Particular | None:
    """DOC-05: of every line quantity, price and total are positive within the bound: no export is free."""
    for line in lines:
        figures = {"qty": line.quantity_e5, "price": line.unit_price_e5, "totalPrice": line.total_price_e5}
        for name, value in figures.items():
            if not 0 < value <= MOST_E5:
                return not_positive(f"{name}(gnum {line.gnum})")
    return None


def wrong_line_total(lines: Sequence[Line]) -> Particular | None:
    """MAT-03: the total of every line is price times quantity."""
    for line in lines:
        if line_total_e5(line.quantity_e5, line.unit_price_e5) != line.total_price_e5:
            return particular("line-total-differs", line.gnum)
    return None


def wrong_currency(lines: Sequence[Line], currency_code: str | None = None) -> Particular | None:
    """EXD-03: every line is in one currency, that of the document where it names one."""
    wanted = lines[0].currency_code if currency_code is None and lines else currency_code
    differing = next((line for line in lines if line.currency_code != wanted), None)
    return None if differing is None else particular("several-currencies", differing.gnum)


def wrong_sum(name: str, lines: Sequence[Line]) -> Particular | None:
    """DOC-05: the lines together are within the bound of one amount."""
    return None if sum(line.total_price_e5 for line in lines) <= MOST_E5 else not_within(name)
