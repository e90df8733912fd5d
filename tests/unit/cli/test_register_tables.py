"""Tables that the command proposes: the next version of an entry, and what makes a list a new one."""

from typing import Any

import pytest

from contracts.topics import CUSTOMS_POSITIVE_LIST, TAX_GUARANTEE_ACCOUNTS, TOPICS
from mesh.declared.register_csv import parse
from yidian.complaint import Complaint
from yidian.register_tables import list_version, next_version, table


def an_account(version: int = 1, **changed: Any) -> dict[str, Any]:
    entry = {
        "code": "G",
        "version": version,
        "valid_from": "2024-01-01",
        "valid_to": "2029-12-31",
        "source": "invented",
    }
    return entry | {"amount_cny_e5": 100_00000, "withdrawn": None} | changed


def goods(code: str, name: str = "酸乳", version: int = 1, **changed: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": code, "version": version, "valid_from": "2022-03-01", "valid_to": None}
    entry |= {"source": "list 2022", "list_version": "2022", "name_zh": name, "remark_zh": None, "exclusions": []}
    entry |= {"trade_modes": ["1210", "1239"], "name_words": [], "licensed_modes": [], "quantity_limit_e5": None}
    return entry | {"quantity_unit_code": None, "quantity_group": None, "withdrawn": None} | changed


def rows_of(*entries: dict[str, Any]) -> list[dict[str, str]]:
    """The same rows as somebody would write them down: no versions, no days."""
    return [
        {
            "code": entry["code"],
            "list_version": entry["list_version"],
            "name_zh": entry["name_zh"],
            "trade_modes": "; ".join(entry["trade_modes"]).replace("; ", ";"),
        }
        for entry in entries
    ]


@pytest.mark.parametrize(
    ("units", "shown"), [(2_000_001_000, "20000.01"), (2_000_000_000, "20000"), (1, "0.00001"), (0, "0"), (None, "")]
)
def test_a_table_shows_amounts_in_yuan(units: int | None, shown: str) -> None:
    header, row = table([an_account(1, amount_cny_e5=units)]).splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["amount_cny"] == shown


def test_the_next_version_follows_the_newest_and_is_open_ended() -> None:
    versions = [an_account(1), an_account(3, amount_cny_e5=7), an_account(2)]
    made = next_version(versions, {"amount_cny": "2000.5"}, "2024-11-11", "order 7")
    assert (made["version"], made["valid_from"], made["valid_to"], made["source"]) == (4, "2024-11-11", None, "order 7")
    assert made["amount_cny_e5"] == "200050000"


@pytest.mark.parametrize(("column", "text"), [("amount", "1"), ("amount_cny", "much"), ("amount_cny", "0.000001")])
def test_a_field_or_amount_that_cannot_be_is_refused(column: str, text: str) -> None:
    with pytest.raises(Complaint):
        next_version([an_account()], {column: text}, "2024-11-11", "order 7")


def test_the_gateway_reads_the_table_as_it_was_meant() -> None:
    made = next_version([an_account()], {"amount_cny": "5"}, "2024-11-11", "order 7, with a comma")
    lines, faults = parse(table([made]).splitlines(keepends=True), TOPICS[TAX_GUARANTEE_ACCOUNTS])
    assert faults == []
    (line,) = lines
    assert (line.key, line.record.amount_cny_e5, line.record.valid_to, line.record.withdrawn) == (
        "G@2",
        500_000,
        None,
        None,
    )
    assert line.record.source == "order 7, with a comma"


def test_a_new_list_adds_changes_and_withdraws_and_leaves_the_rest_alone() -> None:
    same, changed, gone = goods("1"), goods("2"), goods("3", version=4)
    rows = rows_of(same, changed | {"name_zh": "奶酪"}, goods("9", "新"))
    made = list_version([same, changed, gone], [same, changed, gone], rows, valid_from="2025-01-01", source="notice 1")
    told = {(row["code"], row["version"]): row.get("withdrawn") for row in made}
    assert told == {("2", 2): None, ("9", 1): None, ("3", 5): True}
    assert {row["valid_from"] for row in made} == {"2025-01-01"}
    lines, faults = parse(table(made).splitlines(keepends=True), TOPICS[CUSTOMS_POSITIVE_LIST])
    assert faults == []
    assert {line.record.code: line.record.withdrawn for line in lines} == {"2": None, "9": None, "3": True}
    assert next(line.record.trade_modes for line in lines if line.record.code == "2") == ("1210", "1239")


def test_the_same_list_again_changes_nothing() -> None:
    present = [goods("1"), goods("2", "奶酪")]
    assert list_version(present, present, rows_of(*present), valid_from="2025-01-01", source="notice 1") == []


def test_a_row_that_was_withdrawn_comes_back_with_the_next_version() -> None:
    every = [goods("1"), goods("1", version=2, withdrawn=True)]
    (made,) = list_version(every, [], rows_of(goods("1")), valid_from="2025-01-01", source="notice 1")
    assert (made["version"], made["withdrawn"]) == (3, None)


def test_a_code_that_stands_twice_in_a_new_list_is_refused() -> None:
    with pytest.raises(Complaint, match="twice"):
        list_version([goods("1")], [goods("1")], rows_of(goods("1"), goods("1")), valid_from="2025-01-01", source="n")


def test_a_new_list_that_counts_its_versions_is_refused() -> None:
    rows = [row | {"version": "2"} for row in rows_of(goods("1"))]
    with pytest.raises(Complaint, match="counted by themselves"):
        list_version([goods("1")], [goods("1")], rows, valid_from="2025-01-01", source="n")
