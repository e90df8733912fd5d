"""
Reads and checks the catalogue of codes: one file of `schemas/codes` per agency, one entry per code.

Strict as the topic files are: every key is demanded and none is left over, no code is there twice, and the Chinese and
the English text have equally many places for particulars.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.model import DOCUMENT_TYPE, Contract
from generator.problems import ContractProblems
from generator.topic_files import read_yaml

KINDS = ("rejection", "refusal", "hold", "note", "progress")
SOURCES = ("specification", "receipts", "own")
TEXTS = ("zh", "en", "remedy_zh", "remedy_en")
KEYS = {"code", "kind", "documents", "rules", "source", *TEXTS}
HOLDS = "holds"
"""Stands among the rules of a code for every rule that holds: an officer may refuse by each of them."""
_CODE = re.compile(r"-?[0-9]{4,6}")
_RULE = re.compile(r"[A-Z]{2,4}-[0-9]{2}")


@dataclass(frozen=True, kw_only=True)
class CodeSpec:
    """A code as its file has it; `agency` is the file's name. releasable: whether an officer may release a hold."""

    agency: str
    code: str
    kind: str
    releasable: bool
    documents: tuple[str, ...]
    rules: tuple[str, ...]
    source: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str


def load(folder: Path, contract: Contract) -> tuple[CodeSpec, ...]:
    """Return every code, by agency in the order of the files. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    specs: list[CodeSpec] = []
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, problems)
        entries = content.get("codes", []) if isinstance(content, dict) else []
        if not entries or set(content) != {"codes"}:
            problems.append(f"{path.name}: must have `codes` and nothing else")
        for entry in entries:
            wrong = _problems_of(entry, contract)
            problems += [f"{path.name}: {entry.get('code', '?')}: {problem}" for problem in wrong]
            if not wrong:
                specs.append(_spec(path.stem, entry))
    codes = [spec.code for spec in specs]
    problems += [f"code {code} stands twice" for code in sorted({code for code in codes if codes.count(code) > 1})]
    if problems:
        raise ContractProblems(problems)
    return tuple(replace(spec, rules=_written_out(spec.rules, specs)) for spec in specs)


def _written_out(rules: Sequence[str], specs: Sequence[CodeSpec]) -> tuple[str, ...]:
    """Return rules with those of every hold in the place of `HOLDS`, each once."""
    holding = [rule for spec in specs if spec.kind == "hold" for rule in spec.rules]
    return tuple(dict.fromkeys(one for rule in rules for one in (holding if rule == HOLDS else [rule])))


def _problems_of(entry: dict[str, Any], contract: Contract) -> list[str]:
    needed = KEYS | ({"releasable"} if entry.get("kind") == "hold" else set())
    if set(entry) != needed:
        return [f"keys missing or unknown: {', '.join(sorted(set(entry) ^ needed))}"]
    problems = [f"{key} is no text" for key in TEXTS if not isinstance(entry[key], str) or not entry[key].strip()]
    if not isinstance(entry["code"], str) or not _CODE.fullmatch(entry["code"]):
        problems.append("a code is four to six digits in quotation marks, negative for a rejection")
    if entry["kind"] not in KINDS:
        problems.append(f"kind is one of {', '.join(KINDS)}")
    if entry["source"] not in SOURCES:
        problems.append(f"source is one of {', '.join(SOURCES)}")
    if not isinstance(entry.get("releasable", False), bool):
        problems.append("releasable is true or false")
    known = set(contract.enums[DOCUMENT_TYPE].symbols)
    if not entry["documents"] or set(entry["documents"]) - known:
        problems.append("documents are of DocumentType, at least one")
    if any(not _RULE.fullmatch(rule) and rule != HOLDS for rule in entry["rules"]):
        problems.append("rules are ids such as MAT-02")
    if HOLDS in entry["rules"] and entry["kind"] == "hold":
        problems.append(f"{HOLDS} are the rules of other codes")
    if not problems and entry["zh"].count("{}") != entry["en"].count("{}"):
        problems.append("zh and en differ in the number of particulars {}")
    return problems


def _spec(agency: str, entry: dict[str, Any]) -> CodeSpec:
    plain = {key: entry[key] for key in ("code", "kind", "source", *TEXTS)}
    return CodeSpec(
        agency=agency,
        releasable=entry.get("releasable", False),
        documents=tuple(entry["documents"]),
        rules=tuple(entry["rules"]),
        **plain,
    )
