"""What was declared: officers and the declaring parties see goods and values, in the newest revision; others do not."""

from typing import Any

import pytest

from caseview.database import upsert
from contracts import topics
from tests.support.caseview.routes import Gateway
from tests.support.caseview.trade import a_day
from tests.support.customs.builders import TEN_O_CLOCK, a_list
from tests.support.customs.lifecycle import a_goods_line, a_hold, a_subject, accepted, amended, held

DECLARED = "declaration-of-GW7"
SYRUP = a_goods_line(1)
GUM = a_goods_line(2, goods_name="口香糖", commodity_code="1704100000", total_price_cny_e5=50_00000)


@pytest.fixture
def declared(gateway: Gateway) -> Gateway:
    """Hold a declaration that was changed once and waits for officers of tax."""
    on, changed = a_day(), a_subject("GW7", revision=2)
    first = accepted(a_subject("GW7"), lines=(SYRUP,))
    second = amended(changed, lines=(SYRUP, GUM), goods_value_cny_e5=250_00000)
    for event in (first, second, held(changed, a_hold("hold-7"))):
        on.write(topics.CUSTOMS_DECLARATIONS, event, key="GW7", at_ms=TEN_O_CLOCK)
    upsert.apply(gateway.engine, on.written)
    return gateway


async def content_for(gateway: Gateway, who: str) -> Any:
    (match,) = (await gateway.get(who, "/v1/cases/GW7")).json()["matches"]
    (declaration,) = match["declarations"]
    return declaration["content"]


@pytest.mark.parametrize("who", ["merchant", "platform", "agent", "tax-officer", "inspector", "auditor"])
async def test_parties_and_officers_see_the_goods_of_the_newest_revision(declared: Gateway, who: str) -> None:
    content = await content_for(declared, who)
    assert [line["goods_name"] for line in content["lines"]] == ["槭糖浆", "口香糖"]
    assert content["goods_value_cny_e5"] == 250_00000


async def test_a_courier_sees_that_the_parcel_is_held_and_not_its_goods(declared: Gateway) -> None:
    assert await content_for(declared, "carrier") is None


async def test_nobody_sees_who_buys(declared: Gateway) -> None:
    content = await content_for(declared, "auditor")
    assert not {"buyer_pseudonym", "quota_year", "payment_no", "deciders"} & content.keys()


async def test_the_worklist_names_merchant_goods_and_their_value(declared: Gateway) -> None:
    page = (await declared.get("tax-officer", "/v1/held", declaration=DECLARED)).json()
    (hold,) = page["held"]
    assert (page["total"], hold["hold_id"], hold["merchant_code"]) == (1, "hold-7", "4401960M01")
    assert hold["goods"] == {
        "goods_name": "槭糖浆", "commodity_code": "1702200000", "lines": 2, "goods_value_cny_e5": 250_00000,
    }  # fmt: skip


async def test_a_hold_whose_goods_are_not_known_is_listed_without(gateway: Gateway) -> None:
    (hold,) = (await gateway.get("tax-officer", "/v1/held")).json()["held"]
    assert hold["goods"] is None


async def test_a_list_says_which_licence_it_names(gateway: Gateway) -> None:
    on = a_day()
    on.write(topics.TRADE_IMPORTS, a_list("GW6", licence_no="LIC-6", batch_id="batch-6"), key="GW6", at_ms=TEN_O_CLOCK)
    upsert.apply(gateway.engine, on.written)
    (match,) = (await gateway.get("merchant", "/v1/cases/GW6")).json()["matches"]
    assert [one["licence_no"] for one in match["documents"]] == ["LIC-6"]
