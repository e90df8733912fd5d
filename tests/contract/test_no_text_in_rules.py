"""No text stands in the code of an agency: what a reason says is in the catalogue, and all of that is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts import agencies
from contracts.particulars import PARTICULARS

SERVICES = Path(__file__).resolve().parents[2] / "services"
AGENCIES = tuple(agency.service for agency in agencies.AGENCIES.values())
CHINESE = re.compile("[\u4e00-\u9fff]")


def strings(agency: str) -> Iterator[tuple[str, str]]:
    """File and content of every string of an agency's code, but for docstrings."""
    for path in sorted((SERVICES / agency / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield path.name, node.value


@pytest.mark.parametrize("agency", AGENCIES)
def test_no_chinese_text_stands_in_an_agency(agency: str) -> None:
    assert [found for found in strings(agency) if CHINESE.search(found[1])] == []


def test_every_particular_of_the_catalogue_is_said_by_an_agency() -> None:
    said = {content for agency in AGENCIES for _, content in strings(agency)}
    agency = (SERVICES.parent / "agency" / "src" / "agency").glob("*.py")
    kit = "".join(path.read_text(encoding="utf-8") for path in agency)
    assert [name for name in PARTICULARS if name not in said and f'"{name}"' not in kit] == []
