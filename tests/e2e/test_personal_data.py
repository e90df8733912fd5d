"""
No personal value in the clear anywhere: topics with keys and headers, state, dead letters, databases, logs, metrics.

Every name, identity number, telephone and address of the demonstration is looked for as the bytes that were submitted.
"""

import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from contracts.topics import TOPICS
from mesh.kafka.committed_records import committed, everywhere
from mesh.wire.headers import pairs
from simulator.documents import Document
from tests.e2e.conftest import Performance

pytestmark = pytest.mark.e2e

PERSONAL = {
    "buyerName", "buyerIdNumber", "buyerTelephone", "buyerRegNo", "consignee", "consigneeTelephone", "consigneeAddress",
    "payerName", "payerIdNumber", "telephone",
}  # fmt: skip
SURELY_FULL = {"trade.imports.v1", "gateway.evidence.v1", "gateway.receipts.v1", "customs.clearance.state.v1"}


class Hay(NamedTuple):
    """A piece to search, and where it comes from."""

    where: str
    bytes: bytes


def planted(performance: Performance) -> dict[bytes, str]:
    """Return every personal value, as UTF-8 and as JSON would escape it, with the field it stood in."""
    found: dict[bytes, str] = {}
    for case in performance.planned.cases:
        for step in case.steps:
            for field, text in values(step.document):
                found[text.encode()] = field
                found[text.encode("ascii", "backslashreplace")] = field
    return found


def values(document: Document) -> Iterator[tuple[str, str]]:
    for field in PERSONAL & document.keys():
        yield field, document[field].strip("\u3000 ")


def topics(performance: Performance) -> Iterator[Hay]:
    kafka, mesh = {"bootstrap.servers": performance.mesh.bootstrap}, performance.mesh.mesh
    for record in committed(kafka, mesh, everywhere(kafka, mesh, TOPICS)):
        headers = b"".join(name.encode() + (value or b"") for name, value in pairs(record.headers))
        yield Hay(record.topic, b"\0".join((record.key, record.value or b"", headers)))


def files(folder: Path) -> Iterator[Hay]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "lock":
            yield Hay(str(path.relative_to(folder)), path.read_bytes())


def metrics(performance: Performance) -> Iterator[Hay]:
    for name, ready in performance.mesh.health_urls.items():
        with urllib.request.urlopen(ready.removesuffix("/readyz") + "/metrics", timeout=10) as answer:
            yield Hay(f"metrics of {name}", answer.read())


def hits(hay: list[Hay], needles: dict[bytes, str]) -> list[str]:
    """
    Return where a personal value was found, and in which field it had been; never the value itself.

    Whatever is found lies within a run of bytes that occur in needles, as long as the shortest of them: only such runs
    are searched, each once, which takes a twentieth of the time.
    """
    of_needles, shortest = re.escape(bytes(set().union(*needles))), min(map(len, needles))
    run = re.compile(b"[%b]{%d,}" % (of_needles, shortest))
    found = []
    for piece in hay:
        runs = b"\n".join(set(run.findall(piece.bytes)))
        found += [f"{needles[needle]} in {piece.where}" for needle in needles if needle in runs]
    return found


def test_the_search_finds_what_is_there(performance: Performance) -> None:
    needles = planted(performance)
    assert len(needles) > 300
    assert not any(b"\n" in needle for needle in needles)  # which parts what is searched
    assert all(hits([Hay("a copy", b"..." + needle + b"...")], {needle: field}) for needle, field in needles.items())


def test_no_topic_shows_a_personal_value(performance: Performance) -> None:
    hay = list(topics(performance))
    assert {piece.where for piece in hay} >= SURELY_FULL
    assert hits(_joined(hay), planted(performance)) == []


def test_no_file_of_the_mesh_shows_a_personal_value(performance: Performance) -> None:
    hay = list(files(performance.stage.mesh.directory))
    places = {piece.where for piece in hay}
    assert any(place.endswith(".log") for place in places)
    assert any(place.endswith(".db") for place in places)
    assert any(place.startswith("data/") for place in places)
    assert hits(hay, planted(performance)) == []


def test_no_metric_shows_a_personal_value(performance: Performance) -> None:
    hay = list(metrics(performance))
    assert len(hay) > 5
    assert hits(hay, planted(performance)) == []


def _joined(hay: list[Hay]) -> list[Hay]:
    """Join the pieces of a topic, so that it is searched once."""
    by_topic: dict[str, list[bytes]] = {}
    for piece in hay:
        by_topic.setdefault(piece.where, []).append(piece.bytes)
    return [Hay(topic, b"\n".join(pieces)) for topic, pieces in by_topic.items()]
