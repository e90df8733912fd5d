"""What customs decided, and the exact receipts that follow, bytes in and bytes out."""

from typing import Any

from contracts import topics
from contracts.common import DocumentRef, DocumentType, Operation, Verdict
from contracts.customs import DeclarationReviewed, DeclarationSubject, WithdrawalCause
from contracts.gateway import ReceiptIssued
from contracts.gateway_receipts import Matched
from contracts.tax import BillStatus, TaxBillIssued, TaxBillStatusChanged
from mesh.declared.processor import Record
from mesh.testing.bench import Bench
from receipts.processor import RECEIPTS
from tests.support.customs.builders import (
    AGENT,
    CARRIER,
    MERCHANT,
    PAYER_BANK,
    PLATFORM,
    TEN_O_CLOCK,
    a_cancellation,
    a_list,
    a_payment,
    a_waybill,
    an_order,
)
from tests.support.customs.lifecycle import (
    a_hold,
    a_reason,
    a_subject,
    accepted,
    amended,
    cleared,
    closed,
    held,
    judged,
    refused,
    withdrawn,
)
from tests.support.receipts.bills import a_tax_bill

ORDER, PAYMENT, WAYBILL, LIST = (
    DocumentType.IMPORT_ORDER,
    DocumentType.IMPORT_PAYMENT,
    DocumentType.IMPORT_WAYBILL,
    DocumentType.IMPORT_LIST,
)
CANCELLATION = DocumentType.IMPORT_CANCELLATION
EXPORTED = (DocumentType.EXPORT_LIST, DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL)
KEY = b"GW1"


def bench() -> Bench:
    return Bench(RECEIPTS)


def receipts(on: Bench, record: Record, *, topic: str = topics.CUSTOMS_DECLARATIONS) -> list[ReceiptIssued]:
    emitted = on.send(topic, record, key=KEY, at_ms=TEN_O_CLOCK)
    assert not on.parked()
    assert all((emit.topic, emit.key) == (topics.GATEWAY_RECEIPTS, KEY) for emit in emitted)
    return [emit.record for emit in emitted]  # type: ignore[misc]


def told(issued: list[ReceiptIssued]) -> list[tuple[DocumentType, str]]:
    return [(receipt.document.document_type, receipt.return_status) for receipt in issued]


def verdict(record: Record) -> ReceiptIssued:
    (receipt,) = receipts(bench(), record, topic=topics.CUSTOMS_DOCUMENTS)
    return receipt


def test_a_recorded_order_is_told_its_2_with_verdict_batch_and_parties() -> None:
    order = an_order(batch_index=7)
    receipt = verdict(judged(order))
    assert (receipt.return_status, receipt.verdict) == ("2", Verdict.ACCEPTED)
    assert receipt.return_info == f"订单新增申报成功[{order.document_id}]"
    assert (receipt.batch_id, receipt.batch_index, receipt.return_at_ms) == ("batch-1", 7, TEN_O_CLOCK)
    assert receipt.audience == tuple(sorted({PLATFORM, MERCHANT, AGENT}))


def test_a_recorded_list_is_told_merchant_and_order_beside_its_id() -> None:
    listed = a_list()
    receipt = verdict(judged(listed))
    assert receipt.return_info == f"清单新增申报成功[{listed.document_id}][{MERCHANT}][GW1]"
    assert receipt.pre_entry_no == "B20241111000000001"


def test_a_list_without_cop_no_is_told_its_pre_entry_number_in_its_place() -> None:
    assert verdict(judged(a_list(cop_no=None))).cop_no == "B20241111000000001"


def test_a_change_and_a_deletion_are_named_as_such() -> None:
    assert "变更申报成功" in verdict(judged(an_order(), operation=Operation.CHANGE)).return_info
    assert "删除申报成功" in verdict(judged(an_order(), operation=Operation.DELETE)).return_info


def test_a_draft_is_told_that_it_is_saved() -> None:
    receipt = verdict(judged(a_list(draft=True), Verdict.ACCEPTED, "1"))
    assert receipt.return_status == "1"
    assert "暂存成功" in receipt.return_info


def test_a_rejected_document_is_told_every_reason_in_the_form_that_clients_parse() -> None:
    reasons = (a_reason("-301008", "参数检查失败"), a_reason("-10102", "企业代码无效"))
    receipt = verdict(judged(an_order(), Verdict.REJECTED, "-301008", *reasons))
    assert (receipt.return_status, receipt.verdict) == ("-301008", Verdict.REJECTED)
    assert receipt.return_info == "[Code:301008;Desc:参数检查失败][Code:10102;Desc:企业代码无效]"
    assert receipt.reasons == reasons


def test_a_repeated_document_is_told_so_with_the_status_of_the_original() -> None:
    receipt = verdict(judged(an_order(), Verdict.DUPLICATE))
    assert (receipt.return_status, receipt.verdict) == ("2", Verdict.DUPLICATE)
    assert receipt.return_info.startswith("订单重复申报")


def test_a_payment_and_a_waybill_are_seen_by_their_issuer_and_transmitter_only() -> None:
    assert verdict(judged(a_payment(sender_code="SENDER"))).audience == tuple(sorted({PAYER_BANK, "SENDER"}))
    assert verdict(judged(a_waybill(sender_code="SENDER"))).audience == tuple(sorted({CARRIER, "SENDER"}))


def test_acceptance_and_amendment_are_silent_because_120_comes_with_what_follows() -> None:
    on = bench()
    assert receipts(on, accepted(a_subject())) == []
    assert receipts(on, amended(a_subject(revision=2))) == []


def test_clearing_tells_120_to_all_four_and_800_to_the_list() -> None:
    issued = receipts(bench(), cleared(a_subject()))
    assert told(issued) == [(LIST, "120"), (ORDER, "120"), (PAYMENT, "120"), (WAYBILL, "120"), (LIST, "800")]
    assert [receipt.return_info for receipt in issued[3:]] == ["[Code:1800;Desc:逻辑校验通过]", "[Code:2600;Desc:放行]"]


def test_holding_tells_120_once_and_each_wait_to_the_list() -> None:
    on = bench()
    subject = a_subject()
    assert told(receipts(on, held(subject))) == [
        (LIST, "120"),
        (ORDER, "120"),
        (PAYMENT, "120"),
        (WAYBILL, "120"),
        (LIST, "300"),
    ]
    assert told(receipts(on, held(subject, a_hold("hold-2", "inspection"), status="500"))) == [(LIST, "500")]
    assert told(receipts(on, cleared(subject))) == [(LIST, "800")]


def an_export(**changes: Any) -> DeclarationSubject:
    """The declaration of a list, an order and a waybill of export."""
    documents = tuple(
        DocumentRef(document_type=kind, document_id=kind, issuer_code=MERCHANT, number="EX1", sender_code=AGENT)
        for kind in EXPORTED
    )
    return a_subject(documents=documents, **changes)


def of_export(on: Bench, *events: Record) -> list[tuple[DocumentType, str]]:
    return [each for event in events for each in told(receipts(on, event, topic=topics.CUSTOMS_EXPORTS))]


def test_an_export_has_its_120_once_however_often_it_is_held_and_released_after_its_review() -> None:
    on, subject = bench(), an_export()
    reviewed = DeclarationReviewed(subject=subject, reviewed_at_ms=TEN_O_CLOCK, inspected=False)
    assert of_export(on, reviewed) == [*((kind, "120") for kind in EXPORTED), (EXPORTED[0], "399")]
    asked = held(subject, a_hold("hold-1", "customs"))
    after = (cleared(subject), asked, cleared(subject), closed(subject), asked, cleared(subject))
    assert of_export(on, *after, held(subject, a_hold("hold-2", "inspection"), status="500")) == [
        (EXPORTED[0], status) for status in ("800", "300", "800", "899", "300", "800", "500")
    ]
    assert not [key for key in on.state() if key.startswith(b"Matched")]


def test_an_export_held_before_its_review_has_its_120_with_the_hold() -> None:
    on, subject = bench(), an_export()
    quarantined = held(subject, a_hold("hold-1", "inspection"))
    reviewed = DeclarationReviewed(subject=subject, reviewed_at_ms=TEN_O_CLOCK, inspected=False)
    assert of_export(on, quarantined) == [*((kind, "120") for kind in EXPORTED), (EXPORTED[0], "300")]
    assert of_export(on, reviewed, cleared(subject)) == [(EXPORTED[0], "399"), (EXPORTED[0], "800")]


def test_a_wait_for_an_officer_is_1200_with_the_reasons_and_one_for_inspection_says_so() -> None:
    issued = receipts(bench(), held(a_subject()))
    assert issued[-1].return_info == "[Code:1200;Desc:等待人工审核][Code:99301;Desc:担保额度不足]"
    assert [reason.code for reason in issued[-1].reasons] == ["99301"]
    assert receipts(bench(), held(a_subject(), status="500"))[-1].return_info.startswith("海关查验")


def test_a_new_revision_tells_its_120_to_the_list_alone() -> None:
    on = bench()
    receipts(on, held(a_subject()))
    assert told(receipts(on, cleared(a_subject(revision=2)))) == [(LIST, "120"), (LIST, "800")]


def test_a_refusal_before_the_match_tells_100_to_those_at_fault_and_2_to_the_others() -> None:
    why = a_reason("99102", "支付金额不一致")
    issued = receipts(bench(), refused(a_subject(), why, at_fault=frozenset({LIST, PAYMENT})))
    assert told(issued) == [(LIST, "100"), (ORDER, "2"), (PAYMENT, "100"), (WAYBILL, "2")]
    assert issued[0].return_info == issued[2].return_info == "[Code:99102;Desc:支付金额不一致]"
    assert issued[1].reasons == ()


def test_a_payment_at_fault_is_told_its_own_reasons_and_not_those_about_the_goods() -> None:
    goods, amount = a_reason("1322", "商品表体不一致"), a_reason("99102", "支付金额不一致")
    issued = receipts(bench(), refused(a_subject(), goods, amount, at_fault=frozenset({LIST, PAYMENT})))
    assert issued[0].reasons == (goods, amount)
    assert issued[2].reasons == (amount,)
    assert "1322" not in issued[2].return_info


def test_a_list_above_the_annual_limit_is_refused_with_its_negative_status() -> None:
    why = a_reason("-621018", "超过年度限额")
    issued = receipts(bench(), refused(a_subject(), why, status="-621018"))
    assert told(issued)[0] == (LIST, "-621018")
    assert issued[0].return_info == "[Code:621018;Desc:超过年度限额]"


def test_a_refusal_after_a_hold_forgets_it_so_that_a_new_declaration_gets_its_own_120() -> None:
    on = bench()
    receipts(on, held(a_subject()))
    assert on.get(Matched, "declaration-of-GW1") is not None
    receipts(on, refused(a_subject()))
    assert on.get(Matched, "declaration-of-GW1") is None
    again = a_subject(declaration_id="another")
    assert told(receipts(on, cleared(again)))[:2] == [(LIST, "120"), (ORDER, "120")]


def test_shipping_back_and_detaining_have_their_own_status() -> None:
    for status in ("700", "599"):
        issued = receipts(bench(), refused(a_subject(), a_reason("1300", "退运"), status=status))
        assert told(issued)[0] == (LIST, status)


def test_a_cancelled_list_has_its_399_on_the_cancellation_and_none_of_its_own() -> None:
    on = bench()
    receipts(on, held(a_subject()))
    asked = a_cancellation(list_no="51412024I000000001")
    issued = receipts(on, withdrawn(a_subject(), WithdrawalCause.CANCELLED, asked))
    assert told(issued) == [(CANCELLATION, "399"), (ORDER, "2"), (PAYMENT, "2"), (WAYBILL, "2")]
    assert issued[0].return_info.startswith("[Code:2300;")
    assert CARRIER in issued[0].audience
    assert on.get(Matched, "declaration-of-GW1") is None


def test_a_lost_number_and_a_deletion_tell_the_others_that_they_are_free_and_the_list_nothing() -> None:
    for cause in (WithdrawalCause.NUMBER_LOST, WithdrawalCause.DELETED):
        issued = receipts(bench(), withdrawn(a_subject(), cause))
        assert told(issued) == [(ORDER, "2"), (PAYMENT, "2"), (WAYBILL, "2")]
        assert all("可变更或重新使用" in receipt.return_info for receipt in issued)


def test_the_daily_closing_tells_899_to_the_list() -> None:
    assert told(receipts(bench(), closed(a_subject()))) == [(LIST, "899")]


def test_every_receipt_names_the_message_that_it_makes() -> None:
    issued = receipts(bench(), cleared(a_subject()))
    assert [receipt.message_type for receipt in issued] == ["CEB622", "CEB312", "CEB412", "CEB512", "CEB622"]
    assert verdict(judged(a_cancellation(list_no="51412024I000000001"))).message_type == "CEB624"


def test_a_tax_bill_is_told_to_the_parties_of_the_list_and_the_guarantor_only() -> None:
    bill = a_tax_bill()
    told_of = TaxBillIssued(declaration_id="declaration-of-GW1", revision=1, bill=bill, issued_at_ms=TEN_O_CLOCK)
    (receipt,) = receipts(bench(), told_of, topic=topics.TAX_BILLS)
    assert (receipt.message_type, receipt.return_status, receipt.list_no) == ("CEB816", "1", bill.list_no)
    assert receipt.tax_bill == bill
    assert receipt.audience == tuple(sorted({PLATFORM, MERCHANT, AGENT, bill.guarantor_code, "SENDER"}))
    assert (receipt.document.document_id, receipt.verdict) == ("", None)


def test_a_tax_bill_that_is_summarised_or_void_is_told_its_new_state() -> None:
    on = bench()
    for status, code in ((BillStatus.SUMMARISED, "2"), (BillStatus.VOID, "3")):
        changed = TaxBillStatusChanged(
            declaration_id="declaration-of-GW1", bill=a_tax_bill(status=status, lines=()), changed_at_ms=TEN_O_CLOCK
        )
        (receipt,) = receipts(on, changed, topic=topics.TAX_BILLS)
        assert (receipt.message_type, receipt.return_status) == ("CEB818", code)


def test_each_party_sees_what_names_it_and_nothing_else() -> None:
    seen = {receipt.document.document_type: receipt for receipt in receipts(bench(), cleared(a_subject()))}
    assert seen[LIST].audience == tuple(sorted({PLATFORM, MERCHANT, AGENT, CARRIER}))
    assert seen[ORDER].audience == tuple(sorted({PLATFORM, MERCHANT, AGENT}))
    assert PLATFORM not in seen[PAYMENT].audience
    assert PAYER_BANK in seen[PAYMENT].audience
    assert CARRIER in seen[WAYBILL].audience
    assert seen[WAYBILL].platform_code is None
    assert seen[PAYMENT].list_no is None


def test_a_repetition_has_the_same_ids_and_different_statuses_have_different_ones() -> None:
    first = receipts(bench(), cleared(a_subject()))
    again = receipts(bench(), cleared(a_subject()))
    assert [receipt.receipt_id for receipt in first] == [receipt.receipt_id for receipt in again]
    assert len({receipt.receipt_id for receipt in first}) == len(first)
