"""
Ports outside the ephemeral range: those of a mesh, which stay over its starts, and free ones.

A client that keeps trying a port inside that range can connect to itself and then look like a listening server.
"""

import random
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mesh.declared.errors import ConfigurationError

LOWEST, HIGHEST = 20_000, 32_000
EPHEMERAL = range(32_768, 61_000)
PUBLIC: Mapping[str, int] = {"gateway": 8080, "registry": 8081, "console": 8090}
KAFKA: Mapping[str, int] = {"kafka": 9092, "kafka-controller": 9093}
HEALTH_FROM = 18_000
"""The first usual port of health and metrics: one for each process from there on, in the order of the processes."""

_given: set[int] = set()


class Allotted(NamedTuple):
    """Ports by name, and what has become of those that were taken, for people."""

    ports: dict[str, int]
    notes: tuple[str, ...]


def free_port() -> int:
    """Return a TCP port that is free on every address now and that this process has not been given before."""
    chooser = random.SystemRandom()
    for _ in range(1_000):
        port = chooser.randrange(LOWEST, HIGHEST)
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise ConfigurationError(f"no free port between {LOWEST} and {HIGHEST}")


def is_free(port: int) -> bool:
    """Return whether nobody listens on a TCP port, of any address. Connections that are closing do not count."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def health_of(process: str) -> str:
    """Return the name of a process's port of health and metrics."""
    return f"{process}.health"


def usual(processes: Sequence[str]) -> dict[str, int]:
    """Return the ports that a mesh of these processes has where they are free."""
    return {**PUBLIC, **KAFKA, **{health_of(name): HEALTH_FROM + place for place, name in enumerate(processes)}}


def read_ports(texts: Sequence[str]) -> dict[str, int]:
    """Return ports by name from texts like ``gateway=8080``. Raises ConfigurationError, every problem together."""
    numbers: dict[str, int] = {}
    problems = []
    for text in texts:
        name, _, port = (part.strip() for part in text.partition("="))
        if not (name and port.isascii() and port.isdigit() and 1 <= int(port) <= 65_535):
            problems.append(f"{text!r} is no port: write NAME=NUMBER, such as gateway=8080")
        else:
            numbers[name] = int(port)
    _complain(problems)
    return numbers


def allot(
    names: Sequence[str],
    *,
    requested: Mapping[str, int],
    previous: Mapping[str, int],
    usual: Mapping[str, int],
    is_free: Callable[[int], bool] = is_free,
) -> Allotted:
    """
    Return a port for each name: the requested one, else that which it had, else its usual one, else any free one.

    A taken port is passed over and noted, unless it was requested: that is a ConfigurationError, every one together.
    """
    _complain(_faults(names, requested, is_free))
    ports = dict(requested)
    for known in (previous, usual):
        for name in names:
            wanted = known.get(name)
            if name not in ports and wanted and wanted not in ports.values() and is_free(wanted):
                ports[name] = wanted
    spoken_for = {*previous.values(), *usual.values(), *ports.values()}
    notes = []
    for name in names:
        first = requested.get(name) or previous.get(name) or usual.get(name)
        if name not in ports:
            ports[name] = next(port for port in _free_ports() if port not in spoken_for)
        if first is not None and ports[name] != first:
            notes.append(f"port {first} is taken by something else: {name} is on {ports[name]}")
    return Allotted({name: ports[name] for name in names}, tuple(notes))


def _faults(names: Sequence[str], requested: Mapping[str, int], is_free: Callable[[int], bool]) -> Iterator[str]:
    for name, port in requested.items():
        others = [other for other in requested if other != name and requested[other] == port]
        if name not in names:
            yield f"{name} has no port here; known are {', '.join(names)}"
        elif port in EPHEMERAL:
            yield f"{name}={port}: clients of this machine use {EPHEMERAL.start} to {EPHEMERAL.stop - 1} themselves"
        elif others:
            yield f"{name}={port}: {others[0]} is asked to be there, too"
        elif not is_free(port):
            yield f"{name}={port}: something else listens there; end it, or name another port"


def _complain(problems: Iterator[str] | Sequence[str]) -> None:
    lines = list(problems)
    if lines:
        raise ConfigurationError("ports:\n  " + "\n  ".join(lines))


def _free_ports() -> Iterator[int]:
    while True:
        yield free_port()
