"""Which closed lists make which declaration, by request and by themselves: through the processor, in memory."""

from typing import Any

import pytest
from msgspec.structs import replace

from contracts.common import Operation, ParameterSet, Verdict
from contracts.customs import ListClosed
from contracts.trade import ConsolidationSubmitted
from tests.support.customs.consolidation import (
    DAY_MS,
    DECEMBER_10,
    JANUARY_15_ENDS,
    SECOND_MS,
    YEAR_END,
    Merchant,
    a_closed_list,
    a_request,
    an_exported_line,
    list_no,
    many_lines,
    of_december,
)


def test_a_period_takes_what_closed_in_it_and_its_answers_come_in_order() -> None:
    merchant = Merchant()
    merchant.close(*(a_closed_list(number, DECEMBER_10 + number) for number in (1, 2, 3)))
    merchant.ask(of_december())
    assert merchant.answers() == ["2", "399"]
    (told,), (entered,) = merchant.declared(), merchant.entered()
    assert [row.list_no for row in told.result.lists] == [list_no(1), list_no(2), list_no(3)]
    assert told.lines[0].quantity_e5 == 600_000
    assert (told.result.declaration_state, entered.result.declaration_state) == ("1", "2")
    assert entered.result.declaration_seq_no == told.result.declaration_seq_no
    assert entered.result.lists == ()
    assert len(entered.result.entry_no or "") == 18
    assert (entered.result.entry_no or "").startswith("514120260")


def test_both_ends_of_a_period_belong_to_it_to_the_millisecond() -> None:
    merchant = Merchant()
    begin = DECEMBER_10
    times = (begin - 1, begin, begin + SECOND_MS + 999, begin + 2 * SECOND_MS)
    merchant.close(*(a_closed_list(number, at_ms) for number, at_ms in enumerate(times, start=1)))
    merchant.ask(a_request(start_time="20251210100000", end_time="20251210100001"))
    assert set(merchant.lists_told()) == {(list_no(2), 1), (list_no(3), 1)}


def test_a_period_wins_over_lists() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2, DECEMBER_10 + DAY_MS))
    merchant.ask(a_request("nothing", list_no(2), start_time="20251210000000", end_time="20251210235959"))
    assert merchant.answers() == ["2", "399"]
    assert set(merchant.lists_told()) == {(list_no(1), 1)}


def test_a_period_passes_over_lists_that_are_consolidated() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(a_request(list_no(1)))
    merchant.ask(of_december(cop_no="SUM2"))
    assert merchant.answers() == ["2", "399", "2", "399"]
    assert merchant.lists_told() == {(list_no(1), 1): 1, (list_no(2), 1): 1}


def test_a_request_takes_no_list_that_closes_after_it_was_made() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, DECEMBER_10))
    merchant.submit(a_request(start_time="20251201000000", end_time="20251231235959"))
    merchant.close(a_closed_list(2, DECEMBER_10 + 5))
    merchant.tick(JANUARY_15_ENDS - 1)
    assert set(merchant.lists_told()) == {(list_no(1), 1)}
    merchant.tick(JANUARY_15_ENDS)
    assert merchant.lists_told() == {(list_no(1), 1): 1, (list_no(2), 1): 1}


def test_explicit_lists_are_declared_and_the_rest_at_the_deadline_once() -> None:
    """The trap of the planted month."""
    merchant = Merchant()
    merchant.close(*(a_closed_list(number) for number in range(1, 6)))
    merchant.ask(a_request(list_no(4), list_no(2)))
    assert merchant.answers() == ["2", "399"]
    assert set(merchant.lists_told()) == {(list_no(2), 1), (list_no(4), 1)}
    merchant.tick(JANUARY_15_ENDS)
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert merchant.lists_told() == {(list_no(number), 1): 1 for number in range(1, 6)}
    assert [event.cop_no for event in merchant.declared()] == ["SUM1", None]


def test_five_decimals_are_summed_exactly() -> None:
    """The trap of the planted month: 0.00001 of everything is not lost."""
    merchant = Merchant()
    line = an_exported_line(
        quantity_e5=1, statutory_quantity_e5=3, second_quantity_e5=7, total_price_e5=10_000_000_000_001
    )
    many = [
        a_closed_list(number, lines=(line,), gross_weight_kg_e5=100_001, net_weight_kg_e5=33_333)
        for number in range(1, 1_112)
    ]
    merchant.close(*many)
    merchant.ask(of_december())
    told = merchant.declared()
    (merged,) = told[0].lines
    assert merged.quantity_e5 == 1_111
    assert merged.statutory_quantity_e5 == 3_333
    assert merged.second_quantity_e5 == 7_777
    assert merged.value_e5 == 11_110_000_000_001_111
    assert {event.result.gross_weight_kg_e5 for event in told} == {111_101_111}
    assert {event.result.net_weight_kg_e5 for event in told} == {37_032_963}
    assert [(event.result.part_no, event.result.part_count) for event in told] == [(1, 3), (2, 3), (3, 3)]
    (certified,) = merchant.certificates()
    assert certified.certificate.lines == (merged,)
    assert certified.certificate.amounts[0].value_e5 == 11_110_000_000_001_111


# --- the month and its term ---


def test_a_list_of_the_last_millisecond_of_a_year_is_due_in_january_and_the_next_one_in_february() -> None:
    """The trap of the planted month: 15 February 2026 and the days after it are holidays; 24 February is worked."""
    merchant = Merchant()
    merchant.close(a_closed_list(1, YEAR_END - 1), a_closed_list(2, YEAR_END))
    merchant.tick(JANUARY_15_ENDS - 1)
    assert merchant.declared() == []
    merchant.tick(JANUARY_15_ENDS)
    assert set(merchant.lists_told()) == {(list_no(1), 1)}
    february_24_ends = YEAR_END + (31 + 24) * DAY_MS
    merchant.tick(february_24_ends - 1)
    assert len(merchant.declared()) == 1
    merchant.tick(february_24_ends)
    assert merchant.lists_told() == {(list_no(1), 1): 1, (list_no(2), 1): 1}


def test_a_request_of_the_last_second_is_taken_and_one_a_second_later_finds_nothing() -> None:
    """The trap of the planted month: 15 January 23:59:59, and 16 January."""
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2, customs_code="5165"))
    merchant.submit(a_request(list_no(1), at_ms=JANUARY_15_ENDS - SECOND_MS))
    merchant.tick(JANUARY_15_ENDS)
    merchant.submit(a_request(list_no(2), at_ms=JANUARY_15_ENDS, cop_no="SUM2"))
    merchant.tick(JANUARY_15_ENDS + 3 * SECOND_MS)
    assert merchant.answers() == ["2", "399", "-703004"]
    assert [event.cop_no for event in merchant.declared()] == ["SUM1", None]


def test_a_fifteenth_that_is_a_saturday_leaves_time_until_monday() -> None:
    """15 November 2025 is a Saturday."""
    merchant = Merchant()
    october_20 = DECEMBER_10 - 51 * DAY_MS
    november_17_ends = YEAR_END - 44 * DAY_MS
    merchant.close(a_closed_list(1, october_20))
    merchant.tick(november_17_ends - 1)
    assert merchant.declared() == []
    merchant.tick(november_17_ends)
    assert len(merchant.declared()) == 1


def test_a_list_heard_of_after_the_term_of_its_month_does_not_wait_a_month_more() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1))
    merchant.tick(JANUARY_15_ENDS)
    late = a_closed_list(2, JANUARY_15_ENDS + DAY_MS)
    merchant.close(a_closed_list(3, JANUARY_15_ENDS + DAY_MS))
    merchant.bench.send(
        "customs.closed-lists.v1", replace(late, closed_at_ms=DECEMBER_10), key=b"4401960M01", at_ms=late.closed_at_ms
    )
    merchant.tick(JANUARY_15_ENDS + DAY_MS + SECOND_MS)
    assert set(merchant.lists_told()) == {(list_no(1), 1), (list_no(2), 1)}


# --- which lists share a declaration ---


def test_lists_of_different_heads_are_declared_apart() -> None:
    merchant = Merchant()
    merchant.close(
        a_closed_list(1),
        a_closed_list(2, customs_code="5165"),
        a_closed_list(3, agent_code="4401960A02"),
        a_closed_list(4, transport_mode="2"),
        a_closed_list(5, arrival_country_code="303"),
        a_closed_list(6, port_code="5165"),
        a_closed_list(7, trade_mode="1210", account_book_no="BOOK1"),
        a_closed_list(8, trade_mode="1210", account_book_no="BOOK2"),
        a_closed_list(9),
    )
    merchant.ask(of_december())
    told = [{row.list_no for row in event.result.lists} for event in merchant.declared()]
    assert told == [{list_no(1), list_no(9)}, *({list_no(number)} for number in range(2, 9))]


@pytest.mark.parametrize(("flag", "declarations"), [("1", 1), ("2", 3)])
def test_producers_are_kept_apart_if_the_request_asks(flag: str, declarations: int) -> None:
    merchant = Merchant()
    merchant.close(
        a_closed_list(1, owner_code="NO", owner_name="甲厂"),
        a_closed_list(2, owner_code="NO", owner_name="乙厂"),
        a_closed_list(3),
    )
    merchant.ask(of_december(summary_flag=flag))
    assert len(merchant.declared()) == declarations


@pytest.mark.parametrize(("flag", "lines"), [("1", 2), ("0", 1)])
def test_goods_names_are_kept_apart_if_the_request_asks(flag: str, lines: int) -> None:
    merchant = Merchant()
    merchant.close(
        a_closed_list(1, lines=(an_exported_line(item_name="红衫"),)),
        a_closed_list(2, lines=(an_exported_line(item_name="蓝衫"),)),
    )
    merchant.ask(of_december(item_name_flag=flag))
    (told,) = merchant.declared()
    assert len(told.lines) == lines
    assert sum(line.quantity_e5 for line in told.lines) == 400_000


def test_the_list_that_would_bring_a_fifty_first_line_opens_the_next() -> None:
    merchant = Merchant()
    merchant.close(
        a_closed_list(1, lines=many_lines(30)),
        a_closed_list(2, lines=many_lines(20, first=31)),
        a_closed_list(3, lines=many_lines(2, first=10)),
        a_closed_list(4, lines=many_lines(2, first=50)),
        a_closed_list(5, lines=many_lines(1, first=10)),
    )
    merchant.ask(of_december())
    first, second = merchant.declared()
    assert len(first.lines) == 50
    assert {row.list_no for row in first.result.lists} == {list_no(1), list_no(2), list_no(3)}
    assert {row.list_no for row in second.result.lists} == {list_no(4), list_no(5)}


def test_only_a_list_that_alone_has_too_many_lines_is_split_and_nothing_of_it_is_lost() -> None:
    merchant = Merchant()
    merchant.close(
        a_closed_list(1, lines=many_lines(3)),
        a_closed_list(2, lines=many_lines(99), gross_weight_kg_e5=1_000_003, net_weight_kg_e5=999_999),
        a_closed_list(3, lines=many_lines(2, first=60)),
    )
    merchant.ask(of_december())
    told = merchant.declared()
    assert [len(event.lines) for event in told] == [3, 50, 49]
    assert {row.list_no for row in told[2].result.lists} == {list_no(2), list_no(3)}
    assert sum(event.result.gross_weight_kg_e5 for event in told) == 2 * 62_000 + 1_000_003
    assert sum(event.result.net_weight_kg_e5 for event in told) == 2 * 55_000 + 999_999
    assert sum(merchant.lists_told().values()) == 104
    assert set(merchant.lists_told().values()) == {1}


def test_how_many_lines_a_declaration_has_is_a_parameter() -> None:
    most = ParameterSet(
        code="export.lines_per_declaration", version=2, valid_from="2025-01-01", source="test", value="2"
    )
    merchant = Merchant(most)
    merchant.close(a_closed_list(1, lines=many_lines(5)))
    merchant.ask(of_december())
    assert [len(event.lines) for event in merchant.declared()] == [2, 2, 1]


def test_sums_that_could_not_be_written_open_the_next() -> None:
    merchant = Merchant()
    line = an_exported_line(total_price_e5=2**62)
    merchant.close(*(a_closed_list(number, lines=(line,)) for number in (1, 2, 3)))
    merchant.ask(of_december())
    assert [event.lines[0].value_e5 for event in merchant.declared()] == [2**62, 2**62, 2**62]


# --- parts of a request ---


def in_parts(count: int, *list_nos: tuple[str, ...]) -> list[ConsolidationSubmitted]:
    """Parts of one request, each with its lists."""
    return [a_request(*some, part_count=count, part_no=number) for number, some in enumerate(list_nos, start=1)]


def test_parts_in_any_order_and_repeated_make_one_request() -> None:
    merchant = Merchant()
    merchant.close(*(a_closed_list(number) for number in range(1, 7)))
    first, second, third = in_parts(3, (list_no(1), list_no(2)), (list_no(3), list_no(4)), (list_no(5),))
    merchant.ask(third, first, third)
    assert merchant.answers() == ["2", "2", "2"]
    assert merchant.verdicts()[2].verdict is Verdict.DUPLICATE
    merchant.ask(second)
    assert merchant.answers() == ["2", "2", "2", "2", "399", "399", "399"]
    assert set(merchant.lists_told()) == {(list_no(number), 1) for number in range(1, 6)}


def test_parts_join_by_the_number_that_customs_gave() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    first, second = in_parts(2, (list_no(1),), (list_no(2),))
    merchant.ask(first)
    given = {one.element: one.text for one in merchant.verdicts()[0].repeated or ()}["sumNo"]
    assert len(given) == 18
    merchant.ask(replace(second, consolidation_no=given))
    assert merchant.answers() == ["2", "2", "399", "399"]
    assert {event.result.consolidation_no for event in merchant.declared()} == {given}


def test_every_part_of_a_request_bears_the_same_numbers() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(*in_parts(2, (list_no(1),), (list_no(2),)))
    numbers = {(verdict.pre_entry_no, verdict.repeated[0].text) for verdict in merchant.verdicts() if verdict.repeated}
    assert len(numbers) == 1


def test_an_event_that_comes_twice_is_worked_once() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(1))
    merchant.submit(of_december(), cause_id="one")
    assert merchant.submit(of_december(), cause_id="one") == []
    merchant.tick(JANUARY_15_ENDS)
    assert merchant.answers() == ["2", "399"]
    assert merchant.lists_told() == {(list_no(1), 1): 1}


def test_a_draft_is_only_answered() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1))
    merchant.ask(of_december(draft=True))
    assert merchant.answers() == ["1"]
    merchant.ask(of_december())
    assert merchant.answers() == ["1", "2", "399"]


# --- what is refused ---


def answer(*closed: ListClosed, request: ConsolidationSubmitted) -> tuple[list[str], int]:
    """Let lists close and a request come; return its answers and how many results came of it."""
    merchant = Merchant()
    merchant.close(*closed)
    merchant.ask(request)
    return merchant.answers(), len(merchant.declared())


@pytest.mark.parametrize(
    "changes",
    [
        {"start_time": "20251202000000"},
        {"end_time": "20251202000000"},
        {"start_time": "20251202000000", "end_time": "20251201235959"},
        {},
        {"start_time": "20251201000000", "end_time": "20251202000000", "summary_flag": "3"},
    ],
    ids=["no end", "no begin", "reversed", "nothing", "another flag"],
)
def test_con_01_a_request_without_a_period_or_lists_is_rejected(changes: dict[str, Any]) -> None:
    assert answer(a_closed_list(1), request=a_request(**changes)) == (["-702001"], 0)


def test_con_01_a_period_of_one_second_is_accepted() -> None:
    request = a_request(start_time="20251210100000", end_time="20251210100000")
    assert answer(a_closed_list(1), request=request) == (["2", "399"], 1)


@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.DELETE, Operation.UNKNOWN])
def test_con_02_a_request_that_is_to_be_changed_is_rejected(operation: Operation) -> None:
    assert answer(a_closed_list(1), request=a_request(list_no(1), operation=operation)) == (["-704002"], 0)


def test_con_02_the_same_part_with_other_content_is_rejected() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(a_request(list_no(1)))
    merchant.ask(a_request(list_no(2)))
    assert merchant.answers() == ["2", "399", "-704001"]
    assert set(merchant.lists_told()) == {(list_no(1), 1)}


def test_con_02_a_request_that_was_refused_is_accepted_anew_under_its_number() -> None:
    merchant = Merchant()
    merchant.ask(a_request(list_no(1)))
    merchant.close(a_closed_list(1))
    merchant.ask(a_request(list_no(1), at_ms=DECEMBER_10 + 2 * DAY_MS))
    assert merchant.answers() == ["-703002", "2", "399"]


@pytest.mark.parametrize(
    "changes",
    [{"part_no": 3}, {"part_count": 3}, {"item_name_flag": "1"}, {"declarant_code": "4401960A02"}],
    ids=["number", "count", "flag", "declarant"],
)
def test_con_03_a_part_that_contradicts_the_first_is_rejected_and_the_right_one_may_follow(
    changes: dict[str, Any],
) -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    first, second = in_parts(2, (list_no(1),), (list_no(2),))
    wrong = a_request(list_no(2), **{"part_count": 2, "part_no": 2, **changes})
    merchant.submit(first, wrong)
    merchant.ask(second)
    assert merchant.answers() == ["2", "-703001", "2", "399", "399"]


def test_con_03_parts_with_one_head_are_accepted() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(*in_parts(2, (list_no(1),), (list_no(2),)))
    assert merchant.answers() == ["2", "2", "399", "399"]


def test_con_04_an_explicit_list_that_is_consolidated_is_rejected() -> None:
    """Planted fault 16: 702 -703004, and no result."""
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(a_request(list_no(1)))
    merchant.ask(a_request(list_no(2), list_no(1), cop_no="SUM2"))
    assert merchant.answers() == ["2", "399", "-703004"]
    assert merchant.verdicts()[-1].reasons[0].text_zh == f"清单已汇总，[{list_no(1)}]"
    assert set(merchant.lists_told()) == {(list_no(1), 1)}


@pytest.mark.parametrize(
    ("named", "code"),
    [
        (list_no(2), "-703002"),
        (list_no(3), "-703003"),
        (list_no(4), "-703003"),
        ("514120251234567", "-703005"),
        (list_no(5), "-703002"),
    ],
    ids=["unclosed", "flag A", "between enterprises", "no list number", "reopened"],
)
def test_con_04_a_list_that_is_not_to_be_consolidated_is_rejected(named: str, code: str) -> None:
    """Planted fault 30: an unclosed list, and one with simplified classification."""
    merchant = Merchant()
    merchant.close(
        a_closed_list(1),
        a_closed_list(3, statistics_flag="A"),
        a_closed_list(4, trade_mode="9710", order_type="B"),
        a_closed_list(5),
    )
    merchant.reopen(a_closed_list(5), DECEMBER_10 + 1)
    merchant.ask(a_request(list_no(1), named))
    assert merchant.answers() == [code]
    assert merchant.declared() == []


def test_con_04_lists_that_wait_are_accepted() -> None:
    assert answer(a_closed_list(1), a_closed_list(2), request=a_request(list_no(2), list_no(1))) == (["2", "399"], 1)


def test_con_04_a_list_that_another_request_takes_first_is_refused_with_the_whole_request() -> None:
    """Both requests are on record before either is worked."""
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.submit(a_request(list_no(1)), a_request(list_no(1), list_no(2), cop_no="SUM2"))
    merchant.tick(DECEMBER_10 + 2 * DAY_MS)
    assert merchant.answers() == ["2", "2", "399", "-703004"]
    assert set(merchant.lists_told()) == {(list_no(1), 1)}
    merchant.ask(a_request(list_no(2), cop_no="SUM2", at_ms=DECEMBER_10 + 3 * DAY_MS))
    assert merchant.answers()[-2:] == ["2", "399"]


def test_many_unfit_lists_are_named_in_part() -> None:
    merchant = Merchant()
    merchant.ask(a_request(*(list_no(number) for number in range(1, 13))))
    assert "等 12 张" in merchant.verdicts()[0].reasons[0].text_zh


def test_an_enterprise_that_is_not_registered_is_refused() -> None:
    assert answer(request=a_request(list_no(1), declarant_code="9999999999")) == (["-10102"], 0)
