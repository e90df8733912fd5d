"""
The section on the peers: the same topology on the mesh and on its alternatives.
"""

from typing import Any

from bench.reporting.markdown import table

HEAD = ("contender", "rate", "held", "cleared/s", "p50 ms", "p99 ms", "CPU µs", "least to most", "× mesh", "× plain")
HOW = """\
Four documents are joined by order number, three agencies decide, their decisions are joined: 4 records in, 5 out.
The documents are parcels of the generator as the gateway prepares them; every contender consumes and produces the same
records on the same broker, {partitions} partitions, one process per application, a transaction every
{commit_interval_ms} ms, trivial rules.
The contenders took {turns} turns in alternation.
Each rate was held for {held_seconds:.0f} s after a warm-up of at least {warm_seconds:.0f} s, the higher ones only by
those that held the lower.
CPU is user and system time of the four applications, all threads included, per declaration cleared: the median of the
turns in which the rate was held, with the least and the most.
Latency is from the documents' timestamp to the cleared event as a reader of committed records sees it."""


def section(result: dict[str, Any]) -> str:
    """Return the section in Markdown, without its heading."""
    figures = result["figures"]
    contenders: dict[str, dict[str, Any]] = figures["contenders"]
    return "\n\n".join(
        [
            HOW.format(**figures["plan"]),
            table(HEAD, [_row(own, at) for own in contenders.values() for at in own["rates"]]),
            "CPU by application at the highest rate held, and beside it the broker's, µs; memory of the four, MB:",
            table(
                ("contender", "rate", "customs", "inspection", "forex", "tax", "broker", "MB"),
                [_parts(own) for own in contenders.values() if _highest(own)],
            ),
            "Every accepted, decided and cleared event was compared with the one that must follow, byte by byte:",
            table(
                ("contender", "promises", "state", "orders", "wrong", "double", "missing", "turns cut short"),
                [_outcomes(own) for own in contenders.values()],
            ),
        ]
    )


def _row(own: dict[str, Any], at: dict[str, Any]) -> list[object]:
    return [
        own["title"],
        f"{at['rate']:,}",
        f"{at['held']} of {at['turns']}",
        f"{at['cleared_per_second']:,.0f}",
        *(_number(at[name], "{:,.0f}") for name in ("p50_ms", "p99_ms")),
        f"{at['cpu_us']:,.0f}",
        f"{at['least_cpu_us']:,.0f} to {at['most_cpu_us']:,.0f}",
        *(_number(at[name], "{:.2f}") for name in ("cpu_to_mesh", "cpu_to_plain")),
    ]


def _parts(own: dict[str, Any]) -> list[object]:
    at = _highest(own) or {}
    parts = at["by_application"]
    return [
        own["title"],
        f"{at['rate']:,}",
        *(f"{parts[name]:,.0f}" for name in ("customs", "inspection", "forex", "tax")),
        f"{at['broker_us']:,.0f}",
        f"{at['resident_mb']:,.0f}",
    ]


def _outcomes(own: dict[str, Any]) -> list[object]:
    return [
        own["title"],
        own["guarantee"],
        own["state"],
        f"{own['orders']:,}",
        *(own[name] for name in ("wrong", "duplicate", "missing")),
        own["undrained_turns"],
    ]


def _highest(own: dict[str, Any]) -> dict[str, Any] | None:
    """Return a contender's figures at the highest rate that it ever held."""
    sustained: list[dict[str, Any]] = [at for at in own["rates"] if at["held"]]
    return sustained[-1] if sustained else None


def _number(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)
