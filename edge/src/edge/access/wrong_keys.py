"""
Wrong keys, counted by address: after some in a row more of them are put off.

A right key is never put off, whoever tries wrong ones behind the same address, or the same proxy: a key cannot be
guessed (`edge.access.directory`), so what is bounded here is the noise, and that somebody is told.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from edge.door.addresses import place_of

MOST = 10
"""Wrong keys of one address that are answered as such; one more is every `FORGOTTEN_SECONDS`."""
FORGOTTEN_SECONDS = 6.0
PLACES = 10_000
"""Addresses that are remembered; beyond it the one whose last wrong key is longest ago is forgotten."""


@dataclass
class _Tried:
    """How many wrong keys count at a time, and whether somebody was told."""

    level: float
    at: float
    told: bool = False


class WrongKeys:
    """One process's memory of who tried wrong keys. One event loop: no lock."""

    def __init__(self, *, places: int = PLACES, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._most_places, self._monotonic = places, monotonic
        self._tried: OrderedDict[str, _Tried] = OrderedDict()

    def tried(self, address: str) -> int | None:
        """Note a wrong key. Return after how many seconds to try again if there were too many, None if not."""
        place, now = place_of(address), self._monotonic()
        before = self._tried.pop(place, None) or _Tried(0.0, now)
        level = max(0.0, before.level - (now - before.at) / FORGOTTEN_SECONDS)
        too_many = level + 1 > MOST
        told = before.told and level > MOST / 2
        if too_many and not told:
            structlog.get_logger().warning("wrong_keys_put_off", address=place, most=MOST)
        self._tried[place] = _Tried(level if too_many else level + 1, now, told or too_many)
        if len(self._tried) > self._most_places:
            self._tried.popitem(last=False)
        return max(1, math.ceil((level + 1 - MOST) * FORGOTTEN_SECONDS)) if too_many else None

    def __len__(self) -> int:
        return len(self._tried)
