"""The view's turns over a feed in memory: what it tells of records that it passes over, and when it looks again."""

import json
from collections.abc import Iterator, Set
from pathlib import Path

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from caseview.database import late_records, upsert
from caseview.fold.chunks import Positions
from caseview.process import View
from caseview.queries import lookups
from contracts import codec, topics
from contracts.customs import DeclarationCleared
from contracts.mesh import SchemaPublished
from mesh.declared.errors import TemporaryFailure
from mesh.process import metrics
from mesh.process.health import Health
from mesh.wire.records import Inbound
from tests.support.caseview.trade import a_day
from tests.support.mesh import schemas


class MemoryFeed:
    """Hands out chunks of records, and the schemas that have been published."""

    def __init__(self, *chunks: list[Inbound]) -> None:
        self._chunks = list(chunks)
        self.published: dict[int, SchemaPublished] = {}
        self.looked = 0
        self.is_there = True

    def start(self, _: Positions) -> None:
        if not self.is_there:
            raise TemporaryFailure("the broker does not answer")

    def learn(self) -> Set[int]:
        self.looked += 1
        for each in self.published.values():
            codec.learn(each.schema_id, each.schema_json)
        return self.published.keys()

    def take(self) -> list[Inbound]:
        return self._chunks.pop(0) if self._chunks else []

    def caught_up(self) -> bool:
        return not self._chunks

    def lags(self) -> dict[str, int]:
        return {topics.CUSTOMS_DECLARATIONS: 0}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = upsert.open_database(f"sqlite:///{tmp_path}/view.db", create=True)
    yield made
    made.dispose()


@pytest.fixture(autouse=True)
def at_every_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for schemas and measure at every turn."""
    monkeypatch.setattr("caseview.process.LEARN_SECONDS", 0.0)
    monkeypatch.setattr("caseview.process.LAG_SECONDS", 0.0)


def declarations() -> list[Inbound]:
    return [source for source, _ in a_day().written if source.topic == topics.CUSTOMS_DECLARATIONS]


def a_view(feed: MemoryFeed, engine: Engine, *, once: bool = False) -> tuple[View, Health]:
    state = Health("assignment", "catch_up")
    return View(feed, engine, state, once=once), state  # type: ignore[arg-type]


def test_it_tells_what_it_passes_over_and_folds_that_when_the_schema_comes(engine: Engine) -> None:
    newer = schemas.newer(DeclarationCleared)
    day = [
        source._replace(value=newer.encode(codec.decode(source.value or b"")))
        if type(codec.decode(source.value or b"")) is DeclarationCleared
        else source
        for source in declarations()
    ]
    feed = MemoryFeed(day)
    view, state = a_view(feed, engine)
    with capture_logs() as logs:
        view()
    (line,) = [entry for entry in logs if entry["event"] == "records_set_aside"]
    assert (line["topic"], line["records"], str(newer.schema_id) in line["reason"]) == (
        topics.CUSTOMS_DECLARATIONS,
        1,
        True,
    )
    assert json.loads(state.ready_answer().body) == {
        "ready": True,
        "waiting_for": [],
        "set_aside": {topics.CUSTOMS_DECLARATIONS: 1},
    }
    figure = metrics.SET_ASIDE.labels("view", topics.CUSTOMS_DECLARATIONS)
    assert figure._value.get() == 1
    assert lookups.counts(engine)["declarations"].get("cleared") is None
    view()
    feed.published[newer.schema_id] = newer.published
    view()
    assert lookups.counts(engine)["declarations"]["cleared"] == 1
    assert json.loads(state.ready_answer().body)["set_aside"] == {}
    assert figure._value.get() == 0
    looked = feed.looked
    view()
    assert feed.looked == looked, "nothing is waited for any more"


def test_a_schema_that_came_while_the_view_was_down_is_taken_up_at_the_start(engine: Engine) -> None:
    newer = schemas.newer(DeclarationCleared)
    waiting = [
        source._replace(value=newer.encode(record))
        for source in declarations()
        if type(record := codec.decode(source.value or b"")) is DeclarationCleared
    ]
    a_view(MemoryFeed(waiting), engine)[0]()
    assert late_records.awaited(engine) == {newer.schema_id}
    codec.learn(newer.schema_id, newer.schema_json)
    a_view(MemoryFeed(), engine)[0]()
    assert lookups.counts(engine)["declarations"] == {"cleared": 1}


def test_a_run_that_is_to_end_ends_beside_what_it_passed_over(engine: Engine) -> None:
    foreign = declarations()[0]._replace(value=b"\0\0\0\0\x01abc")
    view, _ = a_view(MemoryFeed([foreign, *declarations()[1:]]), engine, once=True)
    with pytest.raises(SystemExit) as ended, capture_logs() as logs:
        view()
    assert ended.value.code == 0
    assert logs[-1]["event"] == "view_caught_up"
    assert logs[-1]["set_aside"] == {topics.CUSTOMS_DECLARATIONS: 1}


def test_a_run_that_is_to_end_does_not_wait_for_a_broker_that_is_away(engine: Engine) -> None:
    feed = MemoryFeed()
    feed.is_there = False
    assert a_view(feed, engine)[0]() > 0
    with pytest.raises(SystemExit) as ended:
        a_view(feed, engine, once=True)[0]()
    assert ended.value.code == 1
