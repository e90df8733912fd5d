"""
The `values` of a register's topic: what each field, or each parameter, may be.

A key is a field of the topic's only record; in a topic of `mesh.common.ParameterSet` it is the code of a parameter, and
one that ends with a dot or underscore stands for every code that begins so.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from generator.text import quoted


class ValueSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """
    One value: exactly one of `number` (least and most, with `places` decimals), `one_of`, `list_of`, `form` (a regular
    expression) and `deciders`.
    """

    number: tuple[str | int, str | int] | None = None
    places: int = 0
    one_of: list[str] = []
    list_of: str = ""
    form: str = ""
    zh: str = ""
    en: str = ""
    deciders: bool = False

    def written(self) -> str:
        """Return the expression that makes it."""
        if self.number is not None:
            least, most = self.number
            return f"Number({quoted(str(least))}, {quoted(str(most))}, {self.places})"
        if self.one_of:
            return f"OneOf(({', '.join(map(quoted, self.one_of))},))"
        if self.list_of:
            return f"ListOf({quoted(self.list_of)}, {quoted(self.zh)}, {quoted(self.en)})"
        if self.form:
            return f"Form({quoted(self.form)}, {quoted(self.zh)}, {quoted(self.en)})"
        return "Deciders(SOURCES)"


def read(content: Any, problems: list[str]) -> dict[str, ValueSpec]:
    """Return the values of a topic's file and add what is wrong with each."""
    if not isinstance(content, dict):
        problems.append("values: must be a mapping")
        return {}
    specs: dict[str, ValueSpec] = {}
    for name, given in content.items():
        try:
            spec = msgspec.convert(given, ValueSpec)
        except msgspec.ValidationError as error:
            problems.append(f"values: {name}: {error}")
            continue
        problems += [f"values: {name}: {problem}" for problem in _problems(spec)]
        specs[name] = spec
    return specs


def _problems(spec: ValueSpec) -> list[str]:
    if (spec.number is not None) + sum(map(bool, (spec.one_of, spec.list_of, spec.form, spec.deciders))) != 1:
        return ["needs exactly one of number, one_of, list_of, form and deciders"]
    problems = []
    if spec.number is not None and not _are_bounds(spec.number):
        problems.append("number must be [least, most], each in digits; quote decimals")
    if spec.number is None and spec.places:
        problems.append("only a number has places")
    of_a_form = bool(spec.list_of or spec.form)
    if of_a_form != bool(spec.zh and spec.en) or (not of_a_form and (spec.zh or spec.en)):
        problems.append("a list_of and a form say in zh and en what they must be; nothing else does")
    return problems


def _are_bounds(given: tuple[str | int, str | int]) -> bool:
    try:
        least, most = map(Decimal, map(str, given))
    except InvalidOperation:
        return False
    return least <= most
