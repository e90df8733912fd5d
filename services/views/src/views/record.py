"""What a record on the wire is to a view: a row, a delete, or something that cannot be read. Pure."""

import enum
from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

from contracts import codec
from contracts.view import DATED, View
from mesh.wire.records import Inbound

KEY, BY, VALUE, RECORDED = "_key", "_by", "_value", "_recorded_ms"
"""Columns beside those of the record's fields, whose names begin with a letter."""
_VERSION = attrgetter("version")
_HEAD = 5  # bytes of a value that name its schema

Row = dict[str, Any]


class Deleted(NamedTuple):
    """A record without a value: its key has no row any more."""


class Unread(NamedTuple):
    """
    Why a record is passed over. reason: without any of its content.

    schema_id: the schema that it waits for, None if this version will never read it.
    """

    reason: str
    schema_id: int | None = None


def columns(view: View) -> tuple[str, ...]:
    """Return the fields that a view's table has as columns: those by which rows are chosen, ordered and seen."""
    dated = DATED if view.dated else ()
    return tuple(dict.fromkeys((*view.by, *view.filters, *view.sorted_by, *view.named, *dated)))


def read(view: View, source: Inbound) -> Row | Deleted | Unread:
    """Return what a record of a view's topic says of its key."""
    value = source.value
    if not value:
        return Deleted()
    try:
        key = source.key.decode()
        record = codec.decode(value)
    except codec.UnknownSchemaId as unknown:
        return Unread(str(unknown), unknown.schema_id)
    except codec.Undecodable as error:
        return Unread(str(error))
    except UnicodeDecodeError:
        return Unread("its key is no text")
    if type(record) is not view.record:
        return Unread(f"{type(record).__name__} does not belong on this topic")
    names, values_of, by_of, head = _shape(view)
    by = by_of(record)
    if key != (f"{by}@{_VERSION(record)}" if view.dated else by):
        return Unread("its key is not formed by its fields")
    row = dict(zip(names, values_of(record), strict=True))
    for name, one in row.items():
        if isinstance(one, str):
            if "\0" in one:
                return Unread(f"{name} has a character that no database takes")
            if isinstance(one, enum.Enum):
                row[name] = one.value
    row[KEY], row[BY], row[RECORDED] = key, by, source.timestamp_ms
    row[VALUE] = value if value[:_HEAD] == head else codec.encode(record)  # any version of this layout reads it
    return row


class _Shape(NamedTuple):
    """How a view's record is taken apart: its columns, their values, its key, and the head of our own schema."""

    names: tuple[str, ...]
    values_of: Callable[[Any], tuple[Any, ...]]
    by_of: Callable[[Any], str]
    head: bytes


_SHAPES: dict[type[msgspec.Struct], _Shape] = {}


def _shape(view: View) -> _Shape:
    shape = _SHAPES.get(view.record)
    if shape is None or shape.names != columns(view):
        names = columns(view)
        head = b"\0" + codec.id_of(view.record).to_bytes(4, "big")
        shape = _SHAPES[view.record] = _Shape(names, _values_of(names), _joined(view.by), head)
    return shape


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    many = attrgetter(*names)
    return many if len(names) > 1 else lambda record: (many(record),)


def _joined(by: tuple[str, ...]) -> Callable[[Any], str]:
    one = attrgetter(*by)
    return (lambda record: str(one(record))) if len(by) == 1 else (lambda record: "/".join(one(record)))
