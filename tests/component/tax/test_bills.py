"""The tax bill of a released declaration, from the processor `tax.assessment` in memory."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from contracts import codec, topics
from contracts.common import DocumentRef, DocumentType, FindingAction
from contracts.customs import GoodsFiled
from contracts.mesh import Wake
from contracts.tax import BillStatus, TaxBillIssued, TaxBillStatusChanged
from contracts.tax_assessment import Case, Stage
from mesh.declared.processor import NOTHING, Emit, Woken
from mesh.testing.bench import Bench
from tax.assessment.bills import (
    bill_number,
    issue,
    payment_book_number,
    start_of_day_after,
    summarise,
    summary_at,
)
from tax.assessment.processor import ASSESSMENT
from tests.support.agency.declarations import (
    AT_MS,
    CNY,
    GUARANTOR,
    KEY,
    a_context,
    a_declaration_accepted,
    a_declaration_amended,
    a_declaration_cleared,
    a_declaration_refused,
    a_declaration_withdrawn,
    a_finding,
    a_line,
    a_subject,
    an_entry,
    register_file,
)

SHIPPED = (*register_file("tax.rates.v1"), *register_file("tax.parameters.v1"))
ID = a_subject().declaration_id
DAY_MS = 86_400_000
MIDNIGHT = int(datetime(2024, 12, 11, 16, tzinfo=UTC).timestamp()) * 1000
"""2024-12-12 00:00 in China: the 31st day after 2024-11-11 begins."""
DUE = summary_at(ID, AT_MS, 31)


class Kept:
    """State that holds one case, or none."""

    def __init__(self, case: Case | None) -> None:
        self._case = case

    def get(self, kind: type[Any], key: str) -> Any:
        return self._case if kind is Case and key == ID else None


def a_bench(*entries: Any) -> Bench:
    return Bench(ASSESSMENT, registers=(*SHIPPED, *entries))


def sent(bench: Bench, event: Any) -> list[Emit]:
    topic = topics.TAX_FINDINGS if hasattr(event, "finding_id") else topics.CUSTOMS_DECLARATIONS
    emitted = bench.send(topic, event, key=KEY, at_ms=AT_MS)
    assert bench.parked() == []
    return emitted


def bills(emitted: list[Emit]) -> list[Any]:
    found = [emit for emit in emitted if emit.topic == topics.TAX_BILLS]
    assert all(emit.key == KEY for emit in found)
    return [emit.record for emit in found]


def released(bench: Bench, *lines: Any, **changes: Any) -> TaxBillIssued:
    sent(bench, a_declaration_accepted(*lines, **changes))
    (issued,) = bills(sent(bench, a_declaration_cleared()))
    assert isinstance(issued, TaxBillIssued)
    return issued


def test_tax_13_a_released_list_gets_one_bill_with_its_parties() -> None:
    issued = released(a_bench())
    bill, subject = issued.bill, a_subject()
    assert (issued.declaration_id, issued.revision, issued.issued_at_ms) == (ID, 1, AT_MS)
    assert (bill.bill_no, bill.list_no, bill.order_no) == ("51412024I000000001T01", subject.list_no, "GW1")
    assert (bill.status, bill.payment_book_no) == (BillStatus.GENERATED, None)
    assert (bill.platform_code, bill.merchant_code, bill.agent_code) == (
        subject.platform_code,
        subject.merchant_code,
        subject.agent_code,
    )
    assert (bill.carrier_code, bill.waybill_no, bill.guarantor_code) == ("4401960C01", "W-GW1", GUARANTOR)


@pytest.mark.parametrize(
    ("kinds", "transmitter"),
    [((DocumentType.IMPORT_ORDER, DocumentType.IMPORT_LIST), "of IMPORT_LIST"), ((DocumentType.IMPORT_ORDER,), None)],
)
def test_tax_13_a_bill_names_who_handed_over_the_list(kinds: tuple[DocumentType, ...], transmitter: str | None) -> None:
    refs = tuple(
        DocumentRef(document_type=kind, document_id=kind, issuer_code="I", number="1", sender_code=f"of {kind}")
        for kind in kinds
    )
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    (issued,) = bills(sent(bench, a_declaration_cleared(documents=refs)))
    assert issued.bill.sender_code == transmitter


def test_tax_13_the_sums_of_a_bill_are_those_of_its_lines() -> None:
    filed = an_entry(GoodsFiled, "gtin/1", net_content_e5=20 * 100_000, content_unit="g")
    goods = (
        a_line(),
        a_line(2, commodity_code="2204210000"),
        a_line(3, commodity_code="3304990000", bar_code="1"),
    )
    bill = released(a_bench(filed), *goods, freight_cny_e5=7 * CNY).bill
    assert [line.gnum for line in bill.lines] == [1, 2, 3]
    assert sum(line.dutiable_cny_e5 for line in bill.lines) == 607 * CNY
    for name in ("duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5"):
        assert getattr(bill, name) == sum(getattr(line, name) for line in bill.lines)
    assert bill.consumption_tax_cny_e5 > 0


def test_tax_13_nothing_due_is_a_bill_of_zeros() -> None:
    bill = released(a_bench(), a_line(total_price_cny_e5=1000)).bill
    assert (bill.duty_cny_e5, bill.consumption_tax_cny_e5, bill.vat_cny_e5) == (0, 0, 0)
    assert len(bill.lines) == 1


def test_tax_13_a_bill_is_issued_once_and_nothing_before_the_release() -> None:
    bench = a_bench()
    assert bills(sent(bench, a_declaration_accepted())) == []
    assert len(bills(sent(bench, a_declaration_cleared()))) == 1
    for event in (a_declaration_cleared(), a_declaration_accepted(), a_declaration_amended(), a_declaration_refused()):
        assert sent(bench, event) == []


@pytest.mark.parametrize("end", [a_declaration_refused(), a_declaration_withdrawn()])
def test_tax_13_what_is_refused_or_withdrawn_gets_no_bill(end: Any) -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    assert bills(sent(bench, end)) == []
    assert bills(bench.tick(MIDNIGHT + DAY_MS)) == []
    case = bench.get(Case, ID)
    assert case is not None
    assert (case.stage, case.lines, case.waybill_no, case.bill) == (Stage.DROPPED, (), None, None)


def test_tax_13_the_bill_is_that_of_the_revision_released() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    sent(bench, a_declaration_amended(a_line(total_price_cny_e5=100 * CNY), waybill_no="W2"))
    assert bills(sent(bench, a_declaration_cleared())) == []
    (issued,) = bills(sent(bench, a_declaration_cleared(revision=2)))
    assert (issued.revision, issued.bill.vat_cny_e5, issued.bill.waybill_no) == (2, 9_10000, "W2")


def test_tax_13_what_was_never_assessed_gets_no_bill_of_zero() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted(a_line(commodity_code="9999999999")))
    assert bills(sent(bench, a_declaration_cleared())) == []


def test_tax_13_goods_held_for_a_rate_are_billed_by_the_rate_that_came() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted(a_line(commodity_code="3304990000", bar_code="1")))
    bench.registers.add(an_entry(GoodsFiled, "gtin/1", net_content_e5=100 * 100_000, content_unit="g"))
    sent(bench, a_finding(f"{ID}-1-tax-assessment", FindingAction.RELEASE))
    (issued,) = bills(sent(bench, a_declaration_cleared()))
    assert (issued.bill.consumption_tax_cny_e5, issued.bill.vat_cny_e5) == (0, 18_20000)


def test_tax_12_a_bill_is_summarised_once_in_the_first_hour_of_the_31st_day_after_release() -> None:
    bench = a_bench()
    issued = released(bench)
    assert bills(bench.tick(DUE - 1)) == []
    (told,) = bills(bench.tick(DUE + DAY_MS))
    assert isinstance(told, TaxBillStatusChanged)
    assert (told.declaration_id, told.changed_at_ms) == (ID, DUE)
    assert (told.bill.bill_no, told.bill.status, told.bill.lines) == (issued.bill.bill_no, BillStatus.SUMMARISED, ())
    assert told.bill.payment_book_no == f"514120241212P{GUARANTOR}"
    assert told.bill.vat_cny_e5 == issued.bill.vat_cny_e5
    assert bills(bench.tick(DUE + 2 * DAY_MS)) == []


def test_tax_12_bills_of_one_guarantor_and_day_share_a_payment_book() -> None:
    bill = released(a_bench()).bill
    assert payment_book_number(bill, MIDNIGHT) == payment_book_number(bill, MIDNIGHT + DAY_MS - 1)
    assert payment_book_number(bill, MIDNIGHT) != payment_book_number(bill, MIDNIGHT + DAY_MS)
    assert len(payment_book_number(bill, MIDNIGHT)) <= 50


def test_tax_12_no_tick_has_all_the_bills_of_a_day() -> None:
    due = {summary_at(f"{number:032x}", AT_MS, 31) for number in range(2_000)}
    assert all(MIDNIGHT <= at < MIDNIGHT + 3_600_000 for at in due)
    assert len({at // 900_000 for at in due}) == len(due) == 4


@pytest.mark.parametrize(("hour", "first_day"), [(0, 12), (15, 12), (16, 13), (23, 13)])
def test_tax_12_days_are_those_in_china(hour: int, first_day: int) -> None:
    at = int(datetime(2024, 11, 11, hour, tzinfo=UTC).timestamp()) * 1000
    begins = datetime.fromtimestamp(start_of_day_after(at, 31) // 1000, UTC)
    assert (begins.month, begins.day, begins.hour) == (12, first_day - 1, 16)


def test_tax_13_what_the_bill_needed_is_forgotten_when_it_is_issued() -> None:
    bench = a_bench()
    issued = released(bench)
    case = bench.get(Case, ID)
    assert case is not None
    assert case.bill is not None
    assert (case.lines, case.carrier_code, case.waybill_no, case.bill.lines) == ((), None, None, ())
    assert case.bill.bill_no == issued.bill.bill_no


def test_tax_13_a_list_without_a_number_is_billed_under_the_declaration() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    (issued,) = bills(sent(bench, a_declaration_cleared(list_no=None)))
    assert (issued.bill.bill_no, issued.bill.list_no) == (f"{ID}T01", "")


def test_tax_13_a_case_that_knows_no_waybill_is_billed_without() -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    case = bench.get(Case, ID)
    assert case is not None
    bare = replace(case, carrier_code=None, waybill_no=None)
    new, (told, _) = issue(bare, a_declaration_cleared(), a_context(*SHIPPED))
    assert isinstance(told, Emit)
    assert isinstance(told.record, TaxBillIssued)
    assert (told.record.bill.carrier_code, told.record.bill.waybill_no) == ("", "")
    assert (new.lines, new.bill) == ((), replace(told.record.bill, lines=()))


@pytest.mark.parametrize("stage", [None, Stage.OPEN, Stage.CLEARED, Stage.DROPPED])
def test_tax_12_a_timer_without_a_bill_to_summarise_does_nothing(stage: Stage | None) -> None:
    bench = a_bench()
    sent(bench, a_declaration_accepted())
    case = bench.get(Case, ID)
    assert case is not None
    kept = None if stage is None else replace(case, stage=stage)
    assert summarise(Kept(kept), Woken(ID, DUE), a_context()) == NOTHING


def test_a_bill_number_has_room_for_further_bills_of_a_list() -> None:
    assert bill_number("51412024I000000001", 2) == "51412024I000000001T02"


def test_what_is_kept_of_a_released_declaration_is_small() -> None:
    bench = a_bench()
    released(bench, *(a_line(gnum) for gnum in range(1, 100)))
    case = bench.get(Case, ID)
    assert case is not None
    assert len(codec.encode(case)) < 400
    bench.tick(DUE)
    case = bench.get(Case, ID)
    assert case is not None
    assert len(codec.encode(case)) < 120
    timer = Wake(at_ms=DUE, key=ID, message_key=KEY)
    assert len(codec.encode(timer)) < 80
