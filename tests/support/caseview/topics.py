"""A few topics in memory: records as the view reads them, with offsets, event ids and both clocks."""

import hashlib
from typing import Any

from contracts import codec
from mesh.declared.keys import partition_of
from mesh.wire import headers
from mesh.wire.records import Inbound

PARTITIONS = 4


class Topics:
    """Records of all topics in the order in which they were written. `recorded_ms` is Kafka's clock."""

    def __init__(self) -> None:
        self.written: list[tuple[Inbound, Any]] = []
        self._ends: dict[tuple[str, int], int] = {}
        self.recorded_ms = 1_800_000_000_000

    def write(
        self,
        topic: str,
        record: Any,
        *,
        key: str | bytes = "GW1",
        at_ms: int = 0,
        wait_ms: int = 10,
        partition: int | None = None,
    ) -> Inbound:
        """Append a record `wait_ms` after the one before; partition: where it stands, by default that of its key."""
        self.recorded_ms += wait_ms
        named = key.encode() if isinstance(key, str) else key
        if partition is None:
            partition = partition_of(named, PARTITIONS)
        offset = self._ends.get((topic, partition), 0)
        self._ends[topic, partition] = offset + 1
        name = f"{topic}/{partition}/{offset}"
        event_headers = headers.event_headers(
            event_id=hashlib.sha256(name.encode()).hexdigest()[:32],
            source="test",
            type_=codec.full_name(type(record)),
            time_ms=at_ms,
            cause_id=None,
        )
        value = codec.encode(record)
        inbound = Inbound(topic, partition, offset, self.recorded_ms, named, value, event_headers)
        self.written.append((inbound, codec.decode(value)))
        return inbound

    def by_topic(self) -> list[tuple[Inbound, Any]]:
        """The same records as a reader may meet them that reads one topic after the other, the last first."""
        names = sorted({inbound.topic for inbound, _ in self.written}, reverse=True)
        return [item for name in names for item in self.written if item[0].topic == name]
