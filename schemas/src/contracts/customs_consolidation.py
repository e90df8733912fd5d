# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.consolidation.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.consolidation."""

import enum

import msgspec

from contracts.common import Judgement, Reason, Submission
from contracts.customs import (
    ConsolidatedDeclaration,
    ConsolidatedHead,
    ConsolidatedLine,
    ConsolidatedList,
    DeclarationSubject,
    ExportContent,
    ExportDeclarationOnFile,
)

__all__ = [
    "Book",
    "Declared",
    "Draft",
    "Entered",
    "Entry",
    "Heard",
    "Hearing",
    "Left",
    "Member",
    "Members",
    "Month",
    "Numbered",
    "Opened",
    "Page",
    "Part",
    "Piece",
    "Place",
    "Request",
    "RequestStage",
    "Turn",
    "TurnKind",
    "TurnPhase",
]


class RequestStage(enum.StrEnum):
    """How far a request to consolidate has come."""

    INCOMPLETE = "INCOMPLETE"
    WORKED = "WORKED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class TurnKind(enum.StrEnum):
    """What is consolidated."""

    PERIOD = "PERIOD"
    LISTS = "LISTS"
    AUTOMATIC = "AUTOMATIC"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class TurnPhase(enum.StrEnum):
    """What the next step of a consolidation does."""

    CHECK = "CHECK"
    TAKE = "TAKE"
    CONCLUDE = "CONCLUDE"
    TELL = "TELL"
    ENTER = "ENTER"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Book(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is counted of one merchant."""

    entries: int
    """lists that were entered so far"""
    first_month: str
    """first month with lists, YYYY-MM; empty if there is none"""
    last_month: str
    """last month with lists, YYYY-MM; empty if there is none"""
    next_turn: int
    """number of the next consolidation"""
    turn: int
    """number of the consolidation that is worked, or of the next one"""
    awake: bool
    """whether a timer for the next step is set"""
    next_hearing: int
    """number of the next declaration of which orders are told"""
    hearing: int
    """number of the declaration of which orders are told, or of the next one"""
    hears: bool
    """whether a timer for telling orders is set"""


class Declared(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The export declaration under an entry number: its newest submission and how it stands."""

    submission: Submission
    """newest submission and its answer"""
    on_file: ExportDeclarationOnFile | None = None
    """the newest that was recorded"""
    certificates: int
    """certificates issued so far on it"""


class Left(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is left of a declaration after corrections."""

    lines: tuple[ConsolidatedLine, ...]
    """merged lines, those of nothing left out"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000"""
    net_weight_kg_e5: int
    """kg, in 1/100,000"""


class Draft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration of a consolidation."""

    declaration_seq_no: str
    """declSeqNo"""
    consolidation_no: str
    """sumNo"""
    head: ConsolidatedHead
    """what its lists have in common"""
    by_name: bool
    """whether goods of different names are kept apart"""
    opened: str
    """key by which it was open"""
    lines: tuple[ConsolidatedLine, ...]
    """merged lines as declared"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000"""
    net_weight_kg_e5: int
    """kg, in 1/100,000"""
    left: Left | None = None
    """what is left of it after corrections"""
    list_count: int
    """lists in it"""
    row_count: int
    """goods lines of its lists"""
    departed_from_ms: int
    """first departure: milliseconds UTC"""
    departed_until_ms: int
    """last departure: milliseconds UTC"""
    entry_no: str | None = None
    """entryId"""
    certificates: int
    """certificates issued so far"""
    certificate_no: str | None = None
    """the certificate in force"""
    standing: ConsolidatedDeclaration | None = None
    """how it stands, as it was told last"""


class Entered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """That an entry number is that of a consolidated declaration."""

    declaration_seq_no: str
    """declSeqNo of the declaration"""


class Piece(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What of a list stands in one declaration."""

    turn: int
    """number of the consolidation"""
    draft: int
    """number of the declaration in it, from 1"""
    gnums: tuple[int, ...]
    """lines of the list"""
    gross_weight_kg_e5: int
    """kg, in 1/100,000"""
    net_weight_kg_e5: int
    """kg, in 1/100,000"""


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A closed list that is or was to be consolidated."""

    number: int
    """place among all lists of the merchant, from 1"""
    subject: DeclarationSubject
    """the list"""
    content: ExportContent
    """what left"""
    closed_at_ms: int
    """departure: milliseconds UTC"""
    waits: bool
    """false once it is consolidated or reopened"""
    pieces: tuple[Piece, ...]
    """in which declarations it stands"""


class Heard(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the orders of a declaration's lists have heard, and what they are told now."""

    waits: bool
    """whether it stands among those that are to be told"""
    page: int
    """record of lists that is told next; 0: not begun"""
    is_told: bool
    """whether they know the declaration"""
    told_entry_no: str | None = None
    """the entryId that they know"""
    told_certificate_no: str | None = None
    """the certificate that they know"""
    entry_no: str | None = None
    """the entryId that they are told"""
    certificate_no: str | None = None
    """the certificate that they are told"""
    at_ms: int
    """of what they are told: milliseconds UTC"""
    changed_at_ms: int
    """last change of the declaration: milliseconds UTC"""
    again: bool
    """whether it has changed since the telling began"""


class Hearing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaration of which the orders of its lists are to be told."""

    turn: int
    """number of its consolidation"""
    draft: int
    """number of the declaration in it"""


class Member(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A list in a declaration, with the order that hears of it."""

    order_no: str
    """order number as keys have it"""
    declaration_id: str
    """declaration that the list is"""
    list_no: str
    """list number"""
    platform_code: str | None = None
    """platform of the order"""
    sender_code: str | None = None
    """who handed the list over"""
    month: str
    """month of closing under which it is entered, YYYY-MM"""
    place: int
    """place in that month"""


class Members(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Lists of a declaration, up to 500 a record."""

    lists: tuple[Member, ...]
    """in order"""


class Month(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The lists that were closed in one month in China."""

    count: int
    """places of lists, from 1"""
    first_open: int
    """no list before this place waits"""
    waiting: int
    """lists that wait"""
    due_at_ms: int
    """when what is left is consolidated by itself: milliseconds UTC; 0 if nothing asks for it"""


class Numbered(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which request has a consolidation number."""

    request: str
    """its key"""


class Opened(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The declaration that is open for a head."""

    draft: int
    """its number in the consolidation"""


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Goods lines of a declaration's lists that are not told yet."""

    rows: tuple[ConsolidatedList, ...]
    """in order"""


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A part of a request, by the newest submission."""

    attempt: int
    """of the request to which the part belongs; 0 if it is on file in none"""
    submission: Submission
    """the newest submission and its answer"""
    judgement: Judgement | None = None
    """the verdict by which it was recorded"""
    list_nos: tuple[str, ...]
    """lists that it names, in order of their closing; none once the request is concluded"""


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a list number is found."""

    closed: bool
    """false once it is reopened"""
    month: str
    """month of closing, YYYY-MM; empty for a list that is never consolidated"""
    place: int
    """place in that month"""
    certificates: int
    """certificates issued so far on the list itself"""
    certificate_no: str | None = None
    """the certificate in force on the list itself"""


class Request(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A request to consolidate, of one or more parts."""

    attempt: int
    """from 1, more by one when it is made anew after a refusal"""
    stage: RequestStage
    """how far it has come"""
    consolidation_no: str
    """sumNo"""
    pre_entry_no: str
    """preNo"""
    part_count: int
    """msgCount"""
    received: int
    """parts on file"""
    cop_no: str
    """copNo of the first part"""
    agent_code: str
    """declaring enterprise"""
    agent_name: str
    """its name"""
    merchant_name: str
    """name of the consignor"""
    declarant_code: str
    """enterprise that files the declaration"""
    declarant_name: str
    """its name"""
    start_time: str | None = None
    """begin of the period, YYYYMMDDhhmmss in China"""
    end_time: str | None = None
    """end of the period, YYYYMMDDhhmmss in China"""
    summary_flag: str
    """1 by consignor, 2 by consignor and producer"""
    item_name_flag: str
    """1 by goods name"""


class Turn(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A consolidation that is worked step by step, or waits for its turn."""

    kind: TurnKind
    """what is consolidated"""
    phase: TurnPhase
    """what the next step does"""
    consolidation_no: str
    """sumNo"""
    request: str | None = None
    """key of the request"""
    cop_no: str | None = None
    """copNo of the request"""
    agent_code: str | None = None
    """declaring enterprise of the request"""
    agent_name: str | None = None
    """its name"""
    merchant_name: str | None = None
    """name of the consignor"""
    declarant_code: str | None = None
    """enterprise that files the declaration"""
    declarant_name: str | None = None
    """its name"""
    by_producer: bool
    """whether lists of different producers are kept apart"""
    by_name: bool
    """whether goods of different names are kept apart"""
    from_ms: int
    """first closing that counts: milliseconds UTC"""
    until_ms: int
    """first closing that counts no more: milliseconds UTC"""
    last_entry: int
    """highest number of a list that may be taken"""
    month: str
    """month that the next step looks at, YYYY-MM"""
    last_month: str
    """last month to look at, YYYY-MM"""
    part: int
    """part, declaration or month at which the next step begins, from 1"""
    place: int
    """place in it at which the next step begins, from 1"""
    open_at: int
    """first place of the month that still waits; 0 if none was seen"""
    drafts: int
    """declarations so far"""
    reasons: tuple[Reason, ...]
    """why the request is refused"""
