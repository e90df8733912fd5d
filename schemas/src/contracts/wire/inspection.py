# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.inspection.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.inspection."""

from contracts.common import FindingRef, Reason, RegisterVersion, RuleEvaluated
from contracts.errors import Undecodable
from contracts.inspection import InspectionDecided, RiskRated
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
from contracts.wire.primitives import BOOL, BOOL_OF, INT, SIZE, SOME, items, more, read_items, size


def write_inspection_decided(r: InspectionDecided) -> bytes:
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
        SIZE[len(a := r.grade.encode())], a,
        SIZE[len(a := r.release_mode.encode())], a,
        BOOL[r.sampled],
    ))


def read_inspection_decided(b: bytes, p: int) -> tuple[InspectionDecided, int]:
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
    return InspectionDecided(
        declaration_id=declaration_id_,
        revision=revision_,
        effect=effect_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
        hold_id=hold_id_,
        finding=finding_,
        grade=grade_,
        release_mode=release_mode_,
        sampled=sampled_,
    ), p


def write_risk_rated(r: RiskRated) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.grade.encode())], a,
        SIZE[len(a := r.text_zh.encode())], a,
        SIZE[len(a := r.text_en.encode())], a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_risk_rated(b: bytes, p: int) -> tuple[RiskRated, int]:
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
    grade_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    text_zh_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    text_en_ = b[p:e].decode()
    p = e
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
    return RiskRated(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        grade=grade_,
        text_zh=text_zh_,
        text_en=text_en_,
        withdrawn=withdrawn_,
    ), p
