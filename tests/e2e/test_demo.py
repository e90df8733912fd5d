"""The demonstration in small: every outcome as planned, and every figure consistent with every other."""

from collections import Counter

import pytest

from tests.e2e.conftest import Performance
from yidian.demo.summary import adds_up
from yidian.gateway import Gateway

pytestmark = pytest.mark.e2e


def test_every_planted_fault_is_found_and_nothing_else_refused(performance: Performance) -> None:
    assert performance.played.differences == []


def test_submitted_is_accepted_and_rejected_and_duplicate(performance: Performance) -> None:
    told = performance.told
    assert adds_up(told)
    assert told["submitted"] == performance.planned.documents
    assert sum(told["declarations"].values()) == len(performance.planned.cases)
    assert all(plant["planted"] == plant["as_planned"] > 0 for plant in (*told["faults"], *told["traps"]))
    assert all(request["stated"] == request["came_out"] for request in told["malformed"])
    assert told["latency"]["declarations"] > 0
    assert {ended: match["state"] for ended, match in told["timelines"].items()} == {
        "released": "CLEARED",
        "held": "HELD",
        "refused": "REFUSED",
    }


def test_the_view_counts_what_the_couriers_counted(performance: Performance) -> None:
    book = performance.played.book
    seen = [item.step for item in book.sent if not book.is_answered_at_once(item.step)]
    answered = Counter(answer.verdict for step in seen if (answer := book.answer(step)))
    assert performance.counts == answered


def test_a_courier_sees_only_what_names_it(performance: Performance) -> None:
    connection, cases = performance.stage.connection, performance.planned.day
    case = next(case for case in cases if case.plant == "sound")
    deal = case.parcel.deal
    with Gateway(connection.url, connection.transmitting(deal.merchant.code).key) as merchant:
        assert merchant.cases(deal.order_no)
    other = next(
        one.parcel.deal.merchant.code
        for one in cases
        if one.parcel.deal.merchant.code != deal.merchant.code and one.parcel.deal.order_no != deal.order_no
    )
    with Gateway(connection.url, connection.transmitting(other).key) as stranger:
        assert stranger.cases(deal.order_no) == []
