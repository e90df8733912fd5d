"""A turn takes as much as is worked in a second."""

from hypothesis import given
from hypothesis import strategies as st

from mesh.engine.batch_size import FIRST, LONG_SECONDS, MOST, Pace

TRANSACTION_SECONDS = 10


def test_a_worker_begins_with_little_and_takes_more_while_that_goes_well() -> None:
    pace = Pace()
    taken = []
    for _ in range(5):
        taken.append(pace.most)
        pace.worked(pace.most, 0.01)
    assert taken == [FIRST, 2 * FIRST, 4 * FIRST, MOST, MOST]


def test_small_turns_say_nothing_about_large_ones() -> None:
    pace = Pace()
    for _ in range(100):
        pace.worked(3, 0.001)
    assert pace.most == FIRST


@given(seconds_each=st.floats(min_value=0.000_01, max_value=0.03))
def test_however_dear_a_record_is_a_turn_stays_within_a_transaction(seconds_each: float) -> None:
    """After the first turn it never takes long, and it never stops taking."""
    pace = Pace()
    assert FIRST * seconds_each < TRANSACTION_SECONDS
    pace.worked(pace.most, pace.most * seconds_each)
    for _ in range(20):
        seconds = pace.most * seconds_each
        assert pace.most >= 1
        assert seconds <= 2 * LONG_SECONDS
        pace.worked(pace.most, seconds)


def test_a_record_that_takes_longer_than_a_turn_should_is_taken_alone() -> None:
    pace = Pace()
    for _ in range(3):
        pace.worked(pace.most, pace.most * 5.0)
    assert pace.most == 1
