"""Requests whose bodies come piece by piece, as a test wants them to."""

import asyncio

from starlette.requests import Request
from starlette.types import Message


def a_body(*pieces: bytes) -> Request:
    """Return a request with these pieces and the end."""
    coming = Coming()
    for piece in pieces:
        coming.send(piece)
    coming.end()
    return coming.request


class Coming:
    """A request whose body comes as it is sent: half-sent until `end`."""

    def __init__(self, declared: int | None = None) -> None:
        headers = [] if declared is None else [(b"content-length", b"%d" % declared)]
        self._messages: asyncio.Queue[Message] = asyncio.Queue()
        self.request = Request({"type": "http", "method": "POST", "headers": headers}, self._messages.get)

    def send(self, piece: bytes) -> None:
        """Send a piece."""
        self._messages.put_nowait({"type": "http.request", "body": piece, "more_body": True})

    def end(self) -> None:
        """Send the end."""
        self._messages.put_nowait({"type": "http.request", "body": b"", "more_body": False})

    def leave(self) -> None:
        """Hang up."""
        self._messages.put_nowait({"type": "http.disconnect"})
