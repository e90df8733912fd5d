"""MAT-08 and what counts: which papers a declaration is made of."""

from typing import Any

import pytest

from contracts.common import DocumentType
from contracts.customs_clearance import Case, Claim, Folder, OrderOnFile, Slot
from customs.declaration.gathering import choose_payment, gather
from customs.filing import on_file
from tests.support.customs.builders import PLATFORM, a_list, an_order
from tests.support.customs.filed_documents import kept

BANK, OTHER_BANK = "4401960B01", "4401960B02"


def a_slot(number: str = "P-1", issuer: str = BANK, **changes: Any) -> Slot:
    """A document that counts, under its business key."""
    fields: dict[str, Any] = {
        "document_type": DocumentType.IMPORT_PAYMENT,
        "issuer_code": issuer,
        "number": number,
        "document_id": f"{issuer}/{number}",
        "content_digest": b"",
        "return_status": "2",
        "reasons": (),
        "accepted_at_ms": 1,
        "app_time": "20241111095900",
        "recorded_at_ms": 1,
        "on_file": b"-",
        "at_fault": False,
        "claim": Claim.WON,
        "awaiting": (),
    }
    return Slot(**fields | changes)


def ordered(number: str | None = None, institution: str | None = None) -> OrderOnFile:
    """An order that names its payment by these."""
    order: OrderOnFile = kept(an_order(payment_no=number, payment_institution_code=institution))
    return order


def test_mat_08_the_payment_in_use_is_chosen_whatever_the_order_names() -> None:
    used = a_slot("P-2", engaged_by=PLATFORM)
    assert choose_payment(ordered("P-1", BANK), (a_slot(), used)) == (used, False)


def test_mat_08_a_number_that_two_institutions_gave_is_chosen_by_the_institution_named() -> None:
    other = a_slot(issuer=OTHER_BANK)
    assert choose_payment(ordered(" P-1", OTHER_BANK), (a_slot(), other)) == (other, False)
    assert choose_payment(ordered("P-1", BANK), (other, a_slot())) == (a_slot(), False)


@pytest.mark.parametrize("order", [ordered("P-1", BANK), ordered("P-1"), ordered(None, BANK)])
def test_mat_08_of_several_payments_the_one_that_is_named_is_chosen_whichever_came_first(order: OrderOnFile) -> None:
    other = a_slot("P-2", OTHER_BANK)
    for payments in ((a_slot(), other), (other, a_slot())):
        assert choose_payment(order, payments) == (a_slot(), False)


@pytest.mark.parametrize("named", [("P-9", BANK), ("P-9", None), ("P-1", OTHER_BANK), (None, OTHER_BANK)])
def test_mat_08_a_single_other_payment_than_the_named_one_is_chosen_and_will_be_refused(named: Any) -> None:
    assert choose_payment(ordered(*named), (a_slot(),)) == (a_slot(), False)


@pytest.mark.parametrize("named", [("P-9", BANK), ("P-9", None), ("P-1", OTHER_BANK), (None, "4401960B03")])
def test_mat_08_with_several_other_payments_the_named_one_is_waited_for(named: Any) -> None:
    assert choose_payment(ordered(*named), (a_slot(), a_slot("P-2", OTHER_BANK))) == (None, False)


def test_mat_08_of_several_payments_named_alike_only_the_former_is_chosen() -> None:
    alike = (a_slot(), a_slot(issuer=OTHER_BANK))
    assert choose_payment(ordered("P-1"), alike) == (None, True)
    assert choose_payment(ordered("P-1"), alike, (OTHER_BANK, "P-1")) == (alike[1], False)
    of_one_bank = (a_slot(), a_slot("P-2"))
    assert choose_payment(ordered(None, BANK), of_one_bank) == (None, True)


def test_mat_08_a_blank_name_is_none() -> None:
    assert choose_payment(ordered("\u3000", ""), (a_slot(),)) == (a_slot(), False)
    assert choose_payment(ordered("\u3000", ""), (a_slot(), a_slot("P-2"))) == (None, True)


def test_mat_08_of_several_payments_that_nobody_names_only_the_former_is_chosen() -> None:
    payments = (a_slot(), a_slot("P-2"))
    assert choose_payment(ordered(), payments) == (None, True)
    assert choose_payment(ordered(), payments, (BANK, "P-2")) == (a_slot("P-2"), False)
    assert choose_payment(None, payments, (OTHER_BANK, "P-2")) == (None, True)


def test_mat_08_the_only_payment_is_chosen_and_none_is_none() -> None:
    assert choose_payment(None, (a_slot(),)) == (a_slot(), False)
    assert choose_payment(ordered(), ()) == (None, False)


def test_an_order_counts_unless_it_was_at_fault_or_is_gone() -> None:
    def found(order: Slot | None) -> tuple[bool, bool]:
        listed = a_slot("COP-GW1", document_type=DocumentType.IMPORT_LIST, on_file=on_file.encode(kept(a_list())))
        case = Case(platform_code=PLATFORM, slots=(listed,) if order is None else (order, listed))
        papers = gather(Folder(cases=(case,), slots=(), sweep_at_ms=0, heard=()), case)
        assert papers is not None
        return papers.order is not None, DocumentType.IMPORT_ORDER in papers.missing()

    order: dict[str, Any] = {"document_type": DocumentType.IMPORT_ORDER, "on_file": on_file.encode(kept(an_order()))}
    assert found(a_slot(**order)) == (True, False)
    assert found(a_slot(**order, at_fault=True)) == (False, True)
    assert found(a_slot(**order | {"on_file": None})) == (False, True)
    assert found(None) == (False, True)
