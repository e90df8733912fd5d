"""Planted cases that look odd and must be released: late, repeated, out of order, oddly written, exactly at a limit."""

from decimal import Decimal

from yidian.trade.case import DUPLICATE, Case, Plant, Stage, steps
from yidian.trade.documents import Line, number
from yidian.trade.parcel import Trade


def list_first(trade: Trade) -> list[Case]:
    """Send the list before everything else."""
    parcel = trade.parcel()
    order, payment, waybill, declaration = parcel.documents
    return [Case("list-first", parcel, (*steps(declaration), *steps(waybill, payment, order, stage=Stage.SECOND)))]


def payment_late(trade: Trade) -> list[Case]:
    """Send the payment minutes after the rest, but in time."""
    parcel = trade.parcel()
    order, payment, waybill, declaration = parcel.documents
    return [Case("payment-late", parcel, (*steps(order, waybill, declaration), *steps(payment, stage=Stage.SECOND)))]


def all_repeated(trade: Trade) -> list[Case]:
    """Send all four documents a second time, as a courier does after a lost answer."""
    parcel = trade.parcel()
    again = steps(*parcel.documents, stage=Stage.SECOND, answers=dict.fromkeys(range(4), DUPLICATE))
    return [Case("all-repeated", parcel, (*steps(*parcel.documents), *again))]


def repeated_at_once(trade: Trade) -> list[Case]:
    """Send a document twice in one request, under another guid."""
    parcel = trade.parcel()
    again = parcel.order | {"guid": trade.guid()}
    documents = (parcel.order, again, *parcel.documents[1:])
    return [Case("repeated-at-once", parcel, steps(*documents, answers={1: DUPLICATE}))]


def same_guid(trade: Trade) -> list[Case]:
    """Give all documents of two orders one guid."""
    cases = []
    guid = trade.guid()
    for _ in range(2):
        parcel = trade.parcel()
        for document in parcel.documents:
            document["guid"] = guid
        cases.append(Case("same-guid", parcel, steps(*parcel.documents)))
    return cases


def same_order_number(trade: Trade) -> list[Case]:
    """Use one order number on two platforms."""
    one, two = trade.world.platforms[:2]
    first = trade.parcel(platform=one)
    second = trade.parcel(platform=two, order_no=first.deal.order_no)
    return [Case("same-order-number", parcel, steps(*parcel.documents)) for parcel in (first, second)]


def two_waybills(trade: Trade) -> list[Case]:
    """Send two waybills for one order; the list names one."""
    parcel = trade.parcel()
    other = parcel.waybill | {"guid": trade.guid(), "logisticsNo": parcel.deal.waybill_no + "B"}
    return [Case("two-waybills", parcel, steps(other, *parcel.documents))]


def order_changed(trade: Trade) -> list[Case]:
    """Change an order before the list comes: what was first stated would not match."""
    parcel = trade.parcel()
    deal = parcel.deal
    first = parcel.order | {
        "freight": number(deal.freight + 1), "acturalPaid": number(deal.paid + 1), "guid": trade.guid(),
    }  # fmt: skip
    changed = parcel.order | {"appType": "2", "appTime": deal.minute + "30"}
    return [Case("order-changed", parcel, steps(first, changed, *parcel.documents[1:]))]


def payment_sent_again(trade: Trade) -> list[Case]:
    """Delete a payment and send it again with a newer appTime, all before the list."""
    parcel = trade.parcel()
    order, payment, waybill, declaration = parcel.documents
    minute = parcel.deal.minute
    deleted = payment | {"appType": "3", "appTime": minute + "35"}
    again = payment | {"appTime": minute + "45"}
    return [
        Case(
            "payment-sent-again",
            parcel,
            (*steps(order, payment, waybill), *steps(deleted, again, declaration, stage=Stage.SECOND)),
        )
    ]


def full_width_blanks(trade: Trade) -> list[Case]:
    """Write names with full-width blanks and telephones with dashes."""
    parcel = trade.parcel()
    name, phone = parcel.deal.buyer.name, parcel.deal.buyer.phone
    parcel.payment["payerName"] = f"{name[0]}\u3000{name[1:]}"
    parcel.declaration["buyerName"] = f"{name}\u3000"
    parcel.waybill |= {"consignee": f" {name}", "consigneeTelephone": f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"}
    return [Case("full-width-blanks", parcel, steps(*parcel.documents))]


def lower_case_x(trade: Trade) -> list[Case]:
    """Write the check character of an identity number as a small x on the payment."""
    parcel = trade.parcel(buyer=trade.person(check_character="X"))
    parcel.payment["payerIdNumber"] = parcel.deal.buyer.id_number.lower()
    return [Case("lower-case-x", parcel, steps(*parcel.documents))]


def exactly_at_limit(trade: Trade) -> list[Case]:
    """Buy two items for exactly 5,000.00 with freight."""
    lines = (Line(trade.bag(), 2, Decimal(2490)),)
    parcel = trade.parcel(lines=lines, freight=Decimal(20))
    return [Case("exactly-at-limit", parcel, steps(*parcel.documents))]


def exactly_at_annual_limit(trade: Trade) -> list[Case]:
    """Let one buyer order for exactly 26,000.00 in the year, all at once."""
    buyer = trade.person()
    prices = (5000, 5000, 5000, 5000, 5000, 1000)
    cases = []
    for price in prices:
        lines = (Line(trade.bag(), 1, Decimal(price)),)
        parcel = trade.parcel(lines=lines, buyer=buyer, freight=Decimal(0))
        cases.append(Case("exactly-annual-limit", parcel, steps(*parcel.documents)))
    return cases


def one_bag_over_limit(trade: Trade) -> list[Case]:
    """Buy one bag over 5,000: it stays in the channel at full tax."""
    lines = (Line(trade.bag(), 1, Decimal(6800)),)
    parcel = trade.parcel(lines=lines)
    return [Case("one-bag-over-limit", parcel, steps(*parcel.documents))]


ODD: tuple[Plant, ...] = (
    Plant("list-first", 0, "list first", 1.0, list_first),
    Plant("payment-late", 0, "payment late, in time", 1.4, payment_late),
    Plant("all-repeated", 0, "every document repeated", 2.0, all_repeated),
    Plant("repeated-at-once", 0, "repeated in one request", 1.0, repeated_at_once),
    Plant("same-guid", 0, "one guid for two orders", 0.4, same_guid, 2),
    Plant("same-order-number", 0, "one order number on two platforms", 0.4, same_order_number, 2),
    Plant("two-waybills", 0, "two waybills", 0.6, two_waybills),
    Plant("order-changed", 0, "order changed before the list", 0.6, order_changed),
    Plant("payment-sent-again", 0, "payment deleted and sent again", 0.4, payment_sent_again),
    Plant("full-width-blanks", 0, "full-width blanks", 0.8, full_width_blanks),
    Plant("lower-case-x", 0, "lower-case x", 0.6, lower_case_x),
    Plant("exactly-at-limit", 0, "exactly 5,000.00", 0.4, exactly_at_limit),
    Plant("exactly-annual-limit", 0, "exactly 26,000.00 in the year", 0.2, exactly_at_annual_limit, 6),
    Plant("one-bag-over-limit", 0, "one bag over 5,000", 0.4, one_bag_over_limit),
)
