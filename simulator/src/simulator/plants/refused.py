"""Planted faults that the match finds, or that a document never comes: the declaration is refused with 100."""

from decimal import Decimal

from simulator.case import MISSING, Case, Plant, Stage, refused, rejected, steps
from simulator.documents import number
from simulator.parcel import CENT, Trade

SINGLE_LIMIT = 5_000
"""Yuan that one transaction may be worth (LIM-02)."""

ORDER, PAYMENT, WAYBILL, LIST = range(4)
_PARTS = {"order-missing": ORDER, "payment-missing": PAYMENT, "waybill-missing": WAYBILL}


def _missing(name: str, part: int) -> Plant:
    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel()
        rest = [document for place, document in enumerate(parcel.documents) if place != part]
        return [Case(name, parcel, steps(*rest), refused(MISSING))]

    return Plant(name, part + 1, f"{name.split('-', maxsplit=1)[0]} never comes", 1.0, make)


def payment_for_another_order(trade: Trade) -> list[Case]:
    """Send a payment under the number of another order, which is released by then, by its own payment."""
    other, parcel = trade.parcel(), trade.parcel()
    parcel.payment |= {
        "orderNo": other.order["orderNo"],
        "ebpCode": other.order["ebpCode"],
        "ebpName": other.order["ebpName"],
    }
    return [
        Case("payment-misdirected", other, steps(*other.documents)),
        Case("payment-misdirected", parcel, steps(*parcel.documents, stage=Stage.SECOND), refused(MISSING)),
    ]


def underpaid(trade: Trade) -> list[Case]:
    """Pay a cent too much."""
    parcel = trade.parcel()
    parcel.payment["amountPaid"] = number(parcel.deal.paid + CENT)
    return [Case("amount-off", parcel, steps(*parcel.documents), refused("99102"))]


def quantity(trade: Trade) -> list[Case]:
    """Declare one piece more than was ordered, and still no more than one transaction may be worth."""
    parcel = trade.parcel()
    while parcel.deal.value + parcel.deal.freight + parcel.deal.lines[0].price > SINGLE_LIMIT:
        parcel = trade.parcel()
    line = parcel.declaration["lines"][0]
    more = int(line["qty"]) + 1
    line |= {"qty": str(more), "totalPrice": number(Decimal(line["price"]) * more)}
    return [Case("quantity-differs", parcel, steps(*parcel.documents), refused("1322"))]


def another_buyer(trade: Trade) -> list[Case]:
    """Name another buyer on the list than on the order."""
    parcel, other = trade.parcel(), trade.person()
    parcel.declaration |= {"buyerName": other.name, "buyerIdNumber": other.id_number}
    return [Case("list-buyer-differs", parcel, steps(*parcel.documents), refused("13127"))]


def another_payer(trade: Trade) -> list[Case]:
    """Let somebody else pay."""
    parcel, other = trade.parcel(), trade.person()
    parcel.payment |= {"payerName": other.name, "payerIdNumber": other.id_number}
    return [Case("payer-differs", parcel, steps(*parcel.documents), refused("1327"))]


def another_phone(trade: Trade) -> list[Case]:
    """Put another telephone of the receiver on the waybill."""
    parcel, other = trade.parcel(), trade.person()
    parcel.waybill["consigneeTelephone"] = other.phone
    return [Case("receiver-differs", parcel, steps(*parcel.documents), refused("99104"))]


def another_institution(trade: Trade) -> list[Case]:
    """Pay through another institution than the order names."""
    parcel = trade.parcel()
    other = next(party for party in trade.world.institutions if party != parcel.deal.institution)
    parcel.payment |= {"payCode": other.code, "payName": other.name}
    return [Case("institution-differs", parcel, steps(*parcel.documents), refused("13035"))]


def another_merchant(trade: Trade) -> list[Case]:
    """Name another merchant on the list than on the order."""
    parcel = trade.parcel()
    other = next(party for party in trade.world.merchants if party != parcel.deal.merchant)
    parcel.declaration |= {"ebcCode": other.code, "ebcName": other.name, "assureCode": parcel.deal.carrier.code}
    return [Case("merchant-differs", parcel, steps(*parcel.documents), refused("99109"))]


def waybill_number_reused(trade: Trade) -> list[Case]:
    """Use a waybill number for a second order."""
    first, second = trade.parcel(), trade.parcel()
    taken = {key: first.waybill[key] for key in ("logisticsNo", "logisticsCode", "logisticsName")}
    second.waybill |= taken
    second.declaration |= taken | {"assureCode": second.deal.merchant.code}
    sent = steps(*second.documents, stage=Stage.SECOND, answers={WAYBILL: rejected("-504015")})
    return [
        Case("waybill-number-reused", first, steps(*first.documents)),
        Case("waybill-number-reused", second, sent, refused(MISSING)),
    ]


def payment_number_reused(trade: Trade) -> list[Case]:
    """Use a payment number for a second order."""
    first, second = trade.parcel(), trade.parcel()
    taken = {key: first.payment[key] for key in ("payTransactionId", "payCode", "payName")}
    second.payment |= taken
    second.order |= taken
    sent = steps(*second.documents, stage=Stage.SECOND, answers={PAYMENT: rejected("-401007")})
    return [
        Case("payment-number-reused", first, steps(*first.documents)),
        Case("payment-number-reused", second, sent, refused(MISSING)),
    ]


REFUSED: tuple[Plant, ...] = (
    *(_missing(name, part) for name, part in _PARTS.items()),
    Plant("payment-misdirected", 4, "payment under another order's number", 0.4, payment_for_another_order, 2),
    Plant("amount-off", 5, "amount paid off by 0.01", 0.8, underpaid),
    Plant("quantity-differs", 8, "quantity differs from the order", 0.8, quantity),
    Plant("receiver-differs", 10, "receiver's phone differs", 0.8, another_phone),
    Plant("list-buyer-differs", 11, "buyer of list and order differ", 0.8, another_buyer),
    Plant("payer-differs", 12, "payer is not the buyer", 0.8, another_payer),
    Plant("institution-differs", 13, "payment institution differs", 0.8, another_institution),
    Plant("merchant-differs", 14, "merchant of list and order differ", 0.8, another_merchant),
    Plant("waybill-number-reused", 20, "waybill number of another order", 0.4, waybill_number_reused, 2),
    Plant("payment-number-reused", 21, "payment number of another order", 0.4, payment_number_reused, 2),
)  # fmt: skip
