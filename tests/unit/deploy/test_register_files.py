"""Register files are read whole or not at all, and every problem is named with file and row."""

from pathlib import Path

import pytest

from contracts.topics import CUSTOMS_ENTERPRISES, CUSTOMS_PARAMETERS, TAX_GUARANTEE_ACCOUNTS, TAX_RATES, TOPICS
from deploy.register_files import FOLDER, Entry, read, read_all
from mesh.declared.errors import ConfigurationError

PARAMETERS = "code,version,valid_from,valid_to,source,value\n"


def entries_of(folder: Path, topic: str, text: str) -> tuple[list[Entry], list[str]]:
    path = folder / f"{topic}.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, TOPICS[topic])


def test_a_row_becomes_a_record_of_the_topic_under_code_and_version(tmp_path: Path) -> None:
    entries, problems = entries_of(
        tmp_path, CUSTOMS_PARAMETERS, PARAMETERS + "# limits\nlimits.single_cny,2,2019-01-01,,notice 486,5000\n"
    )
    assert problems == []
    (entry,) = entries
    assert entry.key == "limits.single_cny@2"
    assert entry.where == "customs.parameters.v1.csv row 3"
    assert (entry.record.value, entry.record.valid_to) == ("5000", None)


def test_a_list_is_separated_by_semicolons(tmp_path: Path) -> None:
    header = "code,version,valid_from,valid_to,source,name_zh,roles,credit_grade\n"
    entries, _ = entries_of(
        tmp_path,
        CUSTOMS_ENTERPRISES,
        header + "1,1,2016-04-08,,invented,企业,platform; agent,B\n2,1,2016-04-08,,i,企,,B\n",
    )
    assert [entry.record.roles for entry in entries] == [("platform", "agent"), ()]


@pytest.mark.parametrize(("column", "text"), [("amount_cny", "2000.5"), ("amount_cny_e5", "200050000")])
def test_an_amount_is_in_the_unit_that_its_column_names(tmp_path: Path, column: str, text: str) -> None:
    entries, problems = entries_of(
        tmp_path, TAX_GUARANTEE_ACCOUNTS, f"code,version,valid_from,source,{column}\n1,1,2016-04-08,invented,{text}\n"
    )
    assert problems == []
    assert entries[0].record.amount_cny_e5 == 200_050_000


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,1,2016-04-08,,,5", "source: must not be empty"),
        ("a,0,2016-04-08,,s,5", "version: starts at 1"),
        ("a,x,2016-04-08,,s,5", "version: 'x' is not of type int"),
        ("a,1,2016-4-8,,s,5", "valid_from: '2016-4-8' is no day written YYYY-MM-DD"),
        ("a,1,2016-02-30,,s,5", "valid_from: '2016-02-30' is no day written YYYY-MM-DD"),
        ("a,1,2016-04-08,2016-04-07,s,5", "valid_to: before valid_from"),
        ("a,1,2016-04-08,,s", "5 cells, but 6 columns"),
        (",1,2016-04-08,,s,5", "code: must not be empty"),
    ],
)
def test_a_wrong_row_is_named_with_its_problem(tmp_path: Path, row: str, problem: str) -> None:
    entries, problems = entries_of(tmp_path, CUSTOMS_PARAMETERS, PARAMETERS + row + "\n")
    assert entries == []
    assert problems == [f"customs.parameters.v1.csv row 2: {problem}"]


@pytest.mark.parametrize("value", ["1e400", "-1", "many"])
def test_a_value_that_no_rule_can_work_with_is_a_problem(tmp_path: Path, value: str) -> None:
    """By the same table as a proposal is held to."""
    _, problems = entries_of(tmp_path, CUSTOMS_PARAMETERS, PARAMETERS + f"limits.annual_cny,1,2016-04-08,,s,{value}\n")
    what = f"value is {value!r}, and must be a number from 0 to 1000000000 with at most 5 decimals"
    assert problems == [f"customs.parameters.v1.csv row 2: limits.annual_cny@1: {what}"]


@pytest.mark.parametrize(
    ("topic", "column", "text"),
    [(TAX_GUARANTEE_ACCOUNTS, "amount_cny_e5", "0.5"), (TAX_GUARANTEE_ACCOUNTS, "amount_cny", "0.000001")],
)
def test_an_amount_that_does_not_fit_its_unit_is_a_problem(tmp_path: Path, topic: str, column: str, text: str) -> None:
    _, problems = entries_of(
        tmp_path, topic, f"code,version,valid_from,source,{column}\n1,1,2016-04-08,invented,{text}\n"
    )
    assert len(problems) == 1


def test_the_same_code_and_version_twice_is_a_problem(tmp_path: Path) -> None:
    row = "a,1,2016-04-08,,s,5\n"
    _, problems = entries_of(tmp_path, CUSTOMS_PARAMETERS, PARAMETERS + row + row)
    assert problems == ["customs.parameters.v1.csv row 3: a@1 stands already in row 2"]


def test_unknown_missing_and_doubled_columns_are_problems(tmp_path: Path) -> None:
    _, problems = entries_of(tmp_path, CUSTOMS_PARAMETERS, "code,version,version,valid_from,valid_to,worth,source\n")
    assert [problem.partition(": ")[2] for problem in problems] == [
        "unknown column 'worth'",
        "field 'version' has two columns",
        "column 'value' is missing",
    ]


def test_all_problems_of_all_files_come_together(tmp_path: Path) -> None:
    (tmp_path / f"{CUSTOMS_PARAMETERS}.csv").write_text(PARAMETERS + "a,0,2016-04-08,,,5\n", encoding="utf-8")
    (tmp_path / "nobody.knows.v1.csv").write_text(PARAMETERS, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        read_all(tmp_path)
    message = str(refused.value)
    assert "customs.parameters.v1.csv row 2: source: must not be empty" in message
    assert "nobody.knows.v1.csv: no such register" in message
    assert f"{TAX_RATES}.csv: missing" in message


def test_the_registers_of_this_repository_are_in_order() -> None:
    assert {entry.topic for entry in read_all(FOLDER)} >= {CUSTOMS_PARAMETERS, TAX_RATES}
