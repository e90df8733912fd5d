"""
What the value of a register's entry may be: a number between bounds, a text of a form, a list of deciders.

The kinds of every register stand in the files of their topics (`contracts.register_values`).
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from contracts.agency import Source

_PLAIN = re.compile(r"-?[0-9]{1,30}(?:\.([0-9]{1,30}))?")


class Number(NamedTuple):
    """A number written in digits, from `least` to `most`, with so many decimals at most."""

    least: str
    most: str
    places: int = 0

    def holds(self, text: str) -> bool:
        """Whether a value is one of these."""
        match = _PLAIN.fullmatch(text)
        if match is None or len((match[1] or "").rstrip("0")) > self.places:
            return False
        return Decimal(self.least) <= Decimal(text) <= Decimal(self.most)

    @property
    def zh(self) -> str:
        """What it must be, in Chinese."""
        kind = f"数，小数至多 {self.places} 位" if self.places else "整数"
        return f"须为 {self.least} 至 {self.most} 的{kind}"

    @property
    def en(self) -> str:
        """What it must be."""
        bounds = f"from {self.least} to {self.most}"
        return f"a number {bounds} with at most {self.places} decimals" if self.places else f"a whole number {bounds}"


class OneOf(NamedTuple):
    """One of these words. Where a rule ranks them, the first is the strictest."""

    words: tuple[str, ...]

    def holds(self, text: str) -> bool:
        """Whether a value is one of these."""
        return text in self.words

    @property
    def zh(self) -> str:
        """What it must be, in Chinese."""
        return f"须为其一：{', '.join(self.words)}"

    @property
    def en(self) -> str:
        """What it must be."""
        return f"one of {', '.join(self.words)}"


class ListOf(NamedTuple):
    """Words of this form (a regular expression), separated by blanks or commas; one at least."""

    form: str
    zh: str
    en: str

    def holds(self, text: str) -> bool:
        """Whether a value is such a list."""
        return re.fullmatch(f"(?:{self.form})(?:[ ,]+(?:{self.form}))*", text) is not None


class Form(NamedTuple):
    """One text of this form (a regular expression)."""

    form: str
    zh: str
    en: str

    def holds(self, text: str) -> bool:
        """Whether a value is such a text."""
        return re.fullmatch(self.form, text) is not None


class Deciders(NamedTuple):
    """
    Sources of the contract, each once, one at least that can stop a declaration.

    A source that another asks and that other stand together: alone it would never decide, and what it guards, such as
    the guarantee of a tax, would be let go without it.
    """

    known: Mapping[str, Source]

    def holds(self, text: str) -> bool:
        """Whether a value is such a list."""
        named = text.replace(",", " ").split()
        if not named or len(set(named)) != len(named) or not set(named) <= self.known.keys():
            return False
        if not any(self.known[name].stops for name in named):
            return False
        return all((name in named) is (asker in named) for name, asker in self._asked())

    @property
    def zh(self) -> str:
        """What it must be, in Chinese."""
        asked = "；".join(f"{name} 与 {asker} 须同列" for name, asker in self._asked())
        return f"须为本版本所知的决定来源，以空格分隔，各列一次：{' '.join(self.known)}；{asked}"

    @property
    def en(self) -> str:
        """What it must be."""
        asked = "; ".join(f"{name} and {asker} together" for name, asker in self._asked())
        return f"sources that this version knows, separated by blanks, each once: {' '.join(self.known)}; {asked}"

    def _asked(self) -> Iterator[tuple[str, str]]:
        return ((name, source.asked_by) for name, source in self.known.items() if source.asked_by is not None)


Kind = Number | OneOf | ListOf | Form | Deciders
