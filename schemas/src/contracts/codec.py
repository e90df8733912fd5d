"""
Records to bytes and back: Confluent's wire format (a zero byte, four bytes of schema id, Avro).

Local schemas are read and written by native code (`contracts._avro`) along plans made of the schemas. A newer or
foreign schema, once learnt, is read through Avro's schema resolution into our own type, so that an agency meets fields
it does not know without an upgrade.
"""

from collections.abc import Callable
from typing import Any, NoReturn

import msgspec

from contracts._avro import Codec
from contracts.errors import SchemaRefused, Undecodable, Unencodable, UnknownSchemaId
from contracts.foreign import foreign_reader, name_of
from contracts.plans import HEAD, all_plans, head_of
from contracts.schemas import IDS, KINDS, SCHEMAS

__all__ = [
    "SCHEMAS",
    "SchemaRefused",
    "Undecodable",
    "Unencodable",
    "UnknownSchemaId",
    "decode",
    "encode",
    "full_name",
    "id_of",
    "kind_of",
    "known",
    "learn",
    "schema_id",
]

Record = msgspec.Struct

_NAMES: dict[type[Record], str] = {kind: name for name, kind in KINDS.items()}
_KINDS: dict[int, type[Record] | None] = {IDS[name]: kind for name, kind in KINDS.items()}
_FOREIGN: dict[bytes, Callable[[bytes, int], tuple[Any, int]]] = {}


def schema_id(value: bytes) -> int:
    """Return the schema id in a wire form. Raises Undecodable when there is none."""
    if len(value) < HEAD or value[0] != 0:
        raise Undecodable("not in the wire format")
    return int.from_bytes(value[1:HEAD], "big")


def id_of(kind: type[Record]) -> int:
    """Return the schema id under which records of `kind` are written."""
    return IDS[_NAMES[kind]]


def kind_of(schema_id: int) -> type[Record] | None:
    """Return the local record type of a schema, None for a learnt one of a type unknown here, to be skipped.

    Raises UnknownSchemaId when the schema is neither local nor learnt.
    """
    try:
        return _KINDS[schema_id]
    except KeyError:
        raise UnknownSchemaId(schema_id) from None


def known() -> int:
    """Return how many schemas are known: it grows when one is learnt."""
    return len(_KINDS)


def full_name(kind: type[Record]) -> str:
    """Return the Avro full name of a record type."""
    return _NAMES[kind]


def learn(schema_id: int, schema_json: str) -> None:
    """Take in a schema from `mesh.schemas`. Known ones are left as they are. Raises SchemaRefused when it is unusable."""
    if schema_id in _KINDS:
        return
    name = name_of(schema_id, schema_json)
    kind = KINDS.get(name)
    if kind is not None:
        _FOREIGN[head_of(schema_id)] = foreign_reader(schema_json, SCHEMAS[IDS[name]], kind)
    _KINDS[schema_id] = kind


def _unwritten(record: Record, error: Exception) -> NoReturn:
    name = _NAMES.get(type(record))
    if name is None:
        raise Unencodable(f"{type(record).__name__} is no record of the contract") from None
    raise Unencodable(f"{name}: a field does not fit its schema ({type(error).__name__})") from error


def _unread(value: bytes, error: Exception) -> NoReturn:
    raise Undecodable(f"malformed {_described(value)} ({type(error).__name__})") from error


def _unknown(value: bytes) -> Any:
    """Read a record of a schema that is not local: a learnt one, or none that can be read."""
    number = schema_id(value)
    read = _FOREIGN.get(value[:HEAD])
    if read is None:
        kind_of(number)
        raise Undecodable(f"schema {number} is of a type that is not known here")
    try:
        record, end = read(value, HEAD)
    except (LookupError, ValueError) as error:
        _unread(value, error)
    if end != len(value):
        raise Undecodable(f"malformed {_described(value)} (length)")
    return record


def _described(value: bytes) -> str:
    kind = _KINDS.get(schema_id(value))
    return full_name(kind) if kind else "record"


_CODEC = Codec(all_plans(), _unwritten, _unread, _unknown)

encode: Callable[[Record], bytes] = _CODEC.encode
"""Return the wire form of a record. Raises Unencodable when a value does not fit its schema."""

decode: Callable[[bytes], Any] = _CODEC.decode
"""
Return the record that a value holds.

Raises UnknownSchemaId when its schema is not known yet, and Undecodable when it is malformed in any way, has bytes left
over, or is of a type that this package does not have (`kind_of` tells in advance).
"""
