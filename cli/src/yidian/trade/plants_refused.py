"""Planted faults that end in a rejected document or a refused declaration, one fault per parcel."""

from decimal import Decimal

from yidian.trade.case import Case, Outcome, Plant, Stage, Step, list_rejected, refused, rejected, steps
from yidian.trade.documents import Document, Line, number
from yidian.trade.parcel import CENT, Parcel, Trade

MISSING = "99001"
"""Our code for a document that never came."""

ORDER, PAYMENT, WAYBILL, LIST = range(4)
_PARTS = {"order-missing": ORDER, "payment-missing": PAYMENT, "waybill-missing": WAYBILL}


def _missing(name: str, part: int) -> Plant:
    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel()
        rest = [document for place, document in enumerate(parcel.documents) if place != part]
        return [Case(name, parcel, steps(*rest), refused(MISSING))]

    return Plant(name, part + 1, f"{name.split('-', maxsplit=1)[0]} never comes", 1.0, make)


def payment_for_another_order(trade: Trade) -> list[Case]:
    """Send a payment under the number of another order: that order is released by its own payment."""
    other, parcel = trade.parcel(), trade.parcel()
    parcel.payment |= {
        "orderNo": other.order["orderNo"],
        "ebpCode": other.order["ebpCode"],
        "ebpName": other.order["ebpName"],
    }
    return [
        Case("payment-misdirected", other, steps(*other.documents)),
        Case("payment-misdirected", parcel, steps(*parcel.documents), refused(MISSING)),
    ]


def _changed(name: str, row: int, title: str, part: int, change: dict[str, object], outcome: Outcome) -> Plant:
    """Plant by overwriting fields of one document; a list that customs rejects is not accepted as a document either."""

    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel()
        parcel.documents[part].update(change)
        return [_case(name, parcel, outcome)]

    return Plant(name, row, title, 0.8, make)


def _case(name: str, parcel: Parcel, outcome: Outcome) -> Case:
    answers = {LIST: rejected(outcome.status)} if outcome.status.startswith("-") else None
    return Case(name, parcel, steps(*parcel.documents, answers=answers), outcome)


def underpaid(trade: Trade) -> list[Case]:
    """Pay a cent too much."""
    parcel = trade.parcel()
    parcel.payment["amountPaid"] = number(parcel.deal.paid + CENT)
    return [_case("amount-off", parcel, refused("99102"))]


def arithmetic(trade: Trade) -> list[Case]:
    """State an order whose amounts do not add up: it is rejected, so the list never finds it."""
    parcel = trade.parcel()
    parcel.order["acturalPaid"] = number(parcel.deal.paid + 1)
    return [
        Case(
            "order-arithmetic", parcel, steps(*parcel.documents, answers={ORDER: rejected("-301008")}), refused(MISSING)
        )
    ]


def line_total(trade: Trade) -> list[Case]:
    """State a list line whose total is not price times quantity."""
    parcel = trade.parcel()
    line = parcel.declaration["lines"][0]
    line["totalPrice"] = number(Decimal(line["totalPrice"]) + 2)
    return [_case("line-total", parcel, list_rejected("-621001"))]


def quantity(trade: Trade) -> list[Case]:
    """Declare one piece more than was ordered."""
    parcel = trade.parcel()
    line = parcel.declaration["lines"][0]
    more = int(line["qty"]) + 1
    line |= {"qty": str(more), "totalPrice": number(Decimal(line["price"]) * more)}
    return [_case("quantity-differs", parcel, refused("1322"))]


def repeated_line_number(trade: Trade) -> list[Case]:
    """Number two list lines alike."""
    lines = (Line(trade.good(), 1, Decimal(30)), Line(trade.good(), 1, Decimal(45)))
    parcel = trade.parcel(lines=lines)
    parcel.declaration["lines"][1]["gnum"] = 1
    return [_case("line-number-repeated", parcel, list_rejected("-621027"))]


def another_buyer(trade: Trade) -> list[Case]:
    """Name another buyer on the list than on the order."""
    parcel, other = trade.parcel(), trade.person()
    parcel.declaration |= {"buyerName": other.name, "buyerIdNumber": other.id_number}
    return [_case("list-buyer-differs", parcel, refused("13127"))]


def another_payer(trade: Trade) -> list[Case]:
    """Let somebody else pay."""
    parcel, other = trade.parcel(), trade.person()
    parcel.payment |= {"payerName": other.name, "payerIdNumber": other.id_number}
    return [_case("payer-differs", parcel, refused("1327"))]


def another_phone(trade: Trade) -> list[Case]:
    """Put another telephone of the receiver on the waybill."""
    parcel, other = trade.parcel(), trade.person()
    parcel.waybill["consigneeTelephone"] = other.phone
    return [_case("receiver-differs", parcel, refused("99104"))]


def another_institution(trade: Trade) -> list[Case]:
    """Pay through another institution than the order names."""
    parcel = trade.parcel()
    other = next(party for party in trade.world.institutions if party != parcel.deal.institution)
    parcel.payment |= {"payCode": other.code, "payName": other.name}
    return [_case("institution-differs", parcel, refused("13035"))]


def another_merchant(trade: Trade) -> list[Case]:
    """Name another merchant on the list than on the order."""
    parcel = trade.parcel()
    other = next(party for party in trade.world.merchants if party != parcel.deal.merchant)
    parcel.declaration |= {"ebcCode": other.code, "ebcName": other.name, "assureCode": parcel.deal.carrier.code}
    return [_case("merchant-differs", parcel, refused("99109"))]


def _mode_field(name: str, mode: str, field: str) -> Plant:
    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel(mode=mode)
        del parcel.declaration[field]
        return [_case(name, parcel, list_rejected("-621001"))]

    return Plant(name, 16, f"{mode} without {field}", 0.6, make)


def order_number_taken(trade: Trade) -> list[Case]:
    """Submit other content under an order number that is alive."""
    parcel = trade.parcel()
    again: Document = parcel.order | {"appTime": parcel.deal.minute + "15", "batchNumbers": "B2"}
    documents = (parcel.order, again, *parcel.documents[1:])
    return [Case("order-number-taken", parcel, steps(*documents, answers={1: rejected("-301010")}))]


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


def second_list(trade: Trade) -> list[Case]:
    """Declare a second list while the first lives."""
    parcel = trade.parcel()
    again = parcel.declaration | {
        "guid": trade.guid(),
        "copNo": parcel.deal.cop_no + "B",
        "appTime": parcel.deal.minute + "58",
    }
    late = Step(Stage.SECOND, again, rejected("-621004"))
    return [Case("second-list", parcel, (*steps(*parcel.documents), late))]


def older_change(trade: Trade) -> list[Case]:
    """Change an order with an appTime before its own: ignored."""
    parcel = trade.parcel()
    older = parcel.order | {"appType": "2", "appTime": parcel.deal.minute + "05", "batchNumbers": "B2"}
    documents = (parcel.order, older, *parcel.documents[1:])
    return [Case("change-older", parcel, steps(*documents, answers={1: rejected("-301014")}))]


def unknown_change(trade: Trade) -> list[Case]:
    """Change an order that nobody submitted: the case never gets one, so its list waits in vain."""
    parcel = trade.parcel()
    parcel.order["appType"] = "2"
    return [
        Case("change-unknown", parcel, steps(*parcel.documents, answers={0: rejected("-301009")}), refused(MISSING))
    ]


def change_after_match(trade: Trade) -> list[Case]:
    """Change an order that is declared already."""
    parcel = trade.parcel()
    change = parcel.order | {"appType": "2", "appTime": parcel.deal.minute + "59", "batchNumbers": "B2"}
    return [
        Case("change-after-match", parcel, (*steps(*parcel.documents), Step(Stage.SECOND, change, rejected("-301011"))))
    ]


def over_single_limit(trade: Trade) -> list[Case]:
    """Buy two items worth more than 5,000 together."""
    lines = (Line(trade.bag(), 2, Decimal(2600)),)
    return [_case("over-single-limit", trade.parcel(lines=lines), list_rejected("-621005"))]


REFUSED: tuple[Plant, ...] = (
    *(_missing(name, part) for name, part in _PARTS.items()),
    Plant("payment-misdirected", 4, "payment under another order's number", 0.4, payment_for_another_order, 2),
    Plant("amount-off", 5, "amount paid off by 0.01", 0.8, underpaid),
    Plant("order-arithmetic", 6, "order's amounts do not add up", 0.8, arithmetic),
    Plant("line-total", 7, "list line: price times quantity", 0.8, line_total),
    Plant("quantity-differs", 8, "quantity differs from the order", 0.8, quantity),
    Plant("line-number-repeated", 9, "line number repeated", 0.8, repeated_line_number),
    Plant("receiver-differs", 10, "receiver's phone differs", 0.8, another_phone),
    Plant("list-buyer-differs", 11, "buyer of list and order differ", 0.8, another_buyer),
    Plant("payer-differs", 12, "payer is not the buyer", 0.8, another_payer),
    Plant("institution-differs", 13, "payment institution differs", 0.8, another_institution),
    Plant("merchant-differs", 14, "merchant of list and order differ", 0.8, another_merchant),
    _mode_field("account-book-absent", "1210", "emsNo"),
    _mode_field("bill-absent", "9610", "billNo"),
    _changed("two-packs", 17, "two packages on one list", LIST, {"packNo": 2}, list_rejected("-621001")),
    _changed("in-dollars", 17, "list in US dollars", LIST, {"currency": "502"}, list_rejected("-621001")),
    _changed("guarantor-strange", 18, "no party", LIST, {"assureCode": "9909990099"}, list_rejected("-621001")),
    Plant("order-number-taken", 19, "order number alive with other content", 0.6, order_number_taken),
    Plant("waybill-number-reused", 20, "waybill number of another order", 0.4, waybill_number_reused, 2),
    Plant("payment-number-reused", 21, "payment number of another order", 0.4, payment_number_reused, 2),
    Plant("second-list", 22, "second list while the first lives", 0.6, second_list),
    Plant("change-older", 23, "change older than what it changes", 0.4, older_change),
    Plant("change-unknown", 23, "change of an unknown order", 0.4, unknown_change),
    Plant("change-after-match", 23, "change of a declared order", 0.4, change_after_match),
    Plant("over-single-limit", 25, "two items over 5,000", 0.8, over_single_limit),
)  # fmt: skip
