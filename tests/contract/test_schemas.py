"""Every schema is well formed; what is generated from them is current."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastavro
import pytest

from generator import identity, model, outputs
from generator.outputs import SCHEMAS
from generator.problems import ContractProblems
from tests.contract.reading import contract, files, load


def test_generated_files_are_current() -> None:
    stale = outputs.stale(outputs.files(contract()))
    assert not stale, f"run schemas/generate.py: {[path.name for path in stale]}"


def test_the_output_is_the_same_twice() -> None:
    assert outputs.files(outputs.read()) == outputs.files(outputs.read())


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_every_schema_explains_itself_and_stays_readable(path: Path) -> None:
    schema = load(path)
    assert schema["doc"].strip()
    if schema["type"] == "enum":
        assert schema["default"] == "UNKNOWN"
        assert "UNKNOWN" in schema["symbols"]
        return
    for field in schema["fields"]:
        assert field["doc"].strip(), field["name"]
        if isinstance(field["type"], list):
            assert field["type"][0] == "null"
            assert len(field["type"]) == 2
            assert field["default"] is None


def test_money_quantities_and_instants_are_long() -> None:
    for record in contract().contract.records.values():
        for field in record.fields:
            if field.name.endswith(("_e5", "_at_ms")) or field.name == "at_ms":
                assert field.type.name == "long", f"{record.full_name}.{field.name}"


def test_travelling_schemas_define_every_type_once_and_by_themselves() -> None:
    for name, (_, form) in contract().identities.items():
        fastavro.parse_schema(json.loads(form))
        assert json.loads(form)["name"] == name.rpartition(".")[2]


def test_two_schemas_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "schema_id", lambda form: 5)
    with pytest.raises(ContractProblems, match="schema id 5 is taken"):
        identity.identities(contract().contract)


def test_the_id_zero_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "schema_id", lambda form: 0)
    with pytest.raises(ContractProblems, match="schema id 0 is taken"):
        identity.identities(contract().contract)


def field(**given: Any) -> dict[str, Any]:
    return {"name": "x", "type": "string", "doc": "d", **given}


def record(name: str = "Thing", *fields: dict[str, Any], **given: Any) -> dict[str, Any]:
    return {"type": "record", "name": name, "namespace": "mesh.common", "doc": "d", "fields": list(fields), **given}


BAD: dict[str, tuple[Any, str]] = {
    "no fields": (record(), "at least one field"),
    "no doc": (record("Thing", field(doc="")), "'doc' is missing or empty"),
    "an unknown attribute": (record("Thing", field(), aliases=[]), "unknown attribute 'aliases'"),
    "a field's unknown attribute": (record("Thing", field(order="ignore")), "unknown attribute 'order'"),
    "a wide union": (record("Thing", field(type=["null", "int", "long"], default=None)), "a union must be"),
    "an optional field without default": (record("Thing", field(type=["null", "int"])), 'needs "default": null'),
    "a default of a required field": (record("Thing", field(default="")), "only optional fields have a default"),
    "a float": (record("Thing", field(type="double")), "no such type"),
    "a type without file": (record("Thing", field(type="mesh.common.Nothing")), "no such type"),
    "a type defined in place": (record("Thing", field(type=record("Inner", field()))), "only arrays may stand here"),
    "a recursion": (record("Thing", field(type="mesh.common.Thing")), "recursive"),
    "a field twice": (record("Thing", field(), field()), "stands twice"),
    "a field in camelCase": (record("Thing", field(name="orderNo")), "snake_case"),
    "a keyword": (record("Thing", field(name="class")), "snake_case and no keyword"),
    "a name in snake_case": (record("thing", field()), "PascalCase"),
    "a strange namespace": (record("Thing", field(), namespace="other.common"), "namespace"),
    "a namespace that hides a module": (record("Thing", field(), namespace="mesh.codec"), "would hide a module"),
    "an array at the top": ({"type": "array", "items": "string"}, "must be one record or one enum"),
}


@pytest.mark.parametrize(("schema", "problem"), BAD.values(), ids=BAD.keys())
def test_a_bad_schema_is_refused_with_its_reason(schema: Any, problem: str, tmp_path: Path) -> None:
    name = f"{schema.get('namespace', 'mesh.common')}.{schema.get('name', 'Thing')}"
    (tmp_path / f"{name}.avsc").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(ContractProblems) as found:
        model.load(tmp_path)
    assert problem in str(found.value)


def enum_of(symbols: list[str], default: str = "UNKNOWN") -> dict[str, Any]:
    return {
        "type": "enum", "name": "Kind", "namespace": "mesh.common", "doc": "d", "symbols": symbols, "default": default,
    }  # fmt: skip


@pytest.mark.parametrize("schema", [enum_of(["A"]), enum_of(["A", "UNKNOWN"], "A"), enum_of(["a", "UNKNOWN"])])
def test_an_enum_without_a_default_for_older_readers_is_refused(schema: Any, tmp_path: Path) -> None:
    (tmp_path / "mesh.common.Kind.avsc").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(ContractProblems):
        model.load(tmp_path)


def test_a_file_that_is_misnamed_or_no_json_is_refused_along_with_all_else(tmp_path: Path) -> None:
    (tmp_path / "mesh.common.Other.avsc").write_text(json.dumps(record("Thing", field())), encoding="utf-8")
    (tmp_path / "mesh.common.Broken.avsc").write_text("{", encoding="utf-8")
    with pytest.raises(ContractProblems) as found:
        model.load(tmp_path)
    assert len(found.value.problems) == 2


def test_namespaces_that_need_each_other_and_equal_short_names_are_refused(tmp_path: Path) -> None:
    def write(namespace: str, name: str, of: str) -> None:
        schema = record(name, field(type=of), namespace=namespace)
        (tmp_path / f"{namespace}.{name}.avsc").write_text(json.dumps(schema), encoding="utf-8")

    write("mesh.one", "Egg", "mesh.two.Egg")
    write("mesh.two", "Egg", "string")
    write("mesh.two", "Hen", "mesh.one.Egg")
    with pytest.raises(ContractProblems) as found:
        model.load(tmp_path)
    assert "uses both" in str(found.value)
    assert "holds types of namespaces that hold types of it" in str(found.value)


def changed(tmp_path: Path, change: Callable[[Path], None]) -> str:
    """Return the problems found in a copy of the contract after a change."""
    for name in ("avro", "topics", "agencies"):
        shutil.copytree(SCHEMAS / name, tmp_path / name)
    shutil.copy(SCHEMAS / "processors.yaml", tmp_path)
    change(tmp_path)
    with pytest.raises(ContractProblems) as found:
        outputs.read(tmp_path)
    return str(found.value)


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def add_orphan(namespace: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        schema = record("Lonely", field(), namespace=namespace)
        (folder / "avro" / f"{namespace}.Lonely.avsc").write_text(json.dumps(schema), encoding="utf-8")

    return change


RATES = "topics/tax.rates.v1.yaml"
BAD_TOPICS: dict[str, tuple[Callable[[Path], None], str]] = {
    "an unknown key": (edit(RATES, "owner:", "color: red\nowner:"), "unknown key 'color'"),
    "a key twice": (edit(RATES, "owner:", "key: other\nowner:"), "stands twice"),
    "a missing key": (edit(RATES, "data_class:", "data_klass:"), "key 'data_class' is missing"),
    "an unknown record": (edit(RATES, "mesh.tax.RateSet", "mesh.tax.Rates"), "record mesh.tax.Rates has no .avsc"),
    "an unknown producer": (edit(RATES, "producer: registrar", "producer: someone"), "'someone' stands neither"),
    "an unknown consumer": (edit(RATES, "- tax.assessment", "- tax.assesment"), "'tax.assesment' stands neither"),
    "an unknown compatibility": (edit(RATES, "FULL_TRANSITIVE", "NONE"), "compatibility must be"),
    "no partitions": (edit(RATES, "partitions: 1", "partitions: 0"), "key 'partitions' is missing or empty"),
    "text as partitions": (edit(RATES, "partitions: 1", "partitions: many"), "partitions must be"),
    "a strange retention": (edit(RATES, "cleanup: compact", "cleanup: sometimes"), "retention must be"),
    "another name": (edit(RATES, "topic: tax.rates.v1", "topic: tax.rate.v1"), "must be named tax.rate.v1.yaml"),
    "no YAML": (edit(RATES, "topic:", "topic: ["), "not YAML"),
    "a value of no field": (edit(RATES, "  mfn_pct:", "  mfn:"), "values: no record has a field mfn"),
    "a number without bounds": (edit(RATES, "  mfn_pct:", "  mfn:"), "values: mfn_pct is a number and has no bounds"),
    "a value of two kinds": (edit(RATES, "places: 4}", "places: 4, deciders: true}"), "mfn_pct: needs exactly one of"),
    "a form that says in words what it must be in neither language": (
        edit("topics/customs.exchange-rates.v1.yaml", "zh: 须为三位货币代码, ", ""),
        "a list_of and a form say in zh and en",
    ),
    "bounds that hold nothing": (edit(RATES, "[0, 1000]", "[1000, 0]"), "number must be [least, most]"),
    "an unknown kind of value": (edit(RATES, "{number: [0, 1000]", "{numbers: [0, 1000]"), "unknown field `numbers`"),
    "values of a topic that is no register": (
        edit("topics/tax.findings.v1.yaml", "data_class:", "values: {grade: {one_of: [A]}}\ndata_class:"),
        "values: only a register",
    ),
    "a parameter of two registers": (
        edit("topics/tax.parameters.v1.yaml", "values:", "values:\n  limits.single_cny: {number: [0, 1]}"),
        "values: limits.single_cny stands in customs.parameters.v1.yaml too",
    ),
    "a register of several partitions": (edit(RATES, "partitions: 1", "partitions: 4"), "a register has one"),
    "tasks that do not line up": (
        edit("topics/tax.findings.v1.yaml", "partitions: 4", "partitions: 8"),
        "tasks span 4",
    ),
    "a record of no topic": (add_orphan("mesh.tax"), "no topic carries it and no record holds it; list it"),
    "state of no processor": (add_orphan("mesh.tax.nobody"), "no agency has a tax.nobody"),
    "a processor twice": (edit("agencies/forex.yaml", "name: forex.totals", "name: forex.decisions"), "stands twice"),
    "a processor's unknown key": (
        edit("processors.yaml", "service: receipts", "servant: receipts"),
        "needs exactly the keys",
    ),
}


@pytest.mark.parametrize(("change", "problem"), BAD_TOPICS.values(), ids=BAD_TOPICS.keys())
def test_a_bad_topic_file_is_refused_with_its_reason(
    change: Callable[[Path], None], problem: str, tmp_path: Path
) -> None:
    assert problem in changed(tmp_path, change)


def test_words_of_an_enum_are_no_part_of_its_schema(tmp_path: Path) -> None:
    """Who reads and writes knows symbols only: a better word must change no id."""
    forms = []
    for words in ({}, {"words": {"A": ["甲", "first"]}}):
        folder = tmp_path / str(len(words))
        folder.mkdir()
        holder = record("Holder", field(type="mesh.common.Kind"))
        for schema in (enum_of(["A", "UNKNOWN"]) | words, holder):
            (folder / f"mesh.common.{schema['name']}.avsc").write_text(json.dumps(schema), encoding="utf-8")
        found = model.load(folder)
        forms.append(identity.canonical(identity.self_contained(found, "mesh.common.Holder")))
        assert found.enums["mesh.common.Kind"].words == ({"A": ("甲", "first")} if words else {})
    assert forms[0] == forms[1]


@pytest.mark.parametrize(
    "words", [{"A": ["甲", "first"]}, {"A": ["甲"], "B": ["乙", "second"]}, {"A": "甲", "B": "乙"}]
)
def test_words_of_an_enum_are_for_every_symbol_and_in_two_languages(tmp_path: Path, words: dict[str, Any]) -> None:
    schema = enum_of(["A", "B", "UNKNOWN"]) | {"words": words}
    (tmp_path / "mesh.common.Kind.avsc").write_text(json.dumps(schema), encoding="utf-8")
    with pytest.raises(ContractProblems, match="words: "):
        model.load(tmp_path)
