"""
How many keys have failed lately: many within a short time, and the fault is ours, so the worker stops.

A failed key is written into the state of its task, with the real time, so that a worker that is started again counts
on, and one that takes a partition over counts the failures there before. Virtual time would not do: it may run fast,
jump, or lie a backlog's length behind. Steps see none of this, and nothing of it is in the journal.
"""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

from contracts.mesh import FaultsCounted, KeyFailed
from mesh.declared.errors import MeshError
from mesh.declared.processor import Processor
from mesh.engine.state import TaskState

FAULTY_KEYS = 50  # distinct keys within the window
WINDOW_MS = 60_000
HOLD_SECONDS = 5.0  # half of what a transaction may last, for a starved machine to hand over what is there
HOLD_RECORDS = 2_000  # after so many more without enough faults it is not the rule, however many are still to come


class TooManyFaults(MeshError):
    """Many distinct keys failed within a short time: the worker stops, and nothing of the open transaction counts."""

    code = "too_many_faults"


class Counted(Protocol):
    """A task as far as its faults are concerned."""

    state: TaskState
    processor: Processor

    @property
    def last_fault(self) -> str:
        """Code and reason of the last failure, without data."""

    @property
    def failed_now(self) -> Sequence[bytes]:
        """Keys on which a step failed in the last chunk and that had not been parked before."""

    def is_parked(self, key: bytes) -> bool:
        """Whether records of this key wait."""


class Faults:
    """
    The keys that failed lately in the tasks of one worker. Only those count that are still parked.
    """

    def __init__(
        self,
        limit: int = FAULTY_KEYS,
        *,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._now_ms, self._monotonic = limit, now_ms, monotonic
        self._failed: dict[Counted, dict[bytes, int]] = {}
        self._open: set[bytes] = set()
        self._since: float | None = None
        self._records_since = 0

    def take_up(self, task: Counted) -> None:
        """Count on from the recent failures of a task, as its state has them: at its assignment and after an abort."""
        counted = task.state.get(FaultsCounted, "")
        self._failed[task] = {each.key: each.failed_at_ms for each in counted.failed} if counted else {}

    def let_go(self, task: Counted) -> None:
        """Forget a task that is no longer ours."""
        self._failed.pop(task, None)

    def note(self, task: Counted) -> None:
        """Count the failures of the last chunk of a task, and write them into its state. Raises TooManyFaults."""
        if not task.failed_now:
            return
        now_ms = self._now_ms()
        failed = self._recent(task, now_ms)
        for key in task.failed_now:
            failed.pop(key, None)
            failed[key] = now_ms
        self._failed[task] = failed
        self._open.update(task.failed_now)
        if self._since is None:
            self._since, self._records_since = self._monotonic(), 0
        failures = tuple(KeyFailed(key=key, failed_at_ms=at_ms) for key, at_ms in failed.items())
        task.state.note(FaultsCounted(failed=failures))
        distinct = {key for each in self._failed for key in self._recent(each, now_ms)}
        if len(distinct) >= self._limit:
            parked = len(distinct - self._open)
            raise TooManyFaults(
                f"{len(distinct)} distinct keys failed within {WINDOW_MS // 1000} s, the last in {task.processor.name} "
                f"of {task.last_fault}: the fault is ours, not theirs. "
                f"{parked} of them were parked before this and stay so (`yidian parked`); the others are not, and no "
                "offset moves past them. Go back to the version before, or mend the rule, then start again"
            )

    def commit(self) -> None:
        """The failures so far are committed."""
        self._open.clear()
        self._since = None

    def abort(self) -> None:
        """Forget the failures of the open transaction."""
        self.commit()
        for task in self._failed:
            self.take_up(task)

    def holds_back(self) -> bool:
        """
        Whether to wait with the commit, if more records are there: a key has just failed, others may follow.

        Not for long: after five seconds, or 2,000 records, the keys that have failed are taken to be all.
        """
        if self._since is None or self._records_since >= HOLD_RECORDS:
            return False
        return self._monotonic() < self._since + HOLD_SECONDS

    def worked(self, records: int) -> None:
        """So many records are about to be worked: those beside or before the first that fails say nothing."""
        self._records_since += records

    def _recent(self, task: Counted, now_ms: int) -> dict[bytes, int]:
        """Return the keys that failed within the window and are still parked; clocks may be set back."""
        return {
            key: at_ms
            for key, at_ms in self._failed.get(task, {}).items()
            if abs(now_ms - at_ms) < WINDOW_MS and task.is_parked(key)
        }
