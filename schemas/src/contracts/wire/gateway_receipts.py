# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.gateway.receipts.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.gateway.receipts."""

from contracts.errors import Undecodable
from contracts.gateway_receipts import Matched
from contracts.wire.primitives import INT, SIZE, more, size


def write_matched(r: Matched) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
    ))


def read_matched(b: bytes, p: int) -> tuple[Matched, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declaration_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    revision_ = (n >> 1) ^ -(n & 1)
    return Matched(
        declaration_id=declaration_id_,
        revision=revision_,
    ), p
