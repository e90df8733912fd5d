"""
What a demonstration came to: counts that must add up, outcomes by reason, plants found, latency, three timelines.
"""

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from yidian.commands.following import timeline
from yidian.connection import Connection
from yidian.demo.book import Book
from yidian.demo.check import Difference, is_settled
from yidian.demo.run import Plan, Played
from yidian.gateway import Gateway
from yidian.output import coloured, status_style, table
from yidian.trade.case import Case
from yidian.trade.day import PLANTS

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
        timelines = {ended: _timeline(auditor, case, book) for ended, case in _shown(planned.hour)}
    return {
        "parcels": len(planned.hour),
        "submitted": len(book.sent),
        **verdicts(book),
        "rejected_by_code": dict(sorted(_rejected(book).items())),
        "declarations": dict(sorted(_declarations(planned.cases, book).items())),
        "messages": _messages(planned, book),
        "plants": _plants(planned.hour, book),
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


def _declarations(cases: Iterable[Case], book: Book) -> Counter[str]:
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
    told = []
    for message in planned.messages:
        stated = Counter(item.step.answer.verdict for item in message.sent)
        answers = [book.answer(item.step) for item in message.sent]
        came_out = Counter(answer.verdict for answer in answers if answer)
        told.append(
            {
                "message": message.name,
                "oddity": message.oddity,
                "stated": {verdict: stated[verdict] for verdict in VERDICTS},
                "came_out": {verdict: came_out[verdict] for verdict in VERDICTS},
            }
        )
    return told


def _plants(hour: Sequence[Case], book: Book) -> list[dict[str, Any]]:
    planted = Counter(case.plant for case in hour)
    found = Counter(case.plant for case in hour if is_settled(case, book) and _is_answered(case, book))
    return [
        {"plant": plant.name, "row": plant.row or None, "title": plant.title, "planted": planted[plant.name],
         "as_planned": found[plant.name]}
        for plant in PLANTS
    ]  # fmt: skip


def _is_answered(case: Case, book: Book) -> bool:
    return all(book.answer(step) == step.answer for step in case.steps)


def _shown(hour: Sequence[Case]) -> list[tuple[str, Case]]:
    return [(ended, next(case for case in hour if case.plant == plant)) for ended, plant in SHOWN]


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


def show(summary: dict[str, Any], console: Console) -> None:
    """Show a summary to people, the differences last."""
    for ended, match in summary["timelines"].items():
        console.print(Rule(f"one {ended} parcel", align="left"))
        if match is not None:
            console.print(timeline(match))
    console.print(Rule("CEB XML messages: accepted, rejected, duplicate", align="left"))
    messages = (
        (row["message"], *(" + ".join(map(str, row[told].values())) for told in ("stated", "came_out")), row["oddity"])
        for row in summary["messages"]
    )
    console.print(table("", ("message", "stated", "came out", "with"), messages))
    console.print(Rule("planted faults and traps", align="left"))
    rows = (
        (plant["title"], plant["planted"], _tick(plant["planted"], plant["as_planned"])) for plant in summary["plants"]
    )
    console.print(table("", ("what", "planted", "as planned"), rows))
    console.print(Rule("summary", align="left"))
    outcomes = ((name, number) for name, number in summary["declarations"].items())
    console.print(table("", ("declarations", "number"), outcomes))
    if summary["rejected_by_code"]:
        codes = ((coloured(code, status_style(code)), number) for code, number in summary["rejected_by_code"].items())
        console.print(table("", ("documents rejected", "number"), codes))
    latency = summary["latency"]
    console.print(
        f"submitted {summary['submitted']} = accepted [green]{summary['accepted']}[/] + rejected "
        f"[red]{summary['rejected']}[/] + duplicate [yellow]{summary['duplicate']}[/]"
    )
    console.print(
        f"{summary['findings']} findings by officers; decided within {latency['p50_ms']} ms (p50), "
        f"{latency['p99_ms']} ms (p99) of the last document, {latency['declarations']} declarations"
    )
    _show_differences([Difference(**difference) for difference in summary["differences"]], console)


def _tick(planted: int, found: int) -> Text:
    return coloured(found, "green" if planted == found else "bold red")


def _show_differences(found: Sequence[Difference], console: Console) -> None:
    if not found:
        console.print("[bold green]every planted fault was found, and nothing else was refused[/]")
        return
    console.print(f"[bold red]{len(found)} differences from the plan[/]")
    console.print(table("", ("plant", "order", "what", "expected", "came out"), found))
