"""How the codes of requests to consolidate and of export declarations come about."""

from contracts import topics
from contracts.common import Operation
from contracts.customs import ExportConsolidated, ListClosed
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.consolidation import DECEMBER_10, a_closed_list, a_request, list_no, of_december
from tests.support.customs.declarations import ACCEPTED, a_declaration
from tests.support.customs.registers import OTHER_AGENT

LATER = DECEMBER_10 + 2 * 86_400_000


def after(*closed: ListClosed, then: Recipe) -> Recipe:
    """Let lists close, then play a recipe."""

    def play(world: World) -> None:
        for event in closed:
            world.publish(
                topics.CUSTOMS_CLOSED_LISTS,
                event,
                key=event.subject.merchant_code.encode(),
                at_ms=event.closed_at_ms,
                event_id=f"closed {event.subject.list_no}",
            )
        world.run()
        then(world)

    return play


def consolidated_twice(world: World) -> None:
    """Ask for a list that an earlier request has."""
    sending(a_request(list_no(1)))(world)
    world.tick(LATER)
    world.run()
    sending(a_request(list_no(1), cop_no="SUM2", at_ms=LATER))(world)


def declared_anew(world: World) -> None:
    """Tell the number that customs gave a consolidated declaration."""
    request = of_december()
    sending(request)(world)
    world.tick(request.accepted_at_ms + 86_400_000)
    world.run()
    (entry_no,) = {told.result.entry_no for told in world.events(ExportConsolidated)} - {None}
    sending(a_declaration(request.accepted_at_ms + 2 * 86_400_000, entry_no=entry_no))(world)


NEXT = ACCEPTED + 3_600_000
CHANGE = Operation.CHANGE

RECIPES: dict[str, Recipe] = {
    "-702001": sending(a_request()),
    "-703001": sending(a_request(list_no(1), start_time="20251201000000", end_time="20251202000000", part_no=2)),
    "-703002": sending(a_request(list_no(1))),
    "-703003": after(a_closed_list(1, statistics_flag="A"), then=sending(a_request(list_no(1)))),
    "-703004": after(a_closed_list(1), then=consolidated_twice),
    "-703005": sending(a_request("514120251234567")),
    "-704001": after(a_closed_list(1), a_closed_list(2), then=sending(a_request(list_no(1)), a_request(list_no(2)))),
    "-704002": sending(a_request(list_no(1), operation=Operation.CHANGE)),
    "-706001": sending(a_declaration(entry_no="514120251001234567")),
    "-706002": sending(a_declaration(), a_declaration(NEXT, order_no="B2B2")),
    "-706003": sending(a_declaration(operation=CHANGE)),
    "-706004": sending(a_declaration(), a_declaration(NEXT, operation=CHANGE, app_time="20251210000000")),
    "-706005": after(a_closed_list(1), then=declared_anew),
    "-706006": sending(a_declaration(), a_declaration(NEXT, operation=CHANGE, agent_code=OTHER_AGENT)),
}
