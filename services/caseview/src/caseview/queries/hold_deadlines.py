"""
Standard times: how long a hold may wait for an officer before it is overdue. Pure.

From the register gateway.parameters (`ParameterSet`): ``worklist.hours.<agency>.<reason code>`` and
``worklist.hours.<agency>.fresh`` before ``worklist.hours.<agency>`` before ``worklist.hours``; where reason and
freshness both have a time, the shorter one counts. Goods are fresh by the chapters of ``worklist.fresh_chapters``.
The version in force on the day in China on which the hold was opened counts, on the mesh's clock.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from contracts.common import ParameterSet
from mesh.declared.dates import china_midnight_ms, day_after
from mesh.declared.registers import Registers

HOURS = "worklist.hours"
FRESH_CHAPTERS = "worklist.fresh_chapters"
FRESH = "fresh"
HOUR_MS = 3_600_000
MOST_HOURS = 100_000
FOREVER_MS = 1 << 62
LEFT_MS = 24 * HOUR_MS
"""What counts where the register says nothing at all."""


class Standard(NamedTuple):
    """
    A standard time for holds opened from `from_ms` until before `until_ms`.

    agency, code: whose holds and for which reason; None is any. chapters: only goods of these; None is any.
    """

    agency: str | None
    code: str | None
    chapters: tuple[str, ...] | None
    from_ms: int
    until_ms: int
    allowed_ms: int

    @property
    def distance(self) -> int:
        """How far from the hold itself it is: the nearest counts."""
        if self.code is not None or self.chapters is not None:
            return 0
        return 1 if self.agency is not None else 2

    def applies(self, *, agency: str, code: str, chapters: frozenset[str], opened_at_ms: int) -> bool:
        """Tell whether it is about a hold."""
        return (
            self.agency in (None, agency)
            and self.code in (None, code)
            and (self.chapters is None or not chapters.isdisjoint(self.chapters))
            and self.from_ms <= opened_at_ms < self.until_ms
        )


def standards(parameters: Iterable[ParameterSet]) -> tuple[Standard, ...]:
    """Return the standard times of the register, the one that counts first."""
    entries = [
        entry for entry in parameters if entry.code.startswith((f"{HOURS}.", FRESH_CHAPTERS)) or entry.code == HOURS
    ]
    registers = Registers(entries)
    hours = [
        standard
        for code in {entry.code for entry in entries} - {FRESH_CHAPTERS}
        for standard in _of_parameter(code, registers, entries)
    ]
    return tuple(sorted(hours, key=lambda one: (one.distance, one.allowed_ms, str(one))))


def allowed_ms(
    known: Iterable[Standard], *, agency: str, code: str, chapters: frozenset[str], opened_at_ms: int
) -> int:
    """Return how long a hold may wait, in ms."""
    for one in known:
        if one.applies(agency=agency, code=code, chapters=chapters, opened_at_ms=opened_at_ms):
            return one.allowed_ms
    return LEFT_MS


def _of_parameter(code: str, registers: Registers, entries: list[ParameterSet]) -> Iterator[Standard]:
    agency, _, rest = code.removeprefix(HOURS).removeprefix(".").partition(".")
    for from_ms, until_ms, hours in _periods(code, registers, entries):
        allowed = _allowed_ms(hours)
        if allowed is None:
            continue
        if rest != FRESH:
            yield Standard(agency or None, rest or None, None, from_ms, until_ms, allowed)
            continue
        for fresh_from, fresh_until, chapters in _periods(FRESH_CHAPTERS, registers, entries):
            both_from, both_until = max(from_ms, fresh_from), min(until_ms, fresh_until)
            if both_from < both_until:
                yield Standard(agency or None, None, tuple(chapters.split()), both_from, both_until, allowed)


def _allowed_ms(hours: str) -> int | None:
    """Return a standard time in ms; None for what is none, which then says nothing: the next nearest counts."""
    try:
        return int(Decimal(hours) * HOUR_MS) if 0 <= Decimal(hours) <= MOST_HOURS else None
    except InvalidOperation:
        return None


def _periods(code: str, registers: Registers, entries: list[ParameterSet]) -> Iterator[tuple[int, int, str]]:
    """Yield from, until (ms UTC) and value of a parameter, without overlaps, in order."""
    versions = [entry for entry in entries if entry.code == code]
    days = sorted(
        {day for entry in versions for day in (entry.valid_from, entry.valid_to and day_after(entry.valid_to)) if day}
    )
    ends = [china_midnight_ms(day) for day in days[1:]]
    for day, until_ms in zip(days, [*ends, FOREVER_MS], strict=False):
        entry = registers.find(ParameterSet, code, day)
        if entry is not None:
            yield china_midnight_ms(day), until_ms, entry.value
