"""
What came of a month against what must: the answers to every paper, every list's declaration, every certificate.

The caller tells what it has read of the mesh, in the words of `Book`; nothing here asks it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from contracts.statuses import receipt_order
from simulator.exports.month import ExportMonth
from simulator.exports.papers import Answered, Paper, Phase

DUPLICATE = "DUPLICATE"
HOLDS = ("300", "500")


class Said(NamedTuple):
    """An answer as a receipt tells it. place: batch and index of the first answer to a submission. at_ms: ms UTC."""

    receipt_id: str
    document_id: str
    at_ms: int
    answer: Answered
    verdict: str | None = None
    place: tuple[str, int] | None = None
    list_no: str | None = None
    declaration_id: str | None = None


class Book:
    """What was sent and what was said of it. The invariant: a paper sent has one place, a receipt counts once."""

    def __init__(self) -> None:
        self._places: dict[Paper, tuple[tuple[str, int], str]] = {}
        self._first: dict[tuple[str, int], Said] = {}
        self._said: defaultdict[str, list[Said]] = defaultdict(list)
        self._seen: set[str] = set()

    def enter(self, paper: Paper, place: tuple[str, int], document_id: str | None) -> None:
        """Enter a paper that was sent: its batch and place in it, and the id that the gateway gave it."""
        self._places[paper] = (place, document_id or "")

    def take(self, said: Iterable[Said]) -> int:
        """Take in answers, each once; return how many were new."""
        new = 0
        for one in said:
            if one.receipt_id not in self._seen:
                self._seen.add(one.receipt_id)
                new += 1
                if one.verdict is not None and one.place is not None:
                    self._first[one.place] = one
                if one.verdict != DUPLICATE:
                    self._said[one.document_id].append(one)
        return new

    @property
    def sent(self) -> int:
        """How many papers were sent."""
        return len(self._places)

    def answers(self, paper: Paper) -> list[Answered]:
        """Return the answers to a paper in order."""
        place, document_id = self._places.get(paper, (("", 0), ""))
        first = self._first.get(place)
        if first is not None and first.verdict == DUPLICATE:
            return [first.answer]
        return [one.answer for one in self._ordered(document_id)]

    def list_no(self, paper: Paper) -> str | None:
        """Return the number that customs gave a list, once it has."""
        return next((one.list_no for one in self._of(paper) if one.list_no), None)

    def declaration_id(self, paper: Paper) -> str | None:
        """Return the id of a list's declaration, once there is one."""
        return next((one.declaration_id for one in self._of(paper) if one.declaration_id), None)

    def _of(self, paper: Paper) -> list[Said]:
        return self._said.get(self._places.get(paper, (("", 0), ""))[1], [])

    def _ordered(self, document_id: str) -> list[Said]:
        return sorted(self._said.get(document_id, []), key=_order)


def _order(one: Said) -> tuple[bool, tuple[int, int]]:
    """
    Return the place of an answer: the first to a submission first, the others as clients order them.

    What is concluded bears the time of what brought it about, which may have been accepted before the document itself.
    """
    return one.verdict is None, receipt_order(one.at_ms, one.answer.status)


class ExportDifference(NamedTuple):
    """What came out otherwise than planned."""

    plant: str
    number: str
    what: str
    expected: str
    actual: str


def is_answered(paper: Paper, book: Book, until: Phase = Phase.BILLS_OVERDUE, passing: Collection[str] = ()) -> bool:
    """
    Whether a paper has exactly the answers that are due by a phase. passing: codes of holds that are left out.

    Such a hold may stand together with others, and end before or after them. So of a list that had one the holds are
    compared apart from its other answers, by their codes alone.
    """
    said, due = book.answers(paper), paper.due(until)
    if [(each.status, each.codes) for each in said] == [(each.status, each.codes) for each in due]:
        return True
    if not any(each.codes & set(passing) for each in said):
        return False
    return _besides_holds(said) == _besides_holds(due) and _held_for(said) - set(passing) == _held_for(due)


def _besides_holds(told: Iterable[Answered]) -> list[tuple[str, frozenset[str]]]:
    return [(each.status, each.codes) for each in told if each.status not in HOLDS]


def _held_for(told: Iterable[Answered]) -> frozenset[str]:
    return frozenset(code for each in told if each.status in HOLDS for code in each.codes)


def has_come(paper: Paper, book: Book, until: Phase) -> bool:
    """Whether as many answers have come as are due by a phase, whichever they are."""
    return len(book.answers(paper)) >= len(paper.due(until))


def differences(
    month: ExportMonth, book: Book, until: Phase = Phase.BILLS_OVERDUE, passing: Collection[str] = ()
) -> list[ExportDifference]:
    """Return every paper whose answers differ from those that are due by a phase."""
    named = [(one.name, paper) for one in month.planted for paper in one.papers]
    named += [(asked.name, asked.paper) for asked in month.asked]
    return [
        ExportDifference(plant, number_of(paper), str(paper.document["type"]), _shown(paper.due(until)),
                         _shown(book.answers(paper)))
        for plant, paper in named
        if not is_answered(paper, book, until, passing)
    ]  # fmt: skip


def consolidation_differences(
    month: ExportMonth, book: Book, taken: Iterable[tuple[str, str | None]], *, unasked: bool = True
) -> list[ExportDifference]:
    """
    Compare which lists were consolidated by which request: each once, and no other. taken: list number and request.

    None stands for what is consolidated unasked. unasked: whether that is due already.
    """
    lists = month.consolidated_lists().items()
    expected = Counter((book.list_no(paper) or "", by) for paper, by in lists if unasked or by is not None)
    got = Counter(taken)
    missing, more = expected - got, got - expected
    return [
        *(ExportDifference("consolidation", number, "list", by or "unasked", "not taken") for number, by in missing),
        *(ExportDifference("consolidation", number, "list", "not taken", by or "unasked") for number, by in more),
    ]


def number_of(paper: Paper) -> str:
    """Return the number by which people find a paper."""
    document: Mapping[str, object] = paper.document
    return str(next(document[name] for name in ("orderNo", "logisticsNo", "billNo", "copNo") if name in document))


def _shown(told: Iterable[Answered]) -> str:
    return ", ".join(map(str, told)) or "no answer"
