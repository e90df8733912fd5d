"""The publisher without a broker: what happens when its producer cannot go on."""

import asyncio
import ctypes
import threading
from collections.abc import Iterator
from pathlib import Path

import confluent_kafka
import pytest

from edge.bus.publisher import KafkaPublisher
from edge.bus.watch import BusWatch, Unavailable
from mesh.wire.records import Outbound

OUT_OF_ORDER_SEQUENCE_NUMBER = 45
OBJECT_HEAD = 2 * ctypes.sizeof(ctypes.c_void_p)  # a producer object's first member is librdkafka's handle


@pytest.fixture
def publisher() -> Iterator[KafkaPublisher]:
    found = KafkaPublisher(bootstrap="127.0.0.1:1", mesh="test", watch=BusWatch(), timeout_seconds=0.2)
    yield found
    found.close()


def fail_for_good(publisher: KafkaPublisher) -> None:
    """Give the idempotent producer the fatal error that a broker's loss of records gives it."""
    folder = Path(confluent_kafka.__path__[0]).parent / "confluent_kafka.libs"
    library = ctypes.CDLL(str(next(folder.glob("librdkafka*"))))
    library.rd_kafka_test_fatal_error.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p]
    handle = ctypes.c_void_p.from_address(id(publisher._producer) + OBJECT_HEAD).value
    library.rd_kafka_test_fatal_error(handle, OUT_OF_ORDER_SEQUENCE_NUMBER, b"injected")


async def test_a_fatal_error_of_the_producer_is_answered_with_a_new_one(publisher: KafkaPublisher) -> None:
    """It comes as an exception of `poll`: the thread that reports deliveries must outlive it."""
    broken = publisher._producer
    fail_for_good(publisher)
    assert await asyncio.to_thread(publisher._fatal.wait, 5)
    assert any(thread.name == "deliveries" for thread in threading.enumerate())
    with pytest.raises(Unavailable):  # there is no broker
        await publisher.send([Outbound("trade.imports.v1", None, b"k", b"v", ())])
    assert publisher._producer is not broken
