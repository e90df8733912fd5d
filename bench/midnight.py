"""
A midnight on which a day's releases close, with a kill within, while documents go on: ``python -m bench.midnight``.

A worker of customs stands alone on a broker of its own. Its state is that of as many released declarations as asked
for: one parcel is worked by the services' own engines, and its records are repeated under other numbers. Then the clock
says midnight, documents of new parcels come at a steady rate, the worker is killed when four in ten are closed, and in
the end every declaration must have been closed once, and every order been judged.
"""

import argparse
import json
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from confluent_kafka import Consumer, Producer, TopicPartition

from bench import machine
from bench.growth.loader import SHARED, Load, load_state, states
from bench.ladder.__main__ import a_broker
from bench.ladder.trade import Template, number_of, templates
from bench.memory import messages_of, own_keys
from contracts import codec
from contracts.customs import DeclarationClosed, DocumentJudged
from contracts.customs_clearance import Declaration, Stage
from contracts.mesh import ClockTicked, JournalEntry
from contracts.topics import CUSTOMS_DECLARATIONS, CUSTOMS_DOCUMENTS, MESH_CLOCK
from deploy.processes import programs
from deploy.provision import provision
from deploy.supervisor import Supervisor
from mesh.declared.keys import partition_of
from mesh.kafka.committed_records import committed, everywhere
from mesh.kafka.connection import connection
from mesh.wire import names
from mesh.wire.headers import pairs
from mesh.wire.records import Outbound
from mesh.wire.ticks import headers_of

MESH, WORKER, PROCESSOR = "midnight", "customs-0", "customs.clearance"
PARTITIONS = 2
BY_KEY = -1  # librdkafka's name for: as the partitioner says
KILLED_AT = 0.4
PATIENCE_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Released:
    """What customs keeps of one released declaration, to be repeated. number, identity: what differs in each."""

    records: tuple[tuple[bytes, bytes], ...]
    number: bytes
    identity: bytes
    closes_at_ms: int

    def repeated(self, place: int) -> Iterator[tuple[str, int, bytes, bytes]]:
        """Yield the state of another declaration as the loader sends it."""
        number, identity = b"7%09d" % place, b"%032x" % place
        changed = [
            tuple(part.replace(self.number, number).replace(self.identity, identity) for part in record)
            for record in self.records
        ]
        order_no = next(key.rpartition(b"/")[2] for key, _ in changed if key.startswith(b"Wakes/"))
        for key, value in changed:
            yield PROCESSOR, partition_of(order_no, PARTITIONS), key, value


class Watched:
    """What comes out, as a consumer from outside sees it: closings by event id; times are real, in seconds."""

    def __init__(self, bootstrap: str) -> None:
        self.closed: Counter[str] = Counter()
        self.closed_at: list[float] = []
        self.judged_at: dict[bytes, float] = {}
        self._kinds = codec.id_of(DeclarationClosed), codec.id_of(DocumentJudged)
        self._consumer = Consumer({**connection(bootstrap), "group.id": "watch", "isolation.level": "read_committed"})
        places = everywhere(connection(bootstrap), MESH, [CUSTOMS_DECLARATIONS, CUSTOMS_DOCUMENTS])
        self._consumer.assign([TopicPartition(names.physical(MESH, topic), p, 0) for topic, p in places])

    def see(self, done: Callable[[], bool]) -> None:
        """Read on until `done`, or for as long as patience lasts."""
        until = time.monotonic() + PATIENCE_SECONDS
        message: Any
        while not done() and time.monotonic() < until:
            for message in self._consumer.consume(2_000, 0.1):
                if message.error() is None:
                    self._take(codec.schema_id(message.value()), message)

    def close(self) -> None:
        """Leave Kafka."""
        self._consumer.close()

    def _take(self, kind: int, message: Any) -> None:
        closed, judged = self._kinds
        if kind == closed:
            self.closed[dict(message.headers())["ce_id"].decode()] += 1
            self.closed_at.append(time.time())
        elif kind == judged:
            self.judged_at.setdefault(message.key(), time.time())


def released() -> Released:
    """Let the engines work parcels until one is released; inspection draws some of them."""
    for place in count():
        records = tuple(
            (key, value)
            for processor, _, key, value in states(Load(place, 1, 0, 1))
            if processor == PROCESSOR and not key.startswith(SHARED)
        )
        identity, value = next((key[-32:], value) for key, value in records if key.startswith(b"Declaration/"))
        declaration: Declaration = codec.decode(value)
        if declaration.stage is Stage.CLEARED:
            return Released(records, number_of(0, place), identity, declaration.closes_at_ms)
    raise AssertionError("a count has no end")


def main() -> None:
    """Run it and print the figures. Exit 1 if a declaration was not closed once or an order not judged."""
    parser = argparse.ArgumentParser(description="A midnight on which a day's releases close.")
    parser.add_argument("--cases", type=int, default=500_000, help="released declarations")
    parser.add_argument("--rate", type=int, default=20, help="parcels a second that come meanwhile")
    arguments = parser.parse_args()
    with a_broker() as broker, tempfile.TemporaryDirectory(prefix="yidian-midnight-") as folder:
        provision(broker.bootstrap, MESH, partitions=PARTITIONS)
        figures, problems = _run(broker.bootstrap, Path(folder), arguments.cases, arguments.rate)
    print(json.dumps(figures, indent=1))
    machine.conclude(problems)


def _run(bootstrap: str, folder: Path, cases: int, rate: int) -> tuple[dict[str, Any], list[str]]:
    one = released()
    began = time.monotonic()
    load_state((record for place in range(cases) for record in one.repeated(place)), bootstrap, MESH)
    loaded = time.monotonic()
    settings = {"KAFKA_BOOTSTRAP": bootstrap, "MESH": MESH, "DATA": str(folder / "data")}
    with Supervisor(folder / "logs") as supervisor:
        supervisor.start([each for each in programs(settings, slots=1) if each.name == WORKER])
        supervisor.wait_until_ready(seconds=PATIENCE_SECONDS)
        restored = time.monotonic()
        watched, over, midnight = Watched(bootstrap), threading.Event(), time.time()
        sent: dict[bytes, float] = {}
        traffic = threading.Thread(target=_traffic, args=(bootstrap, one.closes_at_ms, rate, sent, over), daemon=True)
        traffic.start()
        watched.see(lambda: len(watched.closed) >= KILLED_AT * cases)
        supervisor.kill(WORKER)
        killed = time.time()
        watched.see(lambda: len(watched.closed) >= cases)
        over.set()
        traffic.join()
        watched.see(lambda: sent.keys() <= watched.judged_at.keys())
        watched.close()
    passes = list(_passes(bootstrap))
    waits = sorted(watched.judged_at[order] - at for order, at in sent.items() if order in watched.judged_at)
    figures = {
        "cases": cases,
        "load_seconds": round(loaded - began, 1),
        "restore_seconds": round(restored - loaded, 1),
        "seconds_from_midnight_to_the_last": round(watched.closed_at[-1] - midnight, 1),
        "closed_a_second": round(cases / (watched.closed_at[-1] - midnight)),
        "killed_after_seconds": round(killed - midnight, 1),
        "longest_pause_seconds": round(max(after - before for before, after in pairwise(watched.closed_at)), 1),
        "passes": len(passes),
        "most_timers_in_a_pass": max(passes),
        "timers": sum(passes),
        "orders_meanwhile": len(sent),
        "verdict_ms": {share: round(waits[len(waits) * share // 101] * 1000) for share in (50, 90, 99, 100)},
        "ends": [(ended.name, ended.code) for ended in supervisor.exits() if ended.restart_in_seconds is not None],
    }
    twice = [event for event, times in watched.closed.items() if times > 1]
    problems = [f"{len(watched.closed)} of {cases} were closed"] * (len(watched.closed) != cases)
    problems += [f"{len(twice)} were closed twice"] * bool(twice)
    problems += [f"{len(sent) - len(waits)} orders were not judged"] * (len(waits) != len(sent))
    return figures, problems


def _passes(bootstrap: str) -> Iterator[int]:
    """Yield how many timers each pass ran that ran any, as the journal says."""
    journal = names.journal_topic(PROCESSOR)
    for record in committed(connection(bootstrap), MESH, everywhere(connection(bootstrap), MESH, [journal])):
        entry: JournalEntry = codec.decode(record.value or b"")
        if entry.timers is not None and entry.timers.timers:
            yield entry.timers.timers


def _traffic(bootstrap: str, midnight_ms: int, rate: int, sent: dict[bytes, float], over: threading.Event) -> None:
    """Send ticks, one a second from midnight on, and new parcels; `sent` says when each order went."""
    producer = Producer({**connection(bootstrap), "partitioner": "murmur2_random", "linger.ms": 5})
    made, keys, number, begin = templates(), own_keys(), 0, time.time()
    last = -1
    while not over.is_set():
        second = int(time.time() - begin)
        if second > last:
            last = second
            tick_ms = midnight_ms + second * 1000
            for partition in range(PARTITIONS):
                key, value = b"%d" % partition, codec.encode(ClockTicked(at_ms=tick_ms))
                _send(producer, Outbound(MESH_CLOCK, partition, key, value, headers_of(tick_ms, key)))
        body = _parcel(made, number)
        for message in messages_of(body, keys, number, midnight_ms + number):
            _send(producer, message)
            sent.setdefault(message.key, time.time())
        producer.poll(0)
        number += 1
        over.wait(max(0.0, begin + number / rate - time.time()))
    producer.flush(30)


def _parcel(made: tuple[Template, ...], number: int) -> bytes:
    return made[number % len(made)].repeated(5_000 + number // len(made), number % len(made))


def _send(producer: Producer, record: Outbound) -> None:
    topic, partition = names.physical(MESH, record.topic), BY_KEY if record.partition is None else record.partition
    producer.produce(topic, record.value, record.key, partition, headers=list(pairs(record.headers)))


if __name__ == "__main__":
    main()
