# Generated from schemas/avro/mesh.customs.clearance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.clearance."""

import enum

import msgspec

from contracts.common import Effect, FindingAction, Operation, Reason
from contracts.customs import Hold, NumberKind

__all__ = [
    "Awaiting",
    "Case",
    "Claim",
    "Declaration",
    "Folder",
    "Serial",
    "Slot",
    "Source",
    "Stage",
    "Standing",
]


class Claim(enum.StrEnum):
    """Where the claim of a slot's number stands."""

    NONE = "NONE"
    PENDING = "PENDING"
    WON = "WON"
    UNKNOWN = "UNKNOWN"


class Source(enum.StrEnum):
    """Whose decision counts towards release."""

    ALLOWANCE = "ALLOWANCE"
    INSPECTION = "INSPECTION"
    FOREX = "FOREX"
    ASSESSMENT = "ASSESSMENT"
    GUARANTEE = "GUARANTEE"
    UNKNOWN = "UNKNOWN"


class Stage(enum.StrEnum):
    """Where a declaration stands: WAITING for documents (2), DECIDING (accepted), HELD (300, 500), CLEARED (800), CLOSED (899), REFUSED (100, 599, 700), WITHDRAWN (cancelled or deleted)."""

    WAITING = "WAITING"
    DECIDING = "DECIDING"
    HELD = "HELD"
    CLEARED = "CLEARED"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"


class Awaiting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A submission that is judged when the answer about its number arrives."""

    document_id: str
    """the document"""
    sender_code: str
    """who transmitted it"""
    order_no: str
    """as sent"""
    operation: Operation
    """what was asked"""
    repeated: bool
    """a repetition of the document before it: it gets the same answer as DUPLICATE"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch"""


class Slot(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is on file under one business key: the newest submission and the document that counts."""

    issuer_code: str
    """platform, payment institution, carrier or merchant"""
    number: str
    """normalised order, payment or waybill number; copNo of a list or cancellation"""
    document_id: str
    """newest submission"""
    content_digest: bytes
    """of the newest submission; an equal one is a repetition"""
    return_status: str
    """answer to the newest submission; empty while it waits for its number"""
    reasons: tuple[Reason, ...]
    """of that answer"""
    accepted_at_ms: int
    """when the newest submission was accepted by the gateway"""
    app_time: str
    """appTime of the newest submission that was recorded; an older one is stale"""
    on_file: bytes | None = None
    """what is kept of the recorded document (customs.clearance.on_file), without personal fields; absent if none counts"""
    at_fault: bool
    """the recorded document was refused with 100: it no longer counts, but may be changed"""
    claim: Claim
    """claim of its number"""
    engaged_by: str | None = None
    """platform of the accepted declaration that uses the document"""
    awaiting: tuple[Awaiting, ...]
    """submissions not yet judged"""


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The decision of one source on the current revision."""

    source: Source
    """whose"""
    effect: Effect
    """what it does"""
    reasons: tuple[Reason, ...]
    """why"""
    hold_id: str | None = None
    """when it holds"""
    action: FindingAction | None = None
    """when an officer decided"""


class Declaration(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The list of a case and what has become of it."""

    declaration_id: str
    """first 16 bytes of SHA-256 over platform code, order number and list document id, in hex"""
    revision: int
    """raised by every change of the list and every return to waiting"""
    stage: Stage
    """where it stands"""
    return_status: str
    """2, 120, 300, 500, 800, 899, 100, 599, 700 or 399 (cancelled)"""
    pre_entry_no: str
    """preNo"""
    list_no: str | None = None
    """invtNo, once accepted"""
    deadline_at_ms: int
    """when a waiting list is refused"""
    closes_at_ms: int
    """when a released one is closed; 0 before"""
    buyer_pseudonym: bytes
    """whose allowance is reserved; empty if none"""
    quota_year: int
    """in which year; 0 if none"""
    standings: tuple[Standing, ...]
    """decisions so far"""
    holds: tuple[Hold, ...]
    """as last published"""
    sought: tuple[NumberKind, ...]
    """look-ups under way before a refusal at the deadline"""
    found_elsewhere: tuple[NumberKind, ...]
    """numbers that another order holds"""


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One order on one platform."""

    platform_code: str
    """ebpCode"""
    order: Slot | None = None
    """the order"""
    payments: tuple[Slot, ...]
    """payments by institution and number"""
    list: Slot | None = None
    """the list"""
    cancellation: Slot | None = None
    """the newest cancellation"""
    pre_entry_no: str | None = None
    """preNo given to a list that has not been recorded yet"""
    declaration: Declaration | None = None
    """the newest declaration"""
    former_lists: tuple[str, ...]
    """document ids of lists already decided; they are not decided again"""


class Folder(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Everything under one normalised order number: a case per platform, and the waybills, which name no platform."""

    cases: tuple[Case, ...]
    """by platform"""
    waybills: tuple[Slot, ...]
    """by carrier and number"""
    sweep_at_ms: int
    """when loose documents are looked through again; 0 if no timer runs"""


class Serial(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Counter of the task for one prefix of numbers."""

    next: int
    """next value"""
