"""
One process of the mesh without its work: ``python -m bench.floor.mover BOOTSTRAP MESH NAME RECORDING``.

It reads its topics in chunks and looks at nothing, and writes what it was recorded to write, headers included, a
transaction every 100 ms with its offsets: what `bench.peers.plain` does, less the codec and the join. The gateway
writes without transactions and the view fetches as much at once, as they do in the mesh.

A line on standard input, "RATE SECONDS", lets it go on at so many declarations a second; it answers with how many
seconds late it was at the end, and how many records it has read.
"""

import sys
import time
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import msgspec
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from bench.floor.recording import GATEWAY, VIEW, Recording
from mesh.process.process import settle_memory
from mesh.wire import names

INTERVAL_SECONDS = 0.1
CHUNK = 10_000
CALL_SECONDS = 30.0


class Mover:
    """Use `move` again and again."""

    def __init__(self, bootstrap: str, mesh: str, name: str, recording: Recording) -> None:
        written = recording.written.get(name, [])
        self._per_declaration = sum(recording.writes(name).values())
        self._written: Iterator[Any] = cycle(  # Any: the client wants headers that may be null
            each._replace(topic=names.physical(mesh, each.topic)) for each in chain.from_iterable(written)
        )
        self._transactional = name != GATEWAY
        self._producer = _producer(bootstrap, f"{mesh}.{name}" if self._transactional else None) if written else None
        wanted = [names.physical(mesh, topic) for topic in recording.read[name]]
        self._consumer = _consumer(bootstrap, f"{mesh}.{name}", wanted, patient=name == VIEW) if wanted else None

    def move(self, rate: int, seconds: float) -> tuple[float, int]:
        """Move the records of `rate` declarations a second. Returns seconds late at the end, and records read."""
        began, done, read = time.monotonic(), 0, 0
        for number in range(1, round(seconds / INTERVAL_SECONDS) + 1):
            taken = self._take(began + number * INTERVAL_SECONDS)
            read += taken
            wanted = round(number * INTERVAL_SECONDS * rate * self._per_declaration)
            if self._producer is not None:
                self._write(self._producer, wanted - done, taken=taken)
            done = wanted
        return max(0.0, time.monotonic() - began - seconds), read

    def _take(self, due: float) -> int:
        """Consume until the transaction is due, and once if it is overdue. Returns how many records came."""
        if self._consumer is None:
            time.sleep(max(0.0, due - time.monotonic()))
            return 0
        came = 0
        while True:
            messages = self._consumer.consume(CHUNK, max(0.0, due - time.monotonic()))
            for message in messages:
                if error := message.error():
                    raise KafkaException(error)
            came += len(messages)
            if time.monotonic() >= due:
                return came

    def _write(self, producer: Producer, count: int, *, taken: int) -> None:
        if self._transactional:
            producer.begin_transaction()
        for topic, partition, key, value, headers in islice(self._written, count):
            producer.produce(topic, value, key, partition, None, None, 0, headers)
        producer.poll(0)
        if not self._transactional:
            producer.flush(CALL_SECONDS)
            return
        if taken and self._consumer is not None:
            at = [each for each in self._consumer.position(self._consumer.assignment()) if each.offset >= 0]
            offsets = [TopicPartition(each.topic, each.partition, each.offset) for each in at]
            producer.send_offsets_to_transaction(offsets, self._consumer.consumer_group_metadata(), CALL_SECONDS)
        producer.commit_transaction(CALL_SECONDS)


def _producer(bootstrap: str, transactional_id: str | None) -> Producer:
    settings: dict[str, Any] = {
        "bootstrap.servers": bootstrap,
        "acks": "all",
        "enable.idempotence": True,
        "linger.ms": 20,
        "batch.num.messages": 10_000,
        "queue.buffering.max.messages": 1_000_000,
    }
    if transactional_id is None:
        return Producer(settings)
    producer = Producer(settings | {"transactional.id": transactional_id, "transaction.timeout.ms": 30_000})
    producer.init_transactions(CALL_SECONDS)
    return producer


def _consumer(bootstrap: str, group: str, wanted: list[str], *, patient: bool) -> Consumer:
    fetch = {"fetch.wait.max.ms": 200, "fetch.min.bytes": 1_000_000} if patient else {"fetch.wait.max.ms": 50}
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": group,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
            "queued.max.messages.kbytes": 32_768,
            **fetch,
        }
    )
    consumer.subscribe(wanted)
    return consumer


def main(bootstrap: str, mesh: str, name: str, recording: str) -> None:
    """Move as standard input says, until it ends."""
    mover = Mover(bootstrap, mesh, name, msgspec.msgpack.decode(Path(recording).read_bytes(), type=Recording))
    settle_memory()  # as workers do
    print("ready", flush=True)
    for line in sys.stdin:
        rate, seconds = line.split()
        print(*mover.move(int(rate), float(seconds)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
