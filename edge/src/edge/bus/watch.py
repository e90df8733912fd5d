"""
Whether the bus answers, and waiting for it that ends when it does not.

A thread asks the broker all the time; whatever needs the bus asks here first. While it is away that is refused at once,
and what is under way when it goes away is given up: nobody waits for the time limit of a client that cannot know.
Work that blocks has threads of its own, so nothing that needs only the database waits behind it.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

import structlog
from confluent_kafka import Consumer, KafkaException

from contracts.topics import MESH_SCHEMAS
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.connection import connection
from mesh.wire import names

AWAY_SECONDS = 1.75
"""Without any answer: two questions in a row that failed."""
ANSWER_SECONDS, PAUSE_SECONDS = 0.85, 0.15
LOOK_SECONDS = 0.1
THREADS = 16

P = ParamSpec("P")
T = TypeVar("T")


class Unavailable(TemporaryFailure):
    """The bus has not answered in time. What was sent may or may not be there: send the same again."""

    code = "bus_unavailable"


class BusWatch:
    """What is known of the bus. It is neither away nor answering until somebody has asked. Safe in threads."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._heard_at = monotonic()
        self._answers: bool | None = None
        self._absences, self._misled = 0, False
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="bus")
        self._given_up: set[asyncio.Future[Any]] = set()

    @property
    def answers(self) -> bool:
        """Whether it has answered, and not fallen silent since."""
        return self._answers is True

    @property
    def away(self) -> bool:
        """Whether it is known not to answer."""
        return self._answers is False

    @property
    def absences(self) -> int:
        """
        How often the bus has come back. A client that is kept is made anew for each: one that was told meanwhile that
        there are no brokers, as a broker says that was stopped and goes on, asks nobody ever again.
        """
        return self._absences

    def heard(self) -> None:
        """Note an answer."""
        self._heard_at = self._monotonic()
        if self._answers is False:
            structlog.get_logger().info("bus_answers_again")
        if self._answers is False or self._misled:
            self._absences += 1
            self._misled = False
        self._answers = True

    def misled(self) -> None:
        """Note that the answer was that there are no brokers: clients may have taken it for true."""
        self._misled = True
        self.unheard()

    def unheard(self) -> None:
        """Note that a question was not answered in time. One alone says nothing: a busy broker is not away."""
        if self._answers is not False and self._monotonic() - self._heard_at >= AWAY_SECONDS:
            structlog.get_logger().error("bus_away")
            self._answers = False

    def require(self) -> None:
        """Raise Unavailable while the bus is away."""
        if self.away:
            raise Unavailable("the bus does not answer")

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Run what blocks on the bus, off the loop. Raises Unavailable."""
        self.require()
        loop = asyncio.get_running_loop()
        try:
            return await self._until_away(loop.run_in_executor(self._threads, partial(work, *args, **named)))
        except KafkaException as error:
            raise Unavailable(f"the bus does not answer: {error}") from error

    async def waited(self, ask: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Wait for what asks the bus without blocking. Raises Unavailable, and cancels it, when the bus goes away."""
        self.require()
        return await self._until_away(asyncio.ensure_future(ask()))

    def close(self) -> None:
        """Take no more work; what hangs ends by its own time limit."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _until_away(self, operation: "asyncio.Future[T]") -> T:
        try:
            while not operation.done():
                await asyncio.wait({operation}, timeout=LOOK_SECONDS)
                if not operation.done():
                    self.require()
            return operation.result()
        finally:
            if not operation.done():
                self._give_up(operation)

    def _give_up(self, operation: "asyncio.Future[Any]") -> None:
        """Cancel, and keep until it has ended: the loop itself keeps no task."""
        self._given_up.add(operation)
        operation.add_done_callback(self._ended)
        operation.cancel()

    def _ended(self, operation: "asyncio.Future[Any]") -> None:
        self._given_up.discard(operation)
        if not operation.cancelled():
            operation.exception()  # looked at: nobody waits for it any more


class BrokerProbe:
    """
    Asks the broker all the time and tells the watch, in a thread of its own with a client of its own.

    No brokers, as one says that is not quite back yet, is no answer. A client that got none is made anew: it may have
    taken it for true.
    """

    def __init__(self, watch: BusWatch, *, bootstrap: str, mesh: str) -> None:
        self._watch, self._topic = watch, names.physical(mesh, MESH_SCHEMAS)
        self._config = {**connection(bootstrap), "group.id": names.group(mesh, "gateway")}  # for rights; never joined
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="broker-probe", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join(timeout=2 * ANSWER_SECONDS)

    def _run(self) -> None:
        while not self._stopped.is_set():
            asker = Consumer(self._config)
            try:
                self._ask(asker)
            finally:
                asker.close()
            self._stopped.wait(LOOK_SECONDS)

    def _ask(self, asker: Consumer) -> None:
        """Ask until there is no answer."""
        while not self._stopped.is_set():
            try:
                brokers = asker.list_topics(self._topic, timeout=ANSWER_SECONDS).brokers
            except KafkaException:
                self._watch.unheard()
                return
            if not brokers:
                self._watch.misled()
                return
            self._watch.heard()
            self._stopped.wait(PAUSE_SECONDS)
