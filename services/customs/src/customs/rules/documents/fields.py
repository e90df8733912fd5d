"""Checks that several documents share. They answer with what is wrong, or None."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from agency.reasons import Particular, listed, particular
from contracts.common import PersonDigests
from customs.rules.documents.figures import Priced

CNY = "142"
"""Customs code of the yuan, the only currency of retail import."""


SEVERAL_PARCELS: Final = particular("several-parcels")
"""DOC-07: one document is one parcel."""


class Numbered(Protocol):
    """A line with a number of its own."""

    @property
    def gnum(self) -> int: ...


class Line(Priced, Protocol):
    """A goods line of an order or list."""

    @property
    def currency_code(self) -> str: ...


def line_total_e5(quantity_e5: int, unit_price_cny_e5: int) -> int:
    """Return quantity times price in 1/100,000 yuan, rounded half up at the fifth decimal that the field holds."""
    return (quantity_e5 * unit_price_cny_e5 + 50_000) // 100_000


def wrong_line_total(lines: Sequence[Line]) -> Particular | None:
    """MAT-03: the total of every line is price times quantity; a gift has price 0."""
    for line in lines:
        if line_total_e5(line.quantity_e5, line.unit_price_cny_e5) != line.total_price_cny_e5:
            return particular("line-total-differs", line.gnum)
    return None


def in_sequence(lines: Sequence[Numbered]) -> bool:
    """DOC-02: whether lines are numbered from 1 as they stand, as most are: then none is missing or there twice."""
    return [line.gnum for line in lines] == list(range(1, len(lines) + 1))


def repeated_gnum(lines: Sequence[Numbered]) -> bool:
    """DOC-02: whether two lines have the same number."""
    return len({line.gnum for line in lines}) < len(lines)


def wrong_numbering(lines: Sequence[Numbered]) -> Particular | None:
    """DOC-02: lines are numbered from 1 without a gap, in any sequence (CEB311, CEB621 gnum)."""
    numbers = {line.gnum for line in lines}
    if all(number in numbers for number in range(1, len(lines) + 1)):
        return None
    return particular("lines-not-numbered")


def without_number(numbers: Mapping[str, str]) -> Particular | None:
    """DOC-08: the numbers by which a document is found are given; each that is not is named."""
    missing = [name for name, number in numbers.items() if not number.strip()]
    return particular("names-missing", listed(missing)) if missing else None


def wrong_currency(currency_code: str, lines: Sequence[Line] = ()) -> Particular | None:
    """MAT-10: everything is in yuan."""
    for code in (currency_code, *[line.currency_code for line in lines]):
        if code != CNY:
            return particular("not-in-yuan")
    return None


def wrong_id_type(id_type: str) -> Particular | None:
    """IDN-01: the id is a resident id card, type 1."""
    return None if id_type == "1" else particular("not-a-resident-card")


def wrong_person(id_type: str, is_possible: bool, persons: Sequence[PersonDigests]) -> Particular | None:
    """IDN-01: a resident id card (type 1) with a possible number (GB 11643), and a person to count by."""
    if wrong := wrong_id_type(id_type):
        return wrong
    if not is_possible or not persons or persons[0].person_id is None:
        return particular("id-number-impossible")
    return None
