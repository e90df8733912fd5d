# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.customs."""

from contracts.common import DocumentRef, Reason, RegisterVersion, RuleEvaluated
from contracts.customs import (
    AllowanceDecided,
    AllowanceRequested,
    ClaimAction,
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationClosed,
    DeclarationContent,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    DeclaredLine,
    DocumentJudged,
    DocumentOutcome,
    EnterpriseRegistered,
    GoodsFiled,
    GoodsListed,
    Hold,
    NumberClaimAnswered,
    NumberClaimRequested,
    NumberKind,
    QuantityClaimed,
    Verdict,
    WithdrawalCause,
)
from contracts.errors import Undecodable
from contracts.wire.common import (
    EFFECT,
    EFFECT_OF,
    LEDGER_ACTION,
    LEDGER_ACTION_OF,
    OPERATION,
    OPERATION_OF,
    TAX_REGIME,
    TAX_REGIME_OF,
    read_document_ref,
    read_reason,
    read_register_version,
    read_rule_evaluated,
    write_document_ref,
    write_reason,
    write_register_version,
    write_rule_evaluated,
)
from contracts.wire.primitives import (
    BOOL,
    BOOL_OF,
    INT,
    LONG,
    SIZE,
    SOME,
    items,
    more,
    read_items,
    read_text,
    size,
    text,
)

CLAIM_ACTION = {
    ClaimAction.CLAIM: b'\x00',
    ClaimAction.FREE: b'\x02',
    ClaimAction.LOCATE: b'\x04',
    ClaimAction.UNKNOWN: b'\x06',
}
CLAIM_ACTION_OF = {
    0: ClaimAction.CLAIM,
    2: ClaimAction.FREE,
    4: ClaimAction.LOCATE,
    6: ClaimAction.UNKNOWN,
}
NUMBER_KIND = {
    NumberKind.PAYMENT: b'\x00',
    NumberKind.WAYBILL: b'\x02',
    NumberKind.UNKNOWN: b'\x04',
}
NUMBER_KIND_OF = {
    0: NumberKind.PAYMENT,
    2: NumberKind.WAYBILL,
    4: NumberKind.UNKNOWN,
}
VERDICT = {
    Verdict.ACCEPTED: b'\x00',
    Verdict.REJECTED: b'\x02',
    Verdict.DUPLICATE: b'\x04',
    Verdict.UNKNOWN: b'\x06',
}
VERDICT_OF = {
    0: Verdict.ACCEPTED,
    2: Verdict.REJECTED,
    4: Verdict.DUPLICATE,
    6: Verdict.UNKNOWN,
}
WITHDRAWAL_CAUSE = {
    WithdrawalCause.CANCELLED: b'\x00',
    WithdrawalCause.NUMBER_LOST: b'\x02',
    WithdrawalCause.DELETED: b'\x04',
    WithdrawalCause.LIST_CHANGED: b'\x06',
    WithdrawalCause.UNKNOWN: b'\x08',
}
WITHDRAWAL_CAUSE_OF = {
    0: WithdrawalCause.CANCELLED,
    2: WithdrawalCause.NUMBER_LOST,
    4: WithdrawalCause.DELETED,
    6: WithdrawalCause.LIST_CHANGED,
    8: WithdrawalCause.UNKNOWN,
}


def read_claim_action(b: bytes, p: int) -> tuple[ClaimAction, int]:
    return CLAIM_ACTION_OF[b[p]], p + 1


def read_number_kind(b: bytes, p: int) -> tuple[NumberKind, int]:
    return NUMBER_KIND_OF[b[p]], p + 1


def read_verdict(b: bytes, p: int) -> tuple[Verdict, int]:
    return VERDICT_OF[b[p]], p + 1


def read_withdrawal_cause(b: bytes, p: int) -> tuple[WithdrawalCause, int]:
    return WITHDRAWAL_CAUSE_OF[b[p]], p + 1


def write_allowance_decided(r: AllowanceDecided) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        EFFECT[r.effect],
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        b"\0" if r.registers == () else items(r.registers, write_register_version),
        INT[r.quota_year],
        LONG[r.amount_cny_e5],
        LONG[r.used_before_cny_e5],
        LONG[r.limit_cny_e5],
    ))


def read_allowance_decided(b: bytes, p: int) -> tuple[AllowanceDecided, int]:
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
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    quota_year_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    used_before_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    limit_cny_e5_ = (n >> 1) ^ -(n & 1)
    return AllowanceDecided(
        declaration_id=declaration_id_,
        revision=revision_,
        effect=effect_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
        quota_year=quota_year_,
        amount_cny_e5=amount_cny_e5_,
        used_before_cny_e5=used_before_cny_e5_,
        limit_cny_e5=limit_cny_e5_,
    ), p


def write_quantity_claimed(r: QuantityClaimed) -> bytes:
    return b"".join((
        SIZE[len(a := r.group.encode())], a,
        LONG[r.quantity_e5],
        LONG[r.limit_e5],
        SIZE[len(a := r.unit_code.encode())], a,
    ))


def read_quantity_claimed(b: bytes, p: int) -> tuple[QuantityClaimed, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    group_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    quantity_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    limit_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    unit_code_ = b[p:e].decode()
    p = e
    return QuantityClaimed(
        group=group_,
        quantity_e5=quantity_e5_,
        limit_e5=limit_e5_,
        unit_code=unit_code_,
    ), p


def write_allowance_requested(r: AllowanceRequested) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(r.buyer_pseudonym)], r.buyer_pseudonym,
        INT[r.quota_year],
        LEDGER_ACTION[r.action],
        LONG[r.amount_cny_e5],
        SIZE[len(a := r.acceptance_date.encode())], a,
        SIZE[len(a := r.answer_key.encode())], a,
        b"\0" if r.quantities == () else items(r.quantities, write_quantity_claimed),
    ))


def read_allowance_requested(b: bytes, p: int) -> tuple[AllowanceRequested, int]:
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
    buyer_pseudonym_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    quota_year_ = (n >> 1) ^ -(n & 1)
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
    acceptance_date_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    answer_key_ = b[p:e].decode()
    p = e
    quantities_: tuple[QuantityClaimed, ...]
    if b[p] == 0:
        quantities_ = ()
        p += 1
    else:
        quantities_, p = read_items(b, p, read_quantity_claimed)
    return AllowanceRequested(
        declaration_id=declaration_id_,
        revision=revision_,
        buyer_pseudonym=buyer_pseudonym_,
        quota_year=quota_year_,
        action=action_,
        amount_cny_e5=amount_cny_e5_,
        acceptance_date=acceptance_date_,
        answer_key=answer_key_,
        quantities=quantities_,
    ), p


def write_declaration_subject(r: DeclarationSubject) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.agent_code.encode())], a,
        SIZE[len(a := r.customs_code.encode())], a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        SIZE[len(a := r.pre_entry_no.encode())], a,
        b"\0" if r.list_no is None else SOME[len(a := r.list_no.encode())], b"" if r.list_no is None else a,
        b"\0" if r.documents == () else items(r.documents, write_document_ref),
    ))


def read_declaration_subject(b: bytes, p: int) -> tuple[DeclarationSubject, int]:
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
    documents_: tuple[DocumentRef, ...]
    if b[p] == 0:
        documents_ = ()
        p += 1
    else:
        documents_, p = read_items(b, p, read_document_ref)
    return DeclarationSubject(
        declaration_id=declaration_id_,
        revision=revision_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        agent_code=agent_code_,
        customs_code=customs_code_,
        cop_no=cop_no_,
        pre_entry_no=pre_entry_no_,
        list_no=list_no_,
        documents=documents_,
    ), p


def write_declared_line(r: DeclaredLine) -> bytes:
    return b"".join((
        INT[r.gnum],
        SIZE[len(a := r.commodity_code.encode())], a,
        SIZE[len(a := r.origin_country_code.encode())], a,
        LONG[r.quantity_e5],
        SIZE[len(a := r.unit_code.encode())], a,
        LONG[r.statutory_quantity_e5],
        SIZE[len(a := r.statutory_unit_code.encode())], a,
        b"\0" if r.second_quantity_e5 is None else b"\2" + LONG[r.second_quantity_e5],
        b"\0" if r.second_unit_code is None else SOME[len(a := r.second_unit_code.encode())], b"" if r.second_unit_code is None else a,
        LONG[r.unit_price_cny_e5],
        LONG[r.total_price_cny_e5],
        b"\0" if r.item_record_no is None else SOME[len(a := r.item_record_no.encode())], b"" if r.item_record_no is None else a,
        b"\0" if r.goods_name is None else SOME[len(a := r.goods_name.encode())], b"" if r.goods_name is None else a,
        b"\0" if r.bar_code is None else SOME[len(a := r.bar_code.encode())], b"" if r.bar_code is None else a,
    ))


def read_declared_line(b: bytes, p: int) -> tuple[DeclaredLine, int]:
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
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    origin_country_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    quantity_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    unit_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    statutory_quantity_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    statutory_unit_code_ = b[p:e].decode()
    p = e
    second_quantity_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        second_quantity_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        second_quantity_e5_ = None
    else:
        raise Undecodable("no such branch")
    second_unit_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        second_unit_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        second_unit_code_ = None
    else:
        raise Undecodable("no such branch")
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
    item_record_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        item_record_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        item_record_no_ = None
    else:
        raise Undecodable("no such branch")
    goods_name_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        goods_name_ = b[p:e].decode()
        p = e
    elif n == 0:
        goods_name_ = None
    else:
        raise Undecodable("no such branch")
    bar_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        bar_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        bar_code_ = None
    else:
        raise Undecodable("no such branch")
    return DeclaredLine(
        gnum=gnum_,
        commodity_code=commodity_code_,
        origin_country_code=origin_country_code_,
        quantity_e5=quantity_e5_,
        unit_code=unit_code_,
        statutory_quantity_e5=statutory_quantity_e5_,
        statutory_unit_code=statutory_unit_code_,
        second_quantity_e5=second_quantity_e5_,
        second_unit_code=second_unit_code_,
        unit_price_cny_e5=unit_price_cny_e5_,
        total_price_cny_e5=total_price_cny_e5_,
        item_record_no=item_record_no_,
        goods_name=goods_name_,
        bar_code=bar_code_,
    ), p


def write_declaration_content(r: DeclarationContent) -> bytes:
    return b"".join((
        SIZE[len(a := r.trade_mode.encode())], a,
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.acceptance_date.encode())], a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        SIZE[len(a := r.payment_institution_code.encode())], a,
        SIZE[len(a := r.payment_no.encode())], a,
        SIZE[len(a := r.guarantor_code.encode())], a,
        b"\0" if r.bonded_enterprise_code is None else SOME[len(a := r.bonded_enterprise_code.encode())], b"" if r.bonded_enterprise_code is None else a,
        SIZE[len(a := r.port_code.encode())], a,
        SIZE[len(a := r.departure_country_code.encode())], a,
        SIZE[len(r.buyer_pseudonym)], r.buyer_pseudonym,
        INT[r.quota_year],
        LONG[r.amount_paid_cny_e5],
        LONG[r.freight_cny_e5],
        LONG[r.insurance_cny_e5],
        LONG[r.goods_value_cny_e5],
        LONG[r.dutiable_cny_e5],
        TAX_REGIME[r.tax_regime],
        LONG[r.gross_weight_kg_e5],
        LONG[r.net_weight_kg_e5],
        b"\0" if r.lines == () else items(r.lines, write_declared_line),
    ))


def read_declaration_content(b: bytes, p: int) -> tuple[DeclarationContent, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    trade_mode_ = b[p:e].decode()
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
    acceptance_date_ = b[p:e].decode()
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
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_paid_cny_e5_ = (n >> 1) ^ -(n & 1)
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
    goods_value_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    dutiable_cny_e5_ = (n >> 1) ^ -(n & 1)
    tax_regime_ = TAX_REGIME_OF[b[p]]
    p += 1
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
    lines_: tuple[DeclaredLine, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_declared_line)
    return DeclarationContent(
        trade_mode=trade_mode_,
        accepted_at_ms=accepted_at_ms_,
        acceptance_date=acceptance_date_,
        carrier_code=carrier_code_,
        waybill_no=waybill_no_,
        payment_institution_code=payment_institution_code_,
        payment_no=payment_no_,
        guarantor_code=guarantor_code_,
        bonded_enterprise_code=bonded_enterprise_code_,
        port_code=port_code_,
        departure_country_code=departure_country_code_,
        buyer_pseudonym=buyer_pseudonym_,
        quota_year=quota_year_,
        amount_paid_cny_e5=amount_paid_cny_e5_,
        freight_cny_e5=freight_cny_e5_,
        insurance_cny_e5=insurance_cny_e5_,
        goods_value_cny_e5=goods_value_cny_e5_,
        dutiable_cny_e5=dutiable_cny_e5_,
        tax_regime=tax_regime_,
        gross_weight_kg_e5=gross_weight_kg_e5_,
        net_weight_kg_e5=net_weight_kg_e5_,
        lines=lines_,
    ), p


def write_declaration_accepted(r: DeclarationAccepted) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        write_declaration_content(r.content),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        b"\0" if r.registers == () else items(r.registers, write_register_version),
    ))


def read_declaration_accepted(b: bytes, p: int) -> tuple[DeclarationAccepted, int]:
    subject_, p = read_declaration_subject(b, p)
    content_, p = read_declaration_content(b, p)
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
    return DeclarationAccepted(
        subject=subject_,
        content=content_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
    ), p


def write_declaration_amended(r: DeclarationAmended) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        write_declaration_content(r.content),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        b"\0" if r.registers == () else items(r.registers, write_register_version),
    ))


def read_declaration_amended(b: bytes, p: int) -> tuple[DeclarationAmended, int]:
    subject_, p = read_declaration_subject(b, p)
    content_, p = read_declaration_content(b, p)
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
    return DeclarationAmended(
        subject=subject_,
        content=content_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
    ), p


def write_declaration_cleared(r: DeclarationCleared) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        LONG[r.cleared_at_ms],
    ))


def read_declaration_cleared(b: bytes, p: int) -> tuple[DeclarationCleared, int]:
    subject_, p = read_declaration_subject(b, p)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    cleared_at_ms_ = (n >> 1) ^ -(n & 1)
    return DeclarationCleared(
        subject=subject_,
        cleared_at_ms=cleared_at_ms_,
    ), p


def write_declaration_closed(r: DeclarationClosed) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        LONG[r.closed_at_ms],
    ))


def read_declaration_closed(b: bytes, p: int) -> tuple[DeclarationClosed, int]:
    subject_, p = read_declaration_subject(b, p)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    closed_at_ms_ = (n >> 1) ^ -(n & 1)
    return DeclarationClosed(
        subject=subject_,
        closed_at_ms=closed_at_ms_,
    ), p


def write_hold(r: Hold) -> bytes:
    return b"".join((
        SIZE[len(a := r.hold_id.encode())], a,
        SIZE[len(a := r.agency.encode())], a,
        write_reason(r.reason),
    ))


def read_hold(b: bytes, p: int) -> tuple[Hold, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    hold_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    agency_ = b[p:e].decode()
    p = e
    reason_, p = read_reason(b, p)
    return Hold(
        hold_id=hold_id_,
        agency=agency_,
        reason=reason_,
    ), p


def write_declaration_held(r: DeclarationHeld) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        SIZE[len(a := r.return_status.encode())], a,
        b"\0" if r.holds == () else items(r.holds, write_hold),
    ))


def read_declaration_held(b: bytes, p: int) -> tuple[DeclarationHeld, int]:
    subject_, p = read_declaration_subject(b, p)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    return_status_ = b[p:e].decode()
    p = e
    holds_: tuple[Hold, ...]
    if b[p] == 0:
        holds_ = ()
        p += 1
    else:
        holds_, p = read_items(b, p, read_hold)
    return DeclarationHeld(
        subject=subject_,
        return_status=return_status_,
        holds=holds_,
    ), p


def write_document_outcome(r: DocumentOutcome) -> bytes:
    return b"".join((
        write_document_ref(r.document),
        SIZE[len(a := r.return_status.encode())], a,
    ))


def read_document_outcome(b: bytes, p: int) -> tuple[DocumentOutcome, int]:
    document_, p = read_document_ref(b, p)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    return_status_ = b[p:e].decode()
    p = e
    return DocumentOutcome(
        document=document_,
        return_status=return_status_,
    ), p


def write_declaration_refused(r: DeclarationRefused) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        SIZE[len(a := r.return_status.encode())], a,
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.documents == () else items(r.documents, write_document_outcome),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        b"\0" if r.registers == () else items(r.registers, write_register_version),
    ))


def read_declaration_refused(b: bytes, p: int) -> tuple[DeclarationRefused, int]:
    subject_, p = read_declaration_subject(b, p)
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
    documents_: tuple[DocumentOutcome, ...]
    if b[p] == 0:
        documents_ = ()
        p += 1
    else:
        documents_, p = read_items(b, p, read_document_outcome)
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
    return DeclarationRefused(
        subject=subject_,
        return_status=return_status_,
        reasons=reasons_,
        documents=documents_,
        rules=rules_,
        rules_version=rules_version_,
        registers=registers_,
    ), p


def write_declaration_withdrawn(r: DeclarationWithdrawn) -> bytes:
    return b"".join((
        write_declaration_subject(r.subject),
        WITHDRAWAL_CAUSE[r.cause],
        b"\0" if r.cancellation is None else b"\2" + write_document_ref(r.cancellation),
        b"\0" if r.documents == () else items(r.documents, write_document_outcome),
    ))


def read_declaration_withdrawn(b: bytes, p: int) -> tuple[DeclarationWithdrawn, int]:
    subject_, p = read_declaration_subject(b, p)
    cause_ = WITHDRAWAL_CAUSE_OF[b[p]]
    p += 1
    cancellation_: DocumentRef | None
    n = b[p]
    p += 1
    if n == 2:
        cancellation_, p = read_document_ref(b, p)
    elif n == 0:
        cancellation_ = None
    else:
        raise Undecodable("no such branch")
    documents_: tuple[DocumentOutcome, ...]
    if b[p] == 0:
        documents_ = ()
        p += 1
    else:
        documents_, p = read_items(b, p, read_document_outcome)
    return DeclarationWithdrawn(
        subject=subject_,
        cause=cause_,
        cancellation=cancellation_,
        documents=documents_,
    ), p


def write_document_judged(r: DocumentJudged) -> bytes:
    return b"".join((
        write_document_ref(r.document),
        OPERATION[r.operation],
        VERDICT[r.verdict],
        SIZE[len(a := r.return_status.encode())], a,
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.rules == () else items(r.rules, write_rule_evaluated),
        SIZE[len(a := r.rules_version.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        b"\0" if r.platform_code is None else SOME[len(a := r.platform_code.encode())], b"" if r.platform_code is None else a,
        b"\0" if r.merchant_code is None else SOME[len(a := r.merchant_code.encode())], b"" if r.merchant_code is None else a,
        b"\0" if r.agent_code is None else SOME[len(a := r.agent_code.encode())], b"" if r.agent_code is None else a,
        b"\0" if r.customs_code is None else SOME[len(a := r.customs_code.encode())], b"" if r.customs_code is None else a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        b"\0" if r.pre_entry_no is None else SOME[len(a := r.pre_entry_no.encode())], b"" if r.pre_entry_no is None else a,
        b"\0" if r.list_no is None else SOME[len(a := r.list_no.encode())], b"" if r.list_no is None else a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
    ))


def read_document_judged(b: bytes, p: int) -> tuple[DocumentJudged, int]:
    document_, p = read_document_ref(b, p)
    operation_ = OPERATION_OF[b[p]]
    p += 1
    verdict_ = VERDICT_OF[b[p]]
    p += 1
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
    merchant_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        merchant_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        merchant_code_ = None
    else:
        raise Undecodable("no such branch")
    agent_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        agent_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        agent_code_ = None
    else:
        raise Undecodable("no such branch")
    customs_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        customs_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        customs_code_ = None
    else:
        raise Undecodable("no such branch")
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
    return DocumentJudged(
        document=document_,
        operation=operation_,
        verdict=verdict_,
        return_status=return_status_,
        reasons=reasons_,
        rules=rules_,
        rules_version=rules_version_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        agent_code=agent_code_,
        customs_code=customs_code_,
        cop_no=cop_no_,
        pre_entry_no=pre_entry_no_,
        list_no=list_no_,
        batch_id=batch_id_,
        batch_index=batch_index_,
    ), p


def write_enterprise_registered(r: EnterpriseRegistered) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.name_zh.encode())], a,
        b"\0" if r.roles == () else items(r.roles, text),
        SIZE[len(a := r.credit_grade.encode())], a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_enterprise_registered(b: bytes, p: int) -> tuple[EnterpriseRegistered, int]:
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
    roles_: tuple[str, ...]
    if b[p] == 0:
        roles_ = ()
        p += 1
    else:
        roles_, p = read_items(b, p, read_text)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    credit_grade_ = b[p:e].decode()
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
    return EnterpriseRegistered(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        name_zh=name_zh_,
        roles=roles_,
        credit_grade=credit_grade_,
        withdrawn=withdrawn_,
    ), p


def write_goods_filed(r: GoodsFiled) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.commodity_code.encode())], a,
        SIZE[len(a := r.name_zh.encode())], a,
        SIZE[len(a := r.specification.encode())], a,
        b"\0" if r.net_content_e5 is None else b"\2" + LONG[r.net_content_e5],
        b"\0" if r.content_unit is None else SOME[len(a := r.content_unit.encode())], b"" if r.content_unit is None else a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_goods_filed(b: bytes, p: int) -> tuple[GoodsFiled, int]:
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
    commodity_code_ = b[p:e].decode()
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
    specification_ = b[p:e].decode()
    p = e
    net_content_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        net_content_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        net_content_e5_ = None
    else:
        raise Undecodable("no such branch")
    content_unit_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        content_unit_ = b[p:e].decode()
        p = e
    elif n == 0:
        content_unit_ = None
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
    return GoodsFiled(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        commodity_code=commodity_code_,
        name_zh=name_zh_,
        specification=specification_,
        net_content_e5=net_content_e5_,
        content_unit=content_unit_,
        withdrawn=withdrawn_,
    ), p


def write_goods_listed(r: GoodsListed) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.list_version.encode())], a,
        SIZE[len(a := r.name_zh.encode())], a,
        b"\0" if r.remark_zh is None else SOME[len(a := r.remark_zh.encode())], b"" if r.remark_zh is None else a,
        b"\0" if r.exclusions == () else items(r.exclusions, text),
        b"\0" if r.trade_modes == () else items(r.trade_modes, text),
        b"\0" if r.name_words == () else items(r.name_words, text),
        b"\0" if r.licensed_modes == () else items(r.licensed_modes, text),
        b"\0" if r.quantity_limit_e5 is None else b"\2" + LONG[r.quantity_limit_e5],
        b"\0" if r.quantity_unit_code is None else SOME[len(a := r.quantity_unit_code.encode())], b"" if r.quantity_unit_code is None else a,
        b"\0" if r.quantity_group is None else SOME[len(a := r.quantity_group.encode())], b"" if r.quantity_group is None else a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_goods_listed(b: bytes, p: int) -> tuple[GoodsListed, int]:
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
    list_version_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    name_zh_ = b[p:e].decode()
    p = e
    remark_zh_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        remark_zh_ = b[p:e].decode()
        p = e
    elif n == 0:
        remark_zh_ = None
    else:
        raise Undecodable("no such branch")
    exclusions_: tuple[str, ...]
    if b[p] == 0:
        exclusions_ = ()
        p += 1
    else:
        exclusions_, p = read_items(b, p, read_text)
    trade_modes_: tuple[str, ...]
    if b[p] == 0:
        trade_modes_ = ()
        p += 1
    else:
        trade_modes_, p = read_items(b, p, read_text)
    name_words_: tuple[str, ...]
    if b[p] == 0:
        name_words_ = ()
        p += 1
    else:
        name_words_, p = read_items(b, p, read_text)
    licensed_modes_: tuple[str, ...]
    if b[p] == 0:
        licensed_modes_ = ()
        p += 1
    else:
        licensed_modes_, p = read_items(b, p, read_text)
    quantity_limit_e5_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        quantity_limit_e5_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        quantity_limit_e5_ = None
    else:
        raise Undecodable("no such branch")
    quantity_unit_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        quantity_unit_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        quantity_unit_code_ = None
    else:
        raise Undecodable("no such branch")
    quantity_group_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        quantity_group_ = b[p:e].decode()
        p = e
    elif n == 0:
        quantity_group_ = None
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
    return GoodsListed(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        list_version=list_version_,
        name_zh=name_zh_,
        remark_zh=remark_zh_,
        exclusions=exclusions_,
        trade_modes=trade_modes_,
        name_words=name_words_,
        licensed_modes=licensed_modes_,
        quantity_limit_e5=quantity_limit_e5_,
        quantity_unit_code=quantity_unit_code_,
        quantity_group=quantity_group_,
        withdrawn=withdrawn_,
    ), p


def write_number_claim_answered(r: NumberClaimAnswered) -> bytes:
    return b"".join((
        NUMBER_KIND[r.kind],
        SIZE[len(a := r.issuer_code.encode())], a,
        SIZE[len(a := r.number.encode())], a,
        CLAIM_ACTION[r.action],
        SIZE[len(a := r.document_id.encode())], a,
        EFFECT[r.effect],
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        b"\0" if r.held_by_order_no is None else SOME[len(a := r.held_by_order_no.encode())], b"" if r.held_by_order_no is None else a,
    ))


def read_number_claim_answered(b: bytes, p: int) -> tuple[NumberClaimAnswered, int]:
    kind_ = NUMBER_KIND_OF[b[p]]
    p += 1
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
    action_ = CLAIM_ACTION_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
    p = e
    effect_ = EFFECT_OF[b[p]]
    p += 1
    reasons_: tuple[Reason, ...]
    if b[p] == 0:
        reasons_ = ()
        p += 1
    else:
        reasons_, p = read_items(b, p, read_reason)
    held_by_order_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        held_by_order_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        held_by_order_no_ = None
    else:
        raise Undecodable("no such branch")
    return NumberClaimAnswered(
        kind=kind_,
        issuer_code=issuer_code_,
        number=number_,
        action=action_,
        document_id=document_id_,
        effect=effect_,
        reasons=reasons_,
        held_by_order_no=held_by_order_no_,
    ), p


def write_number_claim_requested(r: NumberClaimRequested) -> bytes:
    return b"".join((
        NUMBER_KIND[r.kind],
        SIZE[len(a := r.issuer_code.encode())], a,
        SIZE[len(a := r.number.encode())], a,
        CLAIM_ACTION[r.action],
        SIZE[len(a := r.document_id.encode())], a,
        b"\0" if r.platform_code is None else SOME[len(a := r.platform_code.encode())], b"" if r.platform_code is None else a,
        SIZE[len(a := r.answer_key.encode())], a,
        LONG[r.claimed_at_ms],
    ))


def read_number_claim_requested(b: bytes, p: int) -> tuple[NumberClaimRequested, int]:
    kind_ = NUMBER_KIND_OF[b[p]]
    p += 1
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
    action_ = CLAIM_ACTION_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    document_id_ = b[p:e].decode()
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
    answer_key_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    claimed_at_ms_ = (n >> 1) ^ -(n & 1)
    return NumberClaimRequested(
        kind=kind_,
        issuer_code=issuer_code_,
        number=number_,
        action=action_,
        document_id=document_id_,
        platform_code=platform_code_,
        answer_key=answer_key_,
        claimed_at_ms=claimed_at_ms_,
    ), p
