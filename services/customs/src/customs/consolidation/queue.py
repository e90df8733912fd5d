"""
The consolidations of a merchant, one after another: so no two of them look at one list at a time.

A timer at the time of the cause works the next step, as long as there is one.
"""

from typing import Final

from msgspec.structs import replace

from contracts.customs_consolidation import Book, Turn
from customs import reference
from customs.consolidation.desk import Desk

STEP: Final = "STEP"


def draw(desk: Desk) -> str:
    """Return a consolidation number (sumNo): 18 characters, S, the day, nine digits."""
    return desk.draw(f"S{reference.date_of(desk.context.at_ms).replace('-', '')}")


def append(desk: Desk, turn: Turn) -> None:
    """Let a consolidation wait for its turn."""
    book = desk.book
    desk.put(turn, book.next_turn)
    desk.put(replace(book, next_turn=book.next_turn + 1))
    awaken(desk, desk.context.at_ms)


def awaken(desk: Desk, at_ms: int, step: int = 0) -> None:
    """
    See to it that the next step is worked, once.

    Its timer names consolidation and step: several steps have one instant, and ids of events come from their timers.
    """
    book = desk.book
    if not book.awake:
        desk.put(replace(book, awake=True))
        desk.wake(at_ms, f"{STEP}|{desk.merchant}|{book.turn}.{step}")


def asleep(desk: Desk) -> Book:
    """Note that the timer has come, and return the book."""
    book = replace(desk.book, awake=False)
    desk.put(book)
    return book
