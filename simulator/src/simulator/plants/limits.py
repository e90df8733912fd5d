"""
Planted cases on the ledgers of a buyer's year: 26,000 yuan in all, and quantities that the positive list limits.

What a buyer has used before is used by parcels of the first round, so nothing has to be seeded.
"""

from decimal import Decimal

from simulator.case import ALERTED, RELEASED, Case, Outcome, Plant, Stage, list_rejected, refused, steps
from simulator.documents import Line
from simulator.parcel import Trade
from simulator.people import Person
from simulator.plants.held import SHIPPED_BACK
from simulator.plants.registers import OFF_LIST

OVER_THE_YEAR = list_rejected("-621018")
PRELOAD = (5000, 5000, 5000, 5000, 5000, 900)
"""Prices of single articles that use 25,900 of the 26,000 yuan; each is within the limit of a transaction."""

SYRUP, YEAST, PROTEIN = "YD0002", "YD0058", "YD0067"
"""0.66, 0.125 and 2.27 kg each: of syrup 2 kg a year, of yeast and protein 5 kg together."""


def _bag(name: str, trade: Trade, buyer: Person, price: int, stage: Stage, outcome: Outcome = RELEASED) -> Case:
    parcel = trade.parcel(lines=(Line(trade.bag(), 1, Decimal(price)),), buyer=buyer, freight=Decimal(0))
    return Case(name, parcel, steps(*parcel.documents, stage=stage), outcome)


def annual_limit(trade: Trade) -> list[Case]:
    """Let a buyer who has used 25,900 order for 101 more."""
    name, buyer = "annual-limit", trade.person()
    before = [_bag(name, trade, buyer, price, Stage.FIRST) for price in PRELOAD]
    return [*before, _bag(name, trade, buyer, 101, Stage.SECOND, OVER_THE_YEAR)]


def annual_limit_contested(trade: Trade) -> list[Case]:
    """Let a buyer who has used 25,900 order twice for 100 at once: exactly one of the two is released."""
    name, buyer = "annual-limit-contested", trade.person()
    cases = [_bag(name, trade, buyer, price, Stage.FIRST) for price in PRELOAD]
    for outcome in (RELEASED, OVER_THE_YEAR):
        parcel = trade.parcel(lines=(Line(trade.bag(), 1, Decimal(100)),), buyer=buyer, freight=Decimal(0))
        sent = steps(*parcel.documents, stage=Stage.SECOND)
        cases.append(Case(name, parcel, sent, outcome, contest=buyer.id_number))
    return cases


def freed_by_shipping_back(trade: Trade) -> list[Case]:
    """
    Let a buyer who has used 25,900 get 900 of them back, for goods that an inspector ships back, and order for 1,000.

    That the last parcel is released proves that the amount was freed: otherwise it would be 900 over the limit.
    """
    name, buyer = "alert-freed", trade.person()
    *before, last = PRELOAD
    cases = [_bag(name, trade, buyer, price, Stage.FIRST) for price in before]
    good = trade.random.choice(trade.assortment.alerted())
    parcel = trade.parcel(lines=(Line(good, 1, Decimal(last)),), buyer=buyer, freight=Decimal(0))
    stopped = Case(
        name, parcel, steps(*parcel.documents), SHIPPED_BACK, finding=("inspection", "SHIP_BACK"), passes=ALERTED
    )
    return [*cases, stopped, _bag(name, trade, buyer, 1000, Stage.SECOND)]


def _goods(name: str, trade: Trade, buyer: Person, stage: Stage, outcome: Outcome, **quantities: int) -> Case:
    """Make a case of articles by item number, bought directly at their own prices."""
    articles = {trade.article(item_no): quantity for item_no, quantity in quantities.items()}
    lines = tuple(Line(good, quantity, good.price) for good, quantity in articles.items())
    parcel = trade.parcel(lines=lines, buyer=buyer, mode="9610")
    return Case(name, parcel, steps(*parcel.documents, stage=stage), outcome)


def quantity_at_once(trade: Trade) -> list[Case]:
    """Buy 2.64 kg of syrup at once."""
    return [_goods("quantity-at-once", trade, trade.person(), Stage.FIRST, refused(OFF_LIST), **{SYRUP: 4})]


def quantity_in_the_year(trade: Trade) -> list[Case]:
    """Buy 1.98 kg of syrup, which is just within, and then a jar more."""
    name, buyer = "quantity-in-the-year", trade.person()
    return [
        _goods(name, trade, buyer, Stage.FIRST, RELEASED, **{SYRUP: 3}),
        _goods(name, trade, buyer, Stage.SECOND, refused(OFF_LIST), **{SYRUP: 1}),
    ]


def quantity_together(trade: Trade) -> list[Case]:
    """Buy 4.54 kg of protein and then 0.5 kg of yeast: each alone would be within, together they are not."""
    name, buyer = "quantity-together", trade.person()
    return [
        _goods(name, trade, buyer, Stage.FIRST, RELEASED, **{PROTEIN: 2}),
        _goods(name, trade, buyer, Stage.SECOND, refused(OFF_LIST), **{YEAST: 4}),
    ]


def quantity_just_within(trade: Trade) -> list[Case]:
    """Buy 4.915 kg of protein and yeast together."""
    quantities = {PROTEIN: 2, YEAST: 3}
    return [_goods("quantity-just-within", trade, trade.person(), Stage.FIRST, RELEASED, **quantities)]


def exactly_at_annual_limit(trade: Trade) -> list[Case]:
    """Let one buyer order for exactly 26,000.00 in the year, all at once."""
    buyer = trade.person()
    *most, last = PRELOAD
    return [_bag("exactly-annual-limit", trade, buyer, price, Stage.FIRST) for price in (*most, last + 100)]


LIMITS: tuple[Plant, ...] = (
    Plant("quantity-at-once", 24, "more than a person's year in one parcel", 0.2, quantity_at_once),
    Plant("quantity-in-the-year", 24, "more than a person's year in two parcels", 0.2, quantity_in_the_year, 2),
    Plant("quantity-together", 24, "more than a person's year of two codes together", 0.2, quantity_together, 2),
    Plant("annual-limit", 26, "101 more with 25,900 used", 0.1, annual_limit, 7),
    Plant("annual-limit-contested", 26, "twice 100 with 25,900 used: one of them", 0.1, annual_limit_contested, 8),
    Plant("alert-freed", 29, "shipped back, and the amount used again", 0.1, freed_by_shipping_back, 7),
)
WITHIN: tuple[Plant, ...] = (
    Plant("exactly-annual-limit", 0, "exactly 26,000.00 in the year", 0.1, exactly_at_annual_limit, 6),
    Plant("quantity-just-within", 0, "just within the quantities of a year", 0.2, quantity_just_within),
)
