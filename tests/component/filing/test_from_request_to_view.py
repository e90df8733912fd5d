"""A filing from the request to its receipt, to the case view and to the view of qualifications."""

import json
from pathlib import Path
from typing import Any

import pytest

from caseview.database import upsert
from caseview.queries.cases import cases_of
from caseview.queries.permissions import sight_of
from contracts import topics
from contracts.common import Operation, Verdict
from contracts.customs import EnterpriseRegistered
from contracts.filing import FilingJudged, QualificationRecorded
from contracts.gateway import ReceiptIssued
from contracts.trade import EnterpriseFilingSubmitted
from contracts.views import VIEWS
from edge.access.principal import Principal
from filing.enterprises.processor import ENTERPRISES
from mesh.testing.world import World
from receipts.processor import RECEIPTS
from tests.support.agency.declarations import an_entry
from tests.support.caseview.databases import empty_view
from tests.support.caseview.topics import Topics
from tests.support.filing.builders import AHEAD, UNIFIED
from tests.support.gateway.in_memory import MERCHANT_KEY, NOW_MS, OTHER_KEY, Gateway
from tests.support.views.standings import fold, opened
from views.queries import rows
from views.queries.rights import reader_of
from views.queries.rows import Question

CODE, TAG = "3301960001", "enterprise-filing"
"""The enterprise code of the organisation whose key is MERCHANT_KEY."""
CONTACT = {
    "legalRepresentative": "样法人", "contactName": "样联系", "contactPhone": "13800000061",
    "contactEmail": "sample@example.com",
}  # fmt: skip
ENTERPRISE, OTHER = Principal("e", "E", (CODE,), frozenset()), Principal("o", "O", ("9999999X99",), frozenset())
OFFICER, FOREIGN = (Principal(name, name, (), frozenset({f"officer:{name}"})) for name in ("filing", "tax"))
VIEW = VIEWS["filing.qualifications"]


def a_paper(*lines: dict[str, str], **changes: str) -> dict[str, Any]:
    """A filing as an enterprise sends it."""
    return {
        "type": TAG, "guid": "0F8FAD5B-D9CB-469F-A165-70867728950E", "appType": "1", "appTime": "20241111095900",
        "appStatus": "2", "enterpriseCode": CODE, "unifiedCode": UNIFIED, "enterpriseName": "样例汇川国际贸易有限公司",
        "subjectKind": "2", "registeredAddress": "杭州市样例路 1 号", "businessScope": "货物进出口", **CONTACT,
        "validTo": "20261231", "attachment1Name": "营业执照", "attachment1Digest": "A1" * 32,
        "lines": list(lines) or [{"agency": "customs", "role": "2"}, {"agency": "tax", "role": "2"}], **changes,
    }  # fmt: skip


def body(*papers: dict[str, Any]) -> bytes:
    return json.dumps(papers, ensure_ascii=False).encode()


def played(gateway: Gateway) -> World:
    """Let filing and receipts work what the gateway has published; customs has the enterprise as a merchant."""
    registers = {ENTERPRISES.name: (AHEAD, an_entry(EnterpriseRegistered, CODE))}
    world = World((ENTERPRISES, RECEIPTS), registers)
    for record in gateway.bus.of(topics.TRADE_FILINGS):
        world.send(record)
    world.run()
    return world


async def test_a_filing_is_published_under_its_enterprise_without_what_is_personal(gateway: Gateway) -> None:
    answer = await gateway.post(body(a_paper()), key=MERCHANT_KEY)
    assert (answer.status_code, answer.json()["received"]) == (202, 1)
    (record,), (filing,) = gateway.bus.of(topics.TRADE_FILINGS), gateway.bus.documents()
    assert (record.key, filing.enterprise_code, filing.operation) == (CODE.encode(), CODE, Operation.ADD)
    assert isinstance(filing, EnterpriseFilingSubmitted)
    assert [(line.agency, line.role) for line in filing.lines] == [("customs", "MERCHANT"), ("tax", "MERCHANT")]
    assert not [value for value in CONTACT.values() if value.encode() in (record.value or b"")]


async def test_whoever_is_not_named_may_not_file_an_enterprise(gateway: Gateway) -> None:
    answer = await gateway.post(body(a_paper()), key=OTHER_KEY)
    assert (answer.status_code, gateway.bus.documents()) == (403, [])


async def test_its_receipt_names_no_message_and_is_the_enterprises(gateway: Gateway) -> None:
    await gateway.post(body(a_paper()), key=MERCHANT_KEY)
    (receipt,) = played(gateway).events(ReceiptIssued)
    assert (receipt.verdict, receipt.return_status, receipt.message_type) == (Verdict.ACCEPTED, "2", None)
    assert (receipt.audience, receipt.document.number) == ((CODE,), CODE)
    assert receipt.return_info.startswith("经营主体备案新增申报成功")


async def test_a_rejection_is_told_in_both_languages(gateway: Gateway) -> None:
    await gateway.post(body(a_paper({"agency": "police", "role": "1"})), key=MERCHANT_KEY)
    (receipt,) = played(gateway).events(ReceiptIssued)
    assert (receipt.verdict, receipt.return_status) == (Verdict.REJECTED, "-99806")
    assert [(reason.text_zh, reason.text_en) for reason in receipt.reasons] == [
        ("不是可申请的主管部门：police", "no agency to ask: police")
    ]


@pytest.mark.parametrize(
    ("who", "whole"), [(ENTERPRISE, True), (OFFICER, True), (OTHER, False), (FOREIGN, False)],
    ids=["the enterprise", "an officer of filing", "another enterprise", "an officer who is not concerned"],
)  # fmt: skip
async def test_the_view_shows_each_qualification_whole_or_what_is_public(
    gateway: Gateway, tmp_path: Path, who: Principal, *, whole: bool
) -> None:
    await gateway.post(body(a_paper()), key=MERCHANT_KEY)
    engine = opened(tmp_path)
    fold(engine, VIEW, played(gateway).events(QualificationRecorded))
    found, _ = rows.page(engine, reader_of(VIEW, who), Question(as_of=None), None, 10)
    engine.dispose()
    assert {row.key: row.fields["status"] for row in found} == {f"{CODE}/customs": "GRANTED", f"{CODE}/tax": "ASKED"}
    public = {field.name for field in VIEW.fields if field.public}
    assert {frozenset(row.fields) for row in found} == {
        frozenset(field.name for field in VIEW.fields) if whole else frozenset(public)
    }


@pytest.mark.parametrize(
    ("who", "sees"), [(ENTERPRISE, True), (OFFICER, True), (OTHER, False), (FOREIGN, False)],
    ids=["the enterprise", "an officer of filing", "another enterprise", "an officer who is not concerned"],
)  # fmt: skip
async def test_the_case_of_an_enterprise_has_filing_verdict_and_receipt(
    gateway: Gateway, tmp_path: Path, who: Principal, *, sees: bool
) -> None:
    await gateway.post(body(a_paper()), key=MERCHANT_KEY)
    world, log = played(gateway), Topics()
    for topic, kind in (
        (topics.TRADE_FILINGS, EnterpriseFilingSubmitted),
        (topics.FILING_DOCUMENTS, FilingJudged),
        (topics.GATEWAY_RECEIPTS, ReceiptIssued),
    ):
        for record in world.events(kind):
            log.write(topic, record, key=CODE, at_ms=NOW_MS, wait_ms=0)
    (tmp_path / "view").mkdir()
    engine = empty_view(tmp_path / "view")
    upsert.apply(engine, log.by_topic())
    found = cases_of(engine, CODE, sight_of(who))
    engine.dispose()
    if not sees:
        assert found == []
        return
    (case,) = found
    (document,) = case["documents"]
    assert (document["document_type"], document["verdict"], document["status"]) == (
        "ENTERPRISE_FILING",
        "ACCEPTED",
        "2",
    )
    told = [line["type"] for line in case["timeline"]]
    assert told[:2] == ["EnterpriseFilingSubmitted", "FilingJudged"]
