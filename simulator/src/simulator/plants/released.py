"""Planted cases that look odd and must be released: late, repeated, out of order, oddly written, exactly at a limit."""

from decimal import Decimal

from simulator.case import DUPLICATE, Case, Plant, Stage, Tax, steps
from simulator.documents import Line, number
from simulator.parcel import Trade


def list_first(trade: Trade) -> list[Case]:
    """Send the list before everything else."""
    parcel = trade.parcel()
    order, payment, waybill, declaration = parcel.documents
    return [Case("list-first", parcel, (*steps(declaration), *steps(waybill, payment, order, stage=Stage.LATE)))]


def payment_late(trade: Trade) -> list[Case]:
    """Send the payment minutes after the rest, but in time."""
    parcel = trade.parcel()
    order, payment, waybill, declaration = parcel.documents
    return [Case("payment-late", parcel, (*steps(order, waybill, declaration), *steps(payment, stage=Stage.LATE)))]


def all_repeated(trade: Trade) -> list[Case]:
    """Send all four documents a second time, as a courier does after a lost answer."""
    parcel = trade.parcel()
    again = steps(*parcel.documents, stage=Stage.LATE, answers=dict.fromkeys(range(4), DUPLICATE))
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
    """Change an order before the list comes: the order as first stated would not match."""
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
            (*steps(order, payment, waybill), *steps(deleted, again, declaration, stage=Stage.LATE)),
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


def one_bag_over_limit(trade: Trade) -> list[Case]:
    """Buy one bag for 6,800: it stays in the channel, at 6 % duty and 13 % VAT on 7,208, neither of them reduced."""
    due = Tax(duty=Decimal("408.00"), consumption=Decimal("0.00"), vat=Decimal("937.04"))
    return [_taxed("one-bag-over-limit", trade, Line(trade.bag(), 1, Decimal(6800)), due)]


CREAM = "YD0181"
"""A cream of 20 grams: 10 yuan a gram is 200.00."""


def cosmetics_below(trade: Trade) -> list[Case]:
    """Buy cosmetics at 9.99 a gram: no consumption tax; 70 % of 13 % VAT on 199.80."""
    due = Tax(duty=Decimal("0.00"), consumption=Decimal("0.00"), vat=Decimal("18.18"))
    return [_taxed("cosmetics-below", trade, Line(trade.article(CREAM), 1, Decimal("199.80")), due)]


def cosmetics_at(trade: Trade) -> list[Case]:
    """Buy cosmetics at 10.00 a gram: 70 % of 15 % in 100 on 200.00, and of 13 % VAT on 235.29412."""
    due = Tax(duty=Decimal("0.00"), consumption=Decimal("24.71"), vat=Decimal("21.41"))
    return [_taxed("cosmetics-at", trade, Line(trade.article(CREAM), 1, Decimal("200.00")), due)]


def book(trade: Trade) -> list[Case]:
    """Buy a book for 100.00: 70 % of 9 % VAT."""
    due = Tax(duty=Decimal("0.00"), consumption=Decimal("0.00"), vat=Decimal("6.30"))
    return [_taxed("reduced-vat", trade, Line(trade.good("4901"), 1, Decimal(100)), due)]


def _taxed(name: str, trade: Trade, line: Line, due: Tax) -> Case:
    parcel = trade.parcel(lines=(line,), freight=Decimal(0))
    return Case(name, parcel, steps(*parcel.documents), tax=due)


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
    Plant("one-bag-over-limit", 0, "one bag over 5,000, at full tax", 0.4, one_bag_over_limit),
    Plant("cosmetics-below", 0, "cosmetics at 9.99 a gram, without consumption tax", 0.2, cosmetics_below),
    Plant("cosmetics-at", 0, "cosmetics at 10.00 a gram, with consumption tax", 0.2, cosmetics_at),
    Plant("reduced-vat", 0, "a book, at 9 % VAT", 0.2, book),
)
