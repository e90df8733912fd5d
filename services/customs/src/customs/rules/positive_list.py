"""
The positive list of retail import: what may use this channel, and what the remark of each row demands (policy rules,
section 3). A pure function of the declared lines and their rows; which rows are in force, the register says.

A remark limits the trade mode, the name of the goods or the quantity per person and year (LIST-02); what it excludes
otherwise (LIST-03) no message can tell: that is noted for whoever inspects.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from agency.reasons import CLAUSES, Particular, listed, particular, reason
from agency.rules import Book
from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine, GoodsListed
from customs.rules import quantities


class Goods(NamedTuple):
    """A declared line and its row of the list in force, if it has one."""

    line: DeclaredLine
    row: GoodsListed | None


class Declared(NamedTuple):
    """A list as far as the positive list looks at it."""

    goods: tuple[Goods, ...]
    trade_mode: str
    licence_no: str | None = None


def is_listed(declared: Declared) -> Reason | None:
    """LIST-04: the first eight digits of every code are in the list in force on the day."""
    return _refused("LIST-04", declared, lambda goods: None if goods.row else particular("not-listed"))


def remarks_are_met(declared: Declared) -> Reason | None:
    """LIST-02: every line keeps to what its row's remark says of trade mode, name and unit of quantity."""

    def against_remark(goods: Goods) -> Particular | None:
        if goods.row is None:
            return None
        return (
            wrong_mode(goods.row, declared.trade_mode)
            or wrong_name(goods.row, goods.line)
            or quantities.wrong_unit(goods.row, goods.line)
        )

    return _refused("LIST-02", declared, against_remark)


def wrong_mode(row: GoodsListed, trade_mode: str) -> Particular | None:
    """LIST-02: a row may be limited to trade modes, such as bonded import only."""
    if not row.trade_modes or trade_mode in row.trade_modes:
        return None
    return particular("only-in-modes", ", ".join(row.trade_modes))


def wrong_name(row: GoodsListed, line: DeclaredLine) -> Particular | None:
    """LIST-02: a row may be limited by name; the declared name contains one of its words."""
    name = line.goods_name or ""
    if not row.name_words or any(word in name for word in row.name_words):
        return None
    return particular("only-named", "、".join(row.name_words))


def licence_is_named(declared: Declared) -> Reason | None:
    """IMP-03: in a mode whose first-import requirements stay in force (1239), the list names a licence if asked."""
    if declared.licence_no:
        return None
    return _refused(
        "IMP-03",
        declared,
        lambda goods: (
            particular("licence-missing") if goods.row and declared.trade_mode in goods.row.licensed_modes else None
        ),
    )


RULES: Book[Declared] = Book(
    (
        ("LIST-04", is_listed),
        ("LIST-02", remarks_are_met),
        ("IMP-03", licence_is_named),
    )
)

NO_EXCLUSION = RuleEvaluated(rule_id="LIST-03", result=RuleResult.PASSED)


def exclusions(goods: Iterable[Goods]) -> RuleEvaluated:
    """LIST-03: note what the remarks exclude (protected species, special food) and only an inspection can tell."""
    notes = [particular("of-line", line.gnum, listed(row.exclusions)) for line, row in goods if row and row.exclusions]
    if not notes:
        return NO_EXCLUSION
    return RuleEvaluated(rule_id="LIST-03", result=RuleResult.NOTED, note=listed(notes, CLAUSES).en)


def _refused(rule_id: str, declared: Declared, wrong_with: Callable[[Goods], Particular | None]) -> Reason | None:
    """Return the reason naming every line at fault by number and code, or None."""
    wrong = [(goods.line, what) for goods in declared.goods if (what := wrong_with(goods)) is not None]
    if not wrong:
        return None
    wrong_lines = [particular("goods-of-line", line.gnum, line.commodity_code, what) for line, what in wrong]
    return reason("99204", rule_id, listed(wrong_lines, CLAUSES))
