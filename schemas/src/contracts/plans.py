"""
Plans for the native codec: how each record type stands on the wire, read from its own schema.

The schemas are deliberately narrow (no maps, floats, fixed, recursion, no union but the optional value), and each is
self-contained: a nested type is defined where it first appears.
"""

import json
import sys
from typing import Any

from contracts._avro import Plan
from contracts.schemas import IDS, KINDS, SCHEMAS

HEAD = 5  # a zero byte and four bytes of schema id, big-endian
PRIMITIVES = {"string": "text", "bytes": "blob", "int": "int", "long": "long", "boolean": "boolean"}


def head_of(schema_id: int) -> bytes:
    """Return the five bytes that stand before every record of a schema."""
    return b"\0" + schema_id.to_bytes(4, "big")


def all_plans() -> tuple[tuple[bytes, Plan], ...]:
    """Return head and plan of every local record type."""
    made: dict[str, Plan] = {}
    return tuple((head_of(IDS[name]), _plan(json.loads(SCHEMAS[IDS[name]]), {}, made)) for name in KINDS)


def _plan(schema: dict[str, Any], defined: dict[str, Any], made: dict[str, Plan]) -> Plan:
    name = _full_name(schema)
    fields = tuple(_field(field, defined, made) for field in schema["fields"])
    plan = made.get(name)
    if plan is None:
        plan = made[name] = Plan(KINDS[name], fields)
    return plan


def _field(field: dict[str, Any], defined: dict[str, Any], made: dict[str, Plan]) -> tuple[Any, ...]:
    type_ = field["type"]
    nullable = isinstance(type_, list)
    if nullable:
        type_ = type_[1]
    array = isinstance(type_, dict) and type_["type"] == "array"
    if array:
        type_ = type_["items"]
    name = field["name"]
    if isinstance(type_, str) and type_ in PRIMITIVES:
        return name, PRIMITIVES[type_], nullable, array
    if isinstance(type_, dict):
        of = _full_name(type_)
        defined[of] = (
            ("record", _plan(type_, defined, made))
            if type_["type"] == "record"
            else ("symbol", tuple(_enum(of)(symbol) for symbol in type_["symbols"]))
        )
        type_ = of
    kind, about = defined[type_]
    return name, kind, nullable, array, about


def _full_name(schema: dict[str, Any]) -> str:
    return f"{schema['namespace']}.{schema['name']}"


def _enum(full_name: str) -> Any:
    """Return an enum of the contract: the class of that name in the module of its namespace."""
    *namespace, name = full_name.split(".")
    return getattr(sys.modules["contracts." + "_".join(namespace[1:])], name)
