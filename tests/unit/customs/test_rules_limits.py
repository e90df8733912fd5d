"""Limits per transaction and per year: each rule passing and failing, and the ledger that never overspends."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agency.rules import failed
from contracts.common import Effect, LedgerAction, TaxRegime
from contracts.customs import AllowanceDecided, AllowanceRequested
from contracts.customs_allowance import Reservation, ReservationState
from contracts.topics import CUSTOMS_ALLOWANCE_REQUESTS
from customs import reference
from customs.allowance import ledger
from customs.allowance.ledger import Account
from customs.allowance.processor import ALLOWANCE
from customs.rules import limits
from mesh.declared.registers import Registers
from mesh.testing.bench import Bench
from tests.support.customs.builders import CNY, a_list_line
from tests.support.customs.reasons import reason
from tests.support.customs.world import registers

IN_2018, SINCE_2019 = "2018-11-11", "2024-11-11"
REGISTERS = Registers(registers())


def regime(*prices: int, quantity: int = 1, freight: int = 0, date: str = SINCE_2019) -> limits.Regime:
    lines = tuple(a_list_line(n, quantity=quantity, price_cny=price) for n, price in enumerate(prices, 1))
    return limits.evaluate(limits.Purchase(lines, freight, 0, "L1"), reference.single_limit(REGISTERS, date))


def codes(found: limits.Regime) -> list[tuple[str, str]]:
    return [(wrong.rule_id, wrong.code) for wrong in found.evaluated.reasons]


def test_lim_01_within_the_limits_of_2016_is_accepted_until_the_end_of_2018() -> None:
    assert reference.single_limit(REGISTERS, "2018-12-31").limit_cny_e5 == 2_000 * CNY
    assert reference.annual_limit(REGISTERS, "2018-12-31").value == "20000"
    assert regime(2_000, date=IN_2018).regime is TaxRegime.PREFERENTIAL


def test_lim_01_above_the_limit_of_2016_is_refused_the_preferential_rate() -> None:
    assert regime(2_001, date=IN_2018).regime is TaxRegime.FULL


def test_lim_02_exactly_the_limit_is_accepted() -> None:
    assert regime(2_500, 2_500) == limits.WITHIN
    assert reference.annual_limit(REGISTERS, "2019-01-01").value == "26000"


def test_lim_02_above_the_limit_is_refused_the_preferential_rate() -> None:
    assert regime(5_001).regime is TaxRegime.FULL


def test_lim_03_one_item_above_the_limit_is_accepted_at_full_tax() -> None:
    assert regime(6_000) == limits.ONE_ITEM_ABOVE


def test_lim_03_quantity_two_of_one_line_is_not_one_item_and_refused() -> None:
    assert codes(regime(3_000, quantity=2)) == [("LIM-05", "-621005")]


def test_lim_03_a_gift_line_counts_as_an_item_and_both_are_refused() -> None:
    assert codes(regime(6_000, 0)) == [("LIM-05", "-621005")]


def test_lim_05_several_items_above_the_limit_are_refused() -> None:
    refused = regime(3_000, 2_001)
    assert refused.regime is TaxRegime.FULL
    assert refused.evaluated == failed(reason("LIM-05", "-621005", "L1"))


def test_lim_05_several_items_within_the_limit_are_accepted() -> None:
    assert not codes(regime(3_000, 2_000))


def test_lim_06_several_items_above_the_limit_of_2016_are_accepted_at_full_tax() -> None:
    assert regime(1_500, 1_500, date=IN_2018) == limits.ABOVE_IN_2016


def test_lim_06_since_2019_several_items_above_the_limit_are_refused() -> None:
    assert codes(regime(3_000, 3_000))


def test_lim_07_freight_counts_towards_the_limit_and_above_it_preference_is_refused() -> None:
    assert regime(5_000, freight=1).regime is TaxRegime.FULL


def test_lim_07_insurance_counts_towards_the_limit_and_above_it_several_items_are_refused() -> None:
    lines = (a_list_line(quantity=2, price_cny=2_500),)
    limit = reference.single_limit(REGISTERS, SINCE_2019)
    assert limits.evaluate(limits.Purchase(lines, 0, 0), limit) == limits.WITHIN
    assert codes(limits.evaluate(limits.Purchase(lines, 0, 1), limit)) == [("LIM-05", "-621005")]


def test_lim_07_goods_and_freight_within_the_limit_are_accepted() -> None:
    assert regime(4_990, freight=10 * CNY) == limits.WITHIN


LIMIT = 26_000 * CNY
NOTHING = ledger.NOTHING_USED


def ask(action: LedgerAction, amount_cny: int = 0, *, revision: int = 1, declaration: str = "a") -> AllowanceRequested:
    return AllowanceRequested(
        declaration_id=declaration,
        revision=revision,
        buyer_pseudonym=b"buyer",
        quota_year=2024,
        action=action,
        amount_cny_e5=amount_cny * CNY,
        acceptance_date="2024-11-11",
        answer_key="GW1",
        quantities=(),
    )


def test_lim_04_exactly_the_annual_limit_is_granted() -> None:
    used = Account(25_800 * CNY, {})
    booked = ledger.book(used, None, ask(LedgerAction.RESERVE, 200), LIMIT)
    assert booked.answer == ledger.Answer(granted=True, used_before_cny_e5=25_800 * CNY)
    assert booked.account.used_cny_e5 == LIMIT


def test_lim_04_above_the_annual_limit_is_refused_and_nothing_is_used() -> None:
    used = Account(25_900 * CNY, {})
    booked = ledger.book(used, None, ask(LedgerAction.RESERVE, 200), LIMIT)
    assert booked.answer is not None
    assert not booked.answer.granted
    assert booked.account == used


@pytest.mark.parametrize(
    ("buyer", "year", "granted"), [(b"buyer", 2024, False), (b"buyer", 2025, True), (b"other", 2024, True)]
)
def test_lim_08_a_buyer_has_one_allowance_per_calendar_year_of_which_more_is_refused(
    buyer: bytes, year: int, granted: bool
) -> None:
    bench = Bench(ALLOWANCE, registers=registers())
    second = replace(ask(LedgerAction.RESERVE, 1, declaration="b"), buyer_pseudonym=buyer, quota_year=year)
    for request, expected in ((ask(LedgerAction.RESERVE, 26_000), True), (second, granted)):
        (answer,) = bench.send(CUSTOMS_ALLOWANCE_REQUESTS, request, key=request.buyer_pseudonym)
        assert isinstance(answer.record, AllowanceDecided)
        assert answer.record.decision.effect is (Effect.PASS if expected else Effect.REFUSE)


def test_lim_09_what_is_freed_can_be_used_again_and_is_granted() -> None:
    reserved = ledger.book(NOTHING, None, ask(LedgerAction.RESERVE, 200), LIMIT)
    kept = ledger.book(reserved.account, reserved.reservation, ask(LedgerAction.KEEP), LIMIT)
    assert kept.reservation is not None
    assert kept.reservation.state is ReservationState.KEPT
    assert kept.account == reserved.account
    freed = ledger.book(kept.account, kept.reservation, ask(LedgerAction.FREE), LIMIT)
    assert freed.account == NOTHING


def test_lim_09_freeing_what_was_refused_gives_nothing_back() -> None:
    full = Account(LIMIT, {})
    refused = ledger.book(full, None, ask(LedgerAction.RESERVE, 200), LIMIT)
    assert ledger.book(refused.account, refused.reservation, ask(LedgerAction.FREE), LIMIT).account == full


def test_a_newer_revision_replaces_the_reservation() -> None:
    first = ledger.book(NOTHING, None, ask(LedgerAction.RESERVE, 20_000), LIMIT)
    second = ledger.book(first.account, first.reservation, ask(LedgerAction.RESERVE, 26_000, revision=2), LIMIT)
    assert second.answer == ledger.Answer(granted=True, used_before_cny_e5=0)
    assert second.account.used_cny_e5 == LIMIT


@pytest.mark.parametrize("action", [LedgerAction.RESERVE, LedgerAction.KEEP, LedgerAction.FREE])
def test_a_request_about_an_older_revision_changes_nothing(action: Any) -> None:
    held = Reservation(revision=2, amount_cny_e5=5, quantities=(), state=ReservationState.RESERVED)
    assert ledger.book(Account(5, {}), held, ask(action, 1), LIMIT) == ledger.Booked(Account(5, {}), held)


requests: st.SearchStrategy[Any] = st.builds(
    ask,
    st.sampled_from(LedgerAction),
    st.integers(0, 20_000),
    revision=st.integers(1, 3),
    declaration=st.sampled_from("abcd"),
)


@given(st.lists(requests, max_size=30))
def test_no_sequence_overspends_and_the_balance_is_the_sum(sequence: Any) -> None:
    """LIM-04 for any sequence; each request worked twice changes nothing the second time."""
    account, held = NOTHING, dict[str, Reservation]()
    for request in sequence:
        booked = ledger.book(account, held.get(request.declaration_id), request, LIMIT)
        account = booked.account
        if booked.reservation is not None:
            held[request.declaration_id] = booked.reservation
        again = ledger.book(account, held.get(request.declaration_id), request, LIMIT)
        assert again == ledger.Booked(account, held.get(request.declaration_id))
        counted = [entry.amount_cny_e5 for entry in held.values() if entry.state in ledger.COUNTED]
        assert account.used_cny_e5 == sum(counted) <= LIMIT


def test_lim_04_a_limit_that_no_field_holds_is_the_most_that_one_holds_and_passes_all() -> None:
    assert reference.cny_e5("92233720368547.75807") == 2**63 - 1
    assert reference.cny_e5("92233720368547.75808") == reference.cny_e5("1e30") == 2**63 - 1
    assert reference.cny_e5("26000") == 26_000 * CNY
