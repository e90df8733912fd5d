"""
The careful way to read a record: what is written otherwise than meant is folded, and every fault is found and named.

Only records that the quick way refuses come here. The same tables decide, so a record without a fault still passes.
"""

from collections.abc import Mapping
from typing import Any

from contracts.documents import Field, Kind
from edge.problems.problem import FieldError
from gateway.forms.findings import finding, number_code
from gateway.forms.form import Block, Form
from gateway.forms.item import KEY_MOST, Item, Malformed, assemble
from gateway.forms.numbers import count, e5
from gateway.forms.plain import FOLDED_BY, FORBIDDEN, is_called
from gateway.forms.times import is_date, is_time
from mesh.declared.equivalence import has_letter_or_digit, shown
from mesh.declared.keys import order_key

_ERRORS_MOST = 20
_NAME_MOST = 64


class _Twice:
    """Stands for a member that came twice."""


class _Nested:
    """Stands for an element that has elements where a value belongs."""


class _Bare:
    """Stands for an element that lacks the namespace of its message and would else be a field or block of it."""


TWICE, NESTED, BARE = _Twice(), _Nested(), _Bare()
LINES = Field("lines", "商品行", "lines", None, Kind.TEXT)
"""What findings about all lines name."""


def examine(form: Form, members: Mapping[str, Any], *, row: int, sender: str) -> Item | Malformed:
    """Read a record from its members (elements of a head and ``lines``), or say all that is wrong with it."""
    errors: list[FieldError] = []
    values = _block(form.head, members, "", row, errors, also=("type", "transmitter", "lines"))
    if form.lines is not None:
        values["lines"] = _lines(form, form.lines, members.get("lines"), row, errors)
    elif "lines" in members:
        errors.append(finding("unknown_member", "/lines", row, name="lines"))
    _check_key(form, values, row, errors)
    if errors:
        return Malformed(form, row, tuple(errors[:_ERRORS_MOST]))
    return assemble(form, form.shape(**values), row=row, sender=sender)


def _lines(form: Form, block: Block, lines: Any, row: int, errors: list[FieldError]) -> list[Any]:
    if lines is TWICE:
        errors.append(finding("duplicate_member", "/lines", row, LINES))
        return []
    if lines is not None and not isinstance(lines, list):
        errors.append(finding("lines_not_a_list", "/lines", row))
        return []
    if not lines:
        if form.lines_least:
            errors.append(finding("lines_missing", "/lines", row))
        return []
    if len(lines) > form.lines_most:
        errors.append(finding("too_many_lines", "/lines", row, most=str(form.lines_most)))
        return []
    read = []
    for place, line in enumerate(lines):
        pointer = f"/lines/{place}"
        if isinstance(line, Mapping):
            before = len(errors)
            values = _block(block, line, pointer, row, errors)
            if len(errors) == before:
                read.append(block.shape(**values))
        else:
            errors.append(finding("not_a_record", pointer, row))
    return read


def _block(
    block: Block,
    members: Mapping[str, Any],
    at: str,
    row: int,
    errors: list[FieldError],
    also: tuple[str, ...] = (),
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in block.fields:
        value = members.get(field.element)
        if isinstance(value, str) and not FORBIDDEN.search(value):
            value = FOLDED_BY[field.kind](value)
            if not field.required and not has_letter_or_digit(value):
                value = ""
        pointer = f"{at}/{field.element}"
        code = _fault(field, value)
        if code is not None:
            errors.append(finding(code, pointer, row, field))
        elif value is not None and value != "":
            values[field.element] = value
    unknown = [name for name in members if name not in block.by_element and name not in also]
    for name in unknown:
        code = "no_namespace" if members[name] is BARE else "unknown_member"
        errors.append(finding(code, f"{at}/{_quoted(name)}", row, name=shown(_named(name))))
    return values


def _fault(field: Field, value: Any) -> str | None:
    """Return the code of what is wrong with a value, or None."""
    if value is TWICE:
        return "duplicate_member"
    if value is NESTED:
        return "structure"
    if value is BARE:
        return "no_namespace"
    if value is None or (value == "" and not field.required):
        return "missing" if field.required else None
    match field.kind:
        case Kind.AMOUNT:
            return _number_fault(field, value)
        case Kind.COUNT:
            return _number_fault(field, value)
        case Kind.CHOICE:
            return None if isinstance(value, str) and value in field.choices else "not_a_choice"
        case Kind.TIME | Kind.DATE:
            return _time_fault(field, value)
        case Kind.TEXT | Kind.NUMBER | Kind.CODE:
            return _text_fault(field, value)


def _text_fault(field: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        return "not_text"
    if not value:
        return "missing"
    if len(value) > field.most:
        return "too_long"
    if len(value) < field.least:
        return "too_short"
    if FORBIDDEN.search(value):
        return "control_character"
    return None if is_called(field.kind, value) else "no_letter_or_digit"


def _time_fault(field: Field, value: Any) -> str | None:
    if not isinstance(value, str) or len(value) != field.most or not (value.isascii() and value.isdigit()):
        return "not_digits"
    if field.kind is Kind.DATE:
        return None if is_date(value) else "no_such_day"
    return None if is_time(value) else "no_such_time"


def _number_fault(field: Field, value: Any) -> str | None:
    try:
        if field.kind is Kind.AMOUNT:
            e5(value)
        else:
            count(value, field.least, field.most)
    except (ValueError, TypeError) as error:
        return number_code(field, error)
    return None


def _check_key(form: Form, values: Mapping[str, Any], row: int, errors: list[FieldError]) -> None:
    """A key that grows too long when it is normalised is too long."""
    key = values.get(form.key_element)
    if isinstance(key, str) and len(order_key(key)) > KEY_MOST:
        errors.append(finding("too_long", f"/{form.key_element}", row, form.head.by_element[form.key_element]))


def _quoted(name: Any) -> str:
    """Return a member's name as a reference token of a JSON Pointer, cut and made safe to encode."""
    return _named(name).replace("~", "~0").replace("/", "~1")


def _named(name: Any) -> str:
    return str(name)[:_NAME_MOST].encode("utf-8", "replace").decode()
