"""
The export month through all processors of exports and the gateway's receipts in memory, phase by phase.

Papers go through the gateway's reading and preparation, as any courier's; time reaches each instant of the month, then
the edges of the months that follow. Officers decide what the plants say.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import msgspec

from bench.memory import own_keys, prepared, services
from contracts import codec, topics
from contracts.common import FindingAction, FindingRecorded
from contracts.customs import CertificateIssued, DeclarationHeld, ExportConsolidated, Hold
from contracts.gateway import ReceiptIssued
from contracts.mesh import KeyParked
from deploy.organisations import read_default
from deploy.register_files import read_all
from edge.access.sending import Rights
from gateway.reading.batch import Format
from mesh.declared.keys import order_key
from mesh.declared.processor import Processor
from mesh.testing.world import World
from mesh.wire.batching import is_gathered, records_of
from simulator.exports.check import Book, Said
from simulator.exports.consolidating import DUE
from simulator.exports.month import ExportMonth
from simulator.exports.papers import Answered, Paper, fill
from simulator.sampling import SAMPLED

NAMES = (
    "customs.export",
    "customs.parcels",
    "customs.numbers",
    "customs.manifests",
    "customs.consolidation",
    "inspection.decisions",
    "gateway.receipts",
)
CHUNK = 1_000
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
RATES = "sampling.rate."
"""Parameters of inspection by which it draws."""


@cache
def rights() -> dict[str, Rights]:
    """Return by what each organisation of the demonstration sends, by its code."""
    return {
        found.codes[0]: Rights(tuple(found.codes), tuple(found.roles), committed=bool(found.commitment))
        for found in read_default()
        if found.codes
    }


def processors() -> tuple[Processor, ...]:
    """Return the processors that an export meets."""
    every = {one.name: one for working in services().values() for one in working}
    return tuple(every[name] for name in NAMES)


class Played:
    """
    The mesh while the month is played. `book`: what was said.

    `consolidated`, `certificates`: what was published, in the order of the logs. rate: share of parcels that inspection
    draws as samples, whatever their grade.
    """

    def __init__(self, month: ExportMonth, *, partitions: int = 2, rate: str = "0") -> None:
        self.month, self.book = month, Book()
        self.consolidated: list[ExportConsolidated] = []
        self.certificates: list[CertificateIssued] = []
        self._processors = processors()
        self._world = World(self._processors, _registers(self._processors, rate), partitions=partitions)
        self._keys, self._batches = own_keys(), 0
        self._read: dict[tuple[str, int], int] = {}
        self._holds: dict[str, DeclarationHeld] = {}
        self._decided: set[tuple[str, str]] = set()

    def play(self) -> None:
        """Play all of it, until nothing is left to be consolidated."""
        edges = sorted({*DUE.values(), *(due - SECOND for due in DUE.values())})
        for at, papers in groupby(self.month.papers(), key=lambda paper: paper.at):
            while edges and edges[0] <= at:
                self.tick(edges.pop(0))
            self.tick(at)
            self._submit(at, list(papers))
            self.tick(at + MINUTE)
            self._officers(at + MINUTE)
        last = max(paper.at for paper in self.month.papers())
        for at in sorted({*edges, last + DAY, last + 2 * DAY}):
            self.tick(at)
            self.tick(at + MINUTE)

    def tick(self, at: datetime) -> None:
        """Let time reach an instant, and all come to rest."""
        self._world.tick(_ms(at))
        self._rest()

    def parked(self) -> list[str]:
        """Return every key on which a rule failed."""
        return [f"{one.name} {key}" for one in self._processors for key, _ in self._world.state_of(one.name, KeyParked)]

    def taken(self) -> list[tuple[str, str | None]]:
        """Return each list of a declaration, once for it, with the request that took it."""
        return [
            (list_no, event.cop_no)
            for event in self.consolidated
            if event.result.entry_no is None
            for list_no in sorted({row.list_no for row in event.result.lists})
        ]

    def _submit(self, at: datetime, papers: Sequence[Paper]) -> None:
        by_sender: dict[str, list[Paper]] = {}
        for paper in papers:
            fill(paper, [self.book.list_no(listed) or "unknown" for listed in paper.lists])
            by_sender.setdefault(paper.sender, []).append(paper)
        for sender, own in by_sender.items():
            number, self._batches = self._batches, self._batches + 1
            body = b"\n".join(msgspec.json.encode(paper.document) for paper in own)
            batch = prepared(Format.NDJSON, body, rights()[sender], self._keys, number, _ms(at))
            for index, (paper, answer) in enumerate(zip(own, batch.answers, strict=True)):
                assert answer.outcome == "received", (paper.document, answer)
                self.book.enter(paper, (f"{number:032x}", index), answer.document_id)
            for message in batch.messages:
                self._world.send(message)
        self._rest()

    def _officers(self, at: datetime) -> None:
        """Decide the holds that the plants want decided, and release every sample."""
        planted = {
            (self.book.declaration_id(finding.listed), finding.code): finding.action for finding in self.month.findings
        }
        for held in list(self._holds.values()):
            for hold in held.holds:
                code = hold.reason.code
                action = "RELEASE" if code == SAMPLED else planted.get((held.subject.declaration_id, code))
                if action is not None and (held.subject.declaration_id, hold.hold_id) not in self._decided:
                    self._decided.add((held.subject.declaration_id, hold.hold_id))
                    self._find(held, hold, action, at)

    def _find(self, held: DeclarationHeld, hold: Hold, action: str, at: datetime) -> None:
        subject = held.subject
        record = FindingRecorded(
            finding_id=f"finding/{subject.declaration_id}/{hold.hold_id}",
            agency=hold.agency,
            declaration_id=subject.declaration_id,
            revision=subject.revision,
            hold_id=hold.hold_id,
            action=FindingAction[action],
            officer="officer-1",
            authority="test",
            reason="已核实",
            found_at_ms=_ms(at),
        )
        key = order_key(subject.order_no).encode()
        topic = f"{hold.agency}.findings.v1"
        self._world.publish(topic, record, key=key, at_ms=_ms(at), event_id=record.finding_id)
        self._rest()

    def _rest(self) -> None:
        while hands := self._world.open_hands():
            for hand in hands:
                self._world.deliver(hand, CHUNK)
            for record in self._new():
                self._take(record)

    def _take(self, record: Any) -> None:
        match record:
            case ReceiptIssued():
                self.book.take([said(record)])
            case DeclarationHeld():
                self._holds[record.subject.declaration_id] = record
            case ExportConsolidated():
                self.consolidated.append(record)
            case CertificateIssued():
                self.certificates.append(record)

    def _new(self) -> Iterator[Any]:
        for place, log in list(self._world.log.items()):
            begin, self._read[place] = self._read.get(place, 0), len(log)
            for one in log[begin:]:
                for record in records_of(one) if is_gathered(one.value) else (one,):
                    if record.value and codec.schema_id(record.value) in TOLD:
                        yield codec.decode(record.value)


_WANTED: tuple[type[Any], ...] = (
    ReceiptIssued,
    DeclarationHeld,
    ExportConsolidated,
    CertificateIssued,
)
TOLD = frozenset(map(codec.id_of, _WANTED))


def said(receipt: ReceiptIssued) -> Said:
    """Return what a receipt says."""
    place = None
    if receipt.batch_id is not None and receipt.batch_index is not None:
        place = (receipt.batch_id, receipt.batch_index)
    return Said(
        receipt_id=receipt.receipt_id,
        document_id=receipt.document.document_id,
        at_ms=receipt.return_at_ms,
        answer=Answered(receipt.return_status, frozenset(reason.code for reason in receipt.reasons)),
        verdict=None if receipt.verdict is None else receipt.verdict.name,
        place=place,
        list_no=receipt.list_no,
        declaration_id=receipt.declaration_id,
    )


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _registers(working: Sequence[Processor], rate: str) -> dict[str, tuple[Any, ...]]:
    """Return the registers as deployed by processor; inspection draws this share."""
    entries = [
        (
            entry.topic,
            msgspec.structs.replace(entry.record, value=rate)
            if entry.topic == topics.INSPECTION_PARAMETERS and entry.record.code.startswith(RATES)
            else entry.record,
        )
        for entry in read_all()
    ]
    return {one.name: tuple(record for topic, record in entries if topic in one.registers) for one in working}
