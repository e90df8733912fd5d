# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.trade.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.trade."""

from contracts.common import PersonDigests
from contracts.errors import Undecodable
from contracts.trade import (
    CancellationSubmitted,
    ListLine,
    ListSubmitted,
    OrderLine,
    OrderSubmitted,
    PaymentSubmitted,
    WaybillSubmitted,
)
from contracts.wire.common import OPERATION, OPERATION_OF, read_person_digests, write_person_digests
from contracts.wire.primitives import BOOL, BOOL_OF, INT, LONG, SIZE, SOME, items, more, read_items, size


def write_cancellation_submitted(r: CancellationSubmitted) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.guid.encode())], a,
        OPERATION[r.operation],
        BOOL[r.draft],
        SIZE[len(a := r.app_time.encode())], a,
        SIZE[len(r.personal)], r.personal,
        SIZE[len(a := r.personal_key_id.encode())], a,
        b"\0" if r.person_digests == () else items(r.person_digests, write_person_digests),
        SIZE[len(a := r.customs_code.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.platform_name.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.merchant_name.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.carrier_name.encode())], a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        b"\0" if r.pre_entry_no is None else SOME[len(a := r.pre_entry_no.encode())], b"" if r.pre_entry_no is None else a,
        SIZE[len(a := r.list_no.encode())], a,
        SIZE[len(a := r.buyer_id_type.encode())], a,
        SIZE[len(a := r.agent_code.encode())], a,
        SIZE[len(a := r.agent_name.encode())], a,
    ))


def read_cancellation_submitted(b: bytes, p: int) -> tuple[CancellationSubmitted, int]:
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
    guid_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    draft_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_key_id_ = b[p:e].decode()
    p = e
    person_digests_: tuple[PersonDigests, ...]
    if b[p] == 0:
        person_digests_ = ()
        p += 1
    else:
        person_digests_, p = read_items(b, p, read_person_digests)
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
    platform_name_ = b[p:e].decode()
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
    merchant_name_ = b[p:e].decode()
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
    carrier_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    carrier_name_ = b[p:e].decode()
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
    buyer_id_type_ = b[p:e].decode()
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
    agent_name_ = b[p:e].decode()
    p = e
    return CancellationSubmitted(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        accepted_at_ms=accepted_at_ms_,
        guid=guid_,
        operation=operation_,
        draft=draft_,
        app_time=app_time_,
        personal=personal_,
        personal_key_id=personal_key_id_,
        person_digests=person_digests_,
        customs_code=customs_code_,
        order_no=order_no_,
        platform_code=platform_code_,
        platform_name=platform_name_,
        merchant_code=merchant_code_,
        merchant_name=merchant_name_,
        waybill_no=waybill_no_,
        carrier_code=carrier_code_,
        carrier_name=carrier_name_,
        cop_no=cop_no_,
        pre_entry_no=pre_entry_no_,
        list_no=list_no_,
        buyer_id_type=buyer_id_type_,
        agent_code=agent_code_,
        agent_name=agent_name_,
    ), p


def write_list_line(r: ListLine) -> bytes:
    return b"".join((
        INT[r.gnum],
        b"\0" if r.item_record_no is None else SOME[len(a := r.item_record_no.encode())], b"" if r.item_record_no is None else a,
        b"\0" if r.item_no is None else SOME[len(a := r.item_no.encode())], b"" if r.item_no is None else a,
        b"\0" if r.item_name is None else SOME[len(a := r.item_name.encode())], b"" if r.item_name is None else a,
        SIZE[len(a := r.commodity_code.encode())], a,
        SIZE[len(a := r.goods_name.encode())], a,
        SIZE[len(a := r.specification.encode())], a,
        b"\0" if r.bar_code is None else SOME[len(a := r.bar_code.encode())], b"" if r.bar_code is None else a,
        SIZE[len(a := r.origin_country_code.encode())], a,
        b"\0" if r.trade_country_code is None else SOME[len(a := r.trade_country_code.encode())], b"" if r.trade_country_code is None else a,
        SIZE[len(a := r.currency_code.encode())], a,
        LONG[r.quantity_e5],
        SIZE[len(a := r.unit_code.encode())], a,
        LONG[r.statutory_quantity_e5],
        SIZE[len(a := r.statutory_unit_code.encode())], a,
        b"\0" if r.second_quantity_e5 is None else b"\2" + LONG[r.second_quantity_e5],
        b"\0" if r.second_unit_code is None else SOME[len(a := r.second_unit_code.encode())], b"" if r.second_unit_code is None else a,
        LONG[r.unit_price_cny_e5],
        LONG[r.total_price_cny_e5],
    ))


def read_list_line(b: bytes, p: int) -> tuple[ListLine, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    gnum_ = (n >> 1) ^ -(n & 1)
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
    item_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        item_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        item_no_ = None
    else:
        raise Undecodable("no such branch")
    item_name_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        item_name_ = b[p:e].decode()
        p = e
    elif n == 0:
        item_name_ = None
    else:
        raise Undecodable("no such branch")
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
    goods_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    specification_ = b[p:e].decode()
    p = e
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    origin_country_code_ = b[p:e].decode()
    p = e
    trade_country_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        trade_country_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        trade_country_code_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    currency_code_ = b[p:e].decode()
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
    return ListLine(
        gnum=gnum_,
        item_record_no=item_record_no_,
        item_no=item_no_,
        item_name=item_name_,
        commodity_code=commodity_code_,
        goods_name=goods_name_,
        specification=specification_,
        bar_code=bar_code_,
        origin_country_code=origin_country_code_,
        trade_country_code=trade_country_code_,
        currency_code=currency_code_,
        quantity_e5=quantity_e5_,
        unit_code=unit_code_,
        statutory_quantity_e5=statutory_quantity_e5_,
        statutory_unit_code=statutory_unit_code_,
        second_quantity_e5=second_quantity_e5_,
        second_unit_code=second_unit_code_,
        unit_price_cny_e5=unit_price_cny_e5_,
        total_price_cny_e5=total_price_cny_e5_,
    ), p


def write_list_submitted(r: ListSubmitted) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.guid.encode())], a,
        OPERATION[r.operation],
        BOOL[r.draft],
        SIZE[len(a := r.app_time.encode())], a,
        SIZE[len(r.personal)], r.personal,
        SIZE[len(a := r.personal_key_id.encode())], a,
        b"\0" if r.person_digests == () else items(r.person_digests, write_person_digests),
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.platform_name.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.merchant_name.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.carrier_name.encode())], a,
        b"\0" if r.cop_no is None else SOME[len(a := r.cop_no.encode())], b"" if r.cop_no is None else a,
        b"\0" if r.pre_entry_no is None else SOME[len(a := r.pre_entry_no.encode())], b"" if r.pre_entry_no is None else a,
        SIZE[len(a := r.guarantor_code.encode())], a,
        b"\0" if r.account_book_no is None else SOME[len(a := r.account_book_no.encode())], b"" if r.account_book_no is None else a,
        b"\0" if r.list_no is None else SOME[len(a := r.list_no.encode())], b"" if r.list_no is None else a,
        SIZE[len(a := r.ie_flag.encode())], a,
        SIZE[len(a := r.declared_date.encode())], a,
        SIZE[len(a := r.customs_code.encode())], a,
        SIZE[len(a := r.port_code.encode())], a,
        b"\0" if r.entry_date is None else SOME[len(a := r.entry_date.encode())], b"" if r.entry_date is None else a,
        SIZE[len(a := r.buyer_id_type.encode())], a,
        SIZE[len(a := r.agent_code.encode())], a,
        SIZE[len(a := r.agent_name.encode())], a,
        b"\0" if r.bonded_enterprise_code is None else SOME[len(a := r.bonded_enterprise_code.encode())], b"" if r.bonded_enterprise_code is None else a,
        b"\0" if r.bonded_enterprise_name is None else SOME[len(a := r.bonded_enterprise_name.encode())], b"" if r.bonded_enterprise_name is None else a,
        SIZE[len(a := r.trade_mode.encode())], a,
        SIZE[len(a := r.transport_mode.encode())], a,
        b"\0" if r.transport_no is None else SOME[len(a := r.transport_no.encode())], b"" if r.transport_no is None else a,
        b"\0" if r.voyage_no is None else SOME[len(a := r.voyage_no.encode())], b"" if r.voyage_no is None else a,
        b"\0" if r.bill_no is None else SOME[len(a := r.bill_no.encode())], b"" if r.bill_no is None else a,
        b"\0" if r.supervised_site_code is None else SOME[len(a := r.supervised_site_code.encode())], b"" if r.supervised_site_code is None else a,
        b"\0" if r.licence_no is None else SOME[len(a := r.licence_no.encode())], b"" if r.licence_no is None else a,
        SIZE[len(a := r.departure_country_code.encode())], a,
        LONG[r.freight_cny_e5],
        LONG[r.insurance_cny_e5],
        SIZE[len(a := r.currency_code.encode())], a,
        b"\0" if r.packing_kind is None else SOME[len(a := r.packing_kind.encode())], b"" if r.packing_kind is None else a,
        INT[r.pack_count],
        LONG[r.gross_weight_kg_e5],
        LONG[r.net_weight_kg_e5],
        BOOL[r.buyer_id_check_digit_valid],
        b"\0" if r.lines == () else items(r.lines, write_list_line),
    ))


def read_list_submitted(b: bytes, p: int) -> tuple[ListSubmitted, int]:
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
    guid_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    draft_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_key_id_ = b[p:e].decode()
    p = e
    person_digests_: tuple[PersonDigests, ...]
    if b[p] == 0:
        person_digests_ = ()
        p += 1
    else:
        person_digests_, p = read_items(b, p, read_person_digests)
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
    platform_name_ = b[p:e].decode()
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
    merchant_name_ = b[p:e].decode()
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
    carrier_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    carrier_name_ = b[p:e].decode()
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    guarantor_code_ = b[p:e].decode()
    p = e
    account_book_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        account_book_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        account_book_no_ = None
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
    ie_flag_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declared_date_ = b[p:e].decode()
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
    port_code_ = b[p:e].decode()
    p = e
    entry_date_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        entry_date_ = b[p:e].decode()
        p = e
    elif n == 0:
        entry_date_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    buyer_id_type_ = b[p:e].decode()
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
    agent_name_ = b[p:e].decode()
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
    bonded_enterprise_name_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        bonded_enterprise_name_ = b[p:e].decode()
        p = e
    elif n == 0:
        bonded_enterprise_name_ = None
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
    transport_mode_ = b[p:e].decode()
    p = e
    transport_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        transport_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        transport_no_ = None
    else:
        raise Undecodable("no such branch")
    voyage_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        voyage_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        voyage_no_ = None
    else:
        raise Undecodable("no such branch")
    bill_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        bill_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        bill_no_ = None
    else:
        raise Undecodable("no such branch")
    supervised_site_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        supervised_site_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        supervised_site_code_ = None
    else:
        raise Undecodable("no such branch")
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
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    currency_code_ = b[p:e].decode()
    p = e
    packing_kind_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        packing_kind_ = b[p:e].decode()
        p = e
    elif n == 0:
        packing_kind_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    pack_count_ = (n >> 1) ^ -(n & 1)
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
    buyer_id_check_digit_valid_ = BOOL_OF[b[p]]
    p += 1
    lines_: tuple[ListLine, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_list_line)
    return ListSubmitted(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        accepted_at_ms=accepted_at_ms_,
        guid=guid_,
        operation=operation_,
        draft=draft_,
        app_time=app_time_,
        personal=personal_,
        personal_key_id=personal_key_id_,
        person_digests=person_digests_,
        order_no=order_no_,
        platform_code=platform_code_,
        platform_name=platform_name_,
        merchant_code=merchant_code_,
        merchant_name=merchant_name_,
        waybill_no=waybill_no_,
        carrier_code=carrier_code_,
        carrier_name=carrier_name_,
        cop_no=cop_no_,
        pre_entry_no=pre_entry_no_,
        guarantor_code=guarantor_code_,
        account_book_no=account_book_no_,
        list_no=list_no_,
        ie_flag=ie_flag_,
        declared_date=declared_date_,
        customs_code=customs_code_,
        port_code=port_code_,
        entry_date=entry_date_,
        buyer_id_type=buyer_id_type_,
        agent_code=agent_code_,
        agent_name=agent_name_,
        bonded_enterprise_code=bonded_enterprise_code_,
        bonded_enterprise_name=bonded_enterprise_name_,
        trade_mode=trade_mode_,
        transport_mode=transport_mode_,
        transport_no=transport_no_,
        voyage_no=voyage_no_,
        bill_no=bill_no_,
        supervised_site_code=supervised_site_code_,
        licence_no=licence_no_,
        departure_country_code=departure_country_code_,
        freight_cny_e5=freight_cny_e5_,
        insurance_cny_e5=insurance_cny_e5_,
        currency_code=currency_code_,
        packing_kind=packing_kind_,
        pack_count=pack_count_,
        gross_weight_kg_e5=gross_weight_kg_e5_,
        net_weight_kg_e5=net_weight_kg_e5_,
        buyer_id_check_digit_valid=buyer_id_check_digit_valid_,
        lines=lines_,
    ), p


def write_order_line(r: OrderLine) -> bytes:
    return b"".join((
        INT[r.gnum],
        b"\0" if r.item_no is None else SOME[len(a := r.item_no.encode())], b"" if r.item_no is None else a,
        SIZE[len(a := r.item_name.encode())], a,
        SIZE[len(a := r.specification.encode())], a,
        b"\0" if r.item_description is None else SOME[len(a := r.item_description.encode())], b"" if r.item_description is None else a,
        b"\0" if r.bar_code is None else SOME[len(a := r.bar_code.encode())], b"" if r.bar_code is None else a,
        SIZE[len(a := r.unit_code.encode())], a,
        LONG[r.quantity_e5],
        LONG[r.unit_price_cny_e5],
        LONG[r.total_price_cny_e5],
        SIZE[len(a := r.currency_code.encode())], a,
        SIZE[len(a := r.origin_country_code.encode())], a,
    ))


def read_order_line(b: bytes, p: int) -> tuple[OrderLine, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    gnum_ = (n >> 1) ^ -(n & 1)
    item_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        item_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        item_no_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    item_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    specification_ = b[p:e].decode()
    p = e
    item_description_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        item_description_ = b[p:e].decode()
        p = e
    elif n == 0:
        item_description_ = None
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    currency_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    origin_country_code_ = b[p:e].decode()
    p = e
    return OrderLine(
        gnum=gnum_,
        item_no=item_no_,
        item_name=item_name_,
        specification=specification_,
        item_description=item_description_,
        bar_code=bar_code_,
        unit_code=unit_code_,
        quantity_e5=quantity_e5_,
        unit_price_cny_e5=unit_price_cny_e5_,
        total_price_cny_e5=total_price_cny_e5_,
        currency_code=currency_code_,
        origin_country_code=origin_country_code_,
    ), p


def write_order_submitted(r: OrderSubmitted) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.guid.encode())], a,
        OPERATION[r.operation],
        BOOL[r.draft],
        SIZE[len(a := r.app_time.encode())], a,
        SIZE[len(r.personal)], r.personal,
        SIZE[len(a := r.personal_key_id.encode())], a,
        b"\0" if r.person_digests == () else items(r.person_digests, write_person_digests),
        SIZE[len(a := r.order_type.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.platform_name.encode())], a,
        SIZE[len(a := r.merchant_code.encode())], a,
        SIZE[len(a := r.merchant_name.encode())], a,
        LONG[r.goods_value_cny_e5],
        LONG[r.freight_cny_e5],
        LONG[r.discount_cny_e5],
        LONG[r.tax_total_cny_e5],
        LONG[r.actual_paid_cny_e5],
        SIZE[len(a := r.currency_code.encode())], a,
        SIZE[len(a := r.buyer_id_type.encode())], a,
        b"\0" if r.payment_institution_code is None else SOME[len(a := r.payment_institution_code.encode())], b"" if r.payment_institution_code is None else a,
        b"\0" if r.payment_institution_name is None else SOME[len(a := r.payment_institution_name.encode())], b"" if r.payment_institution_name is None else a,
        b"\0" if r.payment_no is None else SOME[len(a := r.payment_no.encode())], b"" if r.payment_no is None else a,
        b"\0" if r.batch_numbers is None else SOME[len(a := r.batch_numbers.encode())], b"" if r.batch_numbers is None else a,
        b"\0" if r.consignee_district_code is None else SOME[len(a := r.consignee_district_code.encode())], b"" if r.consignee_district_code is None else a,
        BOOL[r.buyer_id_check_digit_valid],
        b"\0" if r.lines == () else items(r.lines, write_order_line),
    ))


def read_order_submitted(b: bytes, p: int) -> tuple[OrderSubmitted, int]:
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
    guid_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    draft_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_key_id_ = b[p:e].decode()
    p = e
    person_digests_: tuple[PersonDigests, ...]
    if b[p] == 0:
        person_digests_ = ()
        p += 1
    else:
        person_digests_, p = read_items(b, p, read_person_digests)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    order_type_ = b[p:e].decode()
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
    platform_name_ = b[p:e].decode()
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
    merchant_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    goods_value_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    freight_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    discount_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    tax_total_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    actual_paid_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    currency_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    buyer_id_type_ = b[p:e].decode()
    p = e
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
    payment_institution_name_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        payment_institution_name_ = b[p:e].decode()
        p = e
    elif n == 0:
        payment_institution_name_ = None
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
    batch_numbers_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        batch_numbers_ = b[p:e].decode()
        p = e
    elif n == 0:
        batch_numbers_ = None
    else:
        raise Undecodable("no such branch")
    consignee_district_code_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        consignee_district_code_ = b[p:e].decode()
        p = e
    elif n == 0:
        consignee_district_code_ = None
    else:
        raise Undecodable("no such branch")
    buyer_id_check_digit_valid_ = BOOL_OF[b[p]]
    p += 1
    lines_: tuple[OrderLine, ...]
    if b[p] == 0:
        lines_ = ()
        p += 1
    else:
        lines_, p = read_items(b, p, read_order_line)
    return OrderSubmitted(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        accepted_at_ms=accepted_at_ms_,
        guid=guid_,
        operation=operation_,
        draft=draft_,
        app_time=app_time_,
        personal=personal_,
        personal_key_id=personal_key_id_,
        person_digests=person_digests_,
        order_type=order_type_,
        order_no=order_no_,
        platform_code=platform_code_,
        platform_name=platform_name_,
        merchant_code=merchant_code_,
        merchant_name=merchant_name_,
        goods_value_cny_e5=goods_value_cny_e5_,
        freight_cny_e5=freight_cny_e5_,
        discount_cny_e5=discount_cny_e5_,
        tax_total_cny_e5=tax_total_cny_e5_,
        actual_paid_cny_e5=actual_paid_cny_e5_,
        currency_code=currency_code_,
        buyer_id_type=buyer_id_type_,
        payment_institution_code=payment_institution_code_,
        payment_institution_name=payment_institution_name_,
        payment_no=payment_no_,
        batch_numbers=batch_numbers_,
        consignee_district_code=consignee_district_code_,
        buyer_id_check_digit_valid=buyer_id_check_digit_valid_,
        lines=lines_,
    ), p


def write_payment_submitted(r: PaymentSubmitted) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.guid.encode())], a,
        OPERATION[r.operation],
        BOOL[r.draft],
        SIZE[len(a := r.app_time.encode())], a,
        SIZE[len(r.personal)], r.personal,
        SIZE[len(a := r.personal_key_id.encode())], a,
        b"\0" if r.person_digests == () else items(r.person_digests, write_person_digests),
        SIZE[len(a := r.payment_institution_code.encode())], a,
        SIZE[len(a := r.payment_institution_name.encode())], a,
        SIZE[len(a := r.payment_no.encode())], a,
        SIZE[len(a := r.order_no.encode())], a,
        SIZE[len(a := r.platform_code.encode())], a,
        SIZE[len(a := r.platform_name.encode())], a,
        SIZE[len(a := r.payer_id_type.encode())], a,
        LONG[r.amount_paid_cny_e5],
        SIZE[len(a := r.currency_code.encode())], a,
        SIZE[len(a := r.pay_time.encode())], a,
        BOOL[r.payer_id_check_digit_valid],
    ))


def read_payment_submitted(b: bytes, p: int) -> tuple[PaymentSubmitted, int]:
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
    guid_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    draft_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_key_id_ = b[p:e].decode()
    p = e
    person_digests_: tuple[PersonDigests, ...]
    if b[p] == 0:
        person_digests_ = ()
        p += 1
    else:
        person_digests_, p = read_items(b, p, read_person_digests)
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
    payment_institution_name_ = b[p:e].decode()
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
    platform_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    payer_id_type_ = b[p:e].decode()
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
    currency_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    pay_time_ = b[p:e].decode()
    p = e
    payer_id_check_digit_valid_ = BOOL_OF[b[p]]
    p += 1
    return PaymentSubmitted(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        accepted_at_ms=accepted_at_ms_,
        guid=guid_,
        operation=operation_,
        draft=draft_,
        app_time=app_time_,
        personal=personal_,
        personal_key_id=personal_key_id_,
        person_digests=person_digests_,
        payment_institution_code=payment_institution_code_,
        payment_institution_name=payment_institution_name_,
        payment_no=payment_no_,
        order_no=order_no_,
        platform_code=platform_code_,
        platform_name=platform_name_,
        payer_id_type=payer_id_type_,
        amount_paid_cny_e5=amount_paid_cny_e5_,
        currency_code=currency_code_,
        pay_time=pay_time_,
        payer_id_check_digit_valid=payer_id_check_digit_valid_,
    ), p


def write_waybill_submitted(r: WaybillSubmitted) -> bytes:
    return b"".join((
        SIZE[len(a := r.document_id.encode())], a,
        SIZE[len(r.content_digest)], r.content_digest,
        SIZE[len(a := r.sender_code.encode())], a,
        SIZE[len(a := r.batch_id.encode())], a,
        INT[r.batch_index],
        LONG[r.accepted_at_ms],
        SIZE[len(a := r.guid.encode())], a,
        OPERATION[r.operation],
        BOOL[r.draft],
        SIZE[len(a := r.app_time.encode())], a,
        SIZE[len(r.personal)], r.personal,
        SIZE[len(a := r.personal_key_id.encode())], a,
        b"\0" if r.person_digests == () else items(r.person_digests, write_person_digests),
        SIZE[len(a := r.carrier_code.encode())], a,
        SIZE[len(a := r.carrier_name.encode())], a,
        SIZE[len(a := r.waybill_no.encode())], a,
        b"\0" if r.bill_no is None else SOME[len(a := r.bill_no.encode())], b"" if r.bill_no is None else a,
        SIZE[len(a := r.order_no.encode())], a,
        b"\0" if r.freight_cny_e5 is None else b"\2" + LONG[r.freight_cny_e5],
        b"\0" if r.insurance_cny_e5 is None else b"\2" + LONG[r.insurance_cny_e5],
        SIZE[len(a := r.currency_code.encode())], a,
        LONG[r.gross_weight_kg_e5],
        INT[r.pack_count],
        b"\0" if r.goods_info is None else SOME[len(a := r.goods_info.encode())], b"" if r.goods_info is None else a,
    ))


def read_waybill_submitted(b: bytes, p: int) -> tuple[WaybillSubmitted, int]:
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
    guid_ = b[p:e].decode()
    p = e
    operation_ = OPERATION_OF[b[p]]
    p += 1
    draft_ = BOOL_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    app_time_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    personal_key_id_ = b[p:e].decode()
    p = e
    person_digests_: tuple[PersonDigests, ...]
    if b[p] == 0:
        person_digests_ = ()
        p += 1
    else:
        person_digests_, p = read_items(b, p, read_person_digests)
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
    carrier_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    waybill_no_ = b[p:e].decode()
    p = e
    bill_no_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        bill_no_ = b[p:e].decode()
        p = e
    elif n == 0:
        bill_no_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    order_no_ = b[p:e].decode()
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
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    currency_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    gross_weight_kg_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    pack_count_ = (n >> 1) ^ -(n & 1)
    goods_info_: str | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        goods_info_ = b[p:e].decode()
        p = e
    elif n == 0:
        goods_info_ = None
    else:
        raise Undecodable("no such branch")
    return WaybillSubmitted(
        document_id=document_id_,
        content_digest=content_digest_,
        sender_code=sender_code_,
        batch_id=batch_id_,
        batch_index=batch_index_,
        accepted_at_ms=accepted_at_ms_,
        guid=guid_,
        operation=operation_,
        draft=draft_,
        app_time=app_time_,
        personal=personal_,
        personal_key_id=personal_key_id_,
        person_digests=person_digests_,
        carrier_code=carrier_code_,
        carrier_name=carrier_name_,
        waybill_no=waybill_no_,
        bill_no=bill_no_,
        order_no=order_no_,
        freight_cny_e5=freight_cny_e5_,
        insurance_cny_e5=insurance_cny_e5_,
        currency_code=currency_code_,
        gross_weight_kg_e5=gross_weight_kg_e5_,
        pack_count=pack_count_,
        goods_info=goods_info_,
    ), p
