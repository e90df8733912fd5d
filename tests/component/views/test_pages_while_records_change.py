"""A walk by key shows each row once while rows change, whatever changes between two pages."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from edge.access.principal import Principal
from tests.support.views.standings import ACCOUNTS, account, folding, of, opened
from views.queries import rows
from views.queries.rights import reader_of
from views.queries.rows import Question

KEYS = st.sampled_from("ABCDEFGHIJKLMNOP")
CHANGES = st.lists(st.tuples(KEYS, st.one_of(st.none(), st.integers(0, 9))), max_size=6)
AUDITOR = reader_of(ACCOUNTS, Principal("audit", "Auditors", (), frozenset({"auditor"})))


@settings(max_examples=60, deadline=None)
@given(first=st.sets(KEYS), changes=st.lists(CHANGES, max_size=12), limit=st.integers(1, 5), falling=st.booleans())
def test_each_row_that_stays_comes_once_and_none_twice(
    first: set[str], changes: list[list[tuple[str, int | None]]], limit: int, falling: bool
) -> None:
    with TemporaryDirectory() as folder:
        engine, offsets = opened(Path(folder)), count()
        fold = folding(engine, [ACCOUNTS])

        def change(some: list[tuple[str, int | None]]) -> None:
            records = [
                of(ACCOUNTS, next(offsets), None if amount is None else account(key, amount), key=key)
                for key, amount in some
            ]
            fold.take(records)

        change([(key, 0) for key in sorted(first)])
        fold.finish(lambda _: True)
        walked: list[str] = []
        touched: set[str] = set()
        between: Iterator[list[tuple[str, int | None]]] = iter(changes)
        place = None
        while True:
            shown, place = rows.page(engine, AUDITOR, Question(falling=falling), place, limit)
            walked += [row.key for row in shown]
            if place is None:
                break
            some = next(between, [])
            touched |= {key for key, amount in some if amount is None}
            change(some)
        engine.dispose()
    assert walked == sorted(walked, reverse=falling)
    assert len(set(walked)) == len(walked)
    assert first - touched <= set(walked)
