"""How long the view lets a chunk gather: a moment, and longer while much comes."""

from typing import Any

import pytest

from gateway.view import feed
from gateway.view.feed import BUSY_RECORDS, BUSY_SECONDS, WAIT_SECONDS, Feed
from tests.support.messages import Told


class Consumer:
    """A client that hands out so many messages a call, and notes how long it was to wait for them."""

    def __init__(self, _settings: Any) -> None:
        self.comes: list[int] = []
        self.waited: list[float] = []

    def consume(self, most: int, seconds: float) -> list[Any]:
        self.waited.append(seconds)
        assert most == 20_000
        return [Told(f"mesh.{feed.inputs()[0]}", 0, value=None)] * self.comes.pop(0)


def test_a_chunk_gathers_longer_after_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "Consumer", Consumer)
    monkeypatch.setattr(feed, "SchemaReader", lambda *_, **__: None)
    reading = Feed("", "mesh", chunk=20_000)
    client: Any = reading._consumer
    client.comes = [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    taken = [len(reading.take()) for _ in range(4)]
    assert taken == [0, BUSY_RECORDS, BUSY_RECORDS - 1, 0]
    assert client.waited == [WAIT_SECONDS, WAIT_SECONDS, BUSY_SECONDS, WAIT_SECONDS]
