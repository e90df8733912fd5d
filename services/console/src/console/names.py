"""Registered names of enterprises by code, remembered for a while: names are public, whoever asked first."""

import time
from collections.abc import Callable, Iterable, Mapping

REMEMBERED_SECONDS = 300.0
MOST = 20_000


class Names:
    """Names by code, None for a code that is not registered; each is forgotten after `REMEMBERED_SECONDS`."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._names: dict[str, tuple[float, str | None]] = {}

    def unknown(self, codes: Iterable[str]) -> list[str]:
        """Return the codes of which nothing is remembered, in order."""
        now = self._monotonic()
        return sorted(code for code in set(codes) if self._names.get(code, (0.0, None))[0] <= now)

    def learn(self, codes: Iterable[str], names: Mapping[str, str]) -> None:
        """Remember the names of codes, and that those without a name have none."""
        if len(self._names) > MOST:
            self._names.clear()
        until = self._monotonic() + REMEMBERED_SECONDS
        self._names |= {code: (until, names.get(code)) for code in codes}

    def of(self, codes: Iterable[str]) -> dict[str, str]:
        """Return the names that are remembered."""
        known = {code: self._names.get(code, (0.0, None))[1] for code in codes}
        return {code: name for code, name in known.items() if name is not None}
