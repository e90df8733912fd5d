"""
One process of the mesh without its work: ``python -m bench.floor.mover BOOTSTRAP MESH NAME RECORDING``.

It reads its topics in chunks and looks at nothing, and writes what it was recorded to write, headers included, a
transaction every 100 ms with its offsets: what `bench.peers.plain` does, less the codec and the join. A line on
standard input, "RATE SECONDS", lets it go on at so many declarations a second; it answers with how many seconds late it
was at the end, and how many records it has read.
"""

import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec
from confluent_kafka import Consumer, Producer, TopicPartition

from bench.floor.recording import Moved, Recording
from mesh import names

INTERVAL_SECONDS = 0.1
CHUNK = 10_000
CALL_SECONDS = 30.0


class Mover:
    """Use `move` again and again, `close` once."""

    def __init__(self, bootstrap: str, mesh: str, name: str, recording: Recording) -> None:
        self._name = name
        written = recording.written.get(name, [])
        self._written: Iterator[Any] = cycle(  # Any: the client wants headers that may be null
            Moved(names.physical(mesh, each.topic), each.partition, each.key, each.value, each.headers)
            for each in written
        )
        self._per_declaration = len(written) / recording.declarations
        self._producer = _producer(bootstrap, f"{mesh}.{name}") if written else None
        wanted = [names.physical(mesh, topic) for topic in recording.read[name]]
        self._consumer = _consumer(bootstrap, f"{mesh}.{name}", wanted) if wanted else None

    def move(self, rate: int, seconds: float) -> tuple[float, int]:
        """Move the records of `rate` declarations a second. Returns seconds late at the end, and records read."""
        began, done, read = time.monotonic(), 0, 0
        for number in range(1, round(seconds / INTERVAL_SECONDS) + 1):
            due = began + number * INTERVAL_SECONDS
            if self._producer is not None:
                self._producer.begin_transaction()
            taken = self._take(due)
            read += taken
            wanted = round(number * INTERVAL_SECONDS * rate * self._per_declaration)
            if self._producer is not None:
                self._write(self._producer, wanted - done)
                self._commit(self._producer, moved=taken > 0)
            done = wanted
        return max(0.0, time.monotonic() - began - seconds), read

    def close(self) -> None:
        """Leave the group."""
        if self._consumer is not None:
            self._consumer.close()

    def _take(self, due: float) -> int:
        """Consume until the transaction is due. Returns how many records came."""
        came = 0
        while (left := due - time.monotonic()) > 0:
            if self._consumer is None:
                time.sleep(left)
            else:
                came += len(self._consumer.consume(CHUNK, left))
        return came

    def _write(self, producer: Producer, count: int) -> None:
        for topic, partition, key, value, headers in islice(self._written, count):
            producer.produce(topic, value, key, -1 if partition is None else partition, None, None, 0, headers)
        producer.poll(0)

    def _commit(self, producer: Producer, *, moved: bool) -> None:
        if moved and self._consumer is not None:
            at = [each for each in self._consumer.position(self._consumer.assignment()) if each.offset >= 0]
            offsets = [TopicPartition(each.topic, each.partition, each.offset) for each in at]
            producer.send_offsets_to_transaction(offsets, self._consumer.consumer_group_metadata(), CALL_SECONDS)
        producer.commit_transaction(CALL_SECONDS)


def _producer(bootstrap: str, transactional_id: str) -> Producer:
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 20,
            "batch.num.messages": 10_000,
            "queue.buffering.max.messages": 1_000_000,
            "transactional.id": transactional_id,
            "transaction.timeout.ms": 30_000,
        }
    )
    producer.init_transactions(CALL_SECONDS)
    return producer


def _consumer(bootstrap: str, group: str, wanted: list[str]) -> Consumer:
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": group,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 50,
            "queued.max.messages.kbytes": 32_768,
        }
    )
    consumer.subscribe(wanted)
    return consumer


def main(bootstrap: str, mesh: str, name: str, recording: str) -> None:
    """Move as standard input says, until it ends."""
    mover = Mover(bootstrap, mesh, name, msgspec.msgpack.decode(Path(recording).read_bytes(), type=Recording))
    print("ready", flush=True)
    try:
        for line in sys.stdin:
            rate, seconds = line.split()
            print(*mover.move(int(rate), float(seconds)), flush=True)
    finally:
        mover.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
