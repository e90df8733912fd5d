"""
Registers: dated facts (rates, licences, parameters) that rules look up by acceptance date, never by "now".

A register is a compacted topic whose records are superseded, never deleted: code and version, with a validity period.
`Registers` is the view of one chunk; reading the topics is elsewhere (`mesh.kafka.register_reader`).
"""

from bisect import insort
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from contracts import codec
from mesh.declared import register_bounds
from mesh.declared.errors import ConfigurationError

E = TypeVar("E", bound=msgspec.Struct)


REMEMBERED = 16_384
"""Look-ups cached: codes and days of some hours of trade. Documents choose the codes, so the cache is bounded."""


class Registers:
    """
    Entries by type and code. Entries carry ``code, version, valid_from, valid_to`` (days, YYYY-MM-DD in China) and
    ``withdrawn``: during the validity of such a version the register has no entry for the code.
    """

    def __init__(self, entries: Iterable[Any] = ()) -> None:
        self._entries: dict[type, dict[str, list[tuple[int, Any]]]] = {}
        self._looked_up: dict[tuple[type, str, str], Any] = {}
        self._looked_under: dict[tuple[type, str, str], Any] = {}
        self._wrong: dict[tuple[type, str, int], str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Any) -> None:
        """Add an entry; the same code and version again replaces it."""
        versions = self._entries.setdefault(type(entry), {}).setdefault(entry.code, [])
        versions[:] = [other for other in versions if other[0] != entry.version]
        insort(versions, (entry.version, entry), key=lambda version: version[0])
        self._looked_up.clear()
        self._looked_under.clear()
        place = type(entry), entry.code, entry.version
        self._wrong.pop(place, None)
        if problems := [value.en for value in register_bounds.wrong(entry) if value.stops]:
            self._wrong[place] = "; ".join(problems)

    def take(self, value: bytes) -> None:
        """
        Add an entry in the form of its topic.

        Raises UnknownSchemaId while its schema is not known, and Undecodable for a record that is no register entry.
        """
        try:
            self.add(codec.decode(value))
        except AttributeError as error:
            raise codec.Undecodable("not an entry of a register") from error

    def find(self, kind: type[E], code: str, date: str) -> E | None:
        """Return the newest version of `code` valid on `date` (YYYY-MM-DD), or None, also if that is withdrawn."""
        question = (kind, code, date)
        if question in self._looked_up:
            return self._looked_up[question]  # type: ignore[no-any-return]
        if len(self._looked_up) >= REMEMBERED:
            self._looked_up.clear()
        entry = self._looked_up[question] = self._in_force(kind, code, date)
        return entry

    def _in_force(self, kind: type[E], code: str, date: str) -> E | None:
        for _, entry in reversed(self._entries.get(kind, {}).get(code, ())):
            if entry.valid_from <= date and (entry.valid_to is None or date <= entry.valid_to):
                return None if getattr(entry, "withdrawn", None) else entry
        return None

    def usable(self, kind: type[E], code: str, date: str) -> E | None:
        """As `find`, for rules. Raises ConfigurationError, which names the entry, if a value of it is out of bounds."""
        entry = self.find(kind, code, date)
        if self._wrong and entry is not None:
            version: int = entry.version  # type: ignore[attr-defined]
            wrong = self._wrong.get((kind, code, version))
            if wrong is not None:
                raise ConfigurationError(
                    f"{kind.__name__} {code}@{version}: {wrong}: publish a version that is, then redrive"
                )
        return entry

    def under(self, kind: type[E], beginning: str, date: str) -> tuple[E, ...]:
        """As `usable`, of every code that begins so, by code. A first look goes through all codes of the register."""
        question = (kind, beginning, date)
        if question in self._looked_under:
            return self._looked_under[question]  # type: ignore[no-any-return]
        codes = sorted(code for code in self._entries.get(kind, ()) if code.startswith(beginning))
        entries = tuple([entry for code in codes if (entry := self.usable(kind, code, date)) is not None])
        if len(self._looked_under) >= REMEMBERED:
            self._looked_under.clear()
        self._looked_under[question] = entries
        return entries

    def need(self, kind: type[E], code: str, date: str) -> E:
        """As `usable`, for entries without which no rule can run. Raises ConfigurationError naming the entry."""
        entry = self.usable(kind, code, date)
        if entry is None:
            raise ConfigurationError(f"no {kind.__name__} {code!r} is valid on {date}: seed the register, then redrive")
        return entry


def decimal(registers: Registers, kind: type[Any], code: str, date: str) -> Decimal:
    """Return a numeric parameter (an entry with ``value``) as an exact Decimal."""
    return Decimal(registers.need(kind, code, date).value)
