"""Checks that several documents share. They answer with what is wrong, in Chinese and English, or None."""

from collections.abc import Sequence
from typing import Protocol

from contracts.common import PersonDigests

CNY = "142"
"""Customs code of the yuan, the only currency of retail import."""

Wrong = tuple[str, str]

IMPOSSIBLE: Wrong = ("金额或数量", "an amount is negative or a quantity is not positive")
"""DOC-05: what is wrong with an amount or a quantity."""


class Line(Protocol):
    """A goods line of an order or list."""

    @property
    def gnum(self) -> int: ...
    @property
    def quantity_e5(self) -> int: ...
    @property
    def unit_price_cny_e5(self) -> int: ...
    @property
    def total_price_cny_e5(self) -> int: ...
    @property
    def currency_code(self) -> str: ...


def line_total_e5(quantity_e5: int, unit_price_cny_e5: int) -> int:
    """Return quantity times price in 1/100,000 yuan, rounded half up at the fifth decimal that the field holds."""
    return (quantity_e5 * unit_price_cny_e5 + 50_000) // 100_000


def wrong_line_total(lines: Sequence[Line]) -> Wrong | None:
    """MAT-03: the total of every line is price times quantity; a gift has price 0."""
    for line in lines:
        if line_total_e5(line.quantity_e5, line.unit_price_cny_e5) != line.total_price_cny_e5:
            return f"totalPrice(gnum {line.gnum})", f"totalPrice of line {line.gnum} is not price x qty"
    return None


def repeated_gnum(lines: Sequence[Line]) -> bool:
    """Whether two lines have the same number."""
    return len({line.gnum for line in lines}) < len(lines)


def wrong_currency(currency_code: str, lines: Sequence[Line] = ()) -> Wrong | None:
    """MAT-10: everything is in yuan."""
    for code in (currency_code, *[line.currency_code for line in lines]):
        if code != CNY:
            return "currency", "currency is not 142 (CNY)"
    return None


def wrong_person(id_type: str, check_digit_valid: bool, persons: Sequence[PersonDigests]) -> Wrong | None:
    """IDN-01: a resident id card (type 1) whose check character is right (GB 11643), and a person to count by."""
    if id_type != "1":
        return "buyerIdType/payerIdType", "the id type is not 1 (resident id card)"
    if not check_digit_valid or not persons or persons[0].person_id is None:
        return "buyerIdNumber/payerIdNumber", "the check character of the id number is wrong"
    return None


def wrong_amount(amounts: Sequence[int | None], lines: Sequence[Line] = ()) -> Wrong | None:
    """DOC-05: no amount is negative and every quantity is positive."""
    for amount in amounts:
        if amount is not None and amount < 0:
            return IMPOSSIBLE
    for line in lines:
        if line.quantity_e5 <= 0 or line.unit_price_cny_e5 < 0:
            return IMPOSSIBLE
    return None
