"""The generated day: a fixed seed gives the same parcels, plants and requests every time."""

from dataclasses import dataclass

from simulator.case import MISSING, RELEASED, Case, Plant, Stage, Step, steps
from simulator.documents import Document
from simulator.parcel import Trade
from simulator.plants.cancelled import CANCELLED
from simulator.plants.held import HELD
from simulator.plants.limits import LIMITS, WITHIN
from simulator.plants.refused import REFUSED
from simulator.plants.registers import ADMITTED, REGISTERS
from simulator.plants.rejected import REJECTED
from simulator.plants.released import ODD
from simulator.world import World

SEED = 20241111
PARCELS = 2000
BATCH = 250
"""Documents per request at most."""

FAULTS: tuple[Plant, ...] = tuple(
    sorted((*REFUSED, *REJECTED, *REGISTERS, *LIMITS, *HELD, *CANCELLED), key=lambda plant: plant.row or 31)
)
"""Faults that must be found, in the order of the table of planted faults, then those that it does not have."""
TRAPS: tuple[Plant, ...] = (*ODD, *ADMITTED, *WITHIN)
"""What looks odd and must be released."""
PLANTS: tuple[Plant, ...] = (*FAULTS, *TRAPS)


class TooFewParcels(ValueError):
    """Not every plant would fit."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A document of a case, in the place where it goes out."""

    case: Case
    step: Step

    @property
    def document(self) -> Document:
        """The document."""
        return self.step.document


@dataclass(frozen=True, slots=True)
class Request:
    """One batch of one courier."""

    courier_code: str
    documents: tuple[Sent, ...]


def count(plant: Plant, parcels: int) -> int:
    """Return how often `plant` is planted among `parcels`: its share, at least once."""
    return max(1, round(parcels * plant.percent / 100))


def fewest() -> int:
    """Return the smallest number of parcels among which every plant can be there."""
    parcels = 0
    while (planted := sum(plant.parcels * count(plant, parcels) for plant in PLANTS)) > parcels:
        parcels = planted
    return parcels


def generate(world: World, *, parcels: int = PARCELS, seed: int = SEED) -> tuple[Case, ...]:
    """
    Generate exactly `parcels` parcels, the planted ones first.

    Raises TooFewParcels, with the smallest possible number, when not every plant can be there once.
    """
    if parcels < (least := fewest()):
        raise TooFewParcels(f"{parcels} parcels are too few to plant every fault once: give at least {least}")
    trade = Trade(world, seed)
    cases = [case for plant in PLANTS for _ in range(count(plant, parcels)) for case in plant.make(trade)]
    for _ in range(parcels - len(cases)):
        parcel = trade.parcel()
        cases.append(Case("sound", parcel, steps(*parcel.documents), RELEASED))
    return tuple(cases)


def requests(cases: tuple[Case, ...], stage: Stage, couriers: tuple[str, ...]) -> list[Request]:
    """
    Gather the documents of a stage into requests of several couriers, each courier with whole cases, in order.

    Cases that wait for the match deadline come first, so that it is not waited for at the end; those of which something
    comes late come last, so that it comes in time.
    """
    queues: dict[str, list[Sent]] = {code: [] for code in couriers}
    for place, case in enumerate(sorted(cases, key=_turn)):
        queue = queues[couriers[place % len(couriers)]]
        queue.extend(Sent(case, step) for step in case.steps if step.stage is stage)
    batches = {
        code: [Request(code, tuple(queue[start : start + BATCH])) for start in range(0, len(queue), BATCH)]
        for code, queue in queues.items()
    }
    rounds = max((len(of_courier) for of_courier in batches.values()), default=0)
    return [of_courier[turn] for turn in range(rounds) for of_courier in batches.values() if turn < len(of_courier)]


def _turn(case: Case) -> tuple[bool, bool]:
    return MISSING not in case.outcome.codes, any(step.stage is Stage.LATE for step in case.steps)
