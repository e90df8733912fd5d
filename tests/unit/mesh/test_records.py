"""What a client hands over becomes records: in order, runs of a partition told once, errors in their place."""

from ctypes import py_object, pythonapi
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesh import _records
from mesh.wire import headers
from mesh.wire.records import Inbound
from tests.support.mesh.kafka_message import CountingMessage

TOPICS = {"m.trade": "trade", "m.clock": "clock"}


def taken(messages: list[Any]) -> tuple[list[Inbound], list[Any]]:
    """Take messages over; also return what was told meanwhile: places begun, errors."""
    told: list[Any] = []
    found = _records.inbound(
        messages, TOPICS, Inbound, told.append, lambda message, error: told.append((error, message.offset()))
    )
    return found, told


def test_a_message_becomes_a_record_of_the_logical_topic() -> None:
    message = CountingMessage("m.trade", 2, 41, headers=[("ce_id", b"x"), ("ce_time", b"1970-01-01T00:00:01.500Z")])
    (record,), told = taken([message])
    assert type(record) is Inbound
    assert record[:6] == ("trade", 2, 41, 7, b"k", b"v")
    assert told == [("trade", 2)]
    assert message.header_reads == 0  # reading headers is dear
    assert headers.id_and_time(record.headers, record.timestamp_ms) == ("x", 1_500)
    assert headers.parse(record.headers, record.timestamp_ms) == ("x", 1_500, None, None)
    assert headers.pairs(record.headers) == [("ce_id", b"x"), ("ce_time", b"1970-01-01T00:00:01.500Z")]


def test_what_a_message_lacks() -> None:
    (record,), _ = taken([CountingMessage("m.trade", 0, key=None, value=None)])
    assert (record.key, record.value) == (b"", None)
    assert headers.id_and_time(record.headers, record.timestamp_ms) == ("", 7)
    assert headers.pairs(record.headers) == []


@given(st.lists(st.tuples(st.sampled_from(sorted(TOPICS)), st.integers(0, 2), st.booleans()), max_size=30))
def test_runs_and_errors_are_told_in_order(places: list[tuple[str, int, bool]]) -> None:
    """An end of a partition that comes after its records must be told after them, and ends the run."""
    messages = [
        CountingMessage(topic, partition, offset, "end" if ends else None)
        for offset, (topic, partition, ends) in enumerate(places)
    ]
    found, told = taken(messages)
    wanted: list[Any] = []
    run = None
    for offset, (topic, partition, ends) in enumerate(places):
        at = TOPICS[topic], partition
        if ends:
            wanted.append(("end", offset))
            run = None
        elif at != run:
            wanted.append(at)
            run = at
    assert told == wanted
    assert [record.offset for record in found] == [n for n, (_, _, ends) in enumerate(places) if not ends]
    assert all(record[:2] == (TOPICS[places[record.offset][0]], places[record.offset][1]) for record in found)


def test_an_error_that_is_raised_leaves_nothing() -> None:
    def fail(_message: object, error: str) -> None:
        raise ValueError(error)

    with pytest.raises(ValueError, match="lost"):
        _records.inbound(
            [CountingMessage("m.trade", 0), CountingMessage("m.trade", 0, error="lost")], TOPICS, Inbound, None, fail
        )


def test_a_topic_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(KeyError, match=r"m\.other"):
        taken([CountingMessage("m.other", 0)])


class Unreadable(CountingMessage):
    """What a client does that meets a name which is not UTF-8: it fails once, then has a pair without a name."""

    def headers(self) -> list[tuple[str, bytes | None]] | None:
        if not self.header_reads:
            super().headers()
            raise SystemError("returned a result with an exception set")
        pythonapi.PyTuple_New.restype = py_object
        return [pythonapi.PyTuple_New(2), *(super().headers() or ())]


def test_a_header_whose_name_cannot_be_read_is_passed_over() -> None:
    (record,), _ = taken([Unreadable("m.trade", 0, headers=[("ce_id", b"x"), ("other", None)])])
    assert headers.id_and_time(record.headers, 3) == ("x", 3)
    assert headers.parse(record.headers, 3).id == "x"
    assert headers.pairs(record.headers) == [("ce_id", b"x"), ("other", None)]


def test_a_client_without_a_method_is_refused() -> None:
    with pytest.raises(AttributeError):
        _records.inbound([object()], TOPICS, Inbound, None, print)
