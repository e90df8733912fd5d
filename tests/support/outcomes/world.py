"""
The mesh of the table of outcomes: all processors in memory, on registers as deployed, and what their records said.

One document is handed over after another, each worked by everybody before the next comes; so the table does not depend
on how records are batched or topics are named. Ids follow from what a document is called, and the draw of samples from
ids: so here no sample is drawn by chance, and every parcel of grade C is one.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from bench.memory import own_keys, prepared, services
from contracts import codec, topics
from contracts.mesh import KeyParked
from contracts.tax import GuaranteeRegistered
from deploy.register_files import read_all
from edge.access.sending import Rights
from gateway.intake.answer import ItemAnswer
from gateway.reading.batch import Format
from mesh.declared.keys import order_key
from mesh.declared.processor import Record
from mesh.testing.world import World
from mesh.wire.batching import is_gathered, records_of
from simulator.case import Case
from simulator.officers import action_on
from tests.support.outcomes import records
from tests.support.outcomes.records import Fact, Named, OpenHold

START_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
MINUTE_MS = 60_000
OTHERWISE = {
    (topics.INSPECTION_PARAMETERS, "sampling.rate.A"): {"value": "0"},
    (topics.INSPECTION_PARAMETERS, "sampling.rate.B"): {"value": "0"},
    (topics.INSPECTION_PARAMETERS, "sampling.rate.C"): {"value": "1"},
    (topics.INSPECTION_RISKS, "chapter/18"): {"grade": "C"},
}
"""What stands in the registers otherwise than deployed."""
CHUNK = 1_000
PROCESSORS = tuple(processor for working in services().values() for processor in working)


class Mesh:
    """Processors at rest; `now_ms` is what the next batch is accepted at. `facts`: all that was said, in order."""

    def __init__(self) -> None:
        self.now_ms = START_MS
        self.facts: list[Fact] = []
        self.lists: dict[str, str] = {}
        """Declaration to its list's document id."""
        self.named: dict[str, Named] = {}
        """A list's document id to its declaration as last told of."""
        self.open_holds: dict[str, OpenHold] = {}
        self._world = World(PROCESSORS, _registers())
        self._keys, self._batches = own_keys(), 0
        self._read: defaultdict[tuple[str, int], int] = defaultdict(int)

    def submit(self, written: Format, body: bytes, courier_code: str) -> list[tuple[tuple[str, int], ItemAnswer]]:
        """Hand over a batch; return batch id and index of each record, and what the gateway answers."""
        number, sender = self._batches, Rights((courier_code,), ("agent", "carrier"), committed=True)
        self._batches += 1
        self.now_ms += MINUTE_MS
        batch = prepared(written, body, sender, self._keys, number, self.now_ms)
        for message in batch.messages:
            self._world.send(message)
            self._rest()
        return [((f"{number:032x}", index), answer) for index, answer in enumerate(batch.answers)]

    def decide(self, hold: OpenHold, action: str) -> None:
        """Let an officer decide a hold."""
        finding = records.finding(hold, action, self.now_ms)
        key = order_key(hold.order_no).encode()
        self._world.publish(
            f"{hold.agency}.findings.v1", finding, key=key, at_ms=self.now_ms, event_id=f"{finding.finding_id} {action}"
        )
        self._rest()

    def work_of_officers(self, cases: dict[str, Case]) -> None:
        """Decide what is held as the demonstration's officers do. cases: by the document id of their list."""
        for hold in list(self.open_holds.values()):
            case = cases.get(self.lists[hold.declaration_id])
            action = action_on(case, hold.agency, hold.code) if case else None
            if action is not None and hold.hold_id in self.open_holds:
                del self.open_holds[hold.hold_id]
                self.decide(hold, action)

    def top_up(self, guarantor_code: str, amount_cny: int) -> None:
        """Register a larger guarantee."""
        entry = GuaranteeRegistered(
            code=guarantor_code, version=99, valid_from="2024-11-11", source="test", amount_cny_e5=amount_cny * 100_000
        )
        self._world.register("tax.guarantee", entry)

    def tick(self, at_ms: int) -> None:
        """Let time pass."""
        self.now_ms = at_ms
        self._world.tick(at_ms)
        self._rest()

    def parked(self) -> list[str]:
        """Return every key on which a rule failed."""
        return [
            f"{processor.name} {key}"
            for processor in PROCESSORS
            for key, _ in self._world.state_of(processor.name, KeyParked)
        ]

    def _rest(self) -> None:
        while hands := self._world.open_hands():
            for hand in hands:
                self._world.deliver(hand, CHUNK)
        for record in self._new():
            self.facts.append(records.fact(record))
            if (named := records.declaration_named(record)) is not None:
                self.lists[named.declaration_id] = named.document_id
                self.named[named.document_id] = named
                self.open_holds = {
                    at: hold for at, hold in self.open_holds.items() if hold.declaration_id != named.declaration_id
                } | {hold.hold_id: hold for hold in records.holds(record)}

    def _new(self) -> Iterator[Record]:
        for place, log in self._world.log.items():
            begin, self._read[place] = self._read[place], len(log)
            for one in log[begin:]:
                for record in records_of(one) if is_gathered(one.value) else (one,):
                    if record.value and codec.schema_id(record.value) in records.TOLD:
                        yield codec.decode(record.value)


def _registers() -> dict[str, tuple[Any, ...]]:
    """Return the registers by processor."""
    entries = [
        (entry.topic, msgspec.structs.replace(entry.record, **OTHERWISE.get((entry.topic, entry.record.code), {})))
        for entry in read_all()
    ]
    return {
        processor.name: tuple(record for topic, record in entries if topic in processor.registers)
        for processor in PROCESSORS
    }
