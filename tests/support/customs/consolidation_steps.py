"""customs.consolidation step by step: a test may let something come between any two steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from contracts import codec
from customs.consolidation import hearing, packing, taking, telling
from customs.consolidation.processor import CONSOLIDATION
from mesh.declared.keys import partition_of
from mesh.declared.processor import Context, Effects, Emit, Record, WakeAt, Woken
from mesh.declared.registers import Registers
from tests.support.customs.consolidation import Merchant, registers

KEY = b"4401960M01"
PARTITIONS = 4


@contextmanager
def small_steps() -> Iterator[None]:
    """Let every step work on one or two of what it works on, so that few lists need many steps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "LISTS_MOST", 2)
        patch.setattr(hearing, "MEMBERS", 2)
        patch.setattr(hearing, "DRAFTS_MOST", 1)
        patch.setattr(packing, "ROWS", 3)
        patch.setattr(telling, "ROWS", 3)
        for name in ("PARTS_MOST", "PAGES_MOST", "DRAFTS_MOST"):
            patch.setattr(telling, name, 1)
        yield


class Stepwise(Merchant):
    """A merchant whose timers are run one at a time by `turn`, or all that are due by `tick`."""

    def __init__(self, *more: Record) -> None:
        self.bench = self  # type: ignore[assignment]
        self.seen, self.came = [], []
        self._registers = Registers((*registers(), *more))
        self._records: dict[tuple[type[Record], str], Record] = {}
        self._timers: list[tuple[int, str]] = []
        self._causes = count()
        self._steps = {kind: step for route in CONSOLIDATION.routes for kind, step in route.steps.items()}

    def get(self, kind: type[Any], key: str) -> Any:
        """Return a record of state."""
        return self._records.get((kind, key))

    def parked(self) -> list[str]:
        """Nothing is parked here: whatever a step raises is raised."""
        return []

    def send(self, topic: str, record: Any, *, key: bytes, at_ms: int, cause_id: str | None = None) -> list[Emit]:
        """Work one event."""
        assert (topic, key) == (topic, KEY)
        context = self._context(at_ms, cause_id or f"event {next(self._causes)}")
        return self._apply(self._steps[type(record)](self, record, context))

    def turn(self, at_ms: int) -> bool:
        """Run the first timer that is due, if one is."""
        self._timers.sort()
        if not self._timers or self._timers[0][0] > at_ms:
            return False
        due_ms, key = self._timers.pop(0)
        on_wake = CONSOLIDATION.on_wake
        assert on_wake is not None
        self._noted(self._apply(on_wake(self, Woken(key, due_ms), self._context(due_ms, key))))
        return True

    def tick(self, at_ms: int) -> list[Emit]:
        """Run all timers that are due."""
        begin = len(self.seen)
        while self.turn(at_ms):
            pass
        return self.seen[begin:]

    def _context(self, at_ms: int, cause_id: str) -> Context:
        return Context(
            at_ms=at_ms,
            cause_id=cause_id,
            key=KEY,
            partition=partition_of(KEY, PARTITIONS),
            partitions=PARTITIONS,
            registers=self._registers,
        )

    def _apply(self, effects: Effects) -> list[Emit]:
        for key, record in effects.puts:
            self._records[type(record), key] = codec.decode(codec.encode(record))
        for kind, key in effects.deletes:
            self._records.pop((kind, key), None)
        timers = {(one.at_ms, one.key) for one in effects.outputs if isinstance(one, WakeAt)}
        self._timers += sorted(timers - set(self._timers))
        return [one for one in effects.outputs if isinstance(one, Emit)]

    def left(self, kind: type[Record]) -> int:
        """Return how many records of a kind are kept."""
        return sum(known is kind for known, _ in self._records)
