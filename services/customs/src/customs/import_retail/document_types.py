"""The document types of retail import, and how each is filed."""

from typing import Final

from contracts.common import DocumentType
from customs.filing.filed import Filed
from customs.import_retail.cancellation import CANCELLATION
from customs.import_retail.import_list import LIST
from customs.import_retail.order import ORDER
from customs.import_retail.payment import PAYMENT
from customs.import_retail.waybill import WAYBILL
from mesh.declared.processor import Record

FILED: Final[dict[type[Record], Filed]] = {
    kind.form.record: kind for kind in (ORDER, PAYMENT, WAYBILL, LIST, CANCELLATION)
}
"""By the record in which a document comes."""

LOOSE: Final[frozenset[DocumentType]] = frozenset(kind.form.document_type for kind in FILED.values() if kind.is_loose)
"""Whose documents leave when no declaration uses them."""
