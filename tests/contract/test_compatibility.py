"""Business records stay readable both ways, against every version that was ever released."""

import copy
import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from generator import compatibility
from generator.compatibility import full_problems
from generator.identity import schema_id
from generator.outputs import BASELINE, ROOT
from tests.contract.reading import contract


def test_every_business_record_is_compatible_with_every_released_version() -> None:
    forms = {name: form for name, (_, form) in contract().identities.items()}
    business = set(compatibility.business_records(contract().mesh))
    for name, versions in compatibility.released(BASELINE).items():
        assert name in business, f"{name} was released; its topic may only be replaced by a new major version"
        for number, released in versions.items():
            assert schema_id(released) == number, f"{name}/{number}.json was changed"
            assert not full_problems(released, forms[name]), name


def test_no_released_version_was_ever_removed() -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return  # a source archive has no past to look into
    command = ["git", "-C", str(ROOT), "log", "--diff-filter=DM", "--format=%h", "--", "schemas/baseline/*/*.json"]
    assert not subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_release_records_every_business_record_once() -> None:
    found = contract()
    files = compatibility.release(found.mesh, found.identities, BASELINE)
    recorded = {path.parent.name for path in files} | set(compatibility.released(BASELINE))
    assert recorded >= set(compatibility.business_records(found.mesh))


FORM = contract().identities["mesh.customs.AllowanceDecided"][1]


def changed(change: Callable[[Any], Any]) -> list[str]:
    schema = copy.deepcopy(json.loads(FORM))
    change(schema)
    return full_problems(FORM, json.dumps(schema))


def named(schema: Any, name: str) -> Any:
    return compatibility._named(schema)[name]


def field(schema: Any, name: str) -> Any:
    return next(field for field in schema["fields"] if field["name"] == name)


def optional(name: str) -> dict[str, Any]:
    return {"name": name, "type": ["null", "string"], "default": None}


ALLOWED: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda s: None,
    "a new optional field": lambda s: s["fields"].append(optional("remark")),
    "a new optional field of a nested record": lambda s: named(s, "mesh.common.Reason")["fields"].append(optional("x")),
    "a new symbol that decides nothing": lambda s: named(s, "mesh.common.RuleResult")["symbols"].append("SKIPPED"),
}

REFUSED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "a field removed": (lambda s: s["fields"].remove(field(s, "amount_cny_e5")), "amount_cny_e5: required"),
    "a required field added": (lambda s: s["fields"].append({"name": "x", "type": "int"}), "x: required in one"),
    "a field renamed": (lambda s: field(s, "quota_year").update(name="year"), "year: required in one"),
    "a type changed": (lambda s: field(s, "quota_year").update(type="string"), "int here, string there"),
    "a type widened": (lambda s: field(s, "quota_year").update(type="long"), "long here, int there"),
    "a field made optional": (
        lambda s: field(s, "quota_year").update(type=["null", "int"], default=None),
        "optional here, required there",
    ),
    "a nested field removed": (lambda s: named(s, "mesh.common.Reason")["fields"].pop(), "text_en: required"),
    "another nested type": (lambda s: named(s, "mesh.common.Reason").update(name="Cause"), "mesh.common.Cause"),
    "a symbol that decides": (lambda s: named(s, "mesh.common.Effect")["symbols"].append("DELAY"), "carry a decision"),
}


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED.keys())
def test_a_compatible_change_is_allowed(change: Callable[[Any], Any]) -> None:
    assert changed(change) == []


@pytest.mark.parametrize(("change", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_an_incompatible_change_is_refused(change: Callable[[Any], Any], problem: str) -> None:
    assert any(problem in found for found in changed(change))
