# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.forex.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.forex."""

from contracts.common import FindingRef, Reason, RegisterVersion, RuleEvaluated
from contracts.errors import Undecodable
from contracts.forex import ForexDecided, LicenceIssued, TotalEntered
from contracts.wire.common import (
    EFFECT,
    EFFECT_OF,
    read_finding_ref,
    read_reason,
    read_register_version,
    read_rule_evaluated,
    write_finding_ref,
    write_reason,
    write_register_version,
    write_rule_evaluated,
)
from contracts.wire.primitives import BOOL, BOOL_OF, INT, LONG, SIZE, SOME, items, more, read_items, size


def write_forex_decided(r: ForexDecided) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        EFFECT[r.effect],
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        b"\0" if r.registers == () else items(r.registers, write_register_version),
        b"\0" if r.hold_id is None else SOME[len(a := r.hold_id.encode())], b"" if r.hold_id is None else a,
        b"\0" if r.finding is None else b"\2" + write_finding_ref(r.finding),
        SIZE[len(a := r.payment_institution_code.encode())], a,
        b"\0" if r.licence_no is None else SOME[len(a := r.licence_no.encode())], b"" if r.licence_no is None else a,
    ))


def read_forex_decided(b: bytes, p: int) -> tuple[ForexDecided, int]:
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
    effect_ = EFFECT_OF[b[p]]
    p += 1
    reasons_: tuple[Reason, ...]
    if b[p] == 0:
        reasons_ = ()
        p += 1
    else:
        reasons_, p = read_items(b, p, read_reason)
    rules_: tuple[RuleEvaluated, ...]
    if b[p] == 0:
        rules_ = ()
        p += 1
    else:
        rules_, p = read_items(b, p, read_rule_evaluated)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    rules_version_ = b[p:e].decode()
    p = e
    registers_: tuple[RegisterVersion, ...]
    if b[p] == 0:
        registers_ = ()
        p += 1
    else:
        registers_, p = read_items(b, p, read_register_version)
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
    finding_: FindingRef | None
    n = b[p]
    p += 1
    if n == 2:
        finding_, p = read_finding_ref(b, p)
    elif n == 0:
        finding_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    payment_institution_code_ = b[p:e].decode()
    p = e
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
    return ForexDecided(
        declaration_id=declaration_id_,
        revision=revision_,
        effect=effect_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
        hold_id=hold_id_,
        finding=finding_,
        payment_institution_code=payment_institution_code_,
        licence_no=licence_no_,
    ), p


def write_licence_issued(r: LicenceIssued) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.licence_no.encode())], a,
        b"\0" if r.single_limit_cny_e5 is None else b"\2" + LONG[r.single_limit_cny_e5],
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_licence_issued(b: bytes, p: int) -> tuple[LicenceIssued, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    version_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    valid_from_ = b[p:e].decode()
    p = e
    valid_to_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        valid_to_ = b[p:e].decode()
        p = e
    elif n == 0:
        valid_to_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    source_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    licence_no_ = b[p:e].decode()
    p = e
    single_limit_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        single_limit_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        single_limit_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    withdrawn_: bool | None
    n = b[p]
    p += 1
    if n == 2:
        withdrawn_ = BOOL_OF[b[p]]
        p += 1
    elif n == 0:
        withdrawn_ = None
    else:
        raise Undecodable("no such branch")
    return LicenceIssued(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        licence_no=licence_no_,
        single_limit_cny_e5=single_limit_cny_e5_,
        withdrawn=withdrawn_,
    ), p


def write_total_entered(r: TotalEntered) -> bytes:
    return b"".join((
        SIZE[len(a := r.enterprise_code.encode())], a,
        SIZE[len(a := r.entry_id.encode())], a,
        SIZE[len(a := r.month.encode())], a,
        LONG[r.amount_cny_e5],
    ))


def read_total_entered(b: bytes, p: int) -> tuple[TotalEntered, int]:
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
    entry_id_ = b[p:e].decode()
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
    return TotalEntered(
        enterprise_code=enterprise_code_,
        entry_id=entry_id_,
        month=month_,
        amount_cny_e5=amount_cny_e5_,
    ), p
