"""Every text is there in both languages, is used, and the words for the domain cover what the mesh can tell."""

import re
from pathlib import Path

import pytest

import console
from caseview.queries.joint import JointName, JointState
from console.journey import LANES
from console.pages.views import cell as of_view
from console.register_columns import Column, cell, columns
from console.texts import TEXTS, choices, named, said, valued
from console.texts.deciding import DECIDING
from console.texts.entering import ENTERING
from console.texts.operating import OPERATING
from console.texts.pages import PAGES
from console.texts.registering import REGISTERING
from contracts import topics
from contracts.common import DocumentType, Effect, FindingAction, Operation, RuleResult, Verdict
from contracts.customs import ExportConditionsSet, SiteRegistered
from contracts.inspection import RiskRated
from contracts.mesh import Gathered
from contracts.register_values import FIELDS
from contracts.tax import RateSet
from contracts.value import OneOf
from contracts.views import VIEWS
from deploy.register_files import read_all
from edge.bus.registers import REGISTERS

SOURCES = Path(console.__file__).parent
OTHERS_NAME = "site.other_language"  # the name of the other language, in that language
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def used() -> set[str]:
    """Return the keys that pages and templates ask for; one that is put together stands with its beginning."""
    found: set[str] = set()
    for path in (
        *SOURCES.glob("templates/*.html"),
        *SOURCES.glob("pages/*.py"),
        SOURCES / "app.py",
        SOURCES / "problems.py",
        SOURCES / "navigation.py",
    ):
        found |= set(re.findall(r"""["']([a-z_]+\.[a-z_.0-9]+)["']""", path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("key", [key for key in TEXTS if key != OTHERS_NAME])
def test_every_text_has_chinese_and_english(key: str) -> None:
    text = TEXTS[key]
    assert CHINESE.search(text.zh)
    assert not CHINESE.search(text.en)
    assert text.en
    assert set(re.findall(r"{(\w+)}", text.zh)) == set(re.findall(r"{(\w+)}", text.en))


def test_every_text_is_asked_for_and_every_key_asked_for_is_a_text() -> None:
    keys = {key for key in used() if not key.endswith((".html", ".js", ".css"))}
    beginnings = tuple(key for key in keys if key.endswith("."))
    assert {key for key in keys if key not in TEXTS and not key.endswith(".")} == set()
    words = tuple(f"{kind}." for kind in ("draft", "table"))  # asked for by what the contract says of a field
    entering = (key for key in ENTERING if not key.startswith(words))
    of_pages = (*PAGES, *DECIDING, *REGISTERING, *OPERATING, *entering)
    assert {key for key in of_pages if key not in keys and not key.startswith(beginnings)} == set()


def test_every_step_of_a_joint_case_and_how_it_stands_has_words() -> None:
    assert [f"joint_step.{step}" for step in JointName if f"joint_step.{step}" not in TEXTS] == []
    assert [f"joint_state.{state}" for state in JointState if f"joint_state.{state}" not in TEXTS] == []


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_and_what_stands_in_its_view_have_words(register: str) -> None:
    assert f"register.{register}" in TEXTS
    viewed = {field.name for view in VIEWS.values() if view.topic == register for field in view.fields}
    assert {column.name for column in columns(register) if column.field in viewed} <= {
        key.removeprefix("column.") for key in TEXTS
    }


def test_a_list_of_records_is_shown_by_its_values() -> None:
    listed = Column("reasons", "reasons", "text", True)
    assert cell(listed, {"reasons": [{"code": "1300", "points": -10}, {"code": "13127", "points": -2}]}) == (
        "1300 -10;13127 -2"
    )
    assert cell(listed, {"reasons": ["A", "B"]}) == "A;B"
    reasons = {"reasons": [{"code": "1300", "points": -10}, "A"]}
    assert of_view(reasons, "reasons", "en", view={"fields": ()}) == "1300 -10; A"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_mesh_tells_has_words(lang: str) -> None:
    words = {
        "document": DocumentType,
        "operation": Operation,
        "effect": Effect,
        "result": RuleResult,
        "action": FindingAction,
        "verdict": Verdict,
    }
    missing = [
        f"{kind}.{symbol}"
        for kind, symbols in words.items()
        for symbol in symbols
        if symbol != "UNKNOWN" and f"{kind}.{symbol}" not in TEXTS
    ]
    folded = {
        record.__name__
        for topic in topics.TOPICS.values()
        if "gateway.view" in topic.consumers
        for record in topic.records
        if record is not Gathered  # what it holds is told, record by record
    }
    missing += [f"event.{name}" for name in folded if f"event.{name}" not in TEXTS]
    missing += [f"lane.{lane}" for lane in LANES if f"lane.{lane}" not in TEXTS]
    assert missing == []
    assert named("en", "state", "NEWER_THAN_THIS") == "NEWER_THAN_THIS"


def test_every_register_and_every_column_has_words() -> None:
    wanted = {f"column.{column.name}" for register in REGISTERS for column in columns(register)}
    assert (wanted | {f"register.{register}" for register in REGISTERS}) - TEXTS.keys() == set()


def test_what_registers_hold_has_words() -> None:
    """Of words that bounds name for the registers that are there, of roles and credit grades of the demonstration."""
    grades = [entry.record.code for entry in read_all() if entry.topic == topics.INSPECTION_PARAMETERS]
    bounds = [(RateSet, "vat_class"), (RiskRated, "grade")]
    known: dict[str, set[str]] = {
        **{field: set(kind.words) for record, field in bounds if isinstance(kind := FIELDS[record][field], OneOf)},
        "credit_grade": {grade.removeprefix("credit.") for grade in grades if grade.startswith("credit.")},
    }
    for field, values in known.items():
        assert values
        assert values - set(choices(field)) == set(), field
    for record, field in ((ExportConditionsSet, "conditions"), (SiteRegistered, "flows")):
        kind = FIELDS[record][field]
        assert isinstance(kind, OneOf)
        assert all(CHINESE.search(valued("zh", field, word)) for word in kind.words), field
    for role in {role for entry in read_all() for role in getattr(entry.record, "roles", ())}:
        assert CHINESE.search(valued("zh", "roles", role)), role
    assert valued("zh", "roles", "carrier;agent;guarantor") == "物流企业、申报单位、担保企业"
    assert valued("en", "credit_grade", "NEWER") == "NEWER"
    assert (valued("zh", "withdrawn", "true"), choices("name_zh"), choices("status")) == ("是", (), ())


def test_places_are_filled() -> None:
    assert said("en", "parcels.unknown", number="X1") == "No case that you may see has the number X1."
    with pytest.raises(KeyError):
        said("en", "nobody.knows")
