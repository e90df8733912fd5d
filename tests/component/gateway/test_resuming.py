"""Resuming at start-up: nothing else is ready before, and one batch that cannot be worked stops no other."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from contracts.topics import GATEWAY_EVIDENCE
from gateway.intake.resumer import Resumer
from mesh.wire.records import Outbound
from tests.support.gateway.in_memory import Gateway, Killed, unreachable
from tests.support.gateway.papers import a_payment, an_order, as_json


def dying(number: int, _messages: Sequence[Outbound]) -> None:
    if number % 2 == 0:
        raise Killed


async def crashed(folder: Path, *bodies: bytes) -> Gateway:
    gateway = Gateway(folder)
    gateway.bus.before = dying
    for body in bodies:
        with pytest.raises(Killed):
            await gateway.post(body)
    gateway.bus.before = lambda _number, _messages: None
    return Gateway(folder, bus=gateway.bus)


async def ready(gateway: Gateway) -> None:
    resumer = Resumer(gateway.intake, gateway.batches)
    task = asyncio.create_task(resumer.run())
    await asyncio.wait_for(resumer.ready.wait(), 10)
    task.cancel()


async def test_unfinished_batches_are_published_before_the_gateway_is_ready(tmp_path: Path) -> None:
    gateway = await crashed(tmp_path, as_json(an_order()), as_json(a_payment()))
    await ready(gateway)
    assert len(gateway.bus.documents()) == 2
    assert gateway.batches.unfinished() == []


async def test_it_is_not_ready_while_the_bus_does_not_answer(tmp_path: Path) -> None:
    gateway = await crashed(tmp_path, as_json(an_order()))
    gateway.bus.before = unreachable
    resumer = Resumer(gateway.intake, gateway.batches)
    task = asyncio.create_task(resumer.run())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(resumer.ready.wait(), 0.2)
    gateway.bus.before = lambda _number, _messages: None
    await asyncio.wait_for(resumer.ready.wait(), 10)
    task.cancel()
    assert len(gateway.bus.documents()) == 1


async def test_a_batch_whose_evidence_was_altered_stays_and_the_others_go_on(tmp_path: Path) -> None:
    gateway = await crashed(tmp_path, as_json(an_order()), as_json(a_payment()))
    first = gateway.bus.of(GATEWAY_EVIDENCE)[0]
    place = gateway.bus.records.index(first)
    gateway.bus.records[place] = first._replace(value=b"\0\0\0\0\0")
    await ready(gateway)
    assert len(gateway.bus.documents()) == 1
    assert len(gateway.batches.unfinished()) == 1


async def test_a_database_that_is_busy_while_old_batches_are_forgotten_ends_no_resuming(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task would have ended unnoticed, and what is left unfinished would have stayed so until a restart."""
    gateway = Gateway(tmp_path)
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def busy(_before_ms: int) -> int:
        loop.call_soon_threadsafe(asked.set)
        raise OperationalError("DELETE", {}, Exception("database is locked"))

    monkeypatch.setattr("gateway.intake.resumer.EVERY_SECONDS", 0.01)
    monkeypatch.setattr(gateway.batches, "forget", busy)
    task = asyncio.create_task(Resumer(gateway.intake, gateway.batches).run())
    for _ in range(2):
        await asyncio.wait_for(asked.wait(), 5)
        asked.clear()
    assert not task.done()
    task.cancel()
