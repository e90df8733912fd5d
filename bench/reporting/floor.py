"""What moving a declaration's records costs, alone, and what that leaves at each rate."""

from typing import Any

from bench.reporting.markdown import table

HOW = """\
A process for each of the mesh reads what that one reads and writes what that one writes for sound parcels, byte for
byte, headers and state included, in a transaction every 100 ms over {partitions} partitions, and does nothing else: no
rule, no codec, no state store, no HTTP.
"Left" is what all cores have for a declaration at that rate, less this; a negative figure says that not even the
records alone can be moved."""


def section(result: dict[str, Any]) -> str:
    """Return the tables: µs per declaration by process and rate, and how many records these are."""
    figures, cores = result["figures"], result["machine"]["cores"]
    processes = list(figures["steps"][0]["cpu_us_per_declaration"])
    rows = [_row(step, processes, cores) for step in figures["steps"]]
    head = ["rate", "held", "cores", *processes, "all µs", "left µs"]
    moved = figures["records"]
    kinds = list(next(iter(moved.values())))
    counts = [[name, *each.values()] for name, each in moved.items()]
    counts.append(["all", *(round(sum(each[kind] for each in moved.values()), 1) for kind in kinds)])
    return "\n\n".join([HOW.format(**figures), table(head, rows), table(["records per declaration", *kinds], counts)])


def _row(step: dict[str, Any], processes: list[str], cores: int) -> list[Any]:
    used = step["cpu_us_per_declaration"]
    total = sum(used.values())
    held = "yes" if step["held"] else "no"
    left = cores * 1e6 / step["rate"] - total
    return [
        f"{step['rate']:,}", held, step["cores_used"], *(f"{used[name]:.0f}" for name in processes), f"{total:.0f}",
        f"{left:.0f}",
    ]  # fmt: skip
