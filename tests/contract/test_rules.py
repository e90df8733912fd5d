"""Rules are whole: read strictly, each resting on something, and each given by the code of the agency that has it."""

import ast
import copy
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.agencies import AGENCIES
from contracts.codes import CODES
from contracts.rules import RULES, SOURCES
from generator import outputs, rule_files
from generator.outputs import ROOT, SCHEMAS
from generator.problems import ContractProblems
from tests.contract.reading import contract

RULE_ID = re.compile(r"[A-Z]{2,4}-\d\d")
GIVEN = (*sorted((SCHEMAS / "examples").glob("*/*.json")), *sorted((ROOT / "tests/component/golden").rglob("*.json")))
"""Records that hold decisions: examples of the contract, and what processors made of them."""

RULE_NAMED = re.compile(r"\b([A-Z]{2,4})-\d\d\b")
NAMED_IN = ("agency/src/**/*.py", "services/**/*.py", "services/*/README.md", "schemas/avro/*.avsc", "docs/*.md")
NAMING = sorted(
    path
    for pattern in (*NAMED_IN, "deploy/registers/*.csv")
    for path in ROOT.glob(pattern)
    if RULE_NAMED.search(path.read_text(encoding="utf-8"))
)
"""Files that name rules: in docstrings, as sources of registers and elsewhere."""

RULE = {
    "id": "MAT-02",
    "zh": "金额一致",
    "en": "Amounts agree.",
    "from": "2016-04-08",
    "until": "2018-12-31",
    "citations": [
        {"source": "tax-law", "zh": "第三条", "en": "article 3"},
        {"source": "ours", "zh": "因", "en": "why"},
    ],
}
LAW = {"kind": "law", "zh": "税法", "en": "Tax law", "number": "2016-18", "date": "2016-03-24", "read": "whole"}
OURS = {"kind": "ours", "zh": "自定", "en": "Ours"}


def load(folder: Path, *rules: Any, **sources: Any) -> tuple[rule_files.RuleSpec, ...]:
    """Read rules and sources; the sources are those that the rule above cites, changed."""
    found = {"tax-law": LAW, "ours": OURS} | {name.replace("_", "-"): entry for name, entry in sources.items()}
    (folder / "sources.yaml").write_text(yaml.safe_dump({"sources": found}), encoding="utf-8")
    (folder / "customs.yaml").write_text(yaml.safe_dump({"rules": list(rules)}), encoding="utf-8")
    return rule_files.load(folder, ())


def named(agency: str) -> set[str]:
    """Return the rule ids that stand in the code of an agency as texts of their own, so not those in docstrings."""
    found = set()
    for path in (ROOT / "services" / AGENCIES[agency].service / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE_ID.fullmatch(node.value):
                found.add(node.value)
    return found


def rule_ids(content: Any) -> Iterator[str]:
    """Yield every rule id in a record, read from JSON."""
    if isinstance(content, dict):
        if isinstance(content.get("rule_id"), str):
            yield content["rule_id"]
        for value in content.values():
            yield from rule_ids(value)
    elif isinstance(content, list):
        for value in content:
            yield from rule_ids(value)


@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_gives_the_rules_that_it_has_and_no_other(agency: str) -> None:
    written = {rule.rule_id for rule in RULES.values() if rule.agency == agency}
    given = named(agency)
    assert given - set(RULES) == set(), "given, and nowhere written what it says"
    assert written - given == set(), "written, and given by nobody"


@pytest.mark.parametrize("path", NAMING, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_names_a_rule_names_one_that_is_written_down(path: Path) -> None:
    families = {rule_id.partition("-")[0] for rule_id in RULES}
    named_here = {found[0] for found in RULE_NAMED.finditer(path.read_text(encoding="utf-8")) if found[1] in families}
    assert named_here <= set(RULES)


def test_every_rule_is_an_agencys() -> None:
    assert {rule.agency for rule in RULES.values()} <= set(AGENCIES)


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_decision_names_rules_that_are_known(path: Path) -> None:
    assert set(rule_ids(json.loads(path.read_text(encoding="utf-8")))) - {""} <= set(RULES)


def test_a_rule_and_its_codes_name_each_other() -> None:
    for rule in RULES.values():
        assert rule.codes == tuple(code.code for code in CODES.values() if rule.rule_id in code.rules)
    assert {rule_id for code in CODES.values() for rule_id in code.rules} <= set(RULES)


def test_what_is_not_ours_names_its_source_in_both_languages() -> None:
    for rule in RULES.values():
        for citation in rule.citations:
            assert citation.short("zh")
            assert citation.short("en").isprintable()
    assert {source.kind for source in SOURCES.values()} == set(rule_files.KINDS)


def test_a_good_rule_is_read(tmp_path: Path) -> None:
    (rule,) = load(tmp_path, RULE)
    assert (rule.agency, rule.rule_id, rule.valid_from, rule.codes) == ("customs", "MAT-02", "2016-04-08", ())
    assert [(citation.source.name, citation.en) for citation in rule.citations] == [
        ("tax-law", "article 3"),
        ("ours", "why"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("id", "mat-2", "an id is such as MAT-02"),
        ("zh", " ", "zh is no text"),
        ("en", 7, "en is no text"),
        ("from", "2016", "from is a date"),
        ("until", "31.12.2018", "until is a date"),
        ("until", "2016-01-01", "from is after until"),
        ("colour", "red", "keys missing or unknown: colour"),
        ("citations", [], "rests on nothing"),
        ("citations", [{"source": "hearsay"}], "cites hearsay, which is no source"),
        ("citations", ["tax-law"], "cites tax-law, which is no source"),
        ("citations", [{"source": "ours"}], "ours: keys missing or unknown: en, zh"),
        ("citations", [{"source": "tax-law", "en": "article 3"}], "tax-law: keys missing or unknown: zh"),
        ("citations", [{"source": "tax-law", "page": 3}], "tax-law: keys missing or unknown: page"),
        ("citations", [{"source": "tax-law", "from": "2016-4-8"}], "tax-law: from is a date"),
    ],
)
def test_a_bad_rule_is_named(tmp_path: Path, key: str, value: Any, said: str) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, copy.deepcopy(RULE) | {key: value})
    assert any(said in problem for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("kind", "rumour", "kind is one of"),
        ("read", "half", "read is one of"),
        ("date", "2016", "date is a date"),
        ("en", "", "en is no text"),
        ("number", 18, "number is no text"),
        ("colour", "red", "keys missing or unknown: colour"),
    ],
)
def test_a_bad_source_is_named(tmp_path: Path, key: str, value: Any, said: str) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, RULE, tax_law=LAW | {key: value})
    assert any(problem.startswith("sources.yaml: tax-law: ") and said in problem for problem in caught.value.problems)


def test_a_law_has_a_number_and_what_is_ours_has_none(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, RULE, tax_law={k: v for k, v in LAW.items() if k != "number"}, ours=OURS | {"number": "1"})
    assert "sources.yaml: tax-law: keys missing or unknown: number" in caught.value.problems
    assert "sources.yaml: ours: keys missing or unknown: number" in caught.value.problems


def test_a_source_that_no_rule_rests_on_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, RULE, old_law=LAW)
    assert caught.value.problems == ["sources.yaml: old-law: no rule rests on it"]


def test_a_rule_that_stands_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, RULE, RULE)
    assert caught.value.problems == ["rule MAT-02 stands twice"]


def test_a_code_that_names_an_unknown_rule_is_named(tmp_path: Path) -> None:
    load(tmp_path, RULE)
    wrong = [code for code in contract().codes if code.rules == ("MAT-05",)]
    with pytest.raises(ContractProblems) as caught:
        rule_files.load(tmp_path, wrong)
    assert caught.value.problems == ["code 13127 names rule MAT-05, which no file has"]


def test_a_file_of_no_agency_is_named(tmp_path: Path) -> None:
    shutil.copytree(SCHEMAS, tmp_path, ignore=shutil.ignore_patterns("src", "generated"), dirs_exist_ok=True)
    for name in ("codes", "rules"):
        (tmp_path / name / "tax.yaml").rename(tmp_path / name / "taxes.yaml")
    with pytest.raises(ContractProblems) as caught:
        outputs.read(tmp_path)
    assert caught.value.problems == [f"{name}/taxes.yaml: there is no agency taxes" for name in ("codes", "rules")]


def test_a_file_that_is_no_list_of_rules_is_named(tmp_path: Path) -> None:
    load(tmp_path, RULE)
    (tmp_path / "tax.yaml").write_text("laws: []\n", encoding="utf-8")
    with pytest.raises(ContractProblems) as caught:
        rule_files.load(tmp_path, ())
    assert caught.value.problems == ["tax.yaml: must have `rules` and nothing else"]


def test_mistakes_of_several_files_are_listed_together(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems) as caught:
        load(tmp_path, RULE | {"zh": ""}, RULE | {"id": "X"}, ours=OURS | {"colour": "red"})
    assert len(caught.value.problems) >= 3
