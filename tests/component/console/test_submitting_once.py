"""A form for a document is acted on once, and nothing that was entered in it is lost or seen by others."""

import asyncio
import re
from html import unescape

import pytest

from tests.support.console.counter import WAYBILL, WHO, Counter, counter, entered, opened, send, typed
from tests.support.console.filled_forms import FilledForm
from tests.support.gateway.in_memory import unreachable
from tests.support.gateway.papers import a_waybill

__all__ = ["counter"]


async def test_a_form_that_comes_twice_submits_once(counter: Counter) -> None:
    """A double click sends it twice at once, a reload once more."""
    browser = await counter.browser()
    form = await opened(browser, WAYBILL)
    waybill = {name: value for name, value in typed(a_waybill()).items() if name not in ("field.guid", "field.appTime")}
    filled = form.fill(waybill)
    answers = await asyncio.gather(*(send(browser, WAYBILL, filled) for _ in range(2)))
    answers.append(await send(browser, WAYBILL, filled))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    (published,) = counter.documents
    assert re.fullmatch(r"[0-9A-F-]{36}", published.guid)
    assert published.app_time == "20241111100000"


async def test_a_form_that_was_sent_and_then_changed_is_another_submission(counter: Counter) -> None:
    browser = await counter.browser()
    form = await opened(browser, WAYBILL)
    filled = form.fill(typed(a_waybill()))
    assert (await send(browser, WAYBILL, filled)).status_code == 303
    changed = {**filled, "field.goodsInfo": "other goods"}
    answer = await browser.post("/documents/import-waybill?lang=en", {**changed, "do": "send"})
    assert answer.status_code == 422
    assert "becomes another document" in answer.text
    again = FilledForm(answer.text)
    assert entered(again.values) == entered(changed)
    assert (await send(browser, WAYBILL, again.values)).status_code == 303
    assert len(counter.documents) == 2


async def test_while_the_gateway_does_not_answer_nothing_is_lost_or_doubled(counter: Counter) -> None:
    browser = await counter.browser()
    filled = (await opened(browser, WAYBILL)).fill(typed(a_waybill()))
    for cut, bus in (("before", unreachable), ("", unreachable), ("after", lambda _number, _messages: None)):
        counter.way.cut, counter.gateway.bus.before = cut, bus
        answer = await send(browser, WAYBILL, filled)
        assert answer.status_code == 503
        assert FilledForm(answer.text).values == filled
    assert len(counter.documents) == 1
    counter.way.cut = ""
    assert (await send(browser, WAYBILL, filled)).status_code == 303
    assert len(counter.documents) == 1


async def test_a_form_of_another_session_is_shown_again_and_not_acted_on(counter: Counter) -> None:
    browser = await counter.browser()
    filled = (await opened(browser, WAYBILL)).fill(typed(a_waybill()))
    answer = await send(browser, WAYBILL, {**filled, "csrf": "guessed"})
    assert answer.status_code == 403
    assert entered(FilledForm(answer.text).values) == entered(filled)
    assert counter.documents == []
    assert (await send(browser, WAYBILL, FilledForm(answer.text).values)).status_code == 303


async def test_a_form_that_another_site_sends_is_not_even_shown(counter: Counter) -> None:
    browser = await counter.browser()
    filled = (await opened(browser, WAYBILL)).fill(typed(a_waybill()))
    answer = await browser.post(
        "/documents/import-waybill", {**filled, "do": "send"}, Origin="https://elsewhere.example"
    )
    assert answer.status_code == 403
    assert "奶粉" not in answer.text
    assert counter.documents == []


@pytest.mark.parametrize("ending", ["idle", "withdrawn"])
async def test_what_was_entered_outlives_the_session(counter: Counter, ending: str) -> None:
    browser = await counter.browser()
    filled = (await opened(browser, WAYBILL)).fill(typed(a_waybill()))
    if ending == "idle":
        counter.seconds = 61
    else:
        counter.know({})
    answer = await send(browser, WAYBILL, filled)
    assert answer.status_code == 401
    kept = FilledForm(answer.text)
    assert entered(kept.values) == {name: value for name, value in entered(filled).items() if value}
    assert not {"csrf", "do"} & kept.values.keys()
    counter.know(WHO)
    wrong = await browser.post("/documents/import-waybill", {**kept.values, "key": "nobody's"})
    assert wrong.status_code == 401
    assert FilledForm(wrong.text).values == kept.values
    answer = await browser.post("/documents/import-waybill", {**kept.values, "key": "key-of-everyone"})
    assert answer.status_code == 200
    assert "key-of-everyone" not in answer.text
    again = FilledForm(answer.text)
    assert entered(again.values) == entered(filled)
    assert counter.documents == []
    assert (await send(browser, WAYBILL, again.values)).status_code == 303
    assert len(counter.documents) == 1


async def test_another_language_keeps_what_wasentered(counter: Counter) -> None:
    browser = await counter.browser()
    page = (await browser.get("/documents/import-waybill?lang=zh")).text
    assert 'formaction="/documents/import-waybill?lang=en"' in page
    filled = FilledForm(page).fill(typed(a_waybill()))
    answer = await browser.post("/documents/import-waybill?lang=en", {**filled, "do": "show"})
    assert FilledForm(answer.text).values == filled
    assert "Waybill number" in answer.text
    assert "Waybill number" in (await browser.get("/documents/import-waybill")).text


async def test_personal_fields_are_in_no_address_and_no_log(
    counter: Counter, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither when the document is taken in, nor when it is refused, nor when the gateway is away."""
    caplog.set_level("DEBUG")
    browser = await counter.browser()
    person = {"field.consignee": "某收货人", "field.consigneeTelephone": "13912345678"}
    form = await opened(browser, WAYBILL)
    filled = form.fill({**typed(a_waybill()), **person})
    refused = FilledForm((await send(browser, WAYBILL, {**filled, "field.packNo": "many"})).text)
    assert refused.invalid == {"field.packNo"}
    mended = {**refused.values, "field.packNo": "1"}
    assert entered(refused.values).items() >= person.items()
    counter.way.cut = "before"
    await send(browser, WAYBILL, mended)
    counter.way.cut = ""
    answer = await send(browser, WAYBILL, mended)
    assert answer.status_code == 303
    said = capsys.readouterr()
    told = unescape(answer.headers["location"]) + said.out + said.err + caplog.text
    assert "batch_answered" in told
    for value in person.values():
        assert value not in told
