"""
CPU per list of every service, in memory: what the rules, the codec, the state and the receipts cost.

Documents (NDJSON as couriers send it) go through the gateway's reader and preparation, then from topic to topic through
the engines of all services in chunks, each chunk followed by a commit as a worker makes it. There is no Kafka, no HTTP
and no disk, so figures compare two versions of the code or two rules; they are not those of a running mesh.

    python -m bench.cpu --make 2000 parcels.ndjson             writes sound parcels of the generator
    python -m bench.cpu --make 2000 --exports exports.ndjson   the same of exports, with bills and consolidation
    python -m bench.cpu parcels.ndjson                         works them and tells µs of CPU per list
    python -m bench.cpu --registers FOLDER ...                 the same by the registers of a folder, such as a copy

To compare two trees, give each its own PYTHONPATH (its ``*/src`` and itself) and the same file, in turns.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.memory import ACCEPTED_MS, Memory
from bench.trade import EXPORTED, LISTS, batches, sound_documents, sound_exports, type_of
from contracts import codec, topics
from contracts.customs import (
    CertificateIssued,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DocumentJudged,
    ExportConsolidated,
)
from deploy.register_files import FOLDER, read_all
from mesh.process.process import settle_memory

TOLD = (DocumentJudged, DeclarationCleared, DeclarationHeld, DeclarationRefused)
TOLD_OF_EXPORTS = (DeclarationClosed, ExportConsolidated, CertificateIssued)
STEPS, SECOND_MS = 5, 1_000
"""Seconds after which something is published by whoever goes on."""
COUNTED = {
    topics.CUSTOMS_DECLARATIONS,
    topics.CUSTOMS_DOCUMENTS,
    topics.CUSTOMS_EXPORTS,
    topics.CUSTOMS_EXPORT_DOCUMENTS,
    topics.CUSTOMS_MANIFEST_DOCUMENTS,
    topics.CUSTOMS_CONSOLIDATION_DOCUMENTS,
    topics.CUSTOMS_CONSOLIDATIONS,
    topics.CUSTOMS_CERTIFICATES,
}


def main() -> None:
    """Make a file of parcels, or work one and print the figures."""
    parser = argparse.ArgumentParser(description="CPU per list, in memory.")
    parser.add_argument("file", type=Path, help="NDJSON of documents")
    parser.add_argument("--make", type=int, metavar="PARCELS", help="write this many sound parcels to the file")
    parser.add_argument("--exports", action="store_true", help="of exports, where parcels are written")
    parser.add_argument("--registers", type=Path, metavar="FOLDER", default=FOLDER, help="files of the registers")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    arguments = parser.parse_args()
    if arguments.make:
        sound = sound_exports if arguments.exports else sound_documents
        arguments.file.write_bytes(b"\n".join(sound(arguments.make)))
        return
    figures = measure(arguments.file.read_bytes().splitlines(), arguments.registers)
    if arguments.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:>14}  {figure:10,.1f}")


def measure(lines: Sequence[bytes], registers: Path = FOLDER) -> dict[str, float]:
    """
    Return µs of CPU per list by service, the sum, and how many there were of each verdict and decision.

    Imports come on the day of the demonstration, a file with exports when rates are registered.
    """
    settle_memory()  # as workers do
    kinds = Counter(map(type_of, lines))
    accepted_ms = int(EXPORTED.timestamp() * 1_000) if kinds["export-list"] else ACCEPTED_MS
    mesh = Memory(entries=read_all(registers), accepted_ms=accepted_ms)
    for number, batch in enumerate(batches(lines), 1):
        mesh.submit(b"\n".join(batch))
        if kinds["export-list"]:
            _pass_time(mesh, accepted_ms + number * 100 * SECOND_MS)
    lists = sum(kinds[kind] for kind in LISTS)
    figures = {name: spent / 1_000 / lists for name, spent in mesh.spent.items()}
    figures["sum"] = sum(figures.values())
    counted = Counter(
        codec.schema_id(record.value)
        for records in mesh.log.records.values()
        for record in records
        if record.value and record.topic in COUNTED
    )
    told = (*TOLD, *TOLD_OF_EXPORTS) if kinds["export-list"] else TOLD
    figures |= {kind.__name__: counted[codec.id_of(kind)] for kind in told}
    return figures


def _pass_time(mesh: Memory, at_ms: int) -> None:
    """Let seconds go by until nothing is published any more: whoever works step by step is done then."""
    before, published = -1, _published(mesh)
    while published > before:
        for _ in range(STEPS):
            at_ms += SECOND_MS
            mesh.tick(at_ms)
        before, published = published, _published(mesh)


def _published(mesh: Memory) -> int:
    """Count the records of topics that tell of decisions."""
    return sum(len(log) for (topic, _), log in mesh.log.records.items() if topic in COUNTED)


if __name__ == "__main__":
    main()
