"""
Checks values of register entries against their bounds (`contracts.register_values`). Pure.

A proposal or a register file with a value outside its bounds is refused; of a list every item is a value. A number, a
text of a form or a list of deciders that is in force nevertheless (an older version, a record of somebody else) is not
read: documents that need it are parked as `configuration`, with entry and bounds named. A word that is in force
nevertheless is left to the rule that reads it. A value without bounds may be any text: no rule reads it as a number.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from contracts.common import ParameterSet
from contracts.register_values import FIELDS, PARAMETERS
from contracts.value import Deciders, Form, Kind, Number

E5 = "_e5"
PLACES_E5 = 5
_FAMILIES = sorted((code for code in PARAMETERS if code.endswith((".", "_"))), key=len, reverse=True)


class Wrong(NamedTuple):
    """
    A field of an entry that is out of bounds: its value and its bounds, in Chinese and English.

    stops: no rule can go on with this value.
    """

    stops: bool
    zh: str
    en: str


@lru_cache(maxsize=1_024)
def kind_of(code: str) -> Kind | None:
    """Return the bounds of a parameter's value, None if it may be any text."""
    family = next((begin for begin in _FAMILIES if code.startswith(begin)), code)
    return PARAMETERS.get(code) or PARAMETERS.get(family)


def wrong(entry: Any) -> list[Wrong]:
    """Return the values of an entry that are out of bounds; those of a withdrawn entry are not read."""
    return [] if getattr(entry, "withdrawn", None) else list(_wrong(entry))


def _wrong(entry: Any) -> Iterator[Wrong]:
    if isinstance(entry, ParameterSet):
        kind = kind_of(entry.code)
        bounds = {} if kind is None else {"value": kind}
    else:
        bounds = FIELDS.get(type(entry), {})
    for field, kind in bounds.items():
        name = field.removesuffix(E5)
        for text in _texts(field, getattr(entry, field)):
            if kind.holds(text):
                continue
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            yield Wrong(
                isinstance(kind, Number | Form | Deciders),
                f"{name} 为“{shown}”，{kind.zh}",
                f"{name} is {shown!r}, and must be {kind.en}",
            )


def _texts(field: str, value: Any) -> Iterator[str]:
    """Yield what of a field is held to its bounds: nothing that is absent, of a list every item."""
    if value is None:
        return
    for item in value if isinstance(value, tuple) else (value,):
        yield f"{Decimal(item).scaleb(-PLACES_E5):f}" if field.endswith(E5) else str(item)
