"""CPU per declaration of every processor in memory, before and after."""

from typing import Any

from bench.reporting.markdown import table


def section(result: dict[str, Any]) -> str:
    """Return the table: µs of CPU per declaration by service, for each tree that was measured in turns."""
    trees: dict[str, dict[str, float]] = result["figures"]["trees"]
    first, *_ = trees
    rows = [
        [service, *(f"{trees[tree][service]:.0f}" for tree in trees), *(
            f"{trees[tree][service] / trees[first][service]:.2f}" for tree in trees if tree != first
        )]
        for service in trees[first]
    ]  # fmt: skip
    head = ["µs per declaration", *trees, *(f"{tree} / {first}" for tree in trees if tree != first)]
    return f"{result['figures']['how']}\n\n{table(head, rows)}"
