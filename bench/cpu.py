"""
CPU per declaration of every processor, in memory: what the rules, the codec, the state and the receipts cost.

Documents (NDJSON as couriers send it) go through the gateway's reader and preparation, then from topic to topic through
the engines of all services in chunks, each chunk followed by a commit as a worker makes it. There is no Kafka, no HTTP
and no disk, so figures compare two versions of the code or two rules; they are not those of a running mesh.

    python -m bench.cpu --make 2000 parcels.ndjson      writes sound parcels of the generator
    python -m bench.cpu parcels.ndjson                  works them and tells µs of CPU per declaration
    python -m bench.cpu --registers FOLDER ...          the same by the registers of a folder, such as a changed copy

To compare two trees, give each its own PYTHONPATH (its ``*/src`` and itself) and the same file, in turns.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.memory import Memory
from contracts import codec, topics
from contracts.customs import DeclarationCleared, DeclarationHeld, DeclarationRefused, DocumentJudged
from deploy.register_files import FOLDER, read_all
from mesh.process.process import settle_memory
from simulator.parcel import Trade
from simulator.world import world

BATCH = 200


def main() -> None:
    """Make a file of parcels, or work one and print the figures."""
    parser = argparse.ArgumentParser(description="CPU per declaration, in memory.")
    parser.add_argument("file", type=Path, help="NDJSON of documents")
    parser.add_argument("--make", type=int, metavar="PARCELS", help="write this many sound parcels to the file")
    parser.add_argument("--registers", type=Path, metavar="FOLDER", default=FOLDER, help="files of the registers")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    arguments = parser.parse_args()
    if arguments.make:
        arguments.file.write_bytes(b"\n".join(sound_documents(arguments.make)))
        return
    figures = measure(arguments.file.read_bytes().splitlines(), arguments.registers)
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:>14}  {figure:10,.1f}")


def sound_documents(parcels: int) -> Iterator[bytes]:
    """Yield the documents of sound parcels, four after each other."""
    trade = Trade(world(), seed=5)
    for _ in range(parcels):
        for document in trade.parcel().documents:
            yield msgspec.json.encode(document)


def measure(lines: Sequence[bytes], registers: Path = FOLDER) -> dict[str, float]:
    """Return µs of CPU per declaration by service, the sum, and how many declarations came to which decision."""
    settle_memory()  # as workers do
    mesh = Memory(entries=read_all(registers))
    for begin in range(0, len(lines), BATCH):
        mesh.submit(b"\n".join(lines[begin : begin + BATCH]))
    declarations = len(lines) / 4
    figures = {name: spent / 1_000 / declarations for name, spent in mesh.spent.items()}
    figures["sum"] = sum(figures.values())
    kinds = (DocumentJudged, DeclarationCleared, DeclarationHeld, DeclarationRefused)
    decided = Counter(
        codec.schema_id(record.value)
        for records in mesh.log.records.values()
        for record in records
        if record.value and record.topic in (topics.CUSTOMS_DECLARATIONS, topics.CUSTOMS_DOCUMENTS)
    )
    figures |= {kind.__name__: decided[codec.id_of(kind)] for kind in kinds}
    return figures


if __name__ == "__main__":
    main()
