"""Who sees which part of a parcel: the table, and the page that shows it."""

from pathlib import Path

import pytest

from contracts.common import DocumentType
from edge.access.visibility import BORNE, HANDED_OVER, OF_DOCUMENT, SEEN, Number, Part, Party, parties_seeing, parts_of

README = Path(__file__).parents[3] / "edge" / "README.md"
COLUMNS = (Part.ORDER, Part.PAYMENT, Part.WAYBILL, Part.LIST, Part.STATUS, Part.REASONS, Part.TAX_BILL, Part.DOCUMENT)
ROWS = {
    "platform, merchant, agent": (Party.PLATFORM, Party.MERCHANT, Party.AGENT),
    "payment institution": (Party.PAYMENT,),
    "carrier": (Party.CARRIER,),
    "guarantor": (Party.GUARANTOR,),
    "enterprise, site-operator, declarant": (Party.ENTERPRISE, Party.SITE_OPERATOR, Party.DECLARANT),
}
NAMED = {party: (party.value,) for party in Party}


@pytest.mark.parametrize("row", ROWS)
def test_the_page_shows_the_table(row: str) -> None:
    line = next(line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {row} |"))
    shown = [cell.strip() == "yes" for cell in line.strip("|").split("|")[1:]]
    for party in ROWS[row]:
        assert shown == [part in SEEN[party] for part in COLUMNS]


@pytest.mark.parametrize("part", Part)
def test_the_page_shows_by_which_numbers_one_may_ask(part: Part) -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    (cells,) = [line.strip("|").split("|") for line in lines if line.startswith(f"| {part} |")]
    assert [cell.strip() for cell in cells[1].split(",")] == [number for number in Number if number in BORNE[part]]


def test_every_party_stands_in_the_table_and_every_part_is_seen_by_someone() -> None:
    assert set(SEEN) == set(Party) == {party for parties in ROWS.values() for party in parties}
    assert all(parties_seeing(part) for part in Part)
    assert set(HANDED_OVER) == set(DocumentType)
    assert set(OF_DOCUMENT) == set(DocumentType) - {DocumentType.UNKNOWN}


def test_a_payment_institution_sees_neither_goods_nor_reasons() -> None:
    assert parts_of({"payment"}, NAMED) == {Part.PAYMENT, Part.DOCUMENT}


def test_a_courier_sees_its_waybill_and_how_the_parcel_stands() -> None:
    assert parts_of({"carrier"}, NAMED) == {Part.WAYBILL, Part.STATUS, Part.DOCUMENT}


def test_whoever_hands_a_document_over_sees_it_whoever_it_names() -> None:
    for document_type, parts in HANDED_OVER.items():
        assert parts_of({"X"}, NAMED, {document_type: ("X",)}) == parts
    assert parts_of({"X"}, NAMED, {DocumentType.IMPORT_LIST: ("Y",)}) == frozenset()


def test_several_codes_see_what_each_of_them_sees() -> None:
    assert parts_of({"payment", "carrier"}, NAMED) == {Part.PAYMENT, Part.WAYBILL, Part.STATUS, Part.DOCUMENT}
