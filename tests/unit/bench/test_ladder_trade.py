"""The repeated trade of the ladder: new numbers and buyers each time, and the same plan."""

import json
from collections import Counter
from itertools import pairwise

import pytest

from bench.ladder import trade
from bench.ladder.trade import batches, check_digit, moved, number_of, placed, templates

MADE = templates()


def documents(number: int) -> list[dict[str, str]]:
    body = next(batches(MADE, begin=number, declarations=1, parcels=1))
    return [json.loads(line) for line in body.split(b"\n")]


def test_a_parcel_has_its_four_documents_under_one_order_number() -> None:
    for number in (0, len(MADE) - 1, 3 * len(MADE) + 17):
        found = documents(number)
        assert [each["type"] for each in found] == ["import-order", "import-payment", "import-waybill", "import-list"]
        assert len({each["orderNo"] for each in found}) == 1
        repetition, place = placed(found[0]["orderNo"][-10:].encode())
        assert repetition * len(MADE) + place == number


def test_no_number_and_no_buyer_comes_twice() -> None:
    seen: Counter[str] = Counter()
    for number in [*range(200), *range(len(MADE), len(MADE) + 200), *range(7 * len(MADE), 7 * len(MADE) + 200)]:
        order, payment, waybill, declared = documents(number)
        seen.update([order["orderNo"], payment["payTransactionId"], waybill["logisticsNo"], declared["copNo"]])
        seen[order["buyerIdNumber"]] += 1
    assert max(seen.values()) == 1


def test_documents_that_name_each_other_still_do() -> None:
    order, payment, waybill, declared = documents(5 * len(MADE) + 3)
    assert payment["payTransactionId"] == order["payTransactionId"]
    assert waybill["logisticsNo"] == declared["logisticsNo"]
    assert payment["payerIdNumber"] == order["buyerIdNumber"] == declared["buyerIdNumber"]


def test_every_kind_of_fault_is_there_and_spread_among_the_sound() -> None:
    at = [place for place, each in enumerate(MADE) if each.status != "800"]
    assert len(at) == len(trade.FAULTS) * trade.FAULTS_EACH
    assert max(later - earlier for earlier, later in pairwise(at)) < len(MADE) / 10
    assert {each.status for each in MADE} > {"800", "100", "-621001"}


@pytest.mark.parametrize("valid", [True, False])
def test_a_check_digit_stays_as_right_or_wrong_as_it_was(valid: bool) -> None:
    for repetition in range(300):
        identity = moved(b"99006819991221001X", repetition, valid=valid)
        assert (check_digit(identity[:17]) == identity[17:]) == valid
        assert len(identity) == 18


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit(b"11010519491231002") == b"X"


def test_numbers_that_would_come_again_are_refused() -> None:
    with pytest.raises(ValueError, match="exhausted"):
        number_of(trade.REPETITIONS_MOST, 0)
    with pytest.raises(ValueError, match="exhausted"):
        number_of(0, 100_000)


def test_a_batch_holds_whole_parcels_and_all_of_them() -> None:
    bodies = list(batches(MADE, begin=0, declarations=130, parcels=60))
    assert [body.count(b"\n") + 1 for body in bodies] == [240, 240, 40]
