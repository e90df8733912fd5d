"""The routes: who sees which rows and fields, filters, pages, ETags, CSV, and that reads are written down first."""

import csv
import io
from typing import Any

import pytest

from tests.support.views.routes import Gateway
from tests.support.views.standings import ACCOUNTS, ENTERPRISES, RISKS, account, enterprise, of

VIEW = f"/v1/views/{ACCOUNTS.name}"
WHY = "spot check"


@pytest.fixture
def filled(gateway: Gateway) -> Gateway:
    fold = gateway.folding()
    amounts = {"A": 5, "B": 3, "C": 9, "D/E": 3, "=F": 1}
    fold.take([of(ACCOUNTS, place, account(code, amount)) for place, (code, amount) in enumerate(amounts.items())])
    fold.take(
        [
            of(ENTERPRISES, 0, enterprise("A", 1, "2020-01-01", credit_grade="OLD")),
            of(ENTERPRISES, 1, enterprise("A", 2, "2024-01-01", credit_grade="NEW")),
            of(ENTERPRISES, 2, enterprise("B", 1, "2024-06-01")),
        ]
    )
    fold.finish(lambda _: True)
    return gateway


async def reads(gateway: Gateway) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = (await gateway.get("auditor", "/v1/reads/views")).json()["reads"]
    return listed


async def test_the_catalogue_names_the_views_of_which_the_caller_sees_anything(gateway: Gateway) -> None:
    async def seen(who: str) -> dict[str, Any]:
        return {view["view"]: view for view in (await gateway.get(who, "/v1/views")).json()["views"]}

    assert RISKS.name not in await seen("stranger")
    assert (await seen("inspector"))[RISKS.name]["needs_purpose"]
    mine = (await seen("a"))[ACCOUNTS.name]
    assert (mine["whole"], mine["needs_purpose"], mine["filters"]) == (False, False, list(ACCOUNTS.filters))
    assert {field["name"]: field["public"] for field in mine["fields"]}["code"]


async def test_others_see_public_fields_and_the_named_see_their_record_whole(filled: Gateway) -> None:
    listed = await filled.listed("a", VIEW)
    assert list(listed) == ["=F", "A", "B", "C", "D/E"]
    assert listed["A"]["amount_cny_e5"] == 5
    assert listed["B"] == {"code": "B", "valid_from": "2024-01-01"}


async def test_filters_and_order_on_other_fields_reach_only_what_the_caller_sees_whole(filled: Gateway) -> None:
    assert list(await filled.listed("a", VIEW, amount_cny_e5=3)) == []
    assert list(await filled.listed("b-and-c", VIEW, amount_cny_e5=3)) == ["B"]
    assert list(await filled.listed("b-and-c", VIEW, sort="-amount_cny_e5")) == ["C", "B"]
    answer = await filled.get("b-and-c", VIEW, sort="amount_cny_e5", count=True)
    assert answer.json()["total"] == 2
    assert (await filled.get("b-and-c", VIEW, count=True, valid_from="2024-01-01")).json()["total"] == 5


async def test_a_role_sees_every_record_whole_and_says_for_what_purpose(filled: Gateway) -> None:
    refused = await filled.get("tax", VIEW)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid_parameter")
    assert "purpose" in refused.json()["detail"]
    listed = await filled.listed("tax", VIEW, purpose=WHY, amount_cny_e5=3)
    assert [fields["amount_cny_e5"] for fields in listed.values()] == [3, 3]
    assert (await filled.listed("tax", VIEW, public_only=True))["A"] == {"code": "A", "valid_from": "2024-01-01"}
    assert [(read["organisation"], read["purpose"]) for read in await reads(filled)] == [("tax-office", WHY)]


async def test_a_reading_is_written_down_with_filter_and_count_before_anything_is_shown(filled: Gateway) -> None:
    await filled.get("tax", VIEW, purpose=WHY, person="Wang", amount_cny_e5=3, prefix="D", sort="-valid_from")
    await filled.get("tax", f"{VIEW}/A", purpose=WHY)
    await filled.get("tax", f"{VIEW}/nobody", purpose=WHY)
    await filled.get("tax", f"{VIEW}.csv", purpose=WHY, valid_from="2024-01-01")
    page, one, none, table = await reads(filled)
    assert (page["person"], page["view"], page["records"]) == ("Wang", ACCOUNTS.name, 1)
    assert page["question"] == "amount_cny_e5=3 prefix=D sort=-valid_from"
    assert (one["question"], one["records"]) == ("key=A", 1)
    assert (none["question"], none["records"]) == ("key=nobody", 0)
    assert (table["question"], table["records"]) == ("valid_from=2024-01-01 csv", 5)


async def test_nothing_is_shown_that_cannot_be_written_down(filled: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("edge.access.reads.Reads.note_view", fail)
    for path in (VIEW, f"{VIEW}/A", f"{VIEW}.csv"):
        with pytest.raises(OSError, match="disk full"):
            await filled.get("tax", path, purpose=WHY)


async def test_only_auditors_see_who_read(filled: Gateway) -> None:
    assert (await filled.get("tax", "/v1/reads/views")).status_code == 403


async def test_whoever_may_see_nothing_is_told_so(filled: Gateway) -> None:
    assert (await filled.get("stranger", f"/v1/views/{RISKS.name}")).status_code == 403
    answer = await filled.get("stranger", "/v1/views/no.such")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"colour": "red"}, "colour is no filter; there are: source"),
        ({"amount_cny_e5": "many"}, "amount_cny_e5 must be an integer"),
        ({"withdrawn": "yes"}, "withdrawn must be true or false"),
        ({"sort": "code"}, "sort must be one of amount_cny_e5"),
        ({"as_of": "2024-01-01"}, "as_of is not for this view"),
        ({"cursor": "rubbish!"}, "cursor is of another question or reader"),
        ({"limit": 0}, "limit must be"),
    ],
    ids=lambda value: str(value)[:20],
)
async def test_a_wrong_parameter_is_named_with_what_to_do(
    filled: Gateway, parameters: dict[str, Any], named: str
) -> None:
    answer = await filled.get("a", VIEW, **parameters)
    assert answer.status_code == 400, answer.text
    assert named in answer.json()["detail"]


async def test_a_day_of_no_calendar_is_refused(filled: Gateway) -> None:
    answer = await filled.get("a", f"/v1/views/{ENTERPRISES.name}", as_of="2024-02-30")
    assert (answer.status_code, "as_of" in answer.json()["detail"]) == (400, True)


@pytest.mark.parametrize("sort", [None, "valid_from", "-valid_from", "amount_cny_e5", "-amount_cny_e5"])
async def test_pages_go_through_every_record_once_in_order(filled: Gateway, sort: str | None) -> None:
    chosen: dict[str, Any] = {"purpose": WHY} | ({"sort": sort} if sort else {})
    whole = list(await filled.listed("tax", VIEW, **chosen))
    walked, cursor = [], None
    while True:
        answer = (await filled.get("tax", VIEW, limit=2, **chosen, **({"cursor": cursor} if cursor else {}))).json()
        walked += [row["key"] for row in answer["rows"]]
        cursor = answer.get("next")
        if cursor is None:
            break
    assert walked == whole
    assert len(walked) == 5


async def test_a_cursor_is_of_one_reader_and_one_question(filled: Gateway) -> None:
    cursor = (await filled.get("a", VIEW, limit=2)).json()["next"]
    assert (await filled.get("a", VIEW, limit=2, cursor=cursor)).status_code == 200
    others: list[tuple[str, dict[str, Any]]] = [("b-and-c", {}), ("a", {"prefix": "A"}), ("a", {"sort": "valid_from"})]
    for who, more in others:
        assert (await filled.get(who, VIEW, limit=2, cursor=cursor, **more)).status_code == 400


async def test_an_etag_is_of_one_reader_and_of_what_it_sees(filled: Gateway) -> None:
    first = await filled.get("a", VIEW)
    known = {"If-None-Match": first.headers["etag"]}
    again = await filled.get("a", VIEW, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert (await filled.get("stranger", VIEW)).headers["etag"] != (
        await filled.get("tax", VIEW, public_only=True)
    ).headers["etag"]
    fold = filled.folding()
    fold.take([of(ACCOUNTS, 5, account("A", 6))])
    assert (await filled.get("a", VIEW, headers=known)).status_code == 200


async def test_the_beginning_of_a_key_finds_it(filled: Gateway) -> None:
    assert list(await filled.listed("a", VIEW, prefix="D")) == ["D/E"]
    assert list(await filled.listed("a", VIEW, prefix="D/EF")) == []


async def test_a_key_may_hold_a_slash(filled: Gateway) -> None:
    answer = await filled.get("a", f"{VIEW}/D/E")
    assert (answer.status_code, answer.json()["whole"], answer.json()["key"]) == (200, False, "D/E")
    assert (await filled.get("a", f"{VIEW}/D")).status_code == 404


async def test_a_table_has_empty_cells_and_no_formulas(filled: Gateway) -> None:
    for answer in (await filled.get("a", f"{VIEW}.csv"), await filled.get("a", VIEW, headers={"accept": "text/csv"})):
        assert answer.headers["content-type"].startswith("text/csv")
        lines = {line["key"]: line for line in csv.DictReader(io.StringIO(answer.text))}
        assert list(lines) == ["'=F", "A", "B", "C", "D/E"]
        assert (lines["A"]["amount_cny_e5"], lines["B"]["amount_cny_e5"]) == ("5", "")
        assert (lines["A"]["whole"], lines["B"]["whole"]) == ("true", "false")


async def test_a_dated_view_is_read_as_of_a_day_and_a_record_has_its_versions(filled: Gateway) -> None:
    path = f"/v1/views/{ENTERPRISES.name}"
    today = await filled.get("a", path)
    assert (today.json()["as_of"], [row["key"] for row in today.json()["rows"]]) == ("2024-11-11", ["A@2", "B@1"])
    assert list(await filled.listed("a", path, as_of="2021-01-01")) == ["A@1"]
    one = (await filled.get("a", f"{path}/A")).json()
    assert (one["key"], one["fields"]["credit_grade"]) == ("A@2", "NEW")
    assert [(row["key"], row["fields"]["credit_grade"]) for row in one["versions"]] == [("A@2", "NEW"), ("A@1", "OLD")]
    assert (await filled.get("a", f"{path}/A", as_of="2021-01-01")).json()["key"] == "A@1"
    assert (await filled.get("a", f"{path}/A@1")).json()["fields"]["credit_grade"] == "OLD"
    assert "credit_grade" not in (await filled.get("stranger", f"{path}/A")).json()["fields"]
    assert (await filled.get("a", f"{path}/B", as_of="2024-05-31")).status_code == 404


async def test_an_empty_view_has_no_rows_and_one_that_is_being_built_says_so(gateway: Gateway) -> None:
    answer = await gateway.get("a", VIEW)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    gateway.folding().finish(lambda _: True)
    assert (await gateway.get("a", VIEW, count=True)).json() == {"view": ACCOUNTS.name, "rows": [], "total": 0}
