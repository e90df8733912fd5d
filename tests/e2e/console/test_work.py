"""People at work in a real browser: looking up, deciding, watching the flow; with and without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from contracts.document import Kind
from contracts.documents import BY_TAG
from simulator.parcel import Parcel, Trade
from simulator.plants.held import licence_expired
from simulator.world import world
from tests.e2e.conftest import Performance
from tests.e2e.console.conftest import NARROW, Opened
from tests.support.kafka import wait_until

pytestmark = pytest.mark.e2e

Send = Callable[[Parcel], None]


def test_an_auditor_looks_a_parcel_up_and_sees_its_journey(performance: Performance, opened: Opened) -> None:
    deal = next(case.parcel.deal for case in performance.planned.day if case.plant == "sound")
    desk = opened("auditor", lang="en")
    desk.open("/parcels")
    desk.page.get_by_label("Any number").fill(deal.waybill_no)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("table.way")
    assert deal.order_no in desk.text("h1")
    lanes = [lane.inner_text() for lane in desk.page.locator("table.way > thead th").all()]
    assert lanes == ["Time", "Gateway", "Customs", "Inspection", "Foreign exchange", "Tax"]
    assert {"Released", "800"} <= set(desk.text(".headline").split())
    desk.page.locator("table.way summary", has_text="rules").first.click()
    assert desk.page.locator("table.way details[open] code").first.is_visible()


def test_an_enterprise_sees_its_own_parcels_and_no_other(performance: Performance, opened: Opened) -> None:
    mine = next(case.parcel.deal for case in performance.planned.day if case.plant == "sound")
    other = next(
        case.parcel.deal
        for case in performance.planned.day
        if case.plant == "sound"
        and mine.merchant.code not in {party.code for party in (case.parcel.deal.merchant, case.parcel.deal.guarantor)}
    )
    desk = opened(mine.merchant.code, lang="en")
    desk.open(f"/parcels?number={mine.order_no}")
    assert mine.order_no in desk.text("h1")
    assert desk.page.locator("table.way summary", has_text="rules").count() == 0
    desk.open(f"/parcels?number={other.order_no}")
    assert "No case that you may see" in desk.text()
    desk.faults.clear()  # the browser reports the 404


def test_an_officer_decides_a_held_case_and_it_moves(trade: Trade, send: Send, opened: Opened) -> None:
    (case,) = licence_expired(trade)
    send(case.parcel)
    order_no = case.parcel.deal.order_no
    desk = opened("officer:forex", lang="en")

    def is_listed() -> bool:
        desk.open("/worklist?reason=99401")
        return order_no in desk.text()

    wait_until(is_listed, "the hold is in the worklist")
    desk.page.get_by_label(f"Decide order {order_no}").click()
    desk.page.get_by_label("Release", exact=True).check()
    desk.page.get_by_label("Officer").fill("forex officer 12")
    desk.page.get_by_label("Authority").fill("licence renewed <b>today</b>")
    desk.page.get_by_label("Reason", exact=True).fill("seen on paper")
    desk.page.get_by_role("button", name="Record the finding").click()
    desk.page.wait_for_url(re.compile("done="))
    assert "The finding is recorded" in desk.text('[role="status"]')
    desk.page.get_by_role("link", name="See the journey").click()

    def has_moved() -> bool:
        desk.page.reload()
        return "Held" not in desk.text(".headline")

    wait_until(has_moved, "the case moves on")
    assert "licence renewed <b>today</b>" in desk.text("table.way")
    desk.open("/worklist?reason=99401")
    assert order_no not in desk.text()


def fill(page: Page, document: dict[str, Any], kinds: dict[str, Kind], at: str) -> None:
    """Fill in a block of a document but what the console fills in itself."""
    for element, value in document.items():
        entry = page.locator(f"[id='{at}{element}']")
        digits = str(value)
        match kinds.get(element):
            case None:  # no field, or left to the console
                continue
            case Kind.CHOICE:
                entry.select_option(digits)
            case Kind.DATE:
                entry.fill(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
            case Kind.TIME:
                entry.fill(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}")
            case _:
                entry.fill(digits)


def test_a_courier_submits_a_whole_parcel_by_hand_without_scripts_and_it_is_decided(
    trade: Trade, opened: Opened
) -> None:
    parcel = trade.parcel(mode="9610")
    desk = opened(world().couriers[0].code, lang="en", java_script_enabled=False)
    for document in parcel.documents:
        described = BY_TAG[document["type"]]
        desk.open("/documents")
        desk.page.locator(f"a[href='/documents/{described.tag}']").click()
        for _ in document.get("lines", ())[1:]:
            desk.page.get_by_role("button", name="Add a line").click()
        left = {"guid", "app_time"}
        fill(desk.page, document, {f.element: f.kind for f in described.fields if f.to not in left}, "field.")
        for place, line in enumerate(document.get("lines", ())):
            assert described.lines is not None
            fill(desk.page, line, {f.element: f.kind for f in described.lines.fields}, f"field.lines.{place}.")
        desk.page.get_by_role("button", name="Submit", exact=True).click()
        assert "Taken in and durable" in desk.text('[role="status"]')
    desk.page.get_by_role("link", name="The journey of this number").click()

    def is_decided() -> bool:
        desk.open(f"/parcels?number={parcel.deal.order_no}")
        return bool({"Released", "Held"} & set(desk.text(".headline").split()))

    wait_until(is_decided, "the parcel is decided")
    desk.faults = [fault for fault in desk.faults if "404" not in fault]  # until the view had folded the parcel
    desk.open(f"/receipts?number={parcel.deal.order_no}")
    assert parcel.deal.order_no in desk.text("table.records")


def test_the_charts_go_on_by_themselves_until_they_are_paused(trade: Trade, send: Send, opened: Opened) -> None:
    desk = opened("operator", lang="en")
    desk.open("/flow?seconds=86400")
    before = int(desk.text('[data-total="submitted"]'))
    send(trade.parcel())
    desk.page.wait_for_function(
        "least => Number(document.querySelector('[data-total=submitted]').textContent) >= least", arg=before + 4
    )
    assert desk.page.locator("svg.chart").count() == 2
    assert desk.page.locator("svg.chart .series.submitted polyline").count() >= 1
    desk.page.get_by_role("button", name="Pause updates").click()
    renewed = desk.page.locator("#charts").get_attribute("data-renewed")
    desk.page.wait_for_timeout(2_500)  # longer than the pace of the updates: that nothing happens takes time to see
    assert desk.page.locator("#charts").get_attribute("data-renewed") in {renewed, str(int(renewed or 0) + 1)}


def test_pages_work_without_scripts(opened: Opened) -> None:
    desk = opened("operator", lang="en", java_script_enabled=False)
    desk.open("/flow?seconds=86400")
    assert desk.page.locator("svg.chart").count() == 2
    assert desk.page.get_by_role("button", name="Pause updates").count() == 0
    desk.page.get_by_role("link", name="中文").click()
    assert "今日流量" in desk.text("h1")


def test_the_language_is_switched_in_place_and_stays(performance: Performance, opened: Opened) -> None:
    deal = next(case.parcel.deal for case in performance.planned.day if case.plant == "sound")
    desk = opened("auditor", lang="zh")
    desk.open(f"/parcels?number={deal.order_no}")
    assert "已放行" in desk.text(".headline")
    desk.page.get_by_role("link", name="English").click()
    assert deal.order_no in desk.text("h1")
    assert "Released" in desk.text(".headline")
    desk.open("/worklist")
    assert desk.text("h1") == "Worklist"


def test_an_auditor_reads_an_explanation_and_it_is_logged(performance: Performance, opened: Opened) -> None:
    number = next(case.parcel.deal.order_no for case in performance.planned.day if case.plant == "payer-differs")
    desk = opened("auditor", lang="en", size=NARROW)
    desk.open("/explain")
    desk.page.get_by_label("Any number").fill(number)
    desk.page.get_by_label("Purpose").fill("complaint 12")
    desk.page.get_by_label("Person").fill("auditor-3")
    desk.page.get_by_role("button", name="Explain").click()
    desk.page.wait_for_selector("text=This reading has been logged")
    said = desk.text()
    assert {"1327", "Step 1"} <= set(re.findall(r"1327|Step 1", said))


def test_signing_out_closes_every_page(opened: Opened) -> None:
    desk = opened("auditor", lang="en")
    desk.page.get_by_role("button", name="Sign out").click()
    desk.page.wait_for_url(re.compile("/sign-in"))
    desk.open("/flow")
    assert "/sign-in" in desk.page.url
