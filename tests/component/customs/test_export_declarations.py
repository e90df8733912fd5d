"""Export declarations that are told: once per number, certified once, and withdrawn with their deletion."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.common import Operation, ParameterSet, Verdict
from contracts.customs import CertificateOnFile, CertificateStatus, CertificateUse, ExportDeclarationStatus
from customs.consolidation.certificates import sealed
from mesh.declared.dates import china_time
from tests.support.customs.consolidation import (
    DAY_MS,
    DECEMBER_10,
    SECOND_MS,
    a_closed_list,
    of_december,
)
from tests.support.customs.declarations import ACCEPTED, ENTRY_NO, Declaring, a_declaration, a_declared_line
from tests.support.customs.registers import OTHER_AGENT

CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
FIRST, SECOND, THIRD = (f"{ENTRY_NO}0{issue}" for issue in (1, 2, 3))
STEEL, CELLS = "7208100000", "8541402000"
"""Goods for which no refund is granted; goods that leave for refund."""
OFF = ParameterSet(code="export.certificates_automatic", version=2, valid_from="2025-01-01", source="test", value="off")
WITH_REFUND = (CertificateUse.EXCHANGE, CertificateUse.REFUND, CertificateUse.EXEMPTION)
WITHOUT_REFUND = (CertificateUse.EXCHANGE, CertificateUse.EXEMPTION)


def later(hours: int, **changes: Any) -> Any:
    """The default declaration some hours later."""
    return a_declaration(ACCEPTED + hours * 3_600 * SECOND_MS, **changes)


def test_a_declaration_is_recorded_and_certified() -> None:
    merchant = Declaring()
    lines = (a_declared_line(), a_declared_line(2, currency_code="300", unit_price_e5=None, value_e5=7))
    assert merchant.declare(a_declaration(lines=lines)) == ["2"]
    (issued,), (standing,) = merchant.certificates(), merchant.standings()
    certificate = issued.certificate
    assert issued.replaces is None
    assert (certificate.certificate_no, certificate.entry_no) == (FIRST, ENTRY_NO)
    assert (certificate.declaration_seq_no, certificate.list_no) == (None, None)
    assert [(one.currency_code, one.value_e5) for one in certificate.amounts] == [("300", 7), ("502", 1_000_000_000)]
    assert [line.line_no for line in certificate.lines] == [1, 2]
    assert (certificate.departed_from_ms, certificate.departed_until_ms) == (DECEMBER_10, DECEMBER_10)
    assert certificate.issued_at_ms >= certificate.departed_until_ms
    assert sealed(certificate) == certificate
    assert (standing.status, standing.certificate_no) == (ExportDeclarationStatus.RECORDED, FIRST)
    assert (standing.departed_on, standing.recorded_on) == ("2025-12-10", "2025-12-11")
    assert standing.amounts == certificate.amounts


@pytest.mark.parametrize("mode", ["9610", "9710", "9810"])
def test_goods_that_may_be_refunded_are_certified_for_refund(mode: str) -> None:
    merchant = Declaring()
    lines = (a_declared_line(commodity_code=STEEL), a_declared_line(2, commodity_code=CELLS))
    assert merchant.declare(a_declaration(trade_mode=mode, lines=lines)) == ["2"]
    assert merchant.certificates()[0].certificate.uses == WITH_REFUND


@pytest.mark.parametrize(("mode", "commodity_code"), [("1210", CELLS), ("9710", STEEL)])
def test_goods_of_a_special_area_and_goods_without_refund_are_certified_for_exemption(
    mode: str, commodity_code: str
) -> None:
    merchant = Declaring()
    line = a_declared_line(commodity_code=commodity_code)
    assert merchant.declare(a_declaration(trade_mode=mode, lines=(line,))) == ["2"]
    assert merchant.certificates()[0].certificate.uses == WITHOUT_REFUND


def test_conditions_are_those_of_the_day_of_departure() -> None:
    """Refund on photovoltaic cells ends with March 2026."""
    until, after = 1_774_929_600_000, 1_775_016_000_000
    for left_ms, uses in ((until, WITH_REFUND), (after, WITHOUT_REFUND)):
        merchant = Declaring()
        line = a_declared_line(commodity_code=CELLS, currency_code="142")
        declared = a_declaration(after + DAY_MS, departed_at=china_time(left_ms), lines=(line,))
        assert merchant.declare(declared) == ["2"]
        assert merchant.certificates()[0].certificate.uses == uses


def test_nothing_is_certified_before_it_has_left() -> None:
    merchant = Declaring()
    assert merchant.declare(a_declaration(departed_at=china_time(ACCEPTED + SECOND_MS))) == ["-706001"]
    assert (merchant.certificates(), merchant.standings()) == ([], [])
    assert merchant.declare(later(1, departed_at=china_time(ACCEPTED + SECOND_MS))) == ["2"]
    assert len(merchant.certificates()) == 1


def test_a_declaration_that_comes_again_has_its_answer_and_no_second_certificate() -> None:
    merchant = Declaring()
    assert merchant.declare(a_declaration(), a_declaration()) == ["2", "2"]
    assert merchant.verdicts()[-1].verdict is Verdict.DUPLICATE
    assert merchant.declare(later(1, order_no="B2B2")) == ["-706002"]
    assert len(merchant.certificates()) == 1


def test_an_event_that_is_heard_twice_has_no_further_effect() -> None:
    merchant = Declaring()
    assert merchant.declare(a_declaration(), cause_id="one") == ["2"]
    assert merchant.declare(later(1, operation=DELETE), cause_id="two") == ["2"]
    assert merchant.declare(a_declaration(), cause_id="one") == []
    assert merchant.in_force() == set()


def test_a_draft_is_no_declaration() -> None:
    merchant = Declaring()
    assert merchant.declare(a_declaration(draft=True, entry_no="draft")) == ["1"]
    assert merchant.declare(later(1, operation=CHANGE)) == ["-706003"]
    assert (merchant.certificates(), merchant.standings()) == ([], [])


def test_a_change_puts_another_certificate_in_the_place_of_the_first() -> None:
    merchant = Declaring()
    merchant.declare(a_declaration())
    less = a_declared_line(unit_price_e5=None, value_e5=5)
    assert merchant.declare(later(1, operation=CHANGE, lines=(less,))) == ["2"]
    first, second = merchant.certificates()
    assert (second.certificate.certificate_no, second.replaces) == (SECOND, FIRST)
    assert second.certificate.amounts[0].value_e5 == 5
    (withdrawn,) = merchant.withdrawn()
    assert (withdrawn.certificate_no, withdrawn.list_no) == (first.certificate.certificate_no, None)
    stands = {one.certificate_no: one for one in merchant.all(CertificateOnFile)}
    assert stands[FIRST].status is CertificateStatus.WITHDRAWN
    assert (stands[FIRST].withdrawn_on, stands[FIRST].withdrawn_for) == ("2025-12-11", None)
    assert stands[SECOND].status is CertificateStatus.IN_FORCE
    assert merchant.standings()[-1].certificate_no == SECOND


def test_a_deletion_withdraws_the_certificate_and_the_number_may_be_told_again() -> None:
    merchant = Declaring()
    merchant.declare(a_declaration())
    assert merchant.declare(later(1, operation=DELETE)) == ["2"]
    assert merchant.in_force() == set()
    gone = merchant.standings()[-1]
    assert (gone.status, gone.withdrawn_on, gone.certificate_no) == (
        ExportDeclarationStatus.WITHDRAWN,
        "2025-12-11",
        None,
    )
    assert merchant.declare(later(2, operation=DELETE, order_no="B2B2")) == ["-706003"]
    assert merchant.declare(later(3)) == ["2"]
    assert merchant.in_force() == {SECOND}
    assert merchant.certificates()[-1].replaces is None


def test_another_declaring_enterprise_changes_nothing() -> None:
    merchant = Declaring()
    merchant.declare(a_declaration())
    theirs = {"agent_code": OTHER_AGENT, "sender_code": OTHER_AGENT}
    assert merchant.declare(later(1, operation=CHANGE, **theirs)) == ["-706006"]
    assert merchant.declare(later(2, operation=DELETE, **theirs)) == ["-706006"]
    assert merchant.in_force() == {FIRST}


def test_older_data_changes_nothing() -> None:
    merchant = Declaring()
    merchant.declare(a_declaration())
    assert merchant.declare(later(1, operation=CHANGE, app_time="20251210000000")) == ["-706004"]
    assert merchant.declare(later(2, operation=DELETE, app_time="20251210000000")) == ["-706004"]
    assert merchant.in_force() == {FIRST}


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"agent_code": "4499999999"}, "-10102"),
        ({"agent_code": "4401960C01"}, "-10102"),
        ({"app_time": "20261201120000"}, "-706001"),
        ({"lines": (a_declared_line(currency_code="998"),)}, "-706001"),
    ],
)
def test_a_declaration_that_is_wrong_is_rejected(changes: dict[str, Any], answer: str) -> None:
    merchant = Declaring()
    assert merchant.declare(a_declaration(**changes)) == [answer]
    assert (merchant.certificates(), merchant.standings()) == ([], [])


def test_nothing_is_certified_unasked_where_a_parameter_says_so() -> None:
    merchant = Declaring(OFF)
    assert merchant.declare(a_declaration(), later(1, operation=DELETE), later(2)) == ["2", "2", "2"]
    assert (merchant.certificates(), merchant.withdrawn()) == ([], [])
    assert [one.certificate_no for one in merchant.standings()] == [None, None, None]


def test_the_number_of_a_consolidated_declaration_is_refused() -> None:
    merchant = Declaring()
    merchant.close(a_closed_list(1))
    merchant.ask(of_december())
    (entered,) = merchant.entered()
    entry_no = entered.result.entry_no or ""
    at_ms = of_december().accepted_at_ms + DAY_MS
    told = [a_declaration(at_ms, entry_no=entry_no, operation=one) for one in (Operation.ADD, CHANGE, DELETE)]
    assert merchant.declare(*told) == ["-706005"] * 3
    assert merchant.in_force() == {event.certificate.certificate_no for event in merchant.certificates()}
    assert len(merchant.certificates()) == 1


def test_a_consolidated_declaration_gets_no_number_that_was_told() -> None:
    first = Declaring()
    first.close(a_closed_list(1))
    first.ask(of_december())
    entry_no = first.entered()[0].result.entry_no or ""
    merchant = Declaring()
    assert merchant.declare(a_declaration(entry_no=entry_no)) == ["2"]
    merchant.close(a_closed_list(1))
    merchant.ask(of_december())
    (entered,) = merchant.entered()
    assert entered.result.entry_no != entry_no
    assert len({event.certificate.entry_no for event in merchant.certificates()}) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([Operation.ADD, CHANGE, DELETE]),
            st.sampled_from([f"5141202500000000{number:02}" for number in (1, 2)]),
            st.integers(1, 3),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_is_told_a_declaration_has_one_certificate_if_it_is_on_file_and_none_if_not(
    told: list[tuple[Operation, str, int, bool]],
) -> None:
    merchant = Declaring()
    on_file: dict[str, int] = {}
    for hours, (operation, entry_no, value, is_draft) in enumerate(told):
        line = a_declared_line(unit_price_e5=None, value_e5=value)
        merchant.declare(later(hours, operation=operation, entry_no=entry_no, lines=(line,), draft=is_draft))
        if not is_draft and (operation is Operation.ADD) is (entry_no not in on_file):
            on_file[entry_no] = value
            if operation is DELETE:
                del on_file[entry_no]
    issued = {event.certificate.certificate_no: event.certificate for event in merchant.certificates()}
    in_force = [issued[number] for number in merchant.in_force()]
    assert {one.entry_no: one.amounts[0].value_e5 for one in in_force} == on_file
    assert len(in_force) == len(on_file)
    stands = {one.entry_no: one for one in merchant.standings()}
    assert {entry_no for entry_no, one in stands.items() if one.certificate_no is not None} == set(on_file)
