"""
Telling at once whether a decoded block is written plainly: then what was decoded is what is meant.

Nearly every record is. Any other goes to `gateway.forms.examine`, which folds its values and says what is wrong. As in
`gateway.forms.taking`, one function per table is written at the start, so that the plain case costs a few operations of
whole texts: its codes and its texts are each looked at as one.
"""

import re
from collections.abc import Callable
from typing import Any

from gateway.forms.field import FOLDED_BY, Field, Kind
from gateway.forms.times import are_times, is_date
from mesh.folding import has_letter_or_digit

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow."""

Check = Callable[[Any], None]
_BETWEEN = "¦"


def check_plain(fields: tuple[Field, ...]) -> Check:
    """
    Return what raises ValueError for a decoded block with a value that is not written as it is meant.

    A value that is folded already passes, and nothing else: an absent one stands as ``None`` or ``UNSET``, which is
    both a sound code and a sound text. Numbers and choices are read elsewhere.
    """
    body = [*_times(fields)]
    codes, numbers, texts = (
        [f"shape.{field.element}" for field in fields if field.kind is kind and field.element != "guid"]
        for kind in (Kind.CODE, Kind.NUMBER, Kind.TEXT)
    )
    if codes:
        body += [
            f"joined = f'{_joined(codes)}'",
            f"if not (joined.isalnum() and joined.isascii()): all_codes({', '.join(codes)},)",
        ]
    for value in numbers:
        body.append(f"if {value} and not ({value}.isalnum() and {value}.isascii()): all_numbers({value},)")
    if texts:
        body += [
            f"joined = f'{_BETWEEN}{_joined(texts, _BETWEEN)}{_BETWEEN}'",
            f"if not joined.isprintable() or '{_BETWEEN} ' in joined or ' {_BETWEEN}' in joined:",
            f"    all_texts({', '.join(texts)},)",
        ]
    if any(field.element == "guid" for field in fields):
        body.append("if not (shape.guid.isascii() and shape.guid.replace('-', '').isalnum()): all_codes(shape.guid)")
    assert all(field.element.isidentifier() for field in fields)
    source = "def check(shape):\n" + "".join(f"    {line}\n" for line in body or ["pass"])
    space: dict[str, Any] = {
        "all_codes": _all_codes,
        "all_numbers": _all_numbers,
        "all_texts": _all_texts,
        "are_times": are_times,
        "is_date": is_date,
    }
    exec(source, space)  # noqa: S102 - written above, of names only
    check: Check = space["check"]
    return check


def is_called(kind: Kind, value: str) -> bool:
    """Tell whether a number or code that is there can be called by what it is: nobody finds ``.`` or ``--``."""
    return kind not in (Kind.NUMBER, Kind.CODE) or has_letter_or_digit(value)


def _joined(values: list[str], between: str = "") -> str:
    return between.join(f"{{{value}}}" for value in values)


def _times(fields: tuple[Field, ...]) -> list[str]:
    times = ", ".join(f"shape.{field.element}" for field in fields if field.kind is Kind.TIME)
    lines = [f"if not are_times({times}): raise ValueError('time')"] if times else []
    for field in fields:
        if field.kind is Kind.DATE:
            given = "" if field.required else f"shape.{field.element} and "
            lines.append(f"if {given}not is_date(shape.{field.element}): raise ValueError('date')")
    return lines


def _all_codes(*values: Any) -> None:
    _all(Kind.CODE, values)


def _all_numbers(*values: Any) -> None:
    _all(Kind.NUMBER, values)


def _all_texts(*values: Any) -> None:
    _all(Kind.TEXT, values)


def _all(kind: Kind, values: tuple[Any, ...]) -> None:
    fold = FOLDED_BY[kind]
    for value in values:
        if not isinstance(value, str) or not value:
            continue
        if value != fold(value) or FORBIDDEN.search(value) or not is_called(kind, value):
            raise ValueError("not plain")
