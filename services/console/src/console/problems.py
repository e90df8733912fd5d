"""What operators must look at, from the gateway's answers about topics, services and parked keys. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

LARGE, LARGER = 100, 1_000
"""Records not committed from which a lag is marked, and from which it is a problem."""

Row = Mapping[str, Any]


class Problem(NamedTuple):
    """A problem: the key of its text with what stands in it, how bad it is, and where on the page to go on."""

    text: str
    values: Mapping[str, object]
    tone: str
    place: str


def lag_tone(lag: int) -> str:
    """Return how a lag is marked: bad, wait, or plain."""
    return "bad" if lag >= LARGER else "wait" if lag >= LARGE else "plain"


def problems(topics: Sequence[Row] | None, services: Sequence[Row], parked: int) -> list[Problem]:
    """Return what is wrong, the worst first. topics: None while the event bus does not answer."""
    if topics is None:
        return [Problem("operations.topics_none", {}, "bad", "topics"), *_parked(parked)]
    idle = [
        Problem("operations.not_working", {"service": row["service"], "state": row["state"]}, "bad", "services")
        for row in services
        if not row["working"]
    ]
    waits = [
        Problem("operations.waiting", {**wait, "topic": topic["topic"]}, "bad", "topics")
        for topic in topics
        for wait in topic["waiting"]
    ]
    aside = [
        Problem("operations.set_aside_of", {"topic": topic["topic"], "number": topic["set_aside"]}, "bad", "topics")
        for topic in topics
        if topic["set_aside"]
    ]
    behind = [
        Problem("operations.behind", {"service": service, "lag": lag, "topic": topic["topic"]}, lag_tone(lag), "topics")
        for topic in topics
        for service, lag in topic["lag"].items()
        if lag >= LARGE
    ]
    all_ = [*idle, *waits, *aside, *_parked(parked), *behind]
    return sorted(all_, key=lambda problem: problem.tone != "bad")


def is_troubled(topic: Row) -> bool:
    """Tell whether a topic is shown at once: somebody is behind in it, waits in it, or passes records over."""
    return bool(topic["waiting"] or topic["set_aside"] or any(topic["lag"].values()))


def _parked(parked: int) -> list[Problem]:
    return [Problem("operations.parked_keys", {"number": parked}, "bad", "parked")] if parked else []
