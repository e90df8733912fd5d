"""Wrong keys of an address are put off after some, told once, forgotten in time, and remembered within bounds."""

import pytest
from structlog.testing import capture_logs

from edge.access.wrong_keys import FORGOTTEN_SECONDS, MOST, WrongKeys
from edge.door.addresses import place_of


class Timed:
    """The memory, with a time that is told."""

    def __init__(self, places: int = 100) -> None:
        self.seconds = 0.0
        self.wrong_keys = WrongKeys(places=places, monotonic=lambda: self.seconds)

    def tried(self, times: int, address: str = "192.0.2.1") -> list[int | None]:
        return [self.wrong_keys.tried(address) for _ in range(times)]


def test_some_are_answered_and_more_are_put_off() -> None:
    timed = Timed()
    told = timed.tried(MOST + 3)
    assert told[:MOST] == [None] * MOST
    assert all(seconds is not None and 1 <= seconds <= FORGOTTEN_SECONDS for seconds in told[MOST:])


def test_after_the_time_that_was_told_one_is_answered() -> None:
    timed = Timed()
    seconds = timed.tried(MOST + 50)[-1]
    assert seconds is not None
    timed.seconds += seconds
    assert timed.tried(2) == [None, seconds]


def test_in_time_all_are_forgotten() -> None:
    timed = Timed()
    timed.tried(1_000)
    timed.seconds += MOST * FORGOTTEN_SECONDS
    assert timed.tried(MOST) == [None] * MOST


def test_it_is_told_once_with_the_address() -> None:
    timed = Timed()
    with capture_logs() as logs:
        for _ in range(20):
            timed.tried(MOST)
            timed.seconds += FORGOTTEN_SECONDS
    assert [(entry["event"], entry["address"]) for entry in logs] == [("wrong_keys_put_off", "192.0.2.1")]
    timed.seconds += MOST * FORGOTTEN_SECONDS
    with capture_logs() as logs:
        timed.tried(MOST + 1)
    assert len(logs) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_an_address_is_counted_by_whose_place_it_is(one: str, other: str, *, same: bool) -> None:
    timed = Timed()
    timed.tried(MOST, one)
    assert (timed.tried(1, other) != [None]) is same
    assert (place_of(one) == place_of(other)) is same


def test_however_many_come_the_memory_is_bounded_and_keeps_who_goes_on() -> None:
    timed = Timed(places=10)
    for number in range(1_000):
        timed.tried(1, f"198.51.100.{number % 250}")
        timed.tried(2)
    assert len(timed.wrong_keys) == 10
    assert timed.tried(1) != [None]
