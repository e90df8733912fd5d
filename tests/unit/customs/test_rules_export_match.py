"""EXM-01 to EXM-07, and EXD-07: each rule of the match of an export both ways."""

import itertools
from typing import Any

import pytest

from agency.judging import ref
from contracts.common import DocumentType, RuleResult
from contracts.customs_export import Waybill
from contracts.trade import ExportListLine, ExportOrderLine
from customs.export import keeping
from customs.rules.export import matching
from customs.rules.export.matching import Matched, match, receipt_agrees
from customs.rules.export.missing import why_missing
from tests.support.customs.builders import MERCHANT
from tests.support.customs.exports import a_line, a_list, a_receipt, a_waybill, an_order
from tests.support.customs.registers import OTHER_MERCHANT

ORDER_TYPES = {"9610": "E", "1210": "E", "9710": "B", "9810": "W"}


def documents(order: Any = None, listed: Any = None, **of_waybill: Any) -> Matched:
    """Order, waybill and list of one export that match, but for those given."""
    waybill = {"merchant_code": None, "gross_weight_kg_e5": 60_000, "pack_count": 1} | of_waybill
    return Matched(
        keeping.order(order or an_order()),
        Waybill(waybill=ref(DocumentType.EXPORT_WAYBILL, a_waybill()), **waybill),
        keeping.listed(listed or a_list(), 0),
    )


def refused(found: Any) -> list[tuple[str, str]]:
    """Rule and code of everything that fails."""
    return [(wrong.rule_id, wrong.code) for wrong in found.reasons]


def in_mode(mode: str, order_type: str) -> Matched:
    return documents(an_order(order_type=order_type), a_list(trade_mode=mode))


def lines(kind: type[Any], *changes: dict[str, Any]) -> tuple[Any, ...]:
    """Lines numbered from 1, each with its changes."""
    return tuple(a_line(kind, gnum, **each) for gnum, each in enumerate(changes, start=1))


def with_lines(*ordered: dict[str, Any], listed: tuple[dict[str, Any], ...]) -> Matched:
    """An order and a list of these lines."""
    return documents(an_order(lines=lines(ExportOrderLine, *ordered)), a_list(lines=lines(ExportListLine, *listed)))


def test_an_export_that_matches_evaluates_every_rule_once() -> None:
    found = match(documents())
    assert found.reasons == ()
    assert [rule.rule_id for rule in found.rules] == [f"EXM-{number:02}" for number in range(1, 6)]
    assert {rule.result for rule in found.rules} == {RuleResult.PASSED}


def test_every_rule_of_an_export_that_fails_gives_its_reason() -> None:
    order = an_order(
        order_type="W", currency_code="300", lines=lines(ExportOrderLine, {"quantity": 1, "currency_code": "300"})
    )
    found = match(documents(order, merchant_code=OTHER_MERCHANT, pack_count=2))
    assert refused(found) == [
        ("EXM-01", "-603001"),
        ("EXM-02", "1322"),
        ("EXM-03", "99110"),
        ("EXM-04", "99109"),
    ]
    assert found.rules[-1].result is RuleResult.NOTED


# --- EXM-01: order type and mode ---


@pytest.mark.parametrize(("mode", "order_type"), ORDER_TYPES.items())
def test_exm_01_order_type_of_the_mode_is_accepted(mode: str, order_type: str) -> None:
    assert matching.order_fits_the_mode(in_mode(mode, order_type)) is None


@pytest.mark.parametrize(
    ("mode", "order_type"),
    [pair for pair in itertools.product(ORDER_TYPES, "EBW") if ORDER_TYPES[pair[0]] != pair[1]],
)
def test_exm_01_order_type_of_another_mode_is_refused(mode: str, order_type: str) -> None:
    wrong = matching.order_fits_the_mode(in_mode(mode, order_type))
    assert wrong is not None
    assert (wrong.code, wrong.rule_id) == ("-603001", "EXM-01")
    assert mode in wrong.text_en
    assert order_type in wrong.text_en


# --- EXM-02: the lines ---


def test_exm_02_lines_one_to_one_are_accepted_in_any_sequence() -> None:
    first, second = {"quantity": 1}, {"quantity": 7, "price_cents": 1}
    given = with_lines(first, second, listed=(first, second))
    turned = given.order.lines[::-1]
    assert matching.lines_agree(given) is None
    assert (
        matching.lines_agree(documents(an_order(lines=turned), a_list(lines=lines(ExportListLine, first, second))))
        is None
    )


def test_exm_02_names_and_numbers_of_goods_that_differ_are_accepted() -> None:
    given = with_lines({"item_no": "A", "item_name": "甲"}, listed=({"item_no": None, "item_name": "乙"},))
    assert matching.lines_agree(given) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quantity": 3}, "quantity"),
        ({"quantity_e5": 200_001}, "quantity"),
        ({"unit_code": "007"}, "quantity"),
        ({"unit_price_e5": 1_000_001}, "price"),
        ({"total_price_e5": 2_000_001}, "price"),
    ],
)
def test_exm_02_line_that_differs_by_the_least_is_refused_and_named(changes: dict[str, Any], words: str) -> None:
    wrong = matching.lines_agree(with_lines({}, changes, listed=({}, {})))
    assert wrong is not None
    assert (wrong.code, wrong.rule_id) == ("1322", "EXM-02")
    assert "2" in wrong.text_en
    assert words in wrong.text_en


@pytest.mark.parametrize(("ordered", "declared"), [(1, 2), (2, 1)])
def test_exm_02_line_without_its_like_is_refused(ordered: int, declared: int) -> None:
    assert matching.lines_agree(with_lines(*[{}] * ordered, listed=({},) * declared)) is not None


# --- EXM-03: the currency ---


def test_exm_03_one_currency_is_accepted() -> None:
    euro = {"currency_code": "300"}
    order = an_order(currency_code="300", lines=lines(ExportOrderLine, euro))
    assert matching.currencies_agree(documents(order, a_list(lines=lines(ExportListLine, euro)))) is None
    assert matching.currencies_agree(documents()) is None


def test_exm_03_another_currency_is_refused() -> None:
    order = an_order(currency_code="300", lines=lines(ExportOrderLine, {"currency_code": "300"}))
    assert refused(match(documents(order))) == [("EXM-03", "99110")]


# --- EXM-04: the merchant ---


@pytest.mark.parametrize("merchant", [None, "", MERCHANT])
def test_exm_04_waybill_of_the_merchant_or_of_nobody_is_accepted(merchant: str | None) -> None:
    assert matching.merchants_agree(documents(merchant_code=merchant)) is None


def test_exm_04_waybill_or_order_of_another_merchant_is_refused() -> None:
    assert refused(match(documents(merchant_code=OTHER_MERCHANT))) == [("EXM-04", "99109")]
    assert refused(match(documents(an_order(merchant_code=OTHER_MERCHANT)))) == [("EXM-04", "99109")]


# --- EXM-05: weight and pieces ---


def test_exm_05_same_weight_and_pieces_pass() -> None:
    assert matching.differing_parcels(documents()) is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"gross_weight_kg_e5": 60_001}, ["grossWeight"]),
        ({"pack_count": 2}, ["packNo"]),
        ({"gross_weight_kg_e5": 1, "pack_count": 2}, ["grossWeight", "packNo"]),
    ],
)
def test_exm_05_weight_or_pieces_that_differ_are_noted_and_refuse_nothing(changes: Any, named: list[str]) -> None:
    found = match(documents(**changes))
    assert found.reasons == ()
    (noted,) = [rule for rule in found.rules if rule.result is RuleResult.NOTED]
    assert noted.rule_id == "EXM-05"
    assert [name for name in ("grossWeight", "packNo") if name in (noted.note or "")] == named


# --- EXM-06: the receipt of payment ---


def received(**changes: Any) -> Any:
    """What is kept of a receipt; its answer plays no part in the rule."""
    return keeping.receipt(a_receipt(**changes), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("freight", "charge"), [(300_000, 2_300_000), (0, 2_000_000), (1, 2_000_001)])
def test_exm_06_receipt_of_goods_and_charges_is_accepted(freight: int, charge: int) -> None:
    found = receipt_agrees(received(received_e5=charge), keeping.order(an_order(freight_e5=freight)))
    assert [(rule.rule_id, rule.result) for rule in found.rules] == [("EXM-06", RuleResult.PASSED)]


@pytest.mark.parametrize(
    "changes",
    [{"received_e5": 2_299_999}, {"received_e5": 2_300_001}, {"received_e5": 2_000_000}, {"currency_code": "142"}],
)
def test_exm_06_receipt_of_another_amount_or_currency_is_refused(changes: Any) -> None:
    assert refused(receipt_agrees(received(**changes), keeping.order(an_order()))) == [("EXM-06", "99102")]


def test_exm_06_receipt_that_has_not_come_is_noted() -> None:
    (missing,) = matching.RECEIPT_MISSING
    assert (missing.rule_id, missing.result) == ("EXM-06", RuleResult.NOTED)
    assert missing.note


# --- EXD-07: the account book of a special area ---


def test_exd_07_book_of_a_special_area_is_noted_as_not_kept() -> None:
    (noted,) = matching.book_of(keeping.listed(a_list(trade_mode="1210", account_book_no="T5141W000001"), 0).content)
    assert (noted.rule_id, noted.result) == ("EXD-07", RuleResult.NOTED)
    assert "T5141W000001" in (noted.note or "")


@pytest.mark.parametrize("mode", ["9610", "9710", "9810", "9999"])
def test_exd_07_mode_without_a_book_passes_without_a_note(mode: str) -> None:
    listed = a_list(trade_mode=mode, account_book_no="T5141W000001")
    assert matching.book_of(keeping.listed(listed, 0).content) == ()


# --- EXM-07: what never came ---


def test_exm_07_export_that_misses_nothing_is_accepted() -> None:
    assert why_missing(()) == ()


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        (DocumentType.EXPORT_ORDER, "order"),
        (DocumentType.EXPORT_WAYBILL, "waybill"),
        (DocumentType.EXPORT_RECEIPT, "receipt"),
    ],
)
def test_exm_07_export_without_a_document_is_refused_by_its_name(kind: DocumentType, named: str) -> None:
    (wrong,) = why_missing((kind,))
    assert (wrong.code, wrong.rule_id) == ("99001", "EXM-07")
    assert named in wrong.text_en


def test_exm_07_every_document_that_never_came_is_refused_on_its_own() -> None:
    both = why_missing((DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL))
    assert [wrong.code for wrong in both] == ["99001", "99001"]
