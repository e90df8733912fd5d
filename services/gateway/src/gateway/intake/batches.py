"""
The reserved batches in the database.

Losing a row to a power cut loses no document: what was acknowledged lies in Kafka, and a retry gets the same ids.
"""

from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from edge.access.sending import Rights
from edge.store.tables import BATCHES
from gateway.intake.reservation import Reservation, State

_COLUMNS = tuple(BATCHES.c[name] for name in Reservation._fields)


class Taken(Exception):
    """Another request has reserved this Idempotency-Key in the meantime."""


class Batches:
    """Reservations, by id and by organisation and Idempotency-Key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, organisation: str, idempotency_key: str) -> Reservation | None:
        """Return the batch reserved under a key, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(*_COLUMNS).where(
                    BATCHES.c.organisation == organisation, BATCHES.c.idempotency_key == idempotency_key
                )
            ).one_or_none()
        return None if row is None else _reservation(row)

    def state(self, batch_id: str) -> State | None:
        """Return how far a batch has come, or None if it has been dropped."""
        with self._engine.connect() as connection:
            state = connection.execute(select(BATCHES.c.state).where(BATCHES.c.batch_id == batch_id)).scalar()
        return None if state is None else State(state)

    def reserve(self, reservation: Reservation) -> None:
        """Write a reservation. Raises Taken if its key has one already."""
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(BATCHES).values(reservation._asdict()))
        except IntegrityError as error:
            raise Taken from error

    def finish(self, batch_id: str) -> None:
        """Note that every document of a batch is acknowledged."""
        with self._engine.begin() as connection:
            connection.execute(update(BATCHES).where(BATCHES.c.batch_id == batch_id).values(state=State.DONE))

    def drop(self, batch_id: str) -> None:
        """Forget a batch of which nothing was published; its key is free again."""
        with self._engine.begin() as connection:
            connection.execute(delete(BATCHES).where(BATCHES.c.batch_id == batch_id))

    def unfinished(self) -> list[Reservation]:
        """Return the batches that were reserved and not finished, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(*_COLUMNS).where(BATCHES.c.state == State.RESERVED).order_by(BATCHES.c.reserved_at_ms)
            ).all()
        return [_reservation(row) for row in rows]

    def forget(self, before_ms: int) -> int:
        """Delete finished batches reserved before an instant (real ms UTC); return how many."""
        with self._engine.begin() as connection:
            done = delete(BATCHES).where(BATCHES.c.state == State.DONE, BATCHES.c.reserved_at_ms < before_ms)
            return int(connection.execute(done).rowcount)


def _reservation(row: "Row[Any]") -> Reservation:
    reservation = Reservation._make(row)
    codes, roles, committed = reservation.rights
    rights = Rights(tuple(codes), tuple(roles), committed)
    return reservation._replace(
        fingerprint=bytes(reservation.fingerprint), rights=rights, state=State(reservation.state)
    )
