"""
Which exports may be declared by a list, and which of them with a simplified classification (policy rules, section 2.3).

Rules over what a list declares and the registers of the day of its acceptance; none is skipped because another failed.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from agency.reasons import CLAUSES, Particular, listed, particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Reason
from contracts.modes import MODES
from customs.rules.documents.figures import plain
from customs.rules.export import tariff
from customs.rules.export.registers import B2B_MOST, SIMPLIFIED_MOST, is_in_pilot_zone, most_cny_e5
from mesh.declared.equivalence import shown
from mesh.declared.lookup import Lookup

SIMPLIFIED: Final = "A"
"""Flag (CEB603 statisticsFlag) of a list that no declaration follows; every other is consolidated, goods in full."""
B2B: Final = tuple(code for code, mode in MODES.items() if mode.limited)
"""Trade modes between enterprises: direct, and to an overseas warehouse."""

EXP_06: Final = Evaluated(passed("EXP-06"))
EXP_13: Final = Evaluated(passed("EXP-13"))

STOPPING: Final[dict[str, Particular]] = {
    "licence": particular("condition-licence"),
    "duty": particular("condition-duty"),
    "inspection": particular("condition-inspection"),
    "refund": particular("condition-refund"),
}
"""Conditions of goods (`ExportConditionsSet`) that need a declaration; that nothing is refunded is no such."""


class Line(Protocol):
    """A goods line, as far as its code goes."""

    @property
    def gnum(self) -> int: ...
    @property
    def commodity_code(self) -> str: ...


class Declared(NamedTuple):
    """An export list as these rules see it. value_cny_e5: value of the goods in 1/100,000 yuan (`amounts`)."""

    trade_mode: str
    statistics_flag: str
    customs_code: str
    value_cny_e5: int
    lines: Sequence[Line]

    @property
    def is_simplified(self) -> bool:
        """Whether it claims simplified classification."""
        return self.statistics_flag == SIMPLIFIED

    @property
    def digits(self) -> int:
        """Return how many digits of a commodity code count: heading or subheading (flag A), or all ten."""
        if not self.is_simplified:
            return tariff.WHOLE
        mode = MODES.get(self.trade_mode)
        return tariff.HEADING if mode is None else mode.simplified_digits


def assess(declared: Declared, lookup: Lookup) -> Evaluated:
    """
    EXP-13, EXP-06: evaluate a list between enterprises, and how its goods are classified.

    lookup: the registers of the day of acceptance (`registers.on_date`). Raises ConfigurationError where a parameter is
    not in force.
    """
    return between_enterprises(declared, lookup) + classification(declared, lookup)


def between_enterprises(declared: Declared, lookup: Lookup) -> Evaluated:
    """EXP-13: a B2B list is worth 5,000 yuan at most (exactly that passes), of goods without any condition."""
    if declared.trade_mode not in B2B:
        return Evaluated()
    most = most_cny_e5(lookup, B2B_MOST)
    reasons = (
        _above(most, declared, "-603002", "EXP-13"),
        _of_lines("-603009", "EXP-13", declared, lambda code: _stopped(code, declared.digits, lookup)),
    )
    return _evaluated(EXP_13, *reasons)


def classification(declared: Declared, lookup: Lookup) -> Evaluated:
    """
    EXP-06: codes are of ten digits whose subheading exists; with flag A a heading (9610, 1210) or subheading suffices.

    For that the customs is of a pilot zone, no goods need licence, inspection or duty or leave for refund, and the list
    is worth 5,000 yuan at most.
    """
    unknown = _of_lines("-603004", "EXP-06", declared, lambda code: _unknown(code, declared.digits, lookup))
    if not declared.is_simplified:
        return _evaluated(EXP_06, unknown)
    most = most_cny_e5(lookup, SIMPLIFIED_MOST)
    reasons = (
        unknown,
        _of_lines("-603003", "EXP-06", declared, lambda code: _stopped(code, declared.digits, lookup)),
        _elsewhere(declared, lookup),
        _above(most, declared, "-603006", "EXP-06"),
    )
    return _evaluated(EXP_06, *reasons)


def _elsewhere(declared: Declared, lookup: Lookup) -> Reason | None:
    if is_in_pilot_zone(lookup, declared.customs_code):
        return None
    return reason("-603005", "EXP-06", shown(declared.customs_code))


def _above(most_cny_e5: int, declared: Declared, code: str, rule_id: str) -> Reason | None:
    if declared.value_cny_e5 <= most_cny_e5:
        return None
    return reason(code, rule_id, plain(declared.value_cny_e5), plain(most_cny_e5))


def _unknown(code: str, digits: int, lookup: Lookup) -> Particular | None:
    """Say what a code is not; of ten digits the tariff's subheading is asked for, what follows it is national."""
    if digits == tariff.WHOLE and not tariff.is_whole(code):
        return particular("not-ten-digits")
    if digits == tariff.HEADING:
        return None if tariff.is_listed(code, tariff.HEADING, lookup) else particular("no-such-heading")
    return None if tariff.is_listed(code, tariff.SUBHEADING, lookup) else particular("no-such-subheading")


def _stopped(code: str, digits: int, lookup: Lookup) -> Particular | None:
    """Say with which conditions goods need a declaration, if with any."""
    found = [STOPPING[each] for each in tariff.conditions(code, digits, lookup) if each in STOPPING]
    return listed(found) if found else None


def _of_lines(
    code: str, rule_id: str, declared: Declared, wrong_with: Callable[[str], Particular | None]
) -> Reason | None:
    """Return the reason naming every line at fault by number and code, or None."""
    wrong = [
        particular("goods-of-line", line.gnum, shown(line.commodity_code), what)
        for line in declared.lines
        if (what := wrong_with(line.commodity_code)) is not None
    ]
    return reason(code, rule_id, listed(wrong, CLAUSES)) if wrong else None


def _evaluated(all_passed: Evaluated, *reasons: Reason | None) -> Evaluated:
    given = tuple(each for each in reasons if each is not None)
    return failed(*given) if given else all_passed
