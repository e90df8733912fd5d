"""Charts are geometry: lines inside their frame, gaps left open, names apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.charts import BOTTOM, HEIGHT, LEFT, NAME_HEIGHT, RIGHT, TOP, WIDTH, ceiling, draw

NUMBERS = st.lists(st.none() | st.integers(0, 10_000_000), min_size=5, max_size=60)


@pytest.mark.parametrize(("value", "top"), [(0, 2), (1, 2), (3, 4), (5, 10), (11, 20), (41, 100), (2001, 4000)])
def test_the_scale_ends_on_a_number_that_halves(value: int, top: int) -> None:
    assert ceiling(value) == top


def test_a_line_goes_from_edge_to_edge_and_the_largest_value_to_the_top() -> None:
    (line,) = draw([("held", "Held", [0, 1, 2])], since_ms=0, span_ms=1000).lines
    first, _, last = line.pieces[0].split()
    assert [float(at) for at in first.split(",")] == [LEFT, HEIGHT - BOTTOM]
    assert [float(at) for at in last.split(",")] == [WIDTH - RIGHT, TOP]


def test_a_gap_stays_open_and_a_lone_value_is_a_dot() -> None:
    (line,) = draw([("p50", "p50", [1, 2, None, 3, None])], since_ms=0, span_ms=1000).lines
    assert len(line.pieces) == 1
    assert len(line.dots) == 1


def test_nothing_at_all_is_an_empty_chart() -> None:
    chart = draw([("p50", "p50", [None, None])], since_ms=0, span_ms=1000)
    assert (chart.lines[0].pieces, chart.lines[0].dots) == ((), ())
    assert draw([], since_ms=0, span_ms=1000).times == ()


@given(st.lists(NUMBERS, min_size=1, max_size=4))
def test_everything_is_inside_the_frame_and_no_two_names_touch(series: list[list[int | None]]) -> None:
    chart = draw([(f"s{i}", f"s{i}", numbers) for i, numbers in enumerate(series)], since_ms=0, span_ms=1000)
    for line in chart.lines:
        points = [pair.split(",") for piece in line.pieces for pair in piece.split()]
        for x, y in [*((float(x), float(y)) for x, y in points), *line.dots]:
            assert LEFT <= x <= WIDTH - RIGHT
            assert TOP <= y <= HEIGHT - BOTTOM
    names = sorted(line.name_y for line in chart.lines)
    assert all(TOP <= name <= HEIGHT - BOTTOM for name in names)
    assert all(lower - upper >= NAME_HEIGHT - 0.11 for upper, lower in pairwise(names))
