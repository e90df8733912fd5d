"""Which keys wait for a redrive: from dead letters and commands. Pure, as `gateway.view.fold`."""

from contracts.mesh import DeadLettered, RedriveRequested
from gateway.view.rows import Row, Rows
from mesh import names
from mesh.wire import Inbound


def dead(rows: Rows, record: DeadLettered, source: Inbound) -> None:
    """
    Note that a key was parked, and why. Parked keys have no line in a timeline: they may be of any kind.

    A command that failed is announced likewise, but parks nothing.
    """
    if record.topic == names.command_topic(record.processor):
        return
    row = _row(rows, record.processor, record.key)
    row |= {
        "code": record.code,
        "reason": record.reason,
        "topic": record.topic,
        "partition": record.partition,
        "offset": record.offset,
        "parked_ms": source.timestamp_ms,
    }


def redriven(rows: Rows, record: RedriveRequested, source: Inbound) -> None:
    """Note that someone asked to work a parked key again."""
    _row(rows, record.processor, source.key)["redriven_ms"] = source.timestamp_ms


def _row(rows: Rows, processor: str, key: bytes) -> Row:
    at = processor, key.hex()
    return rows.parked.setdefault(at, {"processor": processor, "key_hex": key.hex()})
