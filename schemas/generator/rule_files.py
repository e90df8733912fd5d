"""
Reads and checks the rules: one file of `schemas/rules` per agency, and one with the sources that rules rest on.

Strict as the other files are: a key that nobody reads, a text or source that is missing, and a code that names a rule
that no file has are mistakes. That every rule is given by some processor is held by a test.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.code_files import CodeSpec
from generator.problems import ContractProblems
from generator.topic_files import read_yaml

KINDS = ("law", "specification", "observed", "ours")
READ = ("whole", "excerpt", "reported")
SOURCES_FILE = "sources.yaml"
_RULE = re.compile(r"[A-Z]{2,4}-[0-9]{2}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, kw_only=True)
class SourceSpec:
    """A law, a specification, what was seen, or `ours`. read: how much of it its entry rests on; None of `ours`."""

    name: str
    kind: str
    zh: str
    en: str
    number: str | None
    date: str | None
    read: str | None


@dataclass(frozen=True, kw_only=True)
class CitationSpec:
    """Where in a source a rule is, or why it is ours; from and until when, if not as long as the rule."""

    source: SourceSpec
    zh: str | None
    en: str | None
    valid_from: str | None
    valid_until: str | None


@dataclass(frozen=True, kw_only=True)
class RuleSpec:
    """A rule as its file has it; `agency` is the file's name, `codes` are those that name it."""

    agency: str
    rule_id: str
    zh: str
    en: str
    valid_from: str | None
    valid_until: str | None
    citations: tuple[CitationSpec, ...]
    codes: tuple[str, ...]


def load(folder: Path, codes: Sequence[CodeSpec]) -> tuple[RuleSpec, ...]:
    """Return every rule, by agency in the order of the files. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    sources = _sources(folder / SOURCES_FILE, problems)
    rules: list[RuleSpec] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name == SOURCES_FILE:
            continue
        for entry in _section(path, "rules", problems):
            wrong = _problems_of_rule(entry, sources)
            problems += [f"{path.name}: {_id_of(entry)}: {problem}" for problem in wrong]
            if not wrong:
                rules.append(_rule(path.stem, entry, sources, codes))
    problems = problems or _problems_of_all(rules, sources, codes)
    if problems:
        raise ContractProblems(problems)
    return tuple(rules)


def _problems_of_all(rules: Sequence[RuleSpec], sources: dict[str, SourceSpec], codes: Sequence[CodeSpec]) -> list[str]:
    """Return the faults between files that are each in order: one that is not would be missed in all others."""
    ids = [rule.rule_id for rule in rules]
    problems = [f"rule {rule_id} stands twice" for rule_id in sorted({one for one in ids if ids.count(one) > 1})]
    unknown = ((code.code, name) for code in codes for name in code.rules if name not in ids)
    problems += [f"code {code} names rule {name}, which no file has" for code, name in unknown]
    used = {citation.source.name for rule in rules for citation in rule.citations}
    return problems + [f"{SOURCES_FILE}: {name}: no rule rests on it" for name in sources if name not in used]


def _section(path: Path, name: str, problems: list[str]) -> Any:
    content = read_yaml(path, problems) if path.exists() else None
    if not isinstance(content, dict) or set(content) != {name} or not content[name]:
        problems.append(f"{path.name}: must have `{name}` and nothing else")
        return ()
    return content[name]


def _sources(path: Path, problems: list[str]) -> dict[str, SourceSpec]:
    by_name: dict[str, SourceSpec] = {}
    entries = _section(path, "sources", problems)
    for name, entry in entries.items() if isinstance(entries, dict) else ():
        wrong = _problems_of_source(name, entry)
        problems += [f"{path.name}: {name}: {problem}" for problem in wrong]
        if not wrong:
            plain = {key: entry.get(key) for key in ("kind", "zh", "en", "number", "date", "read")}
            by_name[name] = SourceSpec(name=name, **plain)
    return by_name


def _problems_of_source(name: Any, entry: Any) -> list[str]:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return ["a name is small letters and digits joined by hyphens"]
    if not isinstance(entry, dict) or entry.get("kind") not in KINDS:
        return [f"kind is one of {', '.join(KINDS)}"]
    needed = {"kind", "zh", "en"} | ({"read"} if entry["kind"] != "ours" else set())
    needed |= {"number"} if entry["kind"] == "law" else set()
    allowed = needed | ({"number", "date"} if entry["kind"] in ("law", "specification") else set())
    problems = _problems_of_keys(entry, needed, allowed)
    problems += [] if entry.get("read", "whole") in READ else [f"read is one of {', '.join(READ)}"]
    if "date" in entry and not _MONTH.fullmatch(str(entry["date"])):
        problems += _problems_of_dates(entry, "date")
    return problems


def _problems_of_rule(entry: Any, sources: dict[str, SourceSpec]) -> list[str]:
    if not isinstance(entry, dict):
        return ["must be a mapping"]
    needed = {"id", "zh", "en", "citations"}
    problems = _problems_of_keys(entry, needed, needed | {"from", "until"})
    problems += _problems_of_dates(entry, "from", "until")
    if not _RULE.fullmatch(_id_of(entry)):
        problems.append("an id is such as MAT-02")
    citations = entry.get("citations")
    if not isinstance(citations, list) or not citations:
        return [*problems, "rests on nothing: needs citations"]
    for citation in citations:
        problems += _problems_of_citation(citation, sources)
    return problems


def _problems_of_citation(citation: Any, sources: dict[str, SourceSpec]) -> list[str]:
    if not isinstance(citation, dict) or citation.get("source") not in sources:
        return [f"cites {citation.get('source') if isinstance(citation, dict) else citation}, which is no source"]
    source = sources[citation["source"]]
    needed = {"source"} | ({"zh", "en"} & set(citation) and {"zh", "en"})
    if source.kind == "ours":
        needed = {"source", "zh", "en"}
    problems = _problems_of_keys(citation, needed, {"source", "zh", "en", "from", "until"})
    problems += _problems_of_dates(citation, "from", "until")
    return [f"{source.name}: {problem}" for problem in problems]


def _problems_of_keys(entry: dict[str, Any], needed: set[str], allowed: set[str]) -> list[str]:
    wrong = sorted((needed - set(entry)) | (set(entry) - allowed))
    problems = [f"keys missing or unknown: {', '.join(map(str, wrong))}"] if wrong else []
    texts = (key for key in ("zh", "en", "number") if key in entry)
    return problems + [
        f"{key} is no text" for key in texts if not isinstance(entry[key], str) or not entry[key].strip()
    ]


def _problems_of_dates(entry: dict[str, Any], *keys: str) -> list[str]:
    problems = []
    for key in keys:
        try:
            date.fromisoformat(entry.get(key, "2000-01-01"))
        except (TypeError, ValueError):
            problems.append(f"{key} is a date such as 2019-01-01, in quotation marks")
    if not problems and len(keys) > 1 and entry.get("from", "") > entry.get("until", "9999-12-31"):
        problems.append("from is after until")
    return problems


def _id_of(entry: Any) -> str:
    return str(entry.get("id", "?")) if isinstance(entry, dict) else "?"


def _rule(agency: str, entry: dict[str, Any], sources: dict[str, SourceSpec], codes: Sequence[CodeSpec]) -> RuleSpec:
    return RuleSpec(
        agency=agency,
        rule_id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        valid_from=entry.get("from"),
        valid_until=entry.get("until"),
        citations=tuple(
            CitationSpec(
                source=sources[citation["source"]],
                zh=citation.get("zh"),
                en=citation.get("en"),
                valid_from=citation.get("from"),
                valid_until=citation.get("until"),
            )
            for citation in entry["citations"]
        ),
        codes=tuple(code.code for code in codes if entry["id"] in code.rules),
    )
