"""How the codes of inspection on exports come about; the others are those of the import path."""

from typing import Any

from contracts.trade import ExportListLine
from mesh.declared.dates import china_time
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.exports import HOUR_MS, NOON, a_line, a_list, a_waybill, an_order
from tests.support.customs.manifests import a_master_list, an_arrival

PLANTS = (a_line(ExportListLine, commodity_code="0602909999", goods_name="盆栽植物"),)


def quarantined(world: World) -> None:
    """An export of plants arrives with its bill."""
    sending(an_order(), a_waybill(), a_list(lines=PLANTS))(world)
    arrived_ms = NOON + HOUR_MS
    part: dict[str, Any] = {"accepted_at_ms": arrived_ms, "app_time": china_time(arrived_ms - 60_000)}
    sending(a_master_list(["W-EX1"], **part), an_arrival(["W-EX1"], **part))(world)
    world.tick(arrived_ms + 1)
    world.run()


RECIPES: dict[str, Recipe] = {
    "99604": quarantined,
}
