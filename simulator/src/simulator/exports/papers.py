"""
A paper: one document on its way, when it goes out, who sends it, and the answers that it must get, in order.

Expectations are stated where a fault is planted, from the rules; nothing here asks the mesh.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from simulator.documents import Document


class Phase(IntEnum):
    """What happens in which sequence: on the day of a bill, then at the ends of days and months."""

    DECLARED = 0
    """Orders, receipts of payment, waybills, lists."""
    LATER = 1
    """What comes after the rest of a parcel, or against it."""
    LISTED = 2
    """Master lists and arrivals."""
    LISTED_AGAIN = 3
    """Parts that repeat, contradict or mend; requests to cancel what is released."""
    DEPARTED = 4
    AFTER = 5
    """What is asked of goods that have left; a later bill of a parcel left behind."""
    DEPARTED_AGAIN = 6
    ASKED = 7
    """Requests to consolidate."""
    ASKED_AGAIN = 8
    """Requests that name what another has taken."""
    OVERDUE = 9
    """Nothing is sent: lists that wait for documents are refused at their deadline."""
    BILLS_OVERDUE = 10
    """Nothing is sent: bills that lack parts are refused at theirs."""


class Answered(NamedTuple):
    """An answer: CEB status, the codes of its reasons, and the phase that brings it where its status does not say."""

    status: str
    codes: frozenset[str] = frozenset()
    phase: Phase | None = None

    def __str__(self) -> str:
        """Show status and codes, as in ``100 99001``; a code that is the status too is shown once."""
        return " ".join((self.status, *sorted(self.codes - {self.status})))


PARTS = ("master-list", "arrival", "departure", "consolidation", "export-cancellation")
"""Documents that are answered a second time by the phase after theirs."""
OF_CODES = {"99612": Phase.LISTED, "99124": Phase.LISTED_AGAIN, "99123": Phase.DEPARTED}
"""The phase that brings a hold, by its code."""


def answers(*told: str, overdue: str | None = None, phase: Phase = Phase.OVERDUE) -> tuple[Answered, ...]:
    """Return answers written as ``300 99612``: status, codes. overdue: one that a deadline brings, in a phase."""
    return (*map(_answer, told), *(() if overdue is None else (_answer(overdue)._replace(phase=phase),)))


def _answer(told: str) -> Answered:
    status, *codes = told.split()
    return Answered(status, frozenset(codes or ([status] if status.startswith("-") else [])))


@dataclass(eq=False, slots=True)
class Paper:
    """
    A document, mutable until it is sent. sender: code of the party that transmits it. told: the answers, the first one
    to the document as it was submitted.

    lists: papers of lists whose numbers, which customs gives, are put in: of a request to cancel the one list, of a
    request to consolidate one for each line.
    """

    document: Document
    sender: str
    phase: Phase
    at: datetime
    told: tuple[Answered, ...]
    lists: tuple["Paper", ...] = ()

    def due(self, until: Phase) -> tuple[Answered, ...]:
        """Return the answers that have come when a phase is over."""
        return tuple(each for place, each in enumerate(self.told) if self._brought_by(place) <= until)

    def _brought_by(self, place: int) -> Phase:
        """Return the phase at whose end an answer has come at the latest."""
        each, kind = self.told[place], self.document["type"]
        if each.phase is not None:
            return each.phase
        if place == 0:
            return self.phase
        if kind in PARTS:
            return min(Phase(self.phase + 1), Phase.OVERDUE)
        if each.codes & OF_CODES.keys():
            return min(OF_CODES[code] for code in each.codes & OF_CODES.keys())
        if each.status == "800":
            return Phase.LISTED if "300" not in (one.status for one in self.told[:place]) else Phase.LISTED_AGAIN
        if each.status == "899":
            return Phase.DEPARTED_AGAIN
        if each.status == "2":
            return Phase.DEPARTED if self.told[place - 1].status == "120" else Phase.LATER
        return Phase.LATER


@dataclass(eq=False, slots=True)
class Finding:
    """What an officer of customs decides on a hold of a list with this code."""

    listed: Paper
    code: str
    action: str = "RELEASE"


@dataclass(eq=False, slots=True)
class Planted:
    """
    A fault, a trap or what is sound: its papers with their answers, and what officers decide. name: of its plant.

    A bill is one of its own, with the papers of its parcels; a fault of a parcel that never travels too.
    """

    name: str
    papers: list[Paper] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def fill(paper: Paper, numbers: Iterable[str]) -> None:
    """Put the numbers that customs gave into a document that names lists by them."""
    given = list(numbers)
    if not given:
        return
    if "lines" in paper.document:
        for line, number in zip(paper.document["lines"], given, strict=True):
            line["invtNo"] = number
    else:
        (paper.document["invtNo"],) = given
