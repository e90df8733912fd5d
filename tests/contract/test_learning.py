"""A schema that is newer than our code, or of a type we do not have."""

import io
import json
from typing import Any

import fastavro
import msgspec
import pytest

from contracts import codec
from contracts.common import DocumentRef, DocumentType, FindingAction, FindingRef, ParameterSet, Reason
from contracts.foreign import canonical, content_id
from generator.identity import schema_id

REASON: dict[str, Any] = {"code": "99102", "rule_id": "MAT-02", "text_zh": "金额不符", "text_en": "amounts differ"}


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    schema = json.loads(codec.SCHEMAS[codec.id_of(kind)])
    assert isinstance(schema, dict)
    return schema


def value_of(schema: dict[str, Any], content: dict[str, Any]) -> bytes:
    """Return the wire form as a program that has this schema would write it."""
    stream = io.BytesIO()
    fastavro.schemaless_writer(stream, fastavro.parse_schema(json.loads(json.dumps(schema))), content)
    return b"\0" + content_id(json.dumps(schema)).to_bytes(4, "big") + stream.getvalue()


def learn(schema: dict[str, Any]) -> int:
    number = content_id(json.dumps(schema))
    codec.learn(number, json.dumps(schema))
    return number


def with_field(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return {**schema, "fields": [*schema["fields"], {"name": name, "type": ["null", "string"], "default": None}]}


def test_a_newer_schema_is_unknown_until_it_is_learnt_and_then_read_into_our_type() -> None:
    schema = with_field(schema_of(Reason), "text_fr")
    value = value_of(schema, {**REASON, "text_fr": "montants différents"})
    with pytest.raises(codec.UnknownSchemaId):
        codec.decode(value)
    number = learn(schema)
    assert codec.kind_of(number) is Reason
    assert codec.decode(value) == Reason(**REASON)


def test_learning_twice_changes_nothing() -> None:
    schema = with_field(schema_of(Reason), "text_de")
    assert learn(schema) == learn(schema)
    codec.learn(codec.id_of(Reason), "{}")
    assert codec.kind_of(codec.id_of(Reason)) is Reason


def test_a_symbol_that_we_do_not_know_becomes_unknown() -> None:
    schema = schema_of(DocumentRef)
    schema["fields"][0]["type"]["symbols"].insert(2, "MANIFEST")
    learn(schema)
    content = {"document_type": "MANIFEST", "document_id": "d", "issuer_code": "i", "number": "n", "sender_code": "s"}
    assert codec.decode(value_of(schema, content)).document_type is DocumentType.UNKNOWN
    assert (
        codec.decode(value_of(schema, {**content, "document_type": "IMPORT_WAYBILL"})).document_type
        is DocumentType.IMPORT_WAYBILL
    )


def test_an_older_schema_without_an_optional_field_is_read() -> None:
    schema = schema_of(ParameterSet)
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "valid_to"]
    learn(schema)
    content: dict[str, Any] = {"code": "c", "version": 1, "valid_from": "2024-01-01", "source": "s", "value": "1"}
    assert codec.decode(value_of(schema, content)) == ParameterSet(**content)


def test_a_type_that_we_do_not_have_is_known_to_be_skipped() -> None:
    schema = {"type": "record", "name": "Novelty", "namespace": "mesh.future", "fields": [{"name": "x", "type": "int"}]}
    number = learn(schema)
    assert codec.kind_of(number) is None
    with pytest.raises(codec.Undecodable):
        codec.decode(value_of(schema, {"x": 1}))


def test_a_schema_that_cannot_be_read_into_our_type_makes_its_records_undecodable() -> None:
    schema = schema_of(Reason)
    schema["fields"] = schema["fields"][:2]
    learn(schema)
    with pytest.raises(codec.Undecodable):
        codec.decode(value_of(schema, {"code": "1", "rule_id": "r"}))


def test_malformed_records_of_a_learnt_schema_are_undecodable() -> None:
    schema = with_field(schema_of(FindingRef), "rank")
    learn(schema)
    content = {
        "finding_id": "f", "hold_id": "h", "action": FindingAction.RELEASE.value, "officer": "o", "authority": "a",
        "rank": None,
    }  # fmt: skip
    value = value_of(schema, content)
    assert codec.decode(value).action is FindingAction.RELEASE
    for end in range(5, len(value)):
        with pytest.raises(codec.Undecodable):
            codec.decode(value[:end])
    for bad in (value + b"\0", value[:5] + b"\x01" + value[6:], value[:5] + b"\xff" * 20):
        with pytest.raises(codec.Undecodable):
            codec.decode(bad)


REFUSED = {
    "an id that does not follow from the content": (1, '{"type":"string"}'),
    "no JSON": (1, "{"),
    "no schema": (content_id('{"type":"nonsense"}'), '{"type":"nonsense"}'),
    "a schema of no record": (content_id('"string"'), '"string"'),
}


@pytest.mark.parametrize(("number", "schema_json"), REFUSED.values(), ids=REFUSED.keys())
def test_a_schema_that_is_unusable_is_refused(number: int, schema_json: str) -> None:
    with pytest.raises(codec.SchemaRefused):
        codec.learn(number, schema_json)


def test_the_id_does_not_depend_on_doc_white_space_or_the_order_of_keys() -> None:
    schema = schema_of(Reason)
    told = {key: schema[key] for key in reversed(schema)} | {"doc": "told again"}
    assert content_id(json.dumps(told, indent=2)) == codec.id_of(Reason)


def test_package_and_generator_agree_on_canonical_form_and_id() -> None:
    for number, form in codec.SCHEMAS.items():
        assert canonical(json.loads(form)) == form
        assert schema_id(form) == number == content_id(form)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"type":' * 5_000 + '"int"' + "}" * 5_000,
        '"\\ud800"',
        "9" * 5_000,
        "null",
        "",
        '{"type": "record"}',
    ],
)
def test_what_is_no_schema_is_refused_however_it_is_made(text: str) -> None:
    """Also text so deep that a parser gives up."""
    with pytest.raises(codec.SchemaRefused):
        codec.learn(4_711, text)
