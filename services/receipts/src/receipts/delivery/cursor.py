"""
A place in the stream of receipts: the next offset of each partition of their topic.

Clients keep it as an opaque string; it names the same place for ever, on any gateway of the mesh.
"""

from collections.abc import Collection
from typing import NamedTuple

FORM = "r1"
START, END = "start", "end"


class CursorRefused(ValueError):
    """The text is no cursor of this stream."""


class Cursor(NamedTuple):
    """Next offsets, by partition number."""

    offsets: tuple[int, ...]

    def after(self, partition: int, offset: int) -> "Cursor":
        """Return the place after a record."""
        return Cursor((*self.offsets[:partition], offset + 1, *self.offsets[partition + 1 :]))

    def but(self, partitions: Collection[int], at: "Cursor") -> "Cursor":
        """Return this place, but in some partitions that of another cursor."""
        chosen = (at.offsets[p] if p in partitions else offset for p, offset in enumerate(self.offsets))
        return Cursor(tuple(chosen))

    def __str__(self) -> str:
        return "-".join((FORM, *map(str, self.offsets)))


def parse(text: str, partitions: int) -> Cursor:
    """Read a cursor; `start` is the beginning. Raises CursorRefused for what is none, or one of other partitions."""
    if text in ("", START):
        return Cursor((0,) * partitions)
    form, *parts = text.split("-")
    if form != FORM or len(parts) != partitions or not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
        raise CursorRefused(text[:80])
    return Cursor(tuple(map(int, parts)))
