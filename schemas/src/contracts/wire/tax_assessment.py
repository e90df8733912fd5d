# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.assessment.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.tax.assessment."""

from contracts.customs import DeclarationContent
from contracts.errors import Undecodable
from contracts.tax import LineAssessed, TaxBill
from contracts.tax_assessment import Case, Stage
from contracts.wire.common import TAX_REGIME, TAX_REGIME_OF
from contracts.wire.customs import read_declaration_content, write_declaration_content
from contracts.wire.primitives import BOOL, BOOL_OF, INT, LONG, SIZE, SOME, items, more, read_items, size
from contracts.wire.tax import read_line_assessed, read_tax_bill, write_line_assessed, write_tax_bill

STAGE = {
    Stage.OPEN: b'\x00',
    Stage.CLEARED: b'\x02',
    Stage.DROPPED: b'\x04',
    Stage.UNKNOWN: b'\x06',
}
STAGE_OF = {
    0: Stage.OPEN,
    2: Stage.CLEARED,
    4: Stage.DROPPED,
    6: Stage.UNKNOWN,
}


def read_stage(b: bytes, p: int) -> tuple[Stage, int]:
    return STAGE_OF[b[p]], p + 1


def write_case(r: Case) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        TAX_REGIME[r.tax_regime],
        SIZE[len(a := r.guarantor_code.encode())], a,
        LONG[r.accepted_at_ms],
        LONG[r.duty_cny_e5],
        LONG[r.consumption_tax_cny_e5],
        LONG[r.vat_cny_e5],
        BOOL[r.requested],
        b"\0" if r.hold_id is None else SOME[len(a := r.hold_id.encode())], b"" if r.hold_id is None else a,
        b"\0" if r.held_by is None else SOME[len(a := r.held_by.encode())], b"" if r.held_by is None else a,
        b"\0" if r.held_content is None else b"\2" + write_declaration_content(r.held_content),
        b"\0" if r.guarantee_hold_id is None else SOME[len(a := r.guarantee_hold_id.encode())], b"" if r.guarantee_hold_id is None else a,
        STAGE[r.stage],
        b"\0" if r.lines == () else items(r.lines, write_line_assessed),
        b"\0" if r.carrier_code is None else SOME[len(a := r.carrier_code.encode())], b"" if r.carrier_code is None else a,
        b"\0" if r.waybill_no is None else SOME[len(a := r.waybill_no.encode())], b"" if r.waybill_no is None else a,
        b"\0" if r.bill is None else b"\2" + write_tax_bill(r.bill),
        b"\0" if r.answered_finding_id is None else SOME[len(a := r.answered_finding_id.encode())], b"" if r.answered_finding_id is None else a,
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
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
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
    requested_ = BOOL_OF[b[p]]
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
    held_content_: DeclarationContent | None
    n = b[p]
    p += 1
    if n == 2:
        held_content_, p = read_declaration_content(b, p)
    elif n == 0:
        held_content_ = None
    else:
        raise Undecodable("no such branch")
    guarantee_hold_id_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        guarantee_hold_id_ = b[p:e].decode()
        p = e
    elif n == 0:
        guarantee_hold_id_ = None
    else:
        raise Undecodable("no such branch")
    stage_ = STAGE_OF[b[p]]
    p += 1
    lines_: tuple[LineAssessed, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_line_assessed)
    carrier_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        carrier_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        carrier_code_ = None
    else:
        raise Undecodable("no such branch")
    waybill_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        waybill_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        waybill_no_ = None
    else:
        raise Undecodable("no such branch")
    bill_: TaxBill | None
    n = b[p]
    p += 1
    if n == 2:
        bill_, p = read_tax_bill(b, p)
    elif n == 0:
        bill_ = None
    else:
        raise Undecodable("no such branch")
    answered_finding_id_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        answered_finding_id_ = b[p:e].decode()
        p = e
    elif n == 0:
        answered_finding_id_ = None
    else:
        raise Undecodable("no such branch")
    return Case(
        declaration_id=declaration_id_,
        revision=revision_,
        tax_regime=tax_regime_,
        guarantor_code=guarantor_code_,
        accepted_at_ms=accepted_at_ms_,
        duty_cny_e5=duty_cny_e5_,
        consumption_tax_cny_e5=consumption_tax_cny_e5_,
        vat_cny_e5=vat_cny_e5_,
        requested=requested_,
        hold_id=hold_id_,
        held_by=held_by_,
        held_content=held_content_,
        guarantee_hold_id=guarantee_hold_id_,
        stage=stage_,
        lines=lines_,
        carrier_code=carrier_code_,
        waybill_no=waybill_no_,
        bill=bill_,
        answered_finding_id=answered_finding_id_,
    ), p
