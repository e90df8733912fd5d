"""Going on with what a crash or an unreachable bus left unfinished: before the gateway is ready, then now and then."""

import asyncio

import structlog
from cryptography.exceptions import InvalidTag
from sqlalchemy.exc import OperationalError

from contracts.errors import ContractError
from edge.bus.watch import Unavailable
from edge.problems.problem import Problem
from gateway.intake.batches import Batches
from gateway.intake.intake import Intake
from gateway.intake.reservation import Reservation
from mesh.clock.virtual_clock import real_ms
from mesh.declared.errors import MeshError

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
            if await self._round(real_ms() - SETTLED_MS):
                await self._forget()

    async def _round(self, before_ms: int) -> bool:
        """Resume what is due; tell whether the bus answered throughout."""
        resumed = 0
        try:
            for reservation in await asyncio.to_thread(self._intake.unfinished, before_ms):
                resumed += await self._resume(reservation)
        except (Unavailable, OperationalError) as error:
            structlog.get_logger().warning("resume_postponed", error=type(error).__name__)
            return False
        if resumed:
            structlog.get_logger().info("batches_resumed", batches=resumed)
        return True

    async def _forget(self) -> None:
        try:
            await asyncio.to_thread(self._batches.forget, real_ms() - KEPT_MS)
        except OperationalError as error:
            structlog.get_logger().warning("forgetting_postponed", error=type(error).__name__)

    async def _resume(self, reservation: Reservation) -> bool:
        """Resume one batch; one that cannot be worked again stays as it is and is told to the operators."""
        try:
            return await self._intake.resume(reservation)
        except (Problem, MeshError, ContractError, ValueError, InvalidTag) as error:
            if isinstance(error, Unavailable):
                raise
            structlog.get_logger().error("resume_failed", batch=reservation.batch_id, error=type(error).__name__)
            return False
