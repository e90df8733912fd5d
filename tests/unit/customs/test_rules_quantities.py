"""LIST-02 in the ledger: quantities per person and year, reserved with the amount, all or nothing, and given back."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.common import Effect, LedgerAction, RegisterVersion, RuleResult
from contracts.customs import AllowanceDecided, AllowanceRequested, QuantityClaimed
from contracts.customs_allowance import Balance, QuantityBalance, Reservation, ReservationState
from contracts.topics import CUSTOMS_ALLOWANCE_REQUESTS
from customs.allowance import deciding, ledger
from customs.allowance.ledger import NOTHING_USED, Account
from customs.allowance.processor import ALLOWANCE
from customs.allowance.quantities import Exceeded
from customs.rules.documents.figures import plain
from mesh.testing.bench import Bench
from tests.support.customs.builders import CNY
from tests.support.customs.world import registers

LIMIT, KG = 26_000 * CNY, 100_000


def sugar(quantity_e5: int = KG, *, limit_e5: int = 2 * KG, group: str = "17022000") -> QuantityClaimed:
    """A claim of a limit of two kilograms."""
    return QuantityClaimed(group=group, quantity_e5=quantity_e5, limit_e5=limit_e5, unit_code="035")


def ask(
    *claims: QuantityClaimed,
    action: LedgerAction = LedgerAction.RESERVE,
    amount_cny: int = 1,
    revision: int = 1,
    declaration: str = "a",
) -> AllowanceRequested:
    return AllowanceRequested(
        declaration_id=declaration,
        revision=revision,
        buyer_pseudonym=b"buyer",
        quota_year=2024,
        action=action,
        amount_cny_e5=amount_cny * CNY,
        acceptance_date="2024-11-11",
        answer_key="GW1",
        quantities=claims,
    )


def used(booked: ledger.Booked) -> tuple[int, dict[str, int]]:
    """The account in yuan, and quantities of which something is used."""
    return booked.account.used_cny_e5 // CNY, {group: held for group, held in booked.account.used_e5.items() if held}


def test_list_02_exactly_the_quantity_of_the_year_is_granted() -> None:
    booked = ledger.book(Account(0, {"17022000": KG}), None, ask(sugar()), LIMIT)
    assert booked.answer == ledger.Answer(granted=True, used_before_cny_e5=0)
    assert used(booked) == (1, {"17022000": 2 * KG})


def test_list_02_above_the_quantity_of_the_year_is_refused_and_nothing_is_used() -> None:
    booked = ledger.book(Account(0, {"17022000": KG + 1}), None, ask(sugar(), sugar(group="other")), LIMIT)
    assert booked.answer is not None
    assert not booked.answer.granted
    assert not booked.answer.over_amount
    assert booked.answer.over_quantities == (Exceeded(sugar(), KG + 1),)
    assert used(booked) == (0, {"17022000": KG + 1}), "neither the amount nor the group that has room"


def test_list_02_a_refused_amount_uses_no_quantity_either() -> None:
    booked = ledger.book(Account(LIMIT, {}), None, ask(sugar()), LIMIT)
    assert booked.answer == ledger.Answer(granted=False, used_before_cny_e5=LIMIT, over_amount=True)
    assert used(booked) == (26_000, {})


def test_list_02_both_limits_refused_give_both_reasons_the_amount_first() -> None:
    request = ask(sugar(3 * KG))
    answer = ledger.book(Account(LIMIT, {}), None, request, LIMIT).answer
    assert answer is not None
    decided = deciding.decision(
        request, answer, LIMIT, RegisterVersion(register="customs.parameters", code="limits.annual_cny", version=2)
    )
    assert [(wrong.rule_id, wrong.code) for wrong in decided.decision.reasons] == [
        ("LIM-04", "-621018"),
        ("LIST-02", "99204"),
    ]
    assert {rule.result for rule in decided.decision.rules} == {RuleResult.FAILED}


def test_lim_09_a_freed_quantity_can_be_used_again_and_is_granted() -> None:
    reserved = ledger.book(NOTHING_USED, None, ask(sugar(2 * KG)), LIMIT)
    kept = ledger.book(reserved.account, reserved.reservation, ask(action=LedgerAction.KEEP), LIMIT)
    assert used(kept) == (1, {"17022000": 2 * KG})
    freed = ledger.book(kept.account, kept.reservation, ask(action=LedgerAction.FREE), LIMIT)
    assert used(freed) == (0, {})
    assert freed.reservation is not None
    assert (freed.reservation.amount_cny_e5, len(freed.reservation.quantities)) == (CNY, 1), "what it was stays told"
    again = ledger.book(freed.account, freed.reservation, ask(action=LedgerAction.FREE), LIMIT)
    assert used(again) == (0, {})
    assert ledger.book(freed.account, None, ask(sugar(2 * KG), declaration="b"), LIMIT).answer == ledger.Answer(True, 0)


def test_lim_09_what_was_never_reserved_is_freed_as_nothing() -> None:
    freed = ledger.book(NOTHING_USED, None, ask(action=LedgerAction.FREE), LIMIT)
    assert freed.reservation == Reservation(revision=1, amount_cny_e5=0, state=ReservationState.FREED, quantities=())
    nothing = ledger.book(NOTHING_USED, None, ask(amount_cny=0), LIMIT)
    assert used(nothing) == (0, {})
    assert nothing.account.used_cny_e5 == 0


@pytest.mark.parametrize(
    ("amount_cny_e5", "text"), [(100_000, "1.00"), (99_999, "0.99"), (1_000, "0.01"), (2_590_000_000, "25900.00")]
)
def test_amounts_are_told_in_yuan_cut_off_at_the_fen(amount_cny_e5: int, text: str) -> None:
    assert deciding.yuan(amount_cny_e5) == text


def test_a_newer_revision_replaces_quantities_and_may_name_others() -> None:
    first = ledger.book(NOTHING_USED, None, ask(sugar(2 * KG)), LIMIT)
    second = ledger.book(first.account, first.reservation, ask(sugar(KG, group="rice"), revision=2), LIMIT)
    assert used(second) == (1, {"rice": KG})


def test_list_02_the_processor_keeps_a_small_record_per_group_and_tells_what_was_refused() -> None:
    bench = Bench(ALLOWANCE, registers=registers())
    for number, (declaration, effect) in enumerate((("a", Effect.PASS), ("b", Effect.PASS), ("c", Effect.REFUSE))):
        claim = sugar(KG if number else KG - 1)
        (answer,) = bench.send(CUSTOMS_ALLOWANCE_REQUESTS, ask(claim, declaration=declaration), key=b"buyer")
        assert isinstance(answer.record, AllowanceDecided)
        assert answer.record.decision.effect is effect
        assert [rule.rule_id for rule in answer.record.decision.rules] == ["LIM-04", "LIST-02"]
        reasons = answer.record.decision.reasons
        assert [(used.code, used.version) for used in answer.record.decision.registers] == [("limits.annual_cny", 2)]
    (wrong,) = reasons
    assert wrong.text_en.endswith("17022000: 1.99999 used this year, 1 more would exceed 2 (unit 035)")
    assert "17022000 本年已用 1.99999，本次 1，限量 2（计量单位 035）" in wrong.text_zh
    account = f"{b'buyer'.hex()}|2024"
    assert bench.get(QuantityBalance, f"{account}|17022000") == QuantityBalance(used_e5=2 * KG - 1)
    bench.send(CUSTOMS_ALLOWANCE_REQUESTS, ask(action=LedgerAction.FREE, declaration="a"), key=b"buyer")
    assert bench.get(QuantityBalance, f"{account}|17022000") == QuantityBalance(used_e5=KG)
    balance = bench.get(Balance, account)
    assert balance is not None
    assert {part.declaration_id: part.reservation.state for part in balance.newest}["a"] is ReservationState.FREED


def test_list_02_a_request_without_quantities_does_not_say_that_one_passed() -> None:
    bench = Bench(ALLOWANCE, registers=registers())
    (answer,) = bench.send(CUSTOMS_ALLOWANCE_REQUESTS, ask(), key=b"buyer")
    assert isinstance(answer.record, AllowanceDecided)
    assert [rule.rule_id for rule in answer.record.decision.rules] == ["LIM-04"]


@pytest.mark.parametrize(
    ("value_e5", "text"),
    [
        (200_000, "2"),
        (50_000, "0.5"),
        (1, "0.00001"),
        (0, "0"),
        (1_000_000, "10"),
        (10_000_000, "100"),
        (120_000, "1.2"),
    ],
)
def test_quantities_are_told_as_plain_decimals(value_e5: int, text: str) -> None:
    assert plain(value_e5) == text


claims = st.lists(
    st.tuples(st.sampled_from(["17022000", "rice"]), st.integers(0, 3 * KG)), max_size=2, unique_by=lambda c: c[0]
)
requests: st.SearchStrategy[Any] = st.builds(
    lambda named, **fields: ask(*(sugar(quantity, group=group) for group, quantity in named), **fields),
    claims,
    action=st.sampled_from(LedgerAction),
    amount_cny=st.integers(0, 15_000),
    revision=st.integers(1, 3),
    declaration=st.sampled_from("abcd"),
)


@given(st.lists(requests, max_size=30))
def test_no_sequence_exceeds_a_quantity_and_what_is_used_is_the_sum(sequence: Any) -> None:
    """LIST-02 and LIM-04 for any sequence; each request worked twice changes nothing the second time."""
    account, held = NOTHING_USED, dict[str, Reservation]()
    for request in sequence:
        booked = ledger.book(account, held.get(request.declaration_id), request, LIMIT)
        account = booked.account
        if booked.reservation is not None:
            held[request.declaration_id] = booked.reservation
        again = ledger.book(account, held.get(request.declaration_id), request, LIMIT)
        assert again == ledger.Booked(account, held.get(request.declaration_id))
        counted = Counter[str]()
        for entry in held.values():
            if entry.state in ledger.COUNTED:
                counted.update({quantity.group: quantity.quantity_e5 for quantity in entry.quantities})
        assert {group: sum_e5 for group, sum_e5 in account.used_e5.items() if sum_e5} == {
            group: sum_e5 for group, sum_e5 in counted.items() if sum_e5
        }
        assert all(sum_e5 <= 2 * KG for sum_e5 in account.used_e5.values())
        assert account.used_cny_e5 <= LIMIT
