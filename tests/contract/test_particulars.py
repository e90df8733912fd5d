"""The particulars of reasons are whole: read strictly, in both languages."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import particulars
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
