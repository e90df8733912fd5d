"""The generated hour: a fixed seed gives the same parcels, plants and requests every time."""

from dataclasses import dataclass

from yidian.trade.case import MISSING, RELEASED, Case, Plant, Stage, Step, steps
from yidian.trade.documents import Document
from yidian.trade.parcel import Trade
from yidian.trade.plants_held import HELD
from yidian.trade.plants_refused import REFUSED
from yidian.trade.plants_rejected import REJECTED
from yidian.trade.plants_released import ODD
from yidian.trade.world import World

SEED = 20241111
PARCELS = 500
BATCH = 250
"""Documents per request at most."""

PLANTS: tuple[Plant, ...] = (*REFUSED, *REJECTED, *HELD, *ODD)


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


def generate(world: World, *, parcels: int = PARCELS, seed: int = SEED) -> tuple[Case, ...]:
    """
    Generate exactly `parcels` parcels, the planted ones first.

    Raises TooFewParcels, with the smallest possible number, when not every plant can be there once.
    """
    trade = Trade(world, seed)
    wanted = [(plant, count(plant, parcels)) for plant in PLANTS]
    planted = sum(plant.parcels * times for plant, times in wanted)
    if planted > parcels:
        raise TooFewParcels(f"{parcels} parcels are too few to plant every fault once: give at least {planted}")
    cases = [case for plant, times in wanted for _ in range(times) for case in plant.make(trade)]
    for _ in range(parcels - planted):
        parcel = trade.parcel()
        cases.append(Case("sound", parcel, steps(*parcel.documents), RELEASED))
    return tuple(cases)


def requests(cases: tuple[Case, ...], stage: Stage, couriers: tuple[str, ...]) -> list[Request]:
    """
    Gather the documents of a stage into requests of several couriers, each courier with whole cases, in order.

    Cases that wait for the match deadline come first, so that the deadline is not waited for at the end.
    """
    queues: dict[str, list[Sent]] = {code: [] for code in couriers}
    for place, case in enumerate(sorted(cases, key=lambda case: MISSING not in case.outcome.codes)):
        queue = queues[couriers[place % len(couriers)]]
        queue.extend(Sent(case, step) for step in case.steps if step.stage is stage)
    batches = {
        code: [Request(code, tuple(queue[start : start + BATCH])) for start in range(0, len(queue), BATCH)]
        for code, queue in queues.items()
    }
    rounds = max((len(of_courier) for of_courier in batches.values()), default=0)
    return [of_courier[turn] for turn in range(rounds) for of_courier in batches.values() if turn < len(of_courier)]
