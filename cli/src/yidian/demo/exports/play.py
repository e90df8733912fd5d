"""
The exports of a demonstration, phase by phase: declared, listed and arrived, departed, consolidated.

Each phase goes out when what the one before it brings has come; what has not come in time is a difference. The clock
does not jump: what a bill's deadline or the next month brings is left to the tests.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from simulator.exports import check
from simulator.exports.calendar import one_day
from simulator.exports.month import SEED, ExportMonth, generate
from simulator.exports.papers import Paper, Phase, fill
from simulator.sampling import SAMPLED
from simulator.world import START, World
from yidian.demo.check import Difference
from yidian.demo.exports.officers import ExportOfficers
from yidian.demo.exports.senders import Senders
from yidian.demo.run import POLL_SECONDS, Progress
from yidian.demo.stage import Stage
from yidian.language import Wording

EXPORTS = 300
PATIENCE_SECONDS = 45.0
"""Longest wait for what a phase brings, in real seconds: more than the match deadline."""
LAST = Phase.OVERDUE
PASSING = frozenset({SAMPLED})
STEPS = {
    Phase.DECLARED: Wording("exports: orders, waybills and lists", "出口：订单、运单与清单"),
    Phase.LATER: Wording("exports: what is late, and numbers taken", "出口：迟到的单证与被占用的编号"),
    Phase.LISTED: Wording("exports: master lists and arrivals", "出口：总分单与运抵单"),
    Phase.LISTED_AGAIN: Wording("exports: parts mended, lists cancelled", "出口：补正的报文与撤单"),
    Phase.DEPARTED: Wording("exports: departures", "出口：离境单"),
    Phase.AFTER: Wording("exports: those left behind", "出口：滞留的包裹"),
    Phase.DEPARTED_AGAIN: Wording("exports: later departures", "出口：后续离境"),
    Phase.ASKED: Wording("exports: requests to consolidate", "出口：汇总申请"),
    Phase.ASKED_AGAIN: Wording("exports: requests that must be refused", "出口：应被退回的汇总申请"),
    Phase.OVERDUE: Wording("exports: the match deadline", "出口：比对期限"),
}


@dataclass(frozen=True, slots=True)
class PlayedExports:
    """What came of it. taken: lists that were consolidated, each with its request. declared: declarations."""

    month: ExportMonth
    book: check.Book
    taken: tuple[tuple[str, str | None], ...]
    declared: int
    differences: list[Difference]
    findings: int
    seconds: float

    def is_as_planned(self, paper: Paper) -> bool:
        """Whether a paper has the answers that it must have by the end of a demonstration."""
        return check.is_answered(paper, self.book, LAST, PASSING)


def plan_exports(world: World, *, parcels: int = EXPORTS, seed: int = SEED) -> ExportMonth:
    """Plan the exports of a demonstration. Raises `TooFewExports`."""
    return generate(world, parcels=parcels, calendar=one_day(START), seed=seed)


class ExportPlay:
    """
    One performance of exports on a stage: `begin`, then `perform`.

    What waits for the match deadline is sent at the begin, so that it is not waited for at the end.
    """

    def __init__(self, stage: Stage, world: World, month: ExportMonth, progress: Progress) -> None:
        self._month, self._progress = month, progress
        self._papers, self._early = month.papers(), _early(month)
        self._findings = 0
        connection, codes = stage.connection, {paper.sender for paper in self._papers}
        self._stack = ExitStack()
        merchants = (party.code for party in world.merchants)
        self._senders = self._stack.enter_context(Senders(connection, codes, merchants))
        self._officers = self._stack.enter_context(ExportOfficers(connection, self._month.findings, self._senders.book))

    def __enter__(self) -> "ExportPlay":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(self) -> None:
        """Send what will wait for the match deadline. Receipts are read from here on."""
        self._senders.open()
        self._senders.submit([paper for paper in self._papers if paper in self._early])

    def perform(self) -> PlayedExports:
        """Play the rest and compare every outcome with the plan."""
        began, book = time.monotonic(), self._senders.book
        for phase, step in STEPS.items():
            self._progress.step(step)
            due = [paper for paper in self._papers if paper.phase == phase and paper not in self._early]
            for paper in due:
                fill(paper, [book.list_no(listed) or "unknown" for listed in paper.lists])
            self._senders.submit(due)
            self._until(self._has_come(phase))
        self._until(lambda: not self._untaken())
        problems = [*check.differences(self._month, book, LAST, PASSING), *self._untaken()]
        return PlayedExports(
            self._month,
            book,
            tuple(self._senders.taken),
            self._senders.declared,
            [Difference(*each) for each in problems],
            self._findings,
            time.monotonic() - began,
        )

    def _has_come(self, phase: Phase) -> Callable[[], bool]:
        book, sent = self._senders.book, [paper for paper in self._papers if paper.phase <= phase]
        return lambda: all(check.has_come(paper, book, phase) for paper in sent)

    def _untaken(self) -> list[check.ExportDifference]:
        """Return what was consolidated otherwise than by the requests; what is due next month is not waited for."""
        return check.consolidation_differences(self._month, self._senders.book, self._senders.taken, unasked=False)

    def _until(self, is_reached: Callable[[], bool]) -> None:
        """Read receipts and let officers decide until something is reached, or patience is at its end."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            new = self._senders.poll()
            self._findings += self._officers.work()
            if is_reached():
                return
            if not new:
                time.sleep(POLL_SECONDS)


def _early(month: ExportMonth) -> frozenset[Paper]:
    """Return the papers of parcels of which something waits for the match deadline."""
    return frozenset(
        paper
        for one in month.planted
        if any(told.phase is Phase.OVERDUE for paper in one.papers for told in paper.told)
        for paper in one.papers
    )
