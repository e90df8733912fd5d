"""The registry's answers as a function of path and published schemas."""

import json
from typing import Any

import msgspec
import pytest
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

from contracts import codec
from contracts.customs import DeclarationAccepted, DeclarationHeld
from contracts.forex import ForexDecided
from contracts.mesh import SchemaPublished
from contracts.topics import CUSTOMS_DECLARATIONS, FOREX_DECISIONS, TOPICS
from mesh.process.http_server import SmallServer
from mesh.registry import subjects
from tests.support.mesh.samples import a_record


def published(*kinds: type) -> dict[int, SchemaPublished]:
    """Local schemas as the deploy step publishes them."""
    found = {}
    for kind in kinds:
        number = codec.id_of(kind)
        found[number] = SchemaPublished(
            schema_id=number, full_name=codec.full_name(kind), schema_json=codec.SCHEMAS[number]
        )
    return found


TWO_VERSIONS = published(ForexDecided) | {
    7: SchemaPublished(schema_id=7, full_name=codec.full_name(ForexDecided), schema_json='"newer"')
}
SUBJECT = f"m.{FOREX_DECISIONS}-value"


def get(held: subjects.Published, target: str) -> tuple[int, Any]:
    """Return status and content."""
    found = subjects.answer(held, "m", target)
    return found.status, json.loads(found.body)


def test_a_schema_is_found_by_its_id_whatever_the_query() -> None:
    """Clients add the subject they guess; the id alone decides."""
    number = codec.id_of(ForexDecided)
    status, content = get(TWO_VERSIONS, f"/schemas/ids/{number}?subject=anything-value")
    assert (status, content) == (200, {"schema": codec.SCHEMAS[number]})


def test_an_unknown_id_has_the_registrys_own_error() -> None:
    """Clients tell 40403 from a wrong address."""
    status, content = get(TWO_VERSIONS, "/schemas/ids/12")
    assert (status, content["error_code"]) == (404, 40403)


@pytest.mark.parametrize(
    "conf", [{}, {"auto.register.schemas": False}, {"auto.register.schemas": False, "use.latest.version": True}]
)
def test_confluents_serializer_writes_a_record_as_the_mesh_does(conf: dict[str, Any]) -> None:
    """In its default settings it registers, which changes nothing where the subject has the schema."""
    schemas, record = published(ForexDecided), a_record(ForexDecided)
    server = SmallServer(
        lambda target: subjects.answer(schemas, "m", target),
        host="127.0.0.1",
        port=0,
        setting="the test's port",
        look_up=lambda target, body: subjects.look_up(schemas, "m", target, body),
    )
    server.start()
    try:
        with SchemaRegistryClient({"url": f"http://127.0.0.1:{server.port}"}) as client:
            serialize = AvroSerializer(client, codec.SCHEMAS[codec.id_of(ForexDecided)], conf=conf)
            context = SerializationContext(f"m.{FOREX_DECISIONS}", MessageField.VALUE)
            value = serialize(msgspec.to_builtins(record, builtin_types=(bytes,)), context)
    finally:
        server.stop()
    assert value == codec.encode(record)


def test_a_schema_is_looked_up_and_never_registered() -> None:
    for target, schema, status, code in (
        (f"/subjects/{SUBJECT}?deleted=false", '"newer"', 200, None),
        (f"/subjects/{SUBJECT}/versions", '"newer"', 200, None),
        (f"/subjects/{SUBJECT}", '"other"', 404, 40403),
        ("/subjects/nobody", '"newer"', 404, 40401),
        (f"/subjects/{SUBJECT}/versions", '"other"', 405, 405),
        ("/config", '"newer"', 405, 405),
        (f"/subjects/{SUBJECT}", "{", 422, 42201),
    ):
        response = subjects.look_up(TWO_VERSIONS, "m", target, json.dumps({"schema": schema}).encode())
        content = json.loads(response.body)
        assert (response.status, content.get("error_code")) == (status, code)
        assert status != 200 or content == {"subject": SUBJECT, "version": 2, "id": 7, "schema": '"newer"'}


def test_versions_are_numbered_in_the_order_of_arrival() -> None:
    """Version 1 came first; latest is the newest."""
    assert get(TWO_VERSIONS, f"/subjects/{SUBJECT}/versions") == (200, [1, 2])
    assert get(TWO_VERSIONS, f"/subjects/{SUBJECT}/versions/1")[1]["id"] == codec.id_of(ForexDecided)
    for newest in ("2", "latest", "-1"):
        expected = {"subject": SUBJECT, "version": 2, "id": 7, "schema": '"newer"'}
        assert get(TWO_VERSIONS, f"/subjects/{SUBJECT}/versions/{newest}") == (200, expected)
    assert get(TWO_VERSIONS, f"/subjects/{SUBJECT}/versions/3")[1]["error_code"] == 40402


def test_a_schema_names_its_subjects_and_versions() -> None:
    """The way back from an id."""
    assert get(TWO_VERSIONS, "/schemas/ids/7/versions") == (200, [{"subject": SUBJECT, "version": 2}])
    assert get(TWO_VERSIONS, "/schemas/ids/7/subjects") == (200, [SUBJECT])


def test_a_topic_of_several_types_has_a_subject_for_each() -> None:
    """So that the latest version of a subject is of the type that its name says."""
    held = published(DeclarationAccepted, DeclarationHeld)
    topic = f"m.{CUSTOMS_DECLARATIONS}"
    listed = [
        f"{topic}-mesh.customs.DeclarationAccepted",
        f"{topic}-mesh.customs.DeclarationHeld",
        f"{topic}-value",
    ]
    assert get(held, f"/subjects?subjectPrefix={topic}-") == (200, listed)
    assert get(held, f"/subjects/{topic}-mesh.customs.DeclarationHeld/versions/latest")[1]["id"] == codec.id_of(
        DeclarationHeld
    )


def test_every_topic_of_the_contract_has_a_subject() -> None:
    """Once everything is published, nothing on a topic is without a schema."""
    held = published(*(kind for topic in TOPICS.values() for kind in topic.records))
    found = set(subjects.subjects(held, "m"))
    assert {f"m.{topic}-value" for topic in TOPICS} <= found


def test_an_unpublished_topic_has_no_subject() -> None:
    """Only what is in the topic of schemas is known."""
    status, content = get({}, f"/subjects/{SUBJECT}/versions/latest")
    assert (status, content["error_code"]) == (404, 40401)
    assert get({}, "/subjects") == (200, [])


def test_compatibility_and_mode_are_told() -> None:
    """Tools ask before they show anything."""
    assert get({}, "/config") == (200, {"compatibilityLevel": "FULL_TRANSITIVE"})
    assert get({}, f"/config/{SUBJECT}")[0] == 200
    assert get({}, "/mode") == (200, {"mode": "READONLY"})
    assert get({}, "/") == (200, {})


@pytest.mark.parametrize("path", ["/v1/declarations", "/healthz", "/readyz", "/metrics", "http://["])
def test_nothing_else_is_there(path: str) -> None:
    """Health and metrics least of all: they have a port of their own."""
    assert get({}, path)[0] == 404
