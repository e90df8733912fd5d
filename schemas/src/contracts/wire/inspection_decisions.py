# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.inspection.decisions.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.inspection.decisions."""

from contracts.errors import Undecodable
from contracts.inspection_decisions import Case
from contracts.wire.primitives import BOOL, BOOL_OF, INT, SIZE, SOME, more, size


def write_case(r: Case) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(a := r.grade.encode())], a,
        SIZE[len(a := r.release_mode.encode())], a,
        BOOL[r.sampled],
        b"\0" if r.hold_id is None else SOME[len(a := r.hold_id.encode())], b"" if r.hold_id is None else a,
        b"\0" if r.held_by is None else SOME[len(a := r.held_by.encode())], b"" if r.held_by is None else a,
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
    grade_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    release_mode_ = b[p:e].decode()
    p = e
    sampled_ = BOOL_OF[b[p]]
    p += 1
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
    return Case(
        declaration_id=declaration_id_,
        revision=revision_,
        grade=grade_,
        release_mode=release_mode_,
        sampled=sampled_,
        hold_id=hold_id_,
        held_by=held_by_,
    ), p
