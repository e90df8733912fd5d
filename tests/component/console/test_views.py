"""The pages of views: one list and one record for every view, by filter and day, with a purpose where one is needed."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from console.pages import views
from contracts.views import VIEWS
from edge.language import Language
from tests.component.console.conftest import Console
from tests.component.console.test_pages import text_of
from tests.support.customs.builders import MERCHANT
from tests.support.views.standings import ENTERPRISES, account, enterprise, folding, of, opened
from views.folding import Fold
from views.http.database import ViewsDatabase

LIST = f"/views/{ENTERPRISES.name}"
REGISTERED = "9901160011"
"""An enterprise in the repository's register."""


def table_of(page: str) -> str:
    """Return the records that a page lists."""
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.fixture(autouse=True)
def filled(console: Console, tmp_path: Path) -> Iterator[Fold]:
    folder = tmp_path / "views"
    folder.mkdir()
    engine = opened(folder)
    own = [enterprise(MERCHANT, 1, "2020-01-01", credit_grade="OLD"), enterprise(MERCHANT, 2, credit_grade="NEW")]
    others = [enterprise(f"OTHER{number:03}", credit_grade="CERTIFIED") for number in range(120)]
    fold = folding(engine, list(VIEWS.values()))
    fold.take([of(ENTERPRISES, offset, record) for offset, record in enumerate([*own, *others])])
    fold.finish(lambda _: True)
    console.gateway.app.state.views = ViewsDatabase("", lambda _: engine)
    yield fold
    engine.dispose()


async def test_every_view_that_one_may_see_is_listed_and_has_a_page(console: Console) -> None:
    browser = await console.browser("auditor")
    page = (await browser.get("/views?lang=en")).text
    for name in VIEWS:
        assert f'href="/views/{name}"' in page
        shown = await browser.get(f"/views/{name}?lang=en")
        assert shown.status_code == 200, shown.text
        if name != ENTERPRISES.name:
            empty = "No record fits." if VIEWS[name].public else "Nothing here is public"
            assert empty in shown.text
    assert "Nothing here is public" in (await browser.get("/views/inspection.risks/any/1?lang=en")).text
    assert "/views/inspection.risks" not in (await (await console.browser("merchant")).get("/views")).text


async def test_an_enterprise_sees_its_record_whole_and_of_others_what_is_public(console: Console) -> None:
    browser = await console.browser("merchant")
    page = (await browser.get(f"{LIST}?prefix={MERCHANT}&lang=zh")).text
    assert "信用等级" in page
    assert "NEW" in page
    assert "信用等级" in (await browser.get(f"{LIST}?prefix=OTHER&lang=zh")).text  # the filter
    assert "认证企业" not in table_of((await browser.get(f"{LIST}?prefix=OTHER&lang=zh")).text)
    assert "No record fits." in (await browser.get(f"{LIST}?prefix=OTHER&credit_grade=CERTIFIED&lang=en")).text


async def test_pages_lead_on_and_back(console: Console) -> None:
    browser = await console.browser("merchant")
    page = (await browser.get(f"{LIST}?lang=en")).text
    (link,) = re.findall(rf'href="({re.escape(LIST)}\?cursor=[^"]+)"', page)
    second = (await browser.get(link.replace("&amp;", "&"))).text
    assert "21 records shown" in text_of(second)
    assert "First page" in second


async def test_staff_see_public_fields_until_they_say_what_for(console: Console) -> None:
    browser = await console.browser("auditor")
    assert "certified" not in table_of((await browser.get(f"{LIST}?prefix=OTHER&lang=en")).text)
    assert "certified" in table_of((await browser.get(f"{LIST}?prefix=OTHER&purpose=spot+check&lang=en")).text)


async def test_a_record_has_its_fields_and_versions(console: Console) -> None:
    page = text_of((await (await console.browser("merchant")).get(f"{LIST}/{MERCHANT}?lang=en")).text)
    for word in ("Credit grade NEW", "Versions", "OLD", "2020-01-01"):
        assert word in page
    assert (await (await console.browser("merchant")).get(f"{LIST}/nobody")).status_code == 404
    assert (await (await console.browser("merchant")).get("/views/no.such")).status_code == 404


async def test_values_stand_in_words_and_are_chosen_by_them(console: Console) -> None:
    browser = await console.browser("auditor")
    page = (await browser.get(f"{LIST}?purpose=spot+check&credit_grade=CERTIFIED&lang=zh")).text
    assert '<option value="CERTIFIED">认证企业</option>' in page
    assert 'name="credit_grade" value="CERTIFIED"' in page
    assert {"认证企业", "电商企业"} <= set(re.findall(r"<td[^>]*>([^<]*)</td>", table_of(page)))
    assert "CERTIFIED" not in table_of(page)


def test_a_nested_record_is_told_by_its_values() -> None:
    fields = {"counted": [{"code": "99102", "points": -3}, {"code": "1327", "points": -1}], "roles": ["agent", "X"]}
    fields["register"] = {"register": "customs.enterprises", "version": 2}
    cell = partial(views.cell, fields, view={"fields": ()})
    assert cell("counted", "en") == "99102 -3; 1327 -1"
    assert cell("register", "en") == "customs.enterprises 2"
    assert (cell("roles", "zh"), cell("none", "zh")) == ("申报单位; X", "")


@pytest.mark.parametrize(("language", "said"), [("zh", "已取得"), ("en", "granted")])
def test_a_symbol_is_told_by_the_words_that_the_contract_gives_it(language: Language, said: str) -> None:
    words = VIEWS["filing.qualifications"].field("status").words
    field = {"name": "status", "words": {symbol: {"zh": zh, "en": en} for symbol, (zh, en) in words.items()}}
    assert views.cell({"status": "GRANTED"}, "status", language, view={"fields": [field]}) == said
    assert views.cell({"status": "NEW"}, "status", language, view={"fields": [field]}) == "NEW"


async def test_an_enterprise_stands_with_its_name_where_a_record_names_it(console: Console, filled: Fold) -> None:
    """In the list and on the page of one record; a code that is not registered stands alone."""
    accounts = VIEWS["tax.guarantee-accounts"]
    filled.take([of(accounts, place, account(code)) for place, code in enumerate((REGISTERED, "NOBODY"))])
    browser = await console.browser("auditor")
    shown = text_of(table_of((await browser.get(f"/views/{accounts.name}?purpose=check&lang=zh")).text))
    assert f"{REGISTERED} 样例晴川国际贸易有限公司 1" in shown
    assert "NOBODY 1" in shown
    one = text_of((await browser.get(f"/views/{accounts.name}/{REGISTERED}?purpose=check&lang=zh")).text)
    assert f"代码 {REGISTERED} 样例晴川国际贸易有限公司" in one


async def test_a_wrong_filter_is_told_on_the_page(console: Console) -> None:
    page = (await (await console.browser("merchant")).get(f"{LIST}?as_of=2024-02-30&lang=en")).text
    assert 'role="alert"' in page
    assert "as_of must be a day" in text_of(page)
    assert 'name="as_of" value="2024-11-11"' in page, "a browser complains of a day that there is not"


async def test_registers_lead_to_views(console: Console) -> None:
    assert 'href="/views"' in (await (await console.browser("auditor")).get("/registers?lang=en")).text
