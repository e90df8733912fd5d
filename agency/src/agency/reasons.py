"""
The reasons that rules give, in the words of the catalogue: a rule has no text of its own.

A code's text has places for particulars. A particular is a number or a name, the same in both languages, or a
particular of the catalogue, which is in two and may have places of its own.
"""

from collections.abc import Iterable
from typing import NamedTuple

from contracts.codes import CODES
from contracts.common import Reason
from contracts.particulars import PARTICULARS


class Particular(NamedTuple):
    """A particular of a reason, in Chinese and English."""

    zh: str
    en: str


Value = str | int | Particular
NAMES, CLAUSES = Particular("、", ", "), Particular("；", "; ")
"""Separators of several values: names, or clauses."""

_TEXTS = {code: (found.zh.split("{}"), found.en.split("{}")) for code, found in CODES.items()}
_PARTICULARS = {name: (zh.split("{}"), en.split("{}")) for name, (zh, en) in PARTICULARS.items()}


def reason(code: str, rule_id: str, *values: Value) -> Reason:
    """
    Return the reason of a code that a rule gives, with a value for each place of the code's text.

    Of a code that no rule gives, such as that of waiting for an officer, the rule's id is empty. Raises KeyError for a
    code, ValueError for a rule or a number of values, that the catalogue does not know.
    """
    if rule_id not in (CODES[code].rules or ("",)):
        raise ValueError(f"rule {rule_id} does not give code {code}")
    zh, en = _filled(code, _TEXTS[code], values)
    return Reason(code=code, rule_id=rule_id, text_zh=zh, text_en=en)


def places(code: str) -> int:
    """Return for how many values a code's text has places."""
    return len(_TEXTS[code][0]) - 1


def particular(name: str, *values: Value) -> Particular:
    """Return a particular of the catalogue. Raises KeyError for its name, ValueError for a wrong number of values."""
    return _filled(name, _PARTICULARS[name], values)


def listed(values: Iterable[Value], between: Particular = NAMES) -> Particular:
    """Return several values as one."""
    pairs = [_both(value) for value in values]
    return Particular(between.zh.join([zh for zh, _ in pairs]), between.en.join([en for _, en in pairs]))


def _both(value: Value) -> tuple[str, str]:
    return value if isinstance(value, Particular) else (str(value), str(value))


def _filled(name: str, texts: tuple[list[str], list[str]], values: tuple[Value, ...]) -> Particular:
    zh, en = texts
    if len(values) != len(zh) - 1:
        raise ValueError(f"{name} has {len(zh) - 1} places, not {len(values)}")
    zh_parts, en_parts = [zh[0]], [en[0]]
    for at, value in enumerate(values, start=1):
        zh_value, en_value = _both(value)
        zh_parts += (zh_value, zh[at])
        en_parts += (en_value, en[at])
    return Particular("".join(zh_parts), "".join(en_parts))
