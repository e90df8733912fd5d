"""How many partitions topics have is asked of the broker, and a topic that is not there is told by name."""

from types import SimpleNamespace
from typing import Any

import pytest
from confluent_kafka import KafkaError, KafkaException

from mesh.declared.errors import ConfigurationError, TemporaryFailure
from mesh.wire import partitions


class Client:
    """A client that knows these topics, by name their partitions; none of them does a broker that does not answer."""

    def __init__(self, **topics: int) -> None:
        self._topics = topics

    def list_topics(self, topic: str | None = None, timeout: float = -1) -> Any:
        assert topic is None
        if timeout == 0:
            raise KafkaException(KafkaError(KafkaError._TRANSPORT))
        found = {
            f"m.{name}": SimpleNamespace(error=None, partitions=dict.fromkeys(range(count)))
            for name, count in self._topics.items()
        }
        return SimpleNamespace(topics=found)


def test_each_topic_is_counted() -> None:
    assert partitions.counted(Client(a=2, b=1), "m", ["a", "b"]) == {"a": 2, "b": 1}


def test_topics_that_are_missing_or_have_no_partition_yet_are_named() -> None:
    with pytest.raises(TemporaryFailure, match=r"topics not there yet: m\.b, m\.c"):
        partitions.counted(Client(a=2, b=0), "m", ["a", "b", "c"])


def test_a_broker_that_does_not_answer_is_a_passing_trouble() -> None:
    with pytest.raises(TemporaryFailure, match="does not answer"):
        partitions.counted(Client(a=2), "m", ["a"], seconds=0)


def test_what_one_task_spans_has_one_number() -> None:
    assert partitions.shared(Client(a=4, b=4), "m", ["a", "b"]) == 4
    with pytest.raises(ConfigurationError, match="a: 4, b: 2"):
        partitions.shared(Client(a=4, b=2), "m", ["a", "b"])
