"""
Publishing: what the intake and the officers' routes ask for, and how Kafka does it.

A send is over when the broker has acknowledged every record (acks=all, idempotent producer); the answers of the broker
are counted per send and reach the loop once, not once per record.
"""

import asyncio
import threading
import time
from collections.abc import Sequence
from typing import Any, Protocol

import structlog
from confluent_kafka import KafkaException, Producer

from edge.bus.watch import LOOK_SECONDS, BusWatch, Unavailable
from mesh.kafka.connection import connection
from mesh.wire import names
from mesh.wire.records import Outbound

MESSAGE_BYTES_MOST = 900_000
_POLL_SECONDS = 0.1
_BY_KEY = -1  # how the client is told to choose the partition


class Publisher(Protocol):
    """Where records go."""

    async def send(self, messages: Sequence[Outbound]) -> None:
        """Publish records and wait until all are acknowledged. Raises Unavailable if one is not, within seconds."""


class KafkaPublisher:
    """The producer of this process. `timeout_seconds`: until an unacknowledged record counts as failed."""

    def __init__(
        self, *, bootstrap: str, mesh: str, watch: BusWatch, timeout_seconds: float = 4.0, linger_ms: int = 10
    ) -> None:
        self._mesh, self._watch, self._absences = mesh, watch, watch.absences
        self._timeout = timeout_seconds
        self._config = {
            **connection(bootstrap),
            "client.id": f"{mesh}.gateway",
            "acks": "all",
            "enable.idempotence": True,
            "partitioner": "murmur2_random",
            "linger.ms": linger_ms,
            "message.timeout.ms": round(timeout_seconds * 1000),
            "queue.buffering.max.messages": 500_000,
            "queue.buffering.max.kbytes": 262_144,
            "error_cb": _note,
        }
        self._producer = Producer(self._config)
        self._fatal = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._poll, name="deliveries", daemon=True)
        self._thread.start()

    async def send(self, messages: Sequence[Outbound]) -> None:
        """Publish records; see `Publisher`."""
        if not messages:
            return
        self._watch.require()
        if self._fatal.is_set() or self._absences != self._watch.absences:
            self._replace(self._producer)
        producer = self._producer
        delivery = _Delivery(len(messages), self._fatal)
        self._produce(messages, delivery)  # queues in memory: a few µs a record
        until = time.monotonic() + self._timeout + 2
        while not delivery.future.done():
            await asyncio.wait({delivery.future}, timeout=LOOK_SECONDS)
            if not delivery.future.done() and (self._watch.away or time.monotonic() > until):
                self._replace(producer)  # else what it still holds might be sent after it has been sent again
                raise Unavailable("no answer from the bus")
        if delivery.future.result():
            raise Unavailable("the bus did not acknowledge every record")
        self._watch.heard()

    def close(self) -> None:
        """Send what is queued and end."""
        self._producer.flush(self._timeout)
        self._stopped.set()
        self._thread.join(timeout=2)

    def _produce(self, messages: Sequence[Outbound], delivery: "_Delivery") -> None:
        produce, report = self._producer.produce, delivery.report
        topics: dict[str, str] = {}
        for done, (topic, partition, key, value, headers) in enumerate(messages):
            if topic not in topics:
                topics[topic] = names.physical(self._mesh, topic)
            try:
                place = _BY_KEY if partition is None else partition
                produce(topics[topic], value, key, place, on_delivery=report, headers=list(headers))
            except (BufferError, KafkaException) as error:
                if isinstance(error, KafkaException) and error.args[0].fatal():
                    self._fatal.set()
                delivery.give_up(len(messages) - done)
                return

    def _poll(self) -> None:
        while not self._stopped.is_set():
            try:
                self._producer.poll(_POLL_SECONDS)
            except KafkaException as error:  # how the client tells that the producer cannot go on
                structlog.get_logger().error("producer_failed", error=error.args[0].name())
                self._fatal.set()

    def _replace(self, old: Producer) -> None:
        """Begin anew, as after a fatal error or an absence of the bus; what the old one still holds has failed."""
        if old is not self._producer:
            return
        self._producer = Producer(self._config)
        self._absences = self._watch.absences
        self._fatal.clear()
        old.purge()
        old.flush(0)


class _Delivery:
    """Counts the broker's answers to one send. `fatal` is set when the producer cannot go on."""

    def __init__(self, number: int, fatal: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._left, self._failed, self._fatal = number, False, fatal
        self._lock = threading.Lock()
        self.future: asyncio.Future[bool] = self._loop.create_future()

    def report(self, error: Any, _message: Any) -> None:
        """Take the answer for one record; runs in the polling thread."""
        if error is not None:
            self.give_up(1)
            if error.fatal():
                self._fatal.set()
        else:
            self._count(1)

    def give_up(self, number: int) -> None:
        """Count records as failed."""
        self._failed = True
        self._count(number)

    def _count(self, number: int) -> None:
        with self._lock:
            self._left -= number
            over = self._left == 0
        if over:
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if not self.future.done():
            self.future.set_result(self._failed)


def _note(error: Any) -> None:
    structlog.get_logger().warning("bus_error", error=error.name())
