"""What is fixed about a batch before anything is written."""

from enum import IntEnum
from typing import NamedTuple


class State(IntEnum):
    """How far a batch has come."""

    RESERVED = 0
    DONE = 1


class Reservation(NamedTuple):
    """
    A reserved batch.

    fingerprint: what a retry under the same Idempotency-Key must match. accepted_at_ms: the mesh's time, ms UTC.
    reserved_at_ms: real time, ms UTC; from there on its evidence is looked for.
    """

    batch_id: str
    organisation: str
    idempotency_key: str | None
    fingerprint: bytes
    accepted_at_ms: int
    reserved_at_ms: int
    state: State = State.RESERVED
