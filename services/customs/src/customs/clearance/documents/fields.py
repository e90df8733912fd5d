"""Checks that several documents share. They answer with what is wrong, in Chinese and English, or None."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from contracts.common import PersonDigests
from customs.clearance.documents.figures import Priced, Wrong

CNY = "142"
"""Customs code of the yuan, the only currency of retail import."""


SEVERAL_PARCELS: Wrong = ("packNo 须为 1", "packNo is not 1")
"""DOC-07: one document is one parcel."""


class Line(Priced, Protocol):
    """A goods line of an order or list."""

    @property
    def currency_code(self) -> str: ...


def line_total_e5(quantity_e5: int, unit_price_cny_e5: int) -> int:
    """Return quantity times price in 1/100,000 yuan, rounded half up at the fifth decimal that the field holds."""
    return (quantity_e5 * unit_price_cny_e5 + 50_000) // 100_000


def wrong_line_total(lines: Sequence[Line]) -> Wrong | None:
    """MAT-03: the total of every line is price times quantity; a gift has price 0."""
    for line in lines:
        if line_total_e5(line.quantity_e5, line.unit_price_cny_e5) != line.total_price_cny_e5:
            name = f"totalPrice(gnum {line.gnum})"
            return f"{name} 不等于 price 乘 qty", f"totalPrice of line {line.gnum} is not price x qty"
    return None


def repeated_gnum(lines: Sequence[Line]) -> bool:
    """DOC-02: whether two lines have the same number."""
    return len({line.gnum for line in lines}) < len(lines)


def wrong_numbering(lines: Sequence[Line]) -> Wrong | None:
    """DOC-02: lines are numbered from 1 without a gap, in any sequence (CEB311, CEB621 gnum)."""
    numbers = {line.gnum for line in lines}
    if all(number in numbers for number in range(1, len(lines) + 1)):
        return None
    return "gnum 须从 1 起连续编号", "gnum: lines are not numbered from 1 without a gap"


def without_number(numbers: Mapping[str, str]) -> Wrong | None:
    """DOC-08: the numbers by which a document is found are given; each that is not is named."""
    missing = [name for name, number in numbers.items() if not number.strip()]
    return (f"缺少 {'、'.join(missing)}", f"missing: {', '.join(missing)}") if missing else None


def wrong_currency(currency_code: str, lines: Sequence[Line] = ()) -> Wrong | None:
    """MAT-10: everything is in yuan."""
    for code in (currency_code, *[line.currency_code for line in lines]):
        if code != CNY:
            return "currency 须为 142（人民币）", "currency is not 142 (CNY)"
    return None


def wrong_id_type(id_type: str) -> Wrong | None:
    """IDN-01: the id is a resident id card, type 1."""
    if id_type == "1":
        return None
    return "buyerIdType/payerIdType 须为 1（居民身份证）", "the id type is not 1 (resident id card)"


def wrong_person(id_type: str, is_possible: bool, persons: Sequence[PersonDigests]) -> Wrong | None:
    """IDN-01: a resident id card (type 1) with a possible number (GB 11643), and a person to count by."""
    if wrong := wrong_id_type(id_type):
        return wrong
    if not is_possible or not persons or persons[0].person_id is None:
        return (
            "buyerIdNumber/payerIdNumber 不成立：校验位或出生日期有误",
            "the id number is impossible: its check character or its birthday",
        )
    return None
