"""
Every rule of customs is tried both ways and written down.

A rule that a decision of customs can name stands as text in its source. By its id it is found in the table of the
service's page, and in the names of at least one test that it passes and one that it fails:
``test_mat_05_same_buyer_is_accepted``, ``test_mat_05_another_buyer_is_refused``.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "services" / "customs" / "src" / "customs"
PAGE = ROOT / "services" / "customs" / "README.md"
TESTS = tuple(ROOT / "tests" / kind / "customs" for kind in ("unit", "component"))

RULE = re.compile(r"[A-Z]{2,4}-\d\d")
ROW = re.compile(r"^\| (?P<rule>[A-Z]{2,4}-\d\d) \| (?P<says>[^|]+) \| (?P<code>[^|]+) \| (?P<files>[^|]+) \|$")
CODE = re.compile(r"-?\b\d{4,6}\b")
PASSES = frozenset({"accepted", "granted", "pass", "passes"})
FAILS = frozenset({"duplicate", "noted", "refused", "rejected"})
NOT_BUILT = "MAT-14"
"""Switched off until signatures are verified: it can be named, and neither pass nor fail."""


def syntax(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def emitted() -> Iterator[tuple[str, Path]]:
    """Every rule id that stands as a text of its own, which no docstring is, and where."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in syntax(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                yield node.value, path


def documented() -> dict[str, re.Match[str]]:
    """The rows of the table of rules."""
    rows = [ROW.match(line) for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return {row["rule"]: row for row in rows if row}


RULES = sorted({rule for rule, _ in emitted()})
NAMES = sorted(
    node.name
    for folder in TESTS
    for path in folder.glob("test_*.py")
    for node in syntax(path)
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
)


@pytest.mark.parametrize("rule", sorted(set(RULES) - {NOT_BUILT}))
def test_a_rule_has_a_passing_and_a_failing_test_named_after_it(rule: str) -> None:
    named = [set(name.split("_")) for name in NAMES if name.startswith(f"test_{rule.lower().replace('-', '_')}_")]
    assert any(words & PASSES for words in named), f"no test says that {rule} lets something pass"
    assert any(words & FAILS for words in named), f"no test says that {rule} stops something"


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_on_the_page_of_the_service_with_the_files_that_hold_it(rule: str) -> None:
    row = documented().get(rule)
    assert row, f"{PAGE.name} has no row for {rule}"
    files = re.findall(r"`([^`]+\.py)`", row["files"])
    assert files
    for file in files:
        assert rule in (SOURCE / file).read_text(encoding="utf-8"), f"{file} says nothing of {rule}"


def test_the_page_has_no_rule_that_the_source_does_not_know() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert [rule for rule in documented() if rule not in source] == []


def test_the_table_names_each_rule_once_in_order_of_its_family() -> None:
    rows = [match["rule"] for line in PAGE.read_text(encoding="utf-8").splitlines() if (match := ROW.match(line))]
    assert len(rows) == len(set(rows))
    families = [rule.split("-")[0] for rule in rows]
    assert families == sorted(families, key=families.index), "rules of one family stand together"


def test_the_page_and_the_catalogue_say_the_same_codes_of_each_rule() -> None:
    page = {rule: sorted(CODE.findall(row["code"])) for rule, row in documented().items()}
    catalogue = {rule: sorted(code.code for code in CODES.values() if rule in code.rules) for rule in page}
    assert page == catalogue
