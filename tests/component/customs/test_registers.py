"""Who is registered, at work: checked after the parameters and before the state, on drafts and deletions never."""

from typing import Any

import pytest

from contracts.common import DocumentType, Operation
from contracts.customs_clearance import Stage
from tests.support.customs.builders import CARRIER, a_list, a_payment, a_waybill, an_order, four_documents
from tests.support.customs.filed_documents import slots_of
from tests.support.customs.outcomes import LATER, stage
from tests.support.customs.registers import an_enterprise
from tests.support.customs.world import World

NOBODY = "4401960X99"
DOCUMENTS = [
    an_order(merchant_code=NOBODY),
    a_payment(payment_institution_code=NOBODY),
    a_waybill(carrier_code=NOBODY),
    a_list(merchant_code=NOBODY),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: type(document).__name__)
def test_ent_01_a_document_that_names_nobody_known_is_rejected_and_again_so(document: Any) -> None:
    world = World()
    world.submit(document, document)
    assert [verdict[1:] for verdict in world.verdicts()] == [("REJECTED", "-10102"), ("DUPLICATE", "-10102")]


def test_ent_01_parameters_are_checked_before_registers_and_those_before_the_state_when_rejected() -> None:
    world = World()
    world.submit(a_waybill())
    world.submit(a_waybill(carrier_code=NOBODY, pack_count=2))
    assert world.verdicts()[-1][2] == "-504011"
    world.submit(an_order(), an_order(merchant_code=NOBODY, app_time="20241111000000"))
    assert world.verdicts()[-1][2] == "-10102", "it is stale too"
    assert [rule.rule_id for rule in world.judged()[-1].rules][-1] == "ENT-01"


def test_ent_01_drafts_and_deletions_of_unregistered_enterprises_are_accepted() -> None:
    world = World()
    world.submit(an_order(merchant_code=NOBODY, draft=True))
    assert world.verdicts()[-1][1:] == ("ACCEPTED", "1")
    world.submit(an_order(app_time=LATER))
    world.submit(an_order(merchant_code=NOBODY, operation=Operation.DELETE, app_time="20241111100002"))
    assert world.verdicts()[-1][1:] == ("ACCEPTED", "2")


def test_ent_01_who_is_registered_later_is_accepted_from_then_on() -> None:
    """A register may grow at any time; nothing of it is remembered."""
    world = World()
    world.submit(a_waybill("GW2", carrier_code=NOBODY))
    world.clearance.registers.add(an_enterprise(NOBODY, "carrier"))
    world.submit(a_waybill("GW3", carrier_code=NOBODY))
    assert [verdict[1] for verdict in world.verdicts()] == ["REJECTED", "ACCEPTED"]


def test_ent_01_a_second_version_without_the_role_is_rejected() -> None:
    world = World()
    world.submit(*four_documents("GW1"))
    world.clearance.registers.add(an_enterprise(CARRIER, "guarantor", version=2))
    world.submit(*four_documents("GW2"))
    assert stage(world, "GW1") == (Stage.CLEARED, "800")
    assert world.verdicts()[-2:] == [("IMPORT_WAYBILL", "REJECTED", "-10102"), ("IMPORT_LIST", "REJECTED", "-10102")]


@pytest.mark.parametrize(
    ("kind", "code", "build"),
    [
        ("payments", "-401009", lambda n, **changes: a_payment(payment_no=f"P-{n}", **changes)),
        ("waybills", "-504011", lambda n, **changes: a_waybill(waybill_no=f"W-{n}", **changes)),
    ],
)
def test_sta_04_an_order_number_has_room_for_a_hundred_and_one_more_is_rejected(
    kind: str, code: str, build: Any
) -> None:
    world = World()
    world.submit(*(build(n) for n in range(100)))
    assert {verdict[1] for verdict in world.verdicts()} == {"ACCEPTED"}
    before = world.cases()
    world.submit(build(100), build(100), build(101, operation=Operation.CHANGE))
    assert [verdict[1] for verdict in world.verdicts()[-3:]] == ["REJECTED"] * 3
    assert {verdict[2] for verdict in world.verdicts()[-3:-1]} == {code}
    world.submit(build(102, draft=True))
    assert world.verdicts()[-1][1:] == ("ACCEPTED", "1")
    folder = world.folder()
    assert folder is not None
    document_type = DocumentType.IMPORT_WAYBILL if kind == "waybills" else DocumentType.IMPORT_PAYMENT
    kept = slots_of(folder, document_type)
    assert len(kept) == 100, "what found no room is answered and forgotten"
    assert len(world.cases()) == len(before)


def test_sta_04_with_no_room_for_more_a_change_of_one_on_file_is_accepted() -> None:
    world = World()
    world.submit(*(a_waybill(waybill_no=f"W-{n}") for n in range(100)))
    world.submit(a_waybill(waybill_no="W-7", operation=Operation.CHANGE, app_time=LATER))
    assert world.verdicts()[-1] == ("IMPORT_WAYBILL", "ACCEPTED", "2")
    assert "STA-04" in {rule.rule_id for rule in world.judged()[-1].rules}
