"""
The ticks of a worker: each is held back until every other input of its partition has passed its time or is at its end.

So no deadline falls before a record that was written in time. A tick is done once every task that reads the clock has
run the timers that were due at it; then its offset is committed.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from mesh.wire import headers
from mesh.wire.records import Inbound
from mesh.wire.ticks import tick_ms


class DueTicks:
    """
    Ticks by partition. inputs: all topics of the worker but the clock's.

    at_end: whether a (topic, partition) has been read to its end.
    """

    def __init__(self, inputs: Sequence[str], at_end: Callable[[str, int], bool]) -> None:
        self._inputs = inputs
        self._at_end = at_end
        self._ticks: dict[int, list[Inbound]] = {}
        self._passed: dict[tuple[str, int], int] = {}  # ms UTC by topic and partition
        self._applied_ms: dict[int, int] = {}
        self._woken: dict[tuple[int, str], int] = {}  # offset of the last tick that a processor has done
        self._owing: set[int] = set()

    @property
    def partitions(self) -> Iterable[int]:
        """Partitions that have had ticks."""
        return self._ticks.keys()

    @property
    def owes_timers(self) -> bool:
        """Whether timers that are due were left for the next turn."""
        return bool(self._owing)

    @property
    def delay_ms(self) -> int:
        """By how much virtual time the ticks that are held back are ahead of those applied, at most."""
        waiting = {partition: ticks for partition, ticks in self._ticks.items() if ticks}
        applied = {p: self._applied_ms.get(p, tick_ms(ticks[0])) for p, ticks in waiting.items()}
        return max((tick_ms(ticks[-1]) - applied[p] for p, ticks in waiting.items()), default=0)

    def of(self, partition: int) -> list[Inbound]:
        """Return the ticks of a partition that are not done, to be appended to."""
        return self._ticks.setdefault(partition, [])

    def passed(self, topic: str, partition: int, last: Inbound) -> None:
        """Note how far an input has come in time. last: its last record that was processed."""
        at = topic, partition
        at_ms = headers.parse(last.headers, last.timestamp_ms).time_ms
        self._passed[at] = max(at_ms, self._passed.get(at, 0))

    def released(self, partition: int, is_waiting: Callable[[str], bool]) -> list[Inbound]:
        """
        Return the ticks that every other input of their partition has passed, or is at its end.

        is_waiting: whether a topic waits for a schema, so that it has not come to its end.
        """
        ticks = self._ticks.get(partition)
        if not ticks:
            return []
        behind = [topic for topic in self._inputs if is_waiting(topic) or not self._at_end(topic, partition)]
        released = len(ticks)
        if behind:
            reached = min(self._passed.get((topic, partition), 0) for topic in behind)
            released = sum(1 for _ in takewhile(lambda tick: tick_ms(tick) <= reached, ticks))
        return ticks[:released]

    def left_for(self, partition: int, processor: str, ticks: Sequence[Inbound]) -> list[Inbound]:
        """Return those of these ticks that a processor has not done."""
        last = self._woken.get((partition, processor), -1)
        return [tick for tick in ticks if tick.offset > last]

    def woken(self, partition: int, processor: str, tick: Inbound) -> None:
        """Note that a processor has run every timer that was due at this tick."""
        self._woken[partition, processor] = tick.offset

    def settle(self, partition: int, ticks: Sequence[Inbound], processors: Iterable[str]) -> int | None:
        """
        Drop the ticks that all processors have done; return the offset to commit, None if there is none.

        ticks: those released, at least one. processors: those that read the clock.
        """
        last = min([ticks[-1].offset, *(self._woken.get((partition, name), -1) for name in processors)])
        done = [tick for tick in ticks if tick.offset <= last]
        if len(done) < len(ticks):
            self._owing.add(partition)
        else:
            self._owing.discard(partition)
        if not done:
            return None
        self._applied_ms[partition] = tick_ms(done[-1])
        self._ticks[partition] = self._ticks[partition][len(done) :]
        return last + 1

    def forget(self, partitions: set[int]) -> None:
        """Forget all that is known of partitions: they are revoked, or begin again at their committed offsets."""
        self._ticks = {partition: ticks for partition, ticks in self._ticks.items() if partition not in partitions}
        self._passed = {at: ms for at, ms in self._passed.items() if at[1] not in partitions}
        self._woken = {at: offset for at, offset in self._woken.items() if at[0] not in partitions}
        self._owing -= partitions
