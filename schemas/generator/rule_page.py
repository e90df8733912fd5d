"""Writes `docs/rules.md`: every rule with its text, its law and its codes."""

from collections.abc import Sequence

from generator.rule_files import CitationSpec, RuleSpec, SourceSpec
from generator.rule_module import sources
from generator.text import notice

KINDS = {
    "law": "Laws, announcements and plans",
    "specification": "Specifications",
    "observed": "Seen in published samples",
}
READ = {
    "whole": "Read as a whole.",
    "excerpt": "Read in excerpt.",
    "reported": "Not read: title and content at second hand.",
}


def rules_page(rules: Sequence[RuleSpec]) -> str:
    """Return the page, by agency."""
    lines = [f"<!-- {notice('schemas/rules and schemas/codes')} -->\n", "# Rules", ""]
    lines += [
        "Every rule with its text, its law and the codes of its reasons.",
        "A rule without a code is named by decisions: it passed, or was noted. Codes are explained under `/errors`.",
    ]
    for agency in dict.fromkeys(rule.agency for rule in rules):
        lines += ["", f"## {agency}", "", "| Rule | Says | Rests on | Codes |", "|---|---|---|---|"]
        lines += [_row(rule) for rule in rules if rule.agency == agency]
    for kind, title in KINDS.items():
        lines += ["", f"## {title}"]
        for source in sources(rules):
            if source.kind == kind:
                lines += ["", f"### {source.name}", "", *_about(source)]
    return "\n".join([*lines, ""])


def _row(rule: RuleSpec) -> str:
    says = f"{rule.en} {_period(rule.valid_from, rule.valid_until)}".strip()
    rests = "<br>".join(map(_cited, rule.citations))
    return f"| {rule.rule_id} | {says}<br>{rule.zh} | {rests} | {', '.join(rule.codes)} |"


def _cited(citation: CitationSpec) -> str:
    if citation.source.kind == "ours":
        return f"ours: {citation.en}"
    link = f"[{citation.source.name}](#{citation.source.name})"
    place = f", {citation.en}" if citation.en else ""
    return f"{link}{place} {_period(citation.valid_from, citation.valid_until)}".strip()


def _period(start: str | None, end: str | None) -> str:
    if start and end:
        return f"({start} to {end})"
    return f"(from {start})" if start else f"(until {end})" if end else ""


def _about(source: SourceSpec) -> list[str]:
    number = " · ".join(part for part in (source.number, source.date) if part)
    return [
        f"{source.zh}" + (f" · {number}" if number else ""),
        "",
        f"{source.en}. {READ[source.read or 'whole']}",
    ]
