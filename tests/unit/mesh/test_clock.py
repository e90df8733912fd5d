"""Which tick is due: at most one per virtual second, and never an earlier one."""

import json
from typing import Any

import pytest
import structlog
from confluent_kafka import KafkaError, KafkaException
from hypothesis import given
from hypothesis import strategies as st

from mesh.clock.clock import LOG_SECONDS, Clock, Waiting, due_tick
from mesh.clock.virtual_clock import VirtualClock
from mesh.kafka.transactions import Fenced
from mesh.process import metrics
from mesh.process.health import Health


def test_a_tick_names_the_second_that_has_begun() -> None:
    """Not the instant of writing."""
    assert due_tick(12_345, None) == 12_000


def test_a_second_is_ticked_once() -> None:
    """The next tick waits for the next second."""
    assert due_tick(12_999, 12_000) is None
    assert due_tick(13_000, 12_000) == 13_000


def test_a_clock_that_was_set_back_waits() -> None:
    """Until time has passed the last tick again."""
    assert due_tick(5_000, 12_000) is None


@given(st.lists(st.integers(0, 10_000_000)))
def test_ticks_only_ever_grow(instants: list[int]) -> None:
    """Whatever the time source does."""
    ticks: list[int] = []
    for now_ms in instants:
        tick = due_tick(now_ms, ticks[-1] if ticks else None)
        if tick is not None:
            ticks.append(tick)
    assert ticks == sorted(set(ticks))


class Failing:
    """A producer whose commit has to be aborted, and whose abort fails in some way, or not at all."""

    def __init__(self, abort: KafkaError | None) -> None:
        self._abort = abort

    def begin_transaction(self) -> None: ...

    def commit_transaction(self, _timeout: float) -> None:
        raise KafkaException(KafkaError(KafkaError._TIMED_OUT, "slow", False, False, True))

    def abort_transaction(self, _timeout: float) -> None:
        if self._abort is not None:
            raise KafkaException(self._abort)


def a_clock(producer: Any) -> Clock:
    clock = Clock({"bootstrap.servers": "127.0.0.1:1"}, mesh="m", time=VirtualClock(source=lambda: 1_000))
    clock._producer = producer
    return clock


def test_a_clock_that_is_fenced_while_it_aborts_says_so() -> None:
    """Its supervisor backs off only then."""
    with pytest.raises(Fenced, match="taken over"):
        a_clock(Failing(KafkaError(KafkaError._FENCED, "taken over", True))).write(1_000)
    with pytest.raises(KafkaException, match="broken"):
        a_clock(Failing(KafkaError(KafkaError._FAIL, "broken"))).write(1_000)


def test_a_tick_that_was_aborted_is_not_the_last() -> None:
    clock = a_clock(Failing(None))
    clock.write(1_000)
    assert clock.last_ms is None


def test_a_clock_that_waits_for_time_is_not_ready_and_says_so_each_minute() -> None:
    """A last tick of the future stops all deadlines until then: nobody must have to guess."""
    seconds = 0.0
    health = Health()
    waiting = Waiting(health, monotonic=lambda: seconds)
    with structlog.testing.capture_logs() as logs:
        waiting.report(999)
        assert health.ready_answer().status == 200, "a tick is not missing yet"
        waiting.report(61_500)
        answer = health.ready_answer()
        assert (answer.status, json.loads(answer.body)["waits_virtual_seconds"]) == (503, 61)
        assert json.loads(answer.body)["waiting_for"] == ["last tick"]
        seconds = LOG_SECONDS - 1
        waiting.report(2_000)
        assert [line["event"] for line in logs] == ["clock_set_back"]
        seconds = LOG_SECONDS
        waiting.report(1_000)
        waiting.report(0)
        waiting.report(0)
    assert [(line["event"], line["log_level"]) for line in logs] == [
        ("clock_set_back", "error"),
        ("clock_set_back", "error"),
        ("clock_goes_on", "info"),
    ]
    assert health.ready_answer().status == 200


def test_a_clock_behind_its_last_tick_measures_how_long_it_waits() -> None:
    clock = a_clock(Failing(None))
    clock.last_ms = 91_000
    clock.turn()
    assert clock.waits_ms == 90_000
    assert metrics.CLOCK_AHEAD.labels("clock")._value.get() == 90
    clock.last_ms = 1_000
    clock.turn()
    assert metrics.CLOCK_AHEAD.labels("clock")._value.get() == 0
