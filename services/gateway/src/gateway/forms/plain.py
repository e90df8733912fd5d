"""
Telling at once whether a decoded block is written plainly: then what was decoded is what is meant.

Nearly every record is. Any other goes to `gateway.forms.examine`, which folds its values and says what is wrong. As in
`gateway.forms.taking`, one function per table is written at the start, so that the plain case costs a few operations of
whole texts: its codes and its texts are each looked at as one.
"""

import re
from collections.abc import Callable
from string import ascii_letters, digits
from typing import Any

from gateway.forms.field import FOLDED_BY, Field, Kind
from gateway.forms.times import is_date, is_time
from mesh.folding import has_letter_or_digit

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 does not allow."""

Check = Callable[[Any], None]
_BETWEEN = "¦"
_SIMPLE = f"{ascii_letters}{digits}-|".encode()
"""What codes and numbers are made of nearly always; the stroke stands between them."""


def check_plain(fields: tuple[Field, ...]) -> Check:
    """
    Return what raises ValueError for a decoded block with a value that is not written as it is meant.

    A value that is folded already passes, and nothing else; an absent one is empty. A code or number of letters and
    digits of ASCII with dashes behind the first is folded; where another is among them each is looked at. An optional
    text that says nothing is absent, so it is not plain. Amounts, counts and choices are read elsewhere.
    """
    body = _times(fields)
    codes, numbers, texts = (
        [f"shape.{field.element}" + ("" if field.required else " or ''") for field in fields if field.kind is kind]
        for kind in (Kind.CODE, Kind.NUMBER, Kind.TEXT)
    )
    if codes or numbers:
        body += [
            f'joined = f"|{_joined(codes + numbers, "|")}"',
            "if joined.encode().translate(None, simple) or '|-' in joined:",
            f"    all_codes({', '.join(codes)})",
            f"    all_numbers({', '.join(numbers)})",
        ]
    body += [
        f"if (value := shape.{field.element}) and not value[0].isalnum() and not says(value): raise ValueError('dash')"
        for field in fields
        if field.kind is Kind.TEXT and not field.required
    ]
    if texts:
        body += [
            f'joined = f"{_BETWEEN}{_joined(texts, _BETWEEN)}{_BETWEEN}"',
            f"if not joined.isprintable() or '{_BETWEEN} ' in joined or ' {_BETWEEN}' in joined:",
            f"    all_texts({', '.join(texts)})",
        ]
    assert all(field.element.isidentifier() for field in fields)
    source = "def check(shape):\n" + "".join(f"    {line}\n" for line in body or ["pass"])
    space: dict[str, Any] = {
        "all_codes": _all_codes,
        "all_numbers": _all_numbers,
        "all_texts": _all_texts,
        "simple": _SIMPLE,
        "says": has_letter_or_digit,
        "is_time": is_time,
        "is_date": is_date,
    }
    exec(source, space)  # noqa: S102 - written above, of names only
    check: Check = space["check"]
    return check


def is_called(kind: Kind, value: str) -> bool:
    """Tell whether a number or code that is there can be called by what it is: nobody finds ``.`` or ``--``."""
    return kind not in (Kind.NUMBER, Kind.CODE) or has_letter_or_digit(value)


def _joined(values: list[str], between: str) -> str:
    return between.join(f"{{{value}}}" for value in values)


def _times(fields: tuple[Field, ...]) -> list[str]:
    tests = {Kind.TIME: "is_time", Kind.DATE: "is_date"}
    return [
        f"if {'' if field.required else f'shape.{field.element} and '}not {tests[field.kind]}(shape.{field.element}):"
        " raise ValueError('time')"
        for field in fields
        if field.kind in tests
    ]


def _all_codes(*values: str) -> None:
    _all(Kind.CODE, values)


def _all_numbers(*values: str) -> None:
    _all(Kind.NUMBER, values)


def _all_texts(*values: str) -> None:
    _all(Kind.TEXT, values)


def _all(kind: Kind, values: tuple[str, ...]) -> None:
    fold = FOLDED_BY[kind]
    for value in values:
        if not value or (value.isascii() and value.isalnum()):
            continue
        if value != fold(value) or FORBIDDEN.search(value) or not is_called(kind, value):
            raise ValueError("not plain")
