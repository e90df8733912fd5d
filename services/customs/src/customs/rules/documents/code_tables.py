"""
Customs' code tables, as far as these documents name them, and what in a document is not in its table.

Countries, units: customs' tables as a third party published them in 2018, units checked against section 9.2 of the
message reference (202205). Modes of transport: the same, without A, which stands for all modes in statistics. Districts
change too often for a table here: that they are four digits is all that is asked. Kinds of packing: one digit by the
specification, whose examples are no table.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, Final, NamedTuple

from agency.reasons import Particular, particular
from contracts.document import Field
from contracts.documents import DOCUMENTS
from mesh.declared.equivalence import shown


def table(ranges: str) -> frozenset[str]:
    """Return three-digit codes of ranges such as ``001-023 025``."""
    bounds = [one.partition("-")[::2] for one in ranges.split()]
    return frozenset(f"{code:03d}" for low, high in bounds for code in range(int(low), int(high or low) + 1))


COUNTRIES = table(
    "101-139 141-149 199 201-260 299 301-316 318 320-331 334-340 343-344 347 349-359 399 401-406 408-449 499 501-504"
    " 599 601-623 625 699 701-702 999"
)
UNITS = table("001-023 025-063 067 070-081 083-086 088-089 095-099 101 110-112 115-116 118 120-136 139-149 163-164")
TRANSPORT_MODES = frozenset("0123456789HWXYZ")


class Kind(NamedTuple):
    """What a code is one of, and whether one is: those of a table, or so many digits."""

    named: Particular
    has: Callable[[str], bool]


def of_digits(count: int) -> Callable[[str], bool]:
    """Return whether a code is so many ASCII digits."""

    def has(code: str) -> bool:
        return len(code) == count and code.isascii() and code.isdigit()

    return has


COUNTRY = Kind(particular("code-country"), COUNTRIES.__contains__)
UNIT = Kind(particular("code-unit"), UNITS.__contains__)
MODE = Kind(particular("code-transport-mode"), TRANSPORT_MODES.__contains__)
DISTRICT = Kind(particular("code-district"), of_digits(4))
DIVISION = Kind(particular("code-division"), of_digits(6))
COMMODITY = Kind(particular("code-commodity"), of_digits(10))
PACKING = Kind(particular("code-packing"), of_digits(1))

KINDS: Final[dict[str, Kind]] = {
    "country": COUNTRY,
    "unit": UNIT,
    "transport-mode": MODE,
    "district": DISTRICT,
    "division": DIVISION,
    "commodity": COMMODITY,
    "packing": PACKING,
}
"""By the name that the contract gives a code table."""


class Coded(NamedTuple):
    """A field that holds a code: its element, how to read it, and what the code is one of."""

    element: str
    read: Callable[[Any], str | None]
    kind: Kind


def coded(fields: Iterable[Field]) -> tuple[Coded, ...]:
    """Return the fields of a document that hold a code and are in its record. Raises KeyError for an unknown table."""
    return tuple(
        Coded(field.element, attrgetter(field.to), KINDS[field.table]) for field in fields if field.to and field.table
    )


_OF_DOCUMENT = {form.record: coded(form.fields) for form in DOCUMENTS}
_OF_LINE = {form.record: coded(form.lines.fields) for form in DOCUMENTS if form.lines}


def wrong_code(document: Any) -> Particular | None:
    """
    COD-01: what a document names by a code is in customs' table (specification 202205, section 9).

    document: of a record whose document type has lines.
    """
    for element, read, kind in _OF_DOCUMENT[type(document)]:
        code = read(document)
        if code is not None and not kind.has(code):
            return particular("code-unknown", element, shown(code), kind.named)
    of_line = _OF_LINE[type(document)]
    for line in document.lines:
        for element, read, kind in of_line:
            code = read(line)
            if code is not None and not kind.has(code):
                return particular("code-unknown", f"{element}(gnum {line.gnum})", shown(code), kind.named)
    return None
