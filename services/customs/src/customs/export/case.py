"""One export on the desk: its case as the step sees it, and what the step causes. No rules."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from contracts.ceb_text import NO_CODE
from contracts.customs_export import Case, Folder, Stage
from customs.serials import Serials
from mesh.declared.processor import Context, Effects, Emit, Output, Record, State, WakeAt
from mesh.declared.registers import Registers

EMPTY: Final = Case(
    revision=0,
    stage=Stage.WAITING,
    return_status="",
    deadline_at_ms=0,
    deciders=(),
    standings=(),
    holds=(),
    is_reviewed=False,
    moved_at_ms=0,
    left_unreleased=False,
    reopening=False,
)
STANDING: Final = (Stage.DECIDING, Stage.REVIEWED, Stage.HELD, Stage.CLEARED, Stage.CLOSED)
"""Stages of a list that matches: `standing.due` says how far it is."""
SEPARATOR: Final = "\n"
"""Between order number and place in the key of a case; neither contains it."""
SERIALS_FROM = 500_000_000
"""Numbers of export begin here: import draws preNo of the same letter and day from counters of its own."""


def place_of(platform_code: str, merchant_code: str) -> str:
    """Return where an order number lies: its platform; of a foreign one, which has no code, 无 and the merchant."""
    return f"{NO_CODE}|{merchant_code}" if platform_code == NO_CODE else platform_code


class CaseDesk:
    """The case of one place under an order number. Invariant: what is read comes back as last put."""

    __slots__ = (
        "_before",
        "_outputs",
        "_serials",
        "_state",
        "case",
        "context",
        "key",
        "order_key",
        "place",
        "registers",
    )

    def __init__(self, state: State, context: Context, order_key: str, place: str) -> None:
        self.context = context
        self.registers: Registers = context.registers
        self.order_key, self.place = order_key, place
        self.key = f"{order_key}{SEPARATOR}{place}"
        self._state = state
        self._before = state.get(Case, self.key)
        self.case: Case = self._before or EMPTY
        self._serials = Serials(state, context, SERIALS_FROM)
        self._outputs: list[Output] = []

    def put(self, **changes: object) -> Case:
        """Change the case, and return it."""
        self.case = replace(self.case, **changes)
        return self.case

    def draw(self, prefix: str) -> str:
        """Return the next number with this prefix, which no other task draws."""
        return self._serials.draw(prefix)

    def emit(self, topic: str, record: Record, key: bytes | None = None) -> None:
        """Publish an event, by default under the order number."""
        self._outputs.append(Emit(topic, self.order_key.encode() if key is None else key, record))

    def wake(self, at_ms: int) -> None:
        """Ask to look at this case again."""
        self._outputs.append(WakeAt(at_ms, self.key))

    def effects(self) -> Effects:
        """Return all that the step changed and causes."""
        puts: list[tuple[str, Record]] = []
        deletes: tuple[tuple[type[Record], str], ...] = ()
        if self.case is EMPTY or self.case == EMPTY:
            if self._before is not None:
                deletes = ((Case, self.key), *self._forget_place(puts))
        elif self.case != self._before:
            puts.append((self.key, self.case))
            if self._before is None:
                folder = self._state.get(Folder, self.order_key)
                places = folder.places if folder is not None else ()
                puts.append((self.order_key, Folder(places=(*places, self.place))))
        puts += self._serials.puts()
        return Effects(tuple(puts), deletes, tuple(self._outputs))

    def _forget_place(self, puts: list[tuple[str, Record]]) -> tuple[tuple[type[Record], str], ...]:
        """Take the place out of the folder of its order number, or return the folder as one to delete."""
        folder = self._state.get(Folder, self.order_key)
        left = tuple(place for place in (folder.places if folder is not None else ()) if place != self.place)
        if not left:
            return ((Folder, self.order_key),)
        puts.append((self.order_key, Folder(places=left)))
        return ()


def desk_of(state: State, context: Context, declaration_id: str) -> CaseDesk | None:
    """Return the desk with the case that has this declaration, or None."""
    return next((desk for desk in desks(state, context) if desk.case.declaration_id == declaration_id), None)


def desks(state: State, context: Context) -> Iterator[CaseDesk]:
    """Yield the cases of an order number."""
    order_key = context.key.decode()
    folder = state.get(Folder, order_key)
    for place in folder.places if folder is not None else ():
        yield CaseDesk(state, context, order_key, place)
