"""Export parcels from one seed: a deal, its four documents as papers, and the answers that a sound one gets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from simulator.exports.calendar import Calendar
from simulator.exports.documents import (
    RETAIL,
    SPECIAL_AREA,
    TO_ENTERPRISES,
    TO_WAREHOUSES,
    ExportDeal,
    ExportLine,
    write_list,
    write_order,
    write_receipt,
    write_waybill,
)
from simulator.exports.goods import export_goods
from simulator.exports.papers import Answered, Paper, Phase, answers
from simulator.world import Party, World, read_register

AIRPORT, ZONE = "5141", "3105"
MODES = (RETAIL,) * 8 + (TO_ENTERPRISES, TO_WAREHOUSES)
DESTINATIONS = (("502", "502"), ("502", "502"), ("304", "300"), ("305", "300"), ("303", "303"), ("601", "601"),
                ("132", "132"), ("136", "142"))  # fmt: skip
"""Countries, each with the currency in which its buyers pay; the last pay in yuan."""
WITHOUT_RECEIPT = 0.2
"""Share of parcels whose receipt of payment has not come; the list goes on without it."""
ON_FILE, LOST, TRAVELLED = ("2", "2"), ("2",), ("2", "120")
"""Answers to orders and waybills: given back with their list, never used, and matched."""
REVIEWED, RELEASED, LEFT = ("2", "120", "399"), ("2", "120", "399", "800"), ("2", "120", "399", "800", "899")
"""Answers to lists: until their review, their release, and until they have left."""


@dataclass(frozen=True, slots=True)
class Site:
    """A supervised site that takes exports: who runs it, at which customs."""

    code: str
    operator_code: str
    operator_name: str
    customs_code: str


@dataclass(eq=False, slots=True)
class ExportParcel:
    """A deal with the papers of its order, waybill and list, and of its receipt of payment where there is one."""

    deal: ExportDeal
    day: int
    order: Paper
    waybill: Paper
    listed: Paper
    receipt: Paper | None

    @property
    def papers(self) -> list[Paper]:
        """The papers in the order in which they are sent."""
        found = (self.order, self.receipt, self.waybill, self.listed)
        return [paper for paper in found if paper is not None]

    def told(self, listed: Sequence[str], others: Sequence[str] = TRAVELLED, *, overdue: str | None = None) -> None:
        """Say which answers the list gets, and the documents that it uses."""
        self.listed.told = answers(*listed, overdue=overdue)
        late = [replace_phase(answers(*others), overdue)] if overdue else [answers(*others)]
        self.order.told = self.waybill.told = late[0]
        if self.receipt is not None:
            self.receipt.told = answers(*(TRAVELLED if "120" in listed else LOST))


def replace_phase(told: tuple[Answered, ...], overdue: str | None) -> tuple[Answered, ...]:
    """Return answers of which every one but the first comes with what a deadline brings."""
    return tuple(each._replace(phase=Phase.OVERDUE) if overdue and place else each for place, each in enumerate(told))


class ExportTrade:
    """Makes parcels from one seed. The invariant: serial numbers, and so all business numbers, never repeat."""

    def __init__(self, world: World, seed: int, calendar: Calendar) -> None:
        self.world, self.calendar = world, calendar
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose; nothing secret comes from it
        self._serial = 0
        sites = {row["code"]: row for row in read_register("customs.sites.v1")}
        names = {row["code"]: row["name_zh"] for row in read_register("customs.enterprises.v1")}
        self.sites = {
            code: Site(code, row["operator_code"], names[row["operator_code"]], row["customs_code"])
            for code, row in sites.items()
        }

    def serial(self) -> str:
        """Return the next serial number."""
        self._serial += 1
        return f"{self._serial:07}"

    def guid(self) -> str:
        """Return a record id as enterprises make them: upper-case, 36 characters."""
        return str(UUID(int=self.random.getrandbits(128), version=4)).upper()

    def courier(self, carrier: Party) -> str:
        """Return who transmits for a carrier: itself where it may send for others, else the first that may."""
        return carrier.code if carrier in self.world.couriers else self.world.couriers[0].code

    def basket(self) -> tuple[ExportLine, ...]:
        """Fill a basket of one to three lines, worth less than 5,000 yuan in any currency."""
        draw = self.random
        goods = draw.sample(export_goods(), draw.choice((1, 1, 2, 2, 3)))
        return tuple(ExportLine(good, draw.choice((1, 1, 2, 3)), good.price) for good in goods)

    def parcel(self, day: int, carrier: Party, **given: Any) -> ExportParcel:
        """Make a parcel of a day with which nothing is wrong; whatever of its deal is not given is drawn."""
        draw, world, serial = self.random, self.world, self.serial()
        mode = given.get("mode") or draw.choice(MODES)
        country, currency = draw.choice(DESTINATIONS)
        platform, is_zone = draw.choice(world.platforms), mode == SPECIAL_AREA
        deal = ExportDeal(
            order_no=f"EX{serial}",
            waybill_no=f"EW{serial}CN",
            cop_no=f"EL{serial}",
            payment_no=f"EP{serial}",
            guids=tuple(self.guid() for _ in range(4)),
            time=self.calendar.at(day, Phase.DECLARED),
            platform_code=platform.code,
            platform_name=platform.name,
            merchant=draw.choice(world.merchants),
            carrier=carrier,
            agent=draw.choice(world.agents),
            warehouse=draw.choice(world.warehouses) if is_zone else None,
            customs_code=ZONE if is_zone else AIRPORT,
            mode=mode,
            flag="A" if mode == RETAIL and draw.random() < 0.2 else "B",
            transport="5",
            country=country,
            currency=currency,
            lines=self.basket(),
            freight=Decimal(draw.choice((0, 0, 3, 5))),
        )
        return self.write(replace(deal, **given), day)

    def write(self, deal: ExportDeal, day: int) -> ExportParcel:
        """Write the papers of a deal, whose answers are those of a parcel that leaves."""
        courier, at = self.courier(deal.carrier), deal.time
        has_receipt = self.random.random() >= WITHOUT_RECEIPT
        made = ExportParcel(
            deal=deal,
            day=day,
            order=Paper(write_order(deal), courier, Phase.DECLARED, at, ()),
            waybill=Paper(write_waybill(deal), courier, Phase.DECLARED, at, ()),
            listed=Paper(write_list(deal), courier, Phase.DECLARED, at, ()),
            receipt=Paper(write_receipt(deal), deal.merchant.code, Phase.DECLARED, at, ()) if has_receipt else None,
        )
        made.told(LEFT)
        return made

    def move(self, paper: Paper, day: int, phase: Phase) -> Paper:
        """Let a paper go out in another phase of a day."""
        paper.phase, paper.at = phase, self.calendar.at(day, phase)
        return paper

    def at(self, day: int, phase: Phase) -> datetime:
        """Return when a phase of a day begins."""
        return self.calendar.at(day, phase)
