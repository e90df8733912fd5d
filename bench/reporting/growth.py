"""Cost by size: CPU per declaration, latency and restores at one size after another."""

from typing import Any

from bench.reporting import mesh
from bench.reporting.markdown import table

HOW = """\
Every size ran on a fresh mesh of {partitions} partitions at {rate} declarations a second for {seconds} s after
{warmup} s of warm-up; only the size differs. At so low a rate the cost of a mesh at rest is a large part of the whole.
Existing cases were loaded into the state topics, and the workers began without local stores.
"Speed" is that of the machine before and after, in million additions of Python a second: compare ratios only where it
stayed the same."""
LOADER = """\
The loader was compared with a mesh that received the same {parcels:,} parcels over HTTP: {driven:,} state records
in that mesh, {loaded:,} loaded, {different:,} different (instants, drawn numbers and ids of batches aside)."""
KILLED = """\
Restores of customs: from the topics alone, as when its disk is lost, and after a kill under load, with its store as the
kill left it. The first decision is the one that ended the longest silence after the kill, restart included."""
CUSTOMS = "customs-0"


def section(result: dict[str, Any]) -> str:
    """Return the tables of all sizes."""
    figures = result["figures"]
    sizes: list[dict[str, Any]] = figures["sizes"]
    first = sizes[0]
    killed = [size for size in sizes if "kill" in size]
    return "\n\n".join(
        [
            HOW.format(**first),
            LOADER.format(**figures["loader"]),
            table(
                ["size", "held", "p50 ms", "p99 ms", "agencies µs", "customs µs", "all µs", "all / base", "speed"],
                [_row(size, first) for size in sizes],
            ),
            KILLED,
            table(
                [
                    "size",
                    "records",
                    "from topics s",
                    "records after a kill",
                    "restore s",
                    "first decision s",
                    "different",
                ],
                [_restores(size) for size in killed],
            ),
        ]
    )


def _row(size: dict[str, Any], first: dict[str, Any]) -> list[object]:
    used = size["cpu_us_per_declaration"]
    return [
        size["name"],
        "yes" if size["sustained"] else "no",
        *(size["latency_ms"].get(name, "–") for name in ("p50", "p99")),
        f"{sum(each for name, each in used.items() if name[-1:].isdigit()):.0f}",
        f"{sum(each for name, each in used.items() if name.startswith('customs')):.0f}",
        f"{mesh.included(size):.0f}",
        f"{mesh.included(size) / mesh.included(first):.2f}",
        " to ".join(map(str, size["speed"])),
    ]


def _restores(size: dict[str, Any]) -> list[object]:
    began, kill = size["restore_from_topics"][CUSTOMS], size["kill"]
    again = kill["restore"][CUSTOMS]
    return [
        size["name"],
        began["records"],
        began["seconds"],
        again["records"],
        again["seconds"],
        kill["first_decision_seconds"],
        sum(kill["different"].values()) or "nothing",
    ]
