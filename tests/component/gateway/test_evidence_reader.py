"""A batch's evidence is what a gateway wrote; what somebody else put beside it keeps no batch from resuming."""

from collections.abc import Iterator
from typing import Any

import pytest

from contracts import codec
from contracts.gateway import EvidenceStored
from edge.bus.watch import BusWatch
from gateway.intake.evidence_reader import KafkaEvidenceReader
from mesh.wire.headers import event_headers
from tests.support.mesh.kafka_message import CountingMessage

BATCH = b"batch-1"
PIECE = EvidenceStored(batch_id="batch-1", piece=0, key_id="k", compression="zstd", data=b"data")
OURS = event_headers(event_id="batch-1-0", source="gateway", type_="t", time_ms=0, cause_id=None)


def lying(value: bytes | None, headers: Any, key: bytes = BATCH) -> CountingMessage:
    return CountingMessage("t", 0, key=key, value=value, headers=headers)


class ABus:
    """A partition with these records."""

    def __init__(self, *records: CountingMessage) -> None:
        self._records = records

    def since(self, _topic: str, _since_ms: int, *, key: bytes) -> Iterator[Any]:
        assert key == BATCH
        yield from self._records


async def read(*records: CountingMessage) -> list[Any]:
    return await KafkaEvidenceReader(ABus(*records), BusWatch()).read("batch-1", 0)  # type: ignore[arg-type]


async def test_foreign_records_under_the_key_of_a_batch_are_passed_over() -> None:
    foreign = [
        lying(value, headers) for value in (b"\0\0\0\0\x01abc", b"{}", None) for headers in (None, [("x", None)])
    ]
    another = lying(codec.encode(PIECE), OURS, key=b"batch-2")
    assert await read(*foreign, lying(codec.encode(PIECE), OURS), another, *foreign) == [PIECE]


async def test_what_a_gateway_wrote_and_this_one_cannot_read_is_an_error_of_that_batch() -> None:
    """Passed over, the batch would count as never made whole, and be dropped."""
    with pytest.raises(codec.UnknownSchemaId):
        await read(lying(b"\0\0\0\0\x01abc", OURS))
