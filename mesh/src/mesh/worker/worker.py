"""
A worker process: the processors of one service in one slot, run on Faust, watched from outside.

`run` is all that an agency's ``__main__`` needs.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import faust
import uvloop

from contracts.mesh import RegisterPosition
from contracts.topics import MESH_CLOCK
from mesh.declared.errors import ConfigurationError
from mesh.declared.processor import Processor
from mesh.declared.registers import Registers
from mesh.declared.settings import UNKNOWN_SCHEMA_SECONDS, WorkerSettings
from mesh.engine.chunk import Chunk
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.kafka.pauses import Wait
from mesh.kafka.register_reader import Held, RegisterReader
from mesh.process import metrics, telemetry
from mesh.process.health import Health, serve_health
from mesh.process.process import settle_memory
from mesh.wire import names
from mesh.worker.faust_source import EXIT_CONFIGURATION, build_app
from mesh.worker.loop import Loop
from mesh.worker.restore import Restored
from mesh.worker.taking_over import end_predecessor
from mesh.worker.watch import Figures, Place

FACTS_SECONDS = 0.5  # between looks at registers and schemas


class KafkaFacts:
    """Registers and schemas from their topics, looked at between chunks only."""

    def __init__(
        self,
        config: dict[str, Any],
        *,
        mesh: str,
        registers: Sequence[str],
        unknown_schema_seconds: float = UNKNOWN_SCHEMA_SECONDS,
    ) -> None:
        self._schemas = SchemaReader(config, mesh=mesh)
        self._registers = RegisterReader(
            config, mesh=mesh, topics=registers, unknown_schema_seconds=unknown_schema_seconds
        )
        self._due = 0.0
        self.positions: tuple[RegisterPosition, ...] = ()

    @property
    def registers(self) -> Registers:
        """The registers as the next chunk sees them."""
        return self._registers.registers

    @property
    def held(self) -> Sequence[Held]:
        """The entries of registers that are not in force, because their schemas are not known."""
        return self._registers.held

    def load(self, beat: Callable[[], None] = lambda: None) -> None:
        """Read schemas, then registers, to their ends. `beat` is called while an entry's schema is waited for."""

        def meanwhile() -> None:
            beat()
            self._schemas.poll()

        self._schemas.load()
        self._registers.load(meanwhile=meanwhile)
        self.positions = self._registers.positions

    def poll(self) -> None:
        """Take in what is new, at most twice a second."""
        if time.monotonic() >= self._due:
            self._schemas.poll()
            self._registers.poll()
            self.positions = self._registers.positions
            self._due = time.monotonic() + FACTS_SECONDS

    def close(self) -> None:
        """Leave Kafka."""
        self._schemas.close()
        self._registers.close()


class Reporter:
    """Turns what the loop does into metrics, health and log lines."""

    def __init__(self, service: str, health: Health) -> None:
        self._service, self._health = service, health
        self._sent: dict[str, int] = {}
        self._log = telemetry.logger()

    def worked(self, chunk: Chunk, seconds: float) -> None:
        metrics.CHUNK_SECONDS.labels(self._service).observe(seconds)
        metrics.CHUNK_RECORDS.labels(self._service).observe(chunk.records)
        for topic, records in chunk.by_topic.items():
            metrics.RECORDS_IN.labels(self._service, topic).inc(records)
        if chunk.no_ticks:
            self._log.error("ticks_refused", topic=MESH_CLOCK, records=chunk.no_ticks)
        for processor, keys in chunk.parked.items():
            metrics.DEAD_LETTERS.labels(self._service, processor).inc(len(keys))
            self._log.warning("keys_parked", processor=processor, keys=len(keys))

    def committed(self, seconds: float) -> None:
        metrics.TRANSACTIONS_COMMITTED.labels(self._service).inc()
        metrics.TRANSACTION_SECONDS.labels(self._service).observe(seconds)

    def stands(self, figures: Figures) -> None:
        for topic, lag in figures.lag.items():
            metrics.LAG.labels(self._service, topic).set(lag)
        for topic, sent in figures.sent.items():
            metrics.RECORDS_OUT.labels(self._service, topic).inc(sent - self._sent.get(topic, 0))
        self._sent = dict(figures.sent)
        for processor, parked in figures.parked.items():
            metrics.PARKED_KEYS.labels(self._service, processor).set(parked)
        for processor, sequence in figures.sequences.items():
            metrics.JOURNAL_SEQUENCE.labels(self._service, processor).set(sequence)
        metrics.CLOCK_DELAY.labels(self._service).set(figures.clock_delay_ms / 1000)
        waiting = Counter(wait.topic for wait in figures.waits)
        for topic in figures.lag:
            metrics.WAITING_PARTITIONS.labels(self._service, topic).set(waiting[topic])
        self._report(figures.waits)
        self._health.tell("register_entries_held", [entry._asdict() for entry in figures.held])
        if figures.caught_up:
            self._health.ready("inputs")

    def aborted(self, reason: str) -> None:
        metrics.TRANSACTIONS_ABORTED.labels(self._service).inc()
        self._log.warning("transaction_aborted", reason=reason)

    def restored(self, partitions: Sequence[int], restored: Restored) -> None:
        metrics.ASSIGNED_PARTITIONS.labels(self._service).set(len(partitions))
        metrics.RESTORE_SECONDS.labels(self._service).set(restored.seconds)
        metrics.RESTORE_RECORDS.labels(self._service).inc(restored.records)
        self._health.ready("assignment")
        self._health.not_ready("inputs")
        self._log.info(
            "state_restored",
            partitions=list(partitions),
            records=restored.records,
            seconds=round(restored.seconds, 3),
        )

    def revoked(self, partitions: Sequence[int], lost: bool) -> None:
        metrics.ASSIGNED_PARTITIONS.labels(self._service).set(0)
        self._health.not_ready("assignment")
        self._log.info("partitions_revoked", partitions=list(partitions), lost=lost)

    def waiting(self, wait: Wait) -> None:
        self._log.error(
            "partition_paused_for_schema",
            topic=wait.topic,
            partition=wait.partition,
            offset=wait.offset,
            schema_id=wait.schema_id,
        )

    def waited(self, wait: Wait, *, has_come: bool) -> None:
        self._log.warning(
            "partition_resumed" if has_come else "schema_given_up",
            topic=wait.topic,
            partition=wait.partition,
            offset=wait.offset,
            schema_id=wait.schema_id,
            seconds=round(time.monotonic() - wait.since, 1),
        )

    def _report(self, waits: Sequence[Wait]) -> None:
        """Tell readiness which partitions wait; a worker is not ready while one does, which is not for long."""
        if waits:
            self._health.not_ready("schemas")
        else:
            self._health.ready("schemas")
        self._health.tell("waiting_partitions", [_as_json(wait) for wait in waits])


def _as_json(wait: Wait) -> dict[str, Any]:
    return {
        "topic": wait.topic,
        "partition": wait.partition,
        "offset": wait.offset,
        "schema_id": wait.schema_id,
        "seconds": round(time.monotonic() - wait.since, 1),
    }


def run(*, service: str, processors: Sequence[Processor], settings: WorkerSettings) -> None:
    """Run the processors of a service in this process until it is told to stop. Exits 2 on a wrong configuration."""
    telemetry.configure(service=service, log_format=settings.log_format, log_level=settings.log_level)
    log = telemetry.logger(slot=settings.slot)
    health = Health("assignment", "inputs")
    server = serve_health(health, host=settings.http_host, port=settings.http_port)
    server.start()
    kafka = connection(settings.kafka_bootstrap)
    topics = list(dict.fromkeys(topic for processor in processors for topic in processor.registers))
    facts = KafkaFacts(
        kafka, mesh=settings.mesh, registers=topics, unknown_schema_seconds=settings.unknown_schema_seconds
    )
    faust_data = settings.data / "faust" / names.slot_id(settings.mesh, service, settings.slot)
    faust_data.mkdir(parents=True, exist_ok=True)
    place = Place(
        *(kafka, settings.mesh, service, settings.slot, settings.data),
        unknown_schema_seconds=settings.unknown_schema_seconds,
    )
    try:
        end_predecessor(place, processors)
        facts.load(health.turned)
        loop = Loop(place, processors, facts, Reporter(service, health))
    except ConfigurationError as error:
        log.error("configuration_refused", reason=str(error))
        sys.exit(EXIT_CONFIGURATION)
    log.info("worker_started", processors=[processor.name for processor in processors], http_port=server.port)

    def failed(error: Exception, code: int) -> None:
        log.error("worker_stopped", exit_code=code, exc_info=error)

    app = build_app(
        names.slot_id(settings.mesh, service, settings.slot),
        loop,
        data=str(faust_data),
        beat=health.turned,
        log=failed,
    )
    settle_memory()
    uvloop.install()
    host = faust.Worker(app, loglevel="WARN", quiet=True, override_logging=False, redirect_stdouts=False)
    host.spinner = None  # would write terminal codes into the log
    host.execute_from_commandline()
