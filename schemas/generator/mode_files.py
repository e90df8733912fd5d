"""Reads and checks `schemas/modes`: the trade modes of export, their documents and what their rules ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.document_specs import DocumentSpec
from generator.problems import ContractProblems
from generator.topic_files import read_yaml

STEPS = ("match", "release", "close")
LIST = "export-list"
_TEXTS = ("mode", "zh", "en", "order_type", "consolidated")
_LISTS = ("names", "line_names", "with_bill", "beside")
_KEYS = {*_TEXTS, *_LISTS, "simplified_digits", "limited", "steps"}


@dataclass(frozen=True)
class ModeSpec:
    """A mode as its file has it; documents by tag, names and line_names as field of the record by element."""

    mode: str
    zh: str
    en: str
    order_type: str
    names: Mapping[str, str]
    line_names: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    with_bill: tuple[str, ...]
    beside: tuple[str, ...]
    simplified_digits: int
    limited: bool
    consolidated: str


def load(folder: Path, documents: Sequence[DocumentSpec]) -> tuple[ModeSpec, ...]:
    """Return every mode in the order of the files. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    modes: list[ModeSpec] = []
    fields, tags = _fields(documents), {document.head.document for document in documents}
    for path in sorted(folder.glob("*.yaml")):
        content = read_yaml(path, problems)
        entries = content.get("modes") if isinstance(content, dict) and set(content) == {"modes"} else None
        if not isinstance(entries, list):
            problems.append(f"{path.name}: needs exactly the key modes, a list")
            continue
        for entry in entries:
            name = entry.get("mode") if isinstance(entry, dict) else entry
            wrong = _problems_of(entry, tags, fields)
            problems += [f"{path.name}: {name}: {problem}" for problem in wrong]
            if not wrong:
                modes.append(_spec(entry, fields))
    codes = [mode.mode for mode in modes]
    problems += [f"mode {code} stands twice" for code in sorted({code for code in codes if codes.count(code) > 1})]
    if problems:
        raise ContractProblems(problems)
    return tuple(modes)


def _fields(documents: Sequence[DocumentSpec]) -> dict[str, dict[str, str]]:
    """Return the fields of a list and of its lines that are in the record, by element."""
    of_list = next((document for document in documents if document.head.document == LIST), None)
    if of_list is None:
        return {"names": {}, "line_names": {}}
    return {
        "names": {field.element: field.to for field in of_list.fields if field.to},
        "line_names": {field.element: field.to for field in of_list.lines if field.to},
    }


def _problems_of(entry: Any, tags: set[str], fields: Mapping[str, Mapping[str, str]]) -> list[str]:
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        return [f"needs exactly the keys {', '.join(sorted(_KEYS))}"]
    problems = [f"{key} is no text" for key in _TEXTS if not isinstance(entry[key], str)]
    problems += [f"{key} is no list" for key in _LISTS if not isinstance(entry[key], list)]
    steps = entry["steps"]
    if not isinstance(steps, dict) or set(steps) != set(STEPS) or not all(map(_is_list, steps.values())):
        problems.append(f"steps needs exactly the lists {', '.join(STEPS)}")
    if entry["simplified_digits"] not in (4, 6) or not isinstance(entry["limited"], bool):
        problems.append("simplified_digits is 4 or 6, limited true or false")
    if problems:
        return problems
    needed = [tag for step in STEPS for tag in steps[step]]
    named = [*needed, *entry["beside"]]
    problems += [f"there is no document {tag}" for tag in (*named, *entry["with_bill"]) if tag not in tags]
    problems += [f"{tag} stands twice" for tag in sorted({tag for tag in named if named.count(tag) > 1})]
    problems += [f"{tag} is with_bill and needed for no step" for tag in entry["with_bill"] if tag not in needed]
    for key, known in fields.items():
        problems += [f"{key}: the list has no {element}" for element in entry[key] if element not in known]
    return problems


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _spec(entry: Mapping[str, Any], fields: Mapping[str, Mapping[str, str]]) -> ModeSpec:
    return ModeSpec(
        mode=entry["mode"],
        zh=entry["zh"],
        en=entry["en"],
        order_type=entry["order_type"],
        names={element: fields["names"][element] for element in entry["names"]},
        line_names={element: fields["line_names"][element] for element in entry["line_names"]},
        steps={step: tuple(entry["steps"][step]) for step in STEPS},
        with_bill=tuple(entry["with_bill"]),
        beside=tuple(entry["beside"]),
        simplified_digits=entry["simplified_digits"],
        limited=entry["limited"],
        consolidated=entry["consolidated"],
    )
