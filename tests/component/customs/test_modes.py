"""What the page of trade modes says comes true: each mode needs those documents for that step, and no others."""

from typing import Any

import pytest

from contracts.common import DocumentType
from contracts.customs import DeclarationCleared, DeclarationClosed, DeclarationReviewed, ExportAccepted, ListClosed
from contracts.customs_consolidation import Entry
from contracts.modes import MODES
from contracts.trade import ExportListLine
from customs.consolidation.processor import CONSOLIDATION
from mesh.testing.world import World
from tests.component.codes.recipes import sending
from tests.support.customs.exports import HOUR_MS, NOON, a_line, a_list, a_receipt, a_waybill, an_order
from tests.support.customs.manifests import a_departure, a_master_list, an_arrival
from tests.support.customs.registers import BONDED
from tests.support.spine.world import a_world

LATER: dict[str, Any] = {"accepted_at_ms": NOON + HOUR_MS}
PARCEL = ("W-EX1",)
ALL: dict[str, Any] = {
    "bonded_enterprise_code": BONDED,
    "bonded_enterprise_name": "示例区内企业",
    "account_book_no": "T5141W000001",
    "item_record_no": "0001",
}
REACHED: dict[str, type[Any]] = {"match": ExportAccepted, "release": DeclarationCleared, "close": DeclarationClosed}
POST: dict[str, Any] = {"bill_no": None}


def documents(mode_code: str, *, flag: str = "B", of_bill: dict[str, Any] | None = None) -> dict[DocumentType, Any]:
    """Return everything that an export of a mode may have, with the fields that it must name and no others."""
    mode, bill = MODES[mode_code], LATER | (of_bill or {})
    own = {field: ALL[field] for field in mode.names.values()}
    line = a_line(ExportListLine, **{field: ALL[field] for field in mode.line_names.values()})
    return {
        DocumentType.EXPORT_ORDER: an_order(order_type=mode.order_type),
        DocumentType.EXPORT_RECEIPT: a_receipt(),
        DocumentType.EXPORT_WAYBILL: a_waybill(),
        DocumentType.EXPORT_LIST: a_list(trade_mode=mode_code, statistics_flag=flag, lines=(line,), **own),
        DocumentType.MASTER_LIST: a_master_list(PARCEL, **LATER),
        DocumentType.ARRIVAL: an_arrival(PARCEL, **bill),
        DocumentType.DEPARTURE: a_departure(PARCEL, **bill | {"accepted_at_ms": NOON + 2 * HOUR_MS}),
    }


def reached(given: dict[DocumentType, Any], *without: DocumentType) -> list[str]:
    """Hand over documents but for some, and return the steps that the list has reached."""
    world = played(given, *without)
    return [step for step, event in REACHED.items() if world.events(event)]


def played(given: dict[DocumentType, Any], *without: DocumentType) -> World:
    world = a_world()
    for kind, document in given.items():
        if kind not in without:
            sending(document)(world)
    return world


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_with_all_its_documents_is_closed_and_those_beside_hold_nothing_up(mode: str) -> None:
    assert reached(documents(mode)) == ["match", "release", "close"]
    assert reached(documents(mode), *MODES[mode].beside) == ["match", "release", "close"]


@pytest.mark.parametrize(("mode", "step"), [(mode, step) for mode in MODES for step in REACHED])
def test_no_mode_comes_to_a_step_without_a_document_that_the_step_needs(mode: str, step: str) -> None:
    before = list(REACHED)[: list(REACHED).index(step)]
    for kind in getattr(MODES[mode], step):
        assert reached(documents(mode), kind) == before, kind


@pytest.mark.parametrize("mode", MODES)
def test_post_without_a_bill_needs_no_document_of_the_bill(mode: str) -> None:
    post = documents(mode, of_bill=POST)
    assert reached(post, *MODES[mode].with_bill) == ["match", "release", "close"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("flag", ["A", "B"])
def test_a_closed_list_is_consolidated_if_its_mode_and_flag_say_so(mode: str, flag: str) -> None:
    world = played(documents(mode, flag=flag))
    assert world.events(DeclarationReviewed)
    assert len(world.events(ListClosed)) == 1
    waiting = world.state_of(CONSOLIDATION.name, Entry)
    assert bool(waiting) == (MODES[mode].consolidated == flag)
