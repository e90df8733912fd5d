"""Builder of tax bills: every field sensible, each to be overridden."""

from typing import Any

from contracts.tax import BillStatus, LineAssessed, TaxBill
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PLATFORM


def a_tax_bill(**changed: Any) -> TaxBill:
    """Return the bill of one line of milk powder: 396.00 at 9.1 %."""
    values: dict[str, Any] = {
        "bill_no": "51412024I000000001T01",
        "list_no": "51412024I000000001",
        "order_no": "GW1",
        "platform_code": PLATFORM,
        "merchant_code": MERCHANT,
        "carrier_code": CARRIER,
        "waybill_no": "YT1",
        "agent_code": AGENT,
        "customs_code": "5141",
        "guarantor_code": "9901180099",
        "status": BillStatus.GENERATED,
        "payment_book_no": None,
        "duty_cny_e5": 0,
        "consumption_tax_cny_e5": 0,
        "vat_cny_e5": 3_604_000,
        "sender_code": "SENDER",
        "lines": (
            LineAssessed(
                gnum=1,
                commodity_code="1901101000",
                dutiable_cny_e5=39_600_000,
                duty_cny_e5=0,
                consumption_tax_cny_e5=0,
                vat_cny_e5=3_604_000,
            ),
        ),
    }
    return TaxBill(**values | changed)
