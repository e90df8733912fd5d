# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.decisions.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.forex.decisions."""

from contracts.errors import Undecodable
from contracts.forex_decisions import Case
from contracts.wire.primitives import BOOL, BOOL_OF, INT, LONG, SIZE, SOME, more, size


def write_case(r: Case) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(a := r.payment_institution_code.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        LONG[r.amount_paid_cny_e5],
        b"\0" if r.licence_no is None else SOME[len(a := r.licence_no.encode())], b"" if r.licence_no is None else a,
        b"\0" if r.hold_id is None else SOME[len(a := r.hold_id.encode())], b"" if r.hold_id is None else a,
        b"\0" if r.held_by is None else SOME[len(a := r.held_by.encode())], b"" if r.held_by is None else a,
        BOOL[r.entered],
    ))


def read_case(b: bytes, p: int) -> tuple[Case, int]:
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    payment_institution_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    merchant_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_paid_cny_e5_ = (n >> 1) ^ -(n & 1)
    licence_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        licence_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        licence_no_ = None
    else:
        raise Undecodable("no such branch")
    hold_id_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        hold_id_ = b[p:e].decode()
        p = e
    elif n == 0:
        hold_id_ = None
    else:
        raise Undecodable("no such branch")
    held_by_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        held_by_ = b[p:e].decode()
        p = e
    elif n == 0:
        held_by_ = None
    else:
        raise Undecodable("no such branch")
    entered_ = BOOL_OF[b[p]]
    p += 1
    return Case(
        declaration_id=declaration_id_,
        revision=revision_,
        payment_institution_code=payment_institution_code_,
        merchant_code=merchant_code_,
        amount_paid_cny_e5=amount_paid_cny_e5_,
        licence_no=licence_no_,
        hold_id=hold_id_,
        held_by=held_by_,
        entered=entered_,
    ), p
