# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.common.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.common."""

from contracts.common import (
    DocumentRef,
    DocumentType,
    Effect,
    FindingAction,
    FindingRecorded,
    FindingRef,
    LedgerAction,
    Operation,
    ParameterSet,
    PersonDigests,
    Reason,
    RegisterVersion,
    RuleEvaluated,
    RuleResult,
    TaxRegime,
)
from contracts.errors import Undecodable
from contracts.wire.primitives import BOOL, BOOL_OF, INT, LONG, SIZE, SOME, more, size

DOCUMENT_TYPE = {
    DocumentType.ORDER: b'\x00',
    DocumentType.PAYMENT: b'\x02',
    DocumentType.WAYBILL: b'\x04',
    DocumentType.LIST: b'\x06',
    DocumentType.CANCELLATION: b'\x08',
    DocumentType.UNKNOWN: b'\n',
}
DOCUMENT_TYPE_OF = {
    0: DocumentType.ORDER,
    2: DocumentType.PAYMENT,
    4: DocumentType.WAYBILL,
    6: DocumentType.LIST,
    8: DocumentType.CANCELLATION,
    10: DocumentType.UNKNOWN,
}
EFFECT = {
    Effect.PASS: b'\x00',
    Effect.NOTE: b'\x02',
    Effect.HOLD: b'\x04',
    Effect.REFUSE: b'\x06',
    Effect.UNKNOWN: b'\x08',
}
EFFECT_OF = {
    0: Effect.PASS,
    2: Effect.NOTE,
    4: Effect.HOLD,
    6: Effect.REFUSE,
    8: Effect.UNKNOWN,
}
FINDING_ACTION = {
    FindingAction.RELEASE: b'\x00',
    FindingAction.TREAT: b'\x02',
    FindingAction.SHIP_BACK: b'\x04',
    FindingAction.DETAIN: b'\x06',
    FindingAction.REFUSE: b'\x08',
    FindingAction.UNKNOWN: b'\n',
}
FINDING_ACTION_OF = {
    0: FindingAction.RELEASE,
    2: FindingAction.TREAT,
    4: FindingAction.SHIP_BACK,
    6: FindingAction.DETAIN,
    8: FindingAction.REFUSE,
    10: FindingAction.UNKNOWN,
}
LEDGER_ACTION = {
    LedgerAction.RESERVE: b'\x00',
    LedgerAction.KEEP: b'\x02',
    LedgerAction.FREE: b'\x04',
    LedgerAction.UNKNOWN: b'\x06',
}
LEDGER_ACTION_OF = {
    0: LedgerAction.RESERVE,
    2: LedgerAction.KEEP,
    4: LedgerAction.FREE,
    6: LedgerAction.UNKNOWN,
}
OPERATION = {
    Operation.ADD: b'\x00',
    Operation.CHANGE: b'\x02',
    Operation.DELETE: b'\x04',
    Operation.UNKNOWN: b'\x06',
}
OPERATION_OF = {
    0: Operation.ADD,
    2: Operation.CHANGE,
    4: Operation.DELETE,
    6: Operation.UNKNOWN,
}
RULE_RESULT = {
    RuleResult.PASSED: b'\x00',
    RuleResult.FAILED: b'\x02',
    RuleResult.NOTED: b'\x04',
    RuleResult.SWITCHED_OFF: b'\x06',
    RuleResult.UNKNOWN: b'\x08',
}
RULE_RESULT_OF = {
    0: RuleResult.PASSED,
    2: RuleResult.FAILED,
    4: RuleResult.NOTED,
    6: RuleResult.SWITCHED_OFF,
    8: RuleResult.UNKNOWN,
}
TAX_REGIME = {
    TaxRegime.PREFERENTIAL: b'\x00',
    TaxRegime.FULL: b'\x02',
    TaxRegime.UNKNOWN: b'\x04',
}
TAX_REGIME_OF = {
    0: TaxRegime.PREFERENTIAL,
    2: TaxRegime.FULL,
    4: TaxRegime.UNKNOWN,
}


def read_document_type(b: bytes, p: int) -> tuple[DocumentType, int]:
    return DOCUMENT_TYPE_OF[b[p]], p + 1


def read_effect(b: bytes, p: int) -> tuple[Effect, int]:
    return EFFECT_OF[b[p]], p + 1


def read_finding_action(b: bytes, p: int) -> tuple[FindingAction, int]:
    return FINDING_ACTION_OF[b[p]], p + 1


def read_ledger_action(b: bytes, p: int) -> tuple[LedgerAction, int]:
    return LEDGER_ACTION_OF[b[p]], p + 1


def read_operation(b: bytes, p: int) -> tuple[Operation, int]:
    return OPERATION_OF[b[p]], p + 1


def read_rule_result(b: bytes, p: int) -> tuple[RuleResult, int]:
    return RULE_RESULT_OF[b[p]], p + 1


def read_tax_regime(b: bytes, p: int) -> tuple[TaxRegime, int]:
    return TAX_REGIME_OF[b[p]], p + 1


def write_document_ref(r: DocumentRef) -> bytes:
    return b"".join((
        DOCUMENT_TYPE[r.document_type],
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(a := r.issuer_code.encode())], a,
        SIZE[len(a := r.number.encode())], a,
        SIZE[len(a := r.sender_code.encode())], a,
    ))


def read_document_ref(b: bytes, p: int) -> tuple[DocumentRef, int]:
    document_type_ = DOCUMENT_TYPE_OF[b[p]]
    p += 1
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
    sender_code_ = b[p:e].decode()
    p = e
    return DocumentRef(
        document_type=document_type_,
        document_id=document_id_,
        issuer_code=issuer_code_,
        number=number_,
        sender_code=sender_code_,
    ), p


def write_finding_recorded(r: FindingRecorded) -> bytes:
    return b"".join((
        SIZE[len(a := r.finding_id.encode())], a,
        SIZE[len(a := r.agency.encode())], a,
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        SIZE[len(a := r.hold_id.encode())], a,
        FINDING_ACTION[r.action],
        SIZE[len(a := r.officer.encode())], a,
        SIZE[len(a := r.authority.encode())], a,
        SIZE[len(a := r.reason.encode())], a,
        LONG[r.found_at_ms],
    ))


def read_finding_recorded(b: bytes, p: int) -> tuple[FindingRecorded, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    finding_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    agency_ = b[p:e].decode()
    p = e
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
    hold_id_ = b[p:e].decode()
    p = e
    action_ = FINDING_ACTION_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    officer_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    authority_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    reason_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    found_at_ms_ = (n >> 1) ^ -(n & 1)
    return FindingRecorded(
        finding_id=finding_id_,
        agency=agency_,
        declaration_id=declaration_id_,
        revision=revision_,
        hold_id=hold_id_,
        action=action_,
        officer=officer_,
        authority=authority_,
        reason=reason_,
        found_at_ms=found_at_ms_,
    ), p


def write_finding_ref(r: FindingRef) -> bytes:
    return b"".join((
        SIZE[len(a := r.finding_id.encode())], a,
        SIZE[len(a := r.hold_id.encode())], a,
        FINDING_ACTION[r.action],
        SIZE[len(a := r.officer.encode())], a,
        SIZE[len(a := r.authority.encode())], a,
    ))


def read_finding_ref(b: bytes, p: int) -> tuple[FindingRef, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    finding_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    hold_id_ = b[p:e].decode()
    p = e
    action_ = FINDING_ACTION_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    officer_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    authority_ = b[p:e].decode()
    p = e
    return FindingRef(
        finding_id=finding_id_,
        hold_id=hold_id_,
        action=action_,
        officer=officer_,
        authority=authority_,
    ), p


def write_parameter_set(r: ParameterSet) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        SIZE[len(a := r.source.encode())], a,
        SIZE[len(a := r.value.encode())], a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
    ))


def read_parameter_set(b: bytes, p: int) -> tuple[ParameterSet, int]:
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
    value_ = b[p:e].decode()
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
    return ParameterSet(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        source=source_,
        value=value_,
        withdrawn=withdrawn_,
    ), p


def write_person_digests(r: PersonDigests) -> bytes:
    return b"".join((
        INT[r.quota_year],
        b"\0" if r.person_name is None else SOME[len(r.person_name)], r.person_name or b"",
        b"\0" if r.person_id is None else SOME[len(r.person_id)], r.person_id or b"",
        b"\0" if r.consignee_name is None else SOME[len(r.consignee_name)], r.consignee_name or b"",
        b"\0" if r.consignee_phone is None else SOME[len(r.consignee_phone)], r.consignee_phone or b"",
        b"\0" if r.consignee_address is None else SOME[len(r.consignee_address)], r.consignee_address or b"",
    ))


def read_person_digests(b: bytes, p: int) -> tuple[PersonDigests, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    quota_year_ = (n >> 1) ^ -(n & 1)
    person_name_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        person_name_ = b[p:e]
        p = e
    elif n == 0:
        person_name_ = None
    else:
        raise Undecodable("no such branch")
    person_id_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        person_id_ = b[p:e]
        p = e
    elif n == 0:
        person_id_ = None
    else:
        raise Undecodable("no such branch")
    consignee_name_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        consignee_name_ = b[p:e]
        p = e
    elif n == 0:
        consignee_name_ = None
    else:
        raise Undecodable("no such branch")
    consignee_phone_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        consignee_phone_ = b[p:e]
        p = e
    elif n == 0:
        consignee_phone_ = None
    else:
        raise Undecodable("no such branch")
    consignee_address_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        consignee_address_ = b[p:e]
        p = e
    elif n == 0:
        consignee_address_ = None
    else:
        raise Undecodable("no such branch")
    return PersonDigests(
        quota_year=quota_year_,
        person_name=person_name_,
        person_id=person_id_,
        consignee_name=consignee_name_,
        consignee_phone=consignee_phone_,
        consignee_address=consignee_address_,
    ), p


def write_reason(r: Reason) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        SIZE[len(a := r.rule_id.encode())], a,
        SIZE[len(a := r.text_zh.encode())], a,
        SIZE[len(a := r.text_en.encode())], a,
    ))


def read_reason(b: bytes, p: int) -> tuple[Reason, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    rule_id_ = b[p:e].decode()
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
    return Reason(
        code=code_,
        rule_id=rule_id_,
        text_zh=text_zh_,
        text_en=text_en_,
    ), p


def write_register_version(r: RegisterVersion) -> bytes:
    return b"".join((
        SIZE[len(a := r.register.encode())], a,
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
    ))


def read_register_version(b: bytes, p: int) -> tuple[RegisterVersion, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    register_ = b[p:e].decode()
    p = e
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
    return RegisterVersion(
        register=register_,
        code=code_,
        version=version_,
    ), p


def write_rule_evaluated(r: RuleEvaluated) -> bytes:
    return b"".join((
        SIZE[len(a := r.rule_id.encode())], a,
        RULE_RESULT[r.result],
        b"\0" if r.note is None else SOME[len(a := r.note.encode())], b"" if r.note is None else a,
    ))


def read_rule_evaluated(b: bytes, p: int) -> tuple[RuleEvaluated, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    rule_id_ = b[p:e].decode()
    p = e
    result_ = RULE_RESULT_OF[b[p]]
    p += 1
    note_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        note_ = b[p:e].decode()
        p = e
    elif n == 0:
        note_ = None
    else:
        raise Undecodable("no such branch")
    return RuleEvaluated(
        rule_id=rule_id_,
        result=result_,
        note=note_,
    ), p
