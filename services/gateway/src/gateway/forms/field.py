"""
What a table of fields is made of.

A field without a target is personal or a free remark: it leaves the gateway only inside the encrypted `personal`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from mesh import folding

PERSONAL = None
OPERATIONS = ("1", "2", "3")
STATUSES = ("1", "2")
LINES_MOST = 99


class Kind(Enum):
    """
    How a field's text is read.

    Blanks and invisible characters around it belong to no value (`mesh.folding`). A text stays as it is inside; so does
    a number that its sender gave, but for invisible characters; codes and the rest are folded.

    An optional field of any kind without letter or digit (``-``, ``/``) is absent. A mandatory number or code without
    one is malformed; a mandatory text stays (gmodel of goods that have none is ``/``).
    """

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    TIME = "time"
    DATE = "date"
    CHOICE = "choice"
    AMOUNT = "amount"
    COUNT = "count"


FOLDED_BY: dict[Kind, Callable[[str], str]] = {
    Kind.TEXT: folding.text,
    Kind.NUMBER: folding.number,
    Kind.CODE: folding.code,
    **dict.fromkeys((Kind.TIME, Kind.DATE, Kind.CHOICE, Kind.AMOUNT, Kind.COUNT), folding.literal),
}
"""What makes of a field's text, as it was written, what is meant."""


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of a message.

    element: name in CEB XML and in JSON. target: field of the record, None if personal.
    least, most: characters of a text, or values of a count.
    """

    element: str
    name_zh: str
    target: str | None
    kind: Kind
    least: int = 0
    most: int = 0
    required: bool = True
    choices: tuple[str, ...] = ()


def text(element: str, name_zh: str, target: str | None, most: int, *, required: bool = True) -> Field:
    """Return a text of 1 to `most` characters; an optional one may be empty, which counts as absent."""
    return Field(element, name_zh, target, Kind.TEXT, 1, most, required)


def number(element: str, name_zh: str, target: str, most: int, *, required: bool = True) -> Field:
    """Return a number that its sender gave and others look up; it has a letter or a digit."""
    return Field(element, name_zh, target, Kind.NUMBER, 1, most, required)


def code(element: str, name_zh: str, target: str, most: int, *, least: int = 1, required: bool = True) -> Field:
    """Return a code, or a number that an authority gave; it has a letter or a digit."""
    return Field(element, name_zh, target, Kind.CODE, least, most, required)


def time(element: str, name_zh: str, target: str) -> Field:
    """Return a time ``YYYYMMDDhhmmss`` in China that exists (`gateway.forms.times`)."""
    return Field(element, name_zh, target, Kind.TIME, 14, 14)


def date(element: str, name_zh: str, target: str, *, required: bool = True) -> Field:
    """Return a day ``YYYYMMDD`` in China that exists."""
    return Field(element, name_zh, target, Kind.DATE, 8, 8, required)


def choice(element: str, name_zh: str, target: str, choices: tuple[str, ...]) -> Field:
    """Return a field that takes one of a few words."""
    return Field(element, name_zh, target, Kind.CHOICE, 1, 3, choices=choices)


def amount(element: str, name_zh: str, target: str, *, required: bool = True) -> Field:
    """Return an N19,5 number, kept exactly in 1/100,000."""
    return Field(element, name_zh, target, Kind.AMOUNT, required=required)


def count(element: str, name_zh: str, target: str, *, most: int, least: int = 0) -> Field:
    """Return a whole number from `least` to `most`."""
    return Field(element, name_zh, target, Kind.COUNT, least, most)
