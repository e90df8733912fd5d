"""
The desk on which one step works: records of one merchant, and what the step causes.

Everything of a merchant is a small numbered record of its own, so a step reads and writes as much as it works on and
no more. Keys begin with the merchant's code.
"""

from typing import TypeVar

from contracts.customs_clearance import Serial
from contracts.customs_consolidation import Book
from customs.serials import numbered
from mesh.declared.keys import order_key
from mesh.declared.processor import Context, Effects, Emit, Output, Record, State, WakeAt
from mesh.declared.registers import Registers

R = TypeVar("R", bound=Record)

EMPTY = Book(
    entries=0,
    first_month="",
    last_month="",
    next_turn=1,
    turn=1,
    awake=False,
    next_hearing=1,
    hearing=1,
    hears=False,
)


class Desk:
    """State of one merchant as the step sees it. Invariant: everything read comes back as last put."""

    __slots__ = ("_changed", "_outputs", "_state", "context", "merchant", "registers")

    def __init__(self, state: State, context: Context, merchant: str) -> None:
        self.context = context
        self.registers: Registers = context.registers
        self.merchant = merchant
        self._state = state
        self._changed: dict[tuple[type[Record], str], Record | None] = {}
        self._outputs: list[Output] = []

    def get(self, kind: type[R], *names: str | int) -> R | None:
        """Return a record of the merchant by the names that follow the merchant's code, or None."""
        at = kind, self._key(names)
        if at in self._changed:
            return self._changed[at]  # type: ignore[return-value]
        return self._state.get(kind, at[1])

    def need(self, kind: type[R], *names: str | int) -> R:
        """Return a record that must be there. Raises LookupError for one that is not: state has been lost."""
        record = self.get(kind, *names)
        if record is None:
            raise LookupError(f"{kind.__name__} {self._key(names)} is not there")
        return record

    def put(self, record: Record, *names: str | int) -> None:
        """Lay a record back."""
        self._changed[type(record), self._key(names)] = record

    def delete(self, kind: type[Record], *names: str | int) -> None:
        """Take a record away."""
        self._changed[kind, self._key(names)] = None

    @property
    def book(self) -> Book:
        """What is counted of the merchant."""
        return self.get(Book) or EMPTY

    def draw(self, prefix: str) -> str:
        """Return the next number with this prefix, which no other task draws."""
        at = Serial, prefix
        serial = self._changed.get(at) or self._state.get(Serial, prefix)
        count = serial.next if isinstance(serial, Serial) else 1
        self._changed[at] = Serial(next=count + 1)
        return numbered(prefix, count, self.context)

    def emit(self, topic: str, record: Record, key: str | None = None) -> None:
        """Publish an event, by default under the merchant."""
        self._outputs.append(Emit(topic, (self.merchant if key is None else key).encode(), record))

    def wake(self, at_ms: int, key: str) -> None:
        """Ask for a timer."""
        self._outputs.append(WakeAt(at_ms, key))

    def effects(self) -> Effects:
        """Return all that the step changed and causes."""
        return Effects(
            puts=tuple((key, record) for (_, key), record in self._changed.items() if record is not None),
            deletes=tuple((kind, key) for (kind, key), record in self._changed.items() if record is None),
            outputs=tuple(self._outputs),
        )

    def _key(self, names: tuple[str | int, ...]) -> str:
        return "|".join((self.merchant, *map(str, names)))


def named(list_no: str) -> str:
    """Return a list number as keys have it."""
    return order_key(list_no)
