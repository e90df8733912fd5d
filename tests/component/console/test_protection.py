"""What guards the pages: who sees which, forms of our own only, text that stays text, nothing from elsewhere."""

import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from contracts import topics
from tests.component.console.conftest import Browser, Console, fold_in
from tests.support.caseview.routes import Gateway
from tests.support.caseview.trade import a_finding
from tests.support.customs.lifecycle import a_hold, a_reason, a_subject, held

HOLD = "/worklist/declaration-of-GW2/hold-1"
PAGES = {
    "merchant": ("/parcels", "/parcels?number=GW2", "/receipts", "/codes", "/codes/99301"),
    "tax-officer": ("/worklist", HOLD, "/flow", "/parcels?number=GW2"),
    "auditor": ("/explain", "/explain?number=GW2&purpose=test&person=auditor-3"),
    "operator": ("/flow", "/worklist", HOLD, "/operations", "/parcels?number=GW2"),
}
FORBIDDEN = {
    "merchant": ("/worklist", HOLD, "/flow", "/flow/charts", "/explain", "/operations"),
    "tax-officer": ("/operations", "/receipts"),
    "operator": ("/receipts", "/explain"),
}
ONCE = re.compile(r'name="csrf" value="[^"]+"')
SCRIPT = "<script>alert('1')</script>"
FINDING = {"action": "REFUSE", "officer": "7", "authority": "a", "reason": "r"}


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def pages(which: dict[str, tuple[str, ...]]) -> list[Any]:
    return [(who, path) for who, paths in which.items() for path in paths]


@pytest.mark.parametrize(("who", "path"), pages(PAGES))
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_every_page_loads_nothing_from_elsewhere_and_holds_no_script_or_style(
    console: Console, who: str, path: str, lang: str
) -> None:
    browser = await console.browser(who)
    answer = await browser.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == 200
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    for tag, attributes in Elements(answer.text).found:
        assert not any(name == "style" or name.startswith("on") for name in attributes), (tag, attributes)
        for name in ("src", "href", "action"):
            if name in attributes:
                assert re.match(r"^(/(?!/)|#)", attributes[name] or ""), (tag, attributes)
        assert tag != "script" or set(attributes) == {"src", "defer"}


@pytest.mark.parametrize(("who", "path"), pages(FORBIDDEN))
async def test_a_part_that_is_not_for_an_organisation_is_refused_and_not_in_its_navigation(
    console: Console, who: str, path: str
) -> None:
    browser = await console.browser(who)
    assert (await browser.get(path)).status_code == 403
    start = await browser.get((await browser.get("/")).headers["location"])
    assert f'href="{path}"' not in start.text


async def test_a_foreign_number_is_not_there(console: Console) -> None:
    foreign = await (await console.browser("stranger")).get("/parcels?number=GW2")
    unknown = await (await console.browser("stranger")).get("/parcels?number=GW7")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert ONCE.sub("", foreign.text).replace("GW2", "") == ONCE.sub("", unknown.text).replace("GW7", "")


async def test_an_enterprise_sees_neither_rules_nor_findings(console: Console) -> None:
    seen = (await (await console.browser("merchant")).get("/parcels?number=GW2&lang=en")).text
    assert "Released" in seen or "With an officer" in seen
    assert "officer 7" not in seen
    assert "customs law art. 23" not in seen
    assert "/worklist/" not in seen
    assert "officer 7" in (await (await console.browser("operator")).get("/parcels?number=GW2")).text


@pytest.mark.parametrize(
    ("changes", "headers"),
    [
        ({"csrf": "guessed"}, {}),
        ({"csrf": ""}, {}),
        ({}, {"Origin": "https://elsewhere.example"}),
        ({}, {"Origin": "null"}),
        ({}, {"Origin": "http://["}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
async def test_a_form_that_another_site_sends_does_nothing(
    console: Console, changes: dict[str, str], headers: dict[str, str]
) -> None:
    browser = await console.browser("tax-officer")
    fields = {**FINDING, "csrf": await browser.token(HOLD), **changes}
    answer = await browser.post(HOLD, fields, **headers)
    assert answer.status_code == 403
    assert console.gateway.publisher.sent == []


async def test_the_token_of_another_session_does_not_serve(console: Console) -> None:
    other = await console.browser("tax-officer")
    browser = await console.browser("tax-officer")
    answer = await browser.post(HOLD, {**FINDING, "csrf": await other.token(HOLD)})
    assert answer.status_code == 403
    assert console.gateway.publisher.sent == []


async def test_what_is_no_form_of_ours_is_refused(console: Console) -> None:
    browser = await console.browser("tax-officer")
    token = await browser.token(HOLD)
    many = {f"field{number}": "" for number in range(200)}
    assert (await browser.post(HOLD, {"csrf": token, "reason": "x" * 70_000})).status_code == 413
    assert (await browser.post(HOLD, {"csrf": token, **many})).status_code == 400
    assert (await browser.http.post(HOLD, json={"csrf": token})).status_code == 415


async def test_signing_in_from_another_site_is_refused(console: Console) -> None:
    browser = await console.browser()
    answer = await browser.post("/sign-in", {"key": "merchant"}, Origin="https://elsewhere.example")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


async def test_what_people_write_stays_text(console: Console, gateway: Gateway) -> None:
    hold = msgspec.structs.replace(a_hold(), reason=a_reason(text_zh=SCRIPT))
    finding = msgspec.structs.replace(a_finding("GW2"), finding_id="f2", hold_id="hold-1", agency="tax", reason=SCRIPT)
    fold_in(gateway, topics.CUSTOMS_DECLARATIONS, held(a_subject("GW2"), hold), offset=900)
    fold_in(gateway, topics.TAX_FINDINGS, finding, offset=900)
    operator = await console.browser("operator")
    for path in ("/parcels?number=GW2&lang=zh", f"{HOLD}?lang=zh", "/worklist?lang=zh"):
        text = (await operator.get(path)).text
        assert SCRIPT not in text
        assert "&lt;script&gt;" in text
    await _holds_no_script(operator, "/parcels?number=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    await _holds_no_script(operator, "/operations?redriven=%3Cscript%3Ealert(1)%3C/script%3E")
    await _holds_no_script(operator, "/worklist?agency=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    await _holds_no_script(operator, f"{HOLD}?done=%3Cscript%3Ealert(1)%3C/script%3E")


async def test_what_an_officer_typed_stays_text_when_it_comes_back(console: Console) -> None:
    browser = await console.browser("tax-officer")
    answer = await browser.submit(HOLD, {**FINDING, "action": "FORGIVE", "reason": f"</textarea>{SCRIPT}"})
    assert answer.status_code == 400
    assert SCRIPT not in answer.text
    assert "&lt;/textarea&gt;&lt;script&gt;" in answer.text


async def _holds_no_script(browser: Browser, path: str) -> None:
    answer = await browser.get(path)
    assert "<script>" not in answer.text
