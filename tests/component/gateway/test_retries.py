"""Retries and crashes: the same answer, the same ids, nothing lost and nothing new."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from contracts import codec
from contracts.topics import GATEWAY_EVIDENCE, TRADE_IMPORTS
from gateway.intake.reservation import Reservation, State
from mesh.clock.virtual_clock import real_ms
from mesh.wire.records import Outbound
from tests.support.gateway.in_memory import NOW_MS, OTHER_KEY, Gateway, Killed, MemoryBus, unreachable
from tests.support.gateway.papers import a_waybill, an_order, as_json, papers

BODY = as_json(*papers(), an_order(goodsValue="x"), an_order())
LATER_MS = NOW_MS + 3_600_000


async def resume_all(gateway: Gateway) -> None:
    for reservation in gateway.intake.unfinished(real_ms() + 1):
        assert await gateway.intake.resume(reservation)


def received(answer: dict[str, Any]) -> list[str]:
    return sorted({item["documentId"] for item in answer["items"] if "documentId" in item})


def in_order(records: list[Outbound]) -> list[Outbound]:
    """Evidence, then documents by their place in the batch; each once."""
    once = [record for place, record in enumerate(records) if record not in records[:place]]
    return sorted(once, key=lambda record: (record.topic != GATEWAY_EVIDENCE, index_of(record)))


def index_of(record: Outbound) -> int:
    return int(getattr(codec.decode(record.value or b""), "batch_index", 0))


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
    assert gateway.bus.doubts == 1
    assert gateway.bus.records == in_order(gateway.bus.records)
    assert sorted(ids(gateway.bus)) == received(answer.json())


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
        assert reborn.bus.of(TRADE_IMPORTS) == []
    else:
        assert len(ids(reborn.bus)) == 4
    if key:
        answer = await reborn.post(BODY, **headers)
        assert answer.status_code == 202
        assert sorted(ids(reborn.bus)) == received(answer.json())


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
    before = list(reborn.bus.of(TRADE_IMPORTS))
    await resume_all(reborn)
    documents = reborn.bus.of(TRADE_IMPORTS)
    assert documents[:kept] == before
    assert documents == in_order(documents)
    assert len(documents) == 4
    answer = await reborn.post(BODY, idempotency_key="day-1")
    assert answer.headers["idempotency-replayed"] == "true"
    assert received(answer.json()) == sorted(ids(reborn.bus))


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
    assert sorted(ids(reborn.bus)) == received(answer.json())
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
    undisturbed = list(gateway.bus.of(TRADE_IMPORTS))
    gateway.bus.records = gateway.bus.of(GATEWAY_EVIDENCE)
    reborn = Gateway(tmp_path, bus=gateway.bus, now_ms=NOW_MS + 90 * 86_400_000)
    await resume_all(reborn)
    assert reborn.bus.of(TRADE_IMPORTS) == undisturbed


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


async def test_a_retry_while_a_batch_is_resumed_waits_and_publishes_nothing(tmp_path: Path) -> None:
    gateway = Gateway(tmp_path)

    def die(number: int, _messages: Sequence[Outbound]) -> None:
        if number == 2:
            raise Killed

    gateway.bus.before = die
    with pytest.raises(Killed):
        await gateway.post(BODY, idempotency_key="day-1")
    reborn = Gateway(tmp_path, bus=gateway.bus)
    entered, release = asyncio.Event(), asyncio.Event()
    send = reborn.bus.send

    async def slow(messages: Sequence[Outbound]) -> None:
        entered.set()
        await release.wait()
        await send(messages)

    reborn.bus.send = slow  # type: ignore[method-assign]
    (reservation,) = reborn.intake.unfinished(real_ms() + 1)
    resuming = asyncio.create_task(reborn.intake.resume(reservation))
    await entered.wait()
    meanwhile = await reborn.post(BODY, idempotency_key="day-1")
    assert (meanwhile.status_code, meanwhile.json()["code"]) == (409, "request_in_flight")
    release.set()
    assert await resuming
    answer = await reborn.post(BODY, idempotency_key="day-1")
    assert answer.headers["idempotency-replayed"] == "true"
    assert sorted(ids(reborn.bus)) == received(answer.json())


@pytest.mark.parametrize(("ended", "status"), [("finish", 202), ("drop", 409)])
async def test_a_retry_that_was_begun_on_what_the_resumer_ends_meanwhile_publishes_nothing(
    gateway: Gateway, ended: str, status: int
) -> None:
    gateway.bus.before = unreachable
    await gateway.post(BODY, idempotency_key="day-1")
    gateway.bus.before = lambda _number, _messages: None
    find = gateway.batches.find

    def ended_after_it_was_found(organisation: str, idempotency_key: str) -> Reservation | None:
        found = find(organisation, idempotency_key)
        assert found is not None
        getattr(gateway.batches, ended)(found.batch_id)
        return found

    gateway.batches.find = ended_after_it_was_found  # type: ignore[method-assign]
    answer = await gateway.post(BODY, idempotency_key="day-1")
    assert answer.status_code == status
    assert gateway.bus.records == []


async def test_a_batch_that_a_retry_has_finished_since_it_was_listed_is_left_alone(gateway: Gateway) -> None:
    gateway.bus.before = unreachable
    await gateway.post(BODY, idempotency_key="day-1")
    (listed,) = gateway.intake.unfinished(real_ms() + 1)
    gateway.bus.before = lambda _number, _messages: None
    await gateway.post(BODY, idempotency_key="day-1")
    published = len(gateway.bus.records)
    assert await gateway.intake.resume(listed)
    assert len(gateway.bus.records) == published


async def test_finished_batches_are_forgotten_after_their_time(gateway: Gateway) -> None:
    await gateway.post(BODY, idempotency_key="day-1")
    assert gateway.batches.forget(real_ms() - 1000) == 0
    assert gateway.batches.forget(real_ms() + 1000) == 1
    assert gateway.batches.find("hangzhou", "day-1") is None
