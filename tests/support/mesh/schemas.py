"""Schemas as others publish them: the local ones, and newer ones that nobody here has met."""

import json
import secrets
from io import BytesIO
from typing import Any, NamedTuple

import fastavro
import msgspec

from contracts import codec
from contracts.foreign import canonical, content_id
from contracts.mesh import SchemaPublished
from contracts.topics import MESH_SCHEMAS
from tests.support.kafka import Kafka


class NewerSchema(NamedTuple):
    """A later version of a local record type: one more field, with a default, under a name of its own."""

    schema_id: int
    schema_json: str
    published: SchemaPublished

    def encode(self, record: msgspec.Struct) -> bytes:
        """Return what a producer with the newer schema would write."""
        written = BytesIO()
        schema = fastavro.parse_schema(json.loads(self.schema_json))
        fastavro.schemaless_writer(written, schema, msgspec.to_builtins(record, builtin_types=(bytes,)))
        return b"\0" + self.schema_id.to_bytes(4, "big") + written.getvalue()


def newer(kind: type[msgspec.Struct], *, name: str | None = None) -> NewerSchema:
    """
    Return a newer schema of `kind`, another one at each call: what is learnt stays learnt in a process.

    `name` makes it the schema of another type with the same fields.
    """
    schema: dict[str, Any] = json.loads(codec.SCHEMAS[codec.id_of(kind)])
    namespace, own = codec.full_name(kind).rsplit(".", 1)
    schema |= {"namespace": namespace, "name": name or own}
    schema["fields"].append({"name": f"added_{secrets.token_hex(4)}", "type": ["null", "string"], "default": None})
    text = canonical(schema)
    number = content_id(text)
    published = SchemaPublished(schema_id=number, full_name=f"{namespace}.{name or own}", schema_json=text)
    return NewerSchema(number, text, published)


def publish(kafka: Kafka, *published: SchemaPublished) -> None:
    """Write schemas as the deploy step does."""
    kafka.send(MESH_SCHEMAS, *((str(one.schema_id).encode(), codec.encode(one)) for one in published))


def local() -> list[SchemaPublished]:
    """Return every local schema that has a record type."""
    return [
        SchemaPublished(schema_id=number, full_name=codec.full_name(kind), schema_json=text)
        for number, text in codec.SCHEMAS.items()
        if (kind := codec.kind_of(number)) is not None
    ]
