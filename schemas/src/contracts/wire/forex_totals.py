# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.totals.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.forex.totals."""

from contracts.errors import Undecodable
from contracts.forex_totals import Entry, Total
from contracts.wire.primitives import INT, LONG, SIZE, more, size


def write_entry(r: Entry) -> bytes:
    return b"".join((
        SIZE[len(a := r.month.encode())], a,
        LONG[r.amount_cny_e5],
    ))


def read_entry(b: bytes, p: int) -> tuple[Entry, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    month_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    return Entry(
        month=month_,
        amount_cny_e5=amount_cny_e5_,
    ), p


def write_total(r: Total) -> bytes:
    return b"".join((
        SIZE[len(a := r.enterprise_code.encode())], a,
        SIZE[len(a := r.month.encode())], a,
        LONG[r.amount_cny_e5],
        INT[r.entries],
    ))


def read_total(b: bytes, p: int) -> tuple[Total, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    enterprise_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    month_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    entries_ = (n >> 1) ^ -(n & 1)
    return Total(
        enterprise_code=enterprise_code_,
        month=month_,
        amount_cny_e5=amount_cny_e5_,
        entries=entries_,
    ), p
