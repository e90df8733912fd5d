"""Going on with what a crash or an unreachable bus left unfinished: before the gateway is ready, then now and then."""

import asyncio

import structlog

from gateway.intake.batches import Batches
from gateway.intake.intake import Intake
from gateway.kafka.publisher import Unavailable
from mesh.virtual_clock import real_ms

EVERY_SECONDS = 15
SETTLED_MS = 60_000
KEPT_MS = 30 * 24 * 3_600_000


class Resumer:
    """Resumes unfinished batches. `ready` is set when those of the process's former life are done."""

    def __init__(self, intake: Intake, batches: Batches) -> None:
        self._intake, self._batches = intake, batches
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Run until cancelled. Finished batches are forgotten after 30 days: so long does an Idempotency-Key hold."""
        started = real_ms()
        while not await self._round(started):  # noqa: ASYNC110 - the bus announces nothing
            await asyncio.sleep(1)
        self.ready.set()
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            await self._round(real_ms() - SETTLED_MS)
            await asyncio.to_thread(self._batches.forget, real_ms() - KEPT_MS)

    async def _round(self, before_ms: int) -> bool:
        """Resume what is due; tell whether the bus answered throughout."""
        waiting = await asyncio.to_thread(self._intake.unfinished, before_ms)
        resumed = 0
        try:
            for reservation in waiting:
                resumed += await self._intake.resume(reservation)
        except Unavailable:
            structlog.get_logger().warning("resume_postponed", batches=len(waiting) - resumed)
            return False
        if resumed:
            structlog.get_logger().info("batches_resumed", batches=resumed)
        return True
