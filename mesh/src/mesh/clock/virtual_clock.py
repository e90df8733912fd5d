"""
The mesh's time: real, or virtual with a start and a speed, for demos and tests.

Only the edge reads it (the gateway stamps `accepted_at`, `mesh.clock` writes ticks); no rule does.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class ClockChoice(Protocol):
    """The settings of a process that choose its time."""

    @property
    def clock_start(self) -> datetime | None:
        """The virtual instant at the epoch; None for real time."""

    @property
    def clock_speed(self) -> float:
        """Virtual seconds per real second."""

    @property
    def clock_epoch_ms(self) -> int | None:
        """The real instant (ms UTC) of `clock_start`."""


def real_ms() -> int:
    """Return real time, ms UTC."""
    return time.time_ns() // 1_000_000


class VirtualClock:
    """Virtual time: `start_ms` at the real instant `epoch_ms`; `speed` virtual seconds pass per real second."""

    def __init__(
        self, start_ms: int = 0, speed: float = 1.0, epoch_ms: int = 0, *, source: Callable[[], int] = real_ms
    ) -> None:
        self.speed = speed
        self._start_ms, self._epoch_ms, self._source = start_ms, epoch_ms, source

    @classmethod
    def from_settings(cls, settings: ClockChoice, *, source: Callable[[], int] = real_ms) -> "VirtualClock":
        """Build the clock of a process; real time (times `clock_speed` is meaningless then) without a start."""
        if settings.clock_start is None or settings.clock_epoch_ms is None:
            return cls(source=source)
        start_ms = round(settings.clock_start.timestamp() * 1000)
        return cls(start_ms, settings.clock_speed, settings.clock_epoch_ms, source=source)

    def now_ms(self) -> int:
        """Return the mesh's time, ms UTC."""
        return self._start_ms + int((self._source() - self._epoch_ms) * self.speed)
