"""What the end of a declaration means for each of its documents: at fault, taken back, or free to be used again."""

from contracts.common import DocumentRef, DocumentType
from contracts.customs import DocumentOutcome, WithdrawalCause
from customs.declaration.gathering import Papers

USABLE, CANCELLED = "2", "399"
LIST_STANDS = (WithdrawalCause.CANCELLED, WithdrawalCause.NUMBER_LOST)
"""Causes other than a submission of the list itself, which is answered as such."""


def of_refusal(papers: Papers, at_fault: frozenset[DocumentType], return_status: str) -> tuple[DocumentOutcome, ...]:
    """Return what a refusal with 100 or a negative status means: the documents at fault bear it, the others are 2."""
    return tuple(_outcome(ref, return_status if ref.document_type in at_fault else USABLE) for ref in papers.refs())


def of_finding(papers: Papers, return_status: str) -> tuple[DocumentOutcome, ...]:
    """Return what an inspector's refusal (700, 599) means: the list bears it, the others stay as they are."""
    return (_outcome(papers.refs()[0], return_status),)


def of_withdrawal(
    papers: Papers, cause: WithdrawalCause, lost: frozenset[DocumentType] = frozenset()
) -> tuple[DocumentOutcome, ...]:
    """
    Return what a withdrawal means: a cancelled list is 399, a list that waits again and the other documents are 2.

    lost: documents whose number is another order's; they were answered so.
    """
    answered = lost if cause in LIST_STANDS else lost | {DocumentType.IMPORT_LIST}
    return tuple(
        _outcome(ref, CANCELLED if _is_cancelled(ref, cause) else USABLE)
        for ref in papers.refs()
        if ref.document_type not in answered
    )


def _is_cancelled(ref: DocumentRef, cause: WithdrawalCause) -> bool:
    return cause is WithdrawalCause.CANCELLED and ref.document_type is DocumentType.IMPORT_LIST


def _outcome(ref: DocumentRef, return_status: str) -> DocumentOutcome:
    return DocumentOutcome(document=ref, return_status=return_status)
