"""
The topology as a plain confluent-kafka loop: the upper bound for Python.

    python -m bench.peers.plain.app APPLICATION BOOTSTRAP MESH FOLDER

Records in chunks, state in a dict, a transaction every 100 ms that holds outputs, changed state and offsets. Nothing
else: no headers on what it writes, no journal, no local store, no restore, no parking. A failure ends it.
"""

import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from bench.peers.join import AGENCIES, Record
from bench.peers.keeping import work
from contracts import codec, topics
from contracts.customs import DeclarationAccepted

INTERVAL_SECONDS = 0.1
CHUNK, WAIT_SECONDS = 2_000, 0.05
CALL_SECONDS = 30.0
STATE_TOPIC = "customs.clearance.state.v1"

Send = Callable[[str, bytes, bytes | None], None]


class Customs:
    """Joins documents and decisions; `changes` hands over what the state topic must hold."""

    topics = (topics.TRADE_IMPORTS, *(agency.topic for agency in AGENCIES.values()))

    def __init__(self) -> None:
        self._orders: defaultdict[bytes, dict[type[Record], Record]] = defaultdict(dict)
        self._written: set[tuple[bytes, type[Record]]] = set()
        self._changed: dict[tuple[bytes, type[Record]], Record | None] = {}

    def work(self, key: bytes, value: bytes, send: Send) -> None:
        """Work one record."""
        order = self._orders[key]
        change = work(order.get, codec.decode(value))
        for record in change.puts:
            order[type(record)] = self._changed[key, type(record)] = record
        for kind in change.deletes:
            order.pop(kind, None)
            self._changed[key, kind] = None
        if not order:
            del self._orders[key]
        for record in change.emits:
            send(topics.CUSTOMS_DECLARATIONS, key, codec.encode(record))

    def changes(self, send: Send) -> None:
        """Write changed state; what came and went within the transaction is not written at all."""
        for (key, kind), record in self._changed.items():
            if record is not None:
                send(STATE_TOPIC, kind.__name__.encode() + b"/" + key, codec.encode(record))
                self._written.add((key, kind))
            elif (key, kind) in self._written:
                send(STATE_TOPIC, kind.__name__.encode() + b"/" + key, None)
                self._written.discard((key, kind))
        self._changed = {}


class Agency:
    """Decides every accepted declaration; keeps nothing."""

    topics = (topics.CUSTOMS_DECLARATIONS,)

    def __init__(self, name: str) -> None:
        self._agency = AGENCIES[name]
        self._accepted = codec.id_of(DeclarationAccepted)

    def work(self, key: bytes, value: bytes, send: Send) -> None:
        """Work one record; other types are skipped undecoded."""
        if codec.schema_id(value) == self._accepted:
            send(self._agency.topic, key, codec.encode(self._agency.decide(codec.decode(value))))

    def changes(self, _send: Send) -> None:
        """Nothing is kept."""


def main(application: str, bootstrap: str, mesh: str, _folder: str) -> None:
    """Run one application until it is told to stop."""
    app = Customs() if application == "customs" else Agency(application)
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 20,
            "batch.num.messages": 10_000,
            "queue.buffering.max.messages": 1_000_000,
            "partitioner": "murmur2_random",
            "transactional.id": f"{mesh}.{application}",
            "transaction.timeout.ms": 10_000,
        }
    )
    producer.init_transactions(CALL_SECONDS)
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"{mesh}.{application}",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 50,
            "queued.max.messages.kbytes": 32_768,
        }
    )
    consumer.subscribe([f"{mesh}.{topic}" for topic in app.topics])
    try:
        _loop(app, consumer, producer, mesh, stopping)
    finally:
        consumer.close()


def _loop(app: Customs | Agency, consumer: Consumer, producer: Producer, mesh: str, stopping: Sequence[int]) -> None:
    positions: dict[tuple[Any, Any], int] = {}
    due = 0.0

    def send(topic: str, key: bytes, value: bytes | None) -> None:
        while True:
            try:
                return producer.produce(f"{mesh}.{topic}", value, key)
            except BufferError:
                producer.poll(0.05)

    producer.begin_transaction()
    while not stopping:
        for message in consumer.consume(CHUNK, WAIT_SECONDS):
            error = message.error()
            if error is not None:
                raise KafkaException(error)
            app.work(message.key() or b"", message.value() or b"", send)
            positions[message.topic(), message.partition()] = (message.offset() or 0) + 1
        if positions and time.monotonic() >= due:
            app.changes(send)
            offsets = [TopicPartition(topic, partition, at) for (topic, partition), at in positions.items()]
            producer.flush(CALL_SECONDS)
            producer.send_offsets_to_transaction(offsets, consumer.consumer_group_metadata(), CALL_SECONDS)
            producer.commit_transaction(CALL_SECONDS)
            producer.begin_transaction()
            positions.clear()
            due = time.monotonic() + INTERVAL_SECONDS


if __name__ == "__main__":
    main(*sys.argv[1:])
