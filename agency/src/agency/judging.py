"""
The verdict on a submitted document, whoever judges it: the ruling, and the record by which receipts and the view go.

`Judge` is the whole procedure for documents of which one counts per key. Retail import, where documents wait for each
other and for their numbers, has a procedure of its own around the same rulings.
"""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final, NamedTuple, Protocol

from msgspec.structs import replace

from agency.rules import Evaluated, passed
from contracts.common import (
    DocumentRef,
    DocumentType,
    Judgement,
    Operation,
    Reason,
    Repeated,
    RuleEvaluated,
    Submission,
    Verdict,
)
from contracts.document import Document
from contracts.documents import DOCUMENTS
from mesh.declared.dates import china_time

RECORDED, DRAFT = "2", "1"
ACCEPTED: Final = Verdict.ACCEPTED
DUPLICATE: Final = Verdict.DUPLICATE
DELETE: Final = Operation.DELETE
"""Named once: a member costs its enumeration a look-up at every use."""
HEARD_MOST = 8
"""Events per key that are remembered against repetition; one comes within minutes."""
_MARK_BYTES = 8


class Ruling(NamedTuple):
    """What becomes of a submission. `recorded`: it takes effect; otherwise only its answer is remembered."""

    verdict: Verdict
    return_status: str
    reasons: tuple[Reason, ...] = ()
    rules: tuple[RuleEvaluated, ...] = ()
    recorded: bool = False


DRAFTED: Final = Ruling(ACCEPTED, DRAFT)


def rejected(reasons: tuple[Reason, ...], rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what a rule refuses: the first reason is its answer."""
    return Ruling(Verdict.REJECTED, reasons[0].code, reasons, rules)


def recordable(rules: tuple[RuleEvaluated, ...]) -> Ruling:
    """Return the ruling on what passes every rule and takes effect."""
    return Ruling(ACCEPTED, RECORDED, (), rules, recorded=True)


def checked(checks: Sequence[Callable[..., Evaluated]], *subject: Any) -> Ruling:
    """Return the ruling of checks in their order, each given the subject: that of the first that fails, if one does."""
    rules: tuple[RuleEvaluated, ...] = ()
    for check in checks:
        evaluated = check(*subject)
        rules += evaluated.rules
        if evaluated.reasons:
            return rejected(evaluated.reasons, rules)
    return recordable(rules)


def mark_of(cause_id: str) -> bytes:
    """Return the mark by which an event is remembered, so that it is not taken for a second submission."""
    return blake2b(cause_id.encode(), digest_size=_MARK_BYTES).digest()


class Number(NamedTuple):
    """How to read who issued a document's number, and the number as sent, which may be absent."""

    issuer: Callable[[Any], str]
    number: Callable[[Any], str | None]


NUMBERS: Final[dict[DocumentType, Number]] = {
    form.document_type: Number(attrgetter(form.reference.issuer), attrgetter(form.reference.number))
    for form in DOCUMENTS
}


def repeating(form: Document) -> tuple[tuple[str, Callable[[Any], str | int | None]], ...]:
    """Return what the answer to a document repeats of it: each element, and how its text or count is read."""
    columns = form.answer.columns if form.answer is not None else ()
    return tuple((column.element, attrgetter(column.submitted)) for column in columns if column.submitted)


REPEATING: Final = {form.document_type: repeating(form) for form in DOCUMENTS}


def ref(document_type: DocumentType, document: Any) -> DocumentRef:
    """Return how others speak of a document, submitted or on file."""
    issuer, number = NUMBERS[document_type]
    return DocumentRef(
        document_type=document_type,
        document_id=document.document_id,
        issuer_code=issuer(document),
        number=number(document) or "",
        sender_code=document.sender_code,
    )


def judgement(
    form: Document, document: Any, ruling: Ruling, rules_version: str, pre_entry_no: str | None = None
) -> Judgement:
    """Return the verdict on a submission, with what its document's file says that it repeats (`told`)."""
    return Judgement(
        document=ref(form.document_type, document),
        operation=document.operation,
        verdict=ruling.verdict,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        rules=ruling.rules,
        rules_version=rules_version,
        order_no=getattr(document, "order_no", ""),
        pre_entry_no=pre_entry_no,
        batch_id=document.batch_id,
        batch_index=document.batch_index,
        repeated=repeated(form.document_type, document),
        **{name: getattr(document, name) or None for name in form.told},
    )


def repeated(document_type: DocumentType, document: Any) -> tuple[Repeated, ...] | None:
    """Return what the answer to a document repeats of it, as its file says; None if that is nothing."""
    read = REPEATING[document_type]
    return tuple(Repeated(element=element, text=str(text(document) or "")) for element, text in read) or None


class Judged(NamedTuple):
    """The ruling on a submission, and what to keep of it under its key."""

    ruling: Ruling
    kept: Submission


class Judge(NamedTuple):
    """
    How documents of one type are judged of which one counts per key.

    repeated_under: the rule by which a repetition gets the answer of its original. checks, of_deletion: what is checked
    of a new one or a change, and of a deletion, in order, given the document, what is kept and whatever else `rule_on`
    was given; the first that fails answers. A draft is not checked.
    """

    repeated_under: str
    checks: Sequence[Callable[..., Evaluated]]
    of_deletion: Sequence[Callable[..., Evaluated]]

    def rule_on(self, document: Any, former: Submission | None, cause_id: str, *around: Any) -> Judged | None:
        """
        Return the ruling on a submission; None for an event that was judged before, which has no further effect.

        former: what is kept under its key. cause_id: `Context.cause_id`. around: what else the checks look at.
        """
        mark = mark_of(cause_id)
        if former is not None and mark in former.heard:
            return None
        if former is not None and document.content_digest == former.content_digest:
            rules = passed(self.repeated_under)
            ruling = Ruling(DUPLICATE, former.return_status, former.reasons, rules)
        else:
            ruling = self._ruling(document, former, *around)
        return Judged(ruling, _kept(document, former, ruling, mark))

    def _ruling(self, document: Any, former: Submission | None, *around: Any) -> Ruling:
        if document.draft:
            return DRAFTED
        return checked(self.of_deletion if document.operation is DELETE else self.checks, document, former, *around)


class Recorded(Protocol):
    """What is known of the newest document that was recorded under a key: appTime, and when it was accepted."""

    @property
    def app_time(self) -> str: ...
    @property
    def recorded_at_ms(self) -> int: ...


def is_ahead(document: Any, most_ms: int) -> bool:
    """Whether appTime is further ahead of the time of acceptance than clocks may differ."""
    return document.app_time > china_time(document.accepted_at_ms + most_ms)  # type: ignore[no-any-return]


def is_older(document: Any, recorded: Recorded) -> bool:
    """
    Whether appTime is before that of what was recorded.

    An appTime that is ahead counts as the time of its own acceptance, of what was recorded and of what comes: a clock
    put right, though not to the second, would find its number blocked. So what is accepted later is never older for
    having been ahead less.
    """
    recorded_at = min(recorded.app_time, china_time(recorded.recorded_at_ms))
    return min(document.app_time, china_time(document.accepted_at_ms)) < recorded_at  # type: ignore[no-any-return]


def is_on_file(former: Submission | None) -> bool:
    """Whether a document counts under a key."""
    return former is not None and former.counts


def _kept(document: Any, former: Submission | None, ruling: Ruling, mark: bytes) -> Submission:
    """Return what is kept after a ruling: the newest answer always, what counts only if it takes effect."""
    heard = (*(former.heard if former is not None else ()), mark)[-HEARD_MOST:]
    if former is not None and ruling.verdict is DUPLICATE:
        return replace(former, heard=heard)
    recorded = ruling.recorded
    return Submission(
        document_id=document.document_id,
        content_digest=document.content_digest,
        return_status=ruling.return_status,
        reasons=ruling.reasons,
        counts=document.operation is not DELETE if recorded else is_on_file(former),
        app_time=document.app_time if recorded else former.app_time if former is not None else "",
        recorded_at_ms=document.accepted_at_ms if recorded else former.recorded_at_ms if former is not None else 0,
        heard=heard,
    )
