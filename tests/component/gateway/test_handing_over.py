"""Handing over documents: what is answered, what is published, who may."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from contracts.topics import GATEWAY_EVIDENCE, TRADE_IMPORTS
from edge.bus.watch import BusWatch
from gateway.http import readiness
from gateway.intake.evidence import restore
from gateway.intake.prepare import event_id_of
from mesh.declared.keys import order_key
from mesh.process import health
from mesh.wire.headers import parse
from tests.support.gateway.in_memory import (
    CODES,
    KEY,
    MERCHANT_KEY,
    NOW_MS,
    OFFICER_KEY,
    OTHER_KEY,
    Gateway,
    unreachable,
)
from tests.support.gateway.papers import a_payment, a_waybill, an_order, as_json, as_ndjson, as_xml, papers
from tests.support.receipts.ceb_structure import NAMESPACE, faults, values
from tests.support.receipts.ceb_structure import parse as parse_message

XML, NDJSON = "application/xml", "application/x-ndjson"


async def test_received_documents_are_published_before_the_answer(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(*papers()))
    assert answer.status_code == 202
    content = answer.json()
    assert (content["received"], content["malformed"], content["repeated"]) == (4, 0, 0)
    assert content["acceptedAt"] == "2024-11-11T02:00:00.000Z"
    documents = gateway.bus.documents()
    assert [item["documentId"] for item in content["items"]] == [document.document_id for document in documents]
    assert {document.batch_id for document in documents} == {content["batchId"]}
    assert [document.batch_index for document in documents] == [0, 1, 2, 3]
    assert {document.accepted_at_ms for document in documents} == {NOW_MS}
    assert {document.sender_code for document in documents} == {CODES[0]}


async def test_evidence_is_written_before_documents(gateway: Gateway) -> None:
    await gateway.post(as_json(*papers()))
    topics = [record.topic for record in gateway.bus.records]
    assert topics == [GATEWAY_EVIDENCE, GATEWAY_EVIDENCE, *[TRADE_IMPORTS] * 4]


async def test_a_record_says_in_its_headers_what_it_is(gateway: Gateway) -> None:
    await gateway.post(as_json(an_order(orderNo="Ａ　1")))
    (record,) = gateway.bus.of(TRADE_IMPORTS)
    headers = parse(record.headers, 0)
    (document,) = gateway.bus.documents()
    assert headers.id == event_id_of(document.document_id, document.batch_id, 0) != document.document_id
    assert (headers.time_ms, headers.type, headers.cause) == (NOW_MS, "mesh.trade.ImportOrderSubmitted", None)
    assert record.key == order_key("Ａ　1").encode() == b"A1"


async def test_only_received_records_are_published(gateway: Gateway) -> None:
    answer = await gateway.post(
        as_ndjson(an_order(), an_order(goodsValue="x"), an_order(guid="F" * 36), a_waybill()), NDJSON
    )
    assert answer.status_code == 202
    items = answer.json()["items"]
    assert [item["outcome"] for item in items] == ["received", "malformed", "repeated", "received"]
    assert items[2]["repeats"] == 1
    assert items[2]["documentId"] == items[0]["documentId"]
    assert [document.batch_index for document in gateway.bus.documents()] == [0, 3]


async def test_a_malformed_record_is_told_what_is_wrong_in_both_languages(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order(), an_order(goodsValue="x")))
    item = answer.json()["items"][1]
    assert (item["returnStatus"], item["messageType"]) == ("-999999", "CEB311Message")
    (error,) = item["errors"]
    assert (error["pointer"], error["row"], error["code"]) == ("/goodsValue", 2, "not_an_amount")
    assert "商品价格" in error["zh"]
    assert "goodsValue" in error["en"]
    assert item["returnInfo"] == error["zh"]


async def test_a_batch_without_one_good_record_is_a_problem_that_lists_all(gateway: Gateway) -> None:
    answer = await gateway.post(as_json({"type": "import-order"}, 1, {"type": "x"}))  # type: ignore[arg-type]
    assert answer.status_code == 422
    content = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert content["code"] == "nothing_received"
    assert content["malformed"] == 3
    assert {error["code"] for error in content["errors"]} >= {"missing", "not_a_record", "unknown_type"}
    assert gateway.bus.documents() == []
    assert gateway.bus.of(GATEWAY_EVIDENCE)


async def test_the_same_item_sent_in_two_ways_is_one_event(gateway: Gateway) -> None:
    in_json = await gateway.post(as_json(an_order()))
    in_xml = await gateway.post(as_xml(an_order()), XML)
    assert in_json.json()["items"][0]["documentId"] == in_xml.json()["items"][0]["documentId"]
    one, two = gateway.bus.documents()
    assert one.content_digest == two.content_digest
    assert one.personal == two.personal


@pytest.mark.parametrize(
    "headers", [{}, {"authorization": "Bearer wrong"}, {"x_api_key": "wrong"}, {"authorization": "x"}]
)
async def test_without_a_known_key_nothing_is_taken(gateway: Gateway, headers: dict[str, str]) -> None:
    answer = await gateway.post(as_json(an_order()), key="", **headers)
    assert answer.status_code == 401
    assert answer.json()["code"] == "unauthenticated"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert gateway.bus.records == []


async def test_the_key_may_come_as_x_api_key(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order()), key="", x_api_key="test-key-of-hangzhou")
    assert answer.status_code == 202


async def test_a_foreign_transmitter_is_refused_whole(gateway: Gateway) -> None:
    for body, kind in ((as_xml(an_order()), XML), (as_json(an_order(transmitter=CODES[0])), "application/json")):
        answer = await gateway.post(body, kind, key=OTHER_KEY)
        assert (answer.status_code, answer.json()["code"]) == (403, "transmitter_foreign")
    assert gateway.bus.records == []


async def test_a_type_that_is_not_the_senders_is_refused_by_itself(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order(), a_payment()), key=MERCHANT_KEY)
    assert answer.status_code == 202
    content = answer.json()
    assert [item["outcome"] for item in content["items"]] == ["received", "refused"]
    assert (content["received"], content["malformed"], content["refused"]) == (1, 0, 1)
    item = content["items"][1]
    assert (item["returnStatus"], item["messageType"]) == ("-999999", "CEB411Message")
    (error,) = item["errors"]
    assert (error["code"], error["pointer"]) == ("type_not_permitted", "/type")
    assert "支付企业" in error["zh"]
    assert "payment institution" in error["en"]
    assert [type(document).__name__ for document in gateway.bus.documents()] == ["ImportOrderSubmitted"]


async def test_a_document_that_names_another_is_refused_and_nothing_is_published(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order(ebcCode="3301960009")), key=MERCHANT_KEY)
    assert (answer.status_code, answer.json()["code"]) == (403, "nothing_permitted")
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"]) == ("party_foreign", "/ebcCode")
    assert error["zh"].startswith("电商企业代码 ebcCode 不是本企业")
    assert gateway.bus.documents() == []


async def test_each_bad_record_of_a_message_gets_its_own_ceb900_in_the_answer(gateway: Gateway) -> None:
    good, bad = an_order(), an_order(guid="1" * 36, orderNo="D-2", goodsValue="x]]>y")
    answer = await gateway.post(as_xml(good, bad), XML, idempotency_key="copmsg-1")
    assert answer.status_code == 202
    received, malformed = answer.json()["items"]
    assert "ceb900" not in received
    xml = malformed["ceb900"].encode()
    assert faults(xml) == []
    told = values(parse_message(xml)[0])
    assert (told["guid"], told["returnStatus"], told["oriCopMsgId"]) == ("1" * 36, "-999999", "copmsg-1")
    assert (told["oriMessageType"], told["returnTime"]) == ("CEB311Message", "20241111100000000")
    assert told["returnInfo"] == malformed["returnInfo"]
    sent = parse_message(told["oriBizMessage"].encode())
    assert sent.findtext(f".//{{{NAMESPACE}}}goodsValue") == "x]]>y"
    again = await gateway.post(as_xml(good, bad), XML, idempotency_key="copmsg-1")
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["items"][1]["ceb900"] == malformed["ceb900"]


async def test_a_refused_record_of_a_message_gets_its_ceb900_too(gateway: Gateway) -> None:
    body = as_xml(a_payment(), transmitter="3301960001")
    answer = await gateway.post(body, XML, key=MERCHANT_KEY)
    assert answer.status_code == 403
    (item,) = answer.json()["items"]
    assert faults(item["ceb900"].encode()) == []
    assert "支付企业" in item["returnInfo"]


@pytest.mark.parametrize(
    ("body", "code", "kind"),
    [
        (b"<a", "xml_malformed", "Unknown"),
        (b"<!DOCTYPE a><a/>", "xml_doctype", "Unknown"),
        (b"<a/>", "xml_message_unknown", "Unknown"),
        (as_xml(*[an_order()] * 101), "too_many_items", "CEB311Message"),
    ],
)
async def test_a_bad_envelope_gets_one_ceb900_for_the_whole(
    gateway: Gateway, body: bytes, code: str, kind: str
) -> None:
    answer = await gateway.post(body, XML)
    content = answer.json()
    assert content["code"] == code
    assert faults(content["ceb900"].encode()) == []
    told = values(parse_message(content["ceb900"].encode())[0])
    assert (told["oriMessageType"], told["returnStatus"]) == (kind, "-999999")
    assert body.decode().startswith(told["oriBizMessage"][:50])
    assert gateway.bus.records == []


async def test_a_subscription_is_kept_as_evidence_and_gives_nobody_anything(gateway: Gateway) -> None:
    subscribe = "<ceb:BaseSubscribe><ceb:status>ALL</ceb:status><ceb:dxpAddress>4403180001</ceb:dxpAddress>"
    body = (
        as_xml(an_order()).decode().replace("<ceb:BaseTransfer>", f"{subscribe}</ceb:BaseSubscribe><ceb:BaseTransfer>")
    )
    assert (await gateway.post(body.encode(), XML)).status_code == 202
    records = await gateway.bus.read(gateway.bus.documents()[0].batch_id, 0)
    sent = restore(records, gateway.keys.at(NOW_MS))
    assert sent is not None
    assert b"BaseSubscribe" in sent.body
    assert b"4403180001" not in b"".join(record.value or b"" for record in gateway.bus.of(TRADE_IMPORTS))


async def test_json_has_no_ceb900(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order(goodsValue="x")))
    assert "ceb900" not in answer.text


async def test_a_draft_needs_the_same_permission(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(a_payment(appStatus="1")), key=MERCHANT_KEY)
    assert answer.json()["items"][0]["errors"][0]["code"] == "type_not_permitted"


async def test_a_record_may_be_malformed_and_only_then_is_permission_asked(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(a_payment(amountPaid="x")), key=MERCHANT_KEY)
    assert [item["outcome"] for item in answer.json()["items"]] == ["malformed"]


async def test_an_agency_hands_nothing_over(gateway: Gateway) -> None:
    answer = await gateway.post(as_json(an_order()), key=OFFICER_KEY)
    assert (answer.status_code, answer.json()["code"]) == (403, "role_missing")


@pytest.mark.parametrize(
    ("kind", "headers", "status"),
    [
        ("text/plain", {}, 415),
        ("", {}, 415),
        ("application/json", {"content_encoding": "gzip"}, 415),
        ("application/json; charset=utf-8", {"content_encoding": "identity"}, 202),
        ("text/xml", {}, 400),
    ],
)
async def test_what_it_is_written_in_must_be_said(
    gateway: Gateway, kind: str, headers: dict[str, str], status: int
) -> None:
    assert (await gateway.post(as_json(an_order()), kind, **headers)).status_code == status


async def test_a_body_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path, body=2000)
    answer = await gateway.post(as_json(*papers()))
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert "2000 bytes" in answer.json()["detail"]

    async def endless() -> Any:
        while True:
            yield b" " * 500

    async with gateway.client() as client:
        answer = await client.post("/v1/documents", content=endless(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


async def test_an_empty_body_is_refused(gateway: Gateway) -> None:
    for body in (b"", b" \n"):
        assert (await gateway.post(body)).json()["code"] == "body_missing"


async def test_no_2xx_while_the_bus_does_not_answer(gateway: Gateway) -> None:
    gateway.bus.before = unreachable
    answer = await gateway.post(as_json(*papers()))
    assert (answer.status_code, answer.json()["code"]) == (503, "bus_unavailable")
    assert int(answer.headers["retry-after"]) > 0


async def test_too_much_at_once_is_slowed_down_with_retry_after(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path, body=3000, total=6000)
    release, entered = asyncio.Event(), asyncio.Event()
    send = gateway.bus.send

    async def slow(messages: Any) -> None:
        entered.set()
        await release.wait()
        await send(messages)

    gateway.bus.send = slow  # type: ignore[method-assign]
    first = asyncio.create_task(gateway.post(as_json(an_order(note="x" * 900))))
    await entered.wait()
    second = await gateway.post(as_json(an_order(note="y" * 900)))
    assert (second.status_code, second.json()["code"]) == (429, "too_many_requests")
    assert second.headers["retry-after"]
    release.set()
    assert (await first).status_code == 202
    assert (await gateway.post(as_json(an_order(note="y" * 900)))).status_code == 202


async def test_a_list_at_the_limits_of_every_field_passes(gateway: Gateway) -> None:
    line = an_order()["lines"][0] | {"itemName": "品" * 250, "gmodel": "型" * 510, "note": "注" * 1000}
    order = an_order(lines=[line | {"gnum": number} for number in range(1, 100)])
    answer = await gateway.post(as_json(order))
    assert answer.status_code == 202, answer.text


async def test_a_record_too_large_for_the_bus_is_malformed(gateway: Gateway) -> None:
    line = an_order()["lines"][0] | {"itemDescribe": "𠀀" * 1000, "gmodel": "𠀀" * 510, "note": "𠀀" * 1000}
    answer = await gateway.post(as_json(an_order(lines=[line] * 99), a_waybill()))
    assert answer.status_code == 202, answer.text
    assert [item["outcome"] for item in answer.json()["items"]] == ["malformed", "received"]
    assert answer.json()["items"][0]["errors"][0]["code"] == "record_too_large"


@pytest.mark.parametrize("path", health.PATHS)
async def test_health_and_metrics_are_not_for_those_who_hand_over(gateway: Gateway, path: str) -> None:
    for key in (KEY, ""):
        async with gateway.client(key) as client:
            assert (await client.get(path)).status_code == 404
            assert path not in (await client.get("/openapi.json")).json()["paths"]


async def test_what_is_not_ready_is_named_on_the_port_of_health(gateway: Gateway) -> None:
    await gateway.post(as_json(an_order()))
    state = health.Health(checks=readiness.checks(gateway.services))
    assert json.loads(health.answer(state, "/readyz").body) == {"ready": True, "waiting_for": []}
    assert b"yidian_gateway_documents_total" in health.answer(state, "/metrics").body
    nowhere = create_engine("sqlite:////nowhere/gateway.db")
    shared = replace(gateway.services.shared, bus=BusWatch(), engine=nowhere)
    cut = replace(gateway.services, shared=shared, resumed=lambda: False)
    refused = health.answer(health.Health(checks=readiness.checks(cut)), "/readyz")
    assert refused.status == 503
    assert json.loads(refused.body)["waiting_for"] == ["bus", "database", "resume"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/v1/documents", 405), ("GET", "/nowhere", 404)])
async def test_the_routers_own_refusals_are_problems_too(gateway: Gateway, method: str, path: str, status: int) -> None:
    async with gateway.client() as client:
        answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_ceb900_echoes_a_chinese_message_as_it_was_written(gateway: Gateway) -> None:
    """The transmitter is another's: the whole message is refused, and its text comes back readable."""
    body = as_xml(an_order(note="青禾母婴"), encoding="GB2312").replace(b"1105910001", b"9909990099")
    answer = await gateway.post(body, "application/xml")
    assert (answer.status_code, answer.json()["code"]) == (403, "transmitter_foreign")
    told = values(parse_message(answer.json()["ceb900"].encode())[0])
    assert "青禾母婴" in "".join(told.values())
