"""The gateway's readers take what the contract says of a form, and tell every fault of a field at its place."""

from collections.abc import Iterator
from typing import Any

import pytest

from contracts.document import Document, Field
from contracts.documents import DOCUMENTS
from edge.bus.publisher import MESSAGE_BYTES_MOST
from gateway.forms.item import Malformed
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from tests.support.gateway.conformance import JSON, TRANSMITTER, Case, of_field, whole

SENDERS = Senders(TRANSMITTER, frozenset({TRANSMITTER}))


def told(case: Case, written: str) -> list[tuple[str, str]]:
    """Return what the reader finds wrong: pointer and code of each fault."""
    body = case.as_json() if written == JSON else case.as_xml()
    (found,) = read(Format(written), body, SENDERS, Limits())
    return [(error.pointer, error.code) for error in found.errors] if isinstance(found, Malformed) else []


def check(cases: Iterator[Case]) -> None:
    """Read every case in every format in which it can be written."""
    for case in cases:
        expected = [(case.pointer, case.code)] if case.code else []
        for written in case.formats if case.document.message else {JSON}.intersection(case.formats):
            assert told(case, written) == expected, f"{case.name}, in {written}"


def fields() -> Iterator[Any]:
    """Yield every field of every document."""
    for document in DOCUMENTS:
        for on_line, block in enumerate((document.fields, document.lines.fields if document.lines else ())):
            for field in block:
                name = f"{document.tag}-{'line-' * on_line}{field.element}"
                yield pytest.param(document, field, bool(on_line), id=name)


def test_the_largest_document_still_fits_into_a_message_of_the_bus() -> None:
    assert max(document.max_bytes for document in DOCUMENTS) <= MESSAGE_BYTES_MOST


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.tag)
def test_a_document_is_read_as_the_contract_describes_it(document: Document) -> None:
    check(whole(document))


@pytest.mark.parametrize(("document", "field", "on_line"), list(fields()))
def test_every_fault_of_a_field_is_told_at_its_place(document: Document, field: Field, on_line: bool) -> None:
    check(of_field(document, field, on_line=on_line))
