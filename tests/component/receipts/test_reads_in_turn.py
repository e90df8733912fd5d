"""Reads of receipts: so many at once, whoever asks, and nobody waits behind another organisation's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace

import pytest

from receipts.delivery.cursor import Cursor
from receipts.delivery.source import Reader
from receipts.delivery.turns import TooManyReads, Turns
from tests.component.receipts.test_receipts_out import fill
from tests.support.caseview.routes import Gateway
from tests.support.receipts.in_memory import MemorySource

DEADLINE = 10.0
READS = ("/v1/receipts", "/v1/messages", "/v1/messages/0-0")


class SlowSource(MemorySource):
    """Gives no reader before `go`; `most` is how many were asked for at once."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()
        self.asked = self.most = 0

    @asynccontextmanager
    async def reader(self, at: Cursor) -> AsyncIterator[Reader]:
        self.asked += 1
        self.most = max(self.most, self.asked)
        try:
            await self.go.wait()
            async with super().reader(at) as reader:
                yield reader
        finally:
            self.asked -= 1


async def settled() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.mark.parametrize("path", READS)
async def test_one_organisation_has_so_many_reads_at_once_and_others_do_not_wait_for_it(
    gateway: Gateway, path: str
) -> None:
    source = SlowSource()
    fill(source)
    turns = Turns(each=2, all_together=3)
    gateway.app.state.delivery = replace(gateway.app.state.delivery, receipts=source, turns=turns)
    async with asyncio.timeout(DEADLINE), asyncio.TaskGroup() as group:
        asked = [group.create_task(gateway.get("merchant", path)) for _ in range(6)]
        await settled()
        assert source.asked == 2
        other = group.create_task(gateway.get("agent", path))
        await settled()
        assert source.asked == 3
        source.go.set()
    assert {task.result().status_code for task in (*asked, other)} == {200}
    assert source.most == 3


async def test_more_reads_than_may_wait_are_told_to_come_later(gateway: Gateway) -> None:
    turns = Turns(each=1, all_together=1, waiting=0)
    gateway.app.state.delivery = replace(gateway.app.state.delivery, turns=turns)
    fill(gateway.receipts)
    async with turns.taken("merchant"):
        for path in (*READS, "/v1/receipts/stream", "/v1/receipts?after=end"):
            answer = await gateway.get("merchant", path)
            assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
            assert answer.headers["retry-after"]
    assert (await gateway.get("merchant", "/v1/receipts")).status_code == 200


async def test_turns_are_given_back_by_whoever_waits_in_vain() -> None:
    turns = Turns(each=1, all_together=1, waiting=1)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(turns.taken("one"))
        waiting = asyncio.create_task(stack.enter_async_context(turns.taken("one")))
        await settled()
        with pytest.raises(TooManyReads):
            await stack.enter_async_context(turns.taken("one"))
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(DEADLINE), turns.taken("one"):
        assert turns._own["one"].asked == 1
    assert not turns._own
