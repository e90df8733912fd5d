"""Reading what routes are asked: numbers in paths, and small JSON bodies, with problems that name what is wrong."""

from datetime import date
from typing import TypeVar

import msgspec
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request

from edge.problems.problem import FieldError, Problem

BODY_BYTES = 16_384

B = TypeVar("B", bound=msgspec.Struct)


class Anything(Convertor[str]):
    """The rest of a path, whatever is in it: a number may hold a slash, and whoever pastes one a line feed."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", Anything())
NUMBER = "{number:anything}"
"""A number in the path of a route."""


def is_day(text: str) -> bool:
    """Tell whether a text is a day that exists, YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


async def body(request: Request, kind: type[B], most: int = BODY_BYTES) -> B:
    """Return a JSON body of at most so many bytes. Raises Problem, with the pointer of each fault; quotes no value."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > most:
            raise Problem("body_too_large")
    if not raw:
        raise Problem("body_missing")
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$")
        pointer = "/" + where.rstrip("`").lstrip(".").replace(".", "/") if where else ""
        en = what if "enum value" not in what else "Not one of the allowed words"
        fault = FieldError(pointer=pointer, code="invalid", zh="字段缺失、类型不符或取值不在范围内", en=en)
        raise Problem("invalid_request", errors=[fault]) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("json_malformed") from error
