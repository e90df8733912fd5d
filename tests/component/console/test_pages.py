"""What the pages tell and do: a parcel's journey, the worklist and findings, the flow, receipts, operations."""

import re
import time
from html import unescape

import pytest
from sqlalchemy import insert

from caseview.database import tables, upsert
from caseview.fold.decoding import decode
from caseview.http import figures
from console.client import is_answering
from contracts import codec, topics
from contracts.common import FindingAction, FindingRecorded
from contracts.gateway import ReceiptIssued
from contracts.mesh import RedriveRequested
from mesh.declared.errors import TemporaryFailure
from mesh.declared.keys import digest
from mesh.process import health
from mesh.process.http_server import SmallServer, json_answer
from mesh.wire.records import Inbound
from tests.component.console.conftest import Console, fold_in
from tests.support.caseview.trade import a_day
from tests.support.customs.lifecycle import a_hold, a_subject, held

HOLD = "/worklist/declaration-of-GW2/hold-1"
FINDING = {"action": "REFUSE", "officer": "officer 3", "authority": "tax law art. 5", "reason": "no guarantee"}

EXPLAINED = "/explain?number=GW2&purpose=complaint&person=auditor-3&lang=en"


def text_of(page: str) -> str:
    """Return what a page says, without its elements."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("number", ["GW2", "Ｇ W２", "P-GW2", "W-GW2", "COP-GW2", "51412024I000000001"])
async def test_a_parcel_is_found_by_any_of_its_numbers(console: Console, number: str) -> None:
    browser = await console.browser("operator")
    answer = await browser.get(f"/parcels?number={number}&lang=en")
    assert answer.status_code == 200
    assert "GW2" in text_of(answer.text)


async def test_several_matches_are_listed_and_each_leads_to_its_journey(console: Console) -> None:
    browser = await console.browser("operator")
    page = (await browser.get("/parcels?number=51412024I000000001&lang=en")).text
    assert "3 cases have the number" in page
    links = re.findall(r'href="(/parcels\?number=[^"]+)"><code>', page)
    assert len(links) == 3
    for order_no, link in zip(("GW1", "GW2", "GW3"), links, strict=True):
        assert f"Order {order_no}" in (await browser.get(f"{unescape(link)}&lang=en")).text


async def test_the_journey_has_lanes_documents_verdicts_rules_and_receipts(console: Console) -> None:
    page = (await (await console.browser("operator")).get("/parcels?number=GW2&lang=en")).text
    said = text_of(page)
    for word in ("Order GW2", "Held", "With an officer", "Accepted", "99501", "Receipt"):
        assert word in said
    lanes = re.findall(r'<th scope="col" class="lane-(\w+)">', page)
    assert lanes == ["gateway", "customs", "inspection", "tax"]
    assert page.count('<div class="event ') > 20
    assert re.search(r'<details class="receipts">\s*<summary>Receipts: \d+</summary>', page)


async def test_a_parcel_whose_key_is_parked_says_so(console: Console) -> None:
    assert "has parked this order" not in text_of(
        (await (await console.browser("operator")).get("/parcels?number=GW2&lang=en")).text
    )
    row = {"processor": "tax.assessment", "partition": 0, "key_digest": digest(b"GW2"), "key_hex": b"GW2".hex()}
    with console.gateway.engine.begin() as connection:
        connection.execute(insert(tables.PARKED), row | {"code": "rule_failed", "reason": "boom", "parked_ms": 7})
    page = text_of((await (await console.browser("operator")).get("/parcels?number=GW2&lang=en")).text)
    assert "tax.assessment has parked this order since 1970-01-01 08:00:00" in page
    assert "the processor failed on it rule_failed boom" in page


async def test_who_is_told_only_how_a_parcel_stands_sees_its_holds_without_their_reasons(console: Console) -> None:
    answer = await (await console.browser("carrier")).get("/parcels?number=GW2&lang=en")
    assert answer.status_code == 200
    holds = re.findall(r'<ul class="holds">.*?</ul>\s*</section>', answer.text, re.DOTALL)
    assert len(holds) == 1
    assert "Tax 2024-11-11 10:00:00 – open" in text_of(holds[0])
    assert "99501" not in answer.text


async def test_nothing_is_asked_of_the_gateway_without_a_number(console: Console) -> None:
    browser = await console.browser("operator")
    console.way.cut = True
    assert (await browser.get("/parcels?number=%20")).status_code == 200


async def test_the_worklist_shows_reason_age_and_deadline_and_leads_to_the_hold(console: Console) -> None:
    page = (await (await console.browser("tax-officer")).get("/worklist?lang=en")).text
    said = text_of(page)
    for word in ("GW2", "99501", "1 min 30 s", "Deadline", "Open holds: 1"):
        assert word in said
    assert f'href="{HOLD}"' in page
    assert "GW2" not in (await (await console.browser("inspector")).get("/worklist")).text


@pytest.mark.parametrize(
    ("query", "there"),
    [("reason=99501", True), ("reason=500", False), ("age=3600", False), ("agency=tax", True), ("agency=forex", False)],
)
async def test_the_worklist_is_filtered_and_keeps_what_was_chosen(console: Console, query: str, there: bool) -> None:
    page = (await (await console.browser("operator")).get(f"/worklist?{query}")).text
    assert ("<code>GW2</code>" in page) is there
    name, _, value = query.partition("=")
    options = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    assert options is not None
    assert f'value="{value}" selected' in options[0] or (name, there) == ("reason", False)


@pytest.mark.parametrize(
    ("lang", "says", "rests"),
    [
        ("en", "The payer is the buyer.", "财关税〔2016〕18号, item 5"),
        ("zh", "支付人即订购人。", "财关税〔2016〕18号 第五条"),
    ],
)
async def test_a_code_is_told_with_its_rules_and_their_law(console: Console, lang: str, says: str, rests: str) -> None:
    browser = await console.browser("merchant")
    answer = await browser.get(f"/codes/1327?lang={lang}")
    assert says in answer.text
    assert rests in answer.text


async def test_an_officers_finding_goes_the_way_of_the_interface(console: Console) -> None:
    browser = await console.browser("tax-officer")
    answer = await browser.submit(HOLD, FINDING)
    assert answer.status_code == 303
    (record,) = console.gateway.publisher.sent
    assert (record.topic, record.key) == ("tax.findings.v1", b"GW2")
    found = codec.decode(record.value or b"")
    assert isinstance(found, FindingRecorded)
    assert (found.action, found.officer, found.authority) == (FindingAction.REFUSE, "officer 3", "tax law art. 5")
    assert found.finding_id in (await browser.get(answer.headers["location"])).text


async def test_what_the_gateway_refuses_is_said_and_the_form_comes_back_filled(console: Console) -> None:
    short = held(a_subject("GW2"), a_hold("hold-9", code="99301"))
    fold_in(console.gateway, topics.CUSTOMS_DECLARATIONS, short, offset=900)
    browser = await console.browser("tax-officer")
    answer = await browser.submit("/worklist/declaration-of-GW2/hold-9", {**FINDING, "action": "RELEASE"})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert "not_releasable" in answer.text
    assert 'value="officer 3"' in answer.text
    assert 'value="RELEASE" required checked' in answer.text
    missing = await browser.submit("/worklist/declaration-of-GW2/hold-9", {**FINDING, "authority": ""})
    assert missing.status_code == 400
    assert "/authority" in missing.text
    assert console.gateway.publisher.sent == []


async def test_only_officers_of_the_agency_get_the_form(console: Console) -> None:
    for who in ("operator", "inspector"):
        page = await (await console.browser(who)).get(HOLD)
        assert (page.status_code, 'name="action"' in page.text) == (200, False)
    assert 'name="action"' in (await (await console.browser("tax-officer")).get(HOLD)).text


async def test_a_closed_hold_has_no_form_and_an_unknown_one_no_page(console: Console) -> None:
    inspector = await console.browser("inspector")
    closed = await inspector.get("/worklist/declaration-of-GW2/hold-2")
    assert (closed.status_code, 'name="action"' in closed.text) == (200, False)
    assert (await inspector.get("/worklist/declaration-of-GW2/hold-9")).status_code == 404
    assert (await inspector.get("/worklist/declaration-of-GW9/hold-1")).status_code == 404


async def test_the_flow_counts_and_draws_what_the_tables_say(console: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = max(inbound.timestamp_ms for inbound, _ in a_day().written)
    monkeypatch.setattr(time, "time_ns", lambda: newest * 1_000_000)
    browser = await console.browser("operator")
    page = (await browser.get("/flow?seconds=300&lang=en")).text
    totals = dict(re.findall(r'data-total="(\w+)">(\d+)<', page))
    assert totals == {"submitted": "14", "released": "1", "held": "2", "refused": "2"}
    assert page.count('<svg class="chart"') == page.count('<table class="small numbers">') == 2
    assert sum(map(int, re.findall(r"</th><td>(\d+)</td>", page))) >= 14
    for code in ("99501", "500", "1322", "99104"):
        assert code in page
    charts = await browser.get("/flow/charts?seconds=300&lang=en")
    assert charts.text.strip() in page
    assert "<html" not in charts.text


async def test_receipts_come_in_pages_and_lead_to_their_parcels(console: Console) -> None:
    receipts = [record for _, record in a_day().written if isinstance(record, ReceiptIssued)]
    for receipt in receipts * 4:
        console.gateway.receipts.add(0, receipt)
    browser = await console.browser("merchant")
    first = (await browser.get("/receipts?lang=en")).text
    times = re.findall(r'<time datetime="([^"]+)"', first)
    assert len(times) == 50
    assert times == sorted(times, reverse=True)
    assert "GW1" in first
    following = re.search(r'href="(/receipts\?before=[^"]+)" rel="next"', first)
    assert following is not None
    assert "These are the oldest" in (await browser.get(f"{unescape(following[1])}&lang=en")).text
    listed = (await browser.get("/receipts?document_type=IMPORT_LIST&status=800&lang=en")).text
    assert set(re.findall(r"<code>(\d+)</code> Released", listed)) == {"800"}
    assert "No receipt fits" in (await browser.get("/receipts?number=nobody&lang=en")).text
    console.gateway.receipts.down = True
    assert (await browser.get("/receipts")).status_code == 503


async def test_operators_see_parked_keys_and_have_one_worked_again(console: Console) -> None:
    browser = await console.browser("operator")
    page = (await browser.get("/operations?lang=en")).text
    assert {"GW9", "forex.decisions"} <= set(re.findall(r"<code>([^<]+)</code>", page))
    assert "trade.<wbr>imports.<wbr>v1" in page
    fields = {"processor": "forex.decisions", "key": "GW9", "partition": "0", "reason": "licence seeded"}
    answer = await browser.submit("/operations", fields)
    assert answer.headers["location"] == "/operations?redriven=GW9"
    (record,) = console.gateway.publisher.sent
    assert record.topic == topics.FOREX_DECISIONS_COMMANDS
    assert isinstance(codec.decode(record.value or b""), RedriveRequested)


async def test_problems_stand_first_and_what_is_all_right_is_folded(console: Console) -> None:
    page = (await (await console.browser("operator")).get("/operations?lang=en")).text
    said = text_of(page)
    for problem in ("tax has no worker (Empty)", "customs waits in partition 1", "Parked keys: 1"):
        assert said.index(problem) < said.index("Processes")
    services = re.search(r'id="services".*?</table>', page, re.DOTALL)
    assert services is not None
    assert re.search(r"Customs customs\s+Works\s+stable\s+2\s+42", text_of(services[0]))
    folded = re.search(r"<details><summary.*?1 other topics are all right.*?</details>", page, re.DOTALL)
    assert folded is not None
    assert "gateway.<wbr>register-<wbr>changes.<wbr>v1" in folded[0]


async def test_operators_see_what_the_view_passes_over(console: Console) -> None:
    browser = await console.browser("operator")
    assert "passes over" not in (await browser.get("/operations?lang=en")).text
    foreign = Inbound(topics.TRADE_IMPORTS, 0, 900, 1, b"GW1", b"\0\0\0\0\x01abc", ())
    upsert.apply(console.gateway.engine, [(foreign, decode(foreign))])
    assert "the case view passes over 1" in (await browser.get("/operations?lang=en")).text


async def test_operators_see_who_waits_for_a_schema(console: Console) -> None:
    browser = await console.browser("operator")
    for lang, said in (("en", "customs waits in partition 1 at offset 7 for schema 99"), ("zh", "等待模式 99")):
        assert said in (await browser.get(f"/operations?lang={lang}")).text


async def test_operations_are_shown_while_kafka_does_not_answer(
    console: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise TemporaryFailure("down")

    monkeypatch.setattr(figures, "topics_and_lag", down)
    answer = await (await console.browser("operator")).get("/operations?lang=en")
    assert answer.status_code == 200
    assert "The event bus does not answer" in answer.text


async def test_a_reason_leads_to_what_its_code_means_and_what_to_do(console: Console) -> None:
    browser = await console.browser("merchant")
    assert 'href="/codes/99501"' in (await browser.get("/parcels?number=GW2")).text
    for lang, word in (("en", "What to do"), ("zh", "怎么办")):
        assert word in (await browser.get(f"/codes/99501?lang={lang}")).text
    assert 'href="/codes/99501"' in (await browser.get("/codes")).text
    assert (await browser.get("/codes/nobody's")).status_code == 404


async def test_an_explanation_needs_a_purpose_and_a_person_and_is_noted(console: Console) -> None:
    browser = await console.browser("auditor")
    assert "GW2" not in text_of((await browser.get("/explain?lang=en")).text)
    unsaid = await browser.get("/explain?number=GW2&purpose=%20&person=auditor-3&lang=en")
    assert "This reading has been logged" not in unsaid.text
    assert (await console.gateway.get("auditor", "/v1/reads")).json()["reads"] == []
    page = (await browser.get("/explain?number=GW2&purpose=complaint&person=auditor-3&lang=en")).text
    for word in ("This reading has been logged", "Step", "batch-1", "Documents and evidence", "99501", "officer"):
        assert word in text_of(page)
    (read,) = (await console.gateway.get("auditor", "/v1/reads")).json()["reads"]
    assert (read["purpose"], read["person"], read["number"]) == ("complaint", "auditor-3", "GW2")
    unknown = await browser.get("/explain?number=GW77&purpose=complaint&person=auditor-3")
    assert unknown.status_code == 404


async def test_an_explanation_has_no_empty_fields_and_says_how_long_each_step_took(console: Console) -> None:
    """A step without rules, result or cause leaves these out of its card; on the real clock within one instant."""
    page = (await (await console.browser("auditor")).get(EXPLAINED)).text
    steps = page.partition('<h3 id="steps-1">')[2].partition("</table>")[0]
    assert re.findall(r"<td data-label=[^>]*>\s*</td>", steps) == []
    assert '<td class="absent"></td>' in steps
    assert re.search(r"All of it took [1-9]\d* (ms|s|min|h)", text_of(steps))
    assert re.search(r">\+[1-9]\d* (ms|s|min|h)<", steps)
    assert "Order submitted Order" not in text_of(steps)


@pytest.mark.parametrize("path", ["/parcels?number=GW2", "/explain?number=GW2&purpose=complaint&person=auditor-3"])
async def test_the_taxes_of_a_held_parcel_are_shown_line_by_line(console: Console, path: str) -> None:
    page = text_of((await (await console.browser("auditor")).get(f"{path}&lang=en")).text)
    for word in ("Taxes per line", "425.00", "15 %", "high-end", "not on file"):
        assert word in page


async def test_officers_are_explained_their_part_and_enterprises_nothing(console: Console) -> None:
    asked = "/explain?number=GW2&purpose=complaint&person=tax-3"
    assert "GW2" in text_of((await (await console.browser("tax-officer")).get(asked)).text)
    assert (await (await console.browser("merchant")).get(asked)).status_code == 403


async def test_a_gateway_that_does_not_answer_is_said_so(console: Console) -> None:
    browser = await console.browser("operator")
    console.way.cut = True
    answer = await browser.get("/flow?lang=en")
    assert answer.status_code == 503
    assert "The gateway does not answer" in answer.text


@pytest.mark.parametrize("path", health.PATHS)
async def test_health_and_metrics_are_not_for_those_who_sign_in(console: Console, path: str) -> None:
    assert (await (await console.browser("operator")).get(path)).status_code == 404
    assert (await (await console.browser()).get(path)).status_code == 404
    assert b"yidian_console_answers_total" in health.answer(health.Health(), "/metrics").body


def test_the_console_is_ready_while_its_gateway_answers() -> None:
    described = SmallServer(lambda _target: json_answer(200, {}), host="127.0.0.1", port=0, setting="port")
    described.start()
    url = f"http://127.0.0.1:{described.port}"
    assert is_answering(url)
    described.stop()
    assert not is_answering(url)
    assert not is_answering("http://no host")


async def test_a_page_that_is_not_there_is_said_so_in_the_frame(console: Console) -> None:
    answer = await (await console.browser("operator")).get("/nowhere?lang=en")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


async def test_the_language_is_what_was_asked_for_then_remembered_then_preferred(console: Console) -> None:
    browser = await console.browser("operator")
    assert '<html lang="zh-CN">' in (await browser.get("/parcels")).text
    assert '<html lang="en">' in (await browser.get("/parcels", **{"Accept-Language": "en-GB,zh;q=0.5"})).text
    assert '<html lang="en">' in (await browser.get("/parcels?lang=en")).text
    assert '<html lang="en">' in (await browser.get("/parcels", **{"Accept-Language": "zh"})).text
    page = (await browser.get("/parcels?number=GW2&lang=en")).text
    assert 'href="/parcels?number=GW2&amp;lang=zh"' in page
