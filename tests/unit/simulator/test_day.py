"""The generated day: repeatable, complete, right in itself, and read from the same registers as the mesh."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.register_files import read_all
from simulator import day
from simulator.case import DUPLICATE, RELEASED, Case, Stage, expected_outcomes
from simulator.catalogue import goods
from simulator.documents import Document
from simulator.parcel import Trade
from simulator.people import id_check_character
from simulator.plants.refused import quantity
from simulator.tariff import Tariff
from simulator.world import World, read_register, world

COURIERS = ("9901180031", "9901180032", "9902180034")


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return day.generate(world())


def sound(cases: tuple[Case, ...]) -> list[Case]:
    return planted(cases, "sound")


def planted(cases: tuple[Case, ...], plant: str) -> list[Case]:
    return [case for case in cases if case.plant == plant]


def total(lines: list[Document]) -> Decimal:
    return sum((Decimal(line["totalPrice"]) for line in lines), Decimal(0))


def test_the_same_seed_gives_the_same_day(cases: tuple[Case, ...]) -> None:
    assert day.generate(world()) == cases


def test_another_seed_shares_no_number_with_it(cases: tuple[Case, ...]) -> None:
    other = day.generate(world(), seed=day.SEED + 1)
    assert not {c.parcel.order["orderNo"] for c in cases} & {c.parcel.order["orderNo"] for c in other}
    assert not {c.parcel.waybill["logisticsNo"] for c in cases} & {c.parcel.waybill["logisticsNo"] for c in other}


def test_it_has_as_many_parcels_as_asked_for_and_every_plant(cases: tuple[Case, ...]) -> None:
    assert len(cases) == 2000
    counts = Counter(case.plant for case in cases)
    assert {plant.name for plant in day.PLANTS} <= counts.keys()
    assert all(counts[plant.name] == plant.parcels * day.count(plant, 2000) for plant in day.PLANTS)
    assert counts["sound"] > 1000


def test_too_few_parcels_are_refused_with_the_least_number() -> None:
    with pytest.raises(day.TooFewParcels, match=r"at least (\d+)") as refusal:
        day.generate(world(), parcels=10)
    least = int(str(refusal.value).rsplit(" ", 1)[-1])
    assert len(day.generate(world(), parcels=least)) == least


def test_every_number_of_parcels_from_the_least_on_is_possible() -> None:
    for parcels in range(day.fewest(), 3000):
        assert sum(plant.parcels * day.count(plant, parcels) for plant in day.PLANTS) <= parcels


def test_the_catalogue_has_about_200_goods_whose_codes_have_a_rate_and_a_filing() -> None:
    rates = {entry.record.code for entry in read_all() if entry.topic == "tax.rates.v1"}
    codes = {good.commodity_code[:8] for good in goods()}
    filings = {entry.record.code: entry.record for entry in read_all() if entry.topic == "customs.goods-filings.v1"}
    assert len(goods()) >= 200
    assert len(codes) >= 60
    assert codes <= rates
    assert all(filings[f"gtin/{good.bar_code}"].commodity_code == good.commodity_code for good in goods())
    assert len({good.item_no for good in goods()}) == len({good.bar_code for good in goods()}) == len(goods())


def test_a_sound_parcel_agrees_with_itself(cases: tuple[Case, ...]) -> None:
    for case in sound(cases):
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


def test_sound_parcels_raise_no_alert_and_no_buyer_comes_twice(cases: tuple[Case, ...]) -> None:
    there: World = world()
    for case in sound(cases):
        for line in case.parcel.declaration["lines"]:
            assert not there.is_alerted(line["country"], line["gcode"][:4])
    assert max(Counter(case.parcel.order["buyerIdNumber"] for case in sound(cases)).values()) == 1


def test_every_identity_number_has_the_right_check_character(cases: tuple[Case, ...]) -> None:
    for case in cases:
        number = case.parcel.order["buyerIdNumber"]
        assert number[:2] == "99"
        assert number[17] == id_check_character(number[:17])


@given(st.from_regex(r"[0-9]{17}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_the_check_character_tells_any_single_wrong_digit(body: str, place: int, change: int) -> None:
    wrong = body[:place] + str((int(body[place]) + change) % 10) + body[place + 1 :]
    assert id_check_character(wrong) != id_check_character(body)


def test_a_known_check_character() -> None:
    assert id_check_character("11010519491231002") == "X"


def test_requests_hold_every_document_once_and_keep_a_case_with_one_courier(cases: tuple[Case, ...]) -> None:
    couriers: dict[int, set[str]] = {}
    seen = 0
    for stage in Stage:
        for request in day.requests(cases, stage, COURIERS):
            assert 0 < len(request.documents) <= day.BATCH
            seen += len(request.documents)
            for sent in request.documents:
                couriers.setdefault(id(sent.case), set()).add(request.courier_code)
    assert seen == sum(len(case.steps) for case in cases)
    assert all(len(codes) == 1 for codes in couriers.values())


def test_the_first_requests_hold_200_documents_or_more(cases: tuple[Case, ...]) -> None:
    first = day.requests(cases, Stage.FIRST, COURIERS)
    assert all(len(request.documents) >= 200 for request in first[:6])


def test_contests_state_who_wins_and_who_loses(cases: tuple[Case, ...]) -> None:
    contests: dict[str, Counter[str]] = {}
    for case in cases:
        if case.contest:
            contests.setdefault(case.contest, Counter())[str(case.outcome)] += 1
    assert contests
    assert all(outcomes == {"800": 1, "-621018": 1} for outcomes in contests.values())


def test_repeated_documents_are_expected_as_duplicates(cases: tuple[Case, ...]) -> None:
    repeated = [case for case in cases if case.plant == "all-repeated"]
    assert all(Counter(step.answer for step in case.steps)[DUPLICATE] == 4 for case in repeated)
    assert all(case.outcome == RELEASED for case in repeated)


ROWS_OF_THE_TABLE = set(range(1, 31))
"""The thirty faults of the day as it is specified."""
TRAPS_OF_THE_TABLE = {
    "list-first", "payment-late", "all-repeated", "same-guid", "same-order-number", "two-waybills", "order-changed",
    "payment-sent-again", "full-width-blanks", "lower-case-x", "exactly-at-limit", "exactly-annual-limit",
    "one-bag-over-limit", "cosmetics-below", "cosmetics-at",
}  # fmt: skip


def test_every_fault_of_the_table_has_its_row_and_every_trap_is_there() -> None:
    assert {plant.row for plant in day.FAULTS} - {0} == ROWS_OF_THE_TABLE
    assert {plant.name for plant in day.TRAPS} >= TRAPS_OF_THE_TABLE
    assert len({plant.name for plant in day.PLANTS}) == len(day.PLANTS)


EXPECTED = {
    "order-missing": "100 99001",
    "payment-misdirected": "100 99001; 800",
    "amount-off": "100 99102",
    "order-arithmetic": "import-order -301008; 100 99001",
    "line-total": "-621001",
    "quantity-differs": "100 1322",
    "line-number-repeated": "-621027",
    "receiver-differs": "100 99104",
    "list-buyer-differs": "100 13127",
    "payer-differs": "100 1327",
    "institution-differs": "100 13035",
    "merchant-differs": "100 99109",
    "merchant-unregistered": "import-order -10102; -10102",
    "account-book-absent": "-621001",
    "guarantor-strange": "-621001",
    "order-number-taken": "import-order -301010; 800",
    "waybill-number-reused": "import-waybill -504015; 100 99001; 800",
    "payment-number-reused": "import-payment -401007; 100 99001; 800",
    "second-list": "import-list -621004; 800",
    "change-older": "import-order -301014; 800",
    "change-after-match": "import-order -301011; 800",
    "off-the-list": "100 99204",
    "over-single-limit": "-621005",
    "annual-limit": "-621018; 800",
    "guarantee-short": "300 99301",
    "guarantee-topped-up": "300 99301 → 800",
    "licence-expired": "300 99401",
    "alert-shipped-back": "500 99601 → 700 1300",
    "cancelled-while-held": "300 99301 → cancelled",
    "cancelled-too-late": "import-cancellation -623005; 800",
    "cancelled-unknown": "import-cancellation -623003; 800",
    "all-repeated": "duplicates; 800",
    "cosmetics-at": "800",
}


@pytest.mark.parametrize("plant", EXPECTED)
def test_a_plant_states_what_must_become_of_it(cases: tuple[Case, ...], plant: str) -> None:
    assert expected_outcomes(planted(cases, plant)) == EXPECTED[plant]


def test_every_trap_is_released(cases: tuple[Case, ...]) -> None:
    for plant in day.TRAPS:
        assert {case.outcome for case in planted(cases, plant.name)} == {RELEASED}


def test_sound_parcels_hold_only_what_the_positive_list_admits_on_the_day(cases: tuple[Case, ...]) -> None:
    rows = {row["code"]: row for row in read_register("customs.positive-list.v1")}
    seen = set()
    for case in sound(cases):
        declared = case.parcel.declaration
        used: dict[str, Decimal] = defaultdict(Decimal)
        for line in declared["lines"]:
            row = rows[line["gcode"][:8]]
            seen.add(row["code"])
            assert declared["tradeMode"] in (row["trade_modes"].split(";") if row["trade_modes"] else day_modes())
            assert declared["tradeMode"] not in row["licensed_modes"].split(";")
            assert not row["name_words"]
            if row["quantity_limit"]:
                assert line["unit1"] == row["quantity_unit_code"]
                used[row["quantity_group"] or row["code"]] += Decimal(line["qty1"])
                assert used[row["quantity_group"] or row["code"]] <= Decimal(row["quantity_limit"])
    assert len(seen) >= 60


def day_modes() -> set[str]:
    return {"9610", "1210", "1239"}


def test_sound_parcels_come_in_every_trade_mode(cases: tuple[Case, ...]) -> None:
    assert {case.parcel.declaration["tradeMode"] for case in sound(cases)} == day_modes()


def test_sound_parcels_name_registered_enterprises_only(cases: tuple[Case, ...]) -> None:
    registered = {row["code"]: set(row["roles"].split(";")) for row in read_register("customs.enterprises.v1")}
    for case in sound(cases):
        order, payment, waybill, declared = case.parcel.documents
        assert "platform" in registered[order["ebpCode"]]
        assert "merchant" in registered[order["ebcCode"]]
        assert "payment" in registered[payment["payCode"]]
        assert "carrier" in registered[waybill["logisticsCode"]]
        assert "agent" in registered[declared["agentCode"]]
        assert "guarantor" in registered[declared["assureCode"]]
        assert "areaCode" not in declared or "bonded" in registered[declared["areaCode"]]


def test_what_is_off_the_list_or_unregistered_is_so_in_the_registers(cases: tuple[Case, ...]) -> None:
    listed = {row["code"] for row in read_register("customs.positive-list.v1")}
    for case in planted(cases, "off-the-list"):
        assert not {line["gcode"][:8] for line in case.parcel.declaration["lines"]} & listed
    registered = {row["code"] for row in read_register("customs.enterprises.v1")}
    assert all(case.parcel.order["ebcCode"] not in registered for case in planted(cases, "merchant-unregistered"))


def test_a_buyer_of_the_annual_limit_has_used_25_900_in_the_first_round(cases: tuple[Case, ...]) -> None:
    for plant in ("annual-limit", "annual-limit-contested"):
        used: Counter[str] = Counter()
        for case in planted(cases, plant):
            if case.steps[0].stage is Stage.FIRST:
                used[case.parcel.order["buyerIdNumber"]] += int(case.parcel.deal.value + case.parcel.deal.freight)
        assert set(used.values()) == {25_900}


def test_the_taxes_that_plants_state_are_those_of_the_registers(cases: tuple[Case, ...]) -> None:
    tariff = Tariff()
    stated = [case for case in cases if case.tax is not None]
    assert {case.plant for case in stated} == {"one-bag-over-limit", "cosmetics-below", "cosmetics-at", "reduced-vat"}
    for case in stated:
        assert tariff.due(case) == case.tax


def test_a_released_parcel_can_be_taxed_from_the_registers(cases: tuple[Case, ...]) -> None:
    tariff = Tariff()
    for case in cases:
        if case.outcome == RELEASED:
            assert tariff.due(case).vat > 0


def test_a_piece_more_than_ordered_never_goes_above_the_limit_of_a_transaction() -> None:
    """Or the list would be refused for the limit, before the match finds the fault."""
    trade = Trade(world(), 11)
    for _ in range(300):
        (case,) = quantity(trade)
        charged = Decimal(case.parcel.declaration["freight"]) + Decimal(case.parcel.declaration["insuredFee"])
        worth = sum((Decimal(line["totalPrice"]) for line in case.parcel.declaration["lines"]), charged)
        assert worth <= 5_000
