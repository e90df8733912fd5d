"""
A planted case: which documents go out when, and what must become of each of them and of the declaration.

Expectations are stated where the fault is planted, from the rules as published; nothing here asks the mesh.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from simulator.documents import Document
from simulator.parcel import Parcel, Trade


class Stage(StrEnum):
    """When a document goes out."""

    FIRST = "first"
    """In the first round."""
    LATE = "late"
    """Minutes of trade later; well before the match deadline."""
    SECOND = "second"
    """When the first round is settled."""
    FOLLOW_UP = "follow-up"
    """When the numbers that customs gave are known."""


class Answer(NamedTuple):
    """What must become of one submitted document: accepted, rejected or duplicate, and the published code."""

    verdict: str
    code: str | None = None


ACCEPTED = Answer("accepted")
DUPLICATE = Answer("duplicate")


def rejected(code: str) -> Answer:
    """Return the answer for a document refused with `code`."""
    return Answer("rejected", code)


class Outcome(NamedTuple):
    """Where a declaration must end: CEB status of its list, and the codes of the reasons."""

    status: str
    codes: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Show status and codes, as in ``100 99001``; a code that is the status too is shown once."""
        return " ".join((self.status, *sorted(self.codes - {self.status})))


MISSING = "99001"
"""Our code for a document that never came."""
RELEASED = Outcome("800")


def refused(*codes: str) -> Outcome:
    """Return the outcome of a declaration refused by customs after the match."""
    return Outcome("100", frozenset(codes))


def held(*codes: str) -> Outcome:
    """Return the outcome of a declaration that waits for an officer."""
    return Outcome("300", frozenset(codes))


def list_rejected(code: str) -> Outcome:
    """Return the outcome of a list that is refused on its own account."""
    return Outcome(code, frozenset((code,)))


ALERTED = Outcome("500", frozenset({"99601"}))
"""The status of a parcel under an alert until an inspector has decided."""


class Tax(NamedTuple):
    """What the tax bill of a declaration must say, in yuan and in all its lines together."""

    duty: Decimal
    consumption: Decimal
    vat: Decimal


class Step(NamedTuple):
    """One document on its way. A follow-up takes the list number of its case before it is sent."""

    stage: Stage
    document: Document
    answer: Answer


@dataclass(frozen=True, slots=True)
class Case:
    """
    What is sent for one parcel, and how it must end.

    plant: name of the plant, ``sound`` if nothing was planted. outcome: how the first list ends once officers have
    decided; passes: its status and reasons on the way there. finding: agency and action by which an officer ends the
    hold that was planted. contest: cases of the same name compete; together they must have their outcomes, whichever of
    them has which. tax: what its bill must say, where a case is planted for that.
    """

    plant: str
    parcel: Parcel
    steps: tuple[Step, ...]
    outcome: Outcome = RELEASED
    finding: tuple[str, str] | None = None
    contest: str | None = None
    passes: Outcome | None = None
    tax: Tax | None = None


@dataclass(frozen=True, slots=True)
class Plant:
    """
    A kind of planted case. row: its row in the table of planted faults, 0 for one that is not in it.

    percent: share of the parcels. parcels: how many parcels one planting takes.
    """

    name: str
    row: int
    title: str
    percent: float
    make: Callable[[Trade], list[Case]]
    parcels: int = field(default=1)


def steps(
    *documents: Document, stage: Stage = Stage.FIRST, answers: dict[int, Answer] | None = None
) -> tuple[Step, ...]:
    """Send documents in this order in one stage; all are accepted but those whose place is given another answer."""
    return tuple(
        Step(stage, document, (answers or {}).get(place, ACCEPTED)) for place, document in enumerate(documents)
    )


def later(app_time: str, seconds: int = 5) -> str:
    """Return an appTime some seconds after `app_time`, within its minute."""
    return f"{app_time[:-2]}{min(59, int(app_time[-2:]) + seconds):02}"


def expected_outcomes(cases: Iterable[Case]) -> str:
    """Return in a few words the outcomes of planted cases: documents that are rejected, then how lists end."""
    documents: dict[str, None] = {}
    lists: dict[str, None] = {}
    for case in cases:
        lists[f"{case.passes} → {case.outcome}" if case.passes else str(case.outcome)] = None
        for step in case.steps:
            if step.answer == DUPLICATE:
                documents["duplicates"] = None
            elif step.answer.code and (step.document["type"], step.answer.code) != ("import-list", case.outcome.status):
                documents[f"{step.document['type']} {step.answer.code}"] = None
    return "; ".join((*documents, *sorted(lists, key=lambda end: end == str(RELEASED))))
