"""The smallest sensible record of any type of the contract, made from its annotations."""

import enum
import types
import typing
from typing import Any, TypeVar

import msgspec

R = TypeVar("R", bound=msgspec.Struct)


def a_record(kind: type[R]) -> R:
    """Return a record with every required field filled and every list holding one item."""
    hints = typing.get_type_hints(kind)
    fields = msgspec.structs.fields(kind)
    return kind(**{field.name: _value(hints[field.name], field.name) for field in fields if field.required})


def _value(hint: Any, name: str) -> Any:
    arguments = typing.get_args(hint)
    match typing.get_origin(hint):
        case types.UnionType | typing.Union:
            return None
        case origin if origin is tuple:
            return (_value(arguments[0], name),)
        case origin if origin is dict:
            return {name: _value(arguments[1], name)}
        case None:
            return _plain(hint, name)
    raise TypeError(f"{name}: {hint}")


def _plain(hint: Any, name: str) -> Any:
    if issubclass(hint, msgspec.Struct):
        return a_record(hint)
    if issubclass(hint, enum.Enum):
        return next(iter(hint))
    return {str: name, bytes: name.encode(), int: 1, bool: True}[hint]
