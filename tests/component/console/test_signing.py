"""Signing in and out: with a key that stays on the server, for a session that ends."""

import pytest

from console.sessions import LONGEST_SECONDS
from edge.access.directory import Directory
from tests.component.console.conftest import Console
from tests.support.caseview.routes import Gateway

PRIVATE = ("/parcels", "/parcels?number=GW2", "/receipts", "/worklist", "/flow", "/flow/charts", "/operations")


async def test_an_organisation_signs_in_with_its_key_and_arrives_at_its_part(console: Console) -> None:
    for key, part in (("merchant", "/parcels"), ("tax-officer", "/worklist"), ("operator", "/flow")):
        browser = await console.browser(key)
        assert (await browser.get("/")).headers["location"] == part
        assert (await browser.get(part)).status_code == 200


@pytest.mark.parametrize("key", ["nobody's key", "", "密钥", "a\nb", "x" * 600])
async def test_an_unknown_key_is_refused_and_begins_no_session(console: Console, key: str) -> None:
    browser = await console.browser()
    answer = await browser.sign_in(key)
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "set-cookie" not in answer.headers


async def test_wrong_keys_are_put_off_and_a_right_one_from_the_same_address_is_not(console: Console) -> None:
    browser = await console.browser()
    signed_in = await console.browser("merchant")
    told = [await browser.sign_in(f"nobody's key {number}") for number in range(40)]
    assert {answer.status_code for answer in told[:5]} == {401}
    last = told[-1]
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) >= 1
    assert 'role="alert"' in last.text
    assert (await signed_in.get("/parcels")).status_code == 200
    assert (await browser.sign_in("operator")).status_code == 303


async def test_whose_key_is_withdrawn_is_signed_out_however_many_wrong_ones_came(console: Console) -> None:
    """All who sign in share the console's address at the gateway."""
    browser, other = await console.browser("merchant"), await console.browser()
    for number in range(40):
        await other.sign_in(f"nobody's key {number}")
    object.__setattr__(console.gateway.app.state.shared, "directory", Directory({}))
    answer = await browser.get("/parcels?number=GW1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?ended=1")


async def test_the_key_is_in_no_page_and_no_cookie(console: Console) -> None:
    browser = await console.browser()
    signed_in = await browser.sign_in("tax-officer")
    assert "tax-officer" not in signed_in.headers["set-cookie"]
    for path in ("/worklist", "/worklist/declaration-of-GW2/hold-1", "/flow", "/parcels?number=GW2"):
        assert "tax-officer" not in (await browser.get(path)).text


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(console: Console, gateway: Gateway) -> None:
    cookie = (await (await console.browser()).sign_in("merchant")).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    behind_tls = Console(gateway, tls=True)
    answer = await (await behind_tls.browser()).sign_in("merchant")
    assert answer.headers["set-cookie"].startswith("__Host-yidian_session=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" in answer.headers


@pytest.mark.parametrize("path", PRIVATE)
async def test_who_has_not_signed_in_is_led_to_the_form_and_back(console: Console, path: str) -> None:
    browser = await console.browser()
    led = await browser.get(path)
    assert led.status_code == 303
    assert led.headers["location"].startswith("/sign-in?next=%2F")
    answer = await browser.post(led.headers["location"], {"key": "operator"})
    assert answer.headers["location"] == path


@pytest.mark.parametrize(
    "wanted",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x", "//[", "/%09/elsewhere"],
)
async def test_signing_in_leads_to_no_other_site(console: Console, wanted: str) -> None:
    browser = await console.browser()
    answer = await browser.post(f"/sign-in?next={wanted}", {"key": "merchant"})
    assert answer.headers["location"] == "/"


async def test_signing_out_ends_the_session(console: Console) -> None:
    browser = await console.browser("merchant")
    kept = dict(browser.http.cookies)
    answer = await browser.post("/sign-out", {"csrf": await browser.token("/parcels")})
    assert answer.headers["location"] == "/sign-in"
    thief = await console.browser()
    thief.http.cookies.update(kept)
    assert (await thief.get("/parcels")).status_code == 303


async def test_signing_in_again_gives_a_new_session_and_ends_the_old_one(console: Console) -> None:
    browser = await console.browser("merchant")
    kept = dict(browser.http.cookies)
    await browser.sign_in("merchant")
    assert dict(browser.http.cookies) != kept
    other = await console.browser()
    other.http.cookies.update(kept)
    assert (await other.get("/parcels")).status_code == 303


async def test_a_session_ends_when_it_is_idle_and_after_a_working_day(console: Console) -> None:
    browser = await console.browser("merchant")
    console.seconds += 1799
    assert (await browser.get("/parcels")).status_code == 200
    console.seconds += 1801
    led = await browser.get("/parcels")
    assert led.headers["location"].endswith("&ended=1")
    busy = await console.browser("merchant")
    until = console.seconds + LONGEST_SECONDS
    while console.seconds < until:
        console.seconds += 1000
        answer = await busy.get("/parcels")
        assert answer.status_code == (200 if console.seconds <= until else 303)


async def test_a_key_that_the_gateway_no_longer_knows_ends_the_session(console: Console) -> None:
    browser = await console.browser("merchant")
    console.gateway.app.state.shared.directory = type(console.gateway.app.state.shared.directory)({})
    assert (await browser.get("/parcels?number=GW2")).headers["location"] == "/sign-in?ended=1"
    assert (await browser.get("/parcels")).status_code == 303
