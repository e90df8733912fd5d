"""An application served as gateway and console serve theirs, on a port of loopback, and a client of bare bytes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import NamedTuple

import msgspec
import uvicorn
from starlette.types import ASGIApp

from deploy.ports import free_port
from edge.door.bounds import Bounds
from edge.serving import configured
from mesh.process.http_server import listen

HOST = "127.0.0.1"
DEADLINE = 20.0


class RawResponse(NamedTuple):
    """An answer as bytes."""

    status: int
    head: str
    body: bytes

    @property
    def code(self) -> str:
        """The problem's code."""
        return str(msgspec.json.decode(self.body)["code"])


class RawConnection:
    """A connection that sends the given bytes and reads the bytes that come."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def send(self, data: bytes) -> None:
        """Send, as far as the other side takes it."""
        with suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()

    async def response(self) -> RawResponse:
        """Return the next answer."""
        async with asyncio.timeout(DEADLINE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
            length = next(
                (line.partition(":")[2] for line in head.lower().splitlines() if line.startswith("content-length")), "0"
            )
            return RawResponse(int(head.split()[1]), head, await self.reader.readexactly(int(length)))

    async def ask(self, target: str, *headers: str) -> RawResponse:
        """Send a GET and return its answer."""
        await self.send("\r\n".join((f"GET {target} HTTP/1.1", "host: a", *headers, "", "")).encode())
        return await self.response()

    async def ended(self) -> bytes:
        """Return what comes until the other side ends the connection."""
        received = b""
        async with asyncio.timeout(DEADLINE):
            with suppress(ConnectionError):
                while part := await self.reader.read(65_536):
                    received += part
        return received

    def pause(self) -> None:
        """Take nothing any more."""
        self.writer.transport.pause_reading()  # type: ignore[attr-defined]

    def resume(self) -> None:
        """Take what comes again."""
        self.writer.transport.resume_reading()  # type: ignore[attr-defined]

    def leave(self) -> None:
        """Hang up."""
        self.writer.close()


class Served:
    """A served application; its clients are ended with it."""

    def __init__(self, server: uvicorn.Server, port: int) -> None:
        self._server, self.port = server, port
        self._clients: list[RawConnection] = []

    async def connect(self) -> RawConnection:
        """Return a new connection."""
        client = RawConnection(*await asyncio.open_connection(HOST, self.port, limit=1 << 20))
        self._clients.append(client)
        return client

    async def until_left(self) -> None:
        """Return once the server has had a connection and has none any more."""
        async with asyncio.timeout(DEADLINE):
            for wanted in (True, False):
                while bool(self._server.server_state.connections) is not wanted:  # noqa: ASYNC110 - nothing tells it
                    await asyncio.sleep(0.01)

    def end(self) -> None:
        """Hang up everywhere."""
        for client in self._clients:
            client.leave()


@asynccontextmanager
async def served(app: ASGIApp, bounds: Bounds) -> AsyncIterator[Served]:
    """Serve an application while the block runs."""
    listening = listen(HOST, free_port(), setting="the test's port")
    config = configured(app, host=HOST, port=0, bounds=bounds)
    config.lifespan = "off"
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    running = Served(server, listening.getsockname()[1])
    try:
        yield running
    finally:
        running.end()
        server.should_exit = True
        await serving
