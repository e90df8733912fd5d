"""
Numbers that customs gives, such as preNo and invtNo: a prefix and nine digits, which no other task draws.

A billion numbers per prefix; the prefix carries the day, or the district and year.
"""

from contracts.customs_clearance import Serial
from mesh.declared.processor import Context, Record, State

_NUMBERS = 1_000_000_000


def numbered(prefix: str, count: int, context: Context, begin: int = 0) -> str:
    """Return the number of a count of this task: nine digits of counter and partition, from `begin` on."""
    return f"{prefix}{(begin + count * context.partitions + context.partition) % _NUMBERS:09}"


class Serials:
    """The numbers that one step draws. begin: where the nine digits begin, to keep apart from others' counters."""

    __slots__ = ("_begin", "_context", "_next", "_state")

    def __init__(self, state: State, context: Context, begin: int = 0) -> None:
        self._state, self._context, self._begin = state, context, begin
        self._next: dict[str, int] = {}

    def draw(self, prefix: str) -> str:
        """Return the next number with this prefix."""
        serial = self._state.get(Serial, prefix)
        count = self._next.get(prefix, serial.next if serial else 1)
        self._next[prefix] = count + 1
        return numbered(prefix, count, self._context, self._begin)

    def puts(self) -> list[tuple[str, Record]]:
        """Return the counters to keep, in the order in which they were first drawn from."""
        return [(prefix, Serial(next=count)) for prefix, count in self._next.items()]
