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


class Exported(Protocol):
    """A goods line of an export list or of a declaration, as far as its units and destination go."""

    @property
    def gnum(self) -> int: ...
    @property
    def quantity_e5(self) -> int: ...
    @property
    def unit_code(self) -> str: ...
    @property
    def statutory_quantity_e5(self) -> int: ...
    @property
    def statutory_unit_code(self) -> str: ...
    @property
    def second_quantity_e5(self) -> int | None: ...
    @property
    def second_unit_code(self) -> str | None: ...
    @property
    def destination_country_code(self) -> str: ...


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


def wrong_second_unit(lines: Sequence[Exported]) -> Particular | None:
    """DOC-09: second statutory quantity and its unit go together."""
    for line in lines:
        if (line.second_quantity_e5 is None) != (line.second_unit_code is None):
            return particular("second-unit-alone", line.gnum)
    return None


def differing_statutory_quantity(lines: Sequence[Exported]) -> Particular | None:
    """EXD-05: where the unit is the first statutory one, its quantity is the statutory one."""
    for line in lines:
        if line.unit_code == line.statutory_unit_code and line.quantity_e5 != line.statutory_quantity_e5:
            return particular("statutory-quantity-differs", line.gnum)
    return None


def stays_at_home(lines: Sequence[Exported]) -> Particular | None:
    """EXD-04: no destination is China."""
    for line in lines:
        if line.destination_country_code == CHINA:
            return particular("goes-to-china", f"country(gnum {line.gnum})")
    return None
