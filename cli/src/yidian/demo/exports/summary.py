"""What came of the exports of a demonstration as plain data: how lists stand, and which plants were found."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from simulator.exports.month import FAULTS, TRAPS
from simulator.exports.papers import Paper
from simulator.exports.plants.plant import BillPlant, ParcelPlant
from yidian.demo.exports.play import LAST, PlayedExports

CANCELLED, DONE = "399", "899"
STANDINGS = {"2": "waiting", "120": "matched", "399": "reviewed", "300": "held", "500": "held", "800": "released"}
REQUESTS = (
    ("consolidated-already", 16, "request names a list that is consolidated already"),
    ("list-unclosed", 30, "request names a list that is not closed"),
    ("list-simplified", 30, "request names a simplified list"),
)
"""Faults of requests to consolidate, with their rows."""
ASKED = (("by-period", "lists of a period"), ("by-lists", "lists by number"))


def summarise(played: PlayedExports) -> dict[str, Any]:
    """Return the summary of the exports."""
    month = played.month
    return {
        "parcels": len(month.parcels),
        "bills": len({number for one in month.planted for number in _bills(one.papers)}),
        "submitted": played.book.sent,
        "lists": dict(sorted(standings(played).items())),
        "consolidated": {"lists": len(played.taken), "declarations": played.declared},
        "faults": [*_plants(FAULTS, played), *_requests(REQUESTS, played)],
        "traps": [*_plants(TRAPS, played), *_requests([(name, 0, title) for name, title in ASKED], played)],
        "findings": played.findings,
        "seconds": round(played.seconds, 1),
        "differences": [difference._asdict() for difference in played.differences],
    }


def standings(played: PlayedExports) -> Counter[str]:
    """Count how lists stand: closed, released, held, reviewed, cancelled, refused and rejected with their codes."""
    book = played.book
    cancelled = {
        paper.lists[0]
        for one in played.month.planted
        for paper in one.papers
        if paper.document["type"] == "export-cancellation" and CANCELLED in _statuses(paper, played)
    }
    counts: Counter[str] = Counter()
    for parcel in played.month.parcels:
        said = book.answers(parcel.listed)
        if not said:
            counts["unanswered"] += 1
        elif parcel.listed in cancelled:
            counts["cancelled"] += 1
        elif said[-1].status == DONE:
            counts["closed"] += 1
        elif said[-1].status.startswith("-"):
            counts[f"list rejected {said[-1].status}"] += 1
        else:
            standing = STANDINGS.get(said[-1].status, f"refused {said[-1].status}")
            counts[" ".join((standing, *sorted(said[-1].codes)))] += 1
    return counts


def _statuses(paper: Paper, played: PlayedExports) -> list[str]:
    return [said.status for said in played.book.answers(paper)]


def _bills(papers: Iterable[Paper]) -> set[str]:
    return {paper.document["billNo"] for paper in papers if paper.document["type"] == "master-list"}


def _plants(plants: Sequence[ParcelPlant | BillPlant], played: PlayedExports) -> list[dict[str, Any]]:
    rows = []
    for plant in plants:
        planted = [one.papers for one in played.month.planted if one.name == plant.name]
        rows.append(_row(plant.name, plant.row, plant.title, planted, played))
    return rows


def _requests(requests: Iterable[tuple[str, int, str]], played: PlayedExports) -> list[dict[str, Any]]:
    return [
        _row(name, row, title, [[asked.paper] for asked in played.month.asked if asked.name == name], played)
        for name, row, title in requests
    ]


def _ends(planted: Sequence[Sequence[Paper]]) -> list[str]:
    """Return how lists end, or requests to consolidate."""
    papers = [paper for papers in planted for paper in papers]
    lists = [paper for paper in papers if paper.document["type"] == "export-list"]
    return sorted({paper.due(LAST)[-1].status for paper in lists or papers})


def _row(name: str, row: int, title: str, planted: Sequence[Sequence[Paper]], played: PlayedExports) -> dict[str, Any]:
    """Return a plant: what is odd about its answers, how often it was planted, and how often it came out so."""
    told = {
        f"{paper.document['type']} {answer}": None
        for papers in planted
        for paper in papers
        for answer in paper.due(LAST)
        if answer.codes or answer.status in ("100", "300")
    }
    return {
        "plant": name,
        "row": row or None,
        "title": title,
        "planted": len(planted),
        "expected": "; ".join(told) or ", ".join(_ends(planted)),
        "as_planned": sum(all(played.is_as_planned(paper) for paper in papers) for papers in planted),
    }
