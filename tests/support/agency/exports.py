"""
Builders of exports as the agencies see them: the event that puts one up for decision, and its goods lines.

`an_export_accepted(...)` is two T-shirts of 20 dollars for the United States; a test names only what it is about,
whether that is a field of the event's subject or of its content. Findings and ends are those of `declarations`.
"""

from typing import Any

import msgspec

from contracts.customs import DeclarationSubject, ExportAccepted, ExportContent, ExportedLine
from tests.support.agency.declarations import ANSWERED, MERCHANT, a_subject

EXPORTED_AT_MS = 1_764_561_600_000
"""2025-12-01 12:00 in China, ms UTC."""


def an_exported_line(commodity_code: str = "6109100021", gnum: int = 1, **changes: Any) -> ExportedLine:
    """Two T-shirts at 10 dollars."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "commodity_code": commodity_code,
        "goods_name": "棉制针织T恤衫",
        "destination_country_code": "502",
        "currency_code": "502",
        "quantity_e5": 200_000,
        "unit_code": "011",
        "statutory_quantity_e5": 200_000,
        "statutory_unit_code": "011",
        "unit_price_e5": 1_000_000,
        "total_price_e5": 2_000_000,
    }
    return ExportedLine(**{**fields, **changes})


def an_export_content(*lines: ExportedLine, **changes: Any) -> ExportContent:
    """What is exported; its value follows from the lines unless it is named."""
    goods = lines or (an_exported_line(),)
    value = sum(line.total_price_e5 for line in goods)
    fields: dict[str, Any] = {
        "trade_mode": "9610",
        "order_type": "E",
        "statistics_flag": "B",
        "accepted_at_ms": EXPORTED_AT_MS,
        "acceptance_date": "2025-12-01",
        "carrier_code": "4401960C01",
        "waybill_no": "W-GW1",
        "owner_code": MERCHANT,
        "owner_name": "示例电商",
        "transport_mode": "5",
        "port_code": "5141",
        "arrival_country_code": "502",
        "currency_code": "502",
        "goods_value_e5": value,
        "goods_value_cny_e5": 7 * value,
        "gross_weight_kg_e5": 60_000,
        "net_weight_kg_e5": 50_000,
        "pack_count": 1,
        "lines": goods,
        "deciders": ("inspection",),
    }
    return ExportContent(**{**fields, **changes})


def an_export_accepted(*lines: ExportedLine, **changes: Any) -> ExportAccepted:
    """An export up for decision; `changes` name fields of its subject or content."""
    of_subject = {field.name for field in msgspec.structs.fields(DeclarationSubject)}
    subject = {name: value for name, value in changes.items() if name in of_subject}
    content = {name: value for name, value in changes.items() if name not in of_subject}
    return ExportAccepted(subject=a_subject(**subject), content=an_export_content(*lines, **content), **ANSWERED)
