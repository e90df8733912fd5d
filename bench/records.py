"""
Records and bytes written per declaration, topic by topic, in memory: what Kafka is given to keep.

    python -m bench.records parcels.ndjson      (a file that `bench.cpu --make` wrote)

Events count one by one, journals too. Of state a transaction writes each key once, and here a batch of documents with
all that it causes is one transaction: on a mesh, where decisions come in later ones, state is written again.
Bytes are those of key, value and headers, before compression.

To compare two trees, give each its own PYTHONPATH, as for `bench.cpu`, and the same file.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.floor.recording import Moved, record
from contracts.topics import TOPICS

PARTITIONS = 2


def main() -> None:
    """Work the parcels of a file and print the figures."""
    parser = argparse.ArgumentParser(description="Records and bytes written per declaration, in memory.")
    parser.add_argument("file", type=Path, help="NDJSON of documents")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    arguments = parser.parse_args()
    figures = measure(arguments.file.read_bytes().splitlines())
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, (records, size) in figures.items():
        print(f"{name:>44}  {records:7.2f}  {size:9,.0f}")


def measure(lines: Sequence[bytes]) -> dict[str, tuple[float, float]]:
    """Return records and bytes per declaration by topic, state also by kind, then the sums."""
    recording = record(lines, PARTITIONS)
    records, sizes = Counter[str](), Counter[str]()
    for moved in (each for batches in recording.written.values() for batch in batches for each in batch):
        is_state = TOPICS[moved.topic].role == "state"
        name = f"{moved.topic} {moved.key.partition(b'/')[0].decode()}" if is_state else moved.topic
        size = _size(moved)
        for counted in (name, "state" if is_state else "events", "all"):
            records[counted] += 1
            sizes[counted] += size
    names = [*sorted(records.keys() - {"events", "state", "all"}), "events", "state", "all"]
    of = recording.declarations
    return {name: (round(records[name] / of, 2), round(sizes[name] / of, 1)) for name in names}


def _size(moved: Moved) -> int:
    headers = sum(len(name) + len(content or b"") for name, content in moved.headers or ())
    return len(moved.key) + len(moved.value or b"") + headers


if __name__ == "__main__":
    main()
