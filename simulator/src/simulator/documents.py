"""
The four documents of a deal, with CEB element names, as a courier's own system would write them to JSON.

Each function is pure: the same deal gives the same document. Faults are planted by changing the result.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simulator.catalogue import Good
from simulator.people import Person
from simulator.world import Party

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A basket line. `price` is in yuan per unit."""

    good: Good
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        """Line total in yuan."""
        return self.price * self.quantity


@dataclass(frozen=True, slots=True)
class Deal:
    """Everything about one sale that its documents repeat to each other. Amounts in yuan."""

    order_no: str
    payment_no: str
    waybill_no: str
    bill_no: str
    cop_no: str
    guids: tuple[str, str, str, str]
    minute: str
    buyer: Person
    platform: Party
    merchant: Party
    institution: Party
    carrier: Party
    agent: Party
    guarantor: Party
    mode: str
    warehouse: Party | None
    flight: str
    lines: tuple[Line, ...]
    freight: Decimal
    discount: Decimal
    tax: Decimal

    @property
    def value(self) -> Decimal:
        """Value of the goods."""
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """Amount the buyer pays."""
        return self.value + self.freight + self.tax - self.discount

    @property
    def gross_kg(self) -> Decimal:
        """Gross weight, with 0.1 kg of parcel around the goods."""
        return sum((line.good.gross_kg * line.quantity for line in self.lines), Decimal("0.1"))

    @property
    def net_kg(self) -> Decimal:
        """Net weight."""
        return sum((line.good.net_kg * line.quantity for line in self.lines), Decimal(0))


def number(amount: Decimal) -> str:
    """Write a decimal as the messages do: no exponent, no needless zeros."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_order(deal: Deal) -> Document:
    """Write the order (CEB311)."""
    buyer = deal.buyer
    return {
        "type": "import-order", **_head(deal, 0, "10"), "orderType": "I",
        "orderNo": deal.order_no, **_shop(deal), "goodsValue": number(deal.value), "freight": number(deal.freight),
        "discount": number(deal.discount), "taxTotal": number(deal.tax), "acturalPaid": number(deal.paid),
        "currency": "142", "buyerRegNo": buyer.account, "buyerName": buyer.name, "buyerTelephone": buyer.phone,
        "buyerIdType": "1", "buyerIdNumber": buyer.id_number, "payCode": deal.institution.code,
        "payName": deal.institution.name, "payTransactionId": deal.payment_no, "consignee": buyer.name,
        "consigneeTelephone": buyer.phone, "consigneeAddress": buyer.address, "consigneeDistrict": "990101",
        "lines": [
            {
                "gnum": gnum, "itemNo": line.good.item_no, "itemName": line.good.name_zh,
                "gmodel": line.good.specification, "barCode": line.good.bar_code, "unit": line.good.unit_code,
                "qty": str(line.quantity), "price": number(line.price), "totalPrice": number(line.total),
                "currency": "142", "country": line.good.origin_country_code,
            }
            for gnum, line in enumerate(deal.lines, 1)
        ],
    }  # fmt: skip


def write_payment(deal: Deal) -> Document:
    """Write the payment (CEB411)."""
    return {
        "type": "import-payment", **_head(deal, 1, "25"),
        "payCode": deal.institution.code, "payName": deal.institution.name, "payTransactionId": deal.payment_no,
        "orderNo": deal.order_no, "ebpCode": deal.platform.code, "ebpName": deal.platform.name, "payerIdType": "1",
        "payerIdNumber": deal.buyer.id_number, "payerName": deal.buyer.name, "telephone": deal.buyer.phone,
        "amountPaid": number(deal.paid), "currency": "142", "payTime": deal.minute + "20",
    }  # fmt: skip


def write_waybill(deal: Deal) -> Document:
    """Write the waybill (CEB511)."""
    bill = {} if deal.warehouse else {"billNo": deal.bill_no}
    return {
        "type": "import-waybill", **_head(deal, 2, "40"),
        "logisticsCode": deal.carrier.code, "logisticsName": deal.carrier.name, "logisticsNo": deal.waybill_no, **bill,
        "orderNo": deal.order_no, "freight": number(deal.freight), "insuredFee": "0", "currency": "142",
        "weight": number(deal.gross_kg), "packNo": 1, "goodsInfo": deal.lines[0].good.name_zh,
        "consignee": deal.buyer.name, "consigneeAddress": deal.buyer.address,
        "consigneeTelephone": deal.buyer.phone,
    }  # fmt: skip


def write_list(deal: Deal) -> Document:
    """Write the import list (CEB621), with the fields that the mode of the deal asks for."""
    buyer = deal.buyer
    return {
        "type": "import-list", **_head(deal, 3, "55"), "orderNo": deal.order_no,
        **_shop(deal), "logisticsNo": deal.waybill_no, "logisticsCode": deal.carrier.code,
        "logisticsName": deal.carrier.name, "copNo": deal.cop_no, "assureCode": deal.guarantor.code, "ieFlag": "I",
        "declTime": "20241111", "buyerIdType": "1", "buyerIdNumber": buyer.id_number, "buyerName": buyer.name,
        "buyerTelephone": buyer.phone, "consigneeAddress": buyer.address, "agentCode": deal.agent.code,
        "agentName": deal.agent.name, **_mode(deal), "freight": number(deal.freight), "insuredFee": "0",
        "currency": "142", "wrapType": "2", "packNo": 1, "grossWeight": number(deal.gross_kg),
        "netWeight": number(deal.net_kg),
        "lines": [_list_line(gnum, line, bonded=deal.warehouse is not None) for gnum, line in enumerate(deal.lines, 1)],
    }  # fmt: skip


def _head(deal: Deal, place: int, second: str) -> Document:
    return {"guid": deal.guids[place], "appType": "1", "appTime": deal.minute + second, "appStatus": "2"}


def _shop(deal: Deal) -> Document:
    return {
        "ebpCode": deal.platform.code, "ebpName": deal.platform.name,
        "ebcCode": deal.merchant.code, "ebcName": deal.merchant.name,
    }  # fmt: skip


def _mode(deal: Deal) -> Document:
    if deal.warehouse:
        return {
            "tradeMode": deal.mode, "emsNo": f"H99{deal.warehouse.code[-4:]}A00001", "areaCode": deal.warehouse.code,
            "areaName": deal.warehouse.name, "customsCode": "3105", "portCode": "3105", "trafMode": "7",
            "country": "142",
        }  # fmt: skip
    return {
        "tradeMode": deal.mode, "trafMode": "5", "trafNo": deal.flight, "voyageNo": "20241111", "billNo": deal.bill_no,
        "customsCode": "5141", "portCode": "5141", "country": deal.lines[0].good.origin_country_code,
    }  # fmt: skip


def _list_line(gnum: int, line: Line, *, bonded: bool) -> Document:
    good = line.good
    record = {"itemRecordNo": good.item_no[2:]} if bonded else {}
    return {
        "gnum": gnum, **record, "itemNo": good.item_no, "itemName": good.name_zh, "gcode": good.commodity_code,
        "gname": good.name_zh, "gmodel": good.specification, "barCode": good.bar_code,
        "country": good.origin_country_code, "tradeCountry": good.origin_country_code, "currency": "142",
        "qty": str(line.quantity), "unit": good.unit_code,
        "qty1": number(good.statutory_quantity * line.quantity), "unit1": good.statutory_unit_code,
        "price": number(line.price), "totalPrice": number(line.total),
    }  # fmt: skip
