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
    """Nothing is sent: lists that wait and bills that lack parts are refused a day later."""


class Answered(NamedTuple):
    """An answer: CEB status, the codes of its reasons, and the phase in which it comes at the latest."""

    status: str
    codes: frozenset[str] = frozenset()
    phase: Phase = Phase.DECLARED

    def __str__(self) -> str:
        """Show status and codes, as in ``100 99001``; a code that is the status too is shown once."""
        return " ".join((self.status, *sorted(self.codes - {self.status})))


def answers(*told: str, overdue: str | None = None) -> tuple[Answered, ...]:
    """Return answers written as ``300 99612``: a status and its codes. overdue: one that a deadline brings."""
    return (*map(_answer, told), *(() if overdue is None else (_answer(overdue)._replace(phase=Phase.OVERDUE),)))


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
        return tuple(each for each in self.told if each.phase <= until)


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
