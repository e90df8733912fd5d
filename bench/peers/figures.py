"""
Figures of a step, and what many steps come to: medians, and ratios against the mesh and against the plain loop.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

GROWTH_SHARE = 0.03  # of what was written within the window may be what the backlog grew by, or one second's worth
BACKLOG_SECONDS = 2.0  # of the rate may be under way at the window's end
LATE_SECONDS = 1.0  # of lag of the writer itself; above, the step says nothing about the contender


class Step(NamedTuple):
    """
    One rate held once. Times of CPU in µs per declaration cleared within the window; latencies in ms.

    cpu_us: of the four applications; by_application: the same for each. resident_mb: sum over the four at the end.
    """

    rate: int
    held: bool
    why_not: str
    cleared_per_second: float
    cpu_us: float
    by_application: Mapping[str, float]
    broker_us: float
    p50_ms: float | None
    p99_ms: float | None
    resident_mb: float


class Summary(NamedTuple):
    """A contender at a rate over all turns: medians, and CPU per declaration as a multiple of others at that rate."""

    rate: int
    turns: int
    held: int
    cleared_per_second: float
    cpu_us: float
    least_cpu_us: float
    most_cpu_us: float
    by_application: Mapping[str, float]
    broker_us: float
    p50_ms: float | None
    p99_ms: float | None
    resident_mb: float
    cpu_to_mesh: float | None
    cpu_to_plain: float | None


def verdict(*, rate: int, sent: int, cleared: int, backlog: int, late_seconds: float) -> str:
    """Return why a rate was not held over a window, or nothing if it was."""
    if late_seconds > LATE_SECONDS:
        return f"the writer was {late_seconds:.1f} s late"
    if backlog > rate * BACKLOG_SECONDS:
        return f"{backlog} orders behind at the end"
    if sent - cleared > max(sent * GROWTH_SHARE, rate):
        return f"cleared {cleared} of {sent}"
    return ""


def quantile(values: Iterable[int], share: float) -> float | None:
    """Return the smallest value that `share` of all values do not exceed, None of no values."""
    ordered = sorted(values)
    if not ordered:
        return None
    return float(ordered[max(0, -(-len(ordered) * share // 1).__int__() - 1)])


def summarise(steps: Mapping[str, Sequence[Step]]) -> dict[str, list[Summary]]:
    """Return for every contender its rates in order. Steps that were not held count only where none was."""
    rates = {name: sorted({step.rate for step in own}) for name, own in steps.items()}
    counted = {(name, rate): _counted(steps[name], rate) for name, own in rates.items() for rate in own}
    cpu = {at: median(step.cpu_us for step in own) for at, own in counted.items()}

    def ratio(name: str, rate: int, to: str) -> float | None:
        if any(not step.held for at in ((name, rate), (to, rate)) for step in counted.get(at, [])):
            return None
        other = cpu.get((to, rate))
        return cpu[name, rate] / other if other else None

    return {
        name: [
            Summary(
                rate=rate,
                turns=sum(step.rate == rate for step in steps[name]),
                held=sum(step.rate == rate and step.held for step in steps[name]),
                cleared_per_second=median(step.cleared_per_second for step in counted[name, rate]),
                cpu_us=cpu[name, rate],
                least_cpu_us=min(step.cpu_us for step in counted[name, rate]),
                most_cpu_us=max(step.cpu_us for step in counted[name, rate]),
                by_application={
                    application: median(step.by_application[application] for step in counted[name, rate])
                    for application in counted[name, rate][0].by_application
                },
                broker_us=median(step.broker_us for step in counted[name, rate]),
                p50_ms=_median(step.p50_ms for step in counted[name, rate]),
                p99_ms=_median(step.p99_ms for step in counted[name, rate]),
                resident_mb=median(step.resident_mb for step in counted[name, rate]),
                cpu_to_mesh=ratio(name, rate, "mesh"),
                cpu_to_plain=ratio(name, rate, "plain"),
            )
            for rate in rates[name]
        ]
        for name in steps
    }


def _counted(steps: Sequence[Step], rate: int) -> list[Step]:
    own = [step for step in steps if step.rate == rate]
    return [step for step in own if step.held] or own


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
