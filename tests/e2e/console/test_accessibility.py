"""Every page, in both languages, by day and by night, on a desk and on a telephone: axe-core finds nothing to mend."""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import Performance
from tests.e2e.console.conftest import NARROW, WIDE, Desk, Opened
from yidian.demo.run import Plan

pytestmark = pytest.mark.e2e

LOOKS = [("zh", "light", WIDE), ("en", "dark", NARROW)]
"""Every language, scheme and size once; with --every-look all eight together."""
MEANT = re.compile(r"status of 4\d\d")
"""Some pages are opened to see what they refuse."""
PURPOSE = "purpose=test&person=auditor-1"


def number_of(planned: Plan, plant: str) -> str:
    return next(case.parcel.deal.order_no for case in planned.day if case.plant == plant)


class Look:
    """One organisation's pages in one look; `found` lists what is wrong with them."""

    def __init__(self, desk: Desk, lang: str, width: int) -> None:
        self.desk, self._lang, self._width = desk, {"zh": "zh-CN", "en": "en"}[lang], width
        self.found: list[str] = []

    def see(self, path: str) -> None:
        """Open a page and look at it."""
        self.desk.open(path)
        self.check(path)

    def send(self, button: str, name: str) -> None:
        """Send the form on the page and look at what comes."""
        with self.desk.page.expect_navigation():
            self.desk.page.locator(button).last.click()
        self.check(name)

    def check(self, name: str) -> None:
        """Look at the page that is open, with all that is folded opened."""
        page = self.desk.page
        assert page.locator("html").get_attribute("lang") == self._lang
        page.locator("details:not([open])").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for one in Axe().run(page).response["violations"]:
            self.found += [f"{name}: {one['id']}: {node['html'][:200]}" for node in one["nodes"]]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > self._width:
            self.found.append(f"{name}: {width} wide on {self._width}")

    def fill(self, **fields: str) -> None:
        """Fill fields in by their ids."""
        for field, text in fields.items():
            self.desk.page.locator(f"#{field}").fill(text)


def nobody(look: Look, _: Performance) -> None:
    for path in ("/sign-in", "/sign-in?ended=1"):
        look.see(path)
    look.fill(key="nobody's")
    look.send("main button", "a wrong key")


def auditor(look: Look, performance: Performance) -> None:
    planned = performance.planned
    released, rejected = number_of(planned, "sound"), number_of(planned, "two-packs")
    for path in (
        *("/parcels", "/parcels?number=NONE", f"/parcels?number={released}", f"/parcels?number={rejected}", "/nowhere"),
        *("/flow", "/flow?seconds=86400", "/worklist", "/worklist?reason=none"),
        *("/explain", f"/explain?number={released}&{PURPOSE}", f"/explain?number=NONE&{PURPOSE}"),
        *("/views", "/views/customs.enterprises", "/views/customs.enterprises?prefix=none", "/views/inspection.risks"),
        *("/views/tax.guarantee-accounts?purpose=test", "/views/customs.enterprises/9901160001?purpose=test"),
        *("/views/tax.rates?as_of=2024-02-30", "/views/tax.rates/22030000"),
        *("/codes", "/codes/1327", "/codes/invalid_parameter", "/registers", "/operations"),
    ):
        look.see(path)


def operator(look: Look, performance: Performance) -> None:
    for path in ("/operations", "/operations?redriven=KEY&discarded=KEY", "/receipts"):
        look.see(path)


def registrar(look: Look, _: Performance) -> None:
    for path in (
        "/registers",
        "/registers/entries/tax.rates.v1?search=1702",
        "/registers/entries/tax.rates.v1?search=none",
    ):
        look.see(path)
    look.see("/registers/propose/tax.rates.v1")
    look.see("/registers/propose/tax.guarantee-accounts.v1?code=9901160012")
    look.fill(**{"c-amount_cny": "many", "person-one": "Zhang", "authority-one": "order 7", "reason-one": "test"})
    look.send("[aria-labelledby=one] button", "a proposal that is refused")
    look.fill(**{"c-amount_cny": "2500000"})
    look.send("[aria-labelledby=one] button", "a change that waits")
    look.fill(**{"person-rejection": "Zhang", "reason": "taken back"})
    look.send("[aria-labelledby=rejection] button", "a change that was rejected")


def enterprise(look: Look, performance: Performance) -> None:
    number = number_of(performance.planned, "sound")
    for path in (
        *("/parcels", f"/parcels?number={number}", "/receipts", "/receipts?number=NONE", "/operations"),
        *("/views", "/views/customs.enterprises", "/codes", "/documents", "/documents/import-waybill"),
    ):
        look.see(path)


WHO: dict[str, Callable[[Look, Performance], None]] = {
    "auditor": auditor,
    "operator": operator,
    "registrar:tax": registrar,
    "enterprise": enterprise,
    "nobody": nobody,
}
Watched = Callable[[str], Look]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "watched" in metafunc.fixturenames:
        every = product(("zh", "en"), ("light", "dark"), (WIDE, NARROW))
        looks = list(every) if metafunc.config.getoption("--every-look") else LOOKS
        names = [f"{lang}-{scheme}-{size[0]}" for lang, scheme, size in looks]
        metafunc.parametrize("watched", looks, ids=names, indirect=True)


@pytest.fixture
def watched(request: pytest.FixtureRequest, performance: Performance, opened: Opened) -> Watched:
    """Return how someone's pages are looked at; who: a role, an enterprise, or nobody."""
    lang, scheme, size = request.param

    def watch(who: str) -> Look:
        sender = next(case.parcel.deal.carrier.code for case in performance.planned.day if case.plant == "sound")
        key = {"nobody": None, "enterprise": sender}.get(who, who)
        return Look(opened(key, lang=lang, size=size, color_scheme=scheme, reduced_motion="reduce"), lang, size[0])

    return watch


def settle(look: Look) -> None:
    """Say that nothing was found, apart from pages that refuse on purpose."""
    look.desk.faults = [fault for fault in look.desk.faults if not MEANT.search(fault)]
    assert look.found == []


@pytest.mark.parametrize("who", WHO)
def test_no_page_has_a_barrier(performance: Performance, watched: Watched, who: str) -> None:
    look = watched(who)
    WHO[who](look, performance)
    settle(look)


def test_no_page_of_an_officer_has_a_barrier(held: str, watched: Watched) -> None:
    """The worklist, a hold, a finding that is refused, equal holds, what became of them, a hold that is decided."""
    look = watched("officer:forex")
    for path in ("/worklist", "/worklist?overdue=true", "/operations"):
        look.see(path)
    look.desk.open("/worklist")
    row = look.desk.page.locator("tr", has_text=held)
    hold = str(row.locator("a.button").get_attribute("href"))
    look.see(hold)
    finding = {"officer": " ", "authority": "order 7", "reason": "test"}
    look.desk.page.locator("[value=RELEASE]").check()
    look.fill(**finding)
    look.send("form.stack button", "a finding that is refused")
    look.see("/worklist/together/forex/99401")
    look.desk.page.locator("[name=hold]").evaluate_all("all => all.forEach(one => { one.checked = false; })")
    look.desk.page.locator("tr", has_text=held).locator("[name=hold]").check()
    look.desk.page.locator("[value=RELEASE]").check()
    look.fill(**{**finding, "officer": "officer 3"})
    look.send("main form button", "holds that were decided together")
    decided = look.desk.page.get_by_role("link", name=held)
    look.see(str(decided.get_attribute("href")))
    settle(look)


def test_no_page_of_a_parked_key_has_a_barrier(parked: dict[str, Any], watched: Watched) -> None:
    look = watched("operator")
    look.see("/operations")
    at = f"/operations/parked?processor={parked['processor']}&key={parked['key']}&partition={parked['partition']}"
    look.see(at)
    look.see(f"{at}&{PURPOSE}")
    settle(look)


def test_every_control_is_reached_by_keyboard_and_shows_it(held: str, opened: Opened) -> None:
    desk = opened("officer:forex")
    desk.open("/worklist")
    desk.page.keyboard.press("Tab")
    assert desk.page.evaluate("document.activeElement.className") == "skip"
    assert desk.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("document.activeElement.id") == "content"
    reached = set()
    for _ in range(60):
        desk.page.keyboard.press("Tab")
        reached.add(desk.page.evaluate("document.activeElement.id || document.activeElement.getAttribute('href')"))
    assert {"reason", "age", "overdue"} <= reached
    assert any(str(where).startswith("/worklist/") for where in reached), held
