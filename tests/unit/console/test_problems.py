"""What operators must look at: what is wrong stands first, and a lag is marked by its size."""

from typing import Any

import pytest

from console.problems import is_troubled, lag_tone, problems


def a_topic(**changes: Any) -> dict[str, Any]:
    return {"topic": "trade.imports.v1", "lag": {"customs": 0}, "waiting": [], "set_aside": 0} | changes


WORKS = {"service": "customs", "state": "Stable", "working": True}


@pytest.mark.parametrize(("lag", "tone"), [(0, "plain"), (99, "plain"), (100, "wait"), (999, "wait"), (1000, "bad")])
def test_a_lag_is_marked_by_its_size(lag: int, tone: str) -> None:
    assert lag_tone(lag) == tone


def test_where_all_is_right_there_is_no_problem() -> None:
    assert problems([a_topic(lag={"customs": 42})], [WORKS], 0) == []


def test_the_worst_stands_first() -> None:
    topics = [a_topic(lag={"customs": 500, "tax": 5_000}, set_aside=3)]
    names = [(problem.text, problem.tone) for problem in problems(topics, [WORKS | {"working": False}], 2)]
    assert names == [
        ("operations.not_working", "bad"), ("operations.set_aside_of", "bad"), ("operations.parked_keys", "bad"),
        ("operations.behind", "bad"), ("operations.behind", "wait"),
    ]  # fmt: skip


def test_a_bus_that_does_not_answer_is_the_problem() -> None:
    assert [problem.text for problem in problems(None, [], 0)] == ["operations.topics_none"]


@pytest.mark.parametrize(("changes", "troubled"), [({}, False), ({"lag": {"tax": 1}}, True), ({"set_aside": 1}, True)])
def test_a_topic_in_which_nothing_is_wrong_is_folded(changes: dict[str, Any], troubled: bool) -> None:
    assert is_troubled(a_topic(**changes)) is troubled
