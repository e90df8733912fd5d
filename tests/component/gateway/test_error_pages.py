"""Every code has its page, in Chinese and English, for people and for programs; problems point there."""

import re
from typing import Any

import pytest
from lxml import etree, html

from contracts.codes import CODES
from contracts.rules import RULES
from edge.language import Language
from edge.problems.catalogue import KINDS
from gateway.error_pages.page import page
from gateway.error_pages.published import FAMILIES, PUBLISHED
from gateway.error_pages.remedies import FIELDS, REQUESTS
from gateway.forms.findings import CEB900_STATUS, TEXTS
from tests.support.gateway.in_memory import Gateway


def read(code: str, lang: Language) -> str:
    """Return what a reader sees of a page."""
    shown: Any = html.document_fromstring(page(PUBLISHED[code], lang))
    return str(shown.text_content())


def test_every_code_of_the_gateway_and_the_agencies_is_published() -> None:
    assert set(PUBLISHED) == {*KINDS, *TEXTS, *CODES, CEB900_STATUS}
    assert set(KINDS).isdisjoint(TEXTS)


def test_every_problem_and_finding_has_a_remedy_and_no_remedy_is_left_over() -> None:
    assert set(REQUESTS) == set(KINDS)
    assert set(FIELDS) == set(TEXTS)


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_code_is_told_in_both_languages_with_what_to_do(code: str) -> None:
    entry = PUBLISHED[code]
    for text in (entry.zh, entry.remedy.zh):
        assert re.search(r"[\u4e00-\u9fff]", text)
    for text in (entry.en, entry.remedy.en):
        assert not re.search(r"[\u4e00-\u9fff]", text)
    assert "{" not in entry.zh + entry.en
    assert entry.family in FAMILIES
    assert entry.carried_by


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", ["xml_malformed", "missing", CEB900_STATUS, "-621018", "99301"])
async def test_a_page_shows_meaning_remedy_and_where_it_comes_from(gateway: Gateway, code: str, lang: str) -> None:
    entry = PUBLISHED[code]
    async with gateway.client(key="") as client:
        answer = await client.get(f"/errors/{code}", params={"lang": lang}, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == lang
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    shown: Any = html.document_fromstring(answer.text)
    text = shown.text_content()
    assert (entry.zh if lang == "zh" else entry.en) in text
    assert (entry.remedy.zh if lang == "zh" else entry.remedy.en) in text
    assert all(rule in text for rule in entry.rules)
    assert shown.get("lang") == ("zh-CN" if lang == "zh" else "en")
    assert len(shown.findall(".//h1")) == len(shown.findall(".//main")) == 1
    assert not shown.xpath("//script|//img|//link|//*[@src]")
    etree.fromstring(f"<x>{re.search('<main>.*</main>', answer.text, re.DOTALL)[0]}</x>")  # type: ignore[index]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", [code.code for code in CODES.values() if code.rules])
def test_a_page_shows_each_rule_with_the_law_that_it_rests_on(code: str, lang: Language) -> None:
    text = read(code, lang)
    for rule in (RULES[rule_id] for rule_id in CODES[code].rules):
        assert getattr(rule, lang) in text
        for citation in rule.citations:
            assert getattr(citation.source, lang) in text
            assert (citation.source.number or "") in text
            assert (getattr(citation, lang) or "") in text


def test_a_page_shows_law_article_and_period() -> None:
    english = " ".join(read("-621005", "en").split())
    assert "retail imports 财关税〔2018〕49号, item 2 law · 2018-11-29" in english
    assert "are not admitted. from 2019-01-01" in english
    chinese = " ".join(read("-621005", "zh").split())
    assert "零售进口税收政策的通知》 财关税〔2018〕49号，第二条 法规 · 2018-11-29" in chinese
    assert "自 2019-01-01 起" in chinese


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_index_links_every_page(gateway: Gateway, lang: str) -> None:
    async with gateway.client(key="") as client:
        answer = await client.get("/errors", headers={"accept-language": lang})
        shown: Any = html.document_fromstring(answer.text)
        links = [str(link) for link in shown.xpath("//th/a/@href")]
        assert [link.partition("?")[0] for link in sorted(links)] == sorted(f"/errors/{code}" for code in PUBLISHED)
        assert (await client.get(links[0])).status_code == 200


async def test_programs_get_json(gateway: Gateway) -> None:
    async with gateway.client(key="") as client:
        one = (await client.get("/errors/99102", headers={"accept": "application/json"})).json()
        every = (await client.get("/errors", headers={"accept": "application/json"})).json()["codes"]
    assert (one["given_by"], one["kind"], one["source"], one["releasable"]) == ("customs", "refusal", "own", None)
    assert [(rule["rule_id"], rule["en"]) for rule in one["rules"]] == [
        (rule_id, RULES[rule_id].en) for rule_id in ("EXM-06", "MAT-02")
    ]
    rests_on = one["rules"][1]["rests_on"]
    assert [(source["kind"], source["date"]) for source in rests_on] == [("specification", "2022-05")]
    assert {entry["code"] for entry in every if entry["releasable"] is False} == {"99301"}
    assert one["carried_by"] == ["CEB622", "CEB412", "CEB404"]
    assert [entry["code"] for entry in every] == list(PUBLISHED)


async def test_the_type_of_a_problem_is_its_page(gateway: Gateway) -> None:
    problem = (await gateway.post(b"<a", "application/xml")).json()
    async with gateway.client(key="") as client:
        answer = await client.get(problem["type"], headers={"accept": "application/json"})
    assert answer.json()["code"] == problem["code"] == "xml_malformed"


async def test_an_unknown_code_is_not_found(gateway: Gateway) -> None:
    async with gateway.client(key="") as client:
        answer = await client.get("/errors/<script>")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
