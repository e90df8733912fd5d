"""
A day of trade submitted to a mesh that is up, in real time: nothing is compared, and no officer decides.

Held declarations stay on the worklist, customs waits for missing documents. The same day again has the same documents:
customs answers with duplicates, rejects the same ones, and changes nothing.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from simulator import day
from simulator.case import DUPLICATE, MISSING, Case, Stage
from yidian.connection import Connection
from yidian.demo.book import Book
from yidian.demo.couriers import Couriers
from yidian.demo.run import Plan, Progress
from yidian.demo.summary import declarations, verdicts
from yidian.language import Wording

QUIET_SECONDS = 20.0
"""After so long without a new receipt it waits no more."""
POLL_SECONDS = 0.25
ROUNDS = {
    Stage.FIRST: Wording("the first documents", "第一批单证"),
    Stage.LATE: Wording("the late documents", "迟到的单证"),
    Stage.SECOND: Wording("the second documents", "第二批单证"),
    Stage.FOLLOW_UP: Wording("the follow-up documents", "后续单证"),
}


class Supplied(NamedTuple):
    """The outcomes of a day so far: documents by verdict, declarations by status, real seconds."""

    parcels: int
    submitted: int
    accepted: int
    rejected: int
    duplicate: int
    unanswered: int
    declarations: dict[str, int]
    seconds: float


def day_of_trade(couriers: tuple[str, ...], platforms: tuple[str, ...], cases: tuple[Case, ...]) -> Plan:
    """Return the plan of a day without the messages and the malformed input of a demonstration."""
    return Plan((), cases, (), couriers, platforms, to_be_topped_up="")


def supply(connection: Connection, planned: Plan, progress: Progress) -> Supplied:
    """Submit a day of trade, round by round, and return its outcomes so far."""
    began, book = time.monotonic(), Book()
    with Couriers(connection, planned.couriers, planned.platforms, book) as couriers:

        def submit(which: Stage, cases: tuple[Case, ...]) -> None:
            progress.step(ROUNDS[which])
            couriers.submit(day.requests(cases, which, planned.couriers), progress.sent)
            _until_quiet(couriers, lambda: _stand(book, progress))

        for which in (Stage.FIRST, Stage.LATE, Stage.SECOND):
            submit(which, planned.day)
        submit(Stage.FOLLOW_UP, tuple(case for case in planned.day if _number(case, book)))
    answered = verdicts(book)
    return Supplied(
        parcels=len(planned.day),
        submitted=len(book.sent),
        **answered,
        unanswered=len(book.sent) - sum(answered.values()),
        declarations=dict(sorted(declarations(planned.day, book).items())),
        seconds=round(time.monotonic() - began, 1),
    )


def _until_quiet(couriers: Couriers, is_reached: Callable[[], bool]) -> None:
    """Read receipts until something is reached, or nothing new has come for a while."""
    quiet_since = time.monotonic()
    while not is_reached() and time.monotonic() - quiet_since < QUIET_SECONDS:
        if couriers.poll():
            quiet_since = time.monotonic()
        else:
            time.sleep(POLL_SECONDS)


def _stand(book: Book, progress: Progress) -> bool:
    """Report how far it is; return whether all that was sent has come as far as it does by itself."""
    judged = sum(book.answer(item.step) is not None for item in book.sent)
    lists = [item for item in book.sent if item.document is item.case.parcel.declaration]
    waiting = [item for item in lists if not _stands(item, book)]
    progress.stand(judged, len(lists) - len(waiting))
    return judged == len(book.sent) and not waiting


def _stands(item: day.Sent, book: Book) -> bool:
    """Whether a list has an outcome, will have none before its deadline, or was there before this day was submitted."""
    if MISSING in item.case.outcome.codes or book.answer(item.step) == DUPLICATE:
        return True
    return book.outcome(item.case) is not None


def _number(case: Case, book: Book) -> bool:
    """Give a cancellation the number that customs gave its list; False if it gave none, and so nothing is asked."""
    for step in case.steps:
        if step.stage is Stage.FOLLOW_UP and not step.document["invtNo"]:
            list_no = book.list_no(case)
            if list_no is None:
                return False
            step.document["invtNo"] = list_no
    return True
