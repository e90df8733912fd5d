"""The generated hour: repeatable, complete, right in itself, and read from the same registers as the mesh."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.register_files import read_all
from yidian.trade import day
from yidian.trade.case import DUPLICATE, RELEASED, Case, Stage
from yidian.trade.catalogue import goods
from yidian.trade.documents import Document
from yidian.trade.people import id_check_character
from yidian.trade.world import World, world

COURIERS = ("9901180031", "9901180032", "9902180034")


@pytest.fixture(scope="module")
def hour() -> tuple[Case, ...]:
    return day.generate(world())


def sound(cases: tuple[Case, ...]) -> list[Case]:
    return [case for case in cases if case.plant == "sound"]


def total(lines: list[Document]) -> Decimal:
    return sum((Decimal(line["totalPrice"]) for line in lines), Decimal(0))


def test_the_same_seed_gives_the_same_hour(hour: tuple[Case, ...]) -> None:
    assert day.generate(world()) == hour


def test_another_seed_shares_no_number_with_it(hour: tuple[Case, ...]) -> None:
    other = day.generate(world(), seed=day.SEED + 1)
    assert not {c.parcel.order["orderNo"] for c in hour} & {c.parcel.order["orderNo"] for c in other}
    assert not {c.parcel.waybill["logisticsNo"] for c in hour} & {c.parcel.waybill["logisticsNo"] for c in other}


def test_it_has_as_many_parcels_as_asked_for_and_every_plant(hour: tuple[Case, ...]) -> None:
    assert len(hour) == 500
    planted = Counter(case.plant for case in hour)
    assert {plant.name for plant in day.PLANTS} <= planted.keys()
    assert all(planted[plant.name] == plant.parcels * day.count(plant, 500) for plant in day.PLANTS)
    assert planted["sound"] > 250


def test_too_few_parcels_are_refused_with_the_least_number() -> None:
    with pytest.raises(day.TooFewParcels, match=r"at least (\d+)") as refusal:
        day.generate(world(), parcels=10)
    least = int(str(refusal.value).rsplit(" ", 1)[-1])
    assert len(day.generate(world(), parcels=least)) == least


def test_the_catalogue_has_about_200_goods_over_60_codes_that_have_a_rate() -> None:
    rates = {entry.record.code for entry in read_all() if entry.topic == "tax.rates.v1"}
    codes = {good.commodity_code[:8] for good in goods()}
    assert len(goods()) >= 199
    assert len(codes) >= 60
    assert codes <= rates
    assert len({good.item_no for good in goods()}) == len({good.bar_code for good in goods()}) == len(goods())


def test_a_sound_parcel_agrees_with_itself(hour: tuple[Case, ...]) -> None:
    for case in sound(hour):
        order, payment, waybill, declaration = case.parcel.documents
        value = total(order["lines"])
        paid = value + Decimal(order["freight"]) + Decimal(order["taxTotal"]) - Decimal(order["discount"])
        assert Decimal(order["goodsValue"]) == value == total(declaration["lines"])
        assert Decimal(order["acturalPaid"]) == paid == Decimal(payment["amountPaid"]) > 0
        assert order["orderNo"] == payment["orderNo"] == waybill["orderNo"] == declaration["orderNo"]
        assert value + Decimal(declaration["freight"]) <= 5000
        assert declaration["assureCode"] in {declaration[key] for key in ("ebcCode", "logisticsCode", "agentCode")}
        for line in (*order["lines"], *declaration["lines"]):
            assert Decimal(line["price"]) * Decimal(line["qty"]) == Decimal(line["totalPrice"])


def test_sound_parcels_raise_no_alert_and_no_buyer_comes_twice(hour: tuple[Case, ...]) -> None:
    there: World = world()
    for case in sound(hour):
        for line in case.parcel.declaration["lines"]:
            assert not there.is_alerted(line["country"], line["gcode"][:4])
    assert max(Counter(case.parcel.order["buyerIdNumber"] for case in sound(hour)).values()) == 1


def test_every_identity_number_has_the_right_check_character(hour: tuple[Case, ...]) -> None:
    for case in hour:
        number = case.parcel.order["buyerIdNumber"]
        assert number[:2] == "99"
        assert number[17] == id_check_character(number[:17])


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_the_check_character_tells_any_single_wrong_digit(body: str, place: int, change: int) -> None:
    wrong = body[:place] + str((int(body[place]) + change) % 10) + body[place + 1 :]
    assert id_check_character(wrong) != id_check_character(body)


def test_a_known_check_character() -> None:
    assert id_check_character("11010519491231002") == "X"


def test_requests_hold_every_document_once_and_keep_a_case_with_one_courier(hour: tuple[Case, ...]) -> None:
    couriers: dict[int, set[str]] = {}
    seen = 0
    for stage in Stage:
        for request in day.requests(hour, stage, COURIERS):
            assert 0 < len(request.documents) <= day.BATCH
            seen += len(request.documents)
            for sent in request.documents:
                couriers.setdefault(id(sent.case), set()).add(request.courier_code)
    assert seen == sum(len(case.steps) for case in hour)
    assert all(len(codes) == 1 for codes in couriers.values())


def test_the_first_requests_hold_200_documents_or_more(hour: tuple[Case, ...]) -> None:
    first = day.requests(hour, Stage.FIRST, COURIERS)
    assert all(len(request.documents) >= 200 for request in first[:6])


def test_contests_state_who_wins_and_who_loses(hour: tuple[Case, ...]) -> None:
    contests: dict[str, Counter[str]] = {}
    for case in hour:
        if case.contest:
            contests.setdefault(case.contest, Counter())[str(case.outcome)] += 1
    assert contests
    assert all(outcomes == {"800": 1, "100 -621018": 1} for outcomes in contests.values())


def test_repeated_documents_are_expected_as_duplicates(hour: tuple[Case, ...]) -> None:
    repeated = [case for case in hour if case.plant == "all-repeated"]
    assert all(Counter(step.answer for step in case.steps)[DUPLICATE] == 4 for case in repeated)
    assert all(case.outcome == RELEASED for case in repeated)
