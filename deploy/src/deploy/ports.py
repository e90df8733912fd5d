"""
Free ports outside the ephemeral range.

A client that keeps trying a port inside that range can connect to itself and then look like a listening server.
"""

import random
import socket

LOWEST, HIGHEST = 20_000, 32_000

_given: set[int] = set()


def free_port() -> int:
    """Return a TCP port that is free on every address now and that this process has not been given before."""
    chooser = random.SystemRandom()
    for _ in range(1_000):
        port = chooser.randrange(LOWEST, HIGHEST)
        if port in _given:
            continue
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind(("", port))
            except OSError:
                continue
        _given.add(port)
        return port
    raise OSError(f"no free port between {LOWEST} and {HIGHEST}")
