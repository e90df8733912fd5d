"""Writes `contracts.rules`: every rule with its text and its law."""

from collections.abc import Sequence

from generator.rule_files import CitationSpec, RuleSpec, SourceSpec
from generator.text import header


def module(rules: Sequence[RuleSpec]) -> str:
    """Return the source of `contracts.rules`."""
    lines = [header("schemas/rules and schemas/codes"), '"""Every rule that agencies apply."""', ""]
    lines += ["from contracts.rule import Citation, Rule, Source", ""]
    lines += ["SOURCES: dict[str, Source] = {", "    source.name: source", "    for source in ("]
    lines += [f"        {_source(source)}," for source in sources(rules)]
    lines += ["    )", "}", '"""By name."""', ""]
    lines += ["RULES: dict[str, Rule] = {", "    rule.rule_id: rule", "    for rule in ("]
    for rule in rules:
        lines += ["        Rule(", f"            {rule.rule_id!r}, {rule.agency!r},"]
        lines += [f"            {rule.zh!r},", f"            {rule.en!r},"]
        lines += [f"            {rule.valid_from!r}, {rule.valid_until!r},", "            ("]
        lines += [f"                {_citation(citation)}," for citation in rule.citations]
        lines += ["            ),", f"            {rule.codes!r},", "        ),"]
    return "\n".join([*lines, "    )", "}", '"""By id, in the order of the files."""', ""])


def sources(rules: Sequence[RuleSpec]) -> list[SourceSpec]:
    """Return every source that rules rest on, in the order in which they are first cited."""
    return list({citation.source.name: citation.source for rule in rules for citation in rule.citations}.values())


def _source(source: SourceSpec) -> str:
    values = (source.name, source.kind, source.zh, source.en, source.number, source.date, source.read)
    return f"Source({', '.join(map(repr, values))})"


def _citation(citation: CitationSpec) -> str:
    values = (citation.zh, citation.en, citation.valid_from, citation.valid_until)
    return f"Citation(SOURCES[{citation.source.name!r}], {', '.join(map(repr, values))})"
