"""Every document type that clearance reads is filed, as the contract describes it and as nothing else."""

import pytest

from contracts.documents import DOCUMENTS
from contracts.topics import TOPICS, TRADE_IMPORTS
from customs.filing.filed import Filed
from customs.import_retail.document_types import FILED

KINDS = [pytest.param(kind, id=kind.form.tag) for kind in FILED.values()]


def test_every_document_type_of_the_procedure_is_filed_and_no_other() -> None:
    forms = {form.record: form for form in DOCUMENTS if form.procedure == "retail-import"}
    assert {record: kind.form for record, kind in FILED.items()} == forms
    assert set(FILED) == set(TOPICS[TRADE_IMPORTS].records)


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_room_of_its_own_is_the_only_one_of_its_case(kind: Filed) -> None:
    assert kind.is_only == (kind.room is None)


@pytest.mark.parametrize("kind", KINDS)
def test_what_claims_a_number_is_known_by_it_and_found_among_several(kind: Filed) -> None:
    assert (kind.number is not None) == (kind.room is not None)
