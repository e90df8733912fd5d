"""Small servers: whoever only holds a connection shuts nobody out."""

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from mesh.served import CONNECTIONS_MOST, Answer, SmallServer

HOST = "127.0.0.1"
DEADLINE = 20


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


def test_connections_that_have_ended_take_no_place(server: SmallServer) -> None:
    with socket.create_connection((HOST, server.port), DEADLINE) as staying:
        for _ in range(2 * CONNECTIONS_MOST):
            with urllib.request.urlopen(f"http://{HOST}:{server.port}/", timeout=DEADLINE) as answer:
                assert answer.read() == b"/"
        staying.sendall(b"GET /still HTTP/1.1\r\n\r\n")
        assert staying.recv(12) == b"HTTP/1.1 200"
