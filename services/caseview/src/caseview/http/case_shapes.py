"""
What is told of a case: how an order stands, with its documents, declarations, holds, taxes and its timeline.

The rows come from `caseview.queries.cases` and `.explanations`; the Structs here say which of their fields are shown.
 Instants are ms UTC on the mesh's clock; `recorded_ms` is Kafka's own, on the real one.
"""

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from caseview.http.content_shapes import Content
from caseview.queries.joint import JointName, JointState
from contracts.common import Reason, RegisterVersion


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """How a declaration stands. A courier is told neither why, what, nor by whom it was declared: null, no reasons."""

    declaration_id: str
    order_no: str
    platform: str | None
    merchant: str | None
    agent: str | None
    customs_code: str | None
    cop_no: str | None
    pre_entry_no: str
    list_no: str | None
    revision: int
    state: str
    status: str
    reasons: list[Reason]
    opened_at_ms: int
    updated_at_ms: int
    content: Content | None


class Submitted(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it was handed over, and what became of it."""

    document_id: str
    document_type: str
    issuer: str
    number: str
    sender: str
    operation: str
    draft: bool
    content_digest: str | UnsetType = UNSET
    """hex, for staff and officers"""
    licence_no: str | None = None
    """of the goods, where the document names one"""
    accepted_at_ms: int
    verdict: str | None
    """of customs, null until there is one"""
    status: str | None
    """the document's newest"""
    reasons: list[Reason]


class InBatch(Submitted, frozen=True, kw_only=True):
    """A submission with its place: the batch and the place in it, from 0."""

    batch_id: str
    batch_index: int
    recorded_ms: int


class ParkedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order's key is parked: nothing more of it is worked there. Why is for staff and officers."""

    processor: str
    since_ms: int
    code: str | UnsetType | None = UNSET
    reason: str | UnsetType | None = UNSET


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """Why a declaration waits, or waited until `closed_at_ms`."""

    declaration_id: str
    hold_id: str
    agency: str
    revision: int
    reason: Reason | None
    opened_at_ms: int
    closed_at_ms: int | None


class FoundByOfficer(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer decided about a hold."""

    finding_id: str
    declaration_id: str
    hold_id: str
    agency: str
    action: str
    officer: str
    authority: str
    reason: str
    found_at_ms: int


class TaxedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a goods line is taxed on, at which rates (percent), and what is due. Amounts in 1/100,000 CNY."""

    gnum: int
    dutiable_cny_e5: int
    commodity_code: str | UnsetType = UNSET
    duty_cny_e5: int | UnsetType = UNSET
    consumption_tax_cny_e5: int | UnsetType = UNSET
    vat_cny_e5: int | UnsetType = UNSET
    duty_pct: str | UnsetType | None = UNSET
    consumption_pct: str | UnsetType | None = UNSET
    specific_cny_e5: int | UnsetType | None = UNSET
    vat_pct: str | UnsetType | None = UNSET
    high_end: bool | UnsetType | None = UNSET


class Taxes(msgspec.Struct, frozen=True, kw_only=True):
    """The newest assessment of a declaration. Amounts in 1/100,000 CNY."""

    declaration_id: str
    effect: str | None
    at_ms: int
    revision: int | None
    tax_regime: str | None
    consumption_factor: str | None
    vat_factor: str | None
    guarantor_code: str | None
    duty_cny_e5: int | None
    consumption_tax_cny_e5: int | None
    vat_cny_e5: int | None
    total_cny_e5: int | None
    lines: list[TaxedLine]


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """An electronic tax bill and how it stands. Amounts in 1/100,000 CNY."""

    bill_no: str
    declaration_id: str
    list_no: str
    guarantor: str
    status: str
    payment_book_no: str | None
    duty_cny_e5: int
    consumption_tax_cny_e5: int
    vat_cny_e5: int
    lines: list[TaxedLine]
    issued_at_ms: int
    changed_at_ms: int


class RuleOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A rule and how it came out."""

    rule_id: str
    result: str
    note: str | None = None
    """what the rule cannot tell from the messages and leaves to an inspection"""


class RulesApplied(msgspec.Struct, frozen=True, kw_only=True):
    """Every rule evaluated, the version of the rules and the register entries used; nothing of what follows none."""

    version: str | UnsetType | None = UNSET
    evaluated: list[RuleOutcome] | UnsetType = UNSET
    registers: list[RegisterVersion] | UnsetType = UNSET


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """An event about the order, from whichever topic."""

    agency: str
    type: str
    """the event's record"""
    declaration_id: str | None
    document_id: str | None
    effect: str | None
    status: str | None
    reasons: list[Reason]
    details: dict[str, Any]
    at_ms: int
    recorded_ms: int
    event_id: str


class TimelineLine(Happening, frozen=True, kw_only=True):
    """A line of the timeline. cause: the event_id of what caused it."""

    topic: str
    partition: int
    offset: int
    cause: str | None
    rules: RulesApplied | UnsetType = UNSET
    """for staff and officers"""


class JointStep(msgspec.Struct, frozen=True, kw_only=True):
    """
    A step of an export: which agency decides it, whether it is done, since when, and under which numbers.

    at_ms: null until it is done. state: ``NOT_ASKED`` where nothing of the kind is asked of this export.
    """

    step: JointName
    agency: str
    state: JointState
    at_ms: int | None
    numbers: list[str]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """
    How an order stands, as far as the caller may see it.

    state, status: of its newest declaration; WAITING for what was `not_seen` and for another of what was `rejected`.
    by_own_number: what names no order, so that nobody can tell whether it is there until the list names its number.
    joint: of an export, its steps from the list to the refund, as far as the caller sees them.
    """

    order_no: str
    platform_code: str | None
    state: str | None
    status: str | None
    reasons: list[Reason] | UnsetType = UNSET
    not_seen: list[str] | UnsetType = UNSET
    rejected: list[str] | UnsetType = UNSET
    by_own_number: list[str] | UnsetType = UNSET
    joint: list[JointStep] | UnsetType = UNSET
    complete: bool
    """false: there is more than one answer can hold"""
    declarations: list[Declared]
    holds: list[Hold]
    taxes: list[Taxes]
    tax_bills: list[Bill]


class Case(Standing, frozen=True, kw_only=True):
    """What became of an order on a platform."""

    documents: list[InBatch]
    parked: list[ParkedOrder]
    findings: list[FoundByOfficer] | UnsetType = UNSET
    """for staff and officers"""
    timeline: list[TimelineLine]
