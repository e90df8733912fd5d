"""
Faust's Kafka side, replaced: a service that feeds an agent chunk by chunk from our transactional loop.

Stock Faust costs 130 to 200 µs per record and loses or skips messages when an agent fails. Here its application,
channel, agent, service and command line stay, and consuming, producing and committing are ours, through the public
`BootStrategy`. Agent and Kafka thread work in strict alternation, never at once.
"""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn, TypeVar

import faust
from mode import Service

from mesh.declared.errors import ConfigurationError
from mesh.engine.fault_rate import TooManyFaults
from mesh.kafka.transactions import EXIT_FENCED, Fenced
from mesh.wire.records import Inbound
from mesh.worker.loop import Loop

EXIT_FAILED = 1
EXIT_CONFIGURATION = 2
EXIT_FAULTS = 3
STOP_SECONDS = 3.0  # how long a stop waits for the chunk in work
AGENT_SECONDS = 0.2  # between looks whether the agent is gone: Faust stops agents before their source

T = TypeVar("T")


class Source(Service):
    """Runs the loop's Kafka calls on a thread of their own and waits for the agent in between."""

    def __init__(
        self,
        loop_: Loop,
        channel: Any,
        *,
        flow: Callable[[], None],
        stopping: Callable[[], bool],
        beat: Callable[[], None],
        leave: Callable[[int, Exception], NoReturn],
    ) -> None:
        super().__init__()
        self._work, self._channel, self._flow, self._stopping = loop_, channel, flow, stopping
        self._beat, self._leave = beat, leave
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kafka")
        self._turning = asyncio.Lock()
        self.done = asyncio.Event()

    async def _call(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function)

    @Service.task
    async def _turn(self) -> None:
        try:
            await self._call(self._work.start)
            self._flow()  # Faust's own consumer would have opened the channels
            while not self.should_stop:
                self._beat()
                async with self._turning:
                    records = await self._call(self._work.turn)
                    if records is not None:
                        self.done.clear()
                        await self._channel.send(value=records)
                        if not await self._worked():
                            return
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing may be committed past it
            self._leave(exit_code(error), error)

    async def _worked(self) -> bool:
        """Wait until the agent has worked the chunk; False if it was stopped before it began."""
        while not self.done.is_set():
            try:
                async with asyncio.timeout(AGENT_SECONDS):
                    await self.done.wait()
            except TimeoutError:
                if self._stopping():
                    return self.done.is_set()
        return True

    async def on_stop(self) -> None:
        """Commit and leave before the process ends; if the agent is gone with a chunk, leave that uncommitted."""
        try:
            await asyncio.wait_for(self._turning.acquire(), STOP_SECONDS)
            await self._call(self._work.stop)
        except TimeoutError:
            await self._call(self._work.abandon)
        except Exception as error:  # noqa: BLE001 - as above
            self._leave(exit_code(error), error)


def build_app(
    name: str, loop_: Loop, *, data: str, beat: Callable[[], None], log: Callable[[Exception, int], None]
) -> Any:
    """Return the Faust application of a worker: one agent that works the chunks of one source."""
    source: Source

    class Application(faust.App):
        class BootStrategy(faust.App.BootStrategy):  # type: ignore[misc,valid-type]
            enable_kafka = False  # Faust's own consumer, producer and conductor stay out

            def kafka_consumer(self) -> list[Service]:
                return [source]  # in the place where Faust would start its consumer

            def tables(self) -> list[Service]:
                return []  # no tables, so nothing waits for their recovery

    def leave(code: int, error: Exception) -> NoReturn:
        log(error, code)
        os._exit(code)

    app = Application(
        name,
        broker="kafka://unused",
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
        datadir=data.replace("{", "{{").replace("}", "}}"),  # Faust takes it for a format
    )
    channel = app.channel(maxsize=1)
    source = Source(
        loop_, channel, flow=app.flow_control.resume, stopping=lambda: app.should_stop, beat=beat, leave=leave
    )

    @app.agent(channel)
    async def work(stream: Any) -> None:
        async for records in stream:
            await _work(records)

    async def _work(records: list[Inbound]) -> None:
        try:
            loop_.work(records)
            source.done.set()
        except Exception as error:  # noqa: BLE001 - nothing may be committed past it
            try:
                loop_.abandon()
            finally:
                leave(exit_code(error), error)

    return app


def exit_code(error: Exception) -> int:
    """Return the exit code that tells the supervisor what to do about an error."""
    match error:
        case Fenced():
            return EXIT_FENCED
        case ConfigurationError():
            return EXIT_CONFIGURATION
        case TooManyFaults():
            return EXIT_FAULTS
        case _:
            return EXIT_FAILED
