"""
What inspection decides on an export: quarantine first, else a spot check by risk, which third-party results replace.

INS-03 and INX-01 to INX-03. The rates, and which goods are under quarantine, are ours and by date.
"""

from collections.abc import Iterable
from typing import Final

from agency.reasons import Particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import RuleEvaluated
from contracts.customs import DeclarationSubject, ExportContent, ExportedLine
from contracts.inspection import ConformityCertified, RiskRated
from contracts.inspection_decisions import Case
from inspection.decisions.grading import ALERT, choose_release_mode, grade_chapters, grade_enterprise, graded_as
from inspection.decisions.holding import is_drawn, sampling_rate
from mesh.declared.lookup import Lookup

CHAPTER, HEADING, SUBHEADING = 2, 4, 6
SIMPLIFIED: Final = "A"
"""Statistics flag of a list whose codes may be told in their first digits."""
BETWEEN_ENTERPRISES: Final = ("9710", "9810")
"""Trade modes whose simplified codes are told in six digits at least, not four (EXP-06)."""
CONFORMING: Final = "CONFORMING"
NO_QUARANTINE, NOT_DRAWN = Evaluated(passed("INS-03")), Evaluated(passed("INX-02"))
DRAWN, CERTIFIED = failed(reason("99602", "INX-02")), Evaluated(passed("INX-03"))


def inspect_export(
    subject: DeclarationSubject, content: ExportContent, lookup: Lookup, *, sampling_key: bytes
) -> tuple[Case, Evaluated]:
    """
    Hold goods under quarantine, and of the others those drawn at the rate of their grade.

    A list of which a third party has certified all goods is not drawn: INX-03 stands in place of INX-02. Under
    quarantine no certificate counts, and the draw gives no reason.
    """
    grade, graded = grade_export(lookup, subject.merchant_code, content.lines)
    quarantined = find_quarantine(lookup, content)
    if quarantined.reasons:
        strictness = ALERT
    else:
        strictness = CONFORMING if is_certified(lookup, subject.merchant_code, content.lines) else grade
    mode, chosen = choose_release_mode(lookup, f"export.{strictness}")
    if strictness == CONFORMING:
        checked = CERTIFIED
    else:
        checked = draw_export(subject.declaration_id, lookup, strictness, sampling_key)
    case = Case(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        grade=grade,
        release_mode=mode,
        sampled=bool(checked.reasons),
    )
    rules = (*graded, chosen, *quarantined.rules, *checked.rules)
    return case, Evaluated(rules, quarantined.reasons or checked.reasons)


def find_quarantine(lookup: Lookup, content: ExportContent) -> Evaluated:
    """Give a reason per entry that has goods of the list under quarantine (INS-03)."""
    told = [_told(line.commodity_code, content) for line in content.lines]
    found = {entry.code: entry for code in dict.fromkeys(told) for entry in _quarantine(lookup, code)}
    reasons = [reason("99604", "INS-03", Particular(entry.text_zh, entry.text_en)) for entry in found.values()]
    return failed(*reasons) if reasons else NO_QUARANTINE


def grade_export(
    lookup: Lookup, merchant_code: str, lines: Iterable[ExportedLine]
) -> tuple[str, tuple[RuleEvaluated, ...]]:
    """Return the worse of the grades of operator and chapters (INX-01); the goods of all exports are of one origin."""
    enterprise, credit = grade_enterprise(lookup, merchant_code)
    grade = max(enterprise, grade_chapters(lookup, lines))
    return grade, (graded_as("INX-01", grade), credit)


def is_certified(lookup: Lookup, merchant_code: str, lines: Iterable[ExportedLine]) -> bool:
    """Say whether results of conformity assessment in force cover every heading of the merchant's goods (INX-03)."""
    headings = dict.fromkeys(line.commodity_code[:HEADING] for line in lines)
    found = [lookup.find(ConformityCertified, f"{merchant_code}/{heading}") for heading in headings]
    return bool(found) and None not in found


def draw_export(declaration_id: str, lookup: Lookup, strictness: str, sampling_key: bytes) -> Evaluated:
    """Give a reason if the export is drawn, by the draw of imports at a rate of its own (INX-02)."""
    rate = sampling_rate(lookup, f"export.{strictness}")
    return DRAWN if is_drawn(declaration_id, rate, sampling_key) else NOT_DRAWN


def _told(commodity_code: str, content: ExportContent) -> str:
    """
    Return what a code tells: all of it, or on a simplified list what stands before its last zeros.

    That is a heading at least, and between enterprises a subheading.
    """
    if content.statistics_flag != SIMPLIFIED:
        return commodity_code
    digits = SUBHEADING if content.trade_mode in BETWEEN_ENTERPRISES else HEADING
    return commodity_code[:digits] + commodity_code[digits:].rstrip("0")


def _quarantine(lookup: Lookup, told: str) -> list[RiskRated]:
    """
    Return the entries that have goods of a code under quarantine.

    Those are the entry of its longest beginning, if that is an ALERT, and every ALERT on goods that the code may mean.
    """
    above = [lookup.find(RiskRated, f"quarantine/{told[:digits]}") for digits in range(CHAPTER, len(told))]
    longest = [entry for entry in above if entry is not None][-1:]
    within = lookup.under(RiskRated, f"quarantine/{told}")
    if within and within[0].code == f"quarantine/{told}":
        longest = []
    return [entry for entry in (*longest, *within) if entry.grade == ALERT]
