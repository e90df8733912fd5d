"""Planted cases that an agency holds: guarantee, licence of the payment institution, alert; and what officers do."""

from simulator.case import ALERTED, RELEASED, Case, Outcome, Plant, held, steps
from simulator.documents import Line
from simulator.parcel import Parcel, Trade
from simulator.world import Party

GUARANTEE = "99301"
LICENCE = "99401"
OFFICER = "1300"
SHIPPED_BACK = Outcome("700", frozenset({OFFICER}))


def short_of_guarantee(trade: Trade) -> Parcel:
    """Make a parcel of a merchant whose guarantee is smaller than any tax, and stays so."""
    return _guaranteed_by(trade, trade.world.short_of_guarantee)


def _guaranteed_by(trade: Trade, merchant: Party) -> Parcel:
    return trade.parcel(merchant=merchant, guarantor=merchant)


def guarantee_short(trade: Trade) -> list[Case]:
    """Let a merchant guarantee whose guarantee is smaller than any tax."""
    parcel = short_of_guarantee(trade)
    return [Case("guarantee-short", parcel, steps(*parcel.documents), held(GUARANTEE))]


def guarantee_topped_up(trade: Trade) -> list[Case]:
    """The same with a merchant whose guarantee two persons top up while the parcel waits."""
    parcel = _guaranteed_by(trade, trade.world.to_be_topped_up)
    return [Case("guarantee-topped-up", parcel, steps(*parcel.documents), passes=held(GUARANTEE))]


def licence_expired(trade: Trade) -> list[Case]:
    """Pay through an institution whose licence has expired."""
    parcel = trade.parcel(institution=trade.world.unlicensed)
    return [Case("licence-expired", parcel, steps(*parcel.documents), held(LICENCE))]


def licence_overlooked(trade: Trade) -> list[Case]:
    """The same, released by an officer of foreign exchange."""
    parcel = trade.parcel(institution=trade.world.unlicensed)
    sent = steps(*parcel.documents)
    return [Case("licence-overlooked", parcel, sent, finding=("forex", "RELEASE"), passes=held(LICENCE))]


def _alerted(name: str, action: str, outcome: Outcome, trade: Trade) -> list[Case]:
    good = trade.random.choice(trade.assortment.alerted())
    parcel = trade.parcel(lines=(Line(good, 2, good.price),))
    return [Case(name, parcel, steps(*parcel.documents), outcome, finding=("inspection", action), passes=ALERTED)]


def shipped_back(trade: Trade) -> list[Case]:
    """Ship goods under an alert: an inspector has them shipped back."""
    return _alerted("alert-shipped-back", "SHIP_BACK", SHIPPED_BACK, trade)


def treated(trade: Trade) -> list[Case]:
    """Ship goods under an alert: an inspector has them treated and released."""
    return _alerted("alert-treated", "TREAT", RELEASED, trade)


HELD: tuple[Plant, ...] = (
    Plant("guarantee-short", 27, "guarantee too small", 0.6, guarantee_short),
    Plant("guarantee-topped-up", 27, "guarantee too small, topped up by two persons", 0.2, guarantee_topped_up),
    Plant("licence-expired", 28, "licence of the institution expired", 0.6, licence_expired),
    Plant("licence-overlooked", 28, "licence expired, released by an officer", 0.4, licence_overlooked),
    Plant("alert-shipped-back", 29, "alert, shipped back", 0.4, shipped_back),
    Plant("alert-treated", 29, "alert, treated and released", 0.4, treated),
)
