# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.gateway.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.gateway."""

from contracts.common import Reason
from contracts.customs import Verdict
from contracts.errors import Undecodable
from contracts.gateway import EvidenceSealed, EvidenceStored, ReceiptIssued, RegisterAmended, RegisterRow
from contracts.tax import TaxBill
from contracts.wire.common import read_document_ref, read_reason, write_document_ref, write_reason
from contracts.wire.customs import VERDICT, VERDICT_OF
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
    read_text,
    size,
    text,
)
from contracts.wire.tax import read_tax_bill, write_tax_bill


def write_evidence_sealed(r: EvidenceSealed) -> bytes:
    return b"".join((
        SIZE[len(a := r.batch_id.encode())], a,
        SIZE[len(a := r.organisation.encode())], a,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.format.encode())], a,
        LONG[r.accepted_at_ms],
        LONG[r.body_bytes],
        SIZE[len(r.body_digest)], r.body_digest,
        SIZE[len(a := r.key_id.encode())], a,
        b"\0" if r.piece_digests == () else items(r.piece_digests, blob),
    ))


def read_evidence_sealed(b: bytes, p: int) -> tuple[EvidenceSealed, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    batch_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    organisation_ = b[p:e].decode()
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
    format_ = b[p:e].decode()
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
    body_bytes_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    body_digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    key_id_ = b[p:e].decode()
    p = e
    piece_digests_: tuple[bytes, ...]
    if b[p] == 0:
        piece_digests_ = ()
        p += 1
    else:
        piece_digests_, p = read_items(b, p, read_blob)
    return EvidenceSealed(
        batch_id=batch_id_,
        organisation=organisation_,
        sender_code=sender_code_,
        format=format_,
        accepted_at_ms=accepted_at_ms_,
        body_bytes=body_bytes_,
        body_digest=body_digest_,
        key_id=key_id_,
        piece_digests=piece_digests_,
    ), p


def write_evidence_stored(r: EvidenceStored) -> bytes:
    return b"".join((
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.piece],
        SIZE[len(a := r.key_id.encode())], a,
        SIZE[len(a := r.compression.encode())], a,
        SIZE[len(r.data)], r.data,
    ))


def read_evidence_stored(b: bytes, p: int) -> tuple[EvidenceStored, int]:
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
    piece_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    key_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    compression_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    data_ = b[p:e]
    p = e
    return EvidenceStored(
        batch_id=batch_id_,
        piece=piece_,
        key_id=key_id_,
        compression=compression_,
        data=data_,
    ), p


def write_receipt_issued(r: ReceiptIssued) -> bytes:
    return b"".join((
        SIZE[len(a := r.receipt_id.encode())], a,
        write_document_ref(r.document),
        SIZE[len(a := r.return_status.encode())], a,
        SIZE[len(a := r.return_info.encode())], a,
        LONG[r.return_at_ms],
        b"\0" if r.verdict is None else b"\2" + VERDICT[r.verdict],
        b"\0" if r.reasons == () else items(r.reasons, write_reason),
        SIZE[len(a := r.order_no.encode())], a,
        b"\0" if r.platform_code is None else SOME[len(a := r.platform_code.encode())], b"" if r.platform_code is None else a,
        b"\0" if r.merchant_code is None else SOME[len(a := r.merchant_code.encode())], b"" if r.merchant_code is None else a,
        b"\0" if r.agent_code is None else SOME[len(a := r.agent_code.encode())], b"" if r.agent_code is None else a,
        b"\0" if r.customs_code is None else SOME[len(a := r.customs_code.encode())], b"" if r.customs_code is None else a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        b"\0" if r.pre_entry_no is None else SOME[len(a := r.pre_entry_no.encode())], b"" if r.pre_entry_no is None else a,
        b"\0" if r.list_no is None else SOME[len(a := r.list_no.encode())], b"" if r.list_no is None else a,
        b"\0" if r.declaration_id is None else SOME[len(a := r.declaration_id.encode())], b"" if r.declaration_id is None else a,
        b"\0" if r.revision is None else b"\2" + INT[r.revision],
        b"\0" if r.batch_id is None else SOME[len(a := r.batch_id.encode())], b"" if r.batch_id is None else a,
        b"\0" if r.batch_index is None else b"\2" + INT[r.batch_index],
        b"\0" if r.audience == () else items(r.audience, text),
        b"\0" if r.message_type is None else SOME[len(a := r.message_type.encode())], b"" if r.message_type is None else a,
        b"\0" if r.tax_bill is None else b"\2" + write_tax_bill(r.tax_bill),
    ))


def read_receipt_issued(b: bytes, p: int) -> tuple[ReceiptIssued, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    receipt_id_ = b[p:e].decode()
    p = e
    document_, p = read_document_ref(b, p)
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
    return_info_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    return_at_ms_ = (n >> 1) ^ -(n & 1)
    verdict_: Verdict | None
    n = b[p]
    p += 1
    if n == 2:
        verdict_ = VERDICT_OF[b[p]]
        p += 1
    elif n == 0:
        verdict_ = None
    else:
        raise Undecodable("no such branch")
    reasons_: tuple[Reason, ...]
    if b[p] == 0:
        reasons_ = ()
        p += 1
    else:
        reasons_, p = read_items(b, p, read_reason)
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
    revision_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
            if n > 0xFFFFFFFF:
                raise Undecodable("number out of range")
        revision_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        revision_ = None
    else:
        raise Undecodable("no such branch")
    batch_id_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        batch_id_ = b[p:e].decode()
        p = e
    elif n == 0:
        batch_id_ = None
    else:
        raise Undecodable("no such branch")
    batch_index_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
            if n > 0xFFFFFFFF:
                raise Undecodable("number out of range")
        batch_index_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        batch_index_ = None
    else:
        raise Undecodable("no such branch")
    audience_: tuple[str, ...]
    if b[p] == 0:
        audience_ = ()
        p += 1
    else:
        audience_, p = read_items(b, p, read_text)
    message_type_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        message_type_ = b[p:e].decode()
        p = e
    elif n == 0:
        message_type_ = None
    else:
        raise Undecodable("no such branch")
    tax_bill_: TaxBill | None
    n = b[p]
    p += 1
    if n == 2:
        tax_bill_, p = read_tax_bill(b, p)
    elif n == 0:
        tax_bill_ = None
    else:
        raise Undecodable("no such branch")
    return ReceiptIssued(
        receipt_id=receipt_id_,
        document=document_,
        return_status=return_status_,
        return_info=return_info_,
        return_at_ms=return_at_ms_,
        verdict=verdict_,
        reasons=reasons_,
        order_no=order_no_,
        platform_code=platform_code_,
        merchant_code=merchant_code_,
        agent_code=agent_code_,
        customs_code=customs_code_,
        cop_no=cop_no_,
        pre_entry_no=pre_entry_no_,
        list_no=list_no_,
        declaration_id=declaration_id_,
        revision=revision_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        audience=audience_,
        message_type=message_type_,
        tax_bill=tax_bill_,
    ), p


def write_register_row(r: RegisterRow) -> bytes:
    return b"".join((
        SIZE[len(a := r.code.encode())], a,
        INT[r.version],
        SIZE[len(a := r.valid_from.encode())], a,
        b"\0" if r.valid_to is None else SOME[len(a := r.valid_to.encode())], b"" if r.valid_to is None else a,
        b"\0" if r.withdrawn is None else b"\2" + BOOL[r.withdrawn],
        SIZE[len(r.content_digest)], r.content_digest,
    ))


def read_register_row(b: bytes, p: int) -> tuple[RegisterRow, int]:
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    content_digest_ = b[p:e]
    p = e
    return RegisterRow(
        code=code_,
        version=version_,
        valid_from=valid_from_,
        valid_to=valid_to_,
        withdrawn=withdrawn_,
        content_digest=content_digest_,
    ), p


def write_register_amended(r: RegisterAmended) -> bytes:
    return b"".join((
        SIZE[len(a := r.change_id.encode())], a,
        SIZE[len(a := r.register.encode())], a,
        b"\0" if r.rows == () else items(r.rows, write_register_row),
        SIZE[len(a := r.proposed_by.encode())], a,
        SIZE[len(a := r.proposed_under.encode())], a,
        LONG[r.proposed_at_ms],
        SIZE[len(a := r.authority.encode())], a,
        SIZE[len(a := r.reason.encode())], a,
        SIZE[len(a := r.approved_by.encode())], a,
        SIZE[len(a := r.approved_under.encode())], a,
        LONG[r.approved_at_ms],
    ))


def read_register_amended(b: bytes, p: int) -> tuple[RegisterAmended, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    change_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    register_ = b[p:e].decode()
    p = e
    rows_: tuple[RegisterRow, ...]
    if b[p] == 0:
        rows_ = ()
        p += 1
    else:
        rows_, p = read_items(b, p, read_register_row)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    proposed_by_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    proposed_under_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    proposed_at_ms_ = (n >> 1) ^ -(n & 1)
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
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    approved_by_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    approved_under_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    approved_at_ms_ = (n >> 1) ^ -(n & 1)
    return RegisterAmended(
        change_id=change_id_,
        register=register_,
        rows=rows_,
        proposed_by=proposed_by_,
        proposed_under=proposed_under_,
        proposed_at_ms=proposed_at_ms_,
        authority=authority_,
        reason=reason_,
        approved_by=approved_by_,
        approved_under=approved_under_,
        approved_at_ms=approved_at_ms_,
    ), p
