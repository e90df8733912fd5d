"""
A batch, whatever it is written in: which reader takes it, and what holds for all of them.

A bad envelope fails the whole message (a Problem); a bad record in a good envelope fails only itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from edge.problems.problem import Problem
from gateway.forms.item import Item, Malformed

Parsed = Sequence[Item | Malformed]


class Format(StrEnum):
    """How a batch is written. The values stand in the evidence."""

    JSON = "json"
    NDJSON = "ndjson"
    XML = "xml"


MEDIA_TYPES = {
    "application/json": Format.JSON,
    "application/x-ndjson": Format.NDJSON,
    "application/ndjson": Format.NDJSON,
    "application/xml": Format.XML,
    "text/xml": Format.XML,
}


@dataclass(frozen=True)
class Limits:
    """What one request may hold. XML: as the messages' own schemas limit them."""

    body_bytes: int = 8 * 1024 * 1024
    json_items: int = 2_000
    xml_items: int = 100


@dataclass(frozen=True)
class Senders:
    """Under which codes a connection may transmit; the first is the default. `None` in `allowed`: checked before."""

    default: str
    allowed: frozenset[str] | None

    def check(self, code: str) -> str:
        """Return the transmitter. Raises Problem if it is not the connected organisation's."""
        if self.allowed is not None and code not in self.allowed:
            raise Problem("transmitter_foreign")
        return code


def limit_items(number: int, most: int, *, least: int = 1) -> None:
    """Raise Problem if a batch has too many records, or too few."""
    if number > most:
        raise Problem("too_many_items", en=f"{number} records, at most {most}", zh=f"{number} 条，上限 {most} 条")
    if number < least:
        raise Problem("no_items")
