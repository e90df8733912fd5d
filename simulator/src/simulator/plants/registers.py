"""Planted faults against what is on file: enterprises that are not registered, goods that the positive list refuses."""

from simulator.case import Case, Plant, list_rejected, refused, rejected, steps
from simulator.documents import Line
from simulator.parcel import Trade
from simulator.plants.rejected import LIST, ORDER, WAYBILL
from simulator.world import UNREGISTERED

NOT_REGISTERED = "-10102"
OFF_LIST = "99204"

BONDED_ONLY, LICENSED = "18050000", "33053000"
"""Codes of the list with a remark: for bonded trade only; with a licence outside the pilot cities."""


def unregistered_merchant(trade: Trade) -> list[Case]:
    """Sell under a code that the register does not have: order and list name it."""
    parcel = trade.parcel()
    stranger = {"ebcCode": UNREGISTERED, "ebcName": "样例无名贸易有限公司"}
    parcel.order |= stranger
    parcel.declaration |= stranger | {"assureCode": parcel.deal.carrier.code}
    answers = {ORDER: rejected(NOT_REGISTERED), LIST: rejected(NOT_REGISTERED)}
    return [
        Case(
            "merchant-unregistered",
            parcel,
            steps(*parcel.documents, answers=answers),
            list_rejected(NOT_REGISTERED),
        )
    ]


def carrier_in_another_role(trade: Trade) -> list[Case]:
    """Let a customs agent carry the parcel: it is registered, but not as a carrier."""
    parcel = trade.parcel()
    agent = next(party for party in trade.world.agents if "carrier" not in party.roles)
    stranger = {"logisticsCode": agent.code, "logisticsName": agent.name}
    parcel.waybill |= stranger
    parcel.declaration |= stranger | {"assureCode": parcel.deal.merchant.code}
    answers = {WAYBILL: rejected(NOT_REGISTERED), LIST: rejected(NOT_REGISTERED)}
    return [
        Case("carrier-role-missing", parcel, steps(*parcel.documents, answers=answers), list_rejected(NOT_REGISTERED))
    ]


def unregistered_warehouse(trade: Trade) -> list[Case]:
    """Declare bonded goods from a warehouse that the register does not have."""
    parcel = trade.parcel(mode="1210")
    parcel.declaration |= {"areaCode": UNREGISTERED, "areaName": "演示无名仓供应链有限公司"}
    answers = {LIST: rejected(NOT_REGISTERED)}
    return [
        Case("warehouse-unregistered", parcel, steps(*parcel.documents, answers=answers), list_rejected(NOT_REGISTERED))
    ]


def off_the_list(trade: Trade) -> list[Case]:
    """Sell an article whose code is not on the positive list."""
    good = trade.random.choice(trade.assortment.unlisted())
    parcel = trade.parcel(lines=(Line(good, 1, good.price),))
    return [Case("off-the-list", parcel, steps(*parcel.documents), refused(OFF_LIST))]


def bonded_only(trade: Trade) -> list[Case]:
    """Send by direct purchase what the list admits as bonded goods only."""
    good = trade.good(BONDED_ONLY)
    parcel = trade.parcel(lines=(Line(good, 2, good.price),), mode="9610")
    return [Case("bonded-only-direct", parcel, steps(*parcel.documents), refused(OFF_LIST))]


def bonded_only_bonded(trade: Trade) -> list[Case]:
    """Sell the same as bonded goods: it is released."""
    good = trade.good(BONDED_ONLY)
    parcel = trade.parcel(lines=(Line(good, 2, good.price),), mode="1210")
    return [Case("bonded-only-bonded", parcel, steps(*parcel.documents))]


def licence_absent(trade: Trade) -> list[Case]:
    """Declare under 1239, without a licence, what the list admits there with one."""
    good = trade.good(LICENSED)
    parcel = trade.parcel(lines=(Line(good, 1, good.price),), mode="1239")
    return [Case("licence-absent", parcel, steps(*parcel.documents), refused(OFF_LIST))]


def licence_present(trade: Trade) -> list[Case]:
    """Declare the same with its licence: it is released."""
    good = trade.good(LICENSED)
    parcel = trade.parcel(lines=(Line(good, 1, good.price),), mode="1239")
    parcel.declaration["licenseNo"] = f"XK{trade.random.randint(0, 10**8 - 1):08}"
    return [Case("licence-present", parcel, steps(*parcel.documents))]


REGISTERS: tuple[Plant, ...] = (
    Plant("merchant-unregistered", 15, "merchant is not registered", 0.4, unregistered_merchant),
    Plant("carrier-role-missing", 15, "carrier is registered as an agent only", 0.2, carrier_in_another_role),
    Plant("warehouse-unregistered", 15, "bonded warehouse is not registered", 0.2, unregistered_warehouse),
    Plant("off-the-list", 24, "goods off the positive list", 0.6, off_the_list),
    Plant("bonded-only-direct", 24, "bonded-only goods by direct purchase", 0.2, bonded_only),
    Plant("licence-absent", 24, "1239 without the licence that the list asks for", 0.2, licence_absent),
)
ADMITTED: tuple[Plant, ...] = (
    Plant("bonded-only-bonded", 0, "bonded-only goods as bonded goods", 0.2, bonded_only_bonded),
    Plant("licence-present", 0, "1239 with the licence that the list asks for", 0.2, licence_present),
)
