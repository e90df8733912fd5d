"""Reading a batch's evidence back: the records of one key since a time, to the end of its partition."""

from typing import Any, Protocol

from contracts import codec
from contracts.topics import GATEWAY_EVIDENCE
from edge.bus.reading_since import Bus, is_ours
from edge.bus.watch import BusWatch


class EvidenceReader(Protocol):
    """Where evidence is read."""

    async def read(self, batch_id: str, since_ms: int) -> list[Any]:
        """
        Return all acknowledged evidence of a batch reserved at `since_ms` (real); what others wrote is passed over.

        Raises Unavailable, and Undecodable or UnknownSchemaId where a gateway wrote what this one cannot read.
        """


class KafkaEvidenceReader:
    """Reads one partition of the topic."""

    def __init__(self, bus: Bus, watch: BusWatch) -> None:
        self._bus, self._watch = bus, watch

    async def read(self, batch_id: str, since_ms: int) -> list[Any]:
        """Return the evidence; see `EvidenceReader`."""
        return await self._watch.run(self._read, batch_id.encode(), since_ms)

    def _read(self, key: bytes, since_ms: int) -> list[Any]:
        messages = self._bus.since(GATEWAY_EVIDENCE, since_ms, key=key)
        return [codec.decode(message.value()) for message in messages if message.key() == key and is_ours(message)]
