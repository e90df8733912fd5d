# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.common.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.common."""

import enum

import msgspec

__all__ = [
    "Decision",
    "DocumentRef",
    "DocumentType",
    "Effect",
    "FindingAction",
    "FindingRecorded",
    "FindingRef",
    "Judgement",
    "LedgerAction",
    "Operation",
    "ParameterSet",
    "PersonDigests",
    "Reason",
    "RegisterVersion",
    "Repeated",
    "RuleEvaluated",
    "RuleResult",
    "Submission",
    "TaxRegime",
    "Verdict",
]


class DocumentType(enum.StrEnum):
    """The kind of a document, by the file of schemas/documents that describes it."""

    IMPORT_ORDER = "IMPORT_ORDER"
    IMPORT_PAYMENT = "IMPORT_PAYMENT"
    IMPORT_WAYBILL = "IMPORT_WAYBILL"
    IMPORT_LIST = "IMPORT_LIST"
    IMPORT_CANCELLATION = "IMPORT_CANCELLATION"
    WAYBILL_STATUS = "WAYBILL_STATUS"
    ENTERPRISE_FILING = "ENTERPRISE_FILING"
    EXPORT_ORDER = "EXPORT_ORDER"
    EXPORT_RECEIPT = "EXPORT_RECEIPT"
    EXPORT_WAYBILL = "EXPORT_WAYBILL"
    EXPORT_LIST = "EXPORT_LIST"
    EXPORT_CANCELLATION = "EXPORT_CANCELLATION"
    MASTER_LIST = "MASTER_LIST"
    ARRIVAL = "ARRIVAL"
    DEPARTURE = "DEPARTURE"
    CONSOLIDATION = "CONSOLIDATION"
    EXPORT_DECLARATION = "EXPORT_DECLARATION"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Effect(enum.StrEnum):
    """Effect of a decision on its declaration."""

    PASS = "PASS"
    NOTE = "NOTE"
    HOLD = "HOLD"
    REFUSE = "REFUSE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class FindingAction(enum.StrEnum):
    """An officer's decision on a held declaration."""

    RELEASE = "RELEASE"
    TREAT = "TREAT"
    SHIP_BACK = "SHIP_BACK"
    DETAIN = "DETAIN"
    REFUSE = "REFUSE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class LedgerAction(enum.StrEnum):
    """The act that a request asks of a ledger; each is idempotent per reservation."""

    RESERVE = "RESERVE"
    KEEP = "KEEP"
    FREE = "FREE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Operation(enum.StrEnum):
    """Operation that the sender asks for (CEB appType)."""

    ADD = "ADD"
    CHANGE = "CHANGE"
    DELETE = "DELETE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class RuleResult(enum.StrEnum):
    """How one rule came out."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOTED = "NOTED"
    SWITCHED_OFF = "SWITCHED_OFF"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class TaxRegime(enum.StrEnum):
    """How a declaration is taxed: preferential within the limits, full for a single item above them (LIM-03)."""

    PREFERENTIAL = "PREFERENTIAL"
    FULL = "FULL"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Verdict(enum.StrEnum):
    """The one verdict on a submitted document."""

    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    DUPLICATE = "DUPLICATE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Reason(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Why a document or declaration was not simply let through."""

    code: str
    """published customs code, or ours (99nnn) where none is published"""
    rule_id: str
    """rule of the catalogue, such as MAT-02"""
    text_zh: str
    """text for people, Chinese"""
    text_en: str
    """text for people, English"""


class RuleEvaluated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One rule and how it came out, whether it decided anything or not."""

    rule_id: str
    """rule of the catalogue"""
    result: RuleResult
    """outcome"""
    note: str | None = None
    """conditions that the messages do not show and the rule leaves to an inspection, such as exclusions of the positive list"""


class RegisterVersion(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A register entry that a decision used."""

    register: str
    """name of the register, such as tax.rates"""
    code: str
    """code of the entry"""
    version: int
    """its version"""


class FindingRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The finding on which a decision rests."""

    finding_id: str
    """the finding"""
    hold_id: str
    """the hold it ends"""
    action: FindingAction
    """the officer's decision"""
    officer: str
    """who"""
    authority: str
    """under which power"""


class Decision(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The decision of one source on a revision of a declaration, nested in an event with further fields. Readers act on this record and need not know the event."""

    declaration_id: str
    """the declaration decided on"""
    revision: int
    """the revision decided on; customs ignores older ones"""
    effect: Effect
    """effect of the decision"""
    reasons: tuple[Reason, ...]
    """why, unless it simply passes"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated"""
    rules_version: str
    """version of the rules of whoever decides"""
    registers: tuple[RegisterVersion, ...]
    """register entries used"""
    hold_id: str | None = None
    """the hold that the decision opens, when its effect is HOLD"""
    finding: FindingRef | None = None
    """the officer's finding that the decision rests on"""


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A document as others speak of it."""

    document_type: DocumentType
    """kind"""
    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    issuer_code: str
    """who numbers it: platform (order), payment institution, carrier, or merchant (list, cancellation)"""
    number: str
    """order, payment or waybill number; copNo of a list or cancellation, empty if none"""
    sender_code: str
    """enterprise that transmitted it"""


class FindingRecorded(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An officer decided about a hold."""

    finding_id: str
    """derived from hold, action and person"""
    agency: str
    """the agency that holds"""
    declaration_id: str
    """the held declaration"""
    revision: int
    """its revision"""
    hold_id: str
    """the hold"""
    action: FindingAction
    """decision"""
    officer: str
    """person who decided, as the agency names its staff"""
    authority: str
    """legal power or order acted under"""
    reason: str
    """in the officer's words; no personal data"""
    found_at_ms: int
    """when"""


class Repeated(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A text of a submitted document that its answer repeats and no other field has."""

    element: str
    """the element of the answer, such as logisticsStatus"""
    text: str
    """as submitted"""


class Judgement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The verdict of an agency on one submitted document, nested in a record of that agency's own topic. Receipts and the view read this record and never the one around it."""

    document: DocumentRef
    """which"""
    operation: Operation
    """operation of the submission"""
    verdict: Verdict
    """verdict"""
    return_status: str
    """CEB returnStatus: 1 draft, 2 recorded, negative when rejected"""
    reasons: tuple[Reason, ...]
    """why it was rejected"""
    rules: tuple[RuleEvaluated, ...]
    """every rule evaluated"""
    rules_version: str
    """version of the rules of whoever judged"""
    order_no: str
    """as sent; empty where the document bears none"""
    platform_code: str | None = None
    """where the document names it"""
    merchant_code: str | None = None
    """where the document names it"""
    agent_code: str | None = None
    """declaring enterprise"""
    customs_code: str | None = None
    """declaring customs"""
    cop_no: str | None = None
    """the enterprise's own number of the document, where that is not its number"""
    pre_entry_no: str | None = None
    """preNo of the list that it is or is about"""
    list_no: str | None = None
    """invtNo of the list that it is about"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch"""
    repeated: tuple[Repeated, ...] | None = None
    """what else of the document its answer repeats, as its file says"""


class ParameterSet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated parameter of the rules, such as limits.single_cny. Codes are dotted names."""

    code: str
    """code of the entry"""
    version: int
    """version; a higher one supersedes within its validity"""
    valid_from: str
    """first day, YYYY-MM-DD in China"""
    valid_to: str | None = None
    """last day, inclusive; open if absent"""
    source: str
    """where the fact comes from"""
    value: str
    """decimal number or text, as the rule reads it"""
    withdrawn: bool | None = None
    """true: from its first day on the register has no entry for the code, whatever older versions say"""


class PersonDigests(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Keyed digests (HMAC-SHA256, first 16 bytes) of normalised personal fields under the key of one quota year. Matching compares them; nobody reads the fields."""

    quota_year: int
    """calendar year in China whose key was used"""
    person_name: bytes | None = None
    """buyer of an order or list, payer of a payment: name"""
    person_id: bytes | None = None
    """the same person: id type and normalised id number; the pseudonym that ledgers count by"""
    consignee_name: bytes | None = None
    """receiver name"""
    consignee_phone: bytes | None = None
    """receiver phone, digits only"""
    consignee_address: bytes | None = None
    """receiver address"""


class Submission(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The newest submission under a document's key and its answer, as whoever judges documents keeps it."""

    document_id: str
    """of the newest submission"""
    content_digest: bytes
    """of the newest submission: one of the same content repeats it"""
    return_status: str
    """its answer"""
    reasons: tuple[Reason, ...]
    """reasons of its answer"""
    counts: bool
    """whether a recorded document is on file under the key"""
    app_time: str
    """appTime of the newest that was recorded, YYYYMMDDhhmmss in China; empty if none was"""
    recorded_at_ms: int
    """when that was accepted, ms UTC; 0 if none was"""
    heard: tuple[bytes, ...]
    """marks of the last events about the key, against repetition"""
