"""
Customs' code tables, as far as these documents name them, and what in a document is not in its table.

Countries, units: customs' tables as a third party published them in 2018, units checked against section 9.2 of the
message reference (202205). Modes of transport: the same, without A, which stands for all modes in statistics. Districts
change too often for a table here: that they are four digits is all that is asked. Kinds of packing: one digit by the
specification, whose examples are no table.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agency.reasons import Particular, particular
from contracts.trade import ImportListSubmitted, ImportOrderSubmitted
from mesh.folding import shown


def _table(ranges: str) -> frozenset[str]:
    """Return three-digit codes of ranges such as ``001-023 025``."""
    bounds = [one.partition("-")[::2] for one in ranges.split()]
    return frozenset(f"{code:03d}" for low, high in bounds for code in range(int(low), int(high or low) + 1))


COUNTRIES = _table(
    "101-139 141-149 199 201-260 299 301-316 318 320-331 334-340 343-344 347 349-359 399 401-406 408-449 499 501-504"
    " 599 601-623 625 699 701-702 999"
)
UNITS = _table("001-023 025-063 067 070-081 083-086 088-089 095-099 101 110-112 115-116 118 120-136 139-149 163-164")
TRANSPORT_MODES = frozenset("0123456789HWXYZ")


class Kind(NamedTuple):
    """What a code is one of: those of a table, or so many digits."""

    named: Particular
    table: frozenset[str] | None = None
    digits: int = 0

    def has(self, code: str) -> bool:
        """Whether it is one."""
        if self.table is not None:
            return code in self.table
        return len(code) == self.digits and code.isascii() and code.isdigit()


COUNTRY = Kind(particular("code-country"), COUNTRIES)
UNIT = Kind(particular("code-unit"), UNITS)
MODE = Kind(particular("code-transport-mode"), TRANSPORT_MODES)
DISTRICT = Kind(particular("code-district"), digits=4)
DIVISION = Kind(particular("code-division"), digits=6)
COMMODITY = Kind(particular("code-commodity"), digits=10)
PACKING = Kind(particular("code-packing"), digits=1)

Named = tuple[str, str | None, Kind]
"""A field as a reason names it, its code, and what the code is one of."""


def wrong_code(document: ImportOrderSubmitted | ImportListSubmitted) -> Particular | None:
    """COD-01: what a document names by a code is in customs' table (specification 202205, section 9)."""
    for field, code, kind in _of_order(document) if isinstance(document, ImportOrderSubmitted) else _of_list(document):
        if code is not None and not kind.has(code):
            return particular("code-unknown", field, shown(code), kind.named)
    return None


def _of_order(order: ImportOrderSubmitted) -> Iterable[Named]:
    yield "consigneeDistrict", order.consignee_district_code, DIVISION
    for line in order.lines:
        yield f"unit(gnum {line.gnum})", line.unit_code, UNIT
        yield f"country(gnum {line.gnum})", line.origin_country_code, COUNTRY


def _of_list(declared: ImportListSubmitted) -> Iterator[Named]:
    yield "customsCode", declared.customs_code, DISTRICT
    yield "portCode", declared.port_code, DISTRICT
    yield "trafMode", declared.transport_mode, MODE
    yield "country", declared.departure_country_code, COUNTRY
    yield "wrapType", declared.packing_kind, PACKING
    for line in declared.lines:
        at = f"(gnum {line.gnum})"
        yield f"gcode{at}", line.commodity_code, COMMODITY
        yield f"country{at}", line.origin_country_code, COUNTRY
        yield f"tradeCountry{at}", line.trade_country_code, COUNTRY
        yield f"unit{at}", line.unit_code, UNIT
        yield f"unit1{at}", line.statutory_unit_code, UNIT
        yield f"unit2{at}", line.second_unit_code, UNIT
