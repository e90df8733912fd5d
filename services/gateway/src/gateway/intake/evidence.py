"""
Evidence: a batch's bytes as received, packed, encrypted, in pieces with a manifest; and the way back.

From its evidence alone an unfinished batch is worked again after a crash.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import zstandard

from contracts import codec
from contracts.gateway import EvidenceSealed, EvidenceStored
from contracts.topics import GATEWAY_EVIDENCE
from gateway.intake.reservation import Reservation
from gateway.personal.keys import Keys
from mesh.wire.headers import event_headers
from mesh.wire.records import Outbound

PIECE_BYTES = 256 * 1024
BODY_MOST = 64 * 1024 * 1024
_LEVEL = 1
_NONCE_BYTES = 12
_SOURCE = "gateway"
_PACKED = "zstd"


class Sent(NamedTuple):
    """A batch as it came. sender: transmitter of records that name none. written: value of `reading.batch.Format`."""

    sender: str
    written: str
    body: bytes
    body_digest: bytes


def evidence_of(sent: Sent, reservation: Reservation, keys: Keys) -> list[Outbound]:
    """
    Return the pieces and, last, the manifest.

    The nonce follows from the piece, so that it has equal bytes when it is written again; under a key, since it stands
    in the clear: a plain hash would let anyone try out what a body said, even after its key is destroyed.
    """
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(sent.body)
    batch_id, messages, digests = reservation.batch_id, [], []
    for place, start in enumerate(range(0, len(packed), PIECE_BYTES)):
        piece = packed[start : start + PIECE_BYTES]
        bound = _bound(batch_id, place)
        nonce = keys.body.digest(b"nonce\0" + bound + sha256(piece).digest())[:_NONCE_BYTES]
        data = nonce + keys.evidence.encrypt(nonce, piece, bound)
        digests.append(sha256(data).digest())
        stored = EvidenceStored(batch_id=batch_id, piece=place, key_id=keys.evidence_id, compression=_PACKED, data=data)
        messages.append(_message(stored, f"{batch_id}-{place}", reservation))
    sealed = EvidenceSealed(
        batch_id=batch_id,
        organisation=reservation.organisation,
        sender_code=sent.sender,
        format=sent.written,
        accepted_at_ms=reservation.accepted_at_ms,
        body_bytes=len(sent.body),
        body_digest=sent.body_digest,
        key_id=keys.evidence_id,
        piece_digests=tuple(digests),
    )
    messages.append(_message(sealed, batch_id, reservation))
    return messages


def restore(records: Sequence[Any], keys: Keys) -> Sent | None:
    """
    Return a batch from the records of its evidence, or None while the evidence is not complete.

    Pieces may come twice. Raises ValueError if the evidence contradicts itself.
    """
    sealed = next((record for record in reversed(records) if isinstance(record, EvidenceSealed)), None)
    if sealed is None:
        return None
    pieces = {sha256(record.data).digest(): record.data for record in records if isinstance(record, EvidenceStored)}
    if any(digest not in pieces for digest in sealed.piece_digests):
        return None
    packed = b"".join(
        keys.evidence.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _bound(sealed.batch_id, place))
        for place, data in enumerate(pieces[digest] for digest in sealed.piece_digests)
    )
    if sealed.body_bytes > BODY_MOST:
        raise ValueError("evidence is larger than any body")
    body = zstandard.ZstdDecompressor().decompress(packed, max_output_size=sealed.body_bytes)
    if keys.body.digest(body) != sealed.body_digest:
        raise ValueError("evidence does not have its digest")
    return Sent(sealed.sender_code, sealed.format, body, sealed.body_digest)


def _bound(batch_id: str, place: int) -> bytes:
    return f"{batch_id}:{place}".encode()


def _message(record: EvidenceStored | EvidenceSealed, event_id: str, reservation: Reservation) -> Outbound:
    headers = event_headers(
        event_id=event_id,
        source=_SOURCE,
        type_=codec.full_name(type(record)),
        time_ms=reservation.accepted_at_ms,
        cause_id=None,
    )
    return Outbound(GATEWAY_EVIDENCE, None, reservation.batch_id.encode(), codec.encode(record), headers)
