"""
Small HTTP servers in a thread of their own: a function from a GET's target to its answer, without a framework.

A process's health (`health`) and the schema registry (`mesh.registry`) are such functions. A connection is a
thread: there are `CONNECTIONS_MOST` at once, and the oldest ends for a new one, so no client is shut out.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import msgspec

from mesh.declared.errors import ConfigurationError

BACKLOG = 2048
"""Connections that may wait to be accepted; the kernel may allow fewer."""

CONNECTIONS_MOST = 100

BODY_MOST = 1 << 20
"""Bytes of a body that is looked up."""


class Answer(NamedTuple):
    """An HTTP answer without a framework."""

    status: int
    body: bytes
    content_type: str = "application/json"


class SmallServer:
    """
    Answers GET and HEAD by a function, in threads. `port` is known after the construction, also where any free one is.

    setting: the variable that names the port, for whom it is taken. look_up: answers a POST by its target and body;
    every other method gets 405. Raises ConfigurationError where the port is taken.
    """

    def __init__(
        self,
        answer: Callable[[str], Answer],
        *,
        host: str,
        port: int,
        setting: str,
        look_up: Callable[[str, bytes], Answer] | None = None,
    ) -> None:
        self._listening = listen(host, port, setting=setting)
        self._server = _Bounded(self._listening.getsockname()[:2], _handler(answer, look_up), bind_and_activate=False)
        self._server.socket.close()
        self._server.socket = self._listening
        self._thread = threading.Thread(target=self._server.serve_forever, name=f"http {setting}", daemon=True)
        self.host, self.port = host, int(self._listening.getsockname()[1])

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


class _Bounded(ThreadingHTTPServer):
    """Ends its oldest connection where there would be too many, whether idle or in use."""

    daemon_threads = True

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._open: dict[Any, None] = {}
        self._changing = threading.Lock()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Accept a connection."""
        with self._changing:
            eldest = next(iter(self._open)) if len(self._open) >= CONNECTIONS_MOST else None
            self._open.pop(eldest, None)
            self._open[request] = None
        if eldest is not None:
            with suppress(OSError):  # it has just ended by itself
                eldest.shutdown(socket.SHUT_RDWR)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection."""
        with self._changing:
            self._open.pop(request, None)
        super().shutdown_request(request)


def listen(host: str, port: int, *, setting: str) -> socket.socket:
    """
    Return a socket that listens there; port 0 is any free one.

    Raises ConfigurationError, which says what to do, if the address is taken, not ours or no address.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _deaf(host, port, setting, error) from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of a former life do not hold it
        made.bind(address)
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        raise _deaf(host, port, setting, error) from error
    return made


def _deaf(host: str, port: int, setting: str, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        f"{setting}: cannot listen on {host} port {port}: {error.strerror}; end what listens there, or name another"
    )


def json_answer(status: int, content: Any, content_type: str = "application/json") -> Answer:
    """Return `content` as a JSON answer."""
    return Answer(status, msgspec.json.encode(content), content_type)


def nothing_at(path: str) -> Answer:
    """Return the answer to an unknown path."""
    return json_answer(404, {"error_code": 404, "message": f"nothing at {path}"})


def only_read(path: str) -> Answer:
    """Return the answer to a method that would change something."""
    path = path.partition("?")[0]
    return json_answer(405, {"error_code": 405, "message": f"{path} is only read: use GET"})


def _handler(
    answer: Callable[[str], Answer], look_up: Callable[[str, bytes], Answer] | None
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def handle(self) -> None:
            """Serve a connection. Its client may have left (an impatient probe): no error of ours."""
            with suppress(ConnectionError):
                super().handle()

        def do_GET(self) -> None:
            self.wfile.write(self._begin(answer(self.path)))

        def do_HEAD(self) -> None:
            self._begin(answer(self.path))

        def do_POST(self) -> None:
            body = self._body()
            self.wfile.write(self._begin(only_read(self.path) if look_up is None else look_up(self.path, body)))

        def _refuse(self) -> None:
            self._body()
            self.wfile.write(self._begin(only_read(self.path)))

        def _body(self) -> bytes:
            """Return the body; the connection ends after one that is too long, or does not say how long it is."""
            length = self.headers.get("Content-Length", "0")
            whole = length.isascii() and length.isdecimal() and "Transfer-Encoding" not in self.headers
            if not whole or int(length) > BODY_MOST:
                self.close_connection = True
                return b""
            return self.rfile.read(int(length))

        do_PUT = do_DELETE = do_PATCH = do_OPTIONS = _refuse  # noqa: N815 - the base class names them

        def _begin(self, response: Answer) -> bytes:
            """Send status and headers, and return the body."""
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            if response.status == 405:
                self.send_header("Allow", "GET, HEAD")
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            return response.body

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
            """Probes come every few seconds: not logged."""

    return Handler
