"""How much of a connection, and for how long, a client may have. Seconds are real, bytes as they come over the wire."""

from dataclasses import dataclass

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """
    What one connection and all together may take.

    connections, each: open ones in all, and of one address. line_bytes: of the target. head_bytes, fields: of line and
    headers together; also of whatever comes between two parts of a body. body_bytes: beyond what any route takes.
    drained_bytes: of a body that goes on although it is answered. queued: requests that wait for the one before.
    head_seconds: from the first byte, or the connection, to the end of the head. pause_seconds: between two parts of a
    body. body_seconds: for all of it. bytes_a_second: on average once a pause has passed, also of what a client takes.
    taken_seconds: in which a client that is answered has to take as much as that. tick_seconds: how often all this is
    looked at.
    """

    connections: int = 1_000
    each: int = 250
    line_bytes: int = 8 * KIB
    head_bytes: int = 32 * KIB
    fields: int = 100
    body_bytes: int = 16 * MIB
    drained_bytes: int = 8 * MIB
    queued: int = 16
    head_seconds: float = 10.0
    pause_seconds: float = 10.0
    body_seconds: float = 120.0
    bytes_a_second: int = 4 * KIB
    taken_seconds: float = 30.0
    tick_seconds: float = 1.0
