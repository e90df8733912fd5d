"""
Whether two versions of a record can read each other, and the versions that were released.

`schemas/baseline/<full.name>/<schema id>.json` holds every released version of every record of a business topic,
self-contained and canonical. A release adds to it (`generate.py --release`); nothing is ever taken away. That needs no
git history, so the check is the same in a shallow clone, a source archive and an agency's own repository. Before the
first release the folder is empty and the contract may still change freely.
"""

import json
from pathlib import Path
from typing import Any

from generator.topics import Mesh

PROMOTIONS = {("int", "long")}
DECISIVE = {
    "mesh.common.Effect",
    "mesh.common.FindingAction",
    "mesh.common.LedgerAction",
    "mesh.common.Operation",
    "mesh.common.TaxRegime",
    "mesh.common.Verdict",
    "mesh.customs.ClaimAction",
    "mesh.customs.WithdrawalCause",
}
"""Enums whose symbols carry a decision: an old reader's UNKNOWN would be wrong, so only a new topic changes them."""


def business_records(mesh: Mesh) -> list[str]:
    """Return the full names of the records whose changes must be fully compatible."""
    return sorted({name for topic in mesh.topics.values() if topic.business for name in topic.records})


def released(folder: Path) -> dict[str, dict[int, str]]:
    """Return released versions by full name and schema id."""
    versions: dict[str, dict[int, str]] = {}
    for path in sorted(folder.glob("*/*.json")):
        versions.setdefault(path.parent.name, {})[int(path.stem)] = path.read_text(encoding="utf-8").strip()
    return versions


def release(mesh: Mesh, identities: dict[str, tuple[int, str]], folder: Path) -> dict[Path, str]:
    """Return the baseline files that a release of the present contract adds."""
    files = {}
    for name in business_records(mesh):
        number, form = identities[name]
        path = folder / name / f"{number}.json"
        if not path.exists():
            files[path] = form + "\n"
    return files


def full_problems(one: str, other: str) -> list[str]:
    """Return why two versions of a record (JSON) cannot read each other; empty when they can."""
    a, b = json.loads(one), json.loads(other)
    problems = _reading(a, b, _named(a), _named(b), a["name"]) + _reading(b, a, _named(b), _named(a), b["name"])
    return sorted({*problems, *_decisive(_named(a), _named(b))})


def _reading(writer: Any, reader: Any, written: dict[str, Any], known: dict[str, Any], place: str) -> list[str]:
    """Return why `reader` cannot read records of `writer`."""
    if isinstance(writer, list) and not isinstance(reader, list):
        return [f"{place}: optional here, required there"]
    if isinstance(reader, list):
        return _reading(writer[1] if isinstance(writer, list) else writer, reader[1], written, known, place)
    writer, reader = written.get(str(writer), writer), known.get(str(reader), reader)
    kinds = tuple(given["type"] if isinstance(given, dict) else given for given in (writer, reader))
    if kinds[0] != kinds[1]:
        return [] if kinds in PROMOTIONS else [f"{place}: {kinds[0]} here, {kinds[1]} there"]
    if kinds[0] == "array":
        return _reading(writer["items"], reader["items"], written, known, place)
    if kinds[0] in ("record", "enum") and _full_name(writer) != _full_name(reader):
        return [f"{place}: {_full_name(writer)} here, {_full_name(reader)} there"]
    if kinds[0] != "record":
        return []
    theirs = {field["name"]: field for field in writer["fields"]}
    problems = []
    for field in reader["fields"]:
        inner = f"{place}.{field['name']}"
        if field["name"] in theirs:
            problems += _reading(theirs[field["name"]]["type"], field["type"], written, known, inner)
        elif "default" not in field:
            problems.append(f"{inner}: required in one version, absent in another")
    return problems


def _decisive(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [
        f"{name}: its symbols carry a decision and differ"
        for name in sorted(DECISIVE & set(one) & set(other))
        if set(one[name]["symbols"]) != set(other[name]["symbols"])
    ]


def _full_name(schema: dict[str, Any]) -> str:
    return f"{schema['namespace']}.{schema['name']}"


def _named(schema: Any) -> dict[str, Any]:
    """Return every named type that a self-contained schema defines."""
    if isinstance(schema, list):
        return {name: named for item in schema for name, named in _named(item).items()}
    if not isinstance(schema, dict):
        return {}
    own = {_full_name(schema): schema} if "name" in schema and "namespace" in schema else {}
    inner = [field["type"] for field in schema.get("fields", ())] + [schema.get("items")]
    return own | _named(inner)
