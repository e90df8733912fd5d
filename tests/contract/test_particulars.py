"""The particulars of reasons are whole: read strictly, in both languages, and each is said by some rule."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.agencies import AGENCIES
from contracts.particulars import PARTICULARS
from generator import particulars
from generator.outputs import ROOT
from generator.problems import ContractProblems

ENTRY = {"zh": "{}不符", "en": "{} differs"}


def load(folder: Path, content: dict[Any, Any]) -> tuple[particulars.ParticularSpec, ...]:
    (folder / "customs.yaml").write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return particulars.load(folder)


def test_a_good_entry_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, {"differs": ENTRY}) == (particulars.ParticularSpec("differs", "{}不符", "{} differs"),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"Differs": ENTRY}, "small letters"),
        ({7: ENTRY}, "small letters"),
        ({"differs": {"zh": "不符"}}, "needs exactly the keys en, zh"),
        ({"differs": ENTRY | {"en": " "}}, "en is no text"),
        ({"differs": ENTRY | {"en": "differs"}}, "number of places"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, content: dict[Any, Any], said: str) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, content)
    assert said in caught.value.problems[0]


def test_a_name_that_stands_in_two_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "agencies.yaml").write_text(yaml.safe_dump({"differs": ENTRY}), encoding="utf-8")
    with pytest.raises(ContractProblems, match="particular differs stands twice"):
        load(tmp_path, {"differs": ENTRY})


@pytest.mark.parametrize("name", PARTICULARS)
def test_every_particular_is_said_somewhere(name: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("*/src/**/*.py") if path.parts[-2] != "contracts"]
    sources += [path.read_text(encoding="utf-8") for path in ROOT.glob("services/*/src/**/*.py")]
    stem = name.split("-", maxsplit=1)[0]
    assert any(f'"{name}"' in text or f'"{stem}-' in text for text in sources), f"no rule says {name}"


@pytest.mark.parametrize("service", [agency.service for agency in AGENCIES.values()])
def test_no_text_stands_in_a_rule(service: str) -> None:
    """What a rule says in Chinese stands in the catalogue: of codes, or of particulars."""
    found = [text for path in ROOT.glob(f"services/{service}/src/**/*.py") for text in _texts(path)]
    assert found == []


def _texts(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Constant) and id(node) not in told else None
        if isinstance(said, str) and any("\u4e00" <= letter <= "\u9fff" for letter in said):
            yield said
