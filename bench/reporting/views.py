"""Views: fold, rebuild and pages."""

from typing import Any

from bench.reporting.markdown import table

HOW = """\
{rows:,} records of a dated view, one per code, folded into a SQLite file without Kafka, chunk by chunk as the gateway
does: {folded_per_second:,} records a second. Its indexes took {indexed_seconds} s more: rebuilt in {rebuilt_seconds} s.
With all indexes there, new versions of some codes went in at {changed_per_second:,} records a second.
The file has {file_mib:,} MiB. Pages of 100 rows as of a day, decoded, with rights by row and field; medians."""


def section(result: dict[str, Any]) -> str:
    """Return the table of questions."""
    figures = result["figures"]
    rows = [[each["what"], each["rows"], each["ms"]] for each in figures["asked"]]
    return f"{HOW.format(**figures)}\n\n{table(['question', 'rows', 'ms'], rows)}"
