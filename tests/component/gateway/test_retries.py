"""Retries and crashes: the same answer, the same ids, nothing lost and nothing new."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts.topics import GATEWAY_EVIDENCE, TRADE_DOCUMENTS
from gateway.intake.reservation import State
from mesh.virtual_clock import real_ms
from mesh.wire import Outbound
from tests.support.gateway_kit import NOW_MS, OTHER_KEY, Gateway, Killed, MemoryBus, unreachable
from tests.support.papers import a_waybill, an_order, as_json, papers

BODY = as_json(*papers(), an_order(goodsValue="x"), an_order())
LATER_MS = NOW_MS + 3_600_000


async def resume_all(gateway: Gateway) -> None:
    for reservation in gateway.intake.unfinished(real_ms() + 1):
        assert await gateway.intake.resume(reservation)


def ids(bus: MemoryBus) -> list[str]:
    return [document.document_id for document in bus.documents()]


async def test_a_retry_gets_the_same_answer_and_publishes_nothing(gateway: Gateway) -> None:
    first = await gateway.post(BODY, idempotency_key="day-1")
    published = len(gateway.bus.records)
    gateway.clock_ms = LATER_MS
    again = await gateway.post(BODY, idempotency_key='"day-1"')
    assert first.status_code == again.status_code == 202
    assert first.content == again.content
    assert again.headers["idempotency-replayed"] == "true"
    assert len(gateway.bus.records) == published


async def test_without_a_key_every_request_is_a_batch_of_its_own_with_the_same_document_ids(gateway: Gateway) -> None:
    first, second = await gateway.post(BODY), await gateway.post(BODY)
    assert first.json()["batchId"] != second.json()["batchId"]
    assert ids(gateway.bus)[:4] == ids(gateway.bus)[4:]


async def test_a_key_used_for_another_body_is_refused(gateway: Gateway) -> None:
    await gateway.post(BODY, idempotency_key="day-1")
    answer = await gateway.post(as_json(an_order()), idempotency_key="day-1")
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")


async def test_keys_of_two_organisations_do_not_meet(gateway: Gateway) -> None:
    await gateway.post(BODY, idempotency_key="day-1")
    answer = await gateway.post(as_json(a_waybill()), key=OTHER_KEY, idempotency_key="day-1")
    assert answer.status_code == 202


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "a\tb"])
async def test_a_key_is_visible_ascii(gateway: Gateway, key: str) -> None:
    answer = await gateway.post(BODY, idempotency_key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_idempotency_key")


async def test_a_second_request_while_the_first_is_worked_is_told_so(gateway: Gateway) -> None:
    entered, release = asyncio.Event(), asyncio.Event()
    send = gateway.bus.send

    async def slow(messages: Sequence[Outbound]) -> None:
        entered.set()
        await release.wait()
        await send(messages)

    gateway.bus.send = slow  # type: ignore[method-assign]
    first = asyncio.create_task(gateway.post(BODY, idempotency_key="day-1"))
    await entered.wait()
    second = await gateway.post(BODY, idempotency_key="day-1")
    assert (second.status_code, second.json()["code"]) == (409, "request_in_flight")
    assert second.headers["retry-after"]
    release.set()
    assert (await first).status_code == 202
    assert (await gateway.post(BODY, idempotency_key="day-1")).content == (await first).content


@pytest.mark.parametrize("failing_send", [1, 2])
@pytest.mark.parametrize("kept", [0, 1, 3])
async def test_a_retry_after_an_unreachable_bus_goes_on_with_the_same_bytes(
    gateway: Gateway, failing_send: int, kept: int
) -> None:
    undisturbed = MemoryBus()

    def fail_once(number: int, messages: Sequence[Outbound]) -> None:
        if number == failing_send:
            unreachable(number, messages)

    gateway.bus.before, gateway.bus.keep = fail_once, kept
    refused = await gateway.post(BODY, idempotency_key="day-1")
    assert refused.status_code == 503
    gateway.clock_ms = LATER_MS
    answer = await gateway.post(BODY, idempotency_key="day-1")
    assert answer.status_code == 202
    assert answer.json()["acceptedAt"] == "2024-11-11T02:00:00.000Z"
    undisturbed.records = gateway.bus.records[-6:]
    assert set(map(repr, gateway.bus.records)) == set(map(repr, undisturbed.records))
    assert set(ids(gateway.bus)) == {item["documentId"] for item in answer.json()["items"] if "documentId" in item}


@pytest.mark.parametrize("key", ["day-1", None])
@pytest.mark.parametrize("kept", [0, 1, 2])
async def test_a_crash_before_the_evidence_is_whole_leaves_nothing(tmp_path: Path, kept: int, key: str | None) -> None:
    gateway = Gateway(tmp_path)

    def die(_number: int, messages: Sequence[Outbound]) -> None:
        raise Killed

    gateway.bus.before, gateway.bus.keep = die, kept
    headers = {"idempotency_key": key} if key else {}
    with pytest.raises(Killed):
        await gateway.post(BODY, **headers)
    gateway.bus.before = lambda _number, _messages: None
    reborn = Gateway(tmp_path, bus=gateway.bus, now_ms=LATER_MS)
    await resume_all(reborn)
    assert reborn.batches.unfinished() == []
    if kept < 2:
        assert reborn.bus.of(TRADE_DOCUMENTS) == []
    else:
        assert len(ids(reborn.bus)) == 4
    if key:
        answer = await reborn.post(BODY, **headers)
        assert answer.status_code == 202
        assert len(set(ids(reborn.bus))) == 4


@pytest.mark.parametrize("kept", [0, 1, 4])
async def test_a_crash_while_publishing_goes_on_from_the_evidence_with_the_same_ids_and_bytes(
    tmp_path: Path, kept: int
) -> None:
    gateway = Gateway(tmp_path)

    def die(number: int, _messages: Sequence[Outbound]) -> None:
        if number == 2:
            raise Killed

    gateway.bus.before, gateway.bus.keep = die, kept
    with pytest.raises(Killed):
        await gateway.post(BODY, idempotency_key="day-1")
    reborn = Gateway(tmp_path, bus=gateway.bus, now_ms=LATER_MS)
    before = list(reborn.bus.of(TRADE_DOCUMENTS))
    await resume_all(reborn)
    documents = reborn.bus.of(TRADE_DOCUMENTS)
    assert len(documents) == kept + 4
    assert documents[kept : 2 * kept] == before
    assert len({document.value for document in documents}) == 4
    answer = await reborn.post(BODY, idempotency_key="day-1")
    assert answer.headers["idempotency-replayed"] == "true"
    assert {item["documentId"] for item in answer.json()["items"] if "documentId" in item} == set(ids(reborn.bus))
    assert len(reborn.bus.of(TRADE_DOCUMENTS)) == kept + 4


async def test_a_crash_after_publishing_and_before_the_answer_changes_nothing(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)

    def killed(batch_id: str) -> None:
        raise Killed

    gateway.batches.finish = killed  # type: ignore[method-assign]
    with pytest.raises(Killed):
        await gateway.post(BODY, idempotency_key="day-1")
    reborn = Gateway(tmp_path, bus=gateway.bus, now_ms=LATER_MS)
    answer = await reborn.post(BODY, idempotency_key="day-1")
    assert answer.status_code == 202
    assert len(ids(reborn.bus)) == 8
    assert len({record.value for record in reborn.bus.of(TRADE_DOCUMENTS)}) == 4
    known = reborn.batches.find("hangzhou", "day-1")
    assert known is not None
    assert known.state is State.DONE


async def test_a_batch_of_another_day_and_year_resumes_under_the_keys_of_its_day(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)

    def die(number: int, _messages: Sequence[Outbound]) -> None:
        if number == 2:
            raise Killed

    gateway.bus.before, gateway.bus.keep = die, 4
    with pytest.raises(Killed):
        await gateway.post(BODY)
    reborn = Gateway(tmp_path, bus=gateway.bus, now_ms=NOW_MS + 90 * 86_400_000)
    await resume_all(reborn)
    assert len({record.value for record in reborn.bus.of(TRADE_DOCUMENTS)}) == 4


async def test_what_is_in_hand_is_not_resumed_beside_it(gateway: Gateway) -> None:
    entered, release = asyncio.Event(), asyncio.Event()
    send = gateway.bus.send

    async def slow(messages: Sequence[Outbound]) -> None:
        entered.set()
        await release.wait()
        await send(messages)

    gateway.bus.send = slow  # type: ignore[method-assign]
    task = asyncio.create_task(gateway.post(BODY))
    await entered.wait()
    (reservation,) = gateway.intake.unfinished(real_ms() + 1)
    assert await gateway.intake.resume(reservation) is False
    release.set()
    assert (await task).status_code == 202
    assert len(gateway.bus.of(GATEWAY_EVIDENCE)) == 2


async def test_finished_batches_are_forgotten_after_their_time(gateway: Gateway) -> None:
    await gateway.post(BODY, idempotency_key="day-1")
    assert gateway.batches.forget(real_ms() - 1000) == 0
    assert gateway.batches.forget(real_ms() + 1000) == 1
    assert gateway.batches.find("hangzhou", "day-1") is None
