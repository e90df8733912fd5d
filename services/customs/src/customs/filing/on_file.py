"""
What is kept of a recorded document: only what matching and later events need, nothing personal but keyed digests.

It is encoded once, when recorded, and decoded when the documents are matched or spoken of. What is kept of which
document type stands with the type.
"""

from typing import Any

from contracts import codec
from mesh.declared.processor import Record

REMEMBERED = 16_384
"""Documents on file remembered by their bytes: those of some seconds at the peak, from the record to the release."""
_KEPT: dict[bytes, Any] = {}
"""What bytes hold: looked at again within moments, at the match, when held, when released."""


def encode(record: Record) -> bytes:
    """Return the bytes that a slot holds."""
    value = codec.encode(record)
    _remember(value, record)
    return value


def decode(value: bytes) -> Any:
    """Return what `encode` was given; the slot's document type says which record it is."""
    record = _KEPT.get(value)
    if record is None:
        record = codec.decode(value)
        _remember(value, record)
    return record


def _remember(value: bytes, record: Any) -> None:
    if len(_KEPT) >= REMEMBERED:
        _KEPT.clear()
    _KEPT[value] = record
