"""The assessment of a whole declaration: every line's taxes, or what is missing to know them."""

from typing import NamedTuple

from contracts.common import Reason, RuleEvaluated, RuleResult, TaxRegime
from contracts.customs import DeclarationContent, DeclaredLine
from contracts.tax import LineAssessed
from mesh.lookup import Lookup
from tax.assessment.cosmetics import note_net_content
from tax.assessment.dutiable_values import dutiable_values, verify_dutiable_value
from tax.assessment.duties import LineRates, Relief, assess_line
from tax.assessment.rates import line_rates, relief
from tax.money import to_e5, yuan

NO_RATE = "99501"
NO_RATE_RULE = "TAX-08"


class Assessment(NamedTuple):
    """Lines if everything is on file, else what is missing; notes do not stop a declaration."""

    lines: tuple[LineAssessed, ...]
    missing: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    rules: tuple[RuleEvaluated, ...]


def assess(content: DeclarationContent, lookup: Lookup) -> Assessment:
    """Assess a declaration on its day of acceptance. What is not on file is never taxed at zero: it is missing."""
    due = relief(lookup, content.tax_regime)
    rates = [line_rates(lookup, content.tax_regime, line) for line in content.lines]
    missing = tuple(_no_rate(line) for line, found in zip(content.lines, rates, strict=True) if found is None)
    if due is None:
        missing = (_no_relief(), *missing)
    known = [found for found in rates if found is not None]
    lines = () if missing or due is None else _assess_lines(content, known, due)
    different, compared = verify_dutiable_value(content)
    cosmetics, contents = note_net_content(lookup, content.lines)
    return Assessment(
        lines=lines,
        missing=missing,
        notes=(*different, *cosmetics),
        rules=(compared, *_evaluated(content.tax_regime, known, bool(missing)), *contents),
    )


def _assess_lines(content: DeclarationContent, rates: list[LineRates], due: Relief) -> tuple[LineAssessed, ...]:
    assessed = []
    for line, dutiable, found in zip(content.lines, dutiable_values(content), rates, strict=True):
        tax = assess_line(yuan(dutiable), found, due)
        assessed.append(
            LineAssessed(
                gnum=line.gnum,
                commodity_code=line.commodity_code,
                dutiable_cny_e5=dutiable,
                duty_cny_e5=to_e5(tax.duty),
                consumption_tax_cny_e5=to_e5(tax.consumption),
                vat_cny_e5=to_e5(tax.vat),
            )
        )
    return tuple(assessed)


def _evaluated(regime: TaxRegime, rates: list[LineRates], is_missing: bool) -> tuple[RuleEvaluated, ...]:
    """Name the rules that were applied; those of rates on file fail if any is missing (TAX-08)."""
    applied = ["TAX-07" if regime is TaxRegime.FULL else "TAX-02"]
    if any(found.consumption and not found.specific for found in rates):
        applied.append("TAX-03")
    if any(found.specific for found in rates):
        applied.append("TAX-04")
    applied += ["TAX-05", "TAX-15"]
    on_file = RuleEvaluated(rule_id=NO_RATE_RULE, result=RuleResult.FAILED if is_missing else RuleResult.PASSED)
    if is_missing:
        return (on_file,)
    return (on_file, *(RuleEvaluated(rule_id=rule_id, result=RuleResult.PASSED) for rule_id in applied))


def _no_rate(line: DeclaredLine) -> Reason:
    return Reason(
        code=NO_RATE,
        rule_id=NO_RATE_RULE,
        text_zh=f"第{line.gnum}项商品编码{line.commodity_code}无适用税率或计税数量",
        text_en=f"Line {line.gnum}: no rate, or no quantity to apply it to, on file for {line.commodity_code}",
    )


def _no_relief() -> Reason:
    return Reason(
        code=NO_RATE,
        rule_id=NO_RATE_RULE,
        text_zh="受理日无适用的计税方式",
        text_en="No way to tax this regime on file for the day of acceptance",
    )
