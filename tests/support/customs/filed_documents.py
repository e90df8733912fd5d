"""What customs keeps of a document on file, and what lies in its slots."""

from typing import Any

from contracts.common import DocumentType
from contracts.customs_clearance import Folder, Slot
from customs.import_retail.document_types import FILED
from tests.support.customs.builders import Document


def kept(document: Document) -> Any:
    """What is kept of a document that is recorded."""
    keep = FILED[type(document)].keep
    assert keep is not None, "something is kept of it"
    return keep(document)


def slots_of(folder: Folder | None, document_type: DocumentType) -> list[Slot]:
    """The slots of a type that an order number has, in its cases and beside them."""
    if folder is None:
        return []
    every = [*[slot for case in folder.cases for slot in case.slots], *folder.slots]
    return [slot for slot in every if slot.document_type is document_type]
