"""Waiting for the bus: refused while it is away, given up when it goes away, and never in the way of anything else."""

import asyncio
import threading

import pytest
from confluent_kafka import KafkaError, KafkaException

from edge.bus.watch import AWAY_SECONDS, THREADS, BusWatch, Unavailable

DEADLINE = 20


class Timed:
    """A watch whose time is told."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.watch = BusWatch(monotonic=lambda: self.seconds)

    def fall_silent(self) -> None:
        self.seconds += AWAY_SECONDS
        self.watch.unheard()


@pytest.fixture
def timed() -> Timed:
    return Timed()


def test_nothing_is_known_before_anybody_has_asked(timed: Timed) -> None:
    assert (timed.watch.answers, timed.watch.away) == (False, False)
    timed.watch.heard()
    assert (timed.watch.answers, timed.watch.away) == (True, False)


def test_one_question_without_an_answer_says_nothing(timed: Timed) -> None:
    timed.watch.heard()
    timed.watch.unheard()
    assert timed.watch.answers
    timed.fall_silent()
    assert (timed.watch.away, timed.watch.absences) == (True, 0)
    timed.watch.heard()
    assert (timed.watch.answers, timed.watch.absences) == (True, 1)


def test_an_answer_that_there_are_no_brokers_makes_clients_anew_however_short_it_was(timed: Timed) -> None:
    timed.watch.heard()
    timed.watch.misled()
    assert (timed.watch.answers, timed.watch.absences) == (True, 0)
    timed.watch.heard()
    timed.watch.heard()
    assert (timed.watch.answers, timed.watch.absences) == (True, 1)


def test_a_process_that_stood_still_blames_nobody(timed: Timed) -> None:
    timed.watch.heard()
    timed.seconds += 1_000
    assert timed.watch.answers


async def test_what_needs_the_bus_is_refused_at_once_while_it_is_away(timed: Timed) -> None:
    timed.fall_silent()
    asked: list[str] = []
    with pytest.raises(Unavailable):
        await timed.watch.run(asked.append, "blocking")

    async def ask() -> None:
        asked.append("not blocking")

    with pytest.raises(Unavailable):
        await timed.watch.waited(ask)
    assert asked == []


async def test_what_hangs_is_given_up_when_the_bus_goes_away_however_many_wait(timed: Timed) -> None:
    timed.watch.heard()
    go, cancelled = threading.Event(), asyncio.Event()

    async def hang() -> bool:
        try:
            return await asyncio.Event().wait()
        finally:
            cancelled.set()

    try:
        async with asyncio.timeout(DEADLINE):
            waiting = [asyncio.ensure_future(timed.watch.run(go.wait)) for _ in range(3 * THREADS)]
            waiting.append(asyncio.ensure_future(timed.watch.waited(hang)))
            await asyncio.sleep(0)
            timed.fall_silent()
            told = await asyncio.gather(*waiting, return_exceptions=True)
            await cancelled.wait()
        assert {type(one) for one in told} == {Unavailable}
    finally:
        go.set()


async def test_what_needs_no_bus_goes_on_beside_what_hangs_on_it(timed: Timed) -> None:
    timed.watch.heard()
    go = threading.Event()
    try:
        async with asyncio.timeout(DEADLINE):
            waiting = [asyncio.ensure_future(timed.watch.run(go.wait)) for _ in range(100)]
            await asyncio.sleep(0)
            assert await asyncio.to_thread(lambda: "answered") == "answered"
            assert not any(one.done() for one in waiting)
            go.set()
            assert await asyncio.gather(*waiting) == [True] * 100
    finally:
        go.set()


async def test_whatever_the_client_says_is_that_the_bus_does_not_answer(timed: Timed) -> None:
    def broken() -> None:
        raise KafkaException(KafkaError(KafkaError._ALL_BROKERS_DOWN))

    with pytest.raises(Unavailable):
        await timed.watch.run(broken)


async def test_what_is_at_fault_itself_is_told_as_it_is(timed: Timed) -> None:
    def wrong() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await timed.watch.run(wrong)
