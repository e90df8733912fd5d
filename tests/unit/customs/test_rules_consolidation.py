"""What a request to consolidate must be, and what lists must have in common: rule by rule."""

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from contracts.common import Operation
from contracts.customs_consolidation import Entry, Place, Request, RequestStage
from customs.consolidation import fitting, merging
from customs.consolidation.certificates import amounts
from tests.support.customs.consolidation import a_content, a_request, a_subject, an_exported_line, many_lines

PERIOD = {"start_time": "20251201000000", "end_time": "20251231235959"}
PLACE = Place(closed=True, month="2025-12", place=1, certificates=0, certificate_no=None)
ENTRY = Entry(number=1, subject=a_subject(1), content=a_content(), closed_at_ms=1, waits=True, pieces=())


def a_request_on_file(**changes: Any) -> Request:
    """The request of which the default part is one of two."""
    fields: dict[str, Any] = {
        "attempt": 1,
        "stage": RequestStage.INCOMPLETE,
        "consolidation_no": "S20251211000000001",
        "pre_entry_no": "Q20251211000000001",
        "part_count": 2,
        "received": 1,
        **{
            name: getattr(a_request(), name)
            for name in (
                *("cop_no", "agent_code", "agent_name", "merchant_name", "declarant_code", "declarant_name"),
                *("start_time", "end_time", "summary_flag", "item_name_flag"),
            )
        },
    }
    return Request(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"end_time": None}, "startTime 与 endTime 须同时填写"),
        ({"start_time": None}, "startTime 与 endTime 须同时填写"),
        ({"end_time": "20251130235959"}, "startTime 晚于 endTime"),
        ({"start_time": None, "end_time": None}, "未写时间段，也未列清单"),
        ({"summary_flag": "0"}, "summaryFlag 须为 1 或 2"),
    ],
)
def test_con_01_what_names_neither_a_period_nor_lists_is_refused(changes: dict[str, Any], said: str) -> None:
    found = fitting.names_what(a_request(**{**PERIOD, **changes}))
    assert found is not None
    assert (found.code, found.rule_id, found.text_zh) == ("-702001", "CON-01", f"汇总申请单参数校验不通过，{said}")


@pytest.mark.parametrize("changes", [{}, {"summary_flag": "2"}, {"end_time": PERIOD["start_time"]}])
def test_con_01_a_period_passes(changes: dict[str, Any]) -> None:
    assert fitting.names_what(a_request(**{**PERIOD, **changes})) is None
    assert fitting.names_what(a_request("a list")) is None


def test_con_02_a_second_time_a_change_and_a_deletion_are_refused() -> None:
    again = fitting.is_once(a_request(), is_on_file=True)
    changed = [
        fitting.is_once(a_request(operation=operation), is_on_file=is_on_file)
        for operation in (Operation.CHANGE, Operation.DELETE)
        for is_on_file in (True, False)
    ]
    assert again is not None
    assert again.code == "-704001"
    assert {found.code for found in changed if found is not None} == {"-704002"}
    assert None not in changed


def test_con_02_a_first_time_passes() -> None:
    assert fitting.is_once(a_request(), is_on_file=False) is None


@pytest.mark.parametrize("element", fitting.HEAD)
def test_con_03_a_part_whose_head_differs_is_refused(element: str) -> None:
    field = fitting.HEAD[element]
    changes: dict[str, Any] = {"part_count": 2, field: 3 if field == "part_count" else "9"}
    found = fitting.parts_agree(a_request(**changes), a_request_on_file())
    assert found is not None
    assert (found.code, found.text_zh) == ("-703001", f"汇总申请单各部分不一致，{element} 与先前的部分不同")


def test_con_03_a_part_above_their_number_is_refused() -> None:
    found = fitting.parts_agree(a_request(part_no=3, part_count=2), None)
    assert found is not None
    assert found.text_zh.endswith("msgSeqNo 大于 msgCount")


def test_con_03_parts_that_agree_pass() -> None:
    assert fitting.parts_agree(a_request(part_no=2, part_count=2), None) is None
    assert fitting.parts_agree(a_request(part_no=2, part_count=2), a_request_on_file()) is None


@pytest.mark.parametrize(
    ("list_no", "place", "entry", "code"),
    [
        ("51412025E000000001", None, None, "-703002"),
        ("51412025I000000001", None, None, "-703005"),
        ("51412025E0000000012", None, None, "-703005"),
        ("A", PLACE, ENTRY, None),
        ("A", replace(PLACE, closed=False), ENTRY, "-703002"),
        ("A", replace(PLACE, month=""), None, "-703003"),
        ("A", PLACE, replace(ENTRY, waits=False), "-703004"),
    ],
)
def test_con_04_what_is_known_of_a_list_decides_whether_it_is_refused(
    list_no: str, place: Place | None, entry: Entry | None, code: str | None
) -> None:
    assert fitting.unfit(list_no, place, entry) == code


def test_con_04_lists_that_fit_pass_and_the_first_unfit_one_decides() -> None:
    codes = {"A": None, "B": "-703004", "C": "-703002", "D": "-703004"}
    assert fitting.lists_fit("AA", codes.get) is None
    found = fitting.lists_fit("ABCD", codes.get)
    assert found is not None
    assert (found.code, found.rule_id, found.text_zh) == ("-703004", "CON-04", "清单已汇总，[B、D]")


@pytest.mark.parametrize(
    ("count", "said"),
    [(10, "一、一、一、一、一、一、一、一、一、一"), (11, "一、一、一、一、一、一、一、一、一、一 等 11 张")],
)
def test_ten_lists_are_named_and_of_more_their_number(count: int, said: str) -> None:
    found = fitting.lists_fit("一" * count, lambda _: "-703002")
    assert found is not None
    assert found.text_zh == f"清单未结关，[{said}]"


# --- what lists and lines have in common ---


@dataclass
class Difference:
    """A field of a goods line, and another value of it."""

    field: str
    value: str | None


@pytest.mark.parametrize(
    "other",
    [
        Difference("destination_country_code", "303"),
        Difference("commodity_code", "6109100022"),
        Difference("currency_code", "142"),
        Difference("unit_code", "007"),
        Difference("statutory_unit_code", "007"),
        Difference("second_unit_code", None),
    ],
    ids=lambda other: other.field,
)
def test_lines_that_differ_are_not_merged(other: Difference) -> None:
    lines = (an_exported_line(1), an_exported_line(2, **{other.field: other.value}))
    assert [line.line_no for line in merging.merged(lines, by_name=False)] == [1, 2]


def test_lines_that_agree_are_merged_and_a_second_quantity_may_be_absent() -> None:
    lines = (
        an_exported_line(1, second_quantity_e5=None),
        an_exported_line(2, second_quantity_e5=5),
        an_exported_line(3, second_quantity_e5=None, item_name="红衫"),
    )
    (merged,) = merging.merged(lines, by_name=False)
    assert (merged.second_quantity_e5, merged.quantity_e5, merged.value_e5) == (5, 600_000, 13_794_000)
    assert merged.statutory_quantity_e5 == 600_000
    assert merged.goods_name == "棉制针织T恤衫"
    assert len(merging.merged(lines, by_name=True)) == 2
    (none,) = merging.merged((an_exported_line(second_quantity_e5=None),) * 2, by_name=False)
    assert none.second_quantity_e5 is None


def test_what_is_taken_off_leaves_the_rest_under_its_number() -> None:
    lines = merging.merged(many_lines(3), by_name=False)
    (left_first, left_last) = merging.without(lines, lines[1:2])
    assert (left_first, left_last) == (lines[0], lines[2])
    assert merging.without(lines, lines) == ()


def test_a_sum_is_written_up_to_the_most_that_a_field_holds() -> None:
    (line,) = merging.merged((an_exported_line(second_quantity_e5=None),), by_name=False)
    assert merging.fits(replace(line, value_e5=2**63 - 1))
    for field in ("value_e5", "quantity_e5", "statutory_quantity_e5", "second_quantity_e5"):
        assert not merging.fits(replace(line, **{field: 2**63}))


def test_a_producer_that_is_not_registered_is_told_apart_by_its_name() -> None:
    def head(**content: Any) -> str:
        return merging.head_key(merging.head_of(a_subject(1), a_content(**content), by_producer=True))

    assert head(owner_code="NO", owner_name="甲厂") != head(owner_code="NO", owner_name="乙厂")
    assert head(owner_name="甲厂") == head(owner_name="乙厂")
    assert head(owner_code="4401960M01") != head(owner_code="4401960M02")
    assert len(head()) == 32


def test_an_account_book_counts_in_bonded_export_only() -> None:
    def book(mode: str) -> str | None:
        content = a_content(trade_mode=mode, account_book_no="BOOK")
        return merging.head_of(a_subject(1), content, by_producer=False).account_book_no

    assert (book("1210"), book("9610")) == ("BOOK", None)


def test_weights_of_a_split_list_are_shared_by_value_and_the_last_share_has_the_rest() -> None:
    lines = [
        an_exported_line(gnum, commodity_code=f"{gnum:010}", total_price_e5=value)
        for gnum, value in enumerate((1, 1, 2, 3), start=1)
    ]
    content = a_content(lines, gross_weight_kg_e5=100, net_weight_kg_e5=11)
    shares = merging.shares(content, by_name=False, most=2)
    assert [(one.gross_weight_kg_e5, one.net_weight_kg_e5) for one in shares] == [(28, 3), (72, 8)]
    assert [[line.gnum for line in one.lines] for one in shares] == [[1, 2], [3, 4]]
    assert len(merging.shares(content, by_name=False, most=4)) == 1


def test_a_list_is_split_by_what_its_lines_have_in_common_into_as_many_as_it_needs() -> None:
    lines = (
        an_exported_line(1, item_name="红衫"),
        an_exported_line(2, item_name="蓝衫"),
        an_exported_line(3, item_name="红衫"),
        an_exported_line(4, item_name="白衫"),
    )
    content = a_content(lines, gross_weight_kg_e5=8, net_weight_kg_e5=4)

    def gnums(most: int, *, by_name: bool) -> list[list[int]]:
        return [[line.gnum for line in one.lines] for one in merging.shares(content, by_name=by_name, most=most)]

    assert gnums(1, by_name=False) == [[1, 2, 3, 4]]
    assert gnums(3, by_name=True) == [[1, 2, 3, 4]]
    assert gnums(1, by_name=True) == [[1, 3], [2], [4]]
    shares = merging.shares(content, by_name=True, most=1)
    assert [(one.gross_weight_kg_e5, one.net_weight_kg_e5) for one in shares] == [(4, 2), (2, 1), (2, 1)]


def test_the_smallest_value_has_all_of_the_weight() -> None:
    lines = [an_exported_line(gnum, commodity_code=f"{gnum:010}", total_price_e5=2 - gnum) for gnum in (1, 2)]
    shares = merging.shares(a_content(lines, gross_weight_kg_e5=9), by_name=False, most=1)
    assert [one.gross_weight_kg_e5 for one in shares] == [9, 0]


def test_goods_of_no_value_share_no_weight() -> None:
    lines = [an_exported_line(gnum, commodity_code=f"{gnum:010}", total_price_e5=0) for gnum in (1, 2)]
    shares = merging.shares(a_content(lines, gross_weight_kg_e5=9), by_name=False, most=1)
    assert [one.gross_weight_kg_e5 for one in shares] == [0, 9]


def test_amounts_are_in_the_order_of_their_currencies() -> None:
    lines = merging.merged(
        (an_exported_line(currency_code="502"), an_exported_line(currency_code="142"), an_exported_line()),
        by_name=False,
    )
    assert [(one.currency_code, one.value_e5) for one in amounts(lines)] == [("142", 4_598_000), ("502", 9_196_000)]
