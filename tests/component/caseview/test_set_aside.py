"""What the view cannot take stops nothing but itself: it is set aside, told, and folded when it can be read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Engine, event, select
from structlog.testing import capture_logs

from caseview.database import late_records, tables, upsert
from caseview.fold import chunks
from caseview.fold.chunks import Folded
from caseview.fold.decoding import decode
from caseview.fold.set_aside import SetAside
from caseview.inputs import inputs
from caseview.queries import lookups
from contracts import codec, topics
from contracts.customs import DeclarationAccepted, DeclarationCleared, DeclarationHeld, NumberClaimAnswered
from contracts.mesh import Gathered, GatheredRecord
from contracts.tax import TaxBillIssued
from mesh.wire.records import Inbound
from tests.support.caseview.databases import empty_view
from tests.support.caseview.trade import a_day
from tests.support.mesh import schemas
from tests.support.mesh.golden import examples

FOREIGN = b"\x00\x00\x00\x00\x01abc"
RECEIPT = next(source.value or b"" for source, _ in a_day().written if source.topic == topics.GATEWAY_RECEIPTS)
TICK = b"\x00" + codec.id_of(topics.TOPICS[topics.MESH_CLOCK].records[0]).to_bytes(4, "big") + b"\x02"
UNREADABLE = {
    "foreign schema": FOREIGN,
    "no wire format": b"{}",
    "too short": b"\x00\x00",
    "another topic's record": TICK,
    "an id and no more": FOREIGN[:5],
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = empty_view(tmp_path)
    yield made
    made.dispose()


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Everything the view says; not how far it is, nor what it passed over."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for table in tables.METADATA.sorted_tables
            if table not in (tables.OFFSETS, tables.SET_ASIDE)
        }


def taken(written: list[Folded]) -> list[Folded]:
    return [(source, decode(source)) for source, _ in written]


def as_it_would_be(folder: Path, chunk: list[Folded]) -> dict[str, list[Any]]:
    """What a view says that folds all of it in order."""
    other = upsert.open_database(f"sqlite:///{folder}/other.db", create=True)
    upsert.apply(other, chunk)
    found = contents(other)
    other.dispose()
    return found


@pytest.mark.parametrize("what", UNREADABLE)
@pytest.mark.parametrize("topic", inputs())
def test_a_record_that_cannot_be_read_changes_nothing_but_the_offset(engine: Engine, topic: str, what: str) -> None:
    key = b"\xff GW1"
    record = Inbound(topic, 0, 7, 1, key, UNREADABLE[what], (("ce_id", b"\xff"), ("ce_time", None)))
    before = contents(engine)
    chunk = [(record, decode(record))]
    assert upsert.apply(engine, chunk) == {(topic, 0): 8}
    upsert.apply(engine, chunk)
    assert contents(engine) == before
    assert late_records.counts(engine) == {topic: 1}
    with engine.connect() as connection:
        (row,) = connection.execute(select(tables.SET_ASIDE)).mappings()
    assert (row["key"], row["offset"], "abc" in row["reason"]) == (key, 7, False)
    assert row["value"] == (record.value if row["schema_id"] is not None else None)


def test_a_tombstone_is_not_set_aside(engine: Engine) -> None:
    record = Inbound(topics.TRADE_IMPORTS, 0, 0, 1, b"GW1", None, ())
    upsert.apply(engine, [(record, decode(record))])
    assert late_records.counts(engine) == {}


@pytest.mark.parametrize("size", [1, 5, 1_000])
def test_everything_around_an_unreadable_record_is_folded(tmp_path: Path, engine: Engine, size: int) -> None:
    day = a_day().written
    spoilt: list[Folded] = []
    for source, _ in day:
        doubled = source._replace(offset=2 * source.offset)
        garbage = doubled._replace(offset=2 * source.offset + 1, value=FOREIGN)
        spoilt += [(doubled, decode(doubled)), (garbage, decode(garbage))]
    sound = [(source, record) for source, record in spoilt if not isinstance(record, SetAside)]
    for start in range(0, len(spoilt), size):
        upsert.apply(engine, spoilt[start : start + size])
    assert sum(late_records.counts(engine).values()) == len(day)
    assert contents(engine) == as_it_would_be(tmp_path, sound)


def in_newer_schemas(written: list[Folded], kinds: Iterable[type]) -> tuple[list[Folded], dict[int, str]]:
    """The same records, those of these kinds as a newer version would write them; and its schemas."""
    newer = {kind: schemas.newer(kind) for kind in kinds}
    found = [
        (source._replace(value=newer[type(record)].encode(record)) if type(record) in newer else source, record)
        for source, record in written
    ]
    return found, {each.schema_id: each.schema_json for each in newer.values()}


def learn(published: dict[int, str]) -> set[int]:
    for schema_id, text in published.items():
        codec.learn(schema_id, text)
    return set(published)


def test_what_waited_for_its_schema_is_folded_when_that_comes_as_if_it_had_been_there(
    tmp_path: Path, engine: Engine
) -> None:
    """In the order of their first records, so that nothing overtakes: the rows are those of a view built afterwards."""
    kinds = dict.fromkeys(type(record) for _, record in a_day().written)
    written, published = in_newer_schemas(a_day().written, kinds)
    unknown = taken(written)
    assert all(isinstance(record, SetAside) for _, record in unknown)
    for start in range(0, len(unknown), 9):
        upsert.apply(engine, unknown[start : start + 9])
    assert late_records.awaited(engine) == set(published)
    assert late_records.fold_again(engine) == 0  # a restart before that changes nothing
    some, rest = set(list(published)[:3]), set(list(published)[3:])
    learn(published)
    late_records.fold_again(engine, some)
    late_records.fold_again(engine, rest)
    assert (late_records.counts(engine), late_records.awaited(engine)) == ({}, set())
    assert contents(engine)["view_documents"]
    assert contents(engine) == as_it_would_be(tmp_path, taken(written))
    assert late_records.fold_again(engine) == 0


@pytest.mark.parametrize("kind", [DeclarationAccepted, DeclarationHeld, DeclarationCleared, TaxBillIssued])
def test_what_was_overtaken_is_folded_late_and_takes_nothing_back(tmp_path: Path, engine: Engine, kind: type) -> None:
    written, published = in_newer_schemas(a_day().written, {kind})
    upsert.apply(engine, taken(written))
    learn(published)
    late_records.fold_again(engine, set(published))
    whole = as_it_would_be(tmp_path, taken(written))
    assert contents(engine) == whole


def test_a_kill_while_late_records_are_folded_loses_and_doubles_none(tmp_path: Path, engine: Engine) -> None:
    written, published = in_newer_schemas(a_day().written, {DeclarationAccepted})
    upsert.apply(engine, taken(written))
    learn(published)
    stood = contents(engine)

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    event.listen(engine, "commit", killed)
    with pytest.raises(KeyboardInterrupt):
        late_records.fold_again(engine)
    event.remove(engine, "commit", killed)
    assert contents(engine) == stood
    assert late_records.fold_again(engine) == 3
    assert contents(engine) == as_it_would_be(tmp_path, taken(written))


def test_bytes_of_a_schema_that_came_and_does_not_fit_them_are_never_read(engine: Engine) -> None:
    newer = schemas.newer(DeclarationCleared)
    record = Inbound(
        topics.CUSTOMS_DECLARATIONS, 0, 0, 1, b"GW1", b"\0" + newer.schema_id.to_bytes(4, "big") + b"\xff", ()
    )
    upsert.apply(engine, [(record, decode(record))])
    learn({newer.schema_id: newer.schema_json})
    assert late_records.fold_again(engine, {newer.schema_id}) == 0
    assert (late_records.counts(engine), late_records.awaited(engine)) == ({topics.CUSTOMS_DECLARATIONS: 1}, set())


def refuse(engine: Engine, order: str) -> None:
    """Let the database refuse what is told of an order, as PostgreSQL does a text with a NUL in it."""
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refusing BEFORE INSERT ON view_timeline "
            f"WHEN NEW.order_key = '{order}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )


def test_a_record_whose_rows_are_refused_stops_nothing_and_is_folded_by_a_later_version(
    tmp_path: Path, engine: Engine
) -> None:
    day = taken(a_day().written)
    refuse(engine, "GW2")
    with capture_logs() as logs:
        upsert.apply(engine, day, {})
    assert {entry["event"] for entry in logs} == {"records_set_aside"}
    others = [(source, record) for source, record in day if source.key != b"GW2"]
    assert sum(late_records.counts(engine).values()) == len(day) - len(others)
    assert contents(engine) == as_it_would_be(tmp_path, others)
    assert late_records.fold_again(engine) == 0
    assert lookups.counts(engine)["declarations"] == {"cleared": 1, "refused": 1}
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER refusing")
    assert late_records.fold_again(engine) == len(day) - len(others)
    (tmp_path / "whole").mkdir()
    assert contents(engine) == as_it_would_be(tmp_path / "whole", day)


ANSWERS = topics.CUSTOMS_NUMBER_ANSWERS
AN_ANSWER = msgspec.json.decode(examples("mesh.customs.NumberClaimAnswered")[0].read_bytes(), type=NumberClaimAnswered)


def gathered(*keys: str, offset: int = 0, spoilt: str = "") -> Folded:
    """One record with an answer about a number per order; that of `spoilt` has no wire format."""
    answer = codec.encode(AN_ANSWER)
    within = tuple(
        GatheredRecord(
            key=key.encode(), event_id=f"e-{key}", at_ms=9, cause_id="c", value=b"{}" if key == spoilt else answer
        )
        for key in keys
    )
    source = Inbound(ANSWERS, 0, offset, 99, b"0", codec.encode(Gathered(records=within)), ())
    return source, decode(source)


def orders(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return sorted(connection.execute(select(tables.TIMELINE.c.order_key)).scalars())


def test_of_a_gathered_record_the_one_that_is_refused_is_set_aside_alone_and_folded_by_a_later_version(
    tmp_path: Path, engine: Engine
) -> None:
    refuse(engine, "GW2")
    chunk = [gathered("GW1", "GW2", "GW3"), gathered("GW4", "GW5", offset=1)]
    with capture_logs() as logs:
        upsert.apply(engine, chunk, {})
    assert [(entry["event"], entry["topic"], entry["first"]) for entry in logs] == [
        ("records_set_aside", ANSWERS, "0/0")
    ]
    assert orders(engine) == ["GW1", "GW3", "GW4", "GW5"]
    assert late_records.fold_again(engine) == 0
    with engine.begin() as connection:
        (row,) = connection.execute(select(tables.SET_ASIDE)).mappings()
        connection.exec_driver_sql("DROP TRIGGER refusing")
    assert (row["offset"], row["ordinal"], row["key"]) == (0, 1, b"GW2")
    assert late_records.fold_again(engine) == 1
    assert contents(engine) == as_it_would_be(tmp_path, chunk)


def test_several_of_a_gathered_record_are_set_aside_each_under_its_ordinal(tmp_path: Path, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refusing BEFORE INSERT ON view_timeline "
            "WHEN NEW.order_key IN ('GW1', 'GW3') BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    chunk = [gathered("GW1", "GW2", "GW3", "GW4", spoilt="GW4")]
    upsert.apply(engine, chunk, {})
    assert (orders(engine), late_records.counts(engine)) == (["GW2"], {ANSWERS: 3})
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER refusing")
    assert late_records.fold_again(engine) == 2
    assert late_records.counts(engine) == {ANSWERS: 1}, "what can never be read stays"
    assert contents(engine) == as_it_would_be(tmp_path, chunk)


def test_what_is_unreadable_within_a_gathered_record_is_among_what_is_logged() -> None:
    whole = (Inbound(ANSWERS, 0, 1, 1, b"0", FOREIGN, ()), decode(Inbound(ANSWERS, 0, 1, 1, b"0", FOREIGN, ())))
    unread = list(chunks.unread([gathered("GW1", "GW2", spoilt="GW2"), whole]))
    assert [(source.key, source.offset) for source, _ in unread] == [(b"GW2", 0), (b"0", 1)]


def test_a_gathered_record_that_waited_for_its_schema_is_folded_but_for_the_one_that_is_refused(
    engine: Engine,
) -> None:
    newer = schemas.newer(NumberClaimAnswered)
    answer = newer.encode(AN_ANSWER)
    within = tuple(
        GatheredRecord(key=key, event_id=key.decode(), at_ms=9, cause_id="c", value=answer) for key in (b"GW1", b"GW2")
    )
    source = Inbound(ANSWERS, 0, 0, 99, b"0", codec.encode(Gathered(records=within)), ())
    upsert.apply(engine, [(source, decode(source))], {})
    refuse(engine, "GW1")
    learn({newer.schema_id: newer.schema_json})
    late_records.fold_again(engine, {newer.schema_id})
    assert orders(engine) == ["GW2"]
    with engine.connect() as connection:
        (row,) = connection.execute(select(tables.SET_ASIDE)).mappings()
    assert (row["ordinal"], row["key"]) == (0, b"GW1")


def test_a_start_looks_only_at_what_may_be_folded_now(engine: Engine) -> None:
    """However much garbage there is: each start would write it all again."""
    for offset in range(5):
        record = Inbound(topics.TRADE_IMPORTS, 0, offset, 1, b"GW1", FOREIGN, ())
        upsert.apply(engine, [(record, decode(record))])
    written: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _u, statement, *_: written.append(statement))
    assert late_records.fold_again(engine) == 0
    assert [statement for statement in written if not statement.startswith("SELECT")] == []


def test_a_rebuild_forgets_what_was_set_aside(engine: Engine) -> None:
    record = Inbound(topics.TRADE_IMPORTS, 0, 0, 1, b"GW1", FOREIGN, ())
    upsert.apply(engine, [(record, decode(record))])
    upsert.drop(engine)
    assert late_records.counts(engine) == {}
