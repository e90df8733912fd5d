"""Whoever sends more than a request may have is told so early, and nobody else waits for it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edge.door.bounds import Bounds
from tests.support.edge.serving import DEADLINE, RawConnection, Served, served

MIB = 1024 * 1024
POST = b"POST /read HTTP/1.1\r\nhost: a\r\n"
CHUNKED = b"transfer-encoding: chunked\r\n\r\n"


async def hello(_request: Request) -> Response:
    return PlainTextResponse("hello")


async def read(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


APP = Starlette(routes=[Route("/hello", hello, methods=["GET", "POST"]), Route("/read", read, methods=["POST"])])


@pytest.fixture
async def server() -> AsyncIterator[Served]:
    async with served(APP, Bounds(body_bytes=MIB, drained_bytes=MIB, queued=4)) as found:
        yield found


async def greedy(client: RawConnection, head: bytes, endless: bytes, megabytes: int = 20) -> None:
    """Send a head, and then the same for as long as it is taken."""
    await client.send(head)
    for _ in range(megabytes):
        if client.writer.is_closing():
            return
        await client.send(endless * (MIB // len(endless)))


@pytest.mark.parametrize(
    ("head", "endless", "status", "code"),
    [
        pytest.param(b"GET /", b"a", 414, "target_too_long", id="line"),
        pytest.param(b"GET /hello?", b"a=b&", 414, "target_too_long", id="parameters"),
        pytest.param(b"GET /hello HTTP/1.1\r\nx: ", b"a", 431, "head_too_large", id="header"),
        pytest.param(b"GET /hello HTTP/1.1\r\n", b"a", 431, "head_too_large", id="name of a header"),
        pytest.param(b"GET /hello HTTP/1.1\r\n", b"a: b\r\n", 431, "head_too_large", id="headers"),
        pytest.param(b"", b"\r\n", 431, "head_too_large", id="empty lines"),
        pytest.param(POST + CHUNKED + b"1;", b"a", 431, "head_too_large", id="extension of a chunk"),
        pytest.param(POST + CHUNKED + b"1\r\nx\r\n0\r\nx: ", b"a", 431, "head_too_large", id="trailer"),
        pytest.param(POST + CHUNKED + b"1\r\nx\r\n0\r\n", b"a: b\r\n", 431, "head_too_large", id="trailers"),
        pytest.param(POST + CHUNKED, b"4\r\naaaa\r\n", 413, "body_too_large", id="chunks"),
        pytest.param(POST + b"content-length: 99999999\r\n\r\n", b"a", 413, "body_too_large", id="body"),
    ],
)
async def test_what_has_no_end_is_refused_early(
    server: Served, head: bytes, endless: bytes, status: int, code: str
) -> None:
    client = await server.connect()
    sending = asyncio.create_task(greedy(client, head, endless))
    response = await client.response()
    assert (response.status, response.code) == (status, code)
    assert "connection: close" in response.head
    await client.ended()
    async with asyncio.timeout(DEADLINE):
        await sending
    assert (await (await server.connect()).ask("/hello")).body == b"hello"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 8 * 1024 + b" HTTP/1.1\r\nhost: a\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"x: " + b"a" * 32 * 1024 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"x: a\r\n" * 101 + b"\r\n", 431),
        (b"GET /" + b"a" * 8_000 + b" HTTP/1.1\r\n" + b"x: a\r\n" * 99 + b"\r\n", 404),
        (b"GET / HTTP/1.1\r\n" + b"x: " + b"a" * 30 * 1024 + b"\r\n\r\n", 404),
    ],
    ids=["line", "header", "headers", "line and headers that fit", "header that fits"],
)
async def test_a_head_in_one_piece_keeps_to_the_same_bounds(server: Served, request_: bytes, status: int) -> None:
    client = await server.connect()
    await client.send(request_)
    assert (await client.response()).status == status


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00\x01", b"GET / FTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n:\r\n\r\n"]
)
async def test_what_is_no_http_is_refused_with_a_problem(server: Served, garbage: bytes) -> None:
    client = await server.connect()
    await client.send(garbage)
    response = await client.response()
    assert (response.status, response.code) == (400, "invalid_request")


async def test_a_body_that_goes_on_after_its_answer_is_cut_off(server: Served) -> None:
    client = await server.connect()
    await client.send(b"POST /hello HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999\r\n\r\n")
    assert (await client.response()).body == b"hello"
    sending = asyncio.create_task(greedy(client, b"", b"a"))
    await client.ended()
    async with asyncio.timeout(DEADLINE):
        await sending


async def test_requests_in_a_row_are_answered_in_order_on_one_connection(server: Served) -> None:
    client = await server.connect()
    await client.send(POST + b"content-length: 3\r\n\r\nabc" + b"GET /hello HTTP/1.1\r\nhost: a\r\n\r\n")
    assert [(await client.response()).body for _ in range(2)] == [b"3", b"hello"]


async def test_more_requests_in_a_row_than_may_wait_end_the_connection(server: Served) -> None:
    client = await server.connect()
    await client.send(POST + b"content-length: 3\r\n\r\n")
    await client.send(b"abc" + b"GET /hello HTTP/1.1\r\nhost: a\r\n\r\n" * 10_000)
    assert (await client.ended()).count(b"hello") < 10_000
    assert (await (await server.connect()).ask("/hello")).body == b"hello"


async def test_another_protocol_is_not_taken_up(server: Served) -> None:
    client = await server.connect()
    response = await client.ask(
        "/hello", "connection: upgrade", "upgrade: websocket", "sec-websocket-version: 13", "sec-websocket-key: YWJj"
    )
    assert (response.status, response.body) == (200, b"hello")
