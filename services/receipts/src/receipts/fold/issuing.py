"""How a receipt is issued: under the key of its cause, with an id that a repetition repeats. Pure."""

import hashlib

from contracts import topics
from contracts.common import DocumentRef
from contracts.gateway import ReceiptIssued
from mesh.declared.processor import Context, Emit


def emit(receipt: ReceiptIssued, context: Context) -> Emit:
    """Return the receipt on its way out."""
    return Emit(topics.GATEWAY_RECEIPTS, context.key, receipt)


def receipt_id(context: Context, ref: DocumentRef, status: str, about: str) -> str:
    """Return the id of the receipt that this cause gives this document: a repetition repeats it."""
    seed = "\x1f".join((context.cause_id, ref.document_type, ref.document_id, status, about))
    return hashlib.sha256(seed.encode()).hexdigest()[:32]
