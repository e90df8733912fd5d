"""The mailbox: everyone gets their own receipts as valid messages, and may ask for any of them again."""

from typing import Any

import pytest

from contracts import topics
from contracts.common import DocumentType
from contracts.gateway import ReceiptIssued
from contracts.tax import TaxBillIssued
from edge.access.visibility import STATUS_FIELDS
from mesh.testing.bench import Bench
from receipts.delivery.masking import HIDDEN_FIELDS, shown_to
from receipts.processor import RECEIPTS
from tests.support.caseview.routes import Gateway
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PAYER_BANK, PLATFORM
from tests.support.customs.lifecycle import a_reason, a_subject, cleared, refused
from tests.support.receipts.bills import a_tax_bill
from tests.support.receipts.ceb_structure import faults, parse, values
from tests.support.receipts.in_memory import PARTITIONS


def fill(gateway: Gateway) -> list[ReceiptIssued]:
    bench = Bench(RECEIPTS)
    bill = TaxBillIssued(declaration_id="d", revision=1, bill=a_tax_bill(), issued_at_ms=0)
    sent = [
        *bench.send(topics.CUSTOMS_DECLARATIONS, cleared(a_subject("GW1")), key=b"GW1"),
        *bench.send(
            topics.CUSTOMS_DECLARATIONS, refused(a_subject("GW2"), a_reason("1322", "\x07]]>不一致")), key=b"GW2"
        ),
        *bench.send(topics.TAX_BILLS, bill, key=b"GW1"),
    ]
    issued: list[ReceiptIssued] = [emit.record for emit in sent]  # type: ignore[misc]
    for number, receipt in enumerate(issued):
        gateway.receipts.add(number % PARTITIONS, receipt)
    return issued


async def messages(gateway: Gateway, who: str, **params: str | int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = "start"
    while True:
        answer = await gateway.get(who, "/v1/messages", after=after, **params)
        assert answer.status_code == 200
        found += answer.json()["messages"]
        after = answer.json()["next"]
        if answer.json()["caught_up"]:
            return found


@pytest.mark.parametrize("limit", [1, 3, 100])
async def test_every_receipt_comes_once_as_a_valid_message(gateway: Gateway, limit: int) -> None:
    issued = fill(gateway)
    found = await messages(gateway, "operator", limit=limit)
    assert len(found) == len(issued)
    assert len({message["guid"] for message in found}) == len(issued)
    for message in found:
        assert faults(message["xml"].encode()) == []
    kinds = [f"{receipt.message_type}Message" for receipt in issued]
    assert sorted(message["message_type"] for message in found) == sorted(kinds)


async def test_receipts_of_a_type_may_share_a_message(gateway: Gateway) -> None:
    issued = fill(gateway)
    found = await messages(gateway, "operator", group=100)
    assert len({message["message_type"] for message in found}) == len(found) == 5
    assert sum(len(message["places"]) for message in found) == len(issued)
    for message in found:
        assert len(parse(message["xml"].encode())) == len(message["places"])


async def test_a_message_may_be_fetched_by_its_place_and_is_the_same_byte_for_byte(gateway: Gateway) -> None:
    fill(gateway)
    for message in await messages(gateway, "agent"):
        answer = await gateway.get("agent", f"/v1/messages/{message['places'][0]}")
        assert answer.headers["content-type"] == "application/xml"
        assert answer.text == message["xml"]


@pytest.mark.parametrize("place", ["0-99", "9-0", "x", "1-"])
async def test_where_no_message_lies_there_is_none(gateway: Gateway, place: str) -> None:
    fill(gateway)
    answer = await gateway.get("agent", f"/v1/messages/{place}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_foreign_message_is_not_found(gateway: Gateway) -> None:
    fill(gateway)
    (mine, *_) = await messages(gateway, "agent")
    assert (await gateway.get("stranger", f"/v1/messages/{mine['places'][0]}")).status_code == 404
    assert await messages(gateway, "stranger") == []


async def test_each_party_gets_the_messages_of_what_names_it(gateway: Gateway) -> None:
    fill(gateway)
    kinds = {who: {message["message_type"][:6] for message in await messages(gateway, who)} for who in WANTED}
    assert kinds == WANTED


WANTED = {
    "bank": {"CEB412"},
    "carrier": {"CEB512", "CEB622"},
    "platform": {"CEB312", "CEB622", "CEB816"},
    "merchant": {"CEB312", "CEB622", "CEB816"},
}


async def test_a_courier_learns_how_the_parcel_stands_but_neither_why_nor_who_declared_it(gateway: Gateway) -> None:
    fill(gateway)
    lists = [m for m in await messages(gateway, "carrier") if m["message_type"] == "CEB622Message"]
    told = [values(parse(message["xml"].encode())[0]) for message in lists]
    assert {(record["returnStatus"], record["returnInfo"]) for record in told} == {
        ("120", "入库"),
        ("800", "放行"),
        ("100", "退单"),
    }
    assert all(not {"ebpCode", "ebcCode", "agentCode", "customsCode"} & set(record) for record in told)
    answer = (await gateway.get("carrier", "/v1/receipts")).json()["receipts"]
    listed = [receipt for receipt in answer if receipt["document"]["document_type"] == "IMPORT_LIST"]
    assert all(receipt["reasons"] == [] and receipt["document"]["issuer_code"] == "" for receipt in listed)
    assert MERCHANT not in str(listed)


async def test_the_merchant_sees_the_reasons(gateway: Gateway) -> None:
    fill(gateway)
    answer = (await gateway.get("merchant", "/v1/receipts")).json()["receipts"]
    assert ["1322"] in [[reason["code"] for reason in receipt["reasons"]] for receipt in answer]


def test_every_field_of_a_receipt_is_shown_or_hidden_by_the_table() -> None:
    assert STATUS_FIELDS.isdisjoint(HIDDEN_FIELDS)
    assert STATUS_FIELDS | set(HIDDEN_FIELDS) | {"audience"} == set(ReceiptIssued.__struct_fields__)


def test_whoever_transmitted_the_list_sees_all_of_its_receipts() -> None:
    bench = Bench(RECEIPTS)
    emitted = bench.send(topics.CUSTOMS_DECLARATIONS, refused(a_subject(), a_reason("1322", "不一致")), key=b"GW1")
    issued: list[ReceiptIssued] = [emit.record for emit in emitted]  # type: ignore[misc]
    listed = next(receipt for receipt in issued if receipt.document.document_type is DocumentType.IMPORT_LIST)
    for codes in ({AGENT}, {MERCHANT}, {PLATFORM}, {listed.document.sender_code}, {CARRIER, AGENT}):
        assert shown_to(listed, codes) == listed
    for codes in ({CARRIER}, {PAYER_BANK}):
        assert shown_to(listed, codes).reasons == ()


async def test_parameters_are_checked(gateway: Gateway) -> None:
    for params in ({"group": "0"}, {"group": "101"}, {"limit": "x"}, {"after": "r9-1"}):
        answer = await gateway.get("agent", "/v1/messages", **params)
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")
    assert (await gateway.get("inspector", "/v1/messages")).json()["code"] == "role_missing"
