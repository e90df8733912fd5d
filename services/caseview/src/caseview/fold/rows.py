"""
What a chunk of records means for the tables: one set of plain rows, independent of any database.

Rows of `numbers`, `documents`, `judgements`, `contents` and `findings` count the first time; a repetition changes
nothing. `conclusions` are judgements that stand in place of the first one on the same document.
Lifecycle events are gathered in order, because a case is folded from what the table already says of it.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationWithdrawn,
    ExportAccepted,
)

Row = dict[str, Any]
REMEMBERED = 4_096
"""Lists of codes: the same few enterprises trade all day."""
Lifecycle = (
    DeclarationAccepted
    | ExportAccepted
    | DeclarationReviewed
    | DeclarationAmended
    | DeclarationHeld
    | DeclarationCleared
    | DeclarationRefused
    | DeclarationWithdrawn
    | DeclarationClosed
)
LIFECYCLE = (
    DeclarationAccepted,
    ExportAccepted,
    DeclarationReviewed,
    DeclarationAmended,
    DeclarationHeld,
    DeclarationCleared,
    DeclarationRefused,
    DeclarationWithdrawn,
    DeclarationClosed,
)


class Happened(NamedTuple):
    """A lifecycle event with its times, of the event and Kafka's on the real clock, and its place in the partition."""

    event: Lifecycle
    order_key: str
    at_ms: int
    recorded_ms: int
    offset: int


@dataclass
class Rows:
    """
    The rows of a chunk. Keys of the dictionaries are the primary keys of their tables.

    ordinal: of the record being folded among those gathered with it; 0 for one that came alone.
    """

    numbers: dict[tuple[str, str, str, str], Row] = field(default_factory=dict)
    documents: dict[tuple[str, int], Row] = field(default_factory=dict)
    judgements: dict[tuple[str, int], Row] = field(default_factory=dict)
    conclusions: dict[tuple[str, int], Row] = field(default_factory=dict)
    contents: dict[tuple[str, int], Row] = field(default_factory=dict)
    findings: dict[str, Row] = field(default_factory=dict)
    parked: dict[tuple[str, int, str], Row] = field(default_factory=dict)
    answers: list[Row] = field(default_factory=list)
    tax_bills: dict[str, Row] = field(default_factory=dict)
    register_changes: dict[tuple[str, str, int], Row] = field(default_factory=dict)
    timeline: list[Row] = field(default_factory=list)
    set_aside: list[Row] = field(default_factory=list)
    lifecycle: list[Happened] = field(default_factory=list)
    ordinal: int = 0

    def number(self, number: str, order_key: str, *, topic: str, audience: str) -> None:
        """Let an order be found by a number for whom what bears it is; `number` is normalised already."""
        row = {"number": number, "order_key": order_key, "topic": topic, "audience": audience}
        self.numbers.setdefault((number, order_key, topic, audience), row)


@lru_cache(maxsize=REMEMBERED)
def listed(codes: tuple[str, ...]) -> str:
    """Return codes as a text in which LIKE finds one: ``|A|B|``."""
    return "".join(f"|{code}" for code in codes) + "|"


def unlisted(text: str) -> frozenset[str]:
    """Return the codes of a text made by `listed`."""
    return frozenset(filter(None, text.split("|")))
