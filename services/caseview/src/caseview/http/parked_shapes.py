"""
What the routes of parked keys (`caseview.http.parked`) read and answer.

Instants named `_at_ms` are on the mesh's clock, those named `_ms` alone Kafka's own.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from edge.http.parameters import STRIPPED

LIMIT, MOST = 100, 1_000
MOST_WORDS, MOST_PERSON, MOST_PARTITION = 500, 100, 99_999

Words = Annotated[str, Meta(min_length=1, max_length=MOST_WORDS, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
Person = Annotated[str, Meta(max_length=MOST_PERSON, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
WRITTEN = Meta(
    description=(
        "the message key, exactly: text if it is UTF-8 that shows itself in full, else hex: and its bytes in hex, "
        "sha256: and its digest if it is long; hex: alone is the empty key, of a record without a key, too"
    )
)
KeyText = Annotated[str, WRITTEN, Meta(min_length=1, max_length=420)]
KeyHex = Annotated[str, Meta(pattern=r"^([0-9a-fA-F]{2})*$", max_length=9_000)]
Partition = Annotated[int, Meta(ge=0, le=MOST_PARTITION)]
Limit = Annotated[int, Meta(ge=1, le=MOST)]


class Redrive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which parked key to work again. partition: needed only if the key is parked in several."""

    processor: Annotated[str, Meta(min_length=1, max_length=100)]
    reason: Words
    key: KeyText | None = None
    key_hex: KeyHex | None = None
    partition: Partition | None = None


class Discard(Redrive, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Which parked key's record to give up, or all that wait; dead_letter_id: only if it is still parked by this one.

    person: as the organisation names its staff; the organisation's name if absent.
    """

    records: Literal["first", "all"] = "first"
    dead_letter_id: Annotated[str, Meta(max_length=100)] | None = None
    person: Person | None = None


class ParkedAsked(msgspec.Struct, frozen=True, kw_only=True):
    """How many parked keys."""

    limit: Limit = LIMIT


class RecordAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which parked key, by key or key_hex, and what its record is read for."""

    purpose: Annotated[str, Meta(min_length=1, max_length=MOST_WORDS, extra=STRIPPED)]
    """what the record is read for"""
    person: Annotated[str, Meta(max_length=MOST_PERSON, extra=STRIPPED)] | None = None
    partition: Partition | None = None
    processor: Annotated[str, Meta(max_length=100)]
    key: Annotated[str, WRITTEN, Meta(max_length=420)] | None = None
    key_hex: KeyHex | None = None


class AnswersAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which answers. after: `next` of the page before. command_id: of one command only."""

    limit: Limit = LIMIT
    after: Annotated[str, Meta(max_length=300)] = ""
    command_id: Annotated[str, Meta(max_length=300)] | None = None


class KeyNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A message key, exactly."""

    key: Annotated[str, WRITTEN]
    key_hex: str
    """the bytes of the key in hex"""


class AskedAbout(msgspec.Struct, frozen=True, kw_only=True):
    """A command that the processor has not answered yet."""

    by: str
    asked_ms: int


class ParkedKey(KeyNamed, frozen=True, kw_only=True):
    """A key and what it waits with."""

    processor: str
    partition: int
    """where the key is parked; of a misplaced key not that of its hash"""
    code: str
    reason: str | None
    topic: str
    """of the record that failed; mesh.clock.v1 for a timer"""
    offset: int
    event_id: str
    """its ce_id, or the name of a timer; empty if it has none"""
    dead_letter_id: str
    """by which it is parked: another one each time"""
    parked_ms: int
    is_parked: bool
    asked: AskedAbout | None


class ParkedList(msgspec.Struct, frozen=True, kw_only=True):
    """Keys that wait for a redrive, the oldest first; total: of all there are."""

    total: int
    parked: list[ParkedKey]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """A header: the first 1,024 bytes of its value, as text too if they are UTF-8."""

    name: str
    size: int | None
    text: str | None
    hex: str | None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a value and what they mean; null without a value."""

    size: int | None
    """bytes"""
    value_hex: str | None
    """the first 65,536 bytes"""
    value_text: str | None
    """the same as text, if they are UTF-8"""
    sha256: str | None
    schema_id: int | UnsetType = UNSET
    type: str | UnsetType = UNSET
    decoded: Any | UnsetType = UNSET
    """personal fields stay encrypted"""
    unreadable: str | UnsetType = UNSET
    """why it cannot be decoded"""


class GatheredRecord(Content, frozen=True, kw_only=True):
    """One of the records gathered in another."""

    event_id: str
    key: str


class RecordShown(Content, frozen=True, kw_only=True):
    """A record as it lies in its topic."""

    timestamp_ms: int
    key: str
    headers: list[Header]
    headers_in_all: int
    within: list[GatheredRecord] | UnsetType = UNSET
    """the gathered record that is meant"""


class ParkedRecord(ParkedKey, frozen=True, kw_only=True):
    """A parked key with the record that it waits with."""

    record: RecordShown | None
    """null where retention has taken it, or it is a timer"""
    is_timer: bool


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record lay that was given up."""

    topic: str
    partition: int
    offset: int
    event_id: str


class CommandOutcome(KeyNamed, frozen=True, kw_only=True):
    """What came of a command about a parked key."""

    processor: str
    partition: int
    command_id: str
    """event_id of the answer to who asked"""
    action: Literal["REDRIVE", "DISCARD", "UNKNOWN"]
    outcome: Literal["RELEASED", "PARKED_ANEW", "GOES_ON", "NOTHING_PARKED", "OTHER_PARKED", "UNKNOWN"]
    """GOES_ON: the queue is long, the processor goes on by itself"""
    requested_by: str
    person: str | None
    reason: str
    worked: int
    left: int
    discarded: list[Place]
    asked_at_ms: int
    """ms UTC on the mesh's clock"""
    recorded_ms: int


class OutcomeList(msgspec.Struct, frozen=True, kw_only=True):
    """What came of commands, the newest first."""

    answers: list[CommandOutcome]
    next: str | UnsetType = UNSET
    """`after` of the next page, unless there is no more"""


class Commanded(KeyNamed, frozen=True, kw_only=True):
    """A command that is sent."""

    processor: str
    partition: int
    event_id: str
    """the `command_id` of its answer"""
