"""What the view keeps of a submitted document: its number, who numbers it, and who may see it. From the contract."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from contracts import documents
from contracts.common import DocumentType
from edge.access.audience import codes
from edge.access.visibility import OF_DOCUMENT, Number, Part, parties_seeing

DOCUMENTS = tuple(document.record for document in documents.DOCUMENTS)


class Sketch(NamedTuple):
    """
    A document in few words.

    number: its own, empty for a list without copNo. licence_no: of the goods, where it names one.
    numbers: all that it names, its order's apart.
    """

    document_type: DocumentType
    platform: str | None
    issuer: str
    number: str
    audience: tuple[str, ...]
    licence_no: str | None
    numbers: Mapping[Number, str | None]

    @property
    def part(self) -> Part:
        """Which part of the parcel it is."""
        return OF_DOCUMENT[self.document_type]


class _Form(NamedTuple):
    """
    How a record is read: platform, issuer and own number, then up to `seen` who may see it, then its other numbers.

    is_placed: whether it names its platform; what stands for that is passed over otherwise.
    """

    document_type: DocumentType
    read: Callable[[Any], tuple[str | None, ...]]
    is_placed: bool
    seen: int
    kinds: tuple[Number, ...]


def _form(document: documents.Document) -> _Form:
    """
    Return how a document is sketched.

    Its transmitter and those that it names see it who see its part: a list's carrier, say, is told how the parcel
    stands, not what was declared nor why it was rejected.
    """
    issuer, number = document.reference.issuer, document.reference.number
    seeing = parties_seeing(OF_DOCUMENT[document.document_type])
    seen = [party.field for party in document.parties if party.role in seeing]
    platform = next((party.field for party in document.parties if party.role == "platform"), None)
    read = attrgetter(platform or issuer, issuer, number, "sender_code", *seen, *document.numbers.values())
    return _Form(
        document.document_type, read, platform is not None, 4 + len(seen), tuple(map(Number, document.numbers))
    )


_FORMS = {document.record: _form(document) for document in documents.DOCUMENTS}


def sketch(record: Any) -> Sketch:
    """Return what the view keeps of a document."""
    document_type, read, is_placed, seen, kinds = _FORMS[type(record)]
    values = read(record)
    return Sketch(
        document_type,
        values[0] if is_placed else None,
        values[1] or "",
        values[2] or "",
        codes(*values[3:seen]),
        getattr(record, "licence_no", None),
        dict(zip(kinds, values[seen:], strict=True)),
    )
