"""
Load and observation in one loop: writes orders at a rate, reads what customs writes back as a committed reader would.

Every order is checked as it comes back: the accepted and the cleared event once each, with exactly the expected bytes.
"""

import time
from array import array
from collections import Counter
from collections.abc import Callable, Sequence

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Producer, TopicPartition

from bench.peers.join import AGENCIES, DOCUMENTS
from bench.peers.parcels import Pool, index_of, order_no
from contracts import codec, topics
from contracts.customs import DeclarationAccepted, DeclarationCleared

PARTITIONS = 4
SENT_PER_TURN = 400  # orders at most between two looks at what came back
READ_PER_TURN = 5_000


class Load:
    """Orders from `index` 0 on. `sent` and `cleared` count them; `faults` counts what came back wrong, by kind."""

    def __init__(self, pool: Pool, bootstrap: str, mesh: str) -> None:
        self._pool, self._bootstrap, self._mesh = pool, bootstrap, mesh
        self._producer = Producer(
            {
                "bootstrap.servers": bootstrap,
                "linger.ms": 20,
                "batch.num.messages": 10_000,
                "queue.buffering.max.messages": 1_000_000,
                "partitioner": "murmur2_random",
                "enable.idempotence": True,
                "log_level": 3,  # a broker that has just started is not worth a warning
            }
        )
        self._observer = self._reader([topics.CUSTOMS_DECLARATIONS])
        self._accepted_id, self._cleared_id = codec.id_of(DeclarationAccepted), codec.id_of(DeclarationCleared)
        self._submitted_ids = {codec.id_of(kind) for kind in DOCUMENTS}
        self._seen: dict[int, bytearray] = {self._accepted_id: bytearray(), self._cleared_id: bytearray()}
        self.sent_ms = array("q")  # by index: timestamp of the order's documents, ms UTC
        self.cleared_ms = array("q")  # by index: when its cleared event could be read, ms UTC; 0 before
        self.cleared = 0
        self.faults: Counter[str] = Counter()

    @property
    def sent(self) -> int:
        """Orders written so far."""
        return len(self.sent_ms)

    @property
    def backlog(self) -> int:
        """Orders written and not cleared."""
        return self.sent - self.cleared

    def send(self, orders: int) -> None:
        """Write the documents of the next orders."""
        topic = f"{self._mesh}.{topics.TRADE_IMPORTS}"
        for index in range(self.sent, self.sent + orders):
            now_ms, key = time.time_ns() // 1_000_000, order_no(index)
            for value, headers in self._pool.documents(index):
                self._producer.produce(topic, value, key, headers=list(headers), timestamp=now_ms)
            self.sent_ms.append(now_ms)
            self.cleared_ms.append(0)
        for seen in self._seen.values():
            seen.extend(bytes(orders))
        self._producer.poll(0)

    def observe(self, seconds: float) -> None:
        """Take in what has come back, waiting at most `seconds` for the first."""
        for message in self._observer.consume(READ_PER_TURN, seconds):
            if message.error() is not None:
                raise KafkaException(message.error())
            value, index = message.value() or b"", index_of(message.key() or b"PR-1")
            type_ = codec.schema_id(value)
            if value != self._pool.expected(index, type_) or type_ not in self._seen or index >= self.sent:
                self.faults["wrong"] += 1
                continue
            if self._seen[type_][index]:
                self.faults["duplicate"] += 1
                continue
            self._seen[type_][index] = 1
            if type_ == self._cleared_id:
                self.cleared_ms[index] = time.time_ns() // 1_000_000
                self.cleared += 1

    def pace(self, rate: int, seconds: float, *, give_up: Callable[[], bool]) -> float:
        """Write at a rate for a time, or until `give_up` says so. Returns how late it was at most, in s."""
        begin, first, late = time.monotonic(), self.sent, 0.0
        while (now := time.monotonic() - begin) < seconds and not give_up():
            due = first + int(now * rate) - self.sent
            late = max(late, due / rate)
            self.send(min(due, SENT_PER_TURN))
            self.observe(0.003)
        return late

    def drain(self, seconds: float, *, give_up: Callable[[], bool]) -> bool:
        """Observe until everything is cleared. Returns whether it was within the time."""
        self._producer.flush(seconds)
        until = time.monotonic() + seconds
        while self.backlog and time.monotonic() < until and not give_up():
            self.observe(0.05)
        return not self.backlog

    def close(self, decisions: Sequence[str], seconds: float = 60.0) -> Counter[str]:
        """
        Read the agencies' decisions whole from their topics and return all faults: wrong, duplicate, and missing.

        Missing counts the accepted, the cleared and the decided of every order that was written.
        """
        faults = self.faults + Counter(missing=sum(seen.count(0) for seen in self._seen.values()))
        self._observer.close()
        faults += self._check_decisions(decisions, time.monotonic() + seconds)
        return faults

    def _check_decisions(self, wanted: Sequence[str], until: float) -> Counter[str]:
        seen = {codec.id_of(agency.decides): bytearray(self.sent) for agency in AGENCIES.values()}
        faults: Counter[str] = Counter()
        reader, ended = self._reader(wanted), 0
        while ended < PARTITIONS * len(wanted) and time.monotonic() < until:
            for message in reader.consume(READ_PER_TURN, 0.2):
                if message.error() is not None:
                    ended += 1  # the only error that is asked for: the end of a partition
                    continue
                value, index = message.value() or b"", index_of(message.key() or b"PR-1")
                type_ = codec.schema_id(value)
                if type_ in self._submitted_ids:
                    continue
                if type_ not in seen or value != self._pool.expected(index, type_):
                    faults["wrong"] += 1
                elif seen[type_][index]:
                    faults["duplicate"] += 1
                else:
                    seen[type_][index] = 1
        reader.close()
        return faults + Counter(missing=sum(decisions.count(0) for decisions in seen.values()))

    def _reader(self, wanted: Sequence[str]) -> Consumer:
        reader = Consumer(
            {
                "bootstrap.servers": self._bootstrap,
                "group.id": f"{self._mesh}.observer",  # required by the client, never joined
                "enable.auto.commit": False,
                "enable.partition.eof": topics.CUSTOMS_DECLARATIONS not in wanted,
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 20,
            }
        )
        reader.assign(
            [
                TopicPartition(f"{self._mesh}.{topic}", p, OFFSET_BEGINNING)
                for topic in wanted
                for p in range(PARTITIONS)
            ]
        )
        return reader
