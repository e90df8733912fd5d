"""
The timers of a task, by which steps are woken, in the order in which they are due.

Those of one chunk that are due at the same time are one record of state: a midnight at which a day's releases close is
asked for once a chunk, not once a release. Each timer in it runs, parks and is redriven as if it stood alone.
"""

from collections.abc import Iterator, Sequence

from contracts.mesh import Wake, Wakes
from mesh.engine.state import TaskState
from mesh.wire.batching import BYTES_MOST

TOGETHER = 250
"""Timers of one record at most: a pass runs a record whole, and is to stay near the bound that it was given."""
SCANNED = 8
"""Records that a pass reads first: of full ones these are all that it takes."""


class Timers:
    """Use `ask` while a chunk is worked and `keep` at its end; `take` and `are_due` when the clock has moved."""

    def __init__(self, state: TaskState) -> None:
        self._state = state
        self._timers: dict[int, dict[str, tuple[Wake, int]]] = {}
        self._since = ""  # no record stands before this key

    def reload(self) -> None:
        """Forget timers that are not committed, and where the first record was."""
        self._timers.clear()
        self._since = ""

    def ask(self, wake: Wake, size: int) -> None:
        """Ask for a timer; the same one again within a chunk is one. size: its bytes, which are known to fit."""
        self._timers.setdefault(wake.at_ms, {})[wake.key] = wake, size

    def keep(self, sequence: int) -> None:
        """Write the timers of a chunk into the state. sequence: the journal's; no two chunks share a key by it."""
        for at_ms, wakes in self._timers.items():
            for part in _parts([wakes[key] for key in sorted(wakes)]):
                at = f"{at_ms:015d}/{sequence:012d}/{part[0].key}"
                self._since = min(self._since, at)
                self._state.put(at, Wakes(wakes=part))
        self._timers.clear()

    def take(self, until_ms: int, most: int) -> list[Wake]:
        """
        Take the timers out of the state that are due, at most so many, in order of due time, chunk and key.

        A record is taken whole, the first one also if it alone holds more.
        """
        taken: list[Wake] = []
        keys: list[str] = []
        for at, record in self._due(until_ms):
            if taken and len(taken) + len(record.wakes) > most:
                break
            taken += record.wakes
            keys.append(at)
            if len(taken) >= most:
                break
        for at in keys:
            self._state.delete(Wakes, at)
            self._since = at
        return taken

    def are_due(self, until_ms: int) -> bool:
        """Whether a timer is due."""
        return any(self._state.scan(Wakes, since=self._since, up_to=_until(until_ms), most=1))

    def _due(self, until_ms: int) -> Iterator[tuple[str, Wakes]]:
        """Yield the records that are due, read some at a time: how many a pass needs is known once they are read."""
        since, most = self._since, SCANNED
        while some := list(self._state.scan(Wakes, since=since, up_to=_until(until_ms), most=most)):
            yield from some
            since, most = f"{some[-1][0]}\0", 2 * most


def _until(until_ms: int) -> str:
    """Return a key behind those of all timers that are due by then."""
    return f"{until_ms:015d}/\U0010ffff"


def _parts(timers: Sequence[tuple[Wake, int]]) -> Iterator[tuple[Wake, ...]]:
    """Yield timers in parts that fit into a record each."""
    part: list[Wake] = []
    size = 0
    for wake, its_size in timers:
        if part and (len(part) == TOGETHER or size + its_size > BYTES_MOST):
            yield tuple(part)
            part, size = [], 0
        part.append(wake)
        size += its_size
    yield tuple(part)
