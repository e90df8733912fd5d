"""How the codes of the parts of bills come about, but that of a bill that differs, which its lists are told."""

from contracts.common import Operation
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.customs.manifests import DAY_MS, a_departure, a_master_list, an_arrival, parcels
from tests.support.customs.registers import IMPORT_SITE
from tests.support.spine.world import submit

LATER, EARLIER = "20241111095930", "20241110000000"
CHANGE, DELETE = Operation.CHANGE, Operation.DELETE


def a_part_missing(world: World) -> None:
    """Submit one part of two, and wait a day."""
    submit(world, [a_master_list(part_count=2)])
    world.run()
    world.tick(TEN_O_CLOCK + DAY_MS)
    world.run()


RECIPES: dict[str, Recipe] = {
    # master lists
    "-902001": sending(a_master_list(gross_weight_kg_e5=0)),
    "-903001": sending(a_master_list(part_count=2), a_master_list(parcels(3), 2, part_count=3)),
    "-903002": sending(a_master_list(operation=CHANGE)),
    "-903003": sending(a_master_list(), an_arrival(), a_master_list((), operation=DELETE, app_time=LATER)),
    "-903004": sending(a_master_list(), a_master_list(operation=CHANGE, app_time=EARLIER)),
    "-904001": sending(a_master_list(), a_master_list(parcels(3))),
    # arrivals
    "-802001": sending(an_arrival(ie_flag="I")),
    "-803001": sending(an_arrival(part_count=2), an_arrival(parcels(3), 2, part_count=3)),
    "-803002": sending(an_arrival(supervised_site_code=IMPORT_SITE)),
    "-803003": sending(an_arrival(operation=CHANGE)),
    "-803004": sending(a_master_list(), an_arrival(), an_arrival((), operation=DELETE, app_time=LATER)),
    "-803005": sending(an_arrival(), an_arrival(operation=CHANGE, app_time=EARLIER)),
    "-804001": sending(an_arrival(), an_arrival(parcels(3))),
    # departures
    "-506001": sending(a_departure(departure_time="20241113100001")),
    "-507001": sending(a_departure(part_count=2), a_departure(parcels(3), 2, part_count=3)),
    "-507002": sending(a_departure(operation=CHANGE)),
    "-507003": sending(a_departure(), a_departure(operation=CHANGE, app_time=EARLIER)),
    "-508001": sending(a_departure(), a_departure(parcels(3))),
    # bills
    "99611": a_part_missing,
}
