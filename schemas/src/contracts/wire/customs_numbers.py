# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.numbers.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.customs.numbers."""

from contracts.customs_numbers import Holding
from contracts.errors import Undecodable
from contracts.wire.primitives import LONG, SIZE, SOME, more, size


def write_holding(r: Holding) -> bytes:
    return b"".join((
        SIZE[len(a := r.order_no.encode())], a,
        b"\0" if r.platform_code is None else SOME[len(a := r.platform_code.encode())], b"" if r.platform_code is None else a,
        SIZE[len(a := r.document_id.encode())], a,
        LONG[r.claimed_at_ms],
    ))


def read_holding(b: bytes, p: int) -> tuple[Holding, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    order_no_ = b[p:e].decode()
    p = e
    platform_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        platform_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        platform_code_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    claimed_at_ms_ = (n >> 1) ^ -(n & 1)
    return Holding(
        order_no=order_no_,
        platform_code=platform_code_,
        document_id=document_id_,
        claimed_at_ms=claimed_at_ms_,
    ), p
