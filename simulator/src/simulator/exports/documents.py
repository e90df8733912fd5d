"""
The documents of an export with CEB element names. Each function is pure: the same deal gives the same document.

Faults are planted by changing the result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from simulator.documents import Document, number
from simulator.exports.goods import ExportGood
from simulator.world import Party

RETAIL, SPECIAL_AREA, TO_ENTERPRISES, TO_WAREHOUSES = "9610", "1210", "9710", "9810"
ORDER_TYPES = {RETAIL: "E", SPECIAL_AREA: "E", TO_ENTERPRISES: "B", TO_WAREHOUSES: "W"}


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A line of an order. price: in the currency of the deal."""

    good: ExportGood
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Price times quantity."""
        return self.price * self.quantity

    @property
    def net_kg(self) -> Decimal:
        """Net weight."""
        return self.good.net_kg * self.quantity


@dataclass(frozen=True, slots=True)
class ExportDeal:
    """
    Everything about one export that its documents repeat to each other.

    flag: A for simplified classification, B to be consolidated. country, currency: where it goes, in what it is paid.
    warehouse: of mode 1210. time: appTime, China.
    """

    order_no: str
    waybill_no: str
    cop_no: str
    payment_no: str
    guids: tuple[str, ...]
    time: datetime
    platform_code: str
    platform_name: str
    merchant: Party
    carrier: Party
    agent: Party
    warehouse: Party | None
    customs_code: str
    mode: str
    flag: str
    transport: str
    country: str
    currency: str
    lines: tuple[ExportLine, ...]
    freight: Decimal

    @property
    def value(self) -> Decimal:
        """Value of the goods."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def net_kg(self) -> Decimal:
        """Net weight."""
        return sum((line.net_kg for line in self.lines), Decimal(0))

    @property
    def gross_kg(self) -> Decimal:
        """Gross weight, with 0.05 kg of parcel around the goods."""
        return self.net_kg + Decimal("0.05")


def stamp(time: datetime) -> str:
    """Write a time as the messages do: YYYYMMDDhhmmss."""
    return time.strftime("%Y%m%d%H%M%S")


def head(kind: str, guid: str, time: datetime, operation: str = "1") -> Document:
    """Write what every document begins with."""
    return {"type": kind, "guid": guid, "appType": operation, "appTime": stamp(time), "appStatus": "2"}


def write_order(deal: ExportDeal) -> Document:
    """Write the order (CEB303)."""
    return {
        **head("export-order", deal.guids[0], deal.time), "orderType": ORDER_TYPES[deal.mode], "orderNo": deal.order_no,
        **_shop(deal), "goodsValue": number(deal.value), "freight": number(deal.freight), "currency": deal.currency,
        "lines": [
            {
                "gnum": gnum, "itemNo": line.good.item_no, "itemName": line.good.name_zh, "barCode": "无",
                "unit": line.good.unit_code, "currency": deal.currency, "qty": str(line.quantity),
                "price": number(line.price), "totalPrice": number(line.total),
            }
            for gnum, line in enumerate(deal.lines, 1)
        ],
    }  # fmt: skip


def write_receipt(deal: ExportDeal) -> Document:
    """Write the receipt of payment (CEB403)."""
    return {
        **head("export-receipt", deal.guids[1], deal.time), **_shop(deal), "orderNo": deal.order_no,
        "payName": "境外收款", "payNo": deal.payment_no, "charge": number(deal.value + deal.freight),
        "currency": deal.currency, "accountingDate": stamp(deal.time),
    }  # fmt: skip


def write_waybill(deal: ExportDeal) -> Document:
    """Write the waybill (CEB505)."""
    return {
        **head("export-waybill", deal.guids[2], deal.time), **_carrier(deal), "logisticsNo": deal.waybill_no,
        "freight": "0", "insuredFee": "0", "currency": "142", "grossWeight": number(deal.gross_kg), "packNo": 1,
        "goodsInfo": deal.lines[0].good.name_zh, "ebcCode": deal.merchant.code, "ebcName": deal.merchant.name,
    }  # fmt: skip


def write_list(deal: ExportDeal) -> Document:
    """Write the list (CEB603), with the fields that its mode asks for."""
    return {
        **head("export-list", deal.guids[3], deal.time), "customsCode": deal.customs_code, **_shop(deal),
        "orderNo": deal.order_no, **_carrier(deal), "logisticsNo": deal.waybill_no, "copNo": deal.cop_no,
        "ieFlag": "E", "portCode": deal.customs_code, "ieDate": stamp(deal.time)[:8], "statisticsFlag": deal.flag,
        "agentCode": deal.agent.code, "agentName": deal.agent.name, "ownerCode": deal.merchant.code,
        "ownerName": deal.merchant.name, **_area(deal), "tradeMode": deal.mode, "trafMode": deal.transport,
        "country": deal.country, "POD": "QT01", "freight": number(deal.freight), "fCurrency": deal.currency,
        "fFlag": "3", "insuredFee": "0", "iCurrency": "142", "iFlag": "3", "wrapType": "2", "packNo": 1,
        "grossWeight": number(deal.gross_kg), "netWeight": number(deal.net_kg),
        "lines": [_list_line(gnum, line, deal) for gnum, line in enumerate(deal.lines, 1)],
    }  # fmt: skip


def _shop(deal: ExportDeal) -> Document:
    return {
        "ebpCode": deal.platform_code, "ebpName": deal.platform_name,
        "ebcCode": deal.merchant.code, "ebcName": deal.merchant.name,
    }  # fmt: skip


def _carrier(deal: ExportDeal) -> Document:
    return {"logisticsCode": deal.carrier.code, "logisticsName": deal.carrier.name}


def _area(deal: ExportDeal) -> Document:
    if deal.warehouse is None:
        return {}
    ems = f"H99{deal.warehouse.code[-4:]}E00001"
    return {"iacCode": deal.warehouse.code, "iacName": deal.warehouse.name, "emsNo": ems}


def _list_line(gnum: int, line: ExportLine, deal: ExportDeal) -> Document:
    good = line.good
    weight, pieces = number(line.net_kg), str(line.quantity)
    statutory = pieces if good.statutory_unit_code == good.unit_code else weight
    record = {"itemRecordNo": good.item_no} if deal.warehouse else {}
    second = {"qty2": weight, "unit2": good.second_unit_code} if good.second_unit_code else {}
    return {
        "gnum": gnum, "itemNo": good.item_no, **record, "itemName": good.name_zh, "gcode": good.commodity_code,
        "gname": good.name_zh, "gmodel": good.specification, "barCode": "无", "country": deal.country,
        "currency": deal.currency, "qty": pieces, "qty1": statutory,
        **second, "unit": good.unit_code, "unit1": good.statutory_unit_code, "price": number(line.price),
        "totalPrice": number(line.total),
    }  # fmt: skip


def cancellation(deal: ExportDeal, guid: str, time: datetime) -> Document:
    """Write a request to cancel a list (CEB605); the number of the list is put in when customs has given it."""
    return {
        **head("export-cancellation", guid, time), "customsCode": deal.customs_code, "copNo": f"X{deal.cop_no}",
        "invtNo": "", "reason": "境外买家取消订单", "agentCode": deal.agent.code, "agentName": deal.agent.name,
        "ebcCode": deal.merchant.code, "ebcName": deal.merchant.name,
    }  # fmt: skip


def lines_of(waybills: Sequence[str]) -> list[Document]:
    """Write the lines of a part of a bill."""
    return [{"gnum": gnum, "logisticsNo": waybill_no} for gnum, waybill_no in enumerate(waybills, 1)]
