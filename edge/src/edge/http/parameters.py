"""
Parameters of a query, read into the Struct that describes them: what the description says of one holds.

Unknown parameters say nothing and are passed over.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import inspect
from starlette.requests import Request

from edge.problems.problem import Problem

Q = TypeVar("Q", bound=msgspec.Struct)
Refusal = tuple[str, str]
STRIPPED = {"stripped": True}
"""`Meta.extra` of a text whose outer blanks say nothing; of nothing else it is as if absent."""
_WORDS = {"true": True, "false": False}
_DIGITS = 15


class _Parameter(NamedTuple):
    """A parameter: its name, whether it must be there, whether it is stripped, and how its text is read."""

    name: str
    required: bool
    stripped: bool
    read: Callable[[str], object]
    refusal: Refusal


class _Unfit(ValueError):
    """A text is not what its parameter takes."""


def query(request: Request, kind: type[Q]) -> Q:
    """Return the query of a request. Raises Problem `invalid_parameter`, which names the first that is wrong."""
    given = request.query_params
    values: dict[str, object] = {}
    for one in _parameters(kind):
        text = given.get(one.name)
        if text is not None and one.stripped:
            text = text.strip() or None
            if text is not None and "\0" in text:  # which PostgreSQL would not take
                raise bad_parameter(one.name, *one.refusal)
        if text is not None:
            try:
                values[one.name] = one.read(text)
            except _Unfit as error:
                raise bad_parameter(one.name, *one.refusal) from error
        elif one.required:
            raise bad_parameter(one.name, "必填", "is required")
    return kind(**values)


def bad_parameter(name: str, zh: str, en: str) -> Problem:
    """Return the problem of one parameter."""
    return Problem("invalid_parameter", zh=f"{name} {zh}", en=f"{name} {en}")


def no_number_of(least: int, most: int) -> Refusal:
    """Return what is said of a number outside its bounds."""
    return f"须为 {least} 至 {most} 的整数", f"must be an integer from {least} to {most}"


@cache
def _parameters(kind: type[msgspec.Struct]) -> tuple[_Parameter, ...]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return tuple(_parameter(field) for field in info.fields)


def _parameter(field: inspect.Field) -> _Parameter:
    kind, extra = _bare(field.type)
    read, refusal = _reader(kind)
    return _Parameter(field.encode_name, field.required, bool(extra.get("stripped")), read, refusal)


def _bare(kind: inspect.Type) -> tuple[inspect.Type, dict[str, Any]]:
    """Return a type without its `None` and its words, and what they say beside."""
    match kind:
        case inspect.Metadata(type=inner, extra=more):
            bare, extra = _bare(inner)
            return bare, (more or {}) | extra
        case inspect.UnionType(types=kinds):
            (inner,) = (one for one in kinds if not isinstance(one, inspect.NoneType))
            return _bare(inner)
        case _:
            return kind, {}


def _reader(kind: inspect.Type) -> tuple[Callable[[str], object], Refusal]:
    match kind:
        case inspect.IntType(ge=least, le=most):
            assert least is not None
            assert most is not None
            return _whole(least, most), no_number_of(least, most)
        case inspect.BoolType():
            return _one_of(_WORDS), ("须为 true 或 false", "must be true or false")
        case inspect.LiteralType(values=values):
            words = [str(value) for value in values]
            return _one_of(dict(zip(words, words, strict=True))), (
                f"须为 {'、'.join(words[:-1])} 或 {words[-1]}",
                f"must be one of {', '.join(words)}",
            )
        case inspect.StrType(max_length=most):
            assert most is not None
            return _text(most), (f"最多 {most} 个字符", f"is too long: at most {most} characters")
        case _:
            raise TypeError(f"no parameter can be a {kind}")


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= _DIGITS and least <= int(text) <= most:
            return int(text)
        raise _Unfit

    return read


def _one_of(words: dict[str, Any]) -> Callable[[str], object]:
    def read(text: str) -> object:
        if text not in words:
            raise _Unfit
        return words[text]

    return read


def _text(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > most:
            raise _Unfit
        return text

    return read
