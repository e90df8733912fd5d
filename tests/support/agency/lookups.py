"""Registers as an agency looks them up: entries in force on a day."""

from collections.abc import Iterable, Mapping
from typing import Any

from agency.deciders import names_of
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers


def on_date(registers: Mapping[type[Any], str], date: str, entries: Iterable[Any] = ()) -> Lookup:
    """Return these entries as of a day (YYYY-MM-DD). registers: topic by kind of entry, as the agency names them."""
    return Lookup(Registers(entries), date, names_of(registers))
