"""What is fixed about a batch before anything is written."""

from enum import IntEnum
from typing import NamedTuple

from edge.access.sending import Rights


class State(IntEnum):
    """How far a batch has come."""

    RESERVED = 0
    DONE = 1


class Reservation(NamedTuple):
    """
    A reserved batch.

    fingerprint: what a retry under the same Idempotency-Key must match. accepted_at_ms: the mesh's time, ms UTC.
    reserved_at_ms: real time, ms UTC; from there on its evidence is looked for. rights: by which it was handed over, so
    that a batch that goes on later is judged alike.
    """

    batch_id: str
    organisation: str
    idempotency_key: str | None
    fingerprint: bytes
    accepted_at_ms: int
    reserved_at_ms: int
    rights: Rights = Rights()
    state: State = State.RESERVED
