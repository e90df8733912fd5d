"""
CPU per declaration of the case view, without Kafka: records decoded and folded into a SQLite file, in chunks.

    python -m bench.view parcels.ndjson      (a file that `bench.cpu --make` wrote)

To compare two trees, give each its own PYTHONPATH, as for `bench.cpu`, and the same file, in turns.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time_ns
from typing import NamedTuple

from sqlalchemy import func, select

from bench.memory import Memory
from caseview.database import tables, upsert
from caseview.fold import chunks
from caseview.fold.decoding import decode
from caseview.inputs import inputs
from caseview.settings import ViewSettings
from deploy.escaping import sqlite_url
from mesh.process.process import settle_memory
from mesh.wire.records import Inbound

BATCH = 240  # documents of one submission
CHUNK = ViewSettings(kafka_bootstrap="").view_chunk


class Figures(NamedTuple):
    """What a view has folded, the cases that it then holds, and the ns of CPU that this took."""

    records: int
    cases: int
    spent: int


def main() -> None:
    """Fold what the parcels of a file cause, and print the figures."""
    parser = argparse.ArgumentParser(description="CPU per declaration of the case view.")
    parser.add_argument("file", type=Path, help="NDJSON of documents")
    parser.add_argument("--chunk", type=int, default=CHUNK, help="records of one transaction")
    arguments = parser.parse_args()
    figures = measure(arguments.file.read_bytes().splitlines(), arguments.chunk)
    print(
        f"{'view':>14}  {figures.spent / 1_000 / figures.cases:10,.1f}  ({figures.records / figures.cases:.1f} records)"
    )


def measure(lines: Sequence[bytes], chunk: int = CHUNK) -> Figures:
    """Fold what these documents cause into a new view, garbage collected as in the view's process."""
    records = list(caused(lines))
    with tempfile.TemporaryDirectory(prefix="yidian-view-") as folder:
        engine = upsert.open_database(sqlite_url(Path(folder) / "view.db"), create=True)
        stands: chunks.Positions = {}
        settle_memory()
        began = process_time_ns()
        for begin in range(0, len(records), chunk):
            taken = [(source, decode(source)) for source in records[begin : begin + chunk]]
            stands |= upsert.apply(engine, taken, stands)
        spent = process_time_ns() - began
        with engine.connect() as connection:
            cases = connection.execute(select(func.count()).select_from(tables.CASES)).scalar_one()
        engine.dispose()
    return Figures(len(records), cases, spent)


def caused(lines: Sequence[bytes]) -> Iterator[Inbound]:
    """Yield what the view reads when these documents are submitted, batch by batch and partition by partition."""
    mesh, read, taken = Memory(), set(inputs()), Counter[tuple[str, int]]()
    for begin in range(0, len(lines), BATCH):
        mesh.submit(b"\n".join(lines[begin : begin + BATCH]))
        for at, log in mesh.log.records.items():
            if at[0] in read:
                yield from log[taken[at] :]
                taken[at] = len(log)


if __name__ == "__main__":
    main()
