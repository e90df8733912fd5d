"""
How goods lines of lists become lines of a declaration: which agree, and their exact sums. Pure.

Sums are of integers (1/100,000). Lines agree in final destination, ten-digit code, currency, unit and, if the request
asks, the goods name. The statutory units belong to the code; they count as well, because
quantities in different units have no sum.
"""

import hashlib
from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple

import msgspec
from msgspec.structs import replace

from contracts.customs import ConsolidatedHead, ConsolidatedLine, DeclarationSubject, ExportContent, ExportedLine

LONG_MOST: Final = 2**63 - 1
BONDED: Final = "1210"
UNREGISTERED: Final = "NO"
"""ownerCode of a producer that is not registered with customs."""
Key = tuple[str | None, ...]


def head_of(subject: DeclarationSubject, content: ExportContent, *, by_producer: bool) -> ConsolidatedHead:
    """Return what a list must have in common with the other lists of its declaration."""
    is_named = by_producer and content.owner_code == UNREGISTERED
    return ConsolidatedHead(
        customs_code=subject.customs_code,
        trade_mode=content.trade_mode,
        merchant_code=subject.merchant_code,
        agent_code=subject.agent_code,
        transport_mode=content.transport_mode,
        arrival_country_code=content.arrival_country_code,
        port_code=content.port_code,
        account_book_no=content.account_book_no if content.trade_mode == BONDED else None,
        owner_code=content.owner_code if by_producer else None,
        owner_name=content.owner_name if is_named else None,
    )


def head_key(head: ConsolidatedHead) -> str:
    """Return a short name of a head, the same for the same head."""
    return hashlib.sha256(msgspec.json.encode(head)).hexdigest()[:32]


def key_of(line: ExportedLine, *, by_name: bool) -> Key:
    """Return what a goods line must have in common with the others of its line of the declaration."""
    return (
        line.destination_country_code,
        line.commodity_code,
        line.currency_code,
        line.unit_code,
        line.statutory_unit_code,
        line.second_unit_code,
        name_of(line) if by_name else None,
    )


def merged_key(line: ConsolidatedLine, *, by_name: bool) -> Key:
    """Return the same of a line of a declaration."""
    return (
        line.destination_country_code,
        line.commodity_code,
        line.currency_code,
        line.unit_code,
        line.statutory_unit_code,
        line.second_unit_code,
        line.goods_name if by_name else None,
    )


def name_of(line: ExportedLine) -> str:
    """Return the name that goods have in a declaration: the enterprise's own, or that of the tariff."""
    return line.item_name or line.goods_name


def opened(line: ExportedLine, line_no: int) -> ConsolidatedLine:
    """Return a line of a declaration that holds one goods line."""
    return ConsolidatedLine(
        line_no=line_no,
        destination_country_code=line.destination_country_code,
        commodity_code=line.commodity_code,
        goods_name=name_of(line),
        currency_code=line.currency_code,
        value_e5=line.total_price_e5,
        unit_code=line.unit_code,
        quantity_e5=line.quantity_e5,
        statutory_unit_code=line.statutory_unit_code,
        statutory_quantity_e5=line.statutory_quantity_e5,
        second_unit_code=line.second_unit_code,
        second_quantity_e5=line.second_quantity_e5,
    )


def plus(merged: ConsolidatedLine, other: ConsolidatedLine, sign: int = 1) -> ConsolidatedLine:
    """Return a line with another that agrees added to it, or taken off it where sign is -1."""
    second = merged.second_quantity_e5
    if second is not None or other.second_quantity_e5 is not None:
        second = (second or 0) + sign * (other.second_quantity_e5 or 0)
    return replace(
        merged,
        value_e5=merged.value_e5 + sign * other.value_e5,
        quantity_e5=merged.quantity_e5 + sign * other.quantity_e5,
        statutory_quantity_e5=merged.statutory_quantity_e5 + sign * other.statutory_quantity_e5,
        second_quantity_e5=second,
    )


def merged(lines: Iterable[ExportedLine], *, by_name: bool) -> tuple[ConsolidatedLine, ...]:
    """Return the lines of a declaration that goods lines make, numbered from 1."""
    sums: dict[Key, ConsolidatedLine] = {}
    for line in lines:
        key = key_of(line, by_name=by_name)
        former, one = sums.get(key), opened(line, len(sums) + 1)
        sums[key] = one if former is None else plus(former, one)
    return tuple(sums.values())


def without(lines: Iterable[ConsolidatedLine], off: Iterable[ConsolidatedLine]) -> tuple[ConsolidatedLine, ...]:
    """Return lines less what is taken off, by their numbers; one of which nothing is left is left out."""
    less = {line.line_no: line for line in off}
    left = [plus(line, less[line.line_no], -1) if line.line_no in less else line for line in lines]
    return tuple(line for line in left if line.quantity_e5)


def numbered(line: ConsolidatedLine, line_no: int) -> ConsolidatedLine:
    """Return a line under another number."""
    return replace(line, line_no=line_no)


def fits(line: ConsolidatedLine) -> bool:
    """Whether the sums of a line can be written."""
    sums = (line.value_e5, line.quantity_e5, line.statutory_quantity_e5, line.second_quantity_e5)
    return all(one is None or one <= LONG_MOST for one in sums)


class Share(NamedTuple):
    """What of a list goes into one declaration."""

    lines: tuple[ExportedLine, ...]
    gross_weight_kg_e5: int
    net_weight_kg_e5: int


def shares(content: ExportContent, *, by_name: bool, most: int) -> tuple[Share, ...]:
    """
    Return a list as one share, or in as many as it needs if it alone has more than so many lines of a declaration.

    Weights, which lists do not give by line, are shared by value; the last share has the rest, so the sums are exact.
    """
    groups: dict[Key, list[ExportedLine]] = {}
    for line in content.lines:
        groups.setdefault(key_of(line, by_name=by_name), []).append(line)
    if len(groups) <= most:
        return (Share(content.lines, content.gross_weight_kg_e5, content.net_weight_kg_e5),)
    every = list(groups.values())
    parts = [tuple(chain.from_iterable(every[at : at + most])) for at in range(0, len(every), most)]
    total = max(1, sum(line.total_price_e5 for line in content.lines))
    gross, net = content.gross_weight_kg_e5, content.net_weight_kg_e5
    made: list[Share] = []
    for part in parts[:-1]:
        value = sum(line.total_price_e5 for line in part)
        made.append(Share(part, content.gross_weight_kg_e5 * value // total, content.net_weight_kg_e5 * value // total))
        gross, net = gross - made[-1].gross_weight_kg_e5, net - made[-1].net_weight_kg_e5
    return (*made, Share(parts[-1], gross, net))
