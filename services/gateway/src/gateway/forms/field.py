"""
What a table of fields is made of.

A field without a target is personal or a free remark: it leaves the gateway only inside the encrypted `personal`.
"""

from dataclasses import dataclass
from enum import Enum

PERSONAL = None
OPERATIONS = ("1", "2", "3")
STATUSES = ("1", "2")
LINES_MOST = 99


class Kind(Enum):
    """How a field's text is read."""

    TEXT = "text"
    DIGITS = "digits"
    CHOICE = "choice"
    AMOUNT = "amount"
    COUNT = "count"


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


def text(element: str, name_zh: str, target: str | None, most: int, *, least: int = 1, required: bool = True) -> Field:
    """Return a text of `least` to `most` characters; an optional one may be empty, which counts as absent."""
    return Field(element, name_zh, target, Kind.TEXT, least, most, required)


def digits(element: str, name_zh: str, target: str | None, length: int, *, required: bool = True) -> Field:
    """Return a time or date of exactly `length` ASCII digits."""
    return Field(element, name_zh, target, Kind.DIGITS, length, length, required)


def choice(element: str, name_zh: str, target: str, choices: tuple[str, ...]) -> Field:
    """Return a field that takes one of a few words."""
    return Field(element, name_zh, target, Kind.CHOICE, 1, 3, choices=choices)


def amount(element: str, name_zh: str, target: str, *, required: bool = True) -> Field:
    """Return an N19,5 number, kept exactly in 1/100,000."""
    return Field(element, name_zh, target, Kind.AMOUNT, required=required)


def count(element: str, name_zh: str, target: str, *, most: int, required: bool = True) -> Field:
    """Return a whole number from 0 to `most`."""
    return Field(element, name_zh, target, Kind.COUNT, 0, most, required)
