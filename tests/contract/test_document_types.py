"""Every document type of the contract is known wherever the gateway asks about one."""

import json
from pathlib import Path

import msgspec
import pytest

from caseview.fold.documents import sketch
from console.texts import TEXTS
from contracts.documents import DOCUMENTS, Document
from edge.access.audience import ISSUER
from edge.access.visibility import BORNE, HANDED_OVER, OF_DOCUMENT, Number
from receipts.fold.kinds import KINDS
from receipts.messages.fields import SHAPES

EXAMPLES = Path("schemas/examples")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.tag)
def test_a_document_type_is_known_in_every_room(document: Document) -> None:
    kind = document.document_type
    assert OF_DOCUMENT[kind] in HANDED_OVER[kind]
    assert OF_DOCUMENT[kind] in BORNE
    assert KINDS[kind].zh == document.zh
    assert kind in ISSUER
    if document.answer is not None:
        assert [column.name for column in SHAPES[document.answer.message_type].columns[:-3]] == [
            column.element for column in document.answer.columns
        ]
    for key in (f"document.{kind}", f"event.{document.record.__name__}"):
        assert document.zh in TEXTS[key].zh


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.tag)
def test_a_document_is_sketched_by_what_its_file_names(document: Document) -> None:
    for path in (EXAMPLES / document.full_name).glob("*.json"):
        content = json.loads(path.read_bytes())
        record = msgspec.convert(content, document.record)
        found = sketch(record)
        assert (found.document_type, found.part) == (document.document_type, OF_DOCUMENT[document.document_type])
        assert found.number == (content.get(document.reference.number) or "")
        assert found.issuer == content[document.reference.issuer]
        assert found.numbers == {Number(kind): content.get(field) for kind, field in document.numbers.items()}
        assert content["sender_code"] in found.audience
