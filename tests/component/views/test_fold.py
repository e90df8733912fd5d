"""How records become rows: the newest of each key, deletes, what cannot be read, and builds beside the old one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, select

from contracts import codec
from contracts.tax import GuaranteeRegistered
from contracts.view import View
from edge.access.principal import Principal
from tests.support.mesh import schemas
from tests.support.views.standings import ACCOUNTS, ENTERPRISES, account, enterprise, fold, folding, of, opened, raw
from views.database import builds, tables, upsert
from views.queries import rows
from views.queries.rights import reader_of
from views.queries.rows import NotBuilt, Question

AUDITOR = Principal("audit", "Auditors", (), frozenset({"auditor"}))
CLOSED = b"\0\0\0\0\1abc"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = opened(tmp_path)
    yield made
    made.dispose()


def shown(engine: Engine, view: View = ACCOUNTS, as_of: str | None = None) -> dict[str, Any]:
    listed, _ = rows.page(engine, reader_of(view, AUDITOR), Question(as_of=as_of), None, 1_000)
    return {row.key: row.fields for row in listed}


def amounts(engine: Engine) -> dict[str, int]:
    return {key: fields["amount_cny_e5"] for key, fields in shown(engine).items()}


def unread(engine: Engine, view: View = ACCOUNTS) -> int:
    with engine.connect() as connection:
        return builds.unread(connection, view)


def test_the_newest_record_of_a_key_is_its_row(engine: Engine) -> None:
    fold(engine, ACCOUNTS, [account("A", 1), account("B", 2), account("A", 3)])
    fold(engine, ACCOUNTS, [account("B", 4)])
    assert amounts(engine) == {"A": 3, "B": 4}


def test_a_tombstone_deletes_and_a_later_record_is_there_again(engine: Engine) -> None:
    fold(engine, ACCOUNTS, [account("A"), account("B")])
    taking = folding(engine, [ACCOUNTS])
    taking.take([of(ACCOUNTS, 2, None, key="A"), of(ACCOUNTS, 3, None, key="B"), of(ACCOUNTS, 4, account("B", 5))])
    assert amounts(engine) == {"B": 5}


def test_a_chunk_that_comes_again_changes_nothing(engine: Engine) -> None:
    taking = folding(engine, [ACCOUNTS])
    taking.take([of(ACCOUNTS, 0, account("A", 1)), of(ACCOUNTS, 1, None, key="A")])
    taking.take([of(ACCOUNTS, 0, account("A", 1))])
    taking.finish(lambda _: True)
    assert amounts(engine) == {}


def test_partitions_are_counted_apart(engine: Engine) -> None:
    taking = folding(engine, [ACCOUNTS])
    taking.take([of(ACCOUNTS, 7, account("A"), partition=1), of(ACCOUNTS, 3, account("B"), partition=0)])
    assert builds.standing(engine, ACCOUNTS).positions == {1: 8, 0: 4}


def test_offsets_that_someone_else_has_moved_are_not_written_over(engine: Engine) -> None:
    first, second = folding(engine, [ACCOUNTS]), folding(engine, [ACCOUNTS])
    first.take([of(ACCOUNTS, 0, account("A"))])
    with pytest.raises(upsert.Moved):
        second.take([of(ACCOUNTS, 0, account("A", 9))])
    first.finish(lambda _: True)
    assert amounts(engine) == {"A": 1}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (b"A", b"{}"),
        (b"A", CLOSED),
        (b"A", codec.encode(enterprise("A"))),
        (b"B", codec.encode(account("A"))),
        (b"\xff", codec.encode(account("A"))),
        (b"A", codec.encode(account("A", source="with a \0"))),
    ],
    ids=["no wire format", "foreign schema", "another record", "another key", "no text", "a NUL"],
)
def test_what_cannot_be_read_is_counted_and_passed_over(engine: Engine, key: bytes, value: bytes) -> None:
    taking = folding(engine, [ACCOUNTS])
    taking.take([raw(ACCOUNTS, 0, key, value), of(ACCOUNTS, 1, account("C", 3))])
    taking.finish(lambda _: True)
    assert (amounts(engine), unread(engine), taking.unread(ACCOUNTS.topic)) == ({"C": 3}, 1, 1)


def late(code: str, amount: int) -> tuple[schemas.NewerSchema, bytes]:
    schema = schemas.newer(GuaranteeRegistered)
    return schema, schema.encode(account(code, amount))


def test_a_record_is_mended_when_its_schema_comes(engine: Engine) -> None:
    schema, value = late("A", 7)
    taking = folding(engine, [ACCOUNTS])
    taking.take([of(ACCOUNTS, 0, account("A", 1)), raw(ACCOUNTS, 1, b"A", value)])
    taking.finish(lambda _: True)
    assert taking.awaits
    assert (amounts(engine), unread(engine)) == ({"A": 1}, 1)
    codec.learn(schema.schema_id, schema.schema_json)
    taking.mend({schema.schema_id})
    assert (amounts(engine), unread(engine), taking.awaits) == ({"A": 7}, 0, False)


def test_what_waits_is_known_again_after_a_restart(engine: Engine) -> None:
    schema, value = late("A", 7)
    folding(engine, [ACCOUNTS]).take([raw(ACCOUNTS, 0, b"A", value)])
    codec.learn(schema.schema_id, schema.schema_json)
    again = folding(engine, [ACCOUNTS])
    again.mend({schema.schema_id})
    again.finish(lambda _: True)
    assert amounts(engine) == {"A": 7}


@pytest.mark.parametrize("newer", [account("A", 9), None], ids=["a record", "a tombstone"])
def test_what_waits_is_dropped_for_something_newer_of_its_key(
    engine: Engine, newer: GuaranteeRegistered | None
) -> None:
    schema, value = late("A", 7)
    taking = folding(engine, [ACCOUNTS])
    taking.take([raw(ACCOUNTS, 0, b"A", value)])
    taking.take([of(ACCOUNTS, 1, newer, key="A")])
    taking.finish(lambda _: True)
    codec.learn(schema.schema_id, schema.schema_json)
    taking.mend({schema.schema_id})
    assert amounts(engine) == ({"A": 9} if newer is not None else {})
    assert unread(engine) == 0


def test_a_dated_view_has_the_version_in_force(engine: Engine) -> None:
    fold(
        engine,
        ENTERPRISES,
        [
            enterprise("A", 1, "2020-01-01", credit_grade="OLD"),
            enterprise("A", 2, "2024-01-01", credit_grade="NEW"),
            enterprise("B", 1, "2020-01-01", valid_to="2020-12-31"),
            enterprise("C", 1, "2020-01-01"),
            enterprise("C", 2, "2023-01-01", withdrawn=True),
        ],
    )
    for day, there in {
        "2019-12-31": [],
        "2020-12-31": ["A@1", "B@1", "C@1"],
        "2022-01-01": ["A@1", "C@1"],
        "2024-01-01": ["A@2"],
    }.items():
        assert list(shown(engine, ENTERPRISES, day)) == there, day


def test_a_view_is_not_read_before_it_has_caught_up(engine: Engine) -> None:
    taking = folding(engine, [ACCOUNTS])
    taking.take([of(ACCOUNTS, 0, account("A"))])
    taking.finish(lambda _: False)
    with pytest.raises(NotBuilt):
        shown(engine)
    taking.finish(lambda _: True)
    assert amounts(engine) == {"A": 1}


def test_a_changed_layout_builds_that_view_alone_beside_the_old_one(engine: Engine) -> None:
    both = folding(engine, [ACCOUNTS, ENTERPRISES])
    both.take([of(ACCOUNTS, 0, account("A")), of(ENTERPRISES, 0, enterprise("E"))])
    both.finish(lambda _: True)
    changed = ACCOUNTS._replace(filters=(*ACCOUNTS.filters, "valid_to"))
    taking = folding(engine, [changed, ENTERPRISES])
    assert builds.standing(engine, ENTERPRISES).positions == {0: 1}
    assert builds.standing(engine, changed).positions == {}
    taking.take([of(changed, 0, account("A", 5)), of(changed, 1, account("B", 6))])
    assert list(shown(engine, changed)) == ["A"]  # the old table, as it stood
    with pytest.raises(NotBuilt):
        rows.count(engine, reader_of(changed, AUDITOR), Question(filters={"valid_to": ("2024-01-01",)}))
    taking.finish(lambda _: True)
    assert list(shown(engine, changed)) == ["A", "B"]
    assert tables.build_of(ACCOUNTS) not in inspect(engine).get_table_names()
    assert list(shown(engine, ENTERPRISES, "2024-06-01")) == ["E@1"]


def test_an_older_process_writes_no_more_once_its_build_is_replaced(engine: Engine) -> None:
    old = folding(engine, [ACCOUNTS])
    changed = ACCOUNTS._replace(sorted_by=())
    folding(engine, [changed]).finish(lambda _: True)
    with pytest.raises(builds.Replaced):
        old.take([of(ACCOUNTS, 0, account("A"))])


def test_a_view_that_the_contract_has_no_more_is_dropped(engine: Engine) -> None:
    fold(engine, ACCOUNTS, [account("A")])
    folding(engine, [ENTERPRISES])
    assert tables.build_of(ACCOUNTS) not in inspect(engine).get_table_names()
    with engine.connect() as connection:
        assert connection.execute(select(tables.OFFSETS)).all() == []


def test_the_longest_names_are_those_that_postgresql_takes(engine: Engine) -> None:
    """Of tables and of indexes; what tells builds and fields apart is never cut."""
    long = ACCOUNTS._replace(name="test." + "long-" * 12 + "accounts")
    fold(engine, long, [account("A", 3)])
    assert {key: fields["amount_cny_e5"] for key, fields in shown(engine, long).items()} == {"A": 3}
    table, other = tables.build_of(long), tables.build_of(long._replace(sorted_by=()))
    assert len(table.encode()) <= tables.NAME_MOST
    assert table != other
    made = [str(index["name"]) for index in inspect(engine).get_indexes(table)]
    assert sorted(made) == sorted(str(index.name) for index in tables.indexes(long))
    assert len(set(made)) == len(made) == 1 + len({*long.filters, *long.sorted_by, *long.named})
    assert max(len(name.encode()) for name in made) <= tables.NAME_MOST


def test_a_view_can_be_built_again(engine: Engine) -> None:
    fold(engine, ACCOUNTS, [account("A"), account("B")])
    builds.forget(engine, [ACCOUNTS.name])
    fold(engine, ACCOUNTS, [account("A", 2)])
    assert amounts(engine) == {"A": 2}
