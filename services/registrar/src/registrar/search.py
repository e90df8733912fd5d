"""Looking through a register for words. Pure."""

from collections.abc import Iterable
from typing import Any

import msgspec


def matching(entries: Iterable[Any], search: str) -> list[Any]:
    """Return the entries in whose code or values every word of `search` stands, whatever its case."""
    words = search.casefold().split()
    return [entry for entry in entries if not words or all(word in _text(entry) for word in words)]


def _text(entry: Any) -> str:
    return " ".join(map(str, msgspec.structs.astuple(entry))).casefold()
