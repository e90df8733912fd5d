"""Registers change by two persons, in two browsers."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from console.app import create_app
from console.client import GatewayClient
from console.sessions import Sessions
from console.settings import ConsoleSettings
from console.state import State
from tests.component.console.conftest import Browser
from tests.component.registrar.test_register_changes import GUARANTOR, PROPOSAL, Office
from tests.support.gateway.as_described import AsDescribed

CHANGE = PROPOSAL
PROPOSE = "/registers/propose/tax.guarantee-accounts.v1"


class Desks:
    """The console over a gateway whose registrars are known."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder)
        way = AsDescribed(app=self.office.gateway.app, raise_app_exceptions=False)
        client = GatewayClient(httpx.AsyncClient(transport=way, base_url="http://gateway"))
        self.app = create_app(State(ConsoleSettings(gateway_url="http://gateway"), client, Sessions(idle_seconds=60)))

    async def browser(self, who: str) -> Browser:
        made = Browser(self.app)
        assert (await made.sign_in(f"key-of-{who}")).status_code == 303
        return made

    async def proposed(self, browser: Browser) -> str:
        answer = await browser.submit(PROPOSE, CHANGE)
        assert answer.status_code == 303
        return answer.headers["location"]


@pytest.fixture
async def desks(tmp_path: Path) -> AsyncIterator[Desks]:
    made = Desks(tmp_path)
    yield made
    made.office.gateway.engine.dispose()


async def decide(browser: Browser, change: str, how: str, **fields: str) -> httpx.Response:
    return await browser.post(f"{change}/{how}", {**fields, "csrf": await browser.token(change)})


async def test_a_registrar_arrives_at_the_registers(desks: Desks) -> None:
    browser = await desks.browser("one")
    assert (await browser.get("/")).headers["location"] == "/registers"
    assert (await browser.get("/registers")).status_code == 200


async def test_the_second_person_is_shown_the_rows_that_will_be_published(desks: Desks) -> None:
    """Comments are no rows, and a text over two lines is one text."""
    one = await desks.browser("one")
    header, row = PROPOSAL["entries"].splitlines()
    entries = "# 9903160018,2,2024-11-11,cash deposit,1\n" + f"{header}\n{row}".replace(
        "cash deposit", '"cash\ndeposit"'
    )
    answer = await one.submit(PROPOSE, CHANGE | {"entries": entries})
    shown = (await one.get(answer.headers["location"])).text
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', shown) == [
        "代码",
        "版本",
        "生效日",
        "出处",
        "担保金额（元）",
    ]
    cells = re.findall(r'<td data-label="[^"]+"[^>]*>([^<]*)</td>', shown)
    assert cells == ["9903160018", "2", "2024-11-11", "cash\ndeposit", "5000"]


async def test_what_one_proposes_another_approves(desks: Desks) -> None:
    one, two = await desks.browser("one"), await desks.browser("two")
    change = await desks.proposed(one)
    page = (await two.get(f"{change}?lang=en")).text
    for word in ("Waiting for a second person", "Zhang", "order 7", "cash deposit"):
        assert word in page
    assert desks.office.accounts() == []
    assert (await decide(two, change, "approval", person="Li")).status_code == 303
    (entry,) = desks.office.accounts()
    assert entry.version == 2
    page = (await one.get(f"{change}?lang=en")).text
    assert "Published" in page
    assert 'name="person"' not in page


async def test_nobody_approves_a_change_of_ones_own(desks: Desks) -> None:
    one = await desks.browser("one")
    change = await desks.proposed(one)
    answer = await decide(one, change, "approval", person="Li")
    assert answer.status_code in range(400, 500)
    assert 'role="alert"' in answer.text
    assert desks.office.accounts() == []


async def test_a_change_is_rejected_with_a_reason(desks: Desks) -> None:
    change = await desks.proposed(await desks.browser("one"))
    two = await desks.browser("two")
    assert (await decide(two, change, "rejection", person="Li", reason="not now")).status_code == 303
    page = (await two.get(f"{change}?lang=en")).text
    assert "Rejected" in page
    assert "not now" in page


async def test_a_table_that_is_wrong_comes_back_with_what_is_wrong(desks: Desks) -> None:
    one = await desks.browser("one")
    answer = await one.submit(PROPOSE, {**CHANGE, "entries": "code,version\nx,<b>"})
    assert answer.status_code in range(400, 500)
    assert 'role="alert"' in answer.text
    assert "x,&lt;b&gt;</textarea>" in answer.text


async def test_only_registrars_propose_and_enterprises_see_nothing(desks: Desks) -> None:
    change = await desks.proposed(await desks.browser("one"))
    for who in ("officer", "auditor"):
        page = await (await desks.browser(who)).get(change)
        assert (page.status_code, bool(re.search(r'action="/registers', page.text))) == (200, False)
    assert (await (await desks.browser("merchant")).get(change)).status_code == 403
    assert (await (await desks.browser("customs")).get(change)).status_code == 404


async def test_a_decision_that_another_site_sends_does_nothing(desks: Desks) -> None:
    change = await desks.proposed(await desks.browser("one"))
    two = await desks.browser("two")
    assert (await two.post(f"{change}/approval", {"person": "Li", "csrf": "guessed"})).status_code == 403
    assert desks.office.accounts() == []


async def test_a_form_asks_for_each_column_and_makes_the_table(desks: Desks) -> None:
    one = await desks.browser("one")
    page = (await one.get(f"{PROPOSE}?code={GUARANTOR}&lang=en")).text
    fields = dict(re.findall(r'name="column\.(\w+)" value="([^"]*)"', page))
    assert fields.keys() == {"code", "version", "valid_from", "source", "valid_to", "amount_cny"}
    assert (fields["code"], fields["version"]) == (GUARANTOR, "2")
    words = {name: PROPOSAL[name] for name in ("person", "authority", "reason")}
    filled = {f"column.{name}": value for name, value in fields.items()}
    answer = await one.submit(PROPOSE, {**filled, "column.amount_cny": "5000.5", **words})
    assert answer.status_code == 303
    two = await desks.browser("two")
    assert (await decide(two, answer.headers["location"], "approval", person="Li")).status_code == 303
    (entry,) = desks.office.accounts()
    assert (entry.code, entry.version, entry.amount_cny_e5) == (GUARANTOR, 2, 5000_50000)


async def test_what_a_form_lacks_is_said_and_the_rest_stays(desks: Desks) -> None:
    one = await desks.browser("one")
    answer = await one.submit(
        PROPOSE, {"column.code": "9903160099", "person": "Zhang", "authority": "a", "reason": "r"}
    )
    assert answer.status_code in range(400, 500)
    assert 'role="alert"' in answer.text
    assert 'name="column.code" value="9903160099"' in answer.text
    assert 'value="Zhang"' in answer.text


async def test_the_box_for_a_table_has_the_columns_and_an_example(desks: Desks) -> None:
    page = (await (await desks.browser("one")).get(PROPOSE)).text
    box = re.search(r'<textarea id="entries"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert box is not None
    header, example = unescape(box[1]).strip().splitlines()
    assert header == "code,version,valid_from,source,amount_cny"
    assert example.split(",")[1] == "2"


async def test_a_register_is_searched_and_an_entry_leads_to_its_next_version(desks: Desks) -> None:
    one = await desks.browser("one")
    entries = "/registers/entries/tax.guarantee-accounts.v1"
    assert f'href="{entries}"' in (await one.get("/registers")).text
    page = (await one.get(f"{entries}?search={GUARANTOR}&lang=en")).text
    assert "1 entries, 1 shown" in page
    assert f'href="/registers/propose/tax.guarantee-accounts.v1?code={GUARANTOR}"' in page
    assert "No entry fits" in (await one.get(f"{entries}?search=nobody&lang=en")).text
    auditor = await desks.browser("auditor")
    seen = await auditor.get("/registers/entries/customs.enterprises.v1?search=海棠汇&versions=all")
    assert "9901160001" in seen.text
    assert "/registers/propose/" not in seen.text


async def test_nobody_gets_the_form_for_a_register_of_another_agency(desks: Desks) -> None:
    for who in ("customs", "officer", "auditor", "merchant"):
        assert (await (await desks.browser(who)).get(PROPOSE)).status_code == 403
