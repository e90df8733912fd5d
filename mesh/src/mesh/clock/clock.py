"""
The clock of the mesh: ``python -m mesh.clock`` writes time to every partition of `mesh.clock`.

The clock writes at most one tick per virtual second and one per 100 ms of real time. Time never goes backwards, across
restarts neither: the clock reads its last tick at the start, and while time is behind that tick it waits and is not
ready. Only one process is the clock: the transactional id fences every other.
"""

import sys
import time as real
from collections.abc import Callable, Mapping
from typing import Any

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

from contracts import codec
from contracts.mesh import ClockTicked
from contracts.topics import MESH_CLOCK
from mesh.clock.virtual_clock import VirtualClock
from mesh.declared import settings
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.connection import connection
from mesh.kafka.high_watermarks import settles
from mesh.kafka.transactions import CALL_SECONDS, EXIT_FENCED, GUARD_SECONDS, Fenced, classified, guard, insist
from mesh.process import metrics, process, telemetry
from mesh.process.health import Health
from mesh.wire import names, partitions, ticks

SERVICE = "clock"
SECOND_MS = 1_000
REAL_SECONDS = 0.1  # between ticks at least
LOOK_BACK = 16  # records; a tick and its commit marker are two
REACHED = "last tick"  # the part of readiness that waits while time is behind it
LOG_SECONDS = 60.0  # between two lines of the log about that


class Clock:
    """Writes ticks. `next_tick` decides, `write` publishes; `last_ms` is the last tick known, ms UTC."""

    def __init__(self, kafka: Mapping[str, Any], *, mesh: str, time: VirtualClock) -> None:
        self._kafka, self._mesh, self._time = dict(kafka), mesh, time
        self._topic = names.physical(mesh, MESH_CLOCK)
        self._partitions = 0
        self._producer = Producer(
            {
                **self._kafka,
                "transactional.id": names.slot_id(mesh, SERVICE, 0),
                "transaction.timeout.ms": 10_000,
                "linger.ms": 0,
            }
        )
        self.last_ms: int | None = None

    def start(self) -> None:
        """Fence any other clock, then read the last tick back. Raises TemporaryFailure."""
        with guard(60):
            self._producer.init_transactions(30)
        self._partitions = partitions.shared(self._producer, self._mesh, [MESH_CLOCK])
        self.last_ms = self._read_back()

    @property
    def waits_ms(self) -> int:
        """Virtual time until a tick can follow the last one; 0 unless the last one is ahead of the time."""
        return 0 if self.last_ms is None else max(0, self.last_ms - self._time.now_ms())

    def turn(self) -> float:
        """Write a tick if one is due, and return the real seconds until the next can be. Raises Fenced."""
        now_ms = self._time.now_ms()
        tick_ms = due_tick(now_ms, self.last_ms)
        if tick_ms is not None:
            self.write(tick_ms)
        behind = 0 if self.last_ms is None else max(0, now_ms - self.last_ms)
        metrics.CLOCK_DELAY.labels(SERVICE).set(behind / 1000)
        metrics.CLOCK_AHEAD.labels(SERVICE).set(self.waits_ms / 1000)
        return max(REAL_SECONDS, (SECOND_MS - now_ms % SECOND_MS) / 1000 / self._time.speed)

    def write(self, tick_ms: int) -> None:
        """Publish one tick to every partition in one transaction. Raises Fenced, and KafkaException if final."""
        try:
            with guard(GUARD_SECONDS):
                self._producer.begin_transaction()
                for partition in range(self._partitions):
                    self._produce(partition, tick_ms)
                insist(lambda: self._producer.commit_transaction(CALL_SECONDS))
        except KafkaException as error:
            reason: KafkaError = error.args[0]
            caused = classified(error)
            if isinstance(caused, Fenced) or not reason.txn_requires_abort():
                raise caused from error
            with guard(GUARD_SECONDS):
                try:
                    insist(lambda: self._producer.abort_transaction(CALL_SECONDS))
                except KafkaException as second:  # fenced meanwhile, too
                    raise classified(second) from second
            telemetry.logger().warning("tick_aborted", reason=reason.str())
            return
        self.last_ms = tick_ms
        metrics.RECORDS_OUT.labels(SERVICE, MESH_CLOCK).inc(self._partitions)

    def _produce(self, partition: int, tick_ms: int) -> None:
        key = str(partition).encode()
        value = codec.encode(ClockTicked(at_ms=tick_ms))
        headers = ticks.headers_of(tick_ms, key)
        self._producer.produce(self._topic, value, key, partition=partition, headers=[*headers])

    def _read_back(self) -> int | None:
        """Return the last committed tick over all partitions; our transactions are ended, so the ends are stable."""
        consumer = Consumer(
            {
                **self._kafka,
                "group.id": names.group(self._mesh, SERVICE),  # never joined: partitions are assigned
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 50,
            }
        )
        try:
            bounds = {
                p: consumer.get_watermark_offsets(TopicPartition(self._topic, p), timeout=30, cached=False)
                for p in range(self._partitions)
            }
            look_back = LOOK_BACK
            while True:
                begins = {p: max(low, high - look_back) for p, (low, high) in bounds.items() if high > low}
                last_ms = self._last_from(consumer, begins)
                if last_ms is not None or all(begin == bounds[p][0] for p, begin in begins.items()):
                    return last_ms
                look_back *= 16  # only aborted ticks, or what is none, so far
        finally:
            consumer.close()

    def _last_from(self, consumer: Consumer, begins: Mapping[int, int]) -> int | None:
        """Return the highest tick between these offsets and the ends."""
        consumer.assign([TopicPartition(self._topic, partition, begin) for partition, begin in begins.items()])
        reading, last_ms = set(begins), None
        while reading:
            message: Any = consumer.poll(30)
            if message is None:
                raise TemporaryFailure(f"{MESH_CLOCK} could not be read back")
            error = message.error()
            if error is None:
                tick_ms = ticks.at_ms(message.value(), message)
                if tick_ms is not None:
                    last_ms = tick_ms if last_ms is None else max(last_ms, tick_ms)
            elif error.code() == KafkaError._PARTITION_EOF:
                reading.discard(message.partition() or 0)
            elif not settles(error):
                raise KafkaException(error)
        return last_ms


def due_tick(now_ms: int, last_ms: int | None) -> int | None:
    """Return the tick that is due: the virtual second that has begun, unless it or a later one has been written."""
    second = now_ms - now_ms % SECOND_MS
    return second if last_ms is None or second > last_ms else None


class Waiting:
    """Reports a clock that has to wait for time: in its readiness, and in the log at once and each minute."""

    def __init__(self, health: Health, *, monotonic: Callable[[], float] = real.monotonic) -> None:
        self._health, self._monotonic = health, monotonic
        self._logged_at: float | None = None

    def report(self, waits_ms: int) -> None:
        """Report the virtual time for which the clock waits; less than a tick is not reported."""
        if waits_ms < SECOND_MS:
            if self._logged_at is not None:
                self._logged_at = None
                self._health.ready(REACHED)
                self._health.tell("waits_virtual_seconds", 0)
                telemetry.logger().info("clock_goes_on")
            return
        self._health.not_ready(REACHED)
        self._health.tell("waits_virtual_seconds", waits_ms // SECOND_MS)
        now = self._monotonic()
        if self._logged_at is None or now - self._logged_at >= LOG_SECONDS:
            self._logged_at = now
            telemetry.logger().error("clock_set_back", waits_virtual_ms=waits_ms)


def main(environ: Mapping[str, str]) -> None:
    """Tick until a signal to stop. Raises ConfigurationError; ends with EXIT_FENCED when another clock took over."""
    own = settings.read(environ, settings.ClockSettings)
    time = VirtualClock.from_settings(own)
    clock = Clock(connection(own.kafka_bootstrap), mesh=own.mesh, time=time)
    health = Health("first tick")
    waiting = Waiting(health)

    def start() -> Callable[[], float]:
        clock.start()
        telemetry.logger(last_ms=clock.last_ms, now_ms=time.now_ms()).info("clock_started")
        return turn

    def turn() -> float:
        pause = clock.turn()
        waiting.report(clock.waits_ms)
        if clock.last_ms is not None:
            health.ready("first tick")
        return pause

    try:
        process.run(SERVICE, own, health, start)
    except Fenced as error:
        telemetry.logger().error("clock_fenced", reason=str(error))
        sys.exit(EXIT_FENCED)
