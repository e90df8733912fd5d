"""Every document of the contract is submitted by a form that is made of it: asked for, filled in, refused, mended."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from contracts.document import Document, Field
from contracts.documents import BY_TAG, DOCUMENTS
from gateway.http.document_schemas import PARCEL
from tests.support.console.counter import CODE, ORDER, WAYBILL, Counter, counter, entered, opened, path_of, send, typed
from tests.support.console.filled_forms import FilledForm
from tests.support.gateway import conformance
from tests.support.gateway.papers import a_waybill, an_order, as_json

__all__ = ["counter"]

EXAMPLES = {document.tag: conformance.as_described(document) for document in DOCUMENTS}
REAL = {document["type"]: document for document in PARCEL}
GUID_AND_TIME = ("guid", "app_time")
BY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.tag)


def fields(document: Document) -> Iterator[tuple[str, Field]]:
    """Yield each field of a document and of its first line, by name of input."""
    yield from ((f"field.{field.element}", field) for field in document.fields)
    if document.lines is not None:
        yield from ((f"field.lines.0.{field.element}", field) for field in document.lines.fields)


@BY_DOCUMENT
async def test_a_form_submits_what_was_entered_in_it_and_leads_to_its_receipts(
    counter: Counter, document: Document
) -> None:
    """The same document in JSON has the same id, so every field has come through, every line too."""
    example = EXAMPLES[document.tag]
    if document.lines is not None:
        example = {**example, "lines": example["lines"] * 3}
    browser = await counter.browser()
    form = await opened(browser, document, lines=3)
    answer = await send(browser, document, form.fill(typed(example)))
    assert answer.status_code == 303, FilledForm(answer.text).texts
    (published,) = counter.documents
    assert type(published).__name__ == document.record.__name__
    assert published.sender_code == CODE
    direct = await counter.gateway.post(as_json(example), key="key-of-everyone")
    assert direct.json()["items"][0]["documentId"] == published.document_id
    where = answer.headers["location"]
    page = (await browser.get(where)).text
    assert published.document_id in page
    assert published.batch_id in page
    (number,) = parse_qs(urlsplit(where).query)["number"]
    assert f'href="/receipts?number={number}"' in page


@BY_DOCUMENT
@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_form_asks_for_every_field_as_the_contract_describes_it(
    counter: Counter, document: Document, lang: str
) -> None:
    browser = await counter.browser()
    form = FilledForm((await browser.get(f"{path_of(document)}?lang={lang}")).text)
    asked = dict(fields(document))
    assert asked.keys() == {name for name in form.values if name.startswith("field.")}
    for name, field in asked.items():
        assert (field.zh if lang == "zh" else field.en.casefold()) in form.labels[name].casefold()
        must = field.required and field.to not in GUID_AND_TIME
        assert (name in form.required, "*" in form.labels[name]) == (must, must), name
        if field.choices:
            words = form.options[name]
            assert words.keys() == {"", *field.choices}
            assert all(len(word) > len(value) + 1 for value, word in words.items() if value)
        if field.table:
            assert "代码表" in form.texts[f"{name}-hint"] or "code of" in form.texts[f"{name}-hint"]
        if field.personal:
            assert "加密" in form.texts[f"{name}-hint"] or "encrypted" in form.texts[f"{name}-hint"]


@BY_DOCUMENT
async def test_every_mandatory_field_that_is_empty_is_told_beside_it_and_nothing_is_taken_in(
    counter: Counter, document: Document
) -> None:
    browser = await counter.browser()
    form = await opened(browser, document)
    entered = form.fill({name: "" for name in form.values if name.startswith("field.")})
    answer = await browser.post(f"{path_of(document)}?lang=en", {**entered, "do": "send"})
    assert answer.status_code == 422
    refused = FilledForm(answer.text)
    wanted = {name for name, field in fields(document) if field.required and field.to not in GUID_AND_TIME}
    assert refused.invalid == wanted
    assert all("is required" in refused.fault(name) for name in wanted)
    assert all(f'href="#{name}"' in answer.text for name in wanted)
    assert ("Line 1 · <a" in answer.text) == (document.lines is not None)
    assert counter.documents == []


@BY_DOCUMENT
async def test_each_mandatory_field_left_empty_is_told_by_itself_and_the_rest_stays(
    counter: Counter, document: Document
) -> None:
    browser = await counter.browser()
    form = await opened(browser, document)
    whole = form.fill(typed(EXAMPLES[document.tag]))
    for name, field in fields(document):
        if not field.required or field.to in GUID_AND_TIME:
            continue
        form = FilledForm((await send(browser, document, {**form.values, **entered(whole), name: ""})).text)
        assert form.invalid == {name}
        assert field.element in form.fault(name)
        assert entered(form.values) == {**entered(whole), name: ""}
    assert counter.documents == []


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_fault_is_told_in_the_language_of_the_page_beside_its_field_and_is_mended_there(
    counter: Counter, lang: str
) -> None:
    browser = await counter.browser()
    order = an_order(orderNo="7" * 61, buyerName="示例人" * 30)
    form = await opened(browser, ORDER)
    answer = await browser.post(f"/documents/import-order?lang={lang}", {**form.fill(typed(order)), "do": "send"})
    refused = FilledForm(answer.text)
    assert refused.invalid == {"field.orderNo", "field.buyerName"}
    said = refused.fault("field.orderNo")
    assert ("超长，最多 60 个字符" if lang == "zh" else "too long: at most 60 characters") in said
    mended = refused.fill({"field.orderNo": "7", "field.buyerName": "示例人"})
    assert (await send(browser, ORDER, mended)).status_code == 303
    assert [record.order_no for record in counter.documents] == ["7"]


async def test_lines_are_added_and_removed_without_scripts_and_keep_what_wasentered(counter: Counter) -> None:
    browser = await counter.browser()
    form = await opened(browser, ORDER, lines=3)
    names = {f"field.lines.{place}.itemName": f"goods {place}" for place in range(3)}
    dropped = FilledForm((await browser.post("/documents/import-order", {**form.fill(names), "do": "drop.1"})).text)
    left = {name: value for name, value in dropped.values.items() if name.endswith(".itemName")}
    assert left == {"field.lines.0.itemName": "goods 0", "field.lines.1.itemName": "goods 2"}
    assert counter.way.asked[-1][0] == "/v1/me"
    alone = FilledForm((await browser.post("/documents/import-order", {**dropped.values, "do": "drop.0"})).text)
    assert alone.buttons == ["add", "send"]
    still = FilledForm((await browser.post("/documents/import-order", {**alone.values, "do": "drop.0"})).text)
    assert still.values == alone.values
    for odd in ("drop.", "drop.9", "drop.-1", f"drop.{'9' * 5_000}", "nothing"):
        same = await browser.post("/documents/import-order", {**dropped.values, "do": odd})
        assert FilledForm(same.text).values == dropped.values


async def test_no_more_lines_are_offered_than_a_document_may_have(counter: Counter) -> None:
    assert ORDER.lines is not None
    browser = await counter.browser()
    form = await opened(browser, ORDER)
    most = {f"field.lines.{place}.itemName": "goods" for place in range(ORDER.lines.most)}
    full = FilledForm((await browser.post("/documents/import-order", {**form.values, **most, "do": "show"})).text)
    assert "add" not in full.buttons
    again = FilledForm((await browser.post("/documents/import-order", {**full.values, "do": "add"})).text)
    assert entered(again.values) == entered(full.values)
    example = {**EXAMPLES[ORDER.tag], "lines": EXAMPLES[ORDER.tag]["lines"] * ORDER.lines.most}
    assert (await send(browser, ORDER, full.fill(typed(example)))).status_code == 303
    assert len(counter.documents[0].lines) == ORDER.lines.most


async def test_one_is_offered_the_documents_that_ones_roles_send(counter: Counter) -> None:
    retail = {document.tag for document in DOCUMENTS if document.procedure == "retail-import"}
    for who, wanted in (
        ("everyone", retail),
        ("merchant", {"import-order", "import-list", "import-cancellation"}),
        ("carrier", {"import-waybill"}),
    ):
        browser = await counter.browser(who)
        page = (await browser.get("/documents")).text
        assert set(re.findall(r'href="/documents/([a-z-]+)"', page)) & retail == wanted
        assert 'href="/documents"' in (await browser.get("/parcels")).text
        for tag in retail:
            assert (await browser.get(f"/documents/{tag}")).status_code == (200 if tag in wanted else 403)
    token = await browser.token("/documents")
    assert (await browser.post("/documents/import-order", {"csrf": token})).status_code == 403
    assert (await browser.get("/documents/nothing")).status_code == 404


async def test_who_hands_nothing_over_is_offered_no_form(counter: Counter) -> None:
    browser = await counter.browser("officer")
    assert (await browser.get("/documents")).status_code == 403
    assert (await browser.get("/documents/import-order")).status_code == 403
    assert 'href="/documents"' not in (await browser.get("/codes")).text


async def test_a_document_of_others_is_refused_beside_the_field_that_names_them(counter: Counter) -> None:
    browser = await counter.browser("merchant")
    form = await opened(browser, ORDER)
    assert form.values["field.ebcCode"] == "3301960001"
    answer = await send(browser, ORDER, form.fill(typed(an_order(ebcCode="3301960002"))))
    assert answer.status_code == 403
    refused = FilledForm(answer.text)
    assert refused.invalid == {"field.ebcCode"}
    assert refused.values["field.ebcCode"] == "3301960002"


async def test_the_transmitter_is_one_of_the_organisations_codes(counter: Counter) -> None:
    browser = await counter.browser()
    form = await opened(browser, WAYBILL)
    assert form.options["transmitter"].keys() == {CODE, "1105910002"}
    filled = form.fill(typed(a_waybill()))
    foreign = await send(browser, WAYBILL, {**filled, "transmitter": "4403180001"})
    assert foreign.status_code == 403
    assert "所填内容仍在下方" in foreign.text
    assert entered(FilledForm(foreign.text).values) == entered(filled)
    form = await opened(browser, WAYBILL)
    await send(browser, WAYBILL, form.fill({**typed(a_waybill()), "transmitter": "1105910002"}))
    assert [record.sender_code for record in counter.documents] == ["1105910002"]


@pytest.mark.parametrize("example", REAL.values(), ids=REAL)
async def test_the_documents_of_a_whole_parcel_are_submitted_by_hand(counter: Counter, example: dict[str, Any]) -> None:
    """guid and time of submission are left to the console."""
    document = BY_TAG[example["type"]]
    browser = await counter.browser()
    entered = {name: value for name, value in typed(example).items() if name not in ("field.guid", "field.appTime")}
    form = await opened(browser, document, lines=len(example.get("lines", "1")))
    answer = await send(browser, document, form.fill(entered))
    assert answer.status_code == 303, FilledForm(answer.text).texts
    (published,) = counter.documents
    assert published.order_no == example["orderNo"]
