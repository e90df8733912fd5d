"""
One Kafka transaction after another: outputs, changed state, journal and input offsets together, or none of them.

The producer of a slot has a stable transactional id, so `init_transactions` ends what a dead predecessor left open
and fences it should it still live. librdkafka can hang in these calls when the broker is lost; a guard then ends the
process hard, and the supervisor starts it again. One cause is described in `mesh.kafka.connection`.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from confluent_kafka import KafkaError, KafkaException, Producer, TopicPartition

from mesh.declared.errors import MeshError
from mesh.wire import names, partitions
from mesh.wire.records import Outbound

GUARD_SECONDS = 20  # for a commit: it takes tens of milliseconds, but a broker that has died takes a while to come back
CALL_SECONDS = 5
_BY_KEY = -1  # librdkafka's name for: as the partitioner says
EXIT_HUNG = 70  # EX_SOFTWARE: a call into librdkafka did not come back
EXIT_FENCED = 75  # EX_TEMPFAIL: another worker holds our slot

FENCED = {
    KafkaError._FENCED,
    KafkaError.PRODUCER_FENCED,
    KafkaError.INVALID_PRODUCER_EPOCH,
    KafkaError.FENCED_INSTANCE_ID,
}


class Fenced(MeshError):
    """Another worker has taken over this slot; this one must stop and may not write any more."""

    code = "fenced"


class MustAbort(MeshError):
    """The transaction cannot be committed; it was aborted, and the caller goes back to the committed offsets."""

    code = "transaction_aborted"


def _end_hard(code: int) -> None:
    os.write(2, b'{"event":"kafka_call_hung","level":"error","exit_code":%d}\n' % code)  # the logger may hang too
    os._exit(code)


@contextmanager
def guard(seconds: float, leave: Callable[[int], Any] = _end_hard) -> Iterator[None]:
    """End the process hard if the block takes longer than `seconds`; what was open is aborted by its successor."""
    timer = threading.Timer(seconds, leave, (EXIT_HUNG,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Transactions:
    """A `Sink` that opens a transaction with the first record and ends it on `commit` or `abort`; `sent` counts."""

    def __init__(
        self, config: Mapping[str, Any], *, mesh: str, transactional_id: str, timeout_ms: int = 10_000
    ) -> None:
        self._mesh = mesh
        self._topics: dict[str, str] = {}
        self._failed: KafkaError | None = None  # what the client failed of, for good
        self._producer = Producer(
            {
                "linger.ms": 20,
                "batch.num.messages": 10_000,
                "queue.buffering.max.messages": 1_000_000,
                "partitioner": "murmur2_random",
                "enable.idempotence": True,
                "error_cb": self._fail,  # without one the client raises from within a call, even into another callback
                **config,
                "transactional.id": transactional_id,
                "transaction.timeout.ms": timeout_ms,
            }
        )
        self.open = False
        self.sent: Counter[str] = Counter()

    def start(self) -> None:
        """Take over the slot: end what a predecessor left open. Raises Fenced."""
        with guard(60), _classifying():
            self._producer.init_transactions(30)

    def partitions(self, topics: Sequence[str]) -> int:
        """Return the number of partitions that all these topics have: `mesh.wire.partitions.shared`."""
        return partitions.shared(self._producer, self._mesh, topics)

    def begin(self) -> None:
        """Open a transaction unless one is open."""
        if not self.open:
            with _classifying():
                self._producer.begin_transaction()
            self.open = True

    def send(self, record: Outbound, on_delivery: Callable[[Any, Any], None] | None = None) -> None:
        """Produce a record in the open transaction, or open one; waits while the send buffer is full."""
        self.begin()
        self.sent[record.topic] += 1
        topic = self._topics.get(record.topic)
        if topic is None:
            topic = self._topics[record.topic] = names.physical(self._mesh, record.topic)
        partition = _BY_KEY if record.partition is None else record.partition
        headers: Any = list(record.headers) if record.headers else None
        while True:
            try:  # by position: named arguments cost a dictionary per record
                self._producer.produce(topic, record.value, record.key, partition, on_delivery, None, 0, headers)
                return
            except BufferError:
                with guard(60):
                    self._producer.poll(0.05)
            except KafkaException as error:
                raise self._caused(error) from error

    def commit(self, offsets: Sequence[TopicPartition], group_metadata: Any) -> None:
        """
        Commit records and input offsets together.

        Raises MustAbort after aborting, Fenced when the slot is no longer ours.
        """
        with guard(GUARD_SECONDS):
            try:
                self._producer.flush(CALL_SECONDS)
                insist(lambda: self._producer.send_offsets_to_transaction(list(offsets), group_metadata, CALL_SECONDS))
                insist(lambda: self._producer.commit_transaction(CALL_SECONDS))
                self.open = False
            except KafkaException as error:
                caused = self._caused(error)
                if isinstance(caused, Fenced) or error.args[0].fatal():
                    raise caused from error
                self.abort()
                raise MustAbort(f"transaction aborted: {error.args[0].str()}") from error

    def _caused(self, error: KafkaException) -> Exception:
        """Return the cause of an error: a producer that has failed for good reports to its callers only that it has."""
        if error.args[0].code() == KafkaError._FATAL:
            try:
                self._producer.poll(0)  # raises or tells what it failed of, if it has not yet
            except KafkaException as first:
                return classified(first)
            if self._failed is not None:
                return classified(KafkaException(self._failed))
        return classified(error)

    def _fail(self, error: KafkaError) -> None:
        if error.fatal() and self._failed is None:
            self._failed = error

    def abort(self) -> None:
        """Abort the open transaction, if there is one; nobody will read its records."""
        if self.open:
            with guard(GUARD_SECONDS), _classifying():
                insist(lambda: self._producer.abort_transaction(CALL_SECONDS))
            self.open = False


def insist(call: Callable[[], Any]) -> None:
    """Repeat a call while it only times out: it resumes. The guard around it limits the time."""
    while True:
        try:
            call()
        except KafkaException as error:
            if not error.args[0].retriable() or error.args[0].txn_requires_abort():
                raise
        else:
            return


@contextmanager
def _classifying() -> Iterator[None]:
    try:
        yield
    except KafkaException as error:
        raise classified(error) from error


def classified(error: KafkaException) -> Exception:
    """Return Fenced for an error that says so, else the error itself."""
    reason: KafkaError = error.args[0]
    return Fenced(reason.str()) if is_fenced(reason) else error


def is_fenced(error: KafkaError) -> bool:
    """Whether another worker has taken over our slot. A fatal error hides the code it came from, but not its text."""
    return error.code() in FENCED or "fenced" in error.str()
