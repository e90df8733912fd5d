"""The one answer to every submitted document: `DocumentJudged`, at once or when `numbers` has answered."""

from typing import NamedTuple

from agency.judging import ACCEPTED, DUPLICATE, RECORDED, Ruling, judgement
from agency.rules import passed
from contracts.common import DocumentRef, DocumentType, Judgement, Reason, RuleEvaluated, Verdict
from contracts.customs import DocumentJudged
from contracts.customs_clearance import Awaiting, Slot
from contracts.topics import CUSTOMS_DOCUMENTS
from customs.filing import on_file
from customs.filing.desk import Desk
from customs.filing.submission import Filing
from customs.rules import RULES_VERSION
from customs.rules.document import Document

REPEATED = passed("REP-01")
"""REP-01: same content digest as the newest submission of the business key, or as the document that counts."""


class Original(NamedTuple):
    """The answer that a repetition repeats; an empty status while it waits for its number."""

    return_status: str
    reasons: tuple[Reason, ...]


def original(slot: Slot, document: Document) -> Original | None:
    """REP-01: return the answer to the document's twin, or None if it is no repetition (never judged by guid)."""
    if slot.content_digest == document.content_digest:
        return Original(slot.return_status, slot.reasons)
    if slot.on_file is None:
        return None
    on_record = on_file.decode(slot.on_file)
    if on_record.content_digest != document.content_digest or slot.at_fault:
        return None
    waits = any(waiting.document_id == on_record.document_id for waiting in slot.awaiting)
    return Original("" if waits else RECORDED, ())


def repeated(twin: Original) -> Ruling:
    """Return the ruling on a repetition: the answer to its original."""
    return Ruling(DUPLICATE, twin.return_status, twin.reasons, REPEATED)


def judge(filing: Filing, ruling: Ruling) -> None:
    """Publish the answer to a submission."""
    kind, document = filing.kind, filing.document
    pre_entry_no = kind.pre_entry_no(filing, ruling) if kind.pre_entry_no else None
    judged = judgement(kind.form, document, ruling, RULES_VERSION, pre_entry_no)
    filing.desk.emit(CUSTOMS_DOCUMENTS, DocumentJudged(judgement=judged))


def judge_awaited(
    desk: Desk,
    awaited: Awaiting,
    *,
    document_type: DocumentType,
    issuer_code: str,
    number: str,
    platform_code: str | None,
    return_status: str,
    reasons: tuple[Reason, ...],
    rules: tuple[RuleEvaluated, ...],
) -> None:
    """Publish the answer to a document that waited for its number, or to a repetition of it."""
    if awaited.repeated:
        verdict, rules = DUPLICATE, REPEATED
    else:
        verdict = Verdict.REJECTED if reasons else ACCEPTED
    document = DocumentRef(
        document_type=document_type,
        document_id=awaited.document_id,
        issuer_code=issuer_code,
        number=number,
        sender_code=awaited.sender_code,
    )
    judged = Judgement(
        document=document,
        operation=awaited.operation,
        verdict=verdict,
        return_status=return_status,
        reasons=reasons,
        rules=rules,
        rules_version=RULES_VERSION,
        order_no=awaited.order_no,
        platform_code=platform_code,
        batch_id=awaited.batch_id,
        batch_index=awaited.batch_index,
    )
    desk.emit(CUSTOMS_DOCUMENTS, DocumentJudged(judgement=judged))


def document_id_of(slot: Slot) -> str | None:
    """Return the id of the document that counts in a slot."""
    return None if slot.on_file is None else on_file.decode(slot.on_file).document_id
