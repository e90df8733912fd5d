"""How the codes of requests to consolidate come about."""

from contracts import topics
from contracts.common import Operation
from contracts.customs import ListClosed
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.consolidation import DECEMBER_10, a_closed_list, a_request, list_no

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


RECIPES: dict[str, Recipe] = {
    "-702001": sending(a_request()),
    "-703001": sending(a_request(list_no(1), start_time="20251201000000", end_time="20251202000000", part_no=2)),
    "-703002": sending(a_request(list_no(1))),
    "-703003": after(a_closed_list(1, statistics_flag="A"), then=sending(a_request(list_no(1)))),
    "-703004": after(a_closed_list(1), then=consolidated_twice),
    "-703005": sending(a_request("514120251234567")),
    "-704001": after(a_closed_list(1), a_closed_list(2), then=sending(a_request(list_no(1)), a_request(list_no(2)))),
    "-704002": sending(a_request(list_no(1), operation=Operation.CHANGE)),
}
