"""How the codes of transport documents come about."""

from contracts.common import Operation
from tests.component.codes.recipes import Recipe, sending
from tests.support.customs.transport import a_waybill_status

LATER, EARLIER = "20241111095930", "20241110000000"

RECIPES: dict[str, Recipe] = {
    "-505011": sending(a_waybill_status(status="R")),
    "-505012": sending(a_waybill_status(), a_waybill_status(app_time=LATER)),
    "-505014": sending(a_waybill_status(operation=Operation.CHANGE)),
    "-505016": sending(a_waybill_status(), a_waybill_status(operation=Operation.CHANGE, app_time=EARLIER)),
}
