"""
CPU per declaration of every processor, in memory: what the rules, the codec, the state and the receipts cost.

Documents (NDJSON as couriers send it) go through the gateway's reader and preparation, then from topic to topic through
the engines of all services in chunks, each chunk followed by a commit as a worker makes it. There is no Kafka, no HTTP
and no disk, so figures compare two versions of the code or two rules; they are not those of a running mesh.

    python bench/cpu.py --make 2000 parcels.ndjson      writes sound parcels of the generator
    python bench/cpu.py parcels.ndjson                  works them and tells µs of CPU per declaration

To compare two trees, give each its own PYTHONPATH (its ``*/src`` and itself) and the same file, in turns.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import create_engine

from contracts import codec, topics
from contracts.customs import DeclarationCleared, DeclarationHeld, DeclarationRefused, DocumentJudged
from customs.allowance.processor import ALLOWANCE
from customs.clearance.processor import CLEARANCE
from customs.numbers.processor import NUMBERS
from deploy.register_files import read_all
from forex.decisions.processor import DECISIONS as FOREX
from forex.totals.processor import TOTALS
from gateway.access.sending import Rights
from gateway.intake.prepare import prepare
from gateway.intake.reservation import Reservation
from gateway.personal.keys import KeyRing
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from gateway.receipts.processor import RECEIPTS
from gateway.store import tables
from inspection.decisions.processor import decisions_processor
from mesh.engine import Engine, all_inputs
from mesh.keys import partition_of
from mesh.process import settle_memory
from mesh.processor import Processor
from mesh.registers import Registers
from mesh.store import MemoryStore, Position
from mesh.wire import Inbound, Outbound
from tax.assessment.processor import ASSESSMENT
from tax.guarantee.processor import GUARANTEE
from yidian.trade.parcel import Trade
from yidian.trade.world import world

ACCEPTED_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
BATCH, CHUNK, PARTITIONS = 200, 400, 4
SENDER = Rights(("1101180326",), ("agent", "carrier"), committed=True)
SERVICES: dict[str, tuple[Processor, ...]] = {
    "customs": (CLEARANCE, NUMBERS, ALLOWANCE),
    "inspection": (decisions_processor(b"sampling key of the benchmark"),),
    "forex": (FOREX, TOTALS),
    "tax": (ASSESSMENT, GUARANTEE),
    "receipts": (RECEIPTS,),
}


class Log:
    """A broker in memory: appends what is sent, hands out what a service has not read."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, int], list[Inbound]] = defaultdict(list)
        self._read: Counter[tuple[str, str, int]] = Counter()

    def send(self, record: Outbound) -> None:
        """Append; the engines' outputs come here."""
        at = partition_of(record.key, PARTITIONS) if record.partition is None else record.partition
        log = self.records[record.topic, at]
        log.append(Inbound(record.topic, at, len(log), ACCEPTED_MS, record.key, record.value, record.headers))

    def take(self, service: str, wanted: Sequence[str]) -> list[Inbound]:
        """Return what a service has not read yet, at most a chunk of each partition."""
        found: list[Inbound] = []
        for topic in wanted:
            for number in range(PARTITIONS):
                begin = self._read[service, topic, number]
                new = self.records[topic, number][begin : begin + CHUNK]
                self._read[service, topic, number] += len(new)
                found += new
        return found


def main() -> None:
    """Make a file of parcels, or work one and print the figures."""
    parser = argparse.ArgumentParser(description="CPU per declaration, in memory.")
    parser.add_argument("file", type=Path, help="NDJSON of documents")
    parser.add_argument("--make", type=int, metavar="PARCELS", help="write this many sound parcels to the file")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args()
    if asked.make:
        asked.file.write_bytes(b"\n".join(sound_documents(asked.make)))
        return
    figures = measure(asked.file.read_bytes().splitlines())
    if asked.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:>12}  {figure:10,.1f}")


def sound_documents(parcels: int) -> Iterator[bytes]:
    """Yield the documents of sound parcels, four after each other."""
    trade = Trade(world(), seed=5)
    for _ in range(parcels):
        for document in trade.parcel().documents:
            yield msgspec.json.encode(document)


def measure(lines: Sequence[bytes]) -> dict[str, float]:
    """Return µs of CPU per declaration by service, the sum, and how many declarations came to which decision."""
    log, spent = Log(), Counter[str]()
    entries = read_all()
    settle_memory()  # as workers do
    engines, wanted = {}, {}
    for service, processors in SERVICES.items():
        engine = Engine(processors, PARTITIONS, log, at_end=lambda *_: True)
        for number in range(PARTITIONS):
            engine.assign(number, lambda *_: MemoryStore())
        asked = {topic for processor in processors for topic in processor.registers}
        engines[service] = engine, Registers(entry.record for entry in entries if entry.topic in asked)
        wanted[service] = [topic for topic in all_inputs(processors) if topic != topics.MESH_CLOCK]
    database = create_engine("sqlite://")
    tables.METADATA.create_all(database)
    keys = KeyRing(database, bytes(range(32))).at(ACCEPTED_MS)
    for turn, begin in enumerate(range(0, len(lines), BATCH)):
        began = time.process_time_ns()
        parsed = read(Format.NDJSON, b"\n".join(lines[begin : begin + BATCH]), Senders("1101180326", None), Limits())
        reserved = Reservation(f"{turn:032x}", "bench", None, b"", ACCEPTED_MS + turn, 0, SENDER)
        prepared = prepare(parsed, reserved, keys)
        spent["gateway"] += time.process_time_ns() - began
        for message in prepared.messages:
            log.send(message)
        while sum(_turn(service, engines, wanted, log, spent) for service in SERVICES):
            pass
    declarations = len(lines) / 4
    figures = {name: spent[name] / 1_000 / declarations for name in ("gateway", *SERVICES)}
    figures["sum"] = sum(figures.values())
    kinds = (DocumentJudged, DeclarationCleared, DeclarationHeld, DeclarationRefused)
    decided = Counter(
        codec.schema_id(record.value)
        for records in log.records.values()
        for record in records
        if record.value and record.topic in (topics.CUSTOMS_DECLARATIONS, topics.CUSTOMS_DOCUMENTS)
    )
    figures |= {kind.__name__: decided[codec.id_of(kind)] for kind in kinds}
    return figures


def _turn(service: str, engines: Any, wanted: dict[str, list[str]], log: Log, spent: Counter[str]) -> int:
    """Let a service work one chunk and commit it. Returns how many records it took."""
    records = log.take(service, wanted[service])
    if not records:
        return 0
    engine, registers = engines[service]
    began = time.process_time_ns()
    engine.work(records, registers)
    for number in range(PARTITIONS):
        for task in engine.tasks(number):
            if task.state.changed:
                task.state.commit(task.state.changes(), Position("memory", 0, 0))
    engine.commit()
    spent[service] += time.process_time_ns() - began
    return len(records)


if __name__ == "__main__":
    main()
