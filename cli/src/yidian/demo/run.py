"""
The demonstration's course: XML messages, the day in rounds, malformed input apart, findings, follow-ups.

It waits for the planned outcomes and for nothing else; those that have not come in time are differences.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from simulator import day
from simulator.case import MISSING, Case
from simulator.case import Stage as Round
from simulator.ceb_messages import Message, cases_of, write_messages
from simulator.sampling import Expectation
from simulator.world import World
from yidian.demo.book import Book
from yidian.demo.check import Difference, differences, is_settled, parked
from yidian.demo.couriers import Couriers
from yidian.demo.malformed import Bad, Handed, disturbances, hand_in, write_malformed
from yidian.demo.officers import Officers
from yidian.demo.registrars import top_up
from yidian.demo.stage import SPEED, Stage
from yidian.gateway import Gateway
from yidian.language import Wording

PATIENCE_SECONDS = 75.0
"""Longest wait for the end, in real seconds: two match deadlines and more."""
ROUND_SECONDS = 60.0
"""Longest wait for what a round needs of those before it."""
PAUSE_SECONDS = 150 / SPEED
"""Two and a half minutes of trade between the first round and what is late: well before the match deadline."""
TOPPED_UP_CNY = 1_000_000
"""A guarantee that is enough for all parcels that wait for it."""
POLL_SECONDS = 0.25
FIRM = ("800", "300", "500", "100", "700")


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What is played: messages and cases, all from one seed, and malformed input.

    couriers: who submits. platforms: who reads the tax bills. to_be_topped_up: whose guarantee grows.
    """

    messages: tuple[Message, ...]
    day: tuple[Case, ...]
    malformed: tuple[Bad, ...]
    couriers: tuple[str, ...]
    platforms: tuple[str, ...]
    to_be_topped_up: str

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every case, those of the messages first."""
        return (*cases_of(self.messages), *self.day)

    @property
    def documents(self) -> int:
        """How many documents are submitted in all."""
        return sum(len(case.steps) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of it."""

    book: Book
    malformed: tuple[Handed, ...]
    differences: list[Difference]
    findings: int
    seconds: float


class Progress:
    """Reports of how far the play has come; this one shows nothing."""

    def step(self, what: Wording) -> None:
        """Something else begins."""

    def sent(self, number: int) -> None:
        """Documents have been answered by the gateway."""

    def stand(self, judged: int, settled: int) -> None:
        """So many documents are judged, so many cases are where they must end."""


def plan(world: World, *, parcels: int, seed: int) -> Plan:
    """Plan a demonstration. Raises `day.TooFewParcels`."""
    couriers = tuple(party.code for party in world.couriers)
    cases = day.generate(world, parcels=parcels, seed=seed)
    platforms = tuple(party.code for party in world.platforms)
    return Plan(write_messages(world), cases, write_malformed(world), couriers, platforms, world.to_be_topped_up.code)


class Play:
    """One performance of a plan on a stage."""

    def __init__(
        self, stage: Stage, planned: Plan, progress: Progress, at_the_deadline: Callable[[], None] = lambda: None
    ) -> None:
        """at_the_deadline: called when all is sent, and the match deadline alone is waited for."""
        self._stage, self._plan, self._progress = stage, planned, progress
        self._at_the_deadline = at_the_deadline
        self._book = Book()
        self._findings = 0

    def perform(self) -> Played:
        """Play it and compare every outcome with the plan."""
        began = time.monotonic()
        connection, cases = self._stage.connection, self._plan.cases
        with (
            Couriers(connection, self._plan.couriers, self._plan.platforms, self._book) as couriers,
            Officers(connection, cases) as officers,
        ):
            self._progress.step(Wording("CEB XML messages", "CEB XML 报文"))
            for message in self._plan.messages:
                couriers.submit_message(message)
                self._progress.sent(len(message.sent))
            self._progress.step(Wording("the first round", "第一轮"))
            self._round(couriers, Round.FIRST)
            late = time.monotonic() + PAUSE_SECONDS
            self._progress.step(Wording("malformed input, apart", "格式错误的输入，另行报送"))
            handed = tuple(hand_in(bad, connection) for bad in self._plan.malformed)
            self._progress.step(Wording("some minutes of trade, and what is late", "几分钟的贸易，以及迟到的单证"))
            self._until(couriers, officers, lambda: time.monotonic() >= late)
            self._round(couriers, Round.LATE)
            self._until(couriers, officers, self._first_is_settled, ROUND_SECONDS)
            self._progress.step(Wording("two persons top up a guarantee", "两人补足一份担保"))
            problems = top_up(connection, self._plan.to_be_topped_up, TOPPED_UP_CNY)
            self._progress.step(
                Wording("the second round: repeated, competing, over a limit", "第二轮：重复、竞争、超限")
            )
            self._round(couriers, Round.SECOND)
            self._progress.step(Wording("lists cancelled", "撤销清单"))
            self._until(couriers, officers, self._follow_ups_are_ready, ROUND_SECONDS)
            self._number_follow_ups()
            self._round(couriers, Round.FOLLOW_UP)
            self._progress.step(Wording("officers, and the match deadline", "关员处置与比对期限"))
            self._at_the_deadline()
            self._until(couriers, officers, self._all_is_settled)
        expectation = Expectation(self._stage.sampling_key)
        problems += differences(cases, self._book, expectation)
        with Gateway(connection.url, connection.with_role("operator").key) as operator:
            problems += parked(operator)
        with Gateway(connection.url, connection.with_role("auditor").key) as auditor:
            problems += disturbances(handed, auditor)
        return Played(self._book, handed, problems, self._findings, time.monotonic() - began)

    def _round(self, couriers: Couriers, which: Round) -> None:
        couriers.submit(day.requests(self._plan.day, which, self._plan.couriers), self._progress.sent)

    def _until(
        self,
        couriers: Couriers,
        officers: Officers,
        is_reached: Callable[[], bool],
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """Read receipts and let officers decide until something is reached, or patience is at its end."""
        end = time.monotonic() + patience_seconds
        while time.monotonic() < end:
            new = couriers.poll()
            self._findings += officers.work()
            judged = sum(self._book.answer(item.step) is not None for item in self._book.sent)
            self._progress.stand(judged, sum(is_settled(case, self._book) for case in self._plan.cases))
            if is_reached():
                return
            if not new:
                time.sleep(POLL_SECONDS)

    def _first_is_settled(self) -> bool:
        """Whether every document sent is judged and every complete case has come as far as it does by itself."""
        if any(self._book.answer(item.step) is None for item in self._book.sent):
            return False
        return all(self._is_firm(case) for case in self._plan.day if _is_complete_at_once(case))

    def _follow_ups_are_ready(self) -> bool:
        return all(self._is_firm(case) for case in self._plan.day if _follow_ups(case))

    def _is_firm(self, case: Case) -> bool:
        """Whether a case has a firm outcome; one on which an officer decides must have been decided."""
        outcome = self._book.outcome(case)
        if outcome is None or (case.passes is not None and not self._book.has_stood(case, case.passes)):
            return False
        if case.finding is not None:
            return outcome == case.outcome
        return outcome.status in FIRM or outcome.status.startswith("-")

    def _number_follow_ups(self) -> None:
        """Give each document that takes a list back the number that customs gave that."""
        for case in self._plan.day:
            for step in case.steps:
                if step.stage is Round.FOLLOW_UP and not step.document["invtNo"]:
                    step.document["invtNo"] = self._book.list_no(case) or "unknown"

    def _all_is_settled(self) -> bool:
        """Whether every case is where it must end, and every document answered as it must be."""
        if not all(is_settled(case, self._book) for case in self._plan.cases):
            return False
        return all(self._book.answer(step) is not None for case in self._plan.cases for step in case.steps)


def _is_complete_at_once(case: Case) -> bool:
    """Whether all four documents of a case go out in the first round and none of them is missing."""
    first = [step.document for step in case.steps if step.stage in (Round.FIRST, Round.LATE)]
    return MISSING not in case.outcome.codes and all(document in first for document in case.parcel.documents)


def _follow_ups(case: Case) -> bool:
    return any(step.stage is Round.FOLLOW_UP for step in case.steps)
