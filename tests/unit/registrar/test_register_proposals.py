"""What a change of a register must keep to: new versions only, from today on, and no published row altered."""

import pytest

from contracts import codec
from contracts.common import ParameterSet
from contracts.tax import GuaranteeRegistered
from contracts.topics import (
    CUSTOMS_PARAMETERS,
    CUSTOMS_POSITIVE_LIST,
    GATEWAY_PARAMETERS,
    TAX_GUARANTEE_ACCOUNTS,
    TAX_PARAMETERS,
    TAX_RATES,
    TOPICS,
)
from registrar.validation import read, row_of
from registrar.workflow import _error

TODAY = "2024-11-11"
HEADER = "code,version,valid_from,valid_to,source,amount_cny,withdrawn\n"


def an_account(
    version: int = 1, valid_from: str = "2024-01-01", amount_cny_e5: int = 1_000_00000
) -> GuaranteeRegistered:
    return GuaranteeRegistered(
        code="9901160001", version=version, valid_from=valid_from, source="invented", amount_cny_e5=amount_cny_e5
    )


def faults(*rows: str, published: tuple[GuaranteeRegistered, ...] = (an_account(),)) -> list[tuple[int, str]]:
    _, found = read(HEADER + "\n".join(rows), TOPICS[TAX_GUARANTEE_ACCOUNTS], published, TODAY)
    return [(fault.number, fault.what.partition(": ")[2] or fault.what) for fault in found]


def test_a_new_version_from_today_may_be_added() -> None:
    assert faults("9901160001,2,2024-11-11,,cash deposit,2000,") == []


def test_a_new_code_may_be_added_with_any_first_version() -> None:
    assert faults("9901160099,1,2025-01-01,,invented,1000,") == []


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (
            "9901160001,1,2024-11-11,,s,2000,",
            "is published with other content, which is never altered; the next version is 2",
        ),
        ("9901160001,1,2024-01-01,,invented,1000,", "is published already; the next version is 2"),
    ],
)
def test_a_published_row_is_never_altered(row: str, what: str) -> None:
    assert (2, what) in faults(row)


def test_a_version_below_the_newest_is_refused() -> None:
    published = (an_account(1), an_account(3))
    assert faults("9901160001,2,2024-11-11,,s,1,", published=published) == [
        (2, "there is version 3; the next version is 4")
    ]


def test_what_was_in_force_until_today_stays() -> None:
    assert faults("9901160001,2,2024-11-10,,s,1,") == [(2, "valid_from is before today, 2024-11-11")]


def test_only_what_is_there_can_be_withdrawn() -> None:
    assert faults("9901160001,2,2024-11-12,,closed,0,true") == []
    assert faults("9901160077,1,2024-11-12,,closed,0,true") == [
        (2, "nothing stands under this code that could be withdrawn")
    ]


@pytest.mark.parametrize(("register", "refused"), [(CUSTOMS_PARAMETERS, True), (GATEWAY_PARAMETERS, False)])
def test_a_parameter_that_rules_need_is_never_withdrawn(register: str, refused: bool) -> None:
    """Without it no document could be decided; the gateway's own parameters have defaults."""
    there = ParameterSet(code="a", version=1, valid_from="2024-01-01", source="s", value="5")
    table = "code,version,valid_from,source,value,withdrawn\na,2,2024-11-12,s,5,true\n"
    _, found = read(table, TOPICS[register], (there,), TODAY)
    told = ["a@2: rules need this parameter: give it another value"] if refused else []
    assert [fault.what for fault in found] == told


@pytest.mark.parametrize(("unit", "refused"), [("", True), ("035", False)])
def test_a_limit_of_quantity_names_its_unit(unit: str, refused: bool) -> None:
    columns = "exclusions,trade_modes,name_words,licensed_modes,quantity_limit,quantity_unit_code"
    table = (
        f"code,version,valid_from,source,list_version,name_zh,{columns}\n17019910,1,2024-11-12,s,T,糖,,,,,2,{unit}\n"
    )
    _, found = read(table, TOPICS[CUSTOMS_POSITIVE_LIST], (), TODAY)
    told = ["17019910@1: a quantity_limit needs its quantity_unit_code"] if refused else []
    assert [fault.what for fault in found] == told


@pytest.mark.parametrize("amount", ["Infinity", "1e20", "1e400", "1e9999999"])
def test_a_number_that_no_entry_can_hold_is_a_fault_of_its_row(amount: str) -> None:
    assert [number for number, _ in faults(f"9901160001,2,2024-11-12,,s,{amount},")] == [2]


@pytest.mark.parametrize("row", ["9901160001,3000000000,2024-11-12,,s,1,", "9901160001,2,2024-11-12,,\ud800,1,"])
def test_what_could_not_be_published_is_refused_before_anybody_approves_it(row: str) -> None:
    assert faults(row) == [(2, "a number or text is beyond what an entry can hold")]


@pytest.mark.parametrize(("value", "refused"), [("6,000", True), ("sixty", True), ("NaN", True), ("6000.50", False)])
def test_a_parameter_that_was_a_number_stays_one(value: str, refused: bool) -> None:
    """Every rule that reads it would fail on every document."""
    single = ParameterSet(code="limits.single_cny", version=2, valid_from="2019-01-01", source="s", value="5000")
    table = f'code,version,valid_from,source,value\nlimits.single_cny,3,2024-11-12,s,"{value}"\n'
    _, found = read(table, TOPICS[CUSTOMS_PARAMETERS], (single,), TODAY)
    what = f"value is {value!r}, and must be a number from 0 to 1000000000 with at most 5 decimals"
    assert [fault.what for fault in found] == ([f"limits.single_cny@3: {what}"] if refused else [])


@pytest.mark.parametrize(
    ("register", "code", "value", "zh"),
    [
        (TAX_PARAMETERS, "exchange.usd_cny", "1e400", "须为 0.0001 至 10000 的数，小数至多 6 位"),
        (TAX_PARAMETERS, "exchange.usd_cny", "-1", "须为 0.0001 至 10000 的数，小数至多 6 位"),
        (TAX_PARAMETERS, "exchange.usd_cny", "0", "须为 0.0001 至 10000 的数，小数至多 6 位"),
        (TAX_PARAMETERS, "vat.standard_pct", "150", "须为 0 至 100 的数，小数至多 4 位"),
        (CUSTOMS_PARAMETERS, "clearance.app_time_ahead_seconds", "9" * 21, "须为 0 至 31536000 的整数"),
        (CUSTOMS_PARAMETERS, "clearance.app_time_ahead_seconds", "-1", "须为 0 至 31536000 的整数"),
    ],
)
def test_a_value_out_of_bounds_is_refused_in_both_languages(register: str, code: str, value: str, zh: str) -> None:
    """Also where no version stands yet that would show what it must be."""
    table = f"code,version,valid_from,source,value\n{code},1,2024-11-12,s,{value}\n"
    (fault,) = read(table, TOPICS[register], (), TODAY)[1]
    told = _error(fault)
    assert told.row == 2
    assert told.zh == f"第 2 行不成立：{code}@1：value 为“{value}”，{zh}"
    assert told.en.startswith(f"{code}@1: value is '{value}', and must be a")


@pytest.mark.parametrize("pct", ["100", "1e400", "-1"])
def test_a_rate_out_of_bounds_is_refused(pct: str) -> None:
    """At 100 per cent of a price that contains it, the tax would be a division by zero."""
    columns = "code,version,valid_from,source,name_zh,mfn_pct,vat_class,consumption_pct"
    table = f"{columns}\n34011100,1,2024-11-12,s,皂,6,standard,{pct}\n"
    (fault,) = read(table, TOPICS[TAX_RATES], (), TODAY)[1]
    assert "consumption_pct" in fault.what


@pytest.mark.parametrize("day", ["9999-12-31", "3000-01-01"])
def test_a_last_day_is_one_that_can_be_counted_on_from(day: str) -> None:
    assert faults(f"9901160001,2,2024-11-11,{day},s,1,") == [
        (2, "valid_to must be a day from 1900-01-01 to 2999-12-31; an open end is left empty")
    ]


def test_a_parameter_that_is_no_number_may_be_any_text() -> None:
    off = ParameterSet(code="match.rules_off", version=1, valid_from="2019-01-01", source="s", value="MAT-14")
    table = "code,version,valid_from,source,value\nmatch.rules_off,2,2024-11-12,s,MAT-06 MAT-14\n"
    assert read(table, TOPICS[CUSTOMS_PARAMETERS], (off,), TODAY)[1] == []


def test_a_code_has_bounds() -> None:
    assert faults(f"{'1' * 200},1,2024-11-12,,s,1,") == []
    assert faults(f"{'1' * 201},1,2024-11-12,,s,1,") == [(2, "longer than 200 characters")]


def test_every_fault_is_named_with_its_row() -> None:
    assert faults("9901160001,2,2024-11-12,,,1,", "x,0,2024-11-12,,s,1,", "y,1,tomorrow,,s,1,") == [
        (2, "must not be empty"),
        (3, "starts at 1"),
        (4, "'tomorrow' is no day written YYYY-MM-DD"),
    ]


ACCOUNT = "9901160001"


@pytest.mark.parametrize(
    ("table", "zh"),
    [
        ("", "登记表不成立：缺少栏名行"),
        (HEADER, "登记表不成立：没有任何一行"),
        (HEADER + f"{ACCOUNT},2,2024-11-12,,,1,\n", "第 2 行不成立：source：不得为空"),
        (HEADER + f"{ACCOUNT},two,2024-11-12,,s,1,\n", "第 2 行不成立：version：'two' 不是数"),
        (HEADER + f"{ACCOUNT},2,2024-11-12,,s,1,perhaps\n", "第 2 行不成立：withdrawn：'perhaps' 不是 true 或 false"),
        (HEADER + f"{ACCOUNT},2,tomorrow,,s,1,\n", "第 2 行不成立：valid_from：'tomorrow' 不是 YYYY-MM-DD 形式的日期"),
        (HEADER + f"{ACCOUNT},2,2024-11-12\n", "第 2 行不成立：有 3 格，栏数为 7"),
        (HEADER + f"{ACCOUNT},2,2024-11-10,,s,1,\n", f"第 2 行不成立：{ACCOUNT}@2：valid_from 早于今日 2024-11-11"),
        (HEADER + f"{ACCOUNT},1,2024-11-12,,s,9,\n", "；下一版本为 2"),
        ("code,version,valid_from,source,worth\n", "第 1 行不成立：没有 worth 这一栏"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table_is_told_in_chinese(table: str, zh: str) -> None:
    _, found = read(table, TOPICS[TAX_GUARANTEE_ACCOUNTS], (an_account(1),), TODAY)
    assert zh in _error(found[0]).zh


def test_a_table_without_rows_or_header_is_refused() -> None:
    assert faults() == [(0, "has no row")]
    _, found = read("", TOPICS[TAX_GUARANTEE_ACCOUNTS], (), TODAY)
    assert [fault.what for fault in found] == ["no header line"]


def test_the_event_tells_what_was_published() -> None:
    (line,), _ = read(HEADER + "9901160001,2,2024-11-11,2024-12-31,s,2,\n", TOPICS[TAX_GUARANTEE_ACCOUNTS], (), TODAY)
    row = row_of(line)
    assert (row.code, row.version, row.valid_from, row.valid_to) == ("9901160001", 2, "2024-11-11", "2024-12-31")
    other = codec.encode(an_account(2))
    assert row.content_digest != row_of(line._replace(record=codec.decode(other))).content_digest
