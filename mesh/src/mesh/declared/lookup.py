"""
Look-ups of register entries for one decision, on its date, with a list of the entries used.

A decision names every register entry behind it, so that an auditor knows years later by which facts it was made.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from contracts.common import RegisterVersion
from mesh.declared.registers import Registers

E = TypeVar("E", bound=msgspec.Struct)


class Lookup:
    """Entries valid on one date (YYYY-MM-DD in China). `names` says which register holds which kind of entry."""

    __slots__ = ("_date", "_names", "_registers", "_used")

    def __init__(self, registers: Registers, date: str, names: Mapping[type[Any], str]) -> None:
        self._registers, self._date, self._names = registers, date, names
        self._used: dict[tuple[type[Any], str], RegisterVersion] = {}

    def find(self, kind: type[E], code: str) -> E | None:
        """Return the entry of `code` in force, or None. Raises ConfigurationError if a value of it is out of bounds."""
        entry = self._registers.usable(kind, code, self._date)
        if entry is not None:
            self._remember(kind, entry)
        return entry

    def under(self, kind: type[E], beginning: str) -> tuple[E, ...]:
        """Return the entries in force whose code begins so, by code. Raises as `find`."""
        entries = self._registers.under(kind, beginning, self._date)
        for entry in entries:
            self._remember(kind, entry)
        return entries

    def need(self, kind: type[E], code: str) -> E:
        """As `find`, for entries without which no rule can run. Raises ConfigurationError."""
        entry = self._registers.need(kind, code, self._date)
        self._remember(kind, entry)
        return entry

    def used(self) -> tuple[RegisterVersion, ...]:
        """Return the entries used so far, each once, in the order of their first use."""
        return tuple(self._used.values())

    def _remember(self, kind: type[Any], entry: Any) -> None:
        if (kind, entry.code) not in self._used:
            self._used[kind, entry.code] = RegisterVersion(
                register=self._names[kind], code=entry.code, version=entry.version
            )
