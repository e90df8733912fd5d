"""
A generated load: batches of imports and exports in the order in which they go out.

Of imports it is the day of trade as far as it is decided by what was sent alone: without what waits for an officer, the
match deadline, a number that customs gave, or for others to be settled first. A case goes out whole, in one batch, so
that its documents keep their order however batches overtake each other. Exports go out phase by phase:
`tests.support.chaos.exports`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from simulator.case import DUPLICATE, MISSING, Case, Stage
from simulator.day import generate
from simulator.documents import Document
from simulator.exports.month import ExportMonth
from simulator.exports.papers import Paper, Phase
from simulator.world import world
from tests.support.chaos import exports

Key = tuple[str, str, str]
"""Order number, type and number of a document."""

COURIER = "1101180326"
CONTESTED = {"waybill-number-reused", "payment-number-reused", "payment-misdirected"}
"""Plants of several parcels whose outcome depends on which of them customs reads first."""
IN_ORDER = (Stage.FIRST, Stage.LATE)
"""What is late here comes right after the rest: for these plants only the order matters."""


@dataclass(frozen=True, slots=True)
class Batch:
    """
    What goes out at once. sender: code of who transmits it.

    papers: of exports, whose documents may still lack the numbers that customs gives; lines: of imports, as JSON.
    phase: of exports, which begins when the one before it has come about; imports wait for nothing.
    """

    sender: str
    phase: Phase
    papers: tuple[Paper, ...] = ()
    lines: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """
    Parcels and the batches in which their documents go out; `contested` order numbers compete for something.

    answers: what must become of each document of uncontested imports, by order number, type and number.
    """

    cases: tuple[Case, ...]
    month: ExportMonth
    batches: tuple[Batch, ...]
    documents: int
    contested: frozenset[str]
    answers: Mapping[Key, Counter[str]]


def make(declarations: int, *, batch: int, at: datetime, seed: int = 11) -> Load:
    """
    Generate `declarations` parcels with the planted shares of faults, half of them exports, without those that need an
    officer or a deadline.

    batch: documents per request. at: when the mesh begins.
    """
    cases = tuple(
        case
        for case in generate(world(), parcels=declarations // 2, seed=seed)
        if all(step.stage in IN_ORDER for step in case.steps) and MISSING not in case.outcome.codes
    )
    month = exports.plan(declarations - declarations // 2, at=at)
    contested = frozenset(
        str(step.document["orderNo"]) for case in cases if case.plant in CONTESTED for step in case.steps
    )
    documents = sum(len(case.steps) for case in cases) + len(month.papers())
    batches = tuple(_mixed(tuple(_batches(cases, batch)), tuple(_export_batches(month, batch))))
    return Load(cases, month, batches, documents, contested, _answers(cases, contested))


def _batches(cases: Iterable[Case], size: int) -> Iterator[tuple[bytes, ...]]:
    """Yield batches of whole cases, each of `size` documents or a few more."""
    lines: list[bytes] = []
    for case in cases:
        lines += [
            msgspec.json.encode(step.document) for stage in IN_ORDER for step in case.steps if step.stage is stage
        ]
        if len(lines) >= size:
            yield tuple(lines)
            lines = []
    if lines:
        yield tuple(lines)


def _export_batches(month: ExportMonth, size: int) -> Iterator[Batch]:
    """Yield batches of one sender and phase, each of `size` documents at most, phase by phase."""
    by_phase: defaultdict[Phase, defaultdict[str, list[Paper]]] = defaultdict(lambda: defaultdict(list))
    for paper in month.papers():
        by_phase[paper.phase][paper.sender].append(paper)
    for phase in sorted(by_phase):
        yield from (
            Batch(sender, phase, papers=tuple(papers[begin : begin + size]))
            for sender, papers in by_phase[phase].items()
            for begin in range(0, len(papers), size)
        )


def _mixed(imports: Sequence[tuple[bytes, ...]], exported: Sequence[Batch]) -> Iterator[Batch]:
    """Yield export batches in their order, with as many batches of imports in each phase, spread among them."""
    phases = sorted({batch.phase for batch in exported})
    for number, phase in enumerate(phases):
        share = slice(len(imports) * number // len(phases), len(imports) * (number + 1) // len(phases))
        own = [batch for batch in exported if batch.phase is phase]
        among = [Batch(COURIER, phase, lines=lines) for lines in imports[share]]
        placed = [((place + 0.5) / len(group), batch) for group in (own, among) for place, batch in enumerate(group)]
        yield from (batch for _, batch in sorted(placed, key=lambda one: one[0]))


def _answers(cases: Iterable[Case], contested: Collection[str]) -> dict[Key, Counter[str]]:
    """Count what must become of the documents that customs judges, by their key; it never sees what is repeated."""
    verdicts: dict[Key, Counter[str]] = defaultdict(Counter)
    for case in cases:
        for step in case.steps:
            if step.answer != DUPLICATE and step.document["orderNo"] not in contested:
                verdicts[_key(step.document)][step.answer.verdict.upper()] += 1
    return dict(verdicts)


def _key(document: Document) -> Key:
    kind = str(document["type"])
    number = {
        "import-order": "orderNo",
        "import-payment": "payTransactionId",
        "import-waybill": "logisticsNo",
        "import-list": "copNo",
    }[kind]
    return str(document["orderNo"]), kind.upper().replace("-", "_"), str(document[number])
