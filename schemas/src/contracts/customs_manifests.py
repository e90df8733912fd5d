# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.manifests.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.manifests."""

import enum

import msgspec

from contracts.common import DocumentType, Judgement, Submission
from contracts.customs import Movement

__all__ = [
    "Bill",
    "Page",
    "Parcel",
    "Part",
    "Series",
    "Task",
    "Work",
]


class Task(enum.StrEnum):
    """What is left to be done with a bill, some entries a step."""

    CONCLUDE = "CONCLUDE"
    MOVE = "MOVE"
    REFUSE = "REFUSE"
    FORGET = "FORGET"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Series(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The parts of one kind of document by one issuer."""

    document_type: DocumentType
    """master list, arrival or departure"""
    issuer_code: str
    """declaring enterprise, operator of the site or carrier"""
    part_count: int
    """how many parts there are to be, as those on file say"""
    on_file: int
    """how many are on file"""
    concluded: int
    """how many of them are concluded, at 399"""
    lines: int
    """lines of those on file"""
    round: int
    """raised when parts that waited are refused: parts at 2 of an earlier round are off file"""
    deadline_at_ms: int
    """when parts that wait for others are refused, ms UTC; 0 while none waits"""


class Work(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Work on a bill that goes on, with where it has come to."""

    task: Task
    """CONCLUDE: the parts of a series that is complete have their end, a departure's parcels have departed; MOVE: parcels learn how they stand on the bill; REFUSE: parts that waited too long for others; FORGET: a bill of which nothing was heard for long"""
    document_type: DocumentType
    """of the series; of MOVE and FORGET the one that it has come to"""
    issuer_code: str
    """of the series; of MOVE and FORGET the one that it has come to, empty at the beginning"""
    round: int
    """of the series, of what is refused"""
    part_count: int
    """parts to look through, of what is refused; 0 otherwise"""
    on_file: int
    """parts on file when the time was up, of what is refused; 0 otherwise"""
    part_no: int
    """part that is next, from 1"""
    page_no: int
    """page of it that is next, from 0"""


class Bill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A bill, or post without one: its series, how many parcels they name, and what is left to be done. Key: kind, carrier and number."""

    carrier_code: str
    """carrier"""
    bill_no: str | None = None
    """number of the bill as its key has it; absent for post without one"""
    opened_at_ms: int
    """acceptance of the first part, ms UTC"""
    touched_at_ms: int
    """acceptance of the newest part that took effect, ms UTC"""
    forgets_at_ms: int
    """when to see whether it is to be forgotten, ms UTC"""
    series: tuple[Series, ...]
    """by kind and issuer, in the order in which they began"""
    listed: int
    """parcels of master lists"""
    arrived: int
    """parcels of arrivals"""
    matched: int
    """parcels of both"""
    departed: int
    """parcels that were told to have departed"""
    held: bool
    """whether the bill was found to differ: it is held once"""
    released: bool
    """whether an officer released that hold"""
    settled_at_ms: int
    """when it came to stand as it does, ms UTC: an acceptance or a finding; 0 while parts are missing"""
    wakes_at_ms: int
    """time of the timer by which work goes on, ms UTC; 0 if none was asked for"""
    work: tuple[Work, ...]
    """what is left to be done, in order"""


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Waybill numbers of a part, at most a thousand. Key: that of the part and the number of the page, from 0."""

    waybills: tuple[str, ...]
    """waybill numbers as sent, each once in a part"""


class Parcel(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A parcel of a bill. Key: that of the bill and its waybill number."""

    listed: int
    """parts of master lists that name it"""
    arrived: int
    """parts of arrivals that name it"""
    departing: int
    """parts of departures that name it"""
    listed_in: str | None = None
    """newest master list that named it, its document id"""
    arrived_in: str | None = None
    """newest arrival that named it"""
    departs_in: str | None = None
    """newest departure that named it"""
    departs_at_ms: int
    """when it leaves by that, ms UTC; 0 without one"""
    told: Movement | None = None
    """what was told of it: READY or DIFFERING"""
    departed_at_ms: int
    """departure that was told, ms UTC; 0 while none was or after it was taken back"""


class Part(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A part of a bill. Key: that of the bill, kind, issuer and number of the part."""

    submission: Submission
    """the newest submission and its answer"""
    judgement: Judgement | None = None
    """of the part on file, or that was refused at the deadline: what its receipts repeat"""
    return_status: str
    """of the part on file: 2 or 399; 100 after it was refused at the deadline; empty if none is on file"""
    round: int
    """of its series when it was recorded"""
    lines: int
    """lines of the part on file"""
    pages: int
    """pages that hold its waybill numbers"""
    moved_at_ms: int
    """acceptance of the part on file; of a departure when it left: ms UTC"""
