"""What customs certifies of exports that have left: once, never before, and less once a departure is taken back."""

import hashlib
import json
from typing import Any

import msgspec
import pytest

from contracts.common import ParameterSet
from contracts.customs import (
    Certificate,
    CertificateOnFile,
    CertificateStatus,
    CertificateUse,
    ConsolidatedDeclaration,
    ConsolidationStatus,
)
from contracts.customs_consolidation import Book, Month, Place
from tests.support.customs.consolidation import (
    DAY_MS,
    DECEMBER_10,
    JANUARY_15_ENDS,
    SECOND_MS,
    Merchant,
    a_closed_list,
    a_request,
    an_exported_line,
    list_no,
    many_lines,
    of_december,
)

OFF = ParameterSet(code="export.certificates_automatic", version=2, valid_from="2025-01-01", source="test", value="off")


def consolidated(*lists: int, merchant: Merchant | None = None) -> Merchant:
    """A merchant whose lists are consolidated into one declaration."""
    merchant = merchant or Merchant()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in lists))
    merchant.ask(of_december())
    return merchant


def test_a_declaration_is_certified_once_it_has_its_number() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.submit(of_december())
    merchant.tick(JANUARY_15_ENDS - DAY_MS)
    assert (len(merchant.declared()), merchant.certificates()) == (1, [])
    merchant.tick(JANUARY_15_ENDS - DAY_MS + SECOND_MS)
    (issued,), (entered,) = merchant.certificates(), merchant.entered()
    certificate = issued.certificate
    assert certificate.entry_no == entered.result.entry_no
    assert certificate.uses == (CertificateUse.EXCHANGE, CertificateUse.REFUND, CertificateUse.EXEMPTION)
    assert [(one.currency_code, one.value_e5) for one in certificate.amounts] == [("502", 2 * 4_598_000)]
    assert issued.replaces is None


def test_a_list_with_simplified_classification_is_certified_at_once_and_never_for_refund() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, statistics_flag="A"))
    (issued,) = merchant.certificates()
    assert issued.certificate.list_no == list_no(1)
    assert issued.certificate.entry_no is None
    assert issued.certificate.uses == (CertificateUse.EXCHANGE, CertificateUse.EXEMPTION)
    assert merchant.tick(JANUARY_15_ENDS + DAY_MS) == []


def test_goods_of_a_special_area_are_certified_without_a_second_refund() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, trade_mode="1210", account_book_no="BOOK1"))
    merchant.submit(of_december())
    merchant.tick(JANUARY_15_ENDS - DAY_MS + SECOND_MS)
    (issued,) = merchant.certificates()
    assert issued.certificate.uses == (CertificateUse.EXCHANGE, CertificateUse.EXEMPTION)


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_lists_between_enterprises_and_to_warehouses_are_certified_elsewhere(mode: str) -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, trade_mode=mode), a_closed_list(2, trade_mode=mode, statistics_flag="A"))
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert merchant.seen == []


def test_a_value_in_two_currencies_is_certified_in_each() -> None:
    merchant = Merchant()
    lines = (an_exported_line(1, total_price_e5=1), an_exported_line(2, currency_code="142", total_price_e5=2))
    merchant.close(a_closed_list(1, lines=lines))
    merchant.ask(of_december())
    (issued,) = merchant.certificates()
    assert [(one.currency_code, one.value_e5) for one in issued.certificate.amounts] == [("142", 2), ("502", 1)]


def test_nothing_is_certified_while_the_switch_is_off() -> None:
    merchant = Merchant(OFF)
    merchant.close(a_closed_list(2, statistics_flag="A"))
    consolidated(1, merchant=merchant)
    assert len(merchant.entered()) == 1
    assert merchant.certificates() == []


def test_a_seal_is_the_digest_of_the_certificate_and_of_no_other() -> None:
    certificate = consolidated(1, 2).certificates()[0].certificate
    assert certificate.seal == digest(certificate)
    assert certificate.seal != digest(msgspec.structs.replace(certificate, gross_weight_kg_e5=1))


def digest(certificate: Certificate) -> bytes:
    """The seal as its field's description has it, by the standard library."""
    content = json.loads(msgspec.json.encode(certificate))
    del content["seal"]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


# --- attempts ---


def test_a_list_that_is_told_closed_again_is_certified_once() -> None:
    merchant = Merchant()
    for _ in range(3):
        merchant.close(a_closed_list(1, statistics_flag="A"), a_closed_list(2))
    merchant.ask(of_december())
    merchant.close(a_closed_list(1, statistics_flag="A"), a_closed_list(2))
    merchant.ask(of_december(cop_no="SUM2"))
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert len(merchant.certificates()) == 2
    assert len({issued.certificate.certificate_no for issued in merchant.certificates()}) == 2


def test_no_request_and_no_deadline_certifies_what_has_not_left() -> None:
    merchant = Merchant()
    closed = a_closed_list(1)
    merchant.ask(a_request(list_no(1)))
    merchant.close(closed)
    merchant.reopen(closed, DECEMBER_10 + 1)
    merchant.ask(a_request(list_no(1), cop_no="SUM2"), of_december(cop_no="SUM3"))
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert merchant.answers() == ["-703002", "-703002", "2", "399"]
    assert merchant.certificates() == []
    assert merchant.declared() == []


def test_a_list_reopened_while_its_declaration_waits_for_its_number_is_not_certified() -> None:
    merchant = Merchant()
    first, second = a_closed_list(1), a_closed_list(2)
    merchant.close(first, second)
    merchant.submit(of_december())
    merchant.tick(JANUARY_15_ENDS - DAY_MS)
    merchant.reopen(second, JANUARY_15_ENDS - DAY_MS + 1)
    merchant.tick(JANUARY_15_ENDS - DAY_MS + SECOND_MS)
    (issued,) = merchant.certificates()
    assert issued.certificate.amounts[0].value_e5 == 4_598_000
    assert issued.certificate.gross_weight_kg_e5 == 62_000


# --- a departure that is taken back ---


def test_a_list_reopened_before_it_is_consolidated_leaves_those_that_wait() -> None:
    merchant = Merchant()
    closed = a_closed_list(1)
    merchant.close(closed, a_closed_list(2))
    merchant.reopen(closed, DECEMBER_10 + 1)
    merchant.ask(of_december())
    assert set(merchant.lists_told()) == {(list_no(2), 1)}
    assert (merchant.corrections(), merchant.withdrawn()) == ([], [])


def test_a_list_reopened_later_is_corrected_and_the_certificate_stands_for_the_rest() -> None:
    merchant = consolidated(1, 2, 3)
    (first,) = merchant.certificates()
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS)
    (correction,), (withdrawn,) = merchant.corrections(), merchant.withdrawn()
    assert (correction.list_no, correction.lines[0].quantity_e5) == (list_no(2), 200_000)
    assert correction.entry_no == first.certificate.entry_no
    assert withdrawn.certificate_no == first.certificate.certificate_no
    second = merchant.certificates()[1]
    assert second.replaces == first.certificate.certificate_no
    assert second.certificate.certificate_no != first.certificate.certificate_no
    assert second.certificate.amounts[0].value_e5 == 2 * 4_598_000
    assert second.certificate.net_weight_kg_e5 == 2 * 55_000


def test_nothing_is_certified_of_a_declaration_of_which_nothing_is_left() -> None:
    merchant = consolidated(1)
    merchant.reopen(a_closed_list(1), JANUARY_15_ENDS)
    assert len(merchant.withdrawn()) == 1
    assert len(merchant.certificates()) == 1
    assert merchant.reopen(a_closed_list(1), JANUARY_15_ENDS + 1) == []


def test_a_split_list_that_is_reopened_is_corrected_in_every_declaration() -> None:
    merchant = Merchant()
    closed = a_closed_list(1, lines=many_lines(99), gross_weight_kg_e5=77_777)
    merchant.close(closed)
    merchant.ask(of_december())
    merchant.reopen(closed, JANUARY_15_ENDS)
    assert [len(one.lines) for one in merchant.corrections()] == [50, 49]
    assert sum(one.gross_weight_kg_e5 for one in merchant.corrections()) == 77_777
    assert len(merchant.withdrawn()) == len(merchant.certificates()) == 2


def test_a_reopened_list_that_leaves_again_is_consolidated_and_certified_anew() -> None:
    merchant = consolidated(1, 2)
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS - DAY_MS + 5 * SECOND_MS)
    merchant.close(a_closed_list(2, JANUARY_15_ENDS))
    merchant.ask(a_request(list_no(2), at_ms=JANUARY_15_ENDS + DAY_MS, cop_no="SUM2"))
    assert merchant.answers()[-2:] == ["2", "399"]
    assert merchant.lists_told()[list_no(2), 1] == 2
    in_force = {one.certificate.certificate_no for one in merchant.certificates()} - {
        one.certificate_no for one in merchant.withdrawn()
    }
    values = [
        one.certificate.amounts[0].value_e5
        for one in merchant.certificates()
        if one.certificate.certificate_no in in_force
    ]
    assert values == [4_598_000, 4_598_000]


def test_a_month_of_which_nothing_waits_any_more_is_not_consolidated() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    for number in (1, 2):
        merchant.reopen(a_closed_list(number), DECEMBER_10 + number)
        month = merchant.bench.get(Month, "4401960M01|2025-12")
        assert month is not None
        assert month.waiting == 2 - number
    assert merchant.tick(JANUARY_15_ENDS) == []
    book = merchant.bench.get(Book, "4401960M01")
    assert book is not None
    assert (book.next_turn, book.awake) == (1, False)


def test_a_list_that_never_closed_is_not_reopened() -> None:
    merchant = Merchant()
    assert merchant.reopen(a_closed_list(1), DECEMBER_10) == []


def test_a_correction_is_of_the_line_that_bears_the_name() -> None:
    merchant = Merchant()
    lines = {number: (an_exported_line(item_name=name),) for number, name in ((1, "红衫"), (2, "蓝衫"))}
    merchant.close(*(a_closed_list(number, lines=lines[number]) for number in lines))
    merchant.ask(of_december(item_name_flag="1"))
    merchant.reopen(a_closed_list(2, lines=lines[2]), JANUARY_15_ENDS)
    (correction,) = merchant.corrections()
    assert [(line.line_no, line.goods_name) for line in correction.lines] == [(2, "蓝衫")]
    assert [line.line_no for line in merchant.certificates()[1].certificate.lines] == [1]


def test_certificates_of_a_list_are_numbered_and_name_its_producer_and_goods() -> None:
    merchant = Merchant()
    lines = (an_exported_line(1, item_name="红衫"), an_exported_line(2, item_name="蓝衫"))
    content: dict[str, Any] = {"statistics_flag": "A", "lines": lines, "owner_code": "NO", "owner_name": "甲厂"}
    merchant.close(a_closed_list(1, **content))
    merchant.reopen(a_closed_list(1), DECEMBER_10 + 1)
    merchant.close(a_closed_list(1, DECEMBER_10 + 2, **content))
    first, second = (issued.certificate for issued in merchant.certificates())
    assert [one.certificate_no for one in (first, second)] == [f"{list_no(1)}01", f"{list_no(1)}02"]
    assert (first.owner_code, first.owner_name) == ("NO", "甲厂")
    assert [line.goods_name for line in first.lines] == ["红衫", "蓝衫"]
    merchant.close(a_closed_list(2, statistics_flag="A"))
    assert merchant.certificates()[-1].certificate.owner_name is None
    place = merchant.bench.get(Place, f"4401960M01|{list_no(1)}")
    assert place is not None
    assert (place.certificates, place.certificate_no) == (2, second.certificate_no)


def test_a_list_that_leaves_again_at_the_time_first_told_is_entered_again() -> None:
    """A carrier takes its message back and sends it corrected: the departure was the same."""
    merchant = Merchant()
    merchant.close(a_closed_list(1))
    merchant.reopen(a_closed_list(1), DECEMBER_10 + 1)
    merchant.close(a_closed_list(1))
    merchant.ask(of_december())
    assert merchant.lists_told() == {(list_no(1), 1): 1}
    assert len(merchant.certificates()) == 1


def test_a_simplified_list_that_is_reopened_loses_its_certificate_and_gets_another_when_it_leaves_again() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, statistics_flag="A"))
    merchant.reopen(a_closed_list(1), DECEMBER_10 + 1)
    assert [one.certificate_no for one in merchant.withdrawn()] == [
        merchant.certificates()[0].certificate.certificate_no
    ]
    merchant.close(a_closed_list(1, DECEMBER_10 + 2, statistics_flag="A"))
    assert len({one.certificate.certificate_no for one in merchant.certificates()}) == 2


# --- how declarations and certificates stand ---


def test_a_declaration_stands_consolidated_then_declared_then_corrected() -> None:
    merchant = consolidated(1, 2)
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS)
    emitted = [emit for emit in merchant.seen if isinstance(emit.record, ConsolidatedDeclaration)]
    standings = merchant.all(ConsolidatedDeclaration)
    assert [one.status for one in standings] == [
        ConsolidationStatus.CONSOLIDATED,
        ConsolidationStatus.DECLARED,
        ConsolidationStatus.CORRECTED,
    ]
    assert {emit.key.decode() for emit in emitted} == {standings[0].declaration_seq_no}
    assert [one.amounts[0].value_e5 for one in standings] == [9_196_000, 9_196_000, 4_598_000]
    assert [one.gross_weight_kg_e5 for one in standings] == [124_000, 124_000, 62_000]
    assert [one.entry_no is None for one in standings] == [True, False, False]
    certified = [one.certificate.certificate_no for one in merchant.certificates()]
    assert [one.certificate_no for one in standings] == [None, *certified]
    assert (standings[0].cop_no, standings[0].list_count, standings[0].line_count) == ("SUM1", 2, 1)


def test_a_declaration_of_many_parts_is_told_to_stand_once_a_change() -> None:
    merchant = Merchant()
    merchant.close(*(a_closed_list(number, lines=many_lines(50)) for number in range(1, 25)))
    merchant.ask(of_december())
    assert len(merchant.declared()) == 3
    assert [one.status for one in merchant.all(ConsolidatedDeclaration)] == [
        ConsolidationStatus.CONSOLIDATED,
        ConsolidationStatus.DECLARED,
    ]


def test_a_certificate_stands_in_force_until_it_is_withdrawn() -> None:
    merchant = consolidated(1, 2)
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS)
    first, withdrawn, second = merchant.all(CertificateOnFile)
    assert (first.status, first.replaces, first.withdrawn_on) == (CertificateStatus.IN_FORCE, None, None)
    assert first.seal == merchant.certificates()[0].certificate.seal.hex()
    assert (withdrawn.status, withdrawn.withdrawn_on) == (CertificateStatus.WITHDRAWN, "2026-01-16")
    assert (withdrawn.certificate_no, withdrawn.withdrawn_for) == (first.certificate_no, list_no(2))
    assert (second.status, second.replaces) == (CertificateStatus.IN_FORCE, first.certificate_no)
    assert [emit.key.decode() for emit in merchant.seen if isinstance(emit.record, CertificateOnFile)] == [
        *(first.certificate_no, first.certificate_no, second.certificate_no)
    ]


def test_a_declaration_reopened_in_whole_stands_without_a_certificate() -> None:
    merchant = consolidated(1)
    merchant.reopen(a_closed_list(1), JANUARY_15_ENDS)
    standing = merchant.all(ConsolidatedDeclaration)[-1]
    assert (standing.status, standing.amounts, standing.certificate_no) == (ConsolidationStatus.CORRECTED, (), None)
