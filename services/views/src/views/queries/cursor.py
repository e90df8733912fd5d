"""The cursor of a page: where it ended, for the same reader and the same question only."""

import base64
import binascii
from hashlib import sha256

import msgspec

from views.queries.rights import Reader
from views.queries.rows import Place, Question

_Cursor = tuple[str, str | None, str | int | bool, str]


class ForeignCursor(ValueError):
    """A cursor that is none, or of another reader or question."""


def write(reader: Reader, question: Question, place: Place) -> str:
    """Return the cursor behind a place."""
    said = (_digest(reader, question), question.as_of, place.value, place.by)
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(said)).decode().rstrip("=")


def read(reader: Reader, question: Question, cursor: str) -> tuple[Question, Place]:
    """
    Return the question with the day of the first page, and the place. Raises ForeignCursor.

    question: its `as_of` is that of the request, None where it names no day.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        digest, as_of, value, by = msgspec.msgpack.decode(raw, type=_Cursor)
    except (binascii.Error, UnicodeEncodeError, msgspec.MsgspecError, ValueError) as error:
        raise ForeignCursor from error
    first = question._replace(as_of=as_of) if question.as_of is None else question
    if digest != _digest(reader, first) or as_of != first.as_of or "\0" in by:
        raise ForeignCursor
    return first, Place(value, by)


def _digest(reader: Reader, question: Question) -> str:
    filters = sorted(question.filters.items())
    said = (reader.digest, filters, question.prefix, question.sort, question.falling)
    return sha256(repr(said).encode()).hexdigest()[:16]
