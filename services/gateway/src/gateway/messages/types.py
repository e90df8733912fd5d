"""Which message tells what: the answer to each document type, and the two about tax bills."""

from contracts.common import DocumentType

ANSWERS = {
    DocumentType.ORDER: "CEB312",
    DocumentType.PAYMENT: "CEB412",
    DocumentType.WAYBILL: "CEB512",
    DocumentType.LIST: "CEB622",
    DocumentType.CANCELLATION: "CEB624",
}
"""By the type of the document that a receipt is about (message map of the specification)."""

TAX_BILL, TAX_BILL_STATUS, MALFORMED = "CEB816", "CEB818", "CEB900"
