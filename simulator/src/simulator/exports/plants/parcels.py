"""Faults of parcels that never travel: refused by themselves, by the match, or at their deadline."""

from dataclasses import replace
from decimal import Decimal

from simulator.documents import number
from simulator.exports.documents import SPECIAL_AREA, TO_ENTERPRISES, ExportLine
from simulator.exports.goods import export_goods
from simulator.exports.papers import answers
from simulator.exports.plants.plant import ParcelPlant, PlantedExport, planted
from simulator.exports.trade import LOST, ON_FILE, ExportParcel, ExportTrade

DEAR = Decimal(900)
"""Price of one piece, above 5,000 yuan in dollars."""


def order_missing(trade: ExportTrade, day: int) -> PlantedExport:
    """Send no order: at the deadline the list is refused, the waybill stays on file."""
    parcel = _parcel(trade, day)
    parcel.told(("2",), ON_FILE, overdue="100 99001")
    made = planted("order-missing", [parcel])
    made.papers.remove(parcel.order)
    return made


def waybill_missing(trade: ExportTrade, day: int) -> PlantedExport:
    """Send no waybill: at the deadline the list is refused, the order stays on file."""
    parcel = _parcel(trade, day)
    parcel.told(("2",), ON_FILE, overdue="100 99001")
    made = planted("waybill-missing", [parcel])
    made.papers.remove(parcel.waybill)
    return made


def quantity_differs(trade: ExportTrade, day: int) -> PlantedExport:
    """Order one piece more than is declared; the receipt of payment is of what is declared."""
    parcel = _parcel(trade, day)
    line, deal = parcel.order.document["lines"][0], parcel.deal
    more = deal.lines[0].price
    line |= {"qty": str(deal.lines[0].quantity + 1), "totalPrice": number(deal.lines[0].total + more)}
    parcel.order.document["goodsValue"] = number(deal.value + more)
    return _ordered_otherwise("quantity-differs", parcel)


def price_differs(trade: ExportTrade, day: int) -> PlantedExport:
    """Order at a price that is one cent higher; the receipt of payment is of what is declared."""
    parcel = _parcel(trade, day)
    line, first = parcel.order.document["lines"][0], parcel.deal.lines[0]
    price = first.price + Decimal("0.01")
    line |= {"price": number(price), "totalPrice": number(price * first.quantity)}
    value = parcel.deal.value + Decimal("0.01") * first.quantity
    parcel.order.document["goodsValue"] = number(value)
    return _ordered_otherwise("price-differs", parcel)


def currency_differs(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare in euros what was ordered in dollars."""
    parcel = _parcel(trade, day, country="502", currency="502")
    for line in parcel.listed.document["lines"]:
        line["currency"] = "300"
    return _refused("currency-differs", parcel, "100 99110")


def order_type_wrong(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare a retail order (E) in mode 9710."""
    parcel = _parcel(trade, day, mode=TO_ENTERPRISES)
    parcel.order.document["orderType"] = "E"
    return _refused("order-type-wrong", parcel, "-603001")


def over_b2b_limit(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare goods for 6,000 yuan and more by a B2B list."""
    lines = (ExportLine(export_goods()[0], 1, DEAR),)
    parcel = _parcel(trade, day, mode=TO_ENTERPRISES, lines=lines, country="502", currency="502")
    return _rejected("over-b2b-limit", parcel, "-603002")


def licence_simplified(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare goods under export licence with simplified classification."""
    return _rejected("licence-simplified", _of_code(trade, day, "7106911000", "A"), "-603003")


def heading_unknown(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare goods of a heading that the tariff does not have."""
    return _rejected("heading-unknown", _of_code(trade, day, "9799000000", "A"), "-603004")


def net_above_gross(trade: ExportTrade, day: int) -> PlantedExport:
    """State a net weight above the gross weight."""
    parcel = _parcel(trade, day)
    parcel.listed.document["netWeight"] = number(parcel.deal.gross_kg + 1)
    return _rejected("net-above-gross", parcel, "-602001")


def account_book_absent(trade: ExportTrade, day: int) -> PlantedExport:
    """Declare 1210 without the number of the account book."""
    parcel = _parcel(trade, day, mode=SPECIAL_AREA)
    del parcel.listed.document["emsNo"]
    return _rejected("export-book-absent", parcel, "-602001")


def _parcel(trade: ExportTrade, day: int, **given: object) -> ExportParcel:
    return trade.parcel(day, trade.random.choice(trade.world.couriers), **given)


def _of_code(trade: ExportTrade, day: int, code: str, flag: str) -> ExportParcel:
    good = replace(export_goods()[6], commodity_code=code)
    return _parcel(trade, day, mode="9610", flag=flag, lines=(ExportLine(good, 1, good.price),))


def _refused(name: str, parcel: ExportParcel, told: str) -> PlantedExport:
    """Return a parcel that the match refuses: its order and waybill may be used again."""
    parcel.told(("2", told), ON_FILE)
    return planted(name, [parcel])


def _ordered_otherwise(name: str, parcel: ExportParcel) -> PlantedExport:
    """Return a parcel whose order is worth more than its list, and than was received."""
    made = _refused(name, parcel, "100 1322")
    if parcel.receipt is not None:
        parcel.receipt.told = answers("2", "100 99102")
    return made


def _rejected(name: str, parcel: ExportParcel, told: str) -> PlantedExport:
    """Return a parcel whose list is refused on its own account: nothing else of it is touched."""
    parcel.told((told,), LOST)
    return planted(name, [parcel])


PARCELS: tuple[ParcelPlant, ...] = (
    ParcelPlant("order-missing", 1, "order missing", order_missing),
    ParcelPlant("waybill-missing", 2, "waybill missing", waybill_missing),
    ParcelPlant("quantity-differs", 3, "quantity differs from the order", quantity_differs),
    ParcelPlant("price-differs", 3, "price differs from the order", price_differs),
    ParcelPlant("currency-differs", 4, "currency differs from the order", currency_differs),
    ParcelPlant("over-b2b-limit", 6, "B2B list above 5,000 yuan", over_b2b_limit),
    ParcelPlant("licence-simplified", 7, "goods under licence, simplified", licence_simplified),
    ParcelPlant("heading-unknown", 8, "heading unknown", heading_unknown),
    ParcelPlant("net-above-gross", 9, "net weight above gross weight", net_above_gross),
    ParcelPlant("order-type-wrong", 26, "retail order in 9710", order_type_wrong),
    ParcelPlant("export-book-absent", 27, "1210 without emsNo", account_book_absent),
)
