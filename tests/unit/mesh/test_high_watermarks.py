"""The ends of partitions are asked for until the broker has settled, whatever it or the client says meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from confluent_kafka import KafkaError, KafkaException

from mesh.declared.errors import TemporaryFailure
from mesh.kafka import high_watermarks


def a_consumer(answers: list[Any]) -> Callable[[Any], Any]:
    """Stand for the client: each question takes the next answer, the last one again and again."""

    class Asked:
        def __init__(self, _config: Any) -> None: ...

        def get_watermark_offsets(self, *_: Any) -> Any:
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
            if isinstance(answer, int):
                raise KafkaException(KafkaError(answer))
            return answer

        def close(self) -> None: ...

    return Asked


@pytest.mark.parametrize("code", sorted(high_watermarks.SETTLING))
def test_a_broker_that_is_away_or_starting_is_asked_again(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(high_watermarks, "Consumer", a_consumer([code, (0, 7)]))
    assert high_watermarks.uncommitted_ends({}, "m", [("t", 0)]) == {("t", 0): 7}


def test_that_no_broker_answers_is_one_of_these() -> None:
    """As a client says it that has lost the last of them; a restore took it for final."""
    assert KafkaError._ALL_BROKERS_DOWN in high_watermarks.SETTLING


def test_what_does_not_settle_is_told_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(high_watermarks, "Consumer", a_consumer([KafkaError._ALL_BROKERS_DOWN]))
    with pytest.raises(TemporaryFailure, match="cannot be found"):
        high_watermarks.uncommitted_ends({}, "m", [("t", 0)], deadline_seconds=0)


def test_a_final_error_is_not_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(high_watermarks, "Consumer", a_consumer([KafkaError.TOPIC_AUTHORIZATION_FAILED]))
    with pytest.raises(KafkaException):
        high_watermarks.uncommitted_ends({}, "m", [("t", 0)])
