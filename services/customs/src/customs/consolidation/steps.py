"""
What timers bring: the next step of the consolidation that is worked, the end of a month's term, and what the next
orders hear.

A step looks at no more than about a thousand lists, and asks for the next one at its own time, so that other merchants
come between.
"""

from typing import Final, assert_never

from msgspec.structs import replace

from contracts.customs_consolidation import Turn, TurnPhase
from customs.consolidation import deadlines, hearing, queue, taking, telling
from customs.consolidation.desk import Desk
from mesh.declared.dates import SECOND_MS
from mesh.declared.processor import NOTHING, Context, Effects, State, Woken

ENTERED_AFTER_MS: Final = SECOND_MS
"""How long a declaration that was told waits for its numbers."""


def woken(state: State, event: Woken, context: Context) -> Effects:
    """Work a timer."""
    kind, _, rest = event.key.partition("|")
    if kind == deadlines.DUE:
        name, _, merchant = rest.partition("|")
        return deadlines.due(state, merchant, name, event.at_ms, context)
    merchant, _, place = rest.partition("|")
    number = int(place.partition(".")[2] or 0)
    if kind == queue.STEP:
        return _step(Desk(state, context, merchant), number)
    if kind == hearing.HEAR:
        desk = Desk(state, context, merchant)
        hearing.step(desk, number)
        return desk.effects()
    return NOTHING


def _step(desk: Desk, number: int) -> Effects:
    """Work a step. number: of the steps since the consolidation began, or last waited."""
    book = queue.asleep(desk)
    turn = desk.get(Turn, book.turn)
    if turn is None:
        return desk.effects()
    then = _worked(desk, book.turn, turn)
    at_ms = desk.context.at_ms
    if then is None:
        desk.delete(Turn, book.turn)
        desk.put(replace(desk.book, turn=book.turn + 1))
    else:
        desk.put(then, book.turn)
        if then.phase is TurnPhase.ENTER and turn.phase is not TurnPhase.ENTER:
            at_ms += ENTERED_AFTER_MS
    if desk.book.turn < desk.book.next_turn:
        queue.awaken(desk, at_ms, number + 1)
    return desk.effects()


def _worked(desk: Desk, number: int, turn: Turn) -> Turn | None:
    """Return a consolidation after its next step, None when it is over."""
    match turn.phase:
        case TurnPhase.CHECK:
            return taking.check(desk, turn)
        case TurnPhase.TAKE:
            return taking.take(desk, number, turn)
        case TurnPhase.CONCLUDE:
            return telling.conclude(desk, turn)
        case TurnPhase.TELL:
            return telling.tell(desk, number, turn)
        case TurnPhase.ENTER:
            return telling.enter(desk, number, turn)
        case TurnPhase.UNKNOWN:
            return None
        case _:
            assert_never(turn.phase)
