"""Which message tells what: the answer to each document type, and the two about tax bills."""

from contracts.common import DocumentType

ANSWERS = {
    DocumentType.IMPORT_ORDER: "CEB312",
    DocumentType.IMPORT_PAYMENT: "CEB412",
    DocumentType.IMPORT_WAYBILL: "CEB512",
    DocumentType.IMPORT_LIST: "CEB622",
    DocumentType.IMPORT_CANCELLATION: "CEB624",
}
"""By the type of the document that a receipt is about (message map of the specification)."""

TAX_BILL, TAX_BILL_STATUS, MALFORMED = "CEB816", "CEB818", "CEB900"
