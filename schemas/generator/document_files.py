"""Reads and checks `schemas/documents`: one file per document type, every mistake listed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.document_checks import problems_of, problems_of_all
from generator.document_specs import DocumentSpec, FieldSpec, Head
from generator.model import Contract
from generator.problems import ContractProblems
from generator.topic_files import read_yaml
from generator.topics import Mesh


def load(folder: Path, contract: Contract, mesh: Mesh | None) -> tuple[DocumentSpec, ...]:
    """
    Return every document type, in the order of their places.

    mesh: None where the topic files are not well formed: then nothing is held against them. Raises ContractProblems
    with all that is wrong.
    """
    problems: list[str] = []
    documents: list[DocumentSpec] = []
    for path in sorted(folder.glob("*.yaml")):
        wrong: list[str] = []
        spec = _spec(read_yaml(path, problems), wrong)
        if spec is not None:
            wrong += problems_of(spec, path.stem, contract, mesh)
            documents.append(spec)
        problems += [f"{path.name}: {problem}" for problem in wrong]
    problems += problems_of_all(documents, contract)
    if problems:
        raise ContractProblems(problems)
    return tuple(sorted(documents, key=lambda spec: spec.head.place))


def _spec(content: Any, problems: list[str]) -> DocumentSpec | None:
    """Return the content of a file, or None and its faults."""
    try:
        head = msgspec.convert(content, Head)
    except msgspec.ValidationError as error:
        problems.append(str(error))
        return None
    before = len(problems)
    fields = _fields(head.fields, "", problems)
    lines = _fields(head.lines.fields, "lines: ", problems) if head.lines is not None else ()
    return DocumentSpec(head, fields, lines) if len(problems) == before else None


def _fields(entries: Sequence[Any], at: str, problems: list[str]) -> tuple[FieldSpec, ...]:
    fields = []
    for entry in entries:
        try:
            fields.append(msgspec.convert(entry, FieldSpec))
        except msgspec.ValidationError as error:
            name = entry.get("element", "?") if isinstance(entry, dict) else "?"
            problems.append(f"{at}{name}: {error}")
    return tuple(fields)
