"""
The course of trade that the table of outcomes is of.

The demonstration's messages and day in their rounds, officers at work, a guarantee topped up; every attempt on a parcel
of every kind; then deadlines, midnights, the month in which bills are summarised, and attempts on what is long done.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from gateway.intake.answer import ItemAnswer
from gateway.reading.batch import Format
from simulator import day
from simulator.case import Case, Stage
from simulator.ceb_messages import write_messages
from simulator.documents import Document
from simulator.world import world
from tests.support.outcomes.attempts import SEED, Attempt, attempts
from tests.support.outcomes.records import Named
from tests.support.outcomes.world import MINUTE_MS, START_MS, Mesh

PARCELS = 700
BATCH = 250
TOPPED_UP_CNY = 1_000_000
HOUR_MS, DAY_MS = 60 * MINUTE_MS, 24 * 60 * MINUTE_MS
FIRST_HOURS = (1, 6, 13, 15, 23, 26, 40)
LATER_DAYS = (4, 5, 6, 10, 20, 21, 22, 35, 50, 66)
"""Ticks after the start, before and after the attempts on the third day: past every deadline."""


class Submission(NamedTuple):
    """A document as it was submitted: of which parcel, what it is, its place, and what the gateway answered."""

    parcel: str
    kind: str
    batch: tuple[str, int]
    answer: ItemAnswer


class Sent(NamedTuple):
    """A document of a parcel, before it is handed over."""

    case: Case
    parcel: str
    document: Document


class Course:
    """Plays it; then `mesh` has heard everything, and `submissions` are in order."""

    def __init__(self, parcels: int = PARCELS) -> None:
        self.mesh = Mesh()
        self.submissions: list[Submission] = []
        self._world = world()
        self._planned = day.generate(self._world, parcels=parcels, seed=day.SEED)
        self._names = {id(case): f"day {place:04} {case.plant}" for place, case in enumerate(self._planned)}
        self._couriers = tuple(party.code for party in self._world.couriers)
        self._cases: dict[str, Case] = {}
        self._lists: dict[str, str] = {}

    def play(self) -> None:
        """Play the whole course."""
        mesh = self.mesh
        self._messages()
        self._round(Stage.FIRST)
        self._round(Stage.LATE)
        mesh.top_up(self._world.to_be_topped_up.code, TOPPED_UP_CNY)
        mesh.tick(mesh.now_ms + 2 * MINUTE_MS)
        self._round(Stage.SECOND)
        self._number_follow_ups()
        self._round(Stage.FOLLOW_UP)
        self._go_on(self._begin("at once", SEED))
        begun = self._begin("later", SEED + 1)
        for hours in FIRST_HOURS:
            mesh.tick(START_MS + hours * HOUR_MS)
        mesh.tick(START_MS + 3 * DAY_MS)
        self._go_on(begun)
        for days in LATER_DAYS:
            mesh.tick(START_MS + days * DAY_MS)

    def _messages(self) -> None:
        for message in write_messages(self._world):
            sent = [
                Sent(item.case, f"message {item.case.parcel.deal.order_no}", item.step.document)
                for item in message.sent
            ]
            self._hand_over(Format.XML, message.body, message.courier_code, sent)

    def _round(self, which: Stage) -> None:
        for request in day.requests(self._planned, which, self._couriers):
            sent = [Sent(item.case, self._names[id(item.case)], item.document) for item in request.documents]
            self._documents(sent, request.courier_code)
        self.mesh.work_of_officers(self._cases)

    def _number_follow_ups(self) -> None:
        """Give each cancellation the number that customs gave its list."""
        for case in self._planned:
            for step in case.steps:
                if step.stage is Stage.FOLLOW_UP and not step.document["invtNo"]:
                    named = self._named(self._names[id(case)])
                    step.document["invtNo"] = (named and named.list_no) or "unknown"

    def _begin(self, course: str, seed: int) -> list[tuple[Case, Attempt]]:
        """Hand over the first documents of all attempts; samples among them are released."""
        begun = [
            (Case(f"{course}: {attempt.name}", attempt.parcel, ()), attempt) for attempt in attempts(self._world, seed)
        ]
        self._all([Sent(case, case.plant, document) for case, attempt in begun for document in attempt.first])
        self.mesh.work_of_officers(self._cases)
        return begun

    def _go_on(self, begun: Sequence[tuple[Case, Attempt]]) -> None:
        """Try what is to be tried, one document of each parcel at a time; officers decide what is to be found."""
        for turn in range(2):
            self._all(
                [
                    Sent(case, case.plant, document)
                    for case, attempt in begun
                    for document in attempt.then(self._named(case.plant))[turn : turn + 1]
                ]
            )
        for case, attempt in begun:
            named = self._named(case.plant)
            for hold in list(self.mesh.open_holds.values()):
                if attempt.finding and named and hold.declaration_id == named.declaration_id:
                    agency, action = attempt.finding
                    if hold.agency == agency:
                        self.mesh.decide(hold, action)
        self.mesh.work_of_officers(self._cases)

    def _named(self, parcel: str) -> Named | None:
        return self.mesh.named.get(self._lists.get(parcel, ""))

    def _all(self, sent: Sequence[Sent]) -> None:
        for begin in range(0, len(sent), BATCH):
            self._documents(sent[begin : begin + BATCH], self._couriers[0])

    def _documents(self, sent: Sequence[Sent], courier_code: str) -> None:
        body = b"\n".join(msgspec.json.encode(item.document) for item in sent)
        self._hand_over(Format.NDJSON, body, courier_code, sent)

    def _hand_over(self, written: Format, body: bytes, courier_code: str, sent: Sequence[Sent]) -> None:
        for item, (batch, answer) in zip(sent, self.mesh.submit(written, body, courier_code), strict=True):
            kind = item.document["type"].removeprefix("import-")
            self.submissions.append(Submission(item.parcel, kind, batch, answer))
            if kind == "list" and answer.document_id:
                self._lists.setdefault(item.parcel, answer.document_id)
                self._cases.setdefault(answer.document_id, item.case)
