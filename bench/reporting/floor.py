"""The cost of moving a declaration's records alone, and the rest of the processor time at each rate."""

from typing import Any

from bench.reporting.markdown import table

HOW = """\
Each process of the mesh has a stand-in, which consumes and produces the same records for sound parcels, byte for byte,
headers and state included, in a transaction every 100 ms over {partitions} partitions, and does nothing else: no rule,
no codec, no state store, no HTTP.
A rate is held if every process has consumed 97 % of its input and lagged at most a second.
"Left" is the time of all cores per declaration at that rate, less this cost: for rules, codec, store, HTTP and
the rest."""
GATHERED = "Here the records of 50 declarations on one partition of {topics} were one record, of as many bytes."


def section(result: dict[str, Any]) -> str:
    """Return the tables: µs per declaration by process and rate, and how many records these are."""
    figures, cores = result["figures"], result["machine"]["cores"]
    processes = list(figures["steps"][0]["cpu_us_per_declaration"])
    rows = [_row(step, processes, cores) for step in figures["steps"]]
    head = ["rate", "held", "cores", *processes, "all µs", "left µs", "speed"]
    moved = figures["records"]
    kinds = list(next(iter(moved.values())))
    counts = [[name, *each.values()] for name, each in moved.items()]
    counts.append(["all", *(round(sum(each[kind] for each in moved.values()), 1) for kind in kinds)])
    how = HOW.format(**figures)
    if figures["gathered"]:
        how = GATHERED.format(topics=", ".join(figures["gathered"]))
    return "\n\n".join([how, table(head, rows), table(["records per declaration", *kinds], counts)])


def _row(step: dict[str, Any], processes: list[str], cores: int) -> list[Any]:
    speed = " to ".join(map(str, step["speed"]))
    if not step["held"]:
        return [f"{step['rate']:,}", "no", step["cores_used"], *("–" for _ in processes), "–", "–", speed]
    used = step["cpu_us_per_declaration"]
    total = sum(used.values())
    left = cores * 1e6 / step["rate"] - total
    cells = [f"{each:.0f}" for each in (*(used[name] for name in processes), total, left)]
    return [f"{step['rate']:,}", "yes", step["cores_used"], *cells, speed]
