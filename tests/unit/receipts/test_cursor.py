"""A cursor names the same place for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts.delivery.cursor import Cursor, CursorRefused, parse


@given(st.lists(st.integers(0, 10**18 - 1), min_size=1, max_size=8))
def test_a_cursor_is_read_back_as_it_was_written(offsets: list[int]) -> None:
    cursor = Cursor(tuple(offsets))
    assert parse(str(cursor), len(offsets)) == cursor


def test_nothing_and_start_are_the_beginning() -> None:
    assert parse("", 3) == parse("start", 3) == Cursor((0, 0, 0))


def test_what_comes_after_a_record_is_the_next_offset_of_its_partition() -> None:
    assert Cursor((5, 6, 7)).after(1, 6) == Cursor((5, 7, 7))


@pytest.mark.parametrize(
    "text", ["r1-1", "r2-1-2", "r1-1-x", "r1-1--2", "r1-1-٣", "1-2", "r1-1-2-3", "r1-1-" + "9" * 30]
)
def test_what_is_no_cursor_of_this_stream_is_refused(text: str) -> None:
    with pytest.raises(CursorRefused):
        parse(text, 2)
