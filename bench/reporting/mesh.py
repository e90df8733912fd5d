"""The ladder: rates with their latency and cost."""

from typing import Any

from bench.reporting import svg
from bench.reporting.markdown import table

APART = ("sender", "observer")
"""Processes of the benchmark itself."""
PATIENT = ("view",)
"""Processes that may lag, and use only the processor time that the others leave."""


HOW = """\
Each rate ran on a fresh mesh of {partitions} partitions for {seconds} s after {warmup} s of the same rate: four
documents per declaration, 240 per request, about three declarations in a hundred at fault.
Latency is from the gateway's acceptance of the document that completes a case to its clearance as a reader of committed
records sees it.
"Speed" is that of the machine before and after, in million additions of Python a second.
A rate is held if 97 % of the declarations sent ended within the time and the rest within 3 s after it.
Every document and every declaration was then compared with its plan."""


def section(result: dict[str, Any]) -> str:
    """Return the tables of the ladder, with the plots."""
    rungs: list[dict[str, Any]] = result["figures"]["rungs"]
    first = rungs[0]
    return "\n\n".join(
        [
            HOW.format(**first),
            table(
                [
                    "rate",
                    "held",
                    "decided/s",
                    "p50 ms",
                    "p99 ms",
                    "p99.9 ms",
                    "cores",
                    "all included µs",
                    "different",
                    "speed",
                ],
                [_row(rung) for rung in rungs],
            ),
            "CPU per declaration by process, user and system, µs, and resident memory at the highest rate:",
            _processes(rungs),
            "![Latency over rate](performance/latency.svg)",
            "![CPU per declaration over rate](performance/cpu.svg)",
        ]
    )


def plots(result: dict[str, Any]) -> dict[str, str]:
    """Return drawings by file name."""
    rungs = [rung for rung in result["figures"]["rungs"] if rung["latency_ms"]]
    at = [f"{rung['rate']:,}" for rung in rungs]
    names = [name for name in rungs[0]["cpu_us_per_declaration"] if _most(rungs, name) >= 5]
    return {
        "latency.svg": svg.lines(
            "Acceptance to clearance",
            "ms",
            at,
            {p: [r["latency_ms"][p] for r in rungs] for p in ("p50", "p99", "p99.9")},
        ),
        "cpu.svg": svg.bars(
            "CPU per declaration",
            "µs",
            at,
            {name: [rung["cpu_us_per_declaration"].get(name, 0) for rung in rungs] for name in names},
        ),
    }


def included(rung: dict[str, Any]) -> float:
    """Return µs of CPU per declaration of all processes but those that may lag."""
    return sum(float(used) for name, used in rung["cpu_us_per_declaration"].items() if name not in PATIENT)


def _row(rung: dict[str, Any]) -> list[object]:
    latency = rung["latency_ms"]
    return [
        f"{rung['rate']:,}",
        "yes" if rung["sustained"] else "no",
        rung["decided_per_second"],
        *(latency.get(name, "–") for name in ("p50", "p99", "p99.9")),
        rung["cores_used"],
        f"{included(rung):.0f}",
        sum(rung["outcomes"]["different"].values()) or "nothing",
        " to ".join(map(str, rung["speed"])),
    ]


def _processes(rungs: list[dict[str, Any]]) -> str:
    names = list(rungs[0]["cpu_us_per_declaration"])
    rows = [
        [
            name + (" (may lag)" if name in PATIENT else " (benchmark)" if name in APART else ""),
            *(f"{rung['cpu_us_per_declaration'].get(name, 0):.0f}" for rung in rungs),
            rungs[-1]["resident_mib"].get(name, ""),
        ]
        for name in names
    ]
    return table(["process", *(f"{rung['rate']:,}/s" for rung in rungs), "MiB"], rows)


def _most(rungs: list[dict[str, Any]], name: str) -> float:
    return max(float(rung["cpu_us_per_declaration"].get(name, 0)) for rung in rungs)
