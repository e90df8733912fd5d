"""
Taking a decoded block apart: per table, one function whose source is written from it once, at the start.

Reading a table for every record costs more than all that is done with its fields; written out, each field is one line
and no loop is left. Only names of our own tables get into the source, and they are checked to be names.
"""

from collections.abc import Callable
from typing import Any

from msgspec import UNSET

from gateway.forms.field import Field, Kind
from gateway.forms.numbers import count, e5

Take = Callable[[Any], dict[str, Any]]
_GIVEN = {"e5": e5, "count": count, "UNSET": UNSET}


def take_clear(fields: tuple[Field, ...]) -> Take:
    """
    Return what takes the clear fields of a decoded block by target, absent ones left out.

    They come in this order, whatever order they were sent in: required texts, required amounts, other texts, other
    amounts, counts; the content digest rests on it. The function raises ValueError or TypeError for a bad number.
    """
    clear = [field for field in fields if field.target and field.kind is not Kind.CHOICE and field.element != "guid"]
    texts = [field for field in clear if field.kind not in (Kind.AMOUNT, Kind.COUNT)]
    amounts = [field for field in clear if field.kind is Kind.AMOUNT]
    certain = [(field.target, f"shape.{field.element}") for field in texts if field.required]
    certain += [(field.target, f"e5(shape.{field.element})") for field in amounts if field.required]
    body = [
        _literal(certain),
        *(line for field in texts if not field.required for line in _if_any(field, str(field.target))),
    ]
    for field in amounts:
        if not field.required:
            body += [
                f"value = shape.{field.element}",
                "if value is not UNSET and value is not None and value != '':",
                f"    taken['{field.target}'] = e5(value)",
            ]
    body += [
        f"taken['{field.target}'] = count(shape.{field.element}, {field.least}, {field.most})"
        for field in clear
        if field.kind is Kind.COUNT
    ]
    return _function(body, fields)


def take_personal(fields: tuple[Field, ...]) -> Take:
    """Return what takes the personal fields and remarks of a decoded block by element, empty ones left out."""
    personal = [field for field in fields if field.target is None]
    first = next((place for place, field in enumerate(personal) if not _certain(field)), len(personal))
    body = [_literal([(field.element, f"shape.{field.element}") for field in personal[:first]])]
    for field in personal[first:]:
        if _certain(field):
            body.append(f"taken['{field.element}'] = shape.{field.element}")
        else:
            body += _if_any(field, field.element)
    return _function(body, fields)


def _certain(field: Field) -> bool:
    """Tell whether the shape lets only a text of one character at least pass."""
    return field.required and field.least > 0


def _literal(members: list[tuple[Any, str]]) -> str:
    return "taken = {" + ", ".join(f"'{name}': {value}" for name, value in members) + "}"


def _if_any(field: Field, name: str) -> list[str]:
    return [f"value = shape.{field.element}", f"if value: taken['{name}'] = value"]


def _function(body: list[str], fields: tuple[Field, ...]) -> Take:
    assert all(field.element.isidentifier() and (field.target or "_").isidentifier() for field in fields)
    source = "def take(shape):\n" + "".join(f"    {line}\n" for line in [*body, "return taken"])
    space: dict[str, Any] = dict(_GIVEN)
    exec(source, space)  # noqa: S102 - written above, of names only
    take: Take = space["take"]
    return take
