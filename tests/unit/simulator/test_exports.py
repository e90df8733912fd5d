"""The generated month of exports: repeatable, complete, and right in itself."""

from collections import Counter
from decimal import Decimal

import pytest

from simulator.exports.calendar import month, one_day
from simulator.exports.check import Book, Said, differences, is_answered
from simulator.exports.goods import export_goods
from simulator.exports.month import FAULTS, TRAPS, ExportMonth, TooFewExports, generate
from simulator.exports.papers import Answered, Phase, answers, fill
from simulator.world import START, read_register, world


def a_month(parcels: int = 300, **changes: object) -> ExportMonth:
    return generate(world(), parcels=parcels, calendar=month(), **changes)  # type: ignore[arg-type]


def documents(of: ExportMonth) -> list[dict[str, object]]:
    return [paper.document for paper in of.papers()]


def test_the_same_seed_gives_the_same_month_and_another_one_does_not() -> None:
    assert documents(a_month()) == documents(a_month())
    assert documents(a_month()) != documents(a_month(seed=7))


@pytest.mark.parametrize("parcels", [300, 457, 3_000])
def test_it_has_as_many_parcels_as_asked_for_and_every_plant(parcels: int) -> None:
    made = a_month(parcels)
    assert len(made.parcels) == parcels
    names = Counter(one.name for one in made.planted)
    assert set(names) == {plant.name for plant in (*FAULTS, *TRAPS)}
    assert all(names[plant.name] == parcels // 300 for plant in FAULTS)


def test_too_few_parcels_are_refused() -> None:
    with pytest.raises(TooFewExports):
        a_month(60)


def test_faults_have_the_rows_of_the_table_that_are_not_about_money_or_returns() -> None:
    of_requests = {16, 30}
    assert {plant.row for plant in FAULTS} == {*range(1, 17), *range(26, 31)} - of_requests


def test_a_month_has_every_mode_both_flags_and_several_currencies() -> None:
    deals = [parcel.deal for parcel in a_month(3_000).parcels]
    assert {deal.mode for deal in deals} == {"9610", "1210", "9710", "9810"}
    assert {deal.flag for deal in deals} == {"A", "B"}
    assert {"502", "300", "142"} < {deal.currency for deal in deals}
    assert len({deal.merchant.code for deal in deals}) > 5
    assert Counter(deal.mode for deal in deals).most_common(1)[0][0] == "9610"


def test_goods_are_of_subheadings_that_the_tariff_has() -> None:
    listed = set()
    for row in read_register("customs.tariff.v1"):
        for heading in row["headings"].split(";"):
            code, *subheadings = heading.split()
            listed |= {code + each for each in subheadings}
    assert {good.commodity_code[:6] for good in export_goods()} <= listed


def test_lines_multiply_and_make_up_the_order() -> None:
    for parcel in a_month().parcels:
        lines = parcel.order.document["lines"]
        for line in lines:
            assert Decimal(line["price"]) * Decimal(line["qty"]) == Decimal(line["totalPrice"])
        total = sum(Decimal(line["totalPrice"]) for line in lines)
        assert total == Decimal(parcel.order.document["goodsValue"])


def test_a_day_has_the_same_parcels_at_one_time_and_no_edges() -> None:
    day = generate(world(), parcels=300, calendar=one_day(START))
    assert len(day.parcels) == 300
    assert {paper.at.date() for paper in day.papers()} == {START.date()}
    assert {one.paper.phase for one in day.asked} == {Phase.ASKED, Phase.ASKED_AGAIN}


def test_numbers_are_put_in_where_a_document_names_lists() -> None:
    made = a_month()
    asked = next(one for one in made.asked if one.name == "by-lists")
    fill(asked.paper, [f"N{place}" for place in range(len(asked.paper.lists))])
    assert [line["invtNo"] for line in asked.paper.document["lines"]] == ["N0", "N1", "N2", "N3", "N4"]
    cancel = next(paper for paper in made.papers() if paper.document["type"] == "export-cancellation")
    fill(cancel, ["N9"])
    assert cancel.document["invtNo"] == "N9"


def said(number: int, told: str, **more: object) -> Said:
    (answer,) = answers(told)
    return Said(f"receipt-{number}", "document-1", number, answer, **more)  # type: ignore[arg-type]


def test_answers_are_compared_in_order_each_once_and_holds_of_samples_are_left_out() -> None:
    made, book = a_month(), Book()
    paper = next(parcel.listed for parcel in made.parcels if parcel.listed.told == answers("2", "120", "399"))
    book.enter(paper, ("batch", 0), "document-1")
    assert not is_answered(paper, book)
    told = [said(1, "2", verdict="ACCEPTED", place=("batch", 0)), said(3, "399"), said(2, "120")]
    assert book.take([*told, said(4, "500 99602")]) == 4
    assert book.take(told) == 0
    assert not is_answered(paper, book)
    assert is_answered(paper, book, passing={"99602"})
    assert len(differences(made, book, passing={"99602"})) == len(made.papers()) - 1


def test_an_answer_of_a_deadline_is_not_due_before_it() -> None:
    made = a_month()
    late = next(parcel.listed for parcel in made.parcels if parcel.listed.told[-1].codes == {"99001"})
    assert [each.status for each in late.due(Phase.ASKED_AGAIN)] == ["2"]
    assert late.due(Phase.OVERDUE)[-1] == Answered("100", frozenset({"99001"}), Phase.OVERDUE)
