"""Which message tells what: the answer to each document type, results of consolidations, and tax bills."""

from contracts.documents import DOCUMENTS

ANSWERS = {each.document_type: each.answer.message_type for each in DOCUMENTS if each.answer is not None}
"""By the type of the document that a receipt is about (message map of the specification)."""

TAX_BILL, TAX_BILL_STATUS, CONSOLIDATION, MALFORMED = "CEB816", "CEB818", "CEB792", "CEB900"
