"""What auditors are told of a case (`caseview.queries.explanations`), and of who has read it (`edge.access.reads`)."""

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from caseview.http.case_shapes import FoundByOfficer, Happening, RuleOutcome, Standing, Submitted
from caseview.queries.explanations import FORM
from contracts.common import RegisterVersion


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document lies in the evidence: its batch and the place in it, from 0."""

    batch_id: str
    batch_index: int


class ExplainedDocument(Submitted, frozen=True, kw_only=True):
    """A submission with its place in the evidence and the steps about it."""

    evidence: Evidence
    steps: list[int]


class RecordPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record lies."""

    topic: str
    partition: int
    offset: int


class Step(Happening, frozen=True, kw_only=True):
    """An event with every rule evaluated, whether it decided anything or not, and the step that caused it."""

    step: int
    rules: list[RuleOutcome]
    rules_version: str | None
    registers: list[RegisterVersion]
    caused_by: int | None
    source: RecordPlace
    cause_event_id: str | None


class EntryUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A register entry that steps used, with its content, null where it is not known, and the change that made it."""

    register: str
    code: str
    version: int
    entry: dict[str, Any] | None
    change_id: str | None
    steps: list[int]


class EntryChanged(msgspec.Struct, frozen=True, kw_only=True):
    """What two persons agreed on about a register entry."""

    change_id: str
    register: str
    code: str
    version: int
    valid_from: str
    valid_to: str | None
    withdrawn: int
    content_digest: str
    """hex"""
    proposed_by: str
    proposed_under: str
    proposed_at_ms: int
    authority: str
    reason: str
    approved_by: str
    approved_under: str
    approved_at_ms: int


class ExplainedCase(Standing, frozen=True, kw_only=True):
    """Everything behind the outcome of an order on a platform."""

    documents: list[ExplainedDocument]
    steps: list[Step]
    """every event in order"""
    findings: list[FoundByOfficer]
    registers: list[EntryUsed]
    register_changes: list[EntryChanged]


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why a number came out as it did. What a field means never changes under one `form`; fields may be added."""

    form: Annotated[str, Meta(extra_json_schema={"const": FORM})] = FORM
    number: str
    explained_at_ms: int
    cases: list[ExplainedCase]


class ReadDone(msgspec.Struct, frozen=True, kw_only=True):
    """Who read what, when and for what purpose. at_ms: on the mesh's clock; real_ms: on the real one."""

    read_no: int
    at_ms: int
    real_ms: int
    organisation: str
    person: str | None
    purpose: str
    number: str
    declarations: list[str]


class ReadList(msgspec.Struct, frozen=True, kw_only=True):
    """Readings in the order in which they happened."""

    reads: list[ReadDone]
    next: int | UnsetType = UNSET
    """`after` of the next page, unless there is no more"""
