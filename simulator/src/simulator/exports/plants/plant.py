"""What a plant is: a name, its row in the table of planted exports, and how it is planted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from simulator.exports.bills import Bill
from simulator.exports.papers import Finding, Paper, Planted
from simulator.exports.trade import ExportParcel, ExportTrade


@dataclass(eq=False, slots=True)
class PlantedExport(Planted):
    """What was planted, with its parcels."""

    parcels: list[ExportParcel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ParcelPlant:
    """Faults of parcels by themselves. row: in the table of planted faults, 0 for a trap. parcels: of one planting."""

    name: str
    row: int
    title: str
    make: Callable[[ExportTrade, int], PlantedExport]
    parcels: int = 1


@dataclass(frozen=True, slots=True)
class BillPlant:
    """A bill and what is odd about it; make takes the trade, the day and how many parcels it has."""

    name: str
    row: int
    title: str
    make: Callable[[ExportTrade, int, int], PlantedExport]


def planted(
    name: str, parcels: Iterable[ExportParcel], more: Iterable[Paper] = (), findings: Iterable[Finding] = ()
) -> PlantedExport:
    """Return parcels with their papers, and what is sent beside them."""
    made = list(parcels)
    papers = [paper for parcel in made for paper in parcel.papers]
    return PlantedExport(name, [*papers, *more], list(findings), made)


def of_bill(name: str, bill: Bill, more: Iterable[Paper] = ()) -> PlantedExport:
    """Return a bill with the papers of its parcels, and what is sent beside them."""
    return planted(name, bill.parcels, (*bill.papers, *more), bill.findings)
