"""The catalogue of codes is whole: read strictly, in both languages, and rendered as clients parse it."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from agency.findings import REFUSED_BY_OFFICER
from contracts.codes import CODES
from generator import code_files
from generator.outputs import SCHEMAS
from generator.problems import ContractProblems
from tests.contract.reading import contract

ENTRY = {
    "code": "99102",
    "kind": "refusal",
    "documents": ["IMPORT_LIST"],
    "rules": ["MAT-02"],
    "source": "own",
    "zh": "金额{}",
    "en": "amount {}",
    "remedy_zh": "改正",
    "remedy_en": "Correct it",
}


def load(folder: Path, *entries: dict[str, Any]) -> tuple[code_files.CodeSpec, ...]:
    (folder / "customs.yaml").write_text(yaml.safe_dump({"codes": list(entries)}), encoding="utf-8")
    return code_files.load(folder, contract().contract)


def test_every_code_of_the_files_is_in_the_module() -> None:
    written = [
        entry["code"]
        for path in sorted((SCHEMAS / "codes").glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["codes"]
    ]
    assert written == list(CODES)


HOLDING = [code for code, found in CODES.items() if found.kind == "hold" and found.rules]


@pytest.mark.parametrize("code", HOLDING)
def test_an_officer_can_refuse_by_whatever_rule_holds(code: str) -> None:
    """A finding that refuses names the rule that had held: a rule that the code lacks would park the declaration."""
    assert set(CODES[code].rules) <= set(CODES[REFUSED_BY_OFFICER].rules)


def test_the_word_holds_stands_for_the_rules_of_every_hold(tmp_path: Path) -> None:
    holds = [
        ENTRY | {"code": code, "kind": "hold", "releasable": True, "rules": rules}
        for code, rules in (("99401", ["FX-12"]), ("99402", ["FX-13", "FX-12"]))
    ]
    found = load(tmp_path, ENTRY | {"code": "1300", "rules": ["MAT-02", "holds"]}, *holds)
    assert [spec.rules for spec in found] == [("MAT-02", "FX-12", "FX-13"), ("FX-12",), ("FX-13", "FX-12")]
    with pytest.raises(ContractProblems, match="holds are the rules of other codes"):
        load(tmp_path, holds[0] | {"rules": ["holds"]})


@pytest.mark.parametrize("code", CODES)
def test_a_text_breaks_no_receipt(code: str) -> None:
    assert "]" not in CODES[code].zh.replace("[{}]", "").replace("[paymentHead,payment]", "")


def test_a_good_entry_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, ENTRY)[0].agency == "customs"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("code", 99102, "quotation marks"),
        ("code", "E7", "quotation marks"),
        ("kind", "fatal", "kind is one of"),
        ("source", "hearsay", "source is one of"),
        ("documents", [], "at least one"),
        ("documents", ["PASSPORT"], "DocumentType"),
        ("rules", ["mat-2"], "rules are ids"),
        ("en", "amount", "number of particulars"),
        ("remedy_en", " ", "remedy_en is no text"),
        ("colour", "red", "keys missing or unknown: colour"),
        ("kind", "hold", "keys missing or unknown: releasable"),
        ("releasable", True, "keys missing or unknown: releasable"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, key: str, value: Any, said: str) -> None:
    entry = copy.deepcopy(ENTRY) | {key: value}
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, entry)
    assert said in caught.value.problems[0]


@pytest.mark.parametrize("releasable", [True, False])
def test_a_hold_says_whether_an_officer_may_release_it(tmp_path: Path, *, releasable: bool) -> None:
    assert load(tmp_path, ENTRY | {"kind": "hold", "releasable": releasable})[0].releasable is releasable


def test_a_hold_that_says_it_in_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems, match="releasable is true or false"):
        load(tmp_path, ENTRY | {"kind": "hold", "releasable": "no"})


def test_a_code_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, ENTRY, ENTRY)
    assert caught.value.problems == ["code 99102 stands twice"]
