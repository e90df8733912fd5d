"""Planted faults of one document by itself, or against what is on file: it is rejected with a negative code."""

from decimal import Decimal

from simulator.case import MISSING, Case, Plant, Stage, Step, list_rejected, refused, rejected, steps
from simulator.documents import Document, Line, number
from simulator.parcel import Parcel, Trade
from simulator.world import UNREGISTERED

FORM = "-999999"
"""What the gateway answers for a record that fails the format check (CEB900)."""

ORDER, PAYMENT, WAYBILL, LIST = range(4)


def _list_with(name: str, row: int, title: str, change: dict[str, object]) -> Plant:
    """Plant by overwriting fields of a list."""

    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel()
        parcel.declaration.update(change)
        return [_list_rejected(name, parcel, "-621001")]

    return Plant(name, row, title, 0.8, make)


def _list_rejected(name: str, parcel: Parcel, code: str) -> Case:
    return Case(name, parcel, steps(*parcel.documents, answers={LIST: rejected(code)}), list_rejected(code))


def arithmetic(trade: Trade) -> list[Case]:
    """State an order whose amounts do not add up: it is rejected, so the list never finds it."""
    parcel = trade.parcel()
    parcel.order["acturalPaid"] = number(parcel.deal.paid + 1)
    return [
        Case(
            "order-arithmetic", parcel, steps(*parcel.documents, answers={ORDER: rejected("-301008")}), refused(MISSING)
        )
    ]


def broken_form(trade: Trade) -> list[Case]:
    """Leave out a mandatory field of an order: the gateway refuses its form, so the list never finds it."""
    parcel = trade.parcel()
    del parcel.order["goodsValue"]
    return [Case("form-broken", parcel, steps(*parcel.documents, answers={ORDER: rejected(FORM)}), refused(MISSING))]


def line_total(trade: Trade) -> list[Case]:
    """State a list line whose total is not price times quantity."""
    parcel = trade.parcel()
    line = parcel.declaration["lines"][0]
    line["totalPrice"] = number(Decimal(line["totalPrice"]) + 2)
    return [_list_rejected("line-total", parcel, "-621001")]


def repeated_line_number(trade: Trade) -> list[Case]:
    """Number two list lines alike."""
    lines = tuple(Line(good, 1, good.price) for good in trade.random.sample(trade.assortment.of("1905"), 2))
    parcel = trade.parcel(lines=lines)
    parcel.declaration["lines"][1]["gnum"] = 1
    return [_list_rejected("line-number-repeated", parcel, "-621027")]


def _mode_field(name: str, mode: str, field: str) -> Plant:
    def make(trade: Trade) -> list[Case]:
        parcel = trade.parcel(mode=mode)
        del parcel.declaration[field]
        return [_list_rejected(name, parcel, "-621001")]

    return Plant(name, 16, f"{mode} without {field}", 0.6, make)


def order_number_taken(trade: Trade) -> list[Case]:
    """Submit other content under an order number that is alive."""
    parcel = trade.parcel()
    again: Document = parcel.order | {"appTime": parcel.deal.minute + "15", "batchNumbers": "B2"}
    documents = (parcel.order, again, *parcel.documents[1:])
    return [Case("order-number-taken", parcel, steps(*documents, answers={1: rejected("-301010")}))]


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
    return [_list_rejected("over-single-limit", trade.parcel(lines=lines), "-621005")]


REJECTED: tuple[Plant, ...] = (
    Plant("order-arithmetic", 6, "order's amounts do not add up", 0.8, arithmetic),
    Plant("form-broken", 0, "mandatory field of an order missing", 0.4, broken_form),
    Plant("line-total", 7, "list line: price times quantity", 0.8, line_total),
    Plant("line-number-repeated", 9, "line number repeated", 0.8, repeated_line_number),
    _mode_field("account-book-absent", "1210", "emsNo"),
    _mode_field("bill-absent", "9610", "billNo"),
    _list_with("two-packs", 17, "two packages on one list", {"packNo": 2}),
    _list_with("in-dollars", 17, "list in US dollars", {"currency": "502"}),
    _list_with("guarantor-strange", 18, "guarantor is no party", {"assureCode": UNREGISTERED}),
    Plant("order-number-taken", 19, "order number alive with other content", 0.6, order_number_taken),
    Plant("second-list", 22, "second list while the first lives", 0.6, second_list),
    Plant("change-older", 23, "change older than what it changes", 0.4, older_change),
    Plant("change-unknown", 23, "change of an unknown order", 0.4, unknown_change),
    Plant("change-after-match", 23, "change of a declared order", 0.4, change_after_match),
    Plant("over-single-limit", 25, "two items over 5,000", 0.8, over_single_limit),
)  # fmt: skip
