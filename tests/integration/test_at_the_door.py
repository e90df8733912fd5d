"""Gateway and console as processes, pestered: whoever asks something is answered all the while. Needs no Kafka."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from deploy.ports import free_port
from edge.door.bounds import Bounds
from tests.support.gateway.process import DEADLINE, ROOT, GatewayProcess

MEBIBYTE = 1024 * 1024
HOST = "127.0.0.1"
ASKED = {"gateway": "/openapi.json", "console": "/sign-in"}


@contextmanager
def gateway_process(folder: Path) -> Iterator[tuple[int, int]]:
    process = GatewayProcess(f"{HOST}:1", "nobody", folder)
    process.start(ready=False)
    try:
        yield process.port, process.pid
    finally:
        process.kill()
        process.stop()


@contextmanager
def console_process(folder: Path) -> Iterator[tuple[int, int]]:
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")},
        "YIDIAN_GATEWAY_URL": f"http://{HOST}:1",
        "YIDIAN_CONSOLE_PORT": str(port),
        "YIDIAN_HTTP_PORT": str(free_port()),
    }
    with (folder / "console.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "-m", "console"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        yield port, process.pid
    finally:
        process.kill()
        process.wait(DEADLINE)


@pytest.fixture(params=["gateway", "console"])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, int, int]]:
    """What to ask, and the port and pid of a process that answers it."""
    with {"gateway": gateway_process, "console": console_process}[request.param](tmp_path) as (port, pid):
        url = f"http://{HOST}:{port}{ASKED[request.param]}"
        transport = httpx.HTTPTransport(retries=100)
        with httpx.Client(transport=transport) as client:
            assert client.get(url, timeout=DEADLINE).status_code == 200
        yield url, port, pid


def resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def send_without_end(port: int, head: bytes, megabytes: int) -> int:
    """Send a head and so many megabytes more; return how many were taken before the connection ended."""
    piece, taken = b"a" * MEBIBYTE, 0
    with socket.create_connection((HOST, port), DEADLINE) as connection, suppress(ConnectionError):
        connection.sendall(head)
        while taken < megabytes:
            connection.sendall(piece)
            taken += 1
    return taken


def test_heads_without_end_are_cut_off_and_hold_up_nobody(asked: tuple[str, int, int]) -> None:
    url, port, pid = asked
    before = resident(pid)
    heads = (b"GET /", b"GET / HTTP/1.1\r\nx: ", b"GET / HTTP/1.1\r\n")
    found: list[int] = []
    greedy = [
        threading.Thread(target=lambda head=head: found.append(send_without_end(port, head, 100))) for head in heads * 2
    ]
    for thread in greedy:
        thread.start()
    answered = [httpx.get(url, timeout=DEADLINE).status_code for _ in range(10)]
    for thread in greedy:
        thread.join(DEADLINE)
    assert set(answered) == {200}
    assert len(found) == len(greedy)
    assert max(found) < 50, "taken beyond what the kernels hold"
    assert resident(pid) - before < 32 * MEBIBYTE


def test_half_open_connections_shut_nobody_out(asked: tuple[str, int, int]) -> None:
    url, port, _ = asked
    with ExitStack() as half_open:
        for number in range(Bounds().each + 50):
            connection = half_open.enter_context(socket.create_connection((HOST, port), DEADLINE))
            if number % 2:
                connection.sendall(b"GET / HTTP/1.1\r\n")
        assert httpx.get(url, timeout=DEADLINE).status_code == 200


def test_there_are_more_files_than_connections(asked: tuple[str, int, int]) -> None:
    _, _, pid = asked
    limits = Path(f"/proc/{pid}/limits").read_text()
    soft = next(line for line in limits.splitlines() if line.startswith("Max open files")).split()[3]
    assert int(soft) > Bounds().connections
