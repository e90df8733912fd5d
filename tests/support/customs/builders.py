"""
Builders of trade documents: every field sensible, so that a test names only what it is about.

`an_order()`, `a_payment()`, `a_waybill()` and `a_list()` with the same `order_no` match each other. People are given
by plain words (``buyer="李明"``) and become keyed digests as the gateway would make them. All data are invented.
"""

import hashlib
from typing import Any

from contracts.common import Operation, PersonDigests
from contracts.customs_clearance import ListOnFile
from contracts.trade import (
    ImportCancellationSubmitted,
    ImportListSubmitted,
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
    ListLine,
    OrderLine,
)
from mesh.declared.dates import china_time

CNY = 100_000
"""One yuan in the unit of ``_cny_e5``."""

TEN_O_CLOCK = 1_731_290_400_000
"""2024-11-11 10:00 in China, ms UTC."""

PLATFORM, MERCHANT, PAYER_BANK, CARRIER, AGENT = "4401960P01", "4401960M01", "4401960B01", "4401960C01", "4401960A01"

Document = (
    ImportOrderSubmitted
    | ImportPaymentSubmitted
    | ImportWaybillSubmitted
    | ImportListSubmitted
    | ImportCancellationSubmitted
)


def digests(
    *,
    name: str | None,
    person_id: str | None,
    receiver: tuple[str, str, str] | None = None,
    years: tuple[int, ...] = (2024,),
) -> tuple[PersonDigests, ...]:
    """Return digests of a person and, if given, of a receiver (name, phone, address), one set per quota year."""

    def digest(year: int, word: str | None) -> bytes | None:
        return None if word is None else hashlib.sha256(f"{year}/{word}".encode()).digest()[:16]

    who, phone, address = receiver or (None, None, None)
    return tuple(
        PersonDigests(
            quota_year=year,
            person_name=digest(year, name),
            person_id=digest(year, person_id),
            consignee_name=digest(year, who),
            consignee_phone=digest(year, phone),
            consignee_address=digest(year, address),
        )
        for year in years
    )


RECEIVER = ("王芳", "13800000000", "广州市天河区示例路1号")


def sent(kind: type[Any], fields: dict[str, Any], changes: dict[str, Any]) -> Any:
    """Return the record with its identity derived from its content, as the gateway would; written before it came."""
    accepted_at_ms = changes.get("accepted_at_ms", TEN_O_CLOCK)
    fields = {
        "sender_code": AGENT,
        "batch_id": "batch-1",
        "batch_index": 0,
        "accepted_at_ms": TEN_O_CLOCK,
        "guid": "4CDE1CFD-EDED-46B1-946C-B8022E42FC94",
        "operation": Operation.ADD,
        "draft": False,
        "app_time": min("20241111095900", china_time(accepted_at_ms)),
        "personal": b"encrypted",
        "personal_key_id": "2024-11-11/trade",
        **fields,
        **changes,
    }
    transport = ("sender_code", "batch_id", "batch_index", "accepted_at_ms", "guid", "personal", "personal_key_id")
    content = repr(sorted((name, repr(value)) for name, value in fields.items() if name not in transport))
    digest = hashlib.sha256(f"{kind.__name__}{content}".encode()).digest()
    fields.setdefault("content_digest", digest)
    identity = f"{fields['sender_code']}/{kind.__name__}/".encode() + fields["content_digest"]
    fields.setdefault("document_id", hashlib.sha256(identity).hexdigest()[:32])
    return kind(**fields)


def an_order_line(gnum: int = 1, *, quantity: int = 2, price_cny: int = 100, **changes: Any) -> OrderLine:
    """A line of an order: `quantity` pieces at `price_cny`."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "item_no": f"SKU-{gnum}",
        "item_name": "婴儿纸尿裤",
        "specification": "示例牌 L 码 54 片",
        "unit_code": "011",
        "quantity_e5": quantity * 100_000,
        "unit_price_cny_e5": price_cny * CNY,
        "total_price_cny_e5": quantity * price_cny * CNY,
        "currency_code": "142",
        "origin_country_code": "116",
    }
    return OrderLine(**{**fields, **changes})


def a_list_line(gnum: int = 1, *, quantity: int = 2, price_cny: int = 100, **changes: Any) -> ListLine:
    """A line of a list, the twin of `an_order_line`."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "item_no": f"SKU-{gnum}",
        "item_name": "婴儿纸尿裤",
        "commodity_code": "9619001100",
        "goods_name": "婴儿纸尿裤",
        "specification": "示例牌 L 码 54 片",
        "origin_country_code": "116",
        "trade_country_code": "116",
        "currency_code": "142",
        "quantity_e5": quantity * 100_000,
        "unit_code": "011",
        "statutory_quantity_e5": quantity * 100_000,
        "statutory_unit_code": "035",
        "unit_price_cny_e5": price_cny * CNY,
        "total_price_cny_e5": quantity * price_cny * CNY,
    }
    return ListLine(**{**fields, **changes})


def an_order(
    order_no: str = "GW1",
    *,
    buyer: str = "李明",
    buyer_id: str | None = None,
    receiver: tuple[str, str, str] = RECEIVER,
    years: tuple[int, ...] = (2024,),
    **changes: Any,
) -> ImportOrderSubmitted:
    """An order whose sums follow from its lines, unless they are given."""
    lines = changes.get("lines", (an_order_line(),))
    goods = sum(line.total_price_cny_e5 for line in lines)
    fields: dict[str, Any] = {
        "person_digests": digests(name=buyer, person_id=buyer_id or buyer, receiver=receiver, years=years),
        "order_type": "I",
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例商户",
        "goods_value_cny_e5": goods,
        "freight_cny_e5": 0,
        "discount_cny_e5": 0,
        "tax_total_cny_e5": 0,
        "actual_paid_cny_e5": goods,
        "currency_code": "142",
        "buyer_id_type": "1",
        "buyer_id_possible": True,
        "lines": lines,
    }
    return sent(ImportOrderSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_payment(
    order_no: str = "GW1",
    *,
    payer: str = "李明",
    payer_id: str | None = None,
    years: tuple[int, ...] = (2024,),
    **changes: Any,
) -> ImportPaymentSubmitted:
    """A payment of the default order."""
    fields: dict[str, Any] = {
        "person_digests": digests(name=payer, person_id=payer_id or payer, years=years),
        "payment_institution_code": PAYER_BANK,
        "payment_institution_name": "示例支付",
        "payment_no": f"P-{order_no}",
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "payer_id_type": "1",
        "amount_paid_cny_e5": 200 * CNY,
        "currency_code": "142",
        "pay_time": "20241111095800",
        "payer_id_possible": True,
    }
    return sent(ImportPaymentSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_waybill(
    order_no: str = "GW1",
    *,
    receiver: tuple[str, str, str] = RECEIVER,
    years: tuple[int, ...] = (2024,),
    **changes: Any,
) -> ImportWaybillSubmitted:
    """The waybill of the default order."""
    fields: dict[str, Any] = {
        "person_digests": digests(name=None, person_id=None, receiver=receiver, years=years),
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "waybill_no": f"W-{order_no}",
        "order_no": order_no,
        "freight_cny_e5": 0,
        "insurance_cny_e5": 0,
        "currency_code": "142",
        "gross_weight_kg_e5": 150_000,
        "pack_count": 1,
    }
    return sent(ImportWaybillSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_list(
    order_no: str = "GW1",
    *,
    buyer: str = "李明",
    buyer_id: str | None = None,
    years: tuple[int, ...] = (2024,),
    **changes: Any,
) -> ImportListSubmitted:
    """The list (direct purchase, 9610) of the default order."""
    fields: dict[str, Any] = {
        "person_digests": digests(name=buyer, person_id=buyer_id or buyer, years=years),
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例商户",
        "waybill_no": f"W-{order_no}",
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "cop_no": f"COP-{order_no}",
        "guarantor_code": AGENT,
        "ie_flag": "I",
        "declared_date": "20241111",
        "customs_code": "5141",
        "port_code": "5141",
        "buyer_id_type": "1",
        "agent_code": AGENT,
        "agent_name": "示例报关行",
        "trade_mode": "9610",
        "transport_mode": "5",
        "transport_no": "CA1234",
        "voyage_no": "CA1234",
        "bill_no": "999-12345675",
        "departure_country_code": "116",
        "freight_cny_e5": 0,
        "insurance_cny_e5": 0,
        "currency_code": "142",
        "pack_count": 1,
        "gross_weight_kg_e5": 150_000,
        "net_weight_kg_e5": 120_000,
        "buyer_id_possible": True,
        "lines": (a_list_line(),),
    }
    return sent(ImportListSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_bonded_list(order_no: str = "GW1", **changes: Any) -> ImportListSubmitted:
    """A list of bonded import (1210) with its account book."""
    bonded: dict[str, Any] = {
        "trade_mode": "1210",
        "transport_no": None,
        "voyage_no": None,
        "bill_no": None,
        "account_book_no": "T5141W000001",
        "bonded_enterprise_code": "4401960W01",
        "bonded_enterprise_name": "示例保税仓",
        "departure_country_code": "142",
        "lines": (a_list_line(item_record_no="0001"),),
    }
    return a_list(order_no, **{**bonded, **changes})


def a_cancellation(order_no: str = "GW1", *, list_no: str, **changes: Any) -> ImportCancellationSubmitted:
    """A cancellation of the list of the default order."""
    fields: dict[str, Any] = {
        "person_digests": digests(name="李明", person_id="李明"),
        "customs_code": "5141",
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例商户",
        "waybill_no": f"W-{order_no}",
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "cop_no": f"CANCEL-{order_no}",
        "list_no": list_no,
        "buyer_id_type": "1",
        "agent_code": AGENT,
        "agent_name": "示例报关行",
    }
    return sent(ImportCancellationSubmitted, fields, changes)  # type: ignore[no-any-return]


def cancelling(listed: ListOnFile, **changes: Any) -> ImportCancellationSubmitted:
    """A cancellation that repeats what is on a list on file."""
    repeated = ("platform_code", "merchant_code", "agent_code", "customs_code", "carrier_code", "waybill_no")
    fields: dict[str, Any] = {name: getattr(listed, name) for name in repeated}
    return a_cancellation(listed.order_no, **{**fields, "person_digests": listed.persons, **changes})


def four_documents(
    order_no: str = "GW1",
) -> tuple[ImportOrderSubmitted, ImportPaymentSubmitted, ImportWaybillSubmitted, ImportListSubmitted]:
    """Order, payment, waybill and list that match each other."""
    return an_order(order_no), a_payment(order_no), a_waybill(order_no), a_list(order_no)
