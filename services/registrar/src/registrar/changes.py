"""
Changes of registers in the database: proposed, then approved or rejected by somebody else, then published.

    pending ── approve ──> approved ── published ──> published
       └────── reject ───> rejected

Each step is one conditional update, so two who decide at once are told apart and nothing goes back.
"""

from collections.abc import Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Engine, Row, func, insert, select, update

from edge.store.tables import REGISTER_CHANGES as CHANGES


class State(StrEnum):
    """How far a change has come."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"


class Change(NamedTuple):
    """
    A change. entries: the table (CSV) as it was proposed. by: persons, under: the organisations with whose keys.

    decided_real_ms: on the real clock; since then its records are looked for on the bus.
    """

    change_id: str
    register: str
    entries: str
    authority: str
    reason: str
    proposed_by: str
    proposed_under: str
    proposed_at_ms: int
    state: State = State.PENDING
    decided_by: str | None = None
    decided_under: str | None = None
    decided_at_ms: int | None = None
    decided_real_ms: int | None = None
    decided_because: str | None = None


class Decision(NamedTuple):
    """Who decided on a change, when and why. real_ms: on the real clock."""

    by: str
    under: str
    at_ms: int
    real_ms: int
    because: str | None = None


_COLUMNS = tuple(CHANGES.c[name] for name in Change._fields)


class Changes:
    """The changes, by id."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def propose(self, change: Change) -> Change:
        """
        Write a pending change under an id that says what it is, and return it.

        The same proposal again, while nobody has decided on it, is that proposal; after a decision it is a new one.
        """
        seed = "\x1f".join((change.register, change.entries, change.proposed_under, change.proposed_by))
        digest = sha256(seed.encode()).hexdigest()[:26]
        with self._engine.begin() as connection:
            same = CHANGES.c.change_id.startswith(digest)
            pending = connection.execute(select(*_COLUMNS).where(same, CHANGES.c.state == State.PENDING)).first()
            if pending is not None:
                return _change(pending)
            before = connection.execute(select(func.count()).select_from(CHANGES).where(same)).scalar_one()
            change = change._replace(change_id=f"{digest}{before:06x}", state=State.PENDING)
            connection.execute(insert(CHANGES).values(change._asdict()))
        return change

    def find(self, change_id: str) -> Change | None:
        """Return a change, or None."""
        with self._engine.connect() as connection:
            row = connection.execute(select(*_COLUMNS).where(CHANGES.c.change_id == change_id)).one_or_none()
        return None if row is None else _change(row)

    def listed(self, *, registers: Sequence[str], states: Sequence[State], limit: int) -> list[Change]:
        """Return changes of these registers in these states, the newest first."""
        query = (
            select(*_COLUMNS)
            .where(CHANGES.c.register.in_(registers), CHANGES.c.state.in_(states))
            .order_by(CHANGES.c.proposed_at_ms.desc(), CHANGES.c.change_id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            return [_change(row) for row in connection.execute(query)]

    def decide(self, change_id: str, state: State, decision: Decision) -> bool:
        """Let a pending change be approved or rejected; return whether it was still pending."""
        values = {
            "state": state,
            "decided_by": decision.by,
            "decided_under": decision.under,
            "decided_at_ms": decision.at_ms,
            "decided_real_ms": decision.real_ms,
            "decided_because": decision.because,
        }
        return self._step(change_id, State.PENDING, values)

    def publish(self, change_id: str) -> bool:
        """Note that an approved change is on the bus, its entries and its event."""
        return self._step(change_id, State.APPROVED, {"state": State.PUBLISHED})

    def unpublished(self) -> list[Change]:
        """Return what was approved and is not known to be published, in the order of the decisions."""
        query = select(*_COLUMNS).where(CHANGES.c.state == State.APPROVED).order_by(CHANGES.c.decided_real_ms)
        with self._engine.connect() as connection:
            return [_change(row) for row in connection.execute(query)]

    def _step(self, change_id: str, before: State, values: dict[str, Any]) -> bool:
        step = update(CHANGES).where(CHANGES.c.change_id == change_id, CHANGES.c.state == before).values(values)
        with self._engine.begin() as connection:
            return bool(connection.execute(step).rowcount)


def _change(row: "Row[Any]") -> Change:
    change = Change._make(row)
    return change._replace(state=State(change.state))
