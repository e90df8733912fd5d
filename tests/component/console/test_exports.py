"""What the pages say of an export: its joint case, and what it waits for, in both languages."""

import re
from html.parser import HTMLParser

import pytest

from caseview.database import upsert
from tests.component.console.conftest import Console
from tests.component.console.test_pages import text_of
from tests.support.caseview.exports import SeenExports, consolidated
from tests.support.customs.exports import an_order

SEQ_NO, ENTRY_NO = "H20251202000000005", "514120250000000005"
STEPS_EN = (
    "List reviewed", "Release", "Departure", "Consolidated declaration", "Certificate",
    "Collection of foreign exchange", "Tax refund",
)  # fmt: skip
STEPS_ZH = ("清单审结", "放行", "离境", "汇总申报", "出口证明", "收汇", "出口退税")


class Card(HTMLParser):
    """The joint case of a page: what labels it, and the text of each step."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.steps: list[str] = []
        self._inside = False
        found = re.search(r'<section class="card" aria-labelledby="joint">.*?</section>', page, re.DOTALL)
        self.html = found[0] if found else ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "li":
            self.steps.append("")

    def handle_data(self, data: str) -> None:
        if self.steps:
            self.steps[-1] = re.sub(r"\s+", " ", self.steps[-1] + data)


def fold(console: Console, world: SeenExports) -> None:
    """Let the view hold an export beside the trade."""
    written = world.written()
    upsert.apply(console.gateway.engine, [(one._replace(offset=one.offset + 5_000), record) for one, record in written])


@pytest.mark.parametrize(("lang", "names"), [("en", STEPS_EN), ("zh", STEPS_ZH)])
async def test_a_card_has_each_step_with_its_agency_and_how_it_stands(
    console: Console, lang: str, names: tuple[str, ...]
) -> None:
    fold(console, consolidated())
    browser = await console.browser("auditor")
    page = (await browser.get(f"/parcels?number={ENTRY_NO}&lang={lang}")).text
    card = Card(page)
    assert 'id="joint"' in card.html
    assert [step.strip().startswith(name) for step, name in zip(card.steps, names, strict=True)] == [True] * 7
    done, left = ("Done", "Open") if lang == "en" else ("已完成", "待办")
    assert [done in step for step in card.steps] == [True] * 5 + [False] * 2
    assert [left in step for step in card.steps] == [False] * 5 + [True] * 2
    assert SEQ_NO in card.steps[3]
    assert ENTRY_NO in card.steps[3]
    assert f"{SEQ_NO}01" in card.steps[4]
    assert "B1" in card.steps[2]
    assert ("Decided by Tax" if lang == "en" else "主管机关：税务") in card.steps[6]


async def test_what_is_not_asked_is_no_open_step(console: Console) -> None:
    fold(console, consolidated(statistics_flag="A"))
    card = Card((await (await console.browser("auditor")).get("/parcels?number=EX1&lang=en")).text)
    assert ["Not asked" in step for step in card.steps] == [False, False, False, True, False, False, True]


async def test_an_import_has_no_such_card(console: Console) -> None:
    page = (await (await console.browser("auditor")).get("/parcels?number=GW1&lang=en")).text
    assert Card(page).html == ""


async def test_a_courier_is_shown_three_steps(console: Console) -> None:
    fold(console, consolidated())
    page = (await (await console.browser("carrier")).get("/parcels?number=W-EX1&lang=en")).text
    assert len(Card(page).steps) == 3


@pytest.mark.parametrize("path", ["/parcels?number=EX1", "/explain?number=EX1&purpose=audit&person=auditor-3"])
async def test_an_order_without_a_list_misses_the_list_and_no_waybill(console: Console, path: str) -> None:
    world = SeenExports()
    world.submit(an_order())
    fold(console, world)
    page = text_of((await (await console.browser("auditor")).get(f"{path}&lang=en")).text)
    assert "Not seen yet: Export list" in page
    assert "whether it is there is known once a list names that: Export waybill" in page


async def test_an_explanation_has_the_steps_too(console: Console) -> None:
    fold(console, consolidated())
    browser = await console.browser("auditor")
    page = text_of((await browser.get("/explain?number=EX1&purpose=audit&person=auditor-3&lang=en")).text)
    assert "Joint case" in page
    assert "Consolidated declaration Done" in page
