"""Receipts as CEB messages: valid by the structure of the specification, whatever their texts hold."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.judging import REPEATING
from contracts.common import DocumentRef, DocumentType, Repeated
from contracts.document import Column
from contracts.gateway import ReceiptIssued
from contracts.tax import BillStatus
from edge.ceb import message_types
from edge.ceb.xml import amount, clean, guid, return_time
from gateway.intake.format_check import rejected
from receipts.messages import fields
from receipts.messages.mailbox import group, type_of, write
from tests.support.customs.builders import AGENT, MERCHANT, PLATFORM
from tests.support.receipts.bills import a_tax_bill
from tests.support.receipts.ceb_structure import NAMESPACE, faults, parse, values
from tests.support.receipts.consolidations import a_result

KINDS = {kind: document for document, kind in message_types.ANSWERS.items()}
TEN_O_CLOCK = 1_731_290_400_000  # 2024-11-11 10:00 in China
REPEATED = {"sumNo": "S20241111000000001", "msgSeqNo": "1"}
PRE_NO, LIST_NO = "B20241111000000001", "51412024I000000001"
ANY_TEXT = st.text(st.characters(codec="utf-8") | st.characters(max_codepoint=0xFFFF), max_size=1200)


def a_receipt(kind: str = "CEB622", **changed: Any) -> ReceiptIssued:
    listed = kind in ("CEB622", "CEB624", "CEB604")
    bill = a_tax_bill() if kind in ("CEB816", "CEB818") else None
    repeated = tuple(
        Repeated(element=element, text=REPEATED.get(element, "S"))
        for element, _ in REPEATING.get(KINDS.get(kind, DocumentType.UNKNOWN), ())
    )
    values: dict[str, Any] = {
        "receipt_id": "82f3e9c695dc6b8d1b11818d5701919e",
        "document": DocumentRef(
            document_type=KINDS.get(kind, DocumentType.IMPORT_LIST),
            document_id="285f06913bf7f69460f159f1f12aef45",
            issuer_code="9901160021",
            number="PAY20241111",
            sender_code=AGENT,
        ),
        "return_status": "1" if bill else "2",
        "return_info": "清单新增申报成功",
        "return_at_ms": TEN_O_CLOCK + 7,
        "reasons": (),
        "order_no": "GW1",
        "platform_code": PLATFORM,
        "merchant_code": MERCHANT,
        "agent_code": AGENT if listed else None,
        "customs_code": "5141" if listed else None,
        "cop_no": "COP-1" if listed else None,
        "pre_entry_no": PRE_NO if listed else None,
        "list_no": LIST_NO if listed else None,
        "audience": (AGENT, MERCHANT),
        "message_type": kind,
        "tax_bill": bill,
        "consolidation": a_result() if kind == message_types.CONSOLIDATION else None,
        "repeated": repeated or None,
    }
    return ReceiptIssued(**values | changed)


def record(receipt: ReceiptIssued) -> dict[str, str]:
    written = write([receipt])
    assert faults(written.xml) == []
    top = parse(written.xml)[0]
    return values(top[0]) if receipt.tax_bill else values(top)


@pytest.mark.parametrize("kind", fields.KNOWN)
def test_every_kind_of_receipt_is_a_valid_message(kind: str) -> None:
    written = write([a_receipt(kind)])
    assert faults(written.xml) == []
    root = parse(written.xml)
    assert root.tag == f"{{{NAMESPACE}}}{kind}Message"
    assert root.nsmap == {None: NAMESPACE}
    assert (root.get("guid"), written.records) == (written.guid, 1)
    assert written.xml.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')


def test_an_answer_repeats_a_text_of_its_document() -> None:
    column = fields.column(Column("logisticsStatus", ("submitted.status",), 1, True))
    told = (Repeated(element="else", text="X"), Repeated(element="logisticsStatus", text="S"))
    assert column.get(a_receipt("CEB512", repeated=told)) == "S"
    assert column.get(a_receipt("CEB512", repeated=told[:1])) is None
    assert column.get(a_receipt("CEB512", repeated=None)) is None


def test_a_list_receipt_has_the_business_keys_that_clients_correlate_by() -> None:
    told = record(a_receipt())
    keys = ("customsCode", "ebpCode", "ebcCode", "agentCode", "copNo", "preNo", "invtNo")
    assert [told[name] for name in keys] == ["5141", PLATFORM, MERCHANT, AGENT, "COP-1", PRE_NO, LIST_NO]
    assert told["returnTime"] == "20241111100000007"


def test_order_payment_and_waybill_have_their_own_keys() -> None:
    assert record(a_receipt("CEB312"))["orderNo"] == "GW1"
    payment, waybill = record(a_receipt("CEB412")), record(a_receipt("CEB512"))
    assert (payment["payCode"], payment["payTransactionId"]) == ("9901160021", "PAY20241111")
    assert (waybill["logisticsCode"], waybill["logisticsNo"]) == ("9901160021", "PAY20241111")


def test_where_there_is_no_cop_no_the_pre_entry_number_stands_and_else_the_lists() -> None:
    assert record(a_receipt(cop_no=None))["copNo"] == PRE_NO
    told = record(a_receipt("CEB624", cop_no=None, pre_entry_no=None))
    assert (told["copNo"], "preNo" in told) == (LIST_NO, False)


def test_a_tax_bill_has_its_sums_and_every_line() -> None:
    root = parse(write([a_receipt("CEB816")]).xml)
    head, line = values(root[0][0]), values(root[0][1])
    assert (head["taxNo"], head["invtNo"], head["status"]) == ("51412024I000000001T01", LIST_NO, "1")
    assert (head["customsTax"], head["valueAddedTax"], head["consumptionTax"]) == ("0", "36.04", "0")
    assert (line["gnum"], line["gcode"], line["taxPrice"], line["valueAddedTax"]) == ("1", "1901101000", "396", "36.04")


def test_a_result_of_a_consolidation_has_its_numbers_and_every_line_of_its_lists() -> None:
    root = parse(write([a_receipt("CEB792")]).xml)
    head, first, second = (values(block) for block in root[0])
    assert [head[name] for name in ("sumNo", "declSeqNo", "decState", "msgCount", "msgSeqNo")] == [
        *("S20251211000000005", "H20251211000000005", "1", "1", "1")
    ]
    assert (head["grossWeight"], head["netWeight"], head["opDate"]) == ("1.24001", "1.1", "20251211100000007")
    assert "entryId" not in head
    assert [first[name] for name in ("invtNo", "logisticsNo", "gseqno", "gnum", "gcode")] == [
        *("51412025E000000017", "EX7700012345678", "1", "1", "6109100021")
    ]
    assert (second["gseqno"], second["gnum"]) == ("2", "1")


def test_a_later_result_has_the_numbers_of_its_declaration_and_no_lines() -> None:
    numbers = {"draft_no": "T20251211000000005", "pre_entry_no": "R20251211000000005", "entry_no": "514120250000000005"}
    later = a_result(**numbers, declaration_state="2", lists=())
    written = write([a_receipt("CEB792", consolidation=later)])
    assert faults(written.xml) == []
    (head,) = (values(block) for block in parse(written.xml)[0])
    assert [head[name] for name in ("decTmpNo", "decPreNo", "entryId", "decState")] == [*numbers.values(), "2"]


def test_numbers_that_an_older_edition_let_be_longer_are_cut_in_a_result() -> None:
    (first, *_) = a_result().lists
    longer = msgspec.structs.replace(first, waybill_no="W" * 80)
    written = write([a_receipt("CEB792", consolidation=a_result(lists=(longer,), merchant_name="名" * 300))])
    assert faults(written.xml) == []


def test_a_receipt_of_a_consolidation_is_told_by_its_own_message_alone() -> None:
    assert type_of(a_receipt("CEB792")) == "CEB792"
    assert type_of(a_receipt("CEB702", consolidation=a_result())) is None
    assert type_of(a_receipt("CEB792", consolidation=None)) is None


def test_the_state_of_a_tax_bill_names_its_payment_book() -> None:
    bill = a_tax_bill(status=BillStatus.SUMMARISED, payment_book_no="JK2024-1", lines=())
    told = record(a_receipt("CEB818", tax_bill=bill, return_status="2"))
    assert (told["status"], told["entDutyNo"], told["assureCode"]) == ("2", "JK2024-1", bill.guarantor_code)


def test_the_same_receipts_make_the_same_bytes_and_others_other_ids() -> None:
    one, other = a_receipt(), a_receipt(receipt_id="other")
    assert write([one]) == write([one])
    assert len({write([one]).guid, write([other]).guid, write([one, other]).guid}) == 3
    assert len(guid("a")) == 36


def test_up_to_a_hundred_receipts_of_a_type_make_one_message_in_their_order() -> None:
    receipts = [a_receipt("CEB622" if place % 2 else "CEB312", receipt_id=str(place)) for place in range(205)]
    runs = list(group(receipts, 100))
    assert [(type_of(run[0]), len(run)) for run in runs] == [
        ("CEB312", 100),
        ("CEB622", 100),
        ("CEB312", 3),
        ("CEB622", 2),
    ]
    assert all(faults(write(run).xml) == [] for run in runs)
    assert [int(receipt.receipt_id) for run in runs if type_of(run[0]) == "CEB312" for receipt in run] == [
        *range(0, 205, 2)
    ]


def test_a_message_of_several_types_of_none_or_of_too_many_is_refused() -> None:
    for receipts in ([], [a_receipt(), a_receipt("CEB312")], [a_receipt()] * 101):
        with pytest.raises(ValueError, match="1 to 100"):
            write(receipts)


@pytest.mark.parametrize("more", range(8))
def test_a_long_text_is_cut_after_the_last_whole_reason_whatever_brackets_are_in_it(more: int) -> None:
    whole = [f"[Code:621001;Desc:清单报文校验失败，[{'长' * (150 + more)}]]" for _ in range(20)]
    told = record(a_receipt(return_info="".join(whole)))["returnInfo"]
    assert told == "".join(whole[: 1000 // len(whole[0])])


def test_a_text_whose_reasons_fill_it_to_the_last_character_is_not_cut_shorter() -> None:
    whole = f"[Code:0001;Desc:{'长' * 483}]"
    assert len(whole) == 500
    assert record(a_receipt(return_info=whole * 3))["returnInfo"] == whole * 2


def test_a_single_reason_that_is_too_long_is_cut_and_still_parsed() -> None:
    numbers = "、".join(f"itemRecordNo(gnum {gnum})" for gnum in range(1, 100))
    text = f"[Code:621001;Desc:清单报文校验失败，[监管方式 1210 缺少 {numbers}]]"
    told = record(a_receipt(return_info=text + "[Code:99001;Desc:缺少运单]"))["returnInfo"]
    assert told == f"{text[:998]}…]"
    assert record(a_receipt(return_info="长" * 1001))["returnInfo"] == "长" * 1000


@given(text=ANY_TEXT, kind=st.sampled_from(fields.KNOWN))
def test_any_text_is_carried_or_replaced_and_never_breaks_a_message(text: str, kind: str) -> None:
    receipt = a_receipt(kind, return_info=text or "-", order_no=text[:60] or "-")
    written = write([receipt])
    wrong = [fault for fault in faults(written.xml) if "''" not in fault]
    assert wrong == []
    if kind == "CEB312":
        assert values(parse(written.xml)[0])["orderNo"] == clean(text[:60] or "-")


@given(text=ANY_TEXT | st.just("]]>]]>") | st.just("a]") | st.just("<a>]]&gt;</a>"), place=st.integers(0, 100))
def test_a_rejected_text_comes_back_as_it_was_sent_but_for_forbidden_characters(text: str, place: int) -> None:
    xml = rejected(
        sent=text, sent_guid="", message_type="CEB311Message", info=text, at_ms=TEN_O_CLOCK, message_id="b", place=place
    )
    assert faults(xml) == []
    told = values(parse(xml)[0])
    assert told["oriBizMessage"] == clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (told["returnStatus"], told["oriMessageType"], told["oriCopMsgId"]) == ("-999999", "CEB311Message", "b")


def test_a_rejected_record_is_told_by_its_own_guid_and_else_by_ours() -> None:
    def told(sent_guid: str) -> str:
        xml = rejected(sent="", sent_guid=sent_guid, message_type=None, info="x", at_ms=0, message_id="b", place=3)
        return values(parse(xml)[0])["guid"]

    own = "0F8FAD5B-D9CB-469F-A165-70867728950E"
    assert told(own) == own
    assert told("short") == told("<bad>") == guid("record", "format check", "b", "3")


@given(st.integers(min_value=-(2**63), max_value=2**63 - 1))
def test_an_amount_is_written_exactly(value_e5: int) -> None:
    text = amount(value_e5)
    whole, _, part = text.lstrip("-").partition(".")
    back = int(whole) * 100_000 + int(part.ljust(5, "0"))
    assert (-back if text.startswith("-") else back) == value_e5


def test_times_are_china_time_with_milliseconds() -> None:
    assert return_time(1_735_660_799_999) == "20241231235959999"
    assert return_time(1_735_660_800_000) == "20250101000000000"


def test_a_receipt_written_before_messages_were_named_is_told_by_its_document() -> None:
    assert type_of(msgspec.structs.replace(a_receipt(), message_type=None)) == "CEB622"
