"""
Reads and checks the particulars of reasons, and writes `contracts.particulars`.

A code's text has places ``{}``; the words that a rule puts there are a particular: a name, and a text in two languages
with equally many places. One file of `schemas/particulars` per agency or subject.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.problems import ContractProblems
from generator.text import header
from generator.topic_files import read_yaml

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class ParticularSpec:
    """A particular as its file has it."""

    name: str
    zh: str
    en: str


def load(folder: Path) -> tuple[ParticularSpec, ...]:
    """Return every particular in the order of the files. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    particulars: list[ParticularSpec] = []
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, problems)
        for name, entry in content.items() if isinstance(content, dict) else ():
            wrong = _problems_of(name, entry)
            problems += [f"{path.name}: {name}: {problem}" for problem in wrong]
            if not wrong:
                particulars.append(ParticularSpec(name, entry["zh"], entry["en"]))
    names = [spec.name for spec in particulars]
    problems += [f"particular {name} stands twice" for name in sorted({n for n in names if names.count(n) > 1})]
    if problems:
        raise ContractProblems(problems)
    return tuple(particulars)


def module(particulars: Sequence[ParticularSpec]) -> str:
    """Return the source of `contracts.particulars`."""
    lines = [header("schemas/particulars"), '"""Words of reasons at the places of a code\'s text."""', ""]
    lines += ["PARTICULARS: dict[str, tuple[str, str]] = {"]
    lines += [f"    {spec.name!r}: ({spec.zh!r}, {spec.en!r})," for spec in particulars]
    return "\n".join([*lines, "}", '"""Chinese and English by name, ``{}`` for a value."""', ""])


def _problems_of(name: Any, entry: Any) -> list[str]:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return ["a name is small letters and digits joined by hyphens"]
    if not isinstance(entry, dict) or set(entry) != {"zh", "en"}:
        return ["needs exactly the keys en, zh"]
    problems = [
        f"{key} is no text" for key in ("zh", "en") if not isinstance(entry[key], str) or not entry[key].strip()
    ]
    if not problems and entry["zh"].count("{}") != entry["en"].count("{}"):
        problems.append("zh and en differ in the number of places {}")
    return problems
