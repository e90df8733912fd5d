"""
Every rule that a decision can name is tested by name and documented.

A service names a rule in its events by a text such as ``TAX-09``; wherever its code holds one, there are at least two
tests called ``test_tax_09_…``, one in which the rule passes and one in which it does not, and the service's README says
what the rule demands. Whether the tests would notice a changed rule is what `tests/mutation` finds out.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("forex", "inspection", "tax")
RULE_ID = re.compile(r"[A-Z]{2,4}-\d{2}")


def rules_of(service: str) -> set[str]:
    """Return the rule ids that stand in the code of a service as texts of their own, so not those in docstrings."""
    found: set[str] = set()
    for path in (ROOT / "services" / service / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE_ID.fullmatch(node.value):
                found.add(node.value)
    return found


@cache
def names_of_tests() -> tuple[str, ...]:
    """Return the names of all tests of rules: unit and component."""
    return tuple(_names(ROOT / "tests" / "unit", ROOT / "tests" / "component"))


def _names(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for path in folder.rglob("test_*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    yield node.name


RULES = [(service, rule_id) for service in SERVICES for rule_id in sorted(rules_of(service))]


@pytest.mark.parametrize(("service", "rule_id"), RULES)
def test_a_rule_that_a_decision_names_has_tests_named_after_it(service: str, rule_id: str) -> None:
    wanted = f"test_{rule_id.lower().replace('-', '_')}_"
    named = [name for name in names_of_tests() if name.startswith(wanted)]
    assert len(named) >= 2, f"{service} names {rule_id}: {named or 'no test'}; one must pass and one must fail"


@pytest.mark.parametrize(("service", "rule_id"), RULES)
def test_a_rule_that_a_decision_names_stands_in_the_readme(service: str, rule_id: str) -> None:
    readme = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    assert rule_id in readme, f"services/{service}/README.md does not say what {rule_id} demands"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_names_rules_at_all(service: str) -> None:
    assert rules_of(service)
