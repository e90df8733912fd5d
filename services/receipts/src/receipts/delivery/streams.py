"""How many streams may be open at once: in all, and for one organisation."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class TooManyStreams(Exception):
    """The organisation, or everyone together, has as many streams open as there may be."""


class Streams:
    """Counts open streams. One process, one event loop: no lock."""

    def __init__(self, *, each: int = 4, all_together: int = 200) -> None:
        self._each, self._all = each, all_together
        self._open: Counter[str] = Counter()
        self.ended = False

    @contextmanager
    def opened(self, organisation: str) -> Iterator[None]:
        """Hold a place while the stream is open. Raises TooManyStreams."""
        if self._open[organisation] >= self._each or self._open.total() >= self._all:
            raise TooManyStreams
        self._open[organisation] += 1
        try:
            yield
        finally:
            self._open[organisation] -= 1
            if not self._open[organisation]:
                del self._open[organisation]

    def end(self) -> None:
        """Let every open stream end soon, because the process does; their clients come again and resume."""
        self.ended = True

    def count(self, organisation: str) -> int:
        """Return how many streams an organisation has open."""
        return self._open[organisation]
