"""
Exports of a load: which are planned, when each phase of them may begin, and what is said of them meanwhile.

They are those of the simulator's month, all on one day, as far as no officer and no deadline decides: what differs on a
bill, leaves unreleased or is cancelled after its release is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from confluent_kafka import KafkaException

from contracts import codec
from contracts.gateway import ReceiptIssued
from contracts.topics import GATEWAY_RECEIPTS
from mesh.declared.errors import TemporaryFailure
from mesh.kafka.committed_records import committed, everywhere
from simulator.exports.calendar import one_day
from simulator.exports.check import Book, number_of
from simulator.exports.consolidating import CONSOLIDATED, is_to_be_consolidated, requests
from simulator.exports.month import SEED, ExportMonth, generate
from simulator.exports.papers import Answered, Paper, Phase
from simulator.exports.trade import ExportParcel, ExportTrade
from simulator.world import world
from tests.support.chaos.exported import Exported
from tests.support.exports.playing import said

BEFORE = timedelta(minutes=10)
"""Every paper states a time before the mesh begins: none is from the future."""
RELEASED, CLOSED, DONE = "800", "899", "399"
AWAITED = {RELEASED: Phase.DEPARTED, CLOSED: Phase.ASKED, DONE: Phase.ASKED_AGAIN}
"""
Answers on which a phase builds: what was released departs, what has left is consolidated, and asked for again when that
is done.
"""

DEADLINES = {phase for phase in Phase if phase >= Phase.OVERDUE}


def plan(parcels: int, *, at: datetime) -> ExportMonth:
    """Plan exports of the day of `at`: about so many parcels, without those that an officer or a deadline decides."""
    calendar = one_day(at - BEFORE)
    whole = generate(world(), parcels=parcels, calendar=calendar)
    kept = tuple(one for one in whole.planted if not one.findings and not any(map(_is_overdue, one.papers)))
    asked = requests(ExportTrade(world(), SEED + 1, calendar), kept, whole.left)
    return ExportMonth(kept, tuple(one for one in asked if one.lists != ()), whole.left)


def _is_overdue(paper: Paper) -> bool:
    return any(told.phase in DEADLINES for told in paper.told)


@dataclass(slots=True)
class Followed:
    """What the receipts of a mesh say of the exports of a month, read as they come."""

    month: ExportMonth
    kafka: Mapping[str, Any]
    mesh: str
    book: Book = field(default_factory=Book)
    _places: list[tuple[str, int]] = field(default_factory=list)
    _since: dict[tuple[str, int], int] = field(default_factory=dict)

    def awaited(self, phase: Phase) -> list[Paper]:
        """Return the papers sent before a phase that lack an answer, or one on which the phase builds."""
        self._read()
        builds_on = {status for status, when in AWAITED.items() if when <= phase}
        return [paper for paper in self.month.papers() if paper.phase < phase and self._lacks(paper, builds_on)]

    def lacking(self) -> list[Paper]:
        """Return the papers that have fewer answers than they must have in the end."""
        self._read()
        return [paper for paper in self.month.papers() if len(self.book.answers(paper)) < len(paper.told)]

    def _lacks(self, paper: Paper, builds_on: set[str]) -> bool:
        got = {answer.status for answer in self.book.answers(paper)}
        return not got or bool({told.status for told in paper.told} & builds_on - got)

    def _read(self) -> None:
        """Take in what has been said since; nothing where the broker is away."""
        try:
            self._places = self._places or everywhere(self.kafka, self.mesh, [GATEWAY_RECEIPTS])
            for record in committed(self.kafka, self.mesh, self._places, since=self._since):
                event = codec.decode(record.value or b"")
                if isinstance(event, ReceiptIssued):
                    self.book.take([said(event)])
                self._since[record.topic, record.partition] = record.offset + 1
        except (TemporaryFailure, KafkaException):
            return


def check_exports(seen: Exported, month: ExportMonth, book: Book) -> None:
    """
    Every paper was answered as planned, each list consolidated once that must be, all that has left certified.

    Answers to one paper are compared as they are, not in the order of the times that they state: a match bears the time
    of what brought it about, and a receipt of payment may be judged before it and bear a later one.
    """
    named = [(one.name, paper) for one in month.planted for paper in one.papers]
    named += [(one.name, one.paper) for one in month.asked]
    differing = [
        f"{name}: {number_of(paper)} must be told {wanted}, was {got}"
        for name, paper in named
        if (got := _counted(book.answers(paper))) != (wanted := _counted(paper.told))
    ]
    assert not differing, f"{len(differing)} papers were answered otherwise, such as {differing[:5]}"
    asked = ((book.list_no(listed), by) for listed, by in month.consolidated_lists().items() if by is not None)
    assert Counter(seen.taken) == Counter(asked)
    assert seen.certificates == Counter(seen.declarations)
    own = Counter(book.list_no(one.listed) for one in month.parcels if one.listed in month.left and _is_simplified(one))
    assert Counter(list_no for list_no, *_ in seen.certified.elements()) == own


def _counted(told: Iterable[Answered]) -> Counter[str]:
    return Counter(map(str, told))


def _is_simplified(parcel: ExportParcel) -> bool:
    """Whether a list is certified by itself: of a mode that is consolidated, but with simplified classification."""
    return parcel.deal.mode in CONSOLIDATED and not is_to_be_consolidated(parcel)


def check_exports_against(seen: Exported, calm: Exported) -> None:
    """Lifecycle, movements, bills, sums of declarations and certificates are those of the undisturbed run."""
    mine, wanted = seen.outcome, calm.outcome
    assert [name for name in wanted if mine[name] != wanted[name]] == []
