# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.tax."""

from contracts.common import FindingRef, Reason, RegisterVersion, RuleEvaluated
from contracts.errors import Undecodable
from contracts.tax import (
    BillStatus,
    DutyAssessed,
    GuaranteeDecided,
    GuaranteeRegistered,
    GuaranteeRequested,
    LineAssessed,
    RateSet,
    TaxBill,
    TaxBillIssued,
    TaxBillStatusChanged,
)
from contracts.wire.common import (
    EFFECT,
    EFFECT_OF,
    LEDGER_ACTION,
    LEDGER_ACTION_OF,
    TAX_REGIME,
    TAX_REGIME_OF,
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

BILL_STATUS = {
    BillStatus.GENERATED: b'\x00',
    BillStatus.SUMMARISED: b'\x02',
    BillStatus.VOID: b'\x04',
    BillStatus.UNKNOWN: b'\x06',
}
BILL_STATUS_OF = {
    0: BillStatus.GENERATED,
    2: BillStatus.SUMMARISED,
    4: BillStatus.VOID,
    6: BillStatus.UNKNOWN,
}


def read_bill_status(b: bytes, p: int) -> tuple[BillStatus, int]:
    return BILL_STATUS_OF[b[p]], p + 1


def write_line_assessed(r: LineAssessed) -> bytes:
    return b"".join((
        INT[r.gnum],
        SIZE[len(a := r.commodity_code.encode())], a,
        LONG[r.dutiable_cny_e5],
        LONG[r.duty_cny_e5],
        LONG[r.consumption_tax_cny_e5],
        LONG[r.vat_cny_e5],
    ))


def read_line_assessed(b: bytes, p: int) -> tuple[LineAssessed, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    gnum_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    commodity_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    dutiable_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    duty_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    consumption_tax_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    vat_cny_e5_ = (n >> 1) ^ -(n & 1)
    return LineAssessed(
        gnum=gnum_,
        commodity_code=commodity_code_,
        dutiable_cny_e5=dutiable_cny_e5_,
        duty_cny_e5=duty_cny_e5_,
        consumption_tax_cny_e5=consumption_tax_cny_e5_,
        vat_cny_e5=vat_cny_e5_,
    ), p


def write_duty_assessed(r: DutyAssessed) -> bytes:
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
        TAX_REGIME[r.tax_regime],
        SIZE[len(a := r.guarantor_code.encode())], a,
        LONG[r.duty_cny_e5],
        LONG[r.consumption_tax_cny_e5],
        LONG[r.vat_cny_e5],
        LONG[r.total_cny_e5],
        b"\0" if r.lines == () else items(r.lines, write_line_assessed),
    ))


def read_duty_assessed(b: bytes, p: int) -> tuple[DutyAssessed, int]:
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
    tax_regime_ = TAX_REGIME_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    guarantor_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    duty_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    consumption_tax_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    vat_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    total_cny_e5_ = (n >> 1) ^ -(n & 1)
    lines_: tuple[LineAssessed, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_line_assessed)
    return DutyAssessed(
        declaration_id=declaration_id_,
        revision=revision_,
        effect=effect_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
        hold_id=hold_id_,
        finding=finding_,
        tax_regime=tax_regime_,
        guarantor_code=guarantor_code_,
        duty_cny_e5=duty_cny_e5_,
        consumption_tax_cny_e5=consumption_tax_cny_e5_,
        vat_cny_e5=vat_cny_e5_,
        total_cny_e5=total_cny_e5_,
        lines=lines_,
    ), p


def write_guarantee_decided(r: GuaranteeDecided) -> bytes:
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
        SIZE[len(a := r.guarantor_code.encode())], a,
        LONG[r.amount_cny_e5],
        LONG[r.reserved_cny_e5],
        LONG[r.limit_cny_e5],
    ))


def read_guarantee_decided(b: bytes, p: int) -> tuple[GuaranteeDecided, int]:
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
    guarantor_code_ = b[p:e].decode()
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
    reserved_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    limit_cny_e5_ = (n >> 1) ^ -(n & 1)
    return GuaranteeDecided(
        declaration_id=declaration_id_,
        revision=revision_,
        effect=effect_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
        hold_id=hold_id_,
        finding=finding_,
        guarantor_code=guarantor_code_,
        amount_cny_e5=amount_cny_e5_,
        reserved_cny_e5=reserved_cny_e5_,
        limit_cny_e5=limit_cny_e5_,
    ), p


def write_guarantee_registered(r: GuaranteeRegistered) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        LONG[r.amount_cny_e5],
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_guarantee_registered(b: bytes, p: int) -> tuple[GuaranteeRegistered, int]:
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
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
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
    return GuaranteeRegistered(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        amount_cny_e5=amount_cny_e5_,
        withdrawn=withdrawn_,
    ), p


def write_guarantee_requested(r: GuaranteeRequested) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(a := r.guarantor_code.encode())], a,
        LEDGER_ACTION[r.action],
        LONG[r.amount_cny_e5],
        SIZE[len(a := r.answer_key.encode())], a,
        LONG[r.accepted_at_ms],
    ))


def read_guarantee_requested(b: bytes, p: int) -> tuple[GuaranteeRequested, int]:
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
    guarantor_code_ = b[p:e].decode()
    p = e
    action_ = LEDGER_ACTION_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    answer_key_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
    return GuaranteeRequested(
        declaration_id=declaration_id_,
        revision=revision_,
        guarantor_code=guarantor_code_,
        action=action_,
        amount_cny_e5=amount_cny_e5_,
        answer_key=answer_key_,
        accepted_at_ms=accepted_at_ms_,
    ), p


def write_rate_set(r: RateSet) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.name_zh.encode())], a,
        SIZE[len(a := r.mfn_pct.encode())], a,
        b"\0" if r.provisional_pct is None else SOME[len(a := r.provisional_pct.encode())], b"" if r.provisional_pct is None else a,
        SIZE[len(a := r.vat_class.encode())], a,
        SIZE[len(a := r.consumption_pct.encode())], a,
        b"\0" if r.consumption_specific_cny_e5 is None else b"\2" + LONG[r.consumption_specific_cny_e5],
        b"\0" if r.consumption_unit is None else SOME[len(a := r.consumption_unit.encode())], b"" if r.consumption_unit is None else a,
        b"\0" if r.consumption_from_cny_e5 is None else b"\2" + LONG[r.consumption_from_cny_e5],
        b"\0" if r.consumption_price_from_usd_e5 is None else b"\2" + LONG[r.consumption_price_from_usd_e5],
        b"\0" if r.consumption_specific_below_cny_e5 is None else b"\2" + LONG[r.consumption_specific_below_cny_e5],
        b"\0" if r.litres_per_tonne is None else b"\2" + INT[r.litres_per_tonne],
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_rate_set(b: bytes, p: int) -> tuple[RateSet, int]:
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
    name_zh_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    mfn_pct_ = b[p:e].decode()
    p = e
    provisional_pct_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        provisional_pct_ = b[p:e].decode()
        p = e
    elif n == 0:
        provisional_pct_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    vat_class_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    consumption_pct_ = b[p:e].decode()
    p = e
    consumption_specific_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        consumption_specific_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        consumption_specific_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    consumption_unit_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        consumption_unit_ = b[p:e].decode()
        p = e
    elif n == 0:
        consumption_unit_ = None
    else:
        raise Undecodable("no such branch")
    consumption_from_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        consumption_from_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        consumption_from_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    consumption_price_from_usd_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        consumption_price_from_usd_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        consumption_price_from_usd_e5_ = None
    else:
        raise Undecodable("no such branch")
    consumption_specific_below_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        consumption_specific_below_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        consumption_specific_below_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    litres_per_tonne_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
            if n > 0xFFFFFFFF:
                raise Undecodable("number out of range")
        litres_per_tonne_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        litres_per_tonne_ = None
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
    return RateSet(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        name_zh=name_zh_,
        mfn_pct=mfn_pct_,
        provisional_pct=provisional_pct_,
        vat_class=vat_class_,
        consumption_pct=consumption_pct_,
        consumption_specific_cny_e5=consumption_specific_cny_e5_,
        consumption_unit=consumption_unit_,
        consumption_from_cny_e5=consumption_from_cny_e5_,
        consumption_price_from_usd_e5=consumption_price_from_usd_e5_,
        consumption_specific_below_cny_e5=consumption_specific_below_cny_e5_,
        litres_per_tonne=litres_per_tonne_,
        withdrawn=withdrawn_,
    ), p


def write_tax_bill(r: TaxBill) -> bytes:
    return b"".join((
        SIZE[len(a := r.bill_no.encode())], a,
        SIZE[len(a := r.list_no.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        SIZE[len(a := r.agent_code.encode())], a,
        SIZE[len(a := r.customs_code.encode())], a,
        SIZE[len(a := r.guarantor_code.encode())], a,
        BILL_STATUS[r.status],
        b"\0" if r.payment_book_no is None else SOME[len(a := r.payment_book_no.encode())], b"" if r.payment_book_no is None else a,
        LONG[r.duty_cny_e5],
        LONG[r.consumption_tax_cny_e5],
        LONG[r.vat_cny_e5],
        b"\0" if r.lines == () else items(r.lines, write_line_assessed),
        b"\0" if r.sender_code is None else SOME[len(a := r.sender_code.encode())], b"" if r.sender_code is None else a,
    ))


def read_tax_bill(b: bytes, p: int) -> tuple[TaxBill, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    bill_no_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    list_no_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    order_no_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    platform_code_ = b[p:e].decode()
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
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    carrier_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    waybill_no_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    agent_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    customs_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    guarantor_code_ = b[p:e].decode()
    p = e
    status_ = BILL_STATUS_OF[b[p]]
    p += 1
    payment_book_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_book_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_book_no_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    duty_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    consumption_tax_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    vat_cny_e5_ = (n >> 1) ^ -(n & 1)
    lines_: tuple[LineAssessed, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_line_assessed)
    sender_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        sender_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        sender_code_ = None
    else:
        raise Undecodable("no such branch")
    return TaxBill(
        bill_no=bill_no_,
        list_no=list_no_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        carrier_code=carrier_code_,
        waybill_no=waybill_no_,
        agent_code=agent_code_,
        customs_code=customs_code_,
        guarantor_code=guarantor_code_,
        status=status_,
        payment_book_no=payment_book_no_,
        duty_cny_e5=duty_cny_e5_,
        consumption_tax_cny_e5=consumption_tax_cny_e5_,
        vat_cny_e5=vat_cny_e5_,
        lines=lines_,
        sender_code=sender_code_,
    ), p


def write_tax_bill_issued(r: TaxBillIssued) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        write_tax_bill(r.bill),
        LONG[r.issued_at_ms],
    ))


def read_tax_bill_issued(b: bytes, p: int) -> tuple[TaxBillIssued, int]:
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
    bill_, p = read_tax_bill(b, p)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    issued_at_ms_ = (n >> 1) ^ -(n & 1)
    return TaxBillIssued(
        declaration_id=declaration_id_,
        revision=revision_,
        bill=bill_,
        issued_at_ms=issued_at_ms_,
    ), p


def write_tax_bill_status_changed(r: TaxBillStatusChanged) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        write_tax_bill(r.bill),
        LONG[r.changed_at_ms],
    ))


def read_tax_bill_status_changed(b: bytes, p: int) -> tuple[TaxBillStatusChanged, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declaration_id_ = b[p:e].decode()
    p = e
    bill_, p = read_tax_bill(b, p)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    changed_at_ms_ = (n >> 1) ^ -(n & 1)
    return TaxBillStatusChanged(
        declaration_id=declaration_id_,
        bill=bill_,
        changed_at_ms=changed_at_ms_,
    ), p
