"""The document types that clearance names, each once: a member costs its enumeration a look-up at every use."""

from typing import Final

from contracts.common import DocumentType

ORDER: Final = DocumentType.IMPORT_ORDER
PAYMENT: Final = DocumentType.IMPORT_PAYMENT
WAYBILL: Final = DocumentType.IMPORT_WAYBILL
LIST: Final = DocumentType.IMPORT_LIST
