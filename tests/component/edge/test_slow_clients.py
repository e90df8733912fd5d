"""Whoever takes too long is let go of, and whoever asks nothing shuts nobody out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from edge.door.bounds import Bounds
from tests.support.edge.serving import DEADLINE, RawConnection, Served, served

MIB = 1024 * 1024
HEAD = b"GET /hello HTTP/1.1\r\nhost: a\r\n\r\n"
CHUNKED = b"POST /read HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n1\r\n"
BODY = b"POST /read HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000\r\n\r\n"
QUICK = Bounds(
    head_seconds=0.4, pause_seconds=0.4, body_seconds=2.0, taken_seconds=0.4, tick_seconds=0.05,
    bytes_a_second=20_000, connections=12, each=8,
)  # fmt: skip


class World:
    """An application that tells what is under way in it."""

    def __init__(self) -> None:
        self.under_way = 0
        self.go = asyncio.Event()
        self.app = Starlette(
            routes=[
                Route("/hello", self.hello),
                Route("/read", self.read, methods=["POST"]),
                Route("/wait", self.wait),
                Route("/much", self.much),
                Route("/stream", self.stream),
            ],
            exception_handlers={ClientDisconnect: self.gone},
        )

    async def hello(self, _request: Request) -> Response:
        return PlainTextResponse("hello")

    async def gone(self, _request: Request, _error: Exception) -> Response:
        return Response(status_code=400)

    async def read(self, request: Request) -> Response:
        self.under_way += 1
        try:
            return PlainTextResponse(str(len(await request.body())))
        finally:
            self.under_way -= 1

    async def wait(self, _request: Request) -> Response:
        self.under_way += 1
        await self.go.wait()
        self.under_way -= 1
        return PlainTextResponse("waited")

    async def much(self, _request: Request) -> Response:
        return Response(b"x" * 32 * MIB)

    async def stream(self, _request: Request) -> Response:
        return StreamingResponse(self._endless())

    async def _endless(self) -> AsyncIterator[bytes]:
        self.under_way += 1
        try:
            while True:
                yield b"x" * 10_000
                await asyncio.sleep(0.001)
        finally:
            self.under_way -= 1

    async def until(self, number: int) -> None:
        """Return once so many requests are under way."""
        async with asyncio.timeout(DEADLINE):
            while self.under_way != number:  # noqa: ASYNC110 - the outcome of many, which no event tells
                await asyncio.sleep(0.01)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def server(world: World) -> AsyncIterator[Served]:
    async with served(world.app, QUICK) as found:
        yield found
        world.go.set()


async def dribble(client: RawConnection, data: bytes, seconds: float = 0.05) -> None:
    """Send byte by byte for as long as the other side takes it."""
    for place in range(len(data)):
        if client.writer.is_closing():
            return
        await client.send(data[place : place + 1])
        await asyncio.sleep(seconds)


Play = Callable[[RawConnection], Coroutine[Any, Any, None]]


@pytest.mark.parametrize(
    ("play", "told"),
    [
        pytest.param(lambda client: client.send(b""), b"", id="silent"),
        pytest.param(lambda client: client.send(b"GET /hello HT"), b"408", id="half a line"),
        pytest.param(lambda client: client.send(HEAD[:-2]), b"408", id="half a head"),
        pytest.param(lambda client: dribble(client, b"GET /" + b"a" * 5_000), b"408", id="byte by byte"),
        pytest.param(lambda client: dribble(client, b"\r\n" * 5_000), b"408", id="empty lines"),
        pytest.param(lambda client: client.send(BODY), b"408", id="no body"),
        pytest.param(lambda client: client.send(BODY + b"x" * 500_000), b"408", id="half a body"),
        pytest.param(lambda client: dribble(client, BODY + b"x" * 5_000, 0.002), b"408", id="body byte by byte"),
        pytest.param(lambda client: client.send(CHUNKED), b"408", id="half a chunk"),
    ],
)  # fmt: skip
async def test_a_request_that_does_not_come_is_given_up(world: World, server: Served, play: Play, told: bytes) -> None:
    client = await server.connect()
    playing = asyncio.create_task(play(client))
    assert (await client.ended())[9:12] == told
    await world.until(0)
    playing.cancel()
    with suppress(asyncio.CancelledError):
        await playing


async def test_a_second_request_is_awaited_no_longer_than_the_first(server: Served) -> None:
    client = await server.connect()
    assert (await client.ask("/hello")).body == b"hello"
    await client.send(HEAD[:-2])
    assert (await client.response()).code == "too_slow"


async def test_a_slow_body_that_keeps_coming_is_taken(server: Served) -> None:
    client = await server.connect()
    await client.send(BODY)
    for _ in range(10):
        await client.send(b"x" * 100_000)
        await asyncio.sleep(0.1)
    assert (await client.response()).body == b"1000000"


async def test_a_request_that_is_worked_for_long_is_answered(world: World, server: Served) -> None:
    client, other = await server.connect(), await server.connect()
    asking = asyncio.create_task(client.ask("/wait"))
    await world.until(1)
    assert (await other.ended()) == b"", "a connection that asks nothing is ended meanwhile"
    world.go.set()
    assert (await asking).body == b"waited"


@pytest.mark.parametrize("target", ["/much", "/stream"])
async def test_a_client_that_takes_nothing_of_its_answer_is_let_go_of(server: Served, target: str) -> None:
    client = await server.connect()
    client.pause()
    await client.send(f"GET {target} HTTP/1.1\r\nhost: a\r\n\r\n".encode())
    await server.until_left()
    client.resume()
    assert len(await client.ended()) < 32 * MIB


async def test_a_client_that_takes_its_answer_gets_all_of_it(server: Served) -> None:
    client = await server.connect()
    assert len((await client.ask("/much")).body) == 32 * MIB


async def test_connections_that_ask_nothing_shut_nobody_out(world: World, server: Served) -> None:
    working = await server.connect()
    asking = asyncio.create_task(working.ask("/wait"))
    await world.until(1)
    half_open = [await server.connect() for _ in range(5 * QUICK.connections)]
    for client in half_open[::2]:
        await client.send(HEAD[:10])
    assert (await (await server.connect()).ask("/hello")).body == b"hello"
    world.go.set()
    assert (await asking).body == b"waited", "nobody gives way whose request is at work"


async def test_half_sent_bodies_shut_nobody_out(server: Served) -> None:
    for client in [await server.connect() for _ in range(2 * QUICK.connections)]:
        await client.send(BODY)
    assert (await (await server.connect()).ask("/hello")).body == b"hello"


async def test_one_more_than_may_be_at_work_is_told_to_come_later(world: World, server: Served) -> None:
    for client in [await server.connect() for _ in range(QUICK.each)]:
        await client.send(b"GET /wait HTTP/1.1\r\nhost: a\r\n\r\n")
    await world.until(QUICK.each)
    response = await (await server.connect()).response()
    assert (response.status, response.code) == (503, "too_many_connections")
    assert "retry-after" in response.head


@pytest.mark.parametrize("behind", [b"", HEAD, HEAD[:10]])
async def test_whoever_hangs_up_on_a_stream_ends_it_whatever_it_has_asked_since(
    world: World, server: Served, behind: bytes
) -> None:
    client = await server.connect()
    await client.send(b"GET /stream HTTP/1.1\r\nhost: a\r\n\r\n" + behind)
    await world.until(1)
    client.leave()
    await world.until(0)
