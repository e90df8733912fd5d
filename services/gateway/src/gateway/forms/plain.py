"""
Telling whether a value is written plainly: then what was decoded is what is meant.

Nearly every record is. Any other goes to `gateway.forms.examine`, which folds its values and says what is wrong.
`gateway.forms.extractors` has a function per block that costs the plain case a few operations of whole texts: its codes
and its texts are each looked at as one, and only where that is not enough come the functions here.
"""

import re
from collections.abc import Callable
from string import ascii_letters, digits

from contracts.document import Kind
from mesh.declared import equivalence

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow."""

SIMPLE = f"{ascii_letters}{digits}-|".encode()
"""What codes and numbers are made of nearly always; the stroke stands between them."""

FOLDED_BY: dict[Kind, Callable[[str], str]] = {
    Kind.TEXT: equivalence.text,
    Kind.NUMBER: equivalence.number,
    Kind.CODE: equivalence.code,
    **dict.fromkeys((Kind.TIME, Kind.DATE, Kind.CHOICE, Kind.AMOUNT, Kind.COUNT), equivalence.literal),
}
"""What makes of a field's text, as it was written, what is meant."""


def is_called(kind: Kind, value: str) -> bool:
    """Tell whether a number or code that is there can be called by what it is: nobody finds ``.`` or ``--``."""
    return kind not in (Kind.NUMBER, Kind.CODE) or equivalence.has_letter_or_digit(value)


def all_codes(*values: str) -> None:
    """Raise ValueError for a code that is not written as it is meant; an absent one is empty."""
    _all(Kind.CODE, values)


def all_numbers(*values: str) -> None:
    """Raise ValueError for a number that is not written as it is meant."""
    _all(Kind.NUMBER, values)


def all_texts(*values: str) -> None:
    """Raise ValueError for a text that is not written as it is meant."""
    _all(Kind.TEXT, values)


def _all(kind: Kind, values: tuple[str, ...]) -> None:
    fold = FOLDED_BY[kind]
    for value in values:
        if not value or (value.isascii() and value.isalnum()):
            continue
        if value != fold(value) or FORBIDDEN.search(value) or not is_called(kind, value):
            raise ValueError("not plain")
