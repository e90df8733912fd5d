"""The page on which an officer decides: what is declared, when it is due, what was decided; many at once."""

import re
from typing import Any

import pytest

from console.pages.together import MOST
from contracts import codec, topics
from contracts.common import FindingAction, FindingRecorded
from mesh.declared.errors import TemporaryFailure
from mesh.wire.records import Outbound
from tests.component.console.conftest import Console, fold_in
from tests.component.console.test_pages import text_of
from tests.support.caseview.trade import a_finding
from tests.support.customs.lifecycle import a_goods_line, a_hold, a_subject, accepted, cleared, held

EQUAL = "/worklist/together/tax/99501"
FINDING = {"action": "REFUSE", "officer": "officer 3", "authority": "tax law art. 5", "reason": "no rate"}
PLATFORM = "9901160001"


def let_wait(console: Console, *orders: str, code: str = "99501") -> list[str]:
    """Let more declarations wait for tax and return the values by which a form chooses them."""
    for place, order in enumerate(orders):
        subject = a_subject(order, platform_code=PLATFORM)
        for number, event in enumerate(
            (accepted(subject, lines=(a_goods_line(),)), held(subject, a_hold(f"hold-{order}", code=code)))
        ):
            fold_in(console.gateway, topics.CUSTOMS_DECLARATIONS, event, offset=900 + 2 * place + number, key=order)
    return [f"declaration-of-{order}/hold-{order}" for order in orders]


async def test_an_officer_sees_goods_values_parties_and_the_time_that_is_left(console: Console) -> None:
    let_wait(console, "GW7")
    browser = await console.browser("tax-officer")
    page = text_of((await browser.get("/worklist/declaration-of-GW7/hold-GW7?lang=en")).text)
    for word in (
        "槭糖浆",
        "1702200000",
        "Canada",
        "2 bottles",
        "200.00 CNY",
        "海棠汇演示电商平台有限公司",
        "the documents name none",
    ):
        assert word in page
    assert "the documents name none" in page
    assert re.search(r"Deadline 2024-11-1\d \d\d:\d\d:\d\d · .* left", page)


async def test_what_was_decided_stands_on_the_page(console: Console) -> None:
    finding = a_finding("GW2")
    page = text_of((await (await console.browser("inspector")).get("/worklist/declaration-of-GW2/hold-2?lang=en")).text)
    for word in ("Decided: Release", finding.officer, finding.authority, finding.reason):
        assert word in page


async def test_after_a_finding_the_page_says_whether_it_has_taken_effect(console: Console) -> None:
    (chosen,) = let_wait(console, "GW7")
    browser = await console.browser("tax-officer")
    answer = await browser.submit(f"/worklist/{chosen}", FINDING)
    waiting = text_of((await browser.get(f"{answer.headers['location']}&lang=en")).text)
    assert "has not decided by it yet" in waiting
    (sent,) = console.gateway.publisher.sent
    fold_in(console.gateway, topics.TAX_FINDINGS, codec.decode(sent.value or b""), offset=950, key="GW7")
    fold_in(console.gateway, topics.CUSTOMS_DECLARATIONS, cleared(a_subject("GW7")), offset=951, key="GW7")
    settled = text_of((await browser.get(f"{answer.headers['location']}&lang=en")).text)
    assert "the declaration is now: Released" in settled
    assert "Decided: Refuse" in settled


async def test_equal_holds_are_decided_together_each_by_a_finding_of_its_own(console: Console) -> None:
    chosen = let_wait(console, "GW6", "GW7", "GW8")
    browser = await console.browser("tax-officer")
    assert f'href="{EQUAL}"' in (await browser.get("/worklist")).text
    page = (await browser.get(f"{EQUAL}?lang=en")).text
    assert page.count('name="hold"') == 4
    token = await browser.token(EQUAL)
    fields: dict[str, Any] = {**FINDING, "csrf": token, "hold": chosen[:2]}
    answer = await browser.post(f"{EQUAL}?lang=en", fields)
    assert answer.status_code == 200
    assert "Recorded: 2; not recorded: 0." in answer.text
    recorded = [codec.decode(record.value or b"") for record in console.gateway.publisher.sent]
    assert {finding.declaration_id for finding in recorded} == {"declaration-of-GW6", "declaration-of-GW7"}
    assert len({finding.finding_id for finding in recorded}) == 2
    for finding in recorded:
        assert isinstance(finding, FindingRecorded)
        assert (finding.action, finding.officer, finding.reason) == (FindingAction.REFUSE, "officer 3", "no rate")


async def test_each_failure_among_many_is_named(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = let_wait(console, "GW6", "GW7")
    browser = await console.browser("tax-officer")
    fields: dict[str, Any] = {**FINDING, "csrf": await browser.token(EQUAL), "hold": chosen}
    send = console.gateway.publisher.send

    async def fails_for_one(messages: list[Outbound]) -> None:
        if messages[0].key == b"GW7":
            raise TemporaryFailure("down")
        await send(messages)

    monkeypatch.setattr(console.gateway.publisher, "send", fails_for_one)
    answer = await browser.post(f"{EQUAL}?lang=en", fields)
    assert "Recorded: 1; not recorded: 1." in answer.text
    assert re.search(r"<code>GW7</code>.*?Not recorded.*?bus_unavailable", answer.text, re.DOTALL)
    assert len(console.gateway.publisher.sent) == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"authority": ""}, "/authority"), ({"hold": ""}, "No open hold is chosen"), ({"hold": "x/y"}, "No open")],
)
async def test_a_wrong_form_comes_back_and_nothing_is_recorded(
    console: Console, changes: dict[str, str], says: str
) -> None:
    chosen = let_wait(console, "GW6", "GW7")
    browser = await console.browser("tax-officer")
    fields = {**FINDING, "csrf": await browser.token(EQUAL), "hold": chosen, **changes}
    answer = await browser.post(f"{EQUAL}?lang=en", fields)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert says in answer.text
    assert 'value="officer 3"' in answer.text
    assert console.gateway.publisher.sent == []


async def test_nobody_decides_for_another_agency_or_from_another_site(console: Console) -> None:
    let_wait(console, "GW6", "GW7")
    assert (await (await console.browser("inspector")).get(EQUAL)).status_code == 403
    assert (await (await console.browser("operator")).get(EQUAL)).status_code == 403
    browser = await console.browser("tax-officer")
    fields = {**FINDING, "csrf": "guessed", "hold": "declaration-of-GW6/hold-GW6"}
    assert (await browser.post(EQUAL, fields)).status_code == 403
    assert console.gateway.publisher.sent == []


async def test_a_page_of_many_is_bounded_by_what_a_form_may_hold(console: Console) -> None:
    orders = [f"GX{number}" for number in range(MOST + 10)]
    let_wait(console, *orders)
    browser = await console.browser("tax-officer")
    page = (await browser.get(EQUAL)).text
    assert page.count('name="hold"') == MOST
    chosen = [f"declaration-of-{order}/hold-{order}" for order in orders][:MOST]
    fields: dict[str, Any] = {**FINDING, "csrf": await browser.token(EQUAL), "hold": chosen}
    assert (await browser.post(EQUAL, fields)).status_code == 200
