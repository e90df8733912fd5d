"""The planted month of exports, 3,000 parcels through all processors of exports: every outcome is the planned one."""

from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache

import pytest

from contracts.customs import ConsolidatedLine
from simulator.exports.calendar import month
from simulator.exports.check import consolidation_differences, differences
from simulator.exports.consolidating import AT_THE_LAST, CONSOLIDATED, DUE, LAST_SECOND, is_to_be_consolidated
from simulator.exports.month import FAULTS, TRAPS, ExportMonth, generate
from simulator.exports.trade import ExportParcel
from simulator.sampling import SAMPLED
from simulator.world import world
from tests.support.exports.playing import Played

PARCELS, FEW = 3_000, 300
MINUTE_MS = 60_000
E5 = 100_000


def planned(parcels: int) -> ExportMonth:
    return generate(world(), parcels=parcels, calendar=month())


@cache
def played() -> Played:
    on = Played(planned(PARCELS))
    on.play()
    return on


def closed(on: Played) -> dict[str, ExportParcel]:
    """Parcels that have left, by the number of their list."""
    return {on.book.list_no(one.listed) or "": one for one in on.month.parcels if one.listed in on.month.left}


def test_every_paper_has_the_answers_that_were_planned_and_no_rule_failed() -> None:
    assert played().parked() == []
    assert differences(played().month, played().book) == []
    assert played().book.sent == len(played().month.papers())


def test_every_plant_is_there() -> None:
    names = Counter(one.name for one in played().month.planted)
    assert set(names) == {plant.name for plant in (*FAULTS, *TRAPS)}
    assert len(played().month.parcels) == PARCELS


def test_every_list_is_consolidated_once_by_the_request_that_names_it_or_unasked() -> None:
    on = played()
    assert consolidation_differences(on.month, on.book, on.taken()) == []
    asked = {by for _, by in on.taken()}
    assert asked == {one.cop_no for one in on.month.asked if one.paper.told[-1].status == "399"} | {None}


def test_what_is_left_of_a_month_is_consolidated_when_it_is_due() -> None:
    on, lists = played(), closed(played())
    seen = set()
    for event in on.consolidated:
        if event.cop_no is None and event.result.entry_no is None:
            for row in event.result.lists:
                left = on.month.left[lists[row.list_no].listed]
                due_ms = int(DUE[f"{left:%Y-%m}"].timestamp() * 1000)
                assert due_ms <= event.result.processed_at_ms < due_ms + MINUTE_MS, (row.list_no, left)
                seen.add(f"{left:%Y-%m}")
    assert seen == set(DUE)


def test_a_request_of_the_last_second_is_taken_and_what_closed_on_1_january_is_not() -> None:
    on, lists = played(), closed(played())
    (asked,) = [one for one in on.month.asked if one.paper.at == LAST_SECOND]
    assert asked.merchant == world().merchants[AT_THE_LAST]
    of_merchant = [one for one in lists.values() if one.deal.merchant == asked.merchant and is_to_be_consolidated(one)]
    in_december = {on.book.list_no(one.listed) for one in of_merchant if on.month.left[one.listed].month == 12}
    assert {number for number, by in on.taken() if by == asked.cop_no} == in_december
    assert {on.month.left[one.listed].month for one in of_merchant} >= {1, 12}


def test_the_sums_of_a_declaration_are_those_of_its_lists_to_the_fifth_decimal() -> None:
    on, lists = played(), closed(played())
    of_declaration: defaultdict[str, set[str]] = defaultdict(set)
    lines: dict[str, tuple[ConsolidatedLine, ...]] = {}
    gross: dict[str, int] = {}
    for event in on.consolidated:
        if event.result.entry_no is None:
            number = event.result.declaration_seq_no
            of_declaration[number] |= {row.list_no for row in event.result.lists}
            lines[number] = event.lines or lines[number]
            gross[number] = event.result.gross_weight_kg_e5
    assert set(lines) == set(of_declaration)
    for number, own in of_declaration.items():
        deals = [lists[list_no].deal for list_no in own]
        ordered = [(deal, line) for deal in deals for line in deal.lines]
        value: Counter[tuple[str, str, str]] = Counter()
        for deal, line in ordered:
            value[deal.country, line.good.commodity_code, deal.currency] += _e5(line.total)
        told: Counter[tuple[str, str, str]] = Counter()
        for one in lines[number]:
            told[one.destination_country_code, one.commodity_code, one.currency_code] += one.value_e5
        assert told == value
        assert sum(one.quantity_e5 for one in lines[number]) == sum(line.quantity for _, line in ordered) * E5
        assert gross[number] == sum(_e5(deal.gross_kg) for deal in deals)


def test_nothing_is_certified_twice_or_before_it_has_left() -> None:
    on, lists = played(), closed(played())
    of_lists = Counter(one.certificate.list_no for one in on.certificates if one.certificate.list_no is not None)
    of_declarations = Counter(
        one.certificate.declaration_seq_no for one in on.certificates if one.certificate.list_no is None
    )
    simplified = {number for number, one in lists.items() if one.deal.flag == "A" and one.deal.mode in CONSOLIDATED}
    assert set(of_lists) == simplified
    assert set(of_declarations) == {event.result.declaration_seq_no for event in on.consolidated}
    assert {*of_lists.values(), *of_declarations.values()} == {1}
    for one in on.certificates:
        certificate = one.certificate
        assert certificate.issued_at_ms >= certificate.departed_until_ms >= certificate.departed_from_ms
        if certificate.list_no is not None:
            left = on.month.left[lists[certificate.list_no].listed]
            assert certificate.departed_until_ms == int(left.timestamp() * 1000)


def test_the_same_month_again_comes_out_the_same() -> None:
    first, second = Played(planned(FEW)), Played(planned(FEW))
    for on in (first, second):
        on.play()
    assert [event.result for event in first.consolidated] == [event.result for event in second.consolidated]
    assert first.certificates == second.certificates
    for one, other in zip(first.month.papers(), second.month.papers(), strict=True):
        assert one.document == other.document
        assert first.book.answers(one) == second.book.answers(other)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_month_comes_out_as_planned_too(seed: int) -> None:
    on = Played(generate(world(), parcels=FEW, calendar=month(), seed=seed), partitions=4)
    on.play()
    assert differences(on.month, on.book) == []
    assert consolidation_differences(on.month, on.book, on.taken()) == []


def test_samples_of_inspection_change_nothing_but_that_they_are_held_until_they_are_released() -> None:
    on = Played(planned(FEW), rate="0.2")
    on.play()
    held = [paper for paper in on.month.papers() if any(SAMPLED in said.codes for said in on.book.answers(paper))]
    assert len(held) > FEW * 0.1
    assert differences(on.month, on.book, passing={SAMPLED}) == []
    assert consolidation_differences(on.month, on.book, on.taken()) == []


def _e5(amount: Decimal) -> int:
    return int(amount * E5)
