"""The clock on a real Kafka: every partition, one process, never backwards."""

import os
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from contracts import codec
from contracts.mesh import ClockTicked
from contracts.topics import MESH_CLOCK
from mesh.clock.clock import Clock
from mesh.clock.virtual_clock import VirtualClock
from mesh.kafka.transactions import EXIT_FENCED, Fenced
from mesh.wire import headers
from tests.support.kafka import Kafka

PARTITIONS = 3  # not as the contract says: the clock asks the broker
MONDAY_MS = 1_767_571_200_000


@pytest.fixture
def topics(kafka: Kafka) -> Kafka:
    """The clock's topic."""
    kafka.create(MESH_CLOCK, partitions=PARTITIONS)
    return kafka


def a_clock(kafka: Kafka, now_ms: int) -> Clock:
    """A clock whose time stands still."""
    return Clock({"bootstrap.servers": kafka.bootstrap}, mesh=kafka.mesh, time=VirtualClock(source=lambda: now_ms))


def ticks(kafka: Kafka) -> dict[int, list[int]]:
    """Return the ticks of every partition."""
    found: dict[int, list[int]] = {partition: [] for partition in range(PARTITIONS)}
    for message in kafka.read(MESH_CLOCK):
        found[message.partition].append(codec.decode(message.value or b"").at_ms)
    return found


def test_a_tick_goes_to_every_partition_under_its_number(topics: Kafka) -> None:
    """With headers as every record has them; its time is the tick."""
    clock = a_clock(topics, MONDAY_MS + 1)
    clock.start()
    clock.turn()
    found = topics.read(MESH_CLOCK)
    assert sorted((message.partition, message.key) for message in found) == [
        (partition, str(partition).encode()) for partition in range(PARTITIONS)
    ]
    for message in found:
        assert codec.decode(message.value or b"") == ClockTicked(at_ms=MONDAY_MS)
        parsed = headers.parse(list(message.headers.items()), 0)
        assert (parsed.time_ms, parsed.type) == (MONDAY_MS, "mesh.mesh.ClockTicked")
    assert len({message.headers["ce_id"] for message in found}) == PARTITIONS


def test_time_never_goes_backwards_across_restarts(topics: Kafka) -> None:
    """The last tick is read back; a clock that was set back waits until time has passed it."""
    for now_ms in (MONDAY_MS, MONDAY_MS - 60_000, MONDAY_MS, MONDAY_MS + 1_000):
        clock = a_clock(topics, now_ms)
        clock.start()
        clock.turn()
        clock.turn()
    assert ticks(topics) == {p: [MONDAY_MS, MONDAY_MS + 1_000] for p in range(PARTITIONS)}


def test_what_somebody_else_wrote_is_no_time(topics: Kafka) -> None:
    """The clock reads its last tick back from behind it."""
    a_clock(topics, MONDAY_MS).start()
    clock = a_clock(topics, MONDAY_MS)
    clock.start()
    clock.turn()
    future = codec.encode(ClockTicked(at_ms=4_102_444_800_000))
    for value in (b"\0\0\0\0\x01abc", b"{}", None, *[future] * 20):
        for partition in range(PARTITIONS):
            topics.produce(MESH_CLOCK, None, value, partition=partition)
    topics.flush()
    again = a_clock(topics, MONDAY_MS)
    again.start()
    assert again.last_ms == MONDAY_MS


def test_a_second_clock_fences_the_first(topics: Kafka) -> None:
    """Two clocks never write in turns: the older one stops."""
    first, second = a_clock(topics, MONDAY_MS), a_clock(topics, MONDAY_MS + 5_000)
    first.start()
    second.start()
    with pytest.raises(Fenced):
        first.turn()
    second.turn()
    assert ticks(topics) == {p: [MONDAY_MS + 5_000] for p in range(PARTITIONS)}


def test_the_last_tick_is_found_behind_aborted_ones(topics: Kafka) -> None:
    """Aborted records fill the end of the partition; the reading back goes further."""
    clock = a_clock(topics, MONDAY_MS)
    clock.start()
    clock.turn()
    producer = clock._producer
    for _ in range(20):
        producer.begin_transaction()
        for partition in range(PARTITIONS):
            clock._produce(partition, MONDAY_MS + 99_000)
        producer.flush(10)
        producer.abort_transaction(10)
    other = a_clock(topics, MONDAY_MS)
    other.start()
    assert other.last_ms == MONDAY_MS


def test_the_process_ticks_virtual_time_and_a_second_one_ends_it(topics: Kafka) -> None:
    """At 60 virtual seconds per real second a tick every 100 ms; fenced, it has its own exit code."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("YIDIAN_")} | {
        "YIDIAN_KAFKA_BOOTSTRAP": topics.bootstrap,
        "YIDIAN_MESH": topics.mesh,
        "YIDIAN_CLOCK_START": "2026-01-05T08:00:00+08:00",
        "YIDIAN_CLOCK_EPOCH_MS": str(time.time_ns() // 1_000_000),
        "YIDIAN_CLOCK_SPEED": "60",
    }
    process = subprocess.Popen([sys.executable, "-m", "mesh.clock"], env=environ)
    try:
        found = topics.wait_for(MESH_CLOCK, 5 * PARTITIONS)
        first = [codec.decode(message.value or b"").at_ms for message in found if message.partition == 0]
        assert first[0] >= MONDAY_MS
        assert first == sorted(set(first))
        assert all(later - earlier >= 6_000 for earlier, later in pairwise(first))
        a_clock(topics, MONDAY_MS).start()
        assert process.wait(30) == EXIT_FENCED
    finally:
        process.kill()
        process.wait()
