"""The view is exact: however its inputs are cut, repeated, killed or interleaved, its rows are the same."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, String, Text, event, select
from structlog.testing import capture_logs

from caseview.database import layout, tables, upsert
from caseview.database.opening import require_view
from caseview.fold import timeline
from caseview.fold.chunks import Folded
from caseview.fold.records import is_unread
from caseview.queries import lookups
from caseview.queries.permissions import Sight
from caseview.queries.worklist import Wanted, worklist
from contracts.inspection import InspectionDecided
from mesh.declared.errors import ConfigurationError
from mesh.declared.keys import order_key
from tests.support.caseview.trade import a_day
from tests.support.customs.builders import TEN_O_CLOCK

EVERYTHING = Sight(True, frozenset(), frozenset())


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = fresh(tmp_path, "view")
    yield made
    made.dispose()


def fresh(folder: Path, name: str) -> Engine:
    return upsert.open_database(f"sqlite:///{folder / name}.db", create=True)


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Everything the view holds."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for table in tables.METADATA.sorted_tables
        }


def in_chunks(records: list[Folded], size: int) -> list[list[Folded]]:
    return [records[start : start + size] for start in range(0, len(records), size)]


def test_a_chunk_that_comes_again_changes_nothing(engine: Engine) -> None:
    day = a_day().written
    upsert.apply(engine, day)
    once = contents(engine)
    upsert.apply(engine, day)
    upsert.apply(engine, day[5:9])
    assert contents(engine) == once


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_size_of_chunks_does_not_matter(tmp_path: Path, engine: Engine, size: int) -> None:
    day = a_day().written
    upsert.apply(engine, day)
    other = fresh(tmp_path, "other")
    for chunk in in_chunks(day, size):
        upsert.apply(other, chunk)
    assert contents(other) == contents(engine)
    other.dispose()


@pytest.mark.parametrize("seed", range(5))
def test_how_topics_interleave_does_not_matter(tmp_path: Path, engine: Engine, seed: int) -> None:
    on = a_day()
    upsert.apply(engine, on.written)
    queues: dict[tuple[str, int], list[Folded]] = {}
    for item in on.written:
        queues.setdefault((item[0].topic, item[0].partition), []).append(item)
    random, shuffled = Random(seed), []
    while queues:
        at = random.choice(sorted(queues))
        shuffled.append(queues[at].pop(0))
        if not queues[at]:
            del queues[at]
    other = fresh(tmp_path, "other")
    for chunk in in_chunks(shuffled, 11):
        upsert.apply(other, chunk)
    assert contents(other) == contents(engine)
    other.dispose()


def test_a_kill_in_the_middle_of_a_chunk_leaves_the_view_where_it_was(tmp_path: Path, engine: Engine) -> None:
    day = a_day().written
    whole = fresh(tmp_path, "whole")
    upsert.apply(whole, day)
    for chunk in in_chunks(day, 9):
        before = contents(engine)

        def killed(*_: Any) -> None:
            raise KeyboardInterrupt

        event.listen(engine, "commit", killed)
        with pytest.raises(KeyboardInterrupt):
            upsert.apply(engine, chunk)
        event.remove(engine, "commit", killed)
        assert contents(engine) == before
        engine.dispose()
        engine = fresh(tmp_path, "view")
        upsert.apply(engine, chunk, upsert.positions(engine))
    assert contents(engine) == contents(whole)
    whole.dispose()


def test_a_rebuild_under_a_running_view_is_noticed_and_ends_the_same(engine: Engine) -> None:
    day = a_day().written
    first, rest = day[:20], day[20:]
    stands = upsert.apply(engine, first, {})
    upsert.drop(engine)
    with pytest.raises(upsert.Moved):
        upsert.apply(engine, rest, stands)
    assert all(not rows for rows in contents(engine).values())
    upsert.apply(engine, day, upsert.positions(engine))
    assert lookups.counts(engine)["declarations"] == {"cleared": 1, "held": 1, "refused": 1}


def test_records_that_say_nothing_move_the_offsets_too(engine: Engine) -> None:
    (source, _) = a_day().written[0]
    assert upsert.apply(engine, [(source, None)]) == {(source.topic, source.partition): 1}
    assert contents(engine)["view_documents"] == []


def test_the_summary_counts_documents_and_declarations(engine: Engine) -> None:
    upsert.apply(engine, a_day().written)
    counts = lookups.counts(engine)
    assert counts["submitted"] == 14
    assert counts["verdicts"] == {"accepted": 13, "duplicate": 1}
    assert counts["declarations"] == {"cleared": 1, "held": 1, "refused": 1}
    assert counts["declarations_by_status"] == {"100": 1, "300": 1, "800": 1}
    assert counts["refused_by_code"] == {"1322": 1, "99104": 1}
    assert counts["held_by_code"] == [{"agency": "tax", "code": "99501", "holds": 1}]


def test_latency_is_kafkas_time_from_the_last_of_four_documents_to_the_first_decision(engine: Engine) -> None:
    on = a_day()
    upsert.apply(engine, on.written)
    documents = [s for s, record in on.written if s.key == b"GW1" and s.topic == "trade.imports.v1"]
    (decided,) = [s for s, record in on.written if s.key == b"GW1" and type(record).__name__ == "DeclarationCleared"]
    assert decided.timestamp_ms - documents[-1].timestamp_ms in lookups.latencies(engine)
    assert len(lookups.latencies(engine)) == 3


def test_a_hold_closes_when_customs_no_longer_names_it(engine: Engine) -> None:
    upsert.apply(engine, a_day().written)
    everyone = worklist(engine, (), now_ms=TEN_O_CLOCK, wanted=Wanted(), limit=10)
    assert ([row["hold_id"] for row in everyone.rows], everyone.total) == (["hold-1"], 1)
    closed = lookups.hold(engine, "declaration-of-GW2", "hold-2")
    assert closed is not None
    assert closed["closed_at_ms"] is not None
    inspectors = worklist(engine, (), now_ms=TEN_O_CLOCK, wanted=Wanted(("inspection",)), limit=10)
    assert (inspectors.rows, inspectors.total) == ([], 0)


def test_a_view_of_another_version_is_made_anew_and_one_of_this_version_stays(engine: Engine) -> None:
    """The tables of an older gateway lack columns; what they held stands in the topics."""
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE view_cases DROP COLUMN chapters")
        connection.exec_driver_sql("INSERT INTO view_offsets VALUES ('customs.declarations.v1', 0, 7)")
    assert layout.renew(engine)
    assert upsert.positions(engine) == {}
    upsert.apply(engine, a_day().written)
    before = contents(engine)
    assert not layout.renew(engine)
    assert contents(engine) == before


def test_a_fresh_view_is_not_called_another_version(engine: Engine) -> None:
    assert not layout.renew(engine)


def test_another_primary_key_is_another_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout.layout()
    monkeypatch.setattr(tables.SET_ASIDE.c.ordinal, "primary_key", False)
    assert layout.layout() != before


def test_a_rebuild_keeps_the_layout(engine: Engine) -> None:
    layout.renew(engine)
    upsert.drop(engine)
    assert not layout.renew(engine)


def test_only_a_view_that_is_there_can_be_rebuilt(tmp_path: Path, engine: Engine) -> None:
    require_view(f"sqlite:///{tmp_path}/view.db")
    with pytest.raises(ConfigurationError, match="YIDIAN_DATABASE_URL"):
        require_view(f"sqlite:///{tmp_path}/elsewhere/view.db")


def test_no_column_is_too_short_for_what_may_be_handed_over() -> None:
    """PostgreSQL refuses a longer text, and with it every later chunk; SQLite would not show that."""
    lengths = {
        f"{table.name}.{column.name}": column.type.length
        for table in tables.METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and not isinstance(column.type, Text)
    }
    longest = max(len(order_key("\ufdfa" * 60)), len(("单" * 60).encode().hex()), 500)
    assert {name: length for name, length in lengths.items() if length is None or length < longest} == {}


def unread(folded: Folded) -> Folded:
    """What the feed hands on: of events that only stand in the timeline, their kind."""
    source, record = folded
    return source, type(record) if is_unread(source.value or b"") else record


def test_what_is_taken_without_being_decoded_leaves_the_same_rows(tmp_path: Path) -> None:
    whole, handed = fresh(tmp_path, "whole"), fresh(tmp_path, "handed")
    written = a_day().written
    upsert.apply(whole, written)
    upsert.apply(handed, [unread(each) for each in written])
    assert sum(isinstance(record, type) for _, record in map(unread, written)) > 20
    assert contents(handed) == contents(whole)
    whole.dispose()
    handed.dispose()


def test_an_event_of_a_newer_schema_is_kept_so_that_every_reader_of_this_version_can_open_it(tmp_path: Path) -> None:
    engine = fresh(tmp_path, "view")
    source, record = next(each for each in a_day().written if type(each[1]) is InspectionDecided)
    assert source.value is not None
    newer = source._replace(value=source.value[:1] + b"\x01\x02\x03\x04" + source.value[5:] + b"more")
    upsert.apply(engine, [(newer, record)])
    with engine.connect() as connection:
        (row,) = connection.execute(select(tables.TIMELINE)).mappings()
    assert row["event"] == source.value
    assert timeline.line(dict(row))["details"]["grade"] == "B"
    engine.dispose()


def test_a_line_says_what_its_event_said(engine: Engine) -> None:
    upsert.apply(engine, [unread(each) for each in a_day().written])
    lines = {line["type"]: line for line in lookups.find(engine, "GW1", EVERYTHING).timeline}
    assert lines["ReceiptIssued"]["details"].keys() == {"receipt_id", "document_type", "number", "return_info"}
    assert lines["AllowanceDecided"]["rules"]["evaluated"] == [{"rule_id": "LIM-04", "result": "PASSED", "note": None}]
    assert lines["DeclarationCleared"]["details"]["state"] == "CLEARED"
    assert lines["DeclarationCleared"]["agency"] == "customs"
    assert lines["ImportOrderSubmitted"]["audience"] == "|4401960A01|4401960M01|4401960P01|"
    assert {frozenset(line) for line in lines.values()} == {frozenset(lines["ImportOrderSubmitted"])}


def test_an_event_that_cannot_be_read_takes_no_other_line_away(engine: Engine) -> None:
    written = [unread(each) for each in a_day().written]
    broken = [
        (source._replace(value=(source.value or b"")[:9]) if record is InspectionDecided else source, record)
        for source, record in written
    ]
    upsert.apply(engine, broken)
    with capture_logs() as logs:
        types = {line["type"] for line in lookups.find(engine, "GW1", EVERYTHING).timeline}
    assert "InspectionDecided" not in types
    assert {"ImportOrderSubmitted", "AllowanceDecided", "ReceiptIssued"} <= types
    assert [entry["event"] for entry in logs] == ["record_unreadable"]
