"""The generated month of exports: a fixed seed gives the same parcels, bills, plants and requests every time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.exports import bills
from simulator.exports.calendar import Calendar
from simulator.exports.consolidating import Asked, is_to_be_consolidated, requests
from simulator.exports.papers import Finding, Paper
from simulator.exports.plants.bills import BILL_FAULTS
from simulator.exports.plants.parcels import PARCELS
from simulator.exports.plants.plant import BillPlant, ParcelPlant, PlantedExport, of_bill
from simulator.exports.plants.traps import BILL_TRAPS, SOUND
from simulator.exports.trade import ExportParcel, ExportTrade
from simulator.world import World

SEED = 20251201
PARCELS_OF_A_ROUND = 300
"""Among so many parcels every plant is there once."""
BILL_SIZE = 22
"""Parcels of a bill, about."""
FEWEST_OF_A_BILL = 8
EDGES = (
    (-34, datetime.fromisoformat("2025-10-28T17:00:00+08:00")),
    (30, datetime.fromisoformat("2025-12-31T23:59:59+08:00")),
    (30, datetime.fromisoformat("2026-01-01T00:00:00+08:00")),
)
"""Days and departures of bills at the edges of months; each is planted once in a month."""
FAULTS: tuple[ParcelPlant | BillPlant, ...] = tuple(sorted((*PARCELS, *BILL_FAULTS), key=lambda plant: plant.row))
TRAPS: tuple[BillPlant, ...] = (*BILL_TRAPS, *SOUND)


class TooFewExports(ValueError):
    """Not every plant would fit."""


@dataclass(frozen=True)
class ExportMonth:
    """
    What is played. planted: bills and parcels. asked: requests to consolidate.

    left: when a parcel leaves, by the paper of its list.
    """

    planted: tuple[PlantedExport, ...]
    asked: tuple[Asked, ...]
    left: dict[Paper, datetime]

    @property
    def parcels(self) -> list[ExportParcel]:
        """Every parcel."""
        return [parcel for one in self.planted for parcel in one.parcels]

    @property
    def findings(self) -> list[Finding]:
        """Every finding of an officer."""
        return [finding for one in self.planted for finding in one.findings]

    def papers(self) -> list[Paper]:
        """Every paper in the order in which they go out."""
        every = [paper for one in self.planted for paper in one.papers]
        every += [asked.paper for asked in self.asked]
        return sorted(every, key=lambda paper: (paper.at, paper.phase))

    def consolidated_lists(self) -> dict[Paper, str | None]:
        """Return of each list that must be consolidated the request that takes it, None for none: it is due."""
        taken: dict[Paper, str | None] = {}
        for parcel in self.parcels:
            if is_to_be_consolidated(parcel) and parcel.listed in self.left:
                by = (asked.cop_no for asked in self.asked if asked.takes(parcel, self.left[parcel.listed]))
                taken[parcel.listed] = next(by, None)
        return taken


def generate(world: World, *, parcels: int, calendar: Calendar, seed: int = SEED) -> ExportMonth:
    """
    Generate exactly `parcels` parcels, the faults first.

    Raises TooFewExports where not every plant can be there once.
    """
    trade = ExportTrade(world, seed, calendar)
    rounds = max(1, parcels // PARCELS_OF_A_ROUND)
    planted = [plant.make(trade, _day(trade)) for _ in range(rounds) for plant in PARCELS]
    kinds = [plant for _ in range(rounds) for plant in (*BILL_FAULTS, *BILL_TRAPS, SOUND[0])]
    edges = EDGES if calendar.is_month else ()
    left = parcels - sum(len(one.parcels) for one in planted)
    kinds += [SOUND[1]] * max(1, left // BILL_SIZE - len(kinds) - len(edges))
    sizes = _sizes(left, len(kinds) + len(edges))
    for plant, size in zip(kinds, sizes, strict=False):
        planted.append(plant.make(trade, _day(trade), size))
    for (day, at), size in zip(edges, sizes[len(kinds) :], strict=True):
        planted.append(_at_the_edge(trade, day, at, size))
    departures = _departures(planted)
    return ExportMonth(tuple(planted), tuple(requests(trade, planted, departures)), departures)


def _day(trade: ExportTrade) -> int:
    return trade.random.randrange(trade.calendar.days)


def _sizes(parcels: int, count: int) -> list[int]:
    if parcels < count * FEWEST_OF_A_BILL:
        raise TooFewExports(
            f"too few exports to plant every fault once: {count * FEWEST_OF_A_BILL - parcels} are short"
        )
    return [parcels // count + (place < parcels % count) for place in range(count)]


def _at_the_edge(trade: ExportTrade, day: int, at: datetime, size: int) -> PlantedExport:
    """Return a bill that leaves at an instant."""
    bill = bills.of(trade, day, size)
    bill.listed(bill.waybills)
    bill.arrived(bill.waybills)
    bill.departed(bill.waybills, at=at)
    return of_bill("sound-bill", bill)


def _departures(planted: Iterable[PlantedExport]) -> dict[Paper, datetime]:
    """Return when each parcel leaves that does, by its list: those of which a departure is on file."""
    left: dict[str, datetime] = {}
    owners: defaultdict[str, list[Paper]] = defaultdict(list)
    for one in planted:
        for parcel in one.parcels:
            if "899" in (told.status for told in parcel.listed.told):
                owners[parcel.deal.waybill_no].append(parcel.listed)
        left |= dict(_leaving(one))
    return {listed: left[waybill_no] for waybill_no, lists in owners.items() for listed in lists}


def _leaving(one: PlantedExport) -> Iterator[tuple[str, datetime]]:
    for paper in one.papers:
        if paper.document["type"] == "departure" and paper.told[0].status == "2":
            for line in paper.document["lines"]:
                yield line["logisticsNo"], paper.at - timedelta(microseconds=paper.at.microsecond)
