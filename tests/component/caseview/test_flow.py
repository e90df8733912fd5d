"""The flow of the day: each span counts what happened in it, on the real clock, by reason and agency."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from caseview.queries import lookups
from caseview.queries.flow import Cause, agency_of, flow, percentile
from tests.support.caseview.databases import view_of_a_day
from tests.support.caseview.trade import a_day


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = view_of_a_day(tmp_path)
    yield made
    made.dispose()


def whole_day() -> tuple[int, int]:
    times = [source.timestamp_ms for source, _ in a_day().written]
    return min(times), max(times) + 1


def test_a_day_is_counted_whole(engine: Engine) -> None:
    since, until = whole_day()
    found = flow(engine, since, until, until - since)
    assert (found.submitted, found.released) == ((14,), (1,))
    assert found.held == {Cause("500", "inspection"): (1,), Cause("99501", "tax"): (1,)}
    assert found.refused == {Cause("1322", "customs"): (1,), Cause("99104", "customs"): (1,)}


@pytest.mark.parametrize("bucket_ms", [1, 7, 1_000])
def test_spans_add_up_to_the_day(engine: Engine, bucket_ms: int) -> None:
    since, until = whole_day()
    found = flow(engine, since, until, bucket_ms)
    assert sum(found.submitted) == 14
    assert sum(found.released) == 1
    assert sum(map(sum, found.held.values())) == 2
    assert sum(map(sum, found.refused.values())) == 2


def test_latencies_are_those_of_the_summary(engine: Engine) -> None:
    since, until = whole_day()
    found = flow(engine, since, until, until - since)
    took = lookups.latencies(engine)
    assert found.p50_ms == (percentile(took, 50),)
    assert found.p99_ms == (percentile(took, 99),)


def test_what_lies_outside_the_window_is_not_counted(engine: Engine) -> None:
    _, until = whole_day()
    found = flow(engine, until, until + 60_000, 20_000)
    assert (found.submitted, found.released, found.held, found.refused) == ((0, 0, 0), (0, 0, 0), {}, {})
    assert found.p50_ms == (None, None, None)


@pytest.mark.parametrize(("since", "until", "bucket"), [(5, 5, 1), (5, 4, 1), (0, 5, 0)])
def test_no_span_is_refused(engine: Engine, since: int, until: int, bucket: int) -> None:
    with pytest.raises(ValueError, match="span"):
        flow(engine, since, until, bucket)


def test_a_code_belongs_to_the_agency_that_gives_it() -> None:
    assert [agency_of(code) for code in ("99301", "99401", "99601", "1322", "nobody's")] == [
        "tax",
        "forex",
        "inspection",
        "customs",
        "customs",
    ]
