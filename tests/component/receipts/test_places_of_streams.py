"""Places of streams: held by whoever is being sent receipts, and by nobody else, however it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from starlette.types import Message, Scope

from gateway.http import app as application
from tests.component.receipts.test_receipts_out import fill
from tests.support.caseview.routes import Gateway

DEADLINE = 10
STREAM = "/v1/receipts/stream"
READABLE = sorted(
    {
        operation.path.replace("{", "").replace("}", "").replace(":path", "")
        for operation in application.OPERATIONS
        if "HEAD" in (operation.route.methods or ())
    }
)
Receive = Callable[[], Awaitable[Message]]


def scope(method: str, path: str, who: str = "merchant") -> Scope:
    return {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"authorization", f"Bearer {who}".encode())], "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("gateway", 80), "client": ("a", 1),
    }  # fmt: skip


class Client:
    """A client at the ASGI interface. `leave` hangs up; slow: takes nothing of a body."""

    def __init__(self, gateway: Gateway, *, slow: bool = False) -> None:
        self._gateway, self._slow = gateway, slow
        self._left = asyncio.Event()
        self.begun = asyncio.Event()
        self.told: list[Message] = []

    def leave(self) -> None:
        self._left.set()

    async def ask(self, method: str, path: str) -> None:
        await self._gateway.app(scope(method, path), self._receive, self._send)

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.told.append(message)
        if message.get("body"):
            self.begun.set()
            if self._slow:
                await asyncio.Event().wait()


def nothing_is_held(gateway: Gateway) -> bool:
    return gateway.streams.count("merchant") == 0 and gateway.receipts.readers == 0


@pytest.mark.parametrize("path", READABLE)
async def test_head_is_answered_at_once_and_keeps_no_place(gateway: Gateway, path: str) -> None:
    fill(gateway.receipts)
    client = Client(gateway)
    async with asyncio.timeout(DEADLINE):
        for _ in range(4):  # more than there are places
            await client.ask("HEAD", path)
    assert nothing_is_held(gateway)
    assert {message["status"] for message in client.told if "status" in message} & {200, 400, 403, 404, 503}
    assert 429 not in {message.get("status") for message in client.told}


async def test_head_of_the_stream_has_the_headers_of_get_and_no_body(gateway: Gateway) -> None:
    head, get = Client(gateway), Client(gateway)
    await head.ask("HEAD", STREAM)
    get.leave()
    await get.ask("GET", STREAM)
    assert head.told[0] == get.told[0]
    assert b"".join(message.get("body", b"") for message in head.told) == b""


@pytest.mark.parametrize("slow", [False, True])
async def test_whoever_leaves_a_stream_gives_its_place_back_at_once(gateway: Gateway, slow: bool) -> None:
    fill(gateway.receipts)
    client = Client(gateway, slow=slow)
    asked = asyncio.create_task(client.ask("GET", STREAM))
    async with asyncio.timeout(DEADLINE):
        await client.begun.wait()
        assert gateway.streams.count("merchant") == 1
        client.leave()
        await asked
    assert nothing_is_held(gateway)


async def test_whoever_leaves_before_the_first_byte_holds_no_place(gateway: Gateway) -> None:
    client = Client(gateway)
    client.leave()
    await client.ask("GET", STREAM)
    assert nothing_is_held(gateway)


async def test_a_stream_that_is_cancelled_gives_its_place_back(gateway: Gateway) -> None:
    fill(gateway.receipts)
    client = Client(gateway, slow=True)
    asked = asyncio.create_task(client.ask("GET", STREAM))
    async with asyncio.timeout(DEADLINE):
        await client.begun.wait()
        asked.cancel()
        with suppress(asyncio.CancelledError):
            await asked
    assert nothing_is_held(gateway)


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "PUT", "DELETE", "TRACE"])
async def test_other_methods_are_refused_and_hold_no_place(gateway: Gateway, method: str) -> None:
    client = Client(gateway)
    async with asyncio.timeout(DEADLINE):
        await client.ask(method, STREAM)
    assert client.told[0]["status"] == 405
    assert nothing_is_held(gateway)
