"""What the routes of views read and answer."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from contracts.view import Kind
from edge.http.parameters import STRIPPED

LONGEST, LIMIT, MOST = 300, 100, 1_000
MOST_WORDS, MOST_PERSON, LONGEST_CURSOR = 500, 100, 2_000

Day = Annotated[str, Meta(max_length=10, pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Purpose = Annotated[str, Meta(max_length=MOST_WORDS, description="what it is read for", extra=STRIPPED)]
Person = Annotated[str, Meta(max_length=MOST_PERSON, description="who reads, by name", extra=STRIPPED)]


class ViewRecordAsked(msgspec.Struct, frozen=True, kw_only=True):
    """How one record is read."""

    as_of: Day | None = None
    """of a dated view: the day in China on which the record is in force; without it today"""
    purpose: Purpose | None = None
    person: Person | None = None
    public_only: bool = False
    """true: no more than everyone sees, which needs no purpose"""


class ViewRowsAsked(ViewRecordAsked, frozen=True, kw_only=True):
    """Which records, beside the filters of the view, in which order."""

    prefix: Annotated[str, Meta(max_length=LONGEST)] | None = None
    """the beginning of the key"""
    sort: Annotated[str, Meta(max_length=LONGEST)] | None = None
    """a field by which the view is sorted, with a minus before it falling; without it by key"""
    cursor: Annotated[str, Meta(max_length=LONGEST_CURSOR)] | None = None
    """`next` of the page before; only pages by key give each record once while records change"""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT
    count: bool = False
    """true: say how many records there are in all"""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """The name of a symbol."""

    zh: str
    en: str


class FieldShape(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a view. kind: text, number, flag, or other (a list, a record). public: whether everyone sees it."""

    name: str
    zh: str
    en: str
    kind: Kind
    doc: str
    public: bool
    words: dict[str, Word]
    """the names of its symbols, where the field is an enum that has some"""


class ViewShape(msgspec.Struct, frozen=True, kw_only=True):
    """A view: what it is searched and sorted by, and its fields."""

    view: str
    topic: str
    zh: str
    en: str
    dated: bool
    by: tuple[str, ...]
    filters: tuple[str, ...]
    sorted_by: tuple[str, ...]
    links: dict[str, str]
    """by field the view whose key its value is, or `cases`"""
    whole: bool
    """whether the reader sees every record whole"""
    needs_purpose: bool
    """whether the reader says what for, unless it asks for public fields only"""
    fields: list[FieldShape]


class ViewList(msgspec.Struct, frozen=True, kw_only=True):
    """The views of which the reader may see anything."""

    today: Day
    """day in China on the mesh's clock"""
    views: list[ViewShape]


class ViewRow(msgspec.Struct, frozen=True, kw_only=True):
    """A record as its reader sees it. whole: whether with every field, else with the public ones."""

    key: str
    whole: bool
    fields: dict[str, Any]


class ViewPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of records. total: of all pages, if it was asked for. next: the cursor of the next page."""

    view: str
    as_of: Day | UnsetType = UNSET
    rows: list[ViewRow]
    total: int | UnsetType = UNSET
    next: str | UnsetType = UNSET


class ViewRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One record; recorded_at_ms: when it came onto the bus, ms UTC. versions: of a dated view, the newest first."""

    view: str
    as_of: Day | UnsetType = UNSET
    key: str
    whole: bool
    fields: dict[str, Any]
    recorded_at_ms: int
    versions: list[ViewRow] | UnsetType = UNSET


class ViewReadsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which readings."""

    view: Annotated[str, Meta(max_length=LONGEST)] | None = None
    after: Annotated[int, Meta(ge=0, le=999_999_999)] = 0
    """the `read_no` after which to go on"""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT


class ViewReadDone(msgspec.Struct, frozen=True, kw_only=True):
    """Who read what of a view: at_ms on the mesh's clock, real_ms on the real one; both ms UTC."""

    read_no: int
    at_ms: int
    real_ms: int
    organisation: str
    person: str | None
    purpose: str
    view: str
    question: str
    """key, filters and order, as they were asked"""
    records: int
    """how many records were shown with fields that are not public, and do not name the reader"""


class ViewReadList(msgspec.Struct, frozen=True, kw_only=True):
    """Readings, in the order in which they happened."""

    reads: list[ViewReadDone]
    next: int | UnsetType = UNSET
