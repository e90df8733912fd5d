"""
Explanations for auditors: everything behind the outcome of a number, in order, every rule evaluated with its result.

Composed from the case view and the registers. The form is stable: what a field means never changes under one `FORM`;
fields may be added. It holds pseudonyms, numbers and digests, no personal data.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from sqlalchemy import Engine

from caseview.fold.rows import Row
from caseview.queries import lookups
from caseview.queries.cases import cases_of
from caseview.queries.permissions import Sight
from contracts.topics import TOPICS

FORM = "yidian.explanation.v1"

STANDING = (
    *("order_no", "platform_code", "state", "status", "reasons", "not_seen", "rejected", "by_own_number", "joint"),
    "complete",
)
"""What is said of how an order stands as the case says it."""
Entries = Callable[[str], Iterable[Any]]
"""The entries of a register topic."""


def explain(engine: Engine, number: str, sight: Sight, entries: Entries) -> list[Row]:
    """Return an explanation per order and platform that a number leads to, as far as the caller may see it."""
    return [_explained(engine, case, entries) for case in cases_of(engine, number, sight)]


def declarations_of(explained: Iterable[Row]) -> list[str]:
    """Return the declarations that explanations are about: what has been read."""
    return [declaration["declaration_id"] for case in explained for declaration in case["declarations"]]


def _explained(engine: Engine, case: Row, entries: Entries) -> Row:
    steps = [_step(number, line) for number, line in enumerate(case["timeline"], start=1)]
    _name_causes(steps)
    used = _used(steps)
    changes = lookups.register_changes(engine, [(topic, code, version) for topic, code, version, _ in used])
    return {name: case[name] for name in STANDING if name in case} | {
        "declarations": case["declarations"],
        "documents": [_document(row, steps) for row in case["documents"]],
        "steps": steps,
        "holds": case["holds"],
        "findings": case.get("findings", []),
        "taxes": case["taxes"],
        "tax_bills": case["tax_bills"],
        "registers": [_register(*one, entries, changes) for one in used],
        "register_changes": changes,
    }


def _document(row: Row, steps: list[Row]) -> Row:
    """Return a submission with its place in the evidence, its digest and the steps about it."""
    at = row["batch_id"], row["batch_index"]
    about = [
        step["step"]
        for step in steps
        if (step["details"].get("batch_id"), step["details"].get("batch_index")) == at
        or (step["document_id"] == row["document_id"] and "batch_id" not in step["details"])
    ]
    evidence = {"batch_id": row["batch_id"], "batch_index": row["batch_index"]}
    visible = {name: value for name, value in row.items() if name not in evidence and name != "recorded_ms"}
    return visible | {"evidence": evidence, "steps": about}


def _step(number: int, line: Row) -> Row:
    rules = line.get("rules") or {}
    return {
        "step": number,
        "at_ms": line["at_ms"],
        "recorded_ms": line["recorded_ms"],
        "agency": line["agency"],
        "type": line["type"],
        "declaration_id": line["declaration_id"],
        "document_id": line["document_id"],
        "effect": line["effect"],
        "status": line["status"],
        "reasons": line["reasons"],
        "rules": rules.get("evaluated") or [],
        "rules_version": rules.get("version"),
        "registers": rules.get("registers") or [],
        "details": line["details"],
        "event_id": line["event_id"],
        "caused_by": None,
        "source": {"topic": line["topic"], "partition": line["partition"], "offset": line["offset"]},
        "cause_event_id": line["cause"],
    }


def _name_causes(steps: list[Row]) -> None:
    """Let each step name the step that caused it, where that is among them."""
    by_event = {step["event_id"]: step["step"] for step in steps if step["event_id"]}
    for step in steps:
        step["caused_by"] = by_event.get(step["cause_event_id"] or "")


def _used(steps: list[Row]) -> list[tuple[str, str, int, list[int]]]:
    """Return the register entries used, topic, code and version, each with the steps that used it."""
    used: dict[tuple[str, str, int], list[int]] = {}
    for step in steps:
        for entry in step["registers"]:
            at = _topic_of(entry["register"]), entry["code"], entry["version"]
            used.setdefault(at, []).append(step["step"])
    return [(*at, numbers) for at, numbers in sorted(used.items())]


def _topic_of(register: str) -> str:
    """Return the topic of a register as decisions name it: without its version."""
    return next((name for name in TOPICS if name.rpartition(".")[0] == register), register)


def _register(topic: str, code: str, version: int, steps: list[int], entries: Entries, changes: list[Row]) -> Row:
    of_register = entries(topic) if topic in TOPICS else ()
    entry = next((one for one in of_register if (one.code, one.version) == (code, version)), None)
    agreed = [
        row["change_id"] for row in changes if (row["register"], row["code"], row["version"]) == (topic, code, version)
    ]
    return {
        "register": topic,
        "code": code,
        "version": version,
        "entry": None if entry is None else msgspec.to_builtins(entry),
        "change_id": agreed[0] if agreed else None,
        "steps": steps,
    }
