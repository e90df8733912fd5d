"""Every page, in both languages, by day and by night, on a desk and on a telephone: axe-core finds nothing to mend."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import Performance
from tests.e2e.console.conftest import NARROW, WIDE, Desk, Opened
from yidian.demo.run import Plan

pytestmark = pytest.mark.e2e

PUBLIC = ("/sign-in", "/sign-in?ended=1")
LOOKS = [("zh", "light", WIDE), ("en", "dark", NARROW), ("en", "light", WIDE), ("zh", "dark", NARROW)]
"""Both languages on both sizes."""
LOOKED_AT = LOOKS[:2]
"""Where axe-core looks too, which takes most of the time: each language, scheme and size once."""
MEANT = re.compile(r"status of 40[34]")
"""Some pages are opened to see what they refuse."""


def number_of(planned: Plan, plant: str) -> str:
    return next(case.parcel.deal.order_no for case in planned.day if case.plant == plant)


def pages_for(who: str, performance: Performance) -> list[str]:
    """Return the addresses of every kind of page that someone can open."""
    planned = performance.planned
    released, rejected = number_of(planned, "sound"), number_of(planned, "two-packs")
    found = ["/parcels", f"/parcels?number={released}", f"/parcels?number={rejected}", "/nowhere"]
    match who:
        case "auditor":
            asked = f"number={released}&purpose=test&person=auditor-1"
            return [
                *found,
                "/flow",
                "/flow?seconds=86400",
                "/worklist",
                "/explain",
                "/views",
                "/views/customs.enterprises",
                "/codes",
                "/codes/1327",
                f"/explain?{asked}",
                "/operations",
            ]
        case "operator":
            return ["/operations", "/receipts"]
        case "registrar:tax":
            return [
                "/registers",
                "/registers/entries/tax.rates.v1?search=1702",
                "/registers/propose/tax.guarantee-accounts.v1",
            ]
        case "officer:forex":
            return ["/worklist", "/worklist?overdue=true", "/operations"]
        case _:
            return [*found, "/receipts", "/worklist"]


def violations(desk: Desk, path: str) -> list[str]:
    """Let axe-core look at a page."""
    found = Axe().run(desk.page).response["violations"]
    return [f"{path}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("lang", "scheme", "size"), LOOKS)
@pytest.mark.parametrize("who", ["nobody", "auditor", "operator", "officer:forex", "registrar:tax", "enterprise"])
def test_no_page_has_a_barrier(
    request: pytest.FixtureRequest,
    performance: Performance,
    opened: Opened,
    who: str,
    lang: str,
    scheme: str,
    size: tuple[int, int],
) -> None:
    sender = next(case.parcel.deal.carrier.code for case in performance.planned.day if case.plant == "sound")
    key = {"nobody": None, "enterprise": sender}.get(who, who)
    desk = opened(key, lang=lang, size=size, color_scheme=scheme, reduced_motion="reduce")
    paths = PUBLIC if who == "nobody" else pages_for(who, performance)
    if who == "officer:forex":
        held = request.getfixturevalue("held")
        desk.open("/worklist")
        paths = [*paths, str(desk.page.locator("tr", has_text=held).locator("a.button").get_attribute("href"))]
        paths.append("/worklist/together/forex/99401")
    if who == "registrar:tax":
        desk.open("/registers")
        change = desk.page.locator("[aria-labelledby=changes] tbody a").first
        paths = [*paths, str(change.get_attribute("href"))]
    found = []
    for path in paths:
        desk.open(path)
        assert desk.page.locator("html").get_attribute("lang") == {"zh": "zh-CN", "en": "en"}[lang]
        desk.page.locator("details:not([open])").evaluate_all("all => all.forEach(one => { one.open = true; })")
        if (lang, scheme, size) in LOOKED_AT:
            found += violations(desk, path)
        width = desk.page.evaluate("document.documentElement.scrollWidth")
        if width > size[0]:
            found.append(f"{path}: {width} wide on {size[0]}")
    desk.faults = [fault for fault in desk.faults if not MEANT.search(fault)]
    assert found == []


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
