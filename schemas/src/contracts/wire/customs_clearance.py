# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.clearance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.customs.clearance."""

from contracts.common import FindingAction, PersonDigests, Reason
from contracts.customs import DeclaredLine, Hold, NumberKind
from contracts.customs_clearance import (
    Awaiting,
    Case,
    Claim,
    Declaration,
    Folder,
    ListOnFile,
    OrderOnFile,
    OrderedLine,
    PaymentOnFile,
    Serial,
    Slot,
    Source,
    Stage,
    Standing,
    WaybillOnFile,
)
from contracts.errors import Undecodable
from contracts.wire.common import (
    EFFECT,
    EFFECT_OF,
    FINDING_ACTION,
    FINDING_ACTION_OF,
    OPERATION,
    OPERATION_OF,
    read_person_digests,
    read_reason,
    write_person_digests,
    write_reason,
)
from contracts.wire.customs import (
    NUMBER_KIND,
    read_declared_line,
    read_hold,
    read_number_kind,
    write_declared_line,
    write_hold,
)
from contracts.wire.primitives import (
    BOOL,
    BOOL_OF,
    INT,
    LONG,
    SIZE,
    SOME,
    blob,
    items,
    more,
    read_blob,
    read_items,
    size,
)

CLAIM = {
    Claim.NONE: b'\x00',
    Claim.PENDING: b'\x02',
    Claim.WON: b'\x04',
    Claim.UNKNOWN: b'\x06',
}
CLAIM_OF = {
    0: Claim.NONE,
    2: Claim.PENDING,
    4: Claim.WON,
    6: Claim.UNKNOWN,
}
SOURCE = {
    Source.ALLOWANCE: b'\x00',
    Source.INSPECTION: b'\x02',
    Source.FOREX: b'\x04',
    Source.ASSESSMENT: b'\x06',
    Source.GUARANTEE: b'\x08',
    Source.UNKNOWN: b'\n',
}
SOURCE_OF = {
    0: Source.ALLOWANCE,
    2: Source.INSPECTION,
    4: Source.FOREX,
    6: Source.ASSESSMENT,
    8: Source.GUARANTEE,
    10: Source.UNKNOWN,
}
STAGE = {
    Stage.WAITING: b'\x00',
    Stage.DECIDING: b'\x02',
    Stage.HELD: b'\x04',
    Stage.CLEARED: b'\x06',
    Stage.CLOSED: b'\x08',
    Stage.REFUSED: b'\n',
    Stage.WITHDRAWN: b'\x0c',
    Stage.UNKNOWN: b'\x0e',
}
STAGE_OF = {
    0: Stage.WAITING,
    2: Stage.DECIDING,
    4: Stage.HELD,
    6: Stage.CLEARED,
    8: Stage.CLOSED,
    10: Stage.REFUSED,
    12: Stage.WITHDRAWN,
    14: Stage.UNKNOWN,
}


def read_claim(b: bytes, p: int) -> tuple[Claim, int]:
    return CLAIM_OF[b[p]], p + 1


def read_source(b: bytes, p: int) -> tuple[Source, int]:
    return SOURCE_OF[b[p]], p + 1


def read_stage(b: bytes, p: int) -> tuple[Stage, int]:
    return STAGE_OF[b[p]], p + 1


def write_awaiting(r: Awaiting) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        OPERATION[r.operation],
        BOOL[r.repeated],
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
    ))


def read_awaiting(b: bytes, p: int) -> tuple[Awaiting, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    sender_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    order_no_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    repeated_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    batch_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    batch_index_ = (n >> 1) ^ -(n & 1)
    return Awaiting(
        document_id=document_id_,
        sender_code=sender_code_,
        order_no=order_no_,
        operation=operation_,
        repeated=repeated_,
        batch_id=batch_id_,
        batch_index=batch_index_,
    ), p


def write_slot(r: Slot) -> bytes:
    return b"".join((
        SIZE[len(a := r.issuer_code.encode())], a,
        SIZE[len(a := r.number.encode())], a,
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.return_status.encode())], a,
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.app_time.encode())], a,
        b"\0" if r.on_file is None else SOME[len(r.on_file)], r.on_file or b"",
        BOOL[r.at_fault],
        CLAIM[r.claim],
        b"\0" if r.engaged_by is None else SOME[len(a := r.engaged_by.encode())], b"" if r.engaged_by is None else a,
        b"\0" if r.awaiting == () else items(r.awaiting, write_awaiting),
    ))


def read_slot(b: bytes, p: int) -> tuple[Slot, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    issuer_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    number_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    return_status_ = b[p:e].decode()
    p = e
    reasons_: tuple[Reason, ...]
    if b[p] == 0:
        reasons_ = ()
        p += 1
    else:
        reasons_, p = read_items(b, p, read_reason)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    on_file_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        on_file_ = b[p:e]
        p = e
    elif n == 0:
        on_file_ = None
    else:
        raise Undecodable("no such branch")
    at_fault_ = BOOL_OF[b[p]]
    p += 1
    claim_ = CLAIM_OF[b[p]]
    p += 1
    engaged_by_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        engaged_by_ = b[p:e].decode()
        p = e
    elif n == 0:
        engaged_by_ = None
    else:
        raise Undecodable("no such branch")
    awaiting_: tuple[Awaiting, ...]
    if b[p] == 0:
        awaiting_ = ()
        p += 1
    else:
        awaiting_, p = read_items(b, p, read_awaiting)
    return Slot(
        issuer_code=issuer_code_,
        number=number_,
        document_id=document_id_,
        content_digest=content_digest_,
        return_status=return_status_,
        reasons=reasons_,
        accepted_at_ms=accepted_at_ms_,
        app_time=app_time_,
        on_file=on_file_,
        at_fault=at_fault_,
        claim=claim_,
        engaged_by=engaged_by_,
        awaiting=awaiting_,
    ), p


def write_case(r: Case) -> bytes:
    return b"".join((
        SIZE[len(a := r.platform_code.encode())], a,
        b"\0" if r.order is None else b"\2" + write_slot(r.order),
        b"\0" if r.payments == () else items(r.payments, write_slot),
        b"\0" if r.list is None else b"\2" + write_slot(r.list),
        b"\0" if r.cancellation is None else b"\2" + write_slot(r.cancellation),
        b"\0" if r.pre_entry_no is None else SOME[len(a := r.pre_entry_no.encode())], b"" if r.pre_entry_no is None else a,
        b"\0" if r.declaration_id is None else SOME[len(a := r.declaration_id.encode())], b"" if r.declaration_id is None else a,
    ))


def read_case(b: bytes, p: int) -> tuple[Case, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    platform_code_ = b[p:e].decode()
    p = e
    order_: Slot | None
    n = b[p]
    p += 1
    if n == 2:
        order_, p = read_slot(b, p)
    elif n == 0:
        order_ = None
    else:
        raise Undecodable("no such branch")
    payments_: tuple[Slot, ...]
    if b[p] == 0:
        payments_ = ()
        p += 1
    else:
        payments_, p = read_items(b, p, read_slot)
    list_: Slot | None
    n = b[p]
    p += 1
    if n == 2:
        list_, p = read_slot(b, p)
    elif n == 0:
        list_ = None
    else:
        raise Undecodable("no such branch")
    cancellation_: Slot | None
    n = b[p]
    p += 1
    if n == 2:
        cancellation_, p = read_slot(b, p)
    elif n == 0:
        cancellation_ = None
    else:
        raise Undecodable("no such branch")
    pre_entry_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        pre_entry_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        pre_entry_no_ = None
    else:
        raise Undecodable("no such branch")
    declaration_id_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        declaration_id_ = b[p:e].decode()
        p = e
    elif n == 0:
        declaration_id_ = None
    else:
        raise Undecodable("no such branch")
    return Case(
        platform_code=platform_code_,
        order=order_,
        payments=payments_,
        list=list_,
        cancellation=cancellation_,
        pre_entry_no=pre_entry_no_,
        declaration_id=declaration_id_,
    ), p


def write_standing(r: Standing) -> bytes:
    return b"".join((
        SOURCE[r.source],
        EFFECT[r.effect],
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.hold_id is None else SOME[len(a := r.hold_id.encode())], b"" if r.hold_id is None else a,
        b"\0" if r.action is None else b"\2" + FINDING_ACTION[r.action],
    ))


def read_standing(b: bytes, p: int) -> tuple[Standing, int]:
    source_ = SOURCE_OF[b[p]]
    p += 1
    effect_ = EFFECT_OF[b[p]]
    p += 1
    reasons_: tuple[Reason, ...]
    if b[p] == 0:
        reasons_ = ()
        p += 1
    else:
        reasons_, p = read_items(b, p, read_reason)
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
    action_: FindingAction | None
    n = b[p]
    p += 1
    if n == 2:
        action_ = FINDING_ACTION_OF[b[p]]
        p += 1
    elif n == 0:
        action_ = None
    else:
        raise Undecodable("no such branch")
    return Standing(
        source=source_,
        effect=effect_,
        reasons=reasons_,
        hold_id=hold_id_,
        action=action_,
    ), p


def write_declaration(r: Declaration) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        INT[r.revision],
        STAGE[r.stage],
        SIZE[len(a := r.return_status.encode())], a,
        SIZE[len(a := r.pre_entry_no.encode())], a,
        b"\0" if r.list_no is None else SOME[len(a := r.list_no.encode())], b"" if r.list_no is None else a,
        LONG[r.deadline_at_ms],
        LONG[r.closes_at_ms],
        SIZE[len(r.buyer_pseudonym)], r.buyer_pseudonym,
        INT[r.quota_year],
        BOOL[r.payment_won],
        BOOL[r.waybill_won],
        b"\0" if r.standings == () else items(r.standings, write_standing),
        b"\0" if r.holds == () else items(r.holds, write_hold),
        b"\0" if r.sought == () else items(r.sought, NUMBER_KIND.__getitem__),
        b"\0" if r.found_elsewhere == () else items(r.found_elsewhere, NUMBER_KIND.__getitem__),
        b"\0" if r.payment_institution_code is None else SOME[len(a := r.payment_institution_code.encode())], b"" if r.payment_institution_code is None else a,
        b"\0" if r.payment_no is None else SOME[len(a := r.payment_no.encode())], b"" if r.payment_no is None else a,
    ))


def read_declaration(b: bytes, p: int) -> tuple[Declaration, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declaration_id_ = b[p:e].decode()
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
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    revision_ = (n >> 1) ^ -(n & 1)
    stage_ = STAGE_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    return_status_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    pre_entry_no_ = b[p:e].decode()
    p = e
    list_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        list_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        list_no_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    deadline_at_ms_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    closes_at_ms_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    buyer_pseudonym_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    quota_year_ = (n >> 1) ^ -(n & 1)
    payment_won_ = BOOL_OF[b[p]]
    p += 1
    waybill_won_ = BOOL_OF[b[p]]
    p += 1
    standings_: tuple[Standing, ...]
    if b[p] == 0:
        standings_ = ()
        p += 1
    else:
        standings_, p = read_items(b, p, read_standing)
    holds_: tuple[Hold, ...]
    if b[p] == 0:
        holds_ = ()
        p += 1
    else:
        holds_, p = read_items(b, p, read_hold)
    sought_: tuple[NumberKind, ...]
    if b[p] == 0:
        sought_ = ()
        p += 1
    else:
        sought_, p = read_items(b, p, read_number_kind)
    found_elsewhere_: tuple[NumberKind, ...]
    if b[p] == 0:
        found_elsewhere_ = ()
        p += 1
    else:
        found_elsewhere_, p = read_items(b, p, read_number_kind)
    payment_institution_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_institution_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_institution_code_ = None
    else:
        raise Undecodable("no such branch")
    payment_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_no_ = None
    else:
        raise Undecodable("no such branch")
    return Declaration(
        declaration_id=declaration_id_,
        platform_code=platform_code_,
        revision=revision_,
        stage=stage_,
        return_status=return_status_,
        pre_entry_no=pre_entry_no_,
        list_no=list_no_,
        deadline_at_ms=deadline_at_ms_,
        closes_at_ms=closes_at_ms_,
        buyer_pseudonym=buyer_pseudonym_,
        quota_year=quota_year_,
        payment_won=payment_won_,
        waybill_won=waybill_won_,
        standings=standings_,
        holds=holds_,
        sought=sought_,
        found_elsewhere=found_elsewhere_,
        payment_institution_code=payment_institution_code_,
        payment_no=payment_no_,
    ), p


def write_folder(r: Folder) -> bytes:
    return b"".join((
        b"\0" if r.cases == () else items(r.cases, write_case),
        b"\0" if r.waybills == () else items(r.waybills, write_slot),
        LONG[r.sweep_at_ms],
        b"\0" if r.heard == () else items(r.heard, blob),
    ))


def read_folder(b: bytes, p: int) -> tuple[Folder, int]:
    cases_: tuple[Case, ...]
    if b[p] == 0:
        cases_ = ()
        p += 1
    else:
        cases_, p = read_items(b, p, read_case)
    waybills_: tuple[Slot, ...]
    if b[p] == 0:
        waybills_ = ()
        p += 1
    else:
        waybills_, p = read_items(b, p, read_slot)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    sweep_at_ms_ = (n >> 1) ^ -(n & 1)
    heard_: tuple[bytes, ...]
    if b[p] == 0:
        heard_ = ()
        p += 1
    else:
        heard_, p = read_items(b, p, read_blob)
    return Folder(
        cases=cases_,
        waybills=waybills_,
        sweep_at_ms=sweep_at_ms_,
        heard=heard_,
    ), p


def write_list_on_file(r: ListOnFile) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.agent_code.encode())], a,
        SIZE[len(a := r.customs_code.encode())], a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        SIZE[len(a := r.guarantor_code.encode())], a,
        b"\0" if r.bonded_enterprise_code is None else SOME[len(a := r.bonded_enterprise_code.encode())], b"" if r.bonded_enterprise_code is None else a,
        SIZE[len(a := r.trade_mode.encode())], a,
        SIZE[len(a := r.port_code.encode())], a,
        SIZE[len(a := r.departure_country_code.encode())], a,
        LONG[r.freight_cny_e5],
        LONG[r.insurance_cny_e5],
        LONG[r.gross_weight_kg_e5],
        LONG[r.net_weight_kg_e5],
        b"\0" if r.persons == () else items(r.persons, write_person_digests),
        b"\0" if r.lines == () else items(r.lines, write_declared_line),
        b"\0" if r.licence_no is None else SOME[len(a := r.licence_no.encode())], b"" if r.licence_no is None else a,
    ))


def read_list_on_file(b: bytes, p: int) -> tuple[ListOnFile, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    sender_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
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
    agent_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    customs_code_ = b[p:e].decode()
    p = e
    cop_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        cop_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        cop_no_ = None
    else:
        raise Undecodable("no such branch")
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
    guarantor_code_ = b[p:e].decode()
    p = e
    bonded_enterprise_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        bonded_enterprise_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        bonded_enterprise_code_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    trade_mode_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    port_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    departure_country_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    freight_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    insurance_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    gross_weight_kg_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    net_weight_kg_e5_ = (n >> 1) ^ -(n & 1)
    persons_: tuple[PersonDigests, ...]
    if b[p] == 0:
        persons_ = ()
        p += 1
    else:
        persons_, p = read_items(b, p, read_person_digests)
    lines_: tuple[DeclaredLine, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_declared_line)
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
    return ListOnFile(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        accepted_at_ms=accepted_at_ms_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        agent_code=agent_code_,
        customs_code=customs_code_,
        cop_no=cop_no_,
        carrier_code=carrier_code_,
        waybill_no=waybill_no_,
        guarantor_code=guarantor_code_,
        bonded_enterprise_code=bonded_enterprise_code_,
        trade_mode=trade_mode_,
        port_code=port_code_,
        departure_country_code=departure_country_code_,
        freight_cny_e5=freight_cny_e5_,
        insurance_cny_e5=insurance_cny_e5_,
        gross_weight_kg_e5=gross_weight_kg_e5_,
        net_weight_kg_e5=net_weight_kg_e5_,
        persons=persons_,
        lines=lines_,
        licence_no=licence_no_,
    ), p


def write_ordered_line(r: OrderedLine) -> bytes:
    return b"".join((
        INT[r.gnum],
        LONG[r.quantity_e5],
        LONG[r.unit_price_cny_e5],
        LONG[r.total_price_cny_e5],
    ))


def read_ordered_line(b: bytes, p: int) -> tuple[OrderedLine, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    gnum_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    quantity_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    unit_price_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    total_price_cny_e5_ = (n >> 1) ^ -(n & 1)
    return OrderedLine(
        gnum=gnum_,
        quantity_e5=quantity_e5_,
        unit_price_cny_e5=unit_price_cny_e5_,
        total_price_cny_e5=total_price_cny_e5_,
    ), p


def write_order_on_file(r: OrderOnFile) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        LONG[r.actual_paid_cny_e5],
        b"\0" if r.payment_institution_code is None else SOME[len(a := r.payment_institution_code.encode())], b"" if r.payment_institution_code is None else a,
        b"\0" if r.payment_no is None else SOME[len(a := r.payment_no.encode())], b"" if r.payment_no is None else a,
        b"\0" if r.persons == () else items(r.persons, write_person_digests),
        b"\0" if r.lines == () else items(r.lines, write_ordered_line),
    ))


def read_order_on_file(b: bytes, p: int) -> tuple[OrderOnFile, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    sender_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
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
    if n > 0x7F:
        n, p = more(b, p, n)
    actual_paid_cny_e5_ = (n >> 1) ^ -(n & 1)
    payment_institution_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_institution_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_institution_code_ = None
    else:
        raise Undecodable("no such branch")
    payment_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_no_ = None
    else:
        raise Undecodable("no such branch")
    persons_: tuple[PersonDigests, ...]
    if b[p] == 0:
        persons_ = ()
        p += 1
    else:
        persons_, p = read_items(b, p, read_person_digests)
    lines_: tuple[OrderedLine, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_ordered_line)
    return OrderOnFile(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        accepted_at_ms=accepted_at_ms_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        actual_paid_cny_e5=actual_paid_cny_e5_,
        payment_institution_code=payment_institution_code_,
        payment_no=payment_no_,
        persons=persons_,
        lines=lines_,
    ), p


def write_payment_on_file(r: PaymentOnFile) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.payment_institution_code.encode())], a,
        SIZE[len(a := r.payment_no.encode())], a,
        LONG[r.amount_paid_cny_e5],
        SIZE[len(a := r.pay_time.encode())], a,
        b"\0" if r.persons == () else items(r.persons, write_person_digests),
    ))


def read_payment_on_file(b: bytes, p: int) -> tuple[PaymentOnFile, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    sender_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
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
    payment_institution_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    payment_no_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_paid_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    pay_time_ = b[p:e].decode()
    p = e
    persons_: tuple[PersonDigests, ...]
    if b[p] == 0:
        persons_ = ()
        p += 1
    else:
        persons_, p = read_items(b, p, read_person_digests)
    return PaymentOnFile(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        accepted_at_ms=accepted_at_ms_,
        order_no=order_no_,
        platform_code=platform_code_,
        payment_institution_code=payment_institution_code_,
        payment_no=payment_no_,
        amount_paid_cny_e5=amount_paid_cny_e5_,
        pay_time=pay_time_,
        persons=persons_,
    ), p


def write_serial(r: Serial) -> bytes:
    return b"".join((
        LONG[r.next],
    ))


def read_serial(b: bytes, p: int) -> tuple[Serial, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    next_ = (n >> 1) ^ -(n & 1)
    return Serial(
        next=next_,
    ), p


def write_waybill_on_file(r: WaybillOnFile) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        b"\0" if r.freight_cny_e5 is None else b"\2" + LONG[r.freight_cny_e5],
        b"\0" if r.insurance_cny_e5 is None else b"\2" + LONG[r.insurance_cny_e5],
        b"\0" if r.persons == () else items(r.persons, write_person_digests),
    ))


def read_waybill_on_file(b: bytes, p: int) -> tuple[WaybillOnFile, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    sender_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    accepted_at_ms_ = (n >> 1) ^ -(n & 1)
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
    carrier_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    waybill_no_ = b[p:e].decode()
    p = e
    freight_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        freight_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        freight_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    insurance_cny_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        insurance_cny_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        insurance_cny_e5_ = None
    else:
        raise Undecodable("no such branch")
    persons_: tuple[PersonDigests, ...]
    if b[p] == 0:
        persons_ = ()
        p += 1
    else:
        persons_, p = read_items(b, p, read_person_digests)
    return WaybillOnFile(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        accepted_at_ms=accepted_at_ms_,
        order_no=order_no_,
        carrier_code=carrier_code_,
        waybill_no=waybill_no_,
        freight_cny_e5=freight_cny_e5_,
        insurance_cny_e5=insurance_cny_e5_,
        persons=persons_,
    ), p
