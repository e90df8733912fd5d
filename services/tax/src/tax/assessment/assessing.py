"""The assessment of a whole declaration: every line's taxes, or the data missing for them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from agency.reasons import particular, reason
from agency.rules import passed, result
from contracts.common import Reason, RuleEvaluated, RuleResult, TaxRegime
from contracts.customs import DeclarationContent, DeclaredLine
from contracts.tax import LineAssessed, LineRated
from mesh.declared.lookup import Lookup
from tax.assessment.consumption_rates import EXEMPT, Unknown
from tax.assessment.dutiable_values import dutiable_values, verify_dutiable_value
from tax.assessment.duties import LineRates, Relief, assess_line
from tax.assessment.rates import line_rates, relief
from tax.money import share

NOT_ON_FILE = "99501"
ON_FILE_RULE = "TAX-08"


class Assessment(NamedTuple):
    """
    Lines if everything is on file, else the missing data; notes do not stop a declaration.

    rated: what each line is taxed on and at which rates, as far as these are on file. relief: what of them is due.
    """

    lines: tuple[LineAssessed, ...]
    rated: tuple[LineRated, ...]
    relief: Relief | None
    missing: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    rules: tuple[RuleEvaluated, ...]


def assess(content: DeclarationContent, lookup: Lookup) -> Assessment:
    """Assess a declaration on its day of acceptance. A rate that is not on file is missing, never zero."""
    due = relief(lookup, content.tax_regime)
    values = dutiable_values(content)
    rates: list[LineRates] = []
    rated: list[LineRated] = []
    missing: list[Reason] = [] if due is not None else [reason(NOT_ON_FILE, ON_FILE_RULE, particular("relief-missing"))]
    by_price: list[str] = []
    for line, dutiable in zip(content.lines, values, strict=True):
        found = line_rates(lookup, content.tax_regime, line, dutiable)
        if isinstance(found, Unknown):
            missing.append(_missing(line, found))
            rated.append(LineRated(gnum=line.gnum, dutiable_cny_e5=dutiable))
        else:
            rates.append(found[0])
            rated.append(_rated(line, dutiable, found[0]))
            by_price += found[1]
    lines = () if missing or due is None else _assess_lines(content.lines, values, rates, due)
    compared = verify_dutiable_value(content)
    evaluated = _failed(missing) if missing else _passed(content.tax_regime, rates)
    decided = passed(*sorted(set(by_price) - {why.rule_id for why in missing}))
    rules = (*compared.rules, *evaluated, *decided)
    return Assessment(lines, tuple(rated), due, tuple(missing), compared.reasons, rules)


def _rated(line: DeclaredLine, dutiable_cny_e5: int, rates: LineRates) -> LineRated:
    """Return the dutiable value and the rates of a line, as the decision has them (TAX-08)."""
    specific = rates.specific
    return LineRated(
        gnum=line.gnum,
        dutiable_cny_e5=dutiable_cny_e5,
        duty_pct=rates.duty_pct,
        consumption_pct=rates.consumption_pct,
        specific_cny_e5=share(specific.numerator, 1, specific.denominator) if specific else None,
        vat_pct=rates.vat_pct,
        high_end=rates.high_end,
    )


def _assess_lines(
    lines: Sequence[DeclaredLine], values: Sequence[int], rates: Sequence[LineRates], due: Relief
) -> tuple[LineAssessed, ...]:
    assessed = []
    for line, dutiable, found in zip(lines, values, rates, strict=True):
        tax = assess_line(dutiable, found, due)
        assessed.append(
            LineAssessed(
                gnum=line.gnum,
                commodity_code=line.commodity_code,
                dutiable_cny_e5=dutiable,
                duty_cny_e5=tax.duty,
                consumption_tax_cny_e5=tax.consumption,
                vat_cny_e5=tax.vat,
            )
        )
    return tuple(assessed)


def _passed(regime: TaxRegime, rates: Iterable[LineRates]) -> tuple[RuleEvaluated, ...]:
    """Name the rules that were applied, where everything is on file."""
    by_value = any(found.consumption_pct != EXEMPT.pct and not found.specific for found in rates)
    return _applied(regime is TaxRegime.FULL, by_value, any(found.specific for found in rates))


@lru_cache(maxsize=8)
def _applied(in_full: bool, by_value: bool, by_quantity: bool) -> tuple[RuleEvaluated, ...]:
    applied = [ON_FILE_RULE, "TAX-07" if in_full else "TAX-02"]
    applied += ["TAX-03"] * by_value + ["TAX-04"] * by_quantity + ["TAX-05", "TAX-15"]
    return passed(*applied)


def _failed(missing: Iterable[Reason]) -> tuple[RuleEvaluated, ...]:
    """Name the rules that ask for missing data; that every rate is on file is one of them or has passed (TAX-08)."""
    asking = sorted({why.rule_id for why in missing})
    on_file = () if ON_FILE_RULE in asking else passed(ON_FILE_RULE)
    return (*on_file, *(result(rule_id, RuleResult.FAILED) for rule_id in asking))


def _missing(line: DeclaredLine, what: Unknown) -> Reason:
    return reason(NOT_ON_FILE, what.rule_id, particular("tax-of-line", line.gnum, line.commodity_code, what.what))
