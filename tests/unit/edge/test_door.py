"""Places of connections, and what of time counts against a client."""

import re
from pathlib import Path

import pytest

import caseview
import console
import edge
import gateway
import receipts
import registrar
from edge.door.bounds import Bounds
from edge.door.connections import Connections
from edge.door.descriptors import FEWEST, OTHERS, within

TICK = Bounds().tick_seconds


class Fake:
    """A connection that notes what is done to it."""

    def __init__(self, *, waits: bool = True, owed: bool = False) -> None:
        self.waits, self.owed = waits, owed
        self.passed: list[float] = []
        self.gave_way = False

    def look(self, passed: float) -> None:
        self.passed.append(passed)

    def give_way(self) -> None:
        self.gave_way = True


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_time_in_which_the_loop_stood_still_is_not_counted() -> None:
    seconds, client = Seconds(), Fake()
    connections = Connections(Bounds(), monotonic=seconds)
    assert connections.enter(client, "192.0.2.1")
    for passed in (TICK, 3600.0, TICK):
        seconds.now += passed
        connections.look()
    assert client.passed == [TICK, 2 * TICK, TICK]
    assert connections.now == 4 * TICK


async def test_the_one_that_has_waited_longest_gives_way_and_never_one_at_work() -> None:
    connections = Connections(Bounds(connections=4, each=3))
    working, owed, first, second = Fake(waits=False), Fake(waits=False, owed=True), Fake(), Fake()
    for client in (working, owed, first):
        assert connections.enter(client, "192.0.2.1")
    assert connections.enter(second, "192.0.2.1")
    assert [client.gave_way for client in (working, owed, first, second)] == [False, False, True, False]
    second.waits = False
    assert connections.enter(Fake(waits=False), "192.0.2.1")
    assert owed.gave_way, "a half-sent request, where nobody waits"
    assert not connections.enter(Fake(), "192.0.2.1")
    assert connections.enter(Fake(), "192.0.2.2"), "another address has places of its own"


async def test_when_all_places_are_taken_one_of_the_largest_address_gives_way() -> None:
    connections = Connections(Bounds(connections=4, each=3))
    alone, many = Fake(), [Fake() for _ in range(3)]
    assert connections.enter(alone, "192.0.2.1")
    assert all(connections.enter(client, "192.0.2.2") for client in many)
    assert connections.enter(Fake(), "192.0.2.3")
    assert (alone.gave_way, many[0].gave_way) == (False, True)


async def test_the_network_of_an_ipv6_host_has_one_share() -> None:
    connections = Connections(Bounds(each=1))
    assert connections.enter(Fake(waits=False), "2001:db8::1")
    assert not connections.enter(Fake(), "2001:db8::ffff:2")
    assert connections.enter(Fake(), "2001:db8:0:1::1")


async def test_a_place_is_given_back_once() -> None:
    connections, client = Connections(Bounds(connections=1)), Fake(waits=False)
    assert connections.enter(client, "192.0.2.1")
    for _ in range(2):
        connections.leave(client, "192.0.2.1")
    assert connections.enter(Fake(waits=False), "192.0.2.1")
    assert not connections.enter(Fake(), "192.0.2.1")


@pytest.mark.parametrize(("files", "connections"), [(1024, 324), (256, 64), (64, FEWEST), (OTHERS + 1_000, 1_000)])
def test_there_are_no_more_connections_than_files(files: int, connections: int) -> None:
    fitting = within(Bounds(connections=1_000, each=250), files)
    assert (fitting.connections, fitting.each) == (connections, min(250, connections))


def test_every_http_process_is_served_within_bounds() -> None:
    faces = caseview, console, edge, gateway, receipts, registrar
    sources = [path for face in faces for path in Path(str(face.__path__[0])).rglob("*.py")]
    serving = {path.name for path in sources if re.search(r"uvicorn\.(Config|run)\(", path.read_text())}
    assert serving == {"serving.py"}
