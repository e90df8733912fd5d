"""Small servers: whoever only holds a connection shuts nobody out, and who leaves early is nobody's fault."""

import socket
import struct
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from mesh.process.http_server import CONNECTIONS_MOST, Answer, SmallServer

HOST = "127.0.0.1"
DEADLINE = 20
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset


@pytest.fixture
def server() -> Iterator[SmallServer]:
    made = SmallServer(lambda target: Answer(200, target.encode()), host=HOST, port=0, setting="the test's port")
    made.start()
    yield made
    made.stop()


def test_half_open_connections_shut_nobody_out_and_the_eldest_ends(server: SmallServer) -> None:
    with ExitStack() as half_open:
        held = [
            half_open.enter_context(socket.create_connection((HOST, server.port), DEADLINE))
            for _ in range(CONNECTIONS_MOST + 20)
        ]
        for connection in held[CONNECTIONS_MOST:]:
            connection.sendall(b"GET /half HTTP/1.1\r\n")
        with urllib.request.urlopen(f"http://{HOST}:{server.port}/whole", timeout=DEADLINE) as answer:
            assert answer.read() == b"/whole"
        assert [connection.recv(1) for connection in held[:20]] == [b""] * 20
        held[-1].sendall(b"\r\n")
        assert held[-1].recv(12) == b"HTTP/1.1 200"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_what_would_change_something_is_refused_as_json(server: SmallServer, method: str) -> None:
    with httpx.Client(base_url=f"http://{HOST}:{server.port}") as client:
        for body in (b"", b"x" * 100_000):
            response = client.request(method, "/there?x=1", content=body)
            assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
            assert response.json()["message"] == "/there is only read: use GET"
        assert client.get("/next").text == "/next"


def test_connections_that_have_ended_take_no_place(server: SmallServer) -> None:
    with socket.create_connection((HOST, server.port), DEADLINE) as staying:
        for _ in range(2 * CONNECTIONS_MOST):
            with urllib.request.urlopen(f"http://{HOST}:{server.port}/", timeout=DEADLINE) as answer:
                assert answer.read() == b"/"
        staying.sendall(b"GET /still HTTP/1.1\r\n\r\n")
        assert staying.recv(12) == b"HTTP/1.1 200"


def test_a_client_that_leaves_before_its_answer_leaves_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """A probe with less patience than a busy process needs; the next one is answered."""
    asked, left = threading.Event(), threading.Event()

    def answer(_: str) -> Answer:
        asked.set()
        assert left.wait(20)
        return Answer(200, b"x" * 4_000_000)

    server = SmallServer(answer, host="127.0.0.1", port=0, setting="YIDIAN_HTTP_PORT")
    server.start()
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            client.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert asked.wait(20)
        left.set()
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as client:
            client.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert client.recv(12) == b"HTTP/1.1 200"
            while client.recv(65_536):
                pass
    finally:
        server.stop()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(20)
    assert capsys.readouterr().err == ""
