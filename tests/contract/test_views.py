"""The sections `view` of topic files: what is refused, what follows, and that all mistakes are listed together."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.agencies import AGENCIES
from contracts.topics import TOPICS
from contracts.views import VIEWS
from generator import outputs, topic_files
from generator.outputs import SCHEMAS
from generator.problems import ContractProblems

Change = Callable[[dict[str, Any]], object]
TOPIC = "customs.enterprises.v1"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The contract in a folder of its own."""
    for part in ("avro", "topics", "agencies", "codes", "documents", "rules", "particulars", "modes"):
        shutil.copytree(SCHEMAS / part, tmp_path / part)
    shutil.copy(SCHEMAS / "processors.yaml", tmp_path)
    return tmp_path


def edit(folder: Path, change: Change) -> None:
    path = folder / "topics" / f"{TOPIC}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def add_field(folder: Path, field: dict[str, Any]) -> None:
    path = folder / "avro" / "mesh.customs.EnterpriseRegistered.avsc"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["fields"].append({"doc": "d", **field})
    path.write_text(json.dumps(schema), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContractProblems) as raised:
        outputs.read(folder)
    return raised.value.problems


def view(**change: Any) -> Change:
    return lambda content: content["view"].update(change)


def seen_by(**change: Any) -> Change:
    return lambda content: content["view"]["seen_by"].update(change)


BAD: dict[str, tuple[Change, str]] = {
    "an unknown key": (view(colour="red"), "view: Object contains unknown field `colour`"),
    "no name": (view(en=" "), "view: en is no text"),
    "no key": (view(by=[]), "by: needs at least one field"),
    "a key of no field": (view(by=["codex"]), "by: mesh.customs.EnterpriseRegistered has no field codex"),
    "another key than the topic's": (view(by=["name_zh"]), "the topic's key must be 'name_zh@version'"),
    "a key that is no scalar": (view(by=["roles"]), "by: roles is no scalar"),
    "a key that may be absent": (view(by=["valid_to"]), "by: valid_to is optional"),
    "a filter of no field": (view(filters=["grade"]), "filters: mesh.customs.EnterpriseRegistered has no field grade"),
    "a filter that is a list": (view(filters=["roles"]), "filters: roles is no scalar"),
    "a filter twice": (view(filters=["name_zh", "name_zh"]), "filters: name_zh stands twice"),
    "an order of what may be absent": (view(sorted_by=["valid_to"]), "sorted_by: valid_to is optional"),
    "an enterprise that is a number": (seen_by(named=["version"]), "seen_by: named: version is no text"),
    "an unknown role": (seen_by(roles=["king"]), "seen_by: roles: king is none of auditor"),
    "an agency without licence": (seen_by(roles=["officer:forex"]), "officer:forex: only agencies that write or read"),
    "an agency that is none": (seen_by(roles=["officer:police"]), "officer:police: only agencies that write or read"),
    "nobody sees it": (view(seen_by={}, public=[]), "nobody would see it"),
    "a public field that is none": (view(public=["code", "grade"]), "public: mesh.customs.EnterpriseRegistered has no"),
    "a row without its key": (view(public=["name_zh"]), "public: lacks code, which a row cannot hide"),
    "a version in secret": (view(public=["code"]), "public: lacks valid_from"),
    "a link to nothing": (view(links={"code": "tax.nothing"}), "links: code: there is no view tax.nothing"),
    "a field without Chinese name": (view(names={"name_zh": "名"}), "names: credit_grade has no Chinese name"),
    "deletes of versions": (view(deletes="never"), "deletes: a dated view has none"),
    "deletes of nobody": (view(dated=False), "deletes: say who deletes a record"),
    "several records": (lambda c: c["records"].append("mesh.customs.GoodsFiled"), "must carry one record"),
    "events": (lambda c: c.update(retention={"cleanup": "delete", "days": 3}, partitions=4), "only a compacted topic"),
    "not for the gateway": (lambda c: c["consumers"].remove("gateway"), "it must be a consumer"),
    "ciphertexts": (lambda c: c.update(data_class="personal fields encrypted"), "no view shows data of class"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=BAD)
def test_a_bad_section_is_refused_with_its_reason(copy: Path, change: Change, said: str) -> None:
    edit(copy, change)
    listed = problems(copy)
    assert any(said in problem and problem.startswith(f"{TOPIC}.yaml: ") for problem in listed), listed


def test_all_mistakes_are_listed_together_and_with_those_of_others(copy: Path) -> None:
    edit(copy, view(filters=["grade"], sorted_by=["valid_to"]))
    (copy / "rules" / "tax.yaml").write_text("TAX-1: nothing", encoding="utf-8")
    listed = problems(copy)
    assert sum("view: " in problem for problem in listed) == 2
    assert any("tax.yaml" in problem for problem in listed)


@pytest.mark.parametrize(
    "field", [{"name": "digest", "type": "bytes"}, {"name": "personal", "type": ["null", "bytes"], "default": None}]
)
def test_personal_fields_and_digests_are_refused_wherever_they_stand(copy: Path, field: dict[str, Any]) -> None:
    add_field(copy, field)
    edit(copy, lambda content: content["view"]["names"].update({field["name"]: "名"}))
    assert any(f"{field['name']}: personal or a digest" in problem for problem in problems(copy))


def test_a_digest_within_a_record_of_a_record_is_refused(copy: Path) -> None:
    add_field(copy, {"name": "people", "type": {"type": "array", "items": "mesh.common.PersonDigests"}})
    edit(copy, lambda content: content["view"]["names"].update(people="人"))
    assert any("people: personal or a digest" in problem for problem in problems(copy))


def test_a_filter_must_not_hide_a_parameter_of_every_list(copy: Path) -> None:
    add_field(copy, {"name": "limit", "type": "string"})
    edit(copy, lambda content: (content["view"]["names"].update(limit="限"), view(filters=["limit"])(content)))
    assert any("filters: limit is a parameter of every list" in problem for problem in problems(copy))


def test_officers_of_every_licensed_agency_are_written_out() -> None:
    view = VIEWS["customs.enterprises"]
    readers = {party.partition(".")[0] for party in TOPICS[view.topic].consumers}
    licensed = [f"officer:{agency}" for agency in AGENCIES if agency in {"customs", *readers}]
    assert "officer:inspection" in licensed
    assert [role for role in view.roles if role.startswith("officer:")] == licensed


def test_a_view_bears_the_name_of_its_topic_and_every_field_of_its_record() -> None:
    for name, each in VIEWS.items():
        assert each.topic.rpartition(".")[0] == name
        assert TOPICS[each.topic].records == (each.record,)
        assert [field.name for field in each.fields] == list(each.record.__struct_fields__)
        assert all(field.zh and field.en for field in each.fields)


def test_what_a_processor_compacts_by_another_key_is_a_standing_and_no_register(copy: Path) -> None:
    content = {"producer": "tax.assessment", "partitions": 4, "key": "code"}
    edit(copy, lambda topic: topic.update(content))
    spec = topic_files._spec(yaml.safe_load((copy / "topics" / f"{TOPIC}.yaml").read_text(encoding="utf-8")))
    assert spec.role == "standing"
    assert int(spec.config()["delete.retention.ms"]) == 30 * 86_400_000


def test_dated_entries_that_a_processor_writes_are_a_register_that_nobody_keeps(copy: Path) -> None:
    edit(copy, lambda topic: topic.update(producer="customs.numbers"))
    written = outputs.read(copy).mesh.topics[TOPIC]
    assert (written.role, written.partitions) == ("register", 1)
    assert "delete.retention.ms" not in written.config(), "versions supersede one another, none is deleted"
    assert TOPICS[TOPIC].kept
    assert not TOPICS[TOPIC]._replace(producer=written.producer).kept
