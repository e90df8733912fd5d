"""
Reading what others wrote with a schema that is not ours: newer, older, or of another implementation.

Slower than the generated codecs (fastavro, schema resolution, conversion); it only serves until the upgrade.
"""

import hashlib
import json
import struct
from collections.abc import Callable
from io import BytesIO
from typing import Any

import fastavro
import msgspec
from fastavro.read import SchemaResolutionError
from fastavro.schema import SchemaParseException

from contracts.errors import SchemaRefused, Undecodable

# What fastavro is seen to raise on malformed bytes, besides what every reader raises.
_MALFORMED = (
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    MemoryError,
    RecursionError,
    struct.error,
    SchemaResolutionError,
    msgspec.ValidationError,
)


def canonical(schema: Any) -> str:
    """Return the canonical form of a parsed schema: JSON without ``doc``, keys sorted, no white space."""
    return json.dumps(_without_doc(schema), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_id(schema_json: str) -> int:
    """Return the id that follows from a schema: the first 31 bits of the SHA-256 of its canonical form."""
    digest = hashlib.sha256(canonical(json.loads(schema_json)).encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1


def name_of(schema_id: int, schema_json: str) -> str:
    """Return the full name that a schema defines. Raises SchemaRefused when it is no record or has another id."""
    try:
        if content_id(schema_json) != schema_id:
            raise SchemaRefused(f"schema {schema_id} does not have the content of this id")
        parsed = fastavro.parse_schema(json.loads(schema_json))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, SchemaParseException) as error:
        raise SchemaRefused(f"schema {schema_id} is not an Avro schema: {error}") from error
    if not isinstance(parsed, dict) or parsed.get("type") != "record":
        raise SchemaRefused(f"schema {schema_id} does not define a record")
    return str(parsed["name"])


def foreign_reader(
    writer_json: str, reader_json: str, kind: type[msgspec.Struct]
) -> Callable[[bytes, int], tuple[Any, int]]:
    """Return a reader of bytes in the writer's schema that yields records of `kind`, whose schema is the reader's."""
    writer = fastavro.parse_schema(json.loads(writer_json))
    reader = fastavro.parse_schema(json.loads(reader_json))

    def read(b: bytes, p: int) -> tuple[Any, int]:
        stream = BytesIO(b)
        stream.seek(p)
        try:
            found = fastavro.schemaless_reader(stream, writer, reader)
            return msgspec.convert(found, kind, builtin_types=(bytes,)), stream.tell()
        except _MALFORMED as error:
            raise Undecodable(f"malformed record of a learnt schema ({type(error).__name__})") from error

    return read


def _without_doc(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _without_doc(value) for key, value in schema.items() if key != "doc"}
    if isinstance(schema, list):
        return [_without_doc(item) for item in schema]
    return schema
