"""Replays of recorded topics."""

from typing import Any

from bench.reporting.markdown import table

HOW = """\
{declarations:,} declarations were submitted over HTTP; then every processor was replayed along its journal, in a
process of its own that starts Python, reads the topics, decides, and compares every output byte for byte.
All processors together replay {declarations_per_core_second:,} declarations a second and core,
{events_per_core_second:,} records (a record of the ledgers' topics holds the requests of a whole chunk)."""


def section(result: dict[str, Any]) -> str:
    """Return the table of processors."""
    figures = result["figures"]
    rows = [
        [
            each["processor"], each["records"], each["outputs"], each["different"] or "nothing", each["cpu_seconds"],
            each["seconds"], each["events_per_core_second"],
        ]
        for each in figures["processors"]
    ]  # fmt: skip
    head = ["processor", "records read", "outputs compared", "different", "CPU s", "wall s", "records/s and core"]
    return f"{HOW.format(**figures)}\n\n{table(head, rows)}"
