"""
The outcomes of a demonstration: fault by fault and trap by trap, counts that must add up, latency, three timelines.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from simulator import day
from simulator.case import Case, Plant, expected_outcomes
from yidian.connection import Connection
from yidian.demo.book import Book
from yidian.demo.check import is_settled
from yidian.demo.run import Plan, Played
from yidian.gateway import Gateway

VERDICTS = ("accepted", "rejected", "duplicate")
SHOWN = (("released", "sound"), ("held", "licence-expired"), ("refused", "payer-differs"))
"""Cases whose timeline is shown: how they ended, and by which plant to find one."""
VIEW_SECONDS = 10.0
STANDINGS = {"800": "released", "300": "held", "500": "held", "cancelled": "cancelled", "1": "draft"}


def summarise(planned: Plan, played: Played, connection: Connection) -> dict[str, Any]:
    """Return the summary as plain data, with the timelines of three parcels."""
    book = played.book
    with Gateway(connection.url, connection.with_role("auditor").key) as auditor:
        latency = auditor.get("/v1/summary")["latency"]
        timelines = {ended: _timeline(auditor, case, book) for ended, case in _shown(planned.day)}
    return {
        "parcels": len(planned.day),
        "submitted": len(book.sent),
        **verdicts(book),
        "rejected_by_code": dict(sorted(_rejected(book).items())),
        "declarations": dict(sorted(declarations(planned.cases, book).items())),
        "messages": _messages(planned, book),
        "malformed": [
            {"request": handed.bad.name, "stated": handed.bad.expected, "came_out": handed.actual}
            for handed in played.malformed
        ],
        "faults": _plants(day.FAULTS, planned.day, book),
        "traps": _plants(day.TRAPS, planned.day, book),
        "findings": played.findings,
        "latency": latency,
        "seconds": round(played.seconds, 1),
        "differences": [difference._asdict() for difference in played.differences],
        "timelines": timelines,
    }


def verdicts(book: Book) -> dict[str, int]:
    """Return how many documents were accepted, rejected and duplicates."""
    answers = [book.answer(item.step) for item in book.sent]
    counts = Counter(answer.verdict for answer in answers if answer)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def adds_up(summary: dict[str, Any]) -> bool:
    """Whether submitted = accepted + rejected + duplicate."""
    return bool(summary["submitted"] == sum(summary[verdict] for verdict in VERDICTS))


def _rejected(book: Book) -> Counter[str]:
    answers = (book.answer(item.step) for item in book.sent)
    return Counter(answer.code for answer in answers if answer and answer.code)


def declarations(cases: Iterable[Case], book: Book) -> Counter[str]:
    """Count how declarations ended, refusals and holds with their reasons."""
    counts: Counter[str] = Counter()
    for case in cases:
        outcome = book.outcome(case)
        if outcome is None:
            counts["unanswered"] += 1
        elif outcome.status.startswith("-"):
            counts[f"list rejected {outcome.status}"] += 1
        else:
            standing = STANDINGS.get(outcome.status, f"refused {outcome.status}")
            counts[" ".join((standing, *sorted(outcome.codes)))] += 1
    return counts


def _messages(planned: Plan, book: Book) -> list[dict[str, Any]]:
    """Return each XML message with what was stated and what came out."""
    rows = []
    for message in planned.messages:
        stated = Counter(item.step.answer.verdict for item in message.sent)
        answers = [book.answer(item.step) for item in message.sent]
        came_out = Counter(answer.verdict for answer in answers if answer)
        rows.append(
            {
                "message": message.name,
                "oddity": message.oddity,
                "stated": {verdict: stated[verdict] for verdict in VERDICTS},
                "came_out": {verdict: came_out[verdict] for verdict in VERDICTS},
            }
        )
    return rows


def _plants(plants: Sequence[Plant], cases: Sequence[Case], book: Book) -> list[dict[str, Any]]:
    """Return of each plant its number of parcels, their planned outcomes, and the number that came out so."""
    rows = []
    for plant in plants:
        planted = [case for case in cases if case.plant == plant.name]
        as_planned = sum(is_settled(case, book) and _is_answered(case, book) for case in planted)
        rows.append(
            {"plant": plant.name, "row": plant.row or None, "title": plant.title, "planted": len(planted),
             "expected": expected_outcomes(planted), "as_planned": as_planned}
        )  # fmt: skip
    return rows


def _is_answered(case: Case, book: Book) -> bool:
    return all(book.answer(step) == step.answer for step in case.steps)


def _shown(cases: Sequence[Case]) -> list[tuple[str, Case]]:
    return [(ended, next(case for case in cases if case.plant == plant)) for ended, plant in SHOWN]


def _timeline(auditor: Gateway, case: Case, book: Book) -> dict[str, Any] | None:
    """Return a case as the auditor sees it, once the view has caught up with the receipts."""
    outcome = book.outcome(case)
    end = time.monotonic() + VIEW_SECONDS
    while True:
        matches = [
            match
            for match in auditor.cases(case.parcel.deal.order_no)
            if match["platform_code"] == case.parcel.deal.platform.code
        ]
        caught_up = bool(matches) and (outcome is None or matches[0]["status"] == outcome.status)
        if caught_up or time.monotonic() > end:
            return matches[0] if matches else None
        time.sleep(0.2)
