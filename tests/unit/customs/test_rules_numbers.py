"""One number, one order: passing and failing, and idempotent."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.common import Effect
from contracts.customs import ClaimAction, NumberClaimRequested, NumberKind
from customs.numbers import uniqueness
from customs.reference import months_later
from mesh.declared.dates import DAY_MS
from tests.support.customs.builders import TEN_O_CLOCK


def ask(
    action: ClaimAction = ClaimAction.CLAIM,
    *,
    order_no: str = "GW1",
    kind: NumberKind = NumberKind.PAYMENT,
    platform: str | None = "P1",
    at_ms: int = TEN_O_CLOCK,
) -> NumberClaimRequested:
    return NumberClaimRequested(
        kind=kind,
        issuer_code="bank",
        number="N1",
        action=action,
        document_id=f"{order_no}-document",
        platform_code=platform,
        answer_key=order_no,
        claimed_at_ms=at_ms,
    )


def claim(*requests: NumberClaimRequested) -> uniqueness.Decided:
    decided = uniqueness.Decided(None, None)
    for request in requests:
        decided = uniqueness.decide(decided.holding, request, 6)
    return decided


def code(decided: uniqueness.Decided) -> str | None:
    assert decided.answer is not None
    if decided.answer.effect is Effect.PASS:
        return None
    return decided.answer.reasons[0].code


def test_num_01_payment_number_of_one_order_is_accepted_again_and_again() -> None:
    decided = claim(ask(), ask())
    assert code(decided) is None
    assert decided.answer is not None
    assert decided.answer.reasons == ()


def test_an_action_that_nobody_knows_changes_nothing_and_is_not_answered() -> None:
    claimed = claim(ask())
    assert claim(ask(), ask(ClaimAction.UNKNOWN)) == uniqueness.Decided(claimed.holding, None)


def test_num_02_an_earlier_use_that_comes_later_does_not_set_the_last_use_back_and_is_accepted() -> None:
    for at_ms in (TEN_O_CLOCK - DAY_MS, TEN_O_CLOCK + DAY_MS):
        decided = claim(ask(kind=NumberKind.WAYBILL), ask(kind=NumberKind.WAYBILL, at_ms=at_ms))
        assert code(decided) is None
        assert decided.holding is not None
        assert decided.holding.claimed_at_ms == max(TEN_O_CLOCK, at_ms)


def test_num_01_payment_number_of_another_order_is_refused() -> None:
    decided = claim(ask(), ask(order_no="GW2"))
    assert code(decided) == "-401007"
    assert decided.answer is not None
    assert decided.answer.held_by_order_no == "GW1"
    assert decided.holding is not None
    assert decided.holding.order_no == "GW1"


def test_num_01_same_order_number_on_another_platform_is_another_order() -> None:
    assert code(claim(ask(), ask(platform="P2"))) == "-401007"


def test_num_01_payment_number_is_never_free_again() -> None:
    assert code(claim(ask(), ask(order_no="GW2", at_ms=TEN_O_CLOCK + 3650 * DAY_MS))) == "-401007"


def waybill(order_no: str = "GW1", days: int = 0, action: ClaimAction = ClaimAction.CLAIM) -> NumberClaimRequested:
    at_ms = TEN_O_CLOCK + days * DAY_MS
    return ask(action, order_no=order_no, kind=NumberKind.WAYBILL, platform=None, at_ms=at_ms)


def test_num_02_waybill_number_within_six_months_is_refused() -> None:
    assert code(claim(waybill(), waybill("GW2", days=180))) == "-504015"


def test_num_02_waybill_number_after_six_months_is_accepted() -> None:
    assert code(claim(waybill(), waybill("GW2", days=181))) is None


def test_a_freed_number_is_free_for_another_order() -> None:
    assert code(claim(ask(), ask(ClaimAction.FREE), ask(order_no="GW2"))) is None


def test_only_the_holder_frees() -> None:
    assert code(claim(ask(), ask(ClaimAction.FREE, order_no="GW2"), ask(order_no="GW2"))) == "-401007"


def test_a_look_up_answers_and_changes_nothing() -> None:
    held = claim(ask()).holding
    looked_up = uniqueness.decide(held, ask(ClaimAction.LOCATE, order_no="GW2"), 6)
    assert looked_up.holding == held
    assert code(looked_up) == "-401007"
    assert code(uniqueness.decide(None, ask(ClaimAction.LOCATE), 6)) is None


requests = st.builds(
    ask,
    st.sampled_from(ClaimAction),
    order_no=st.sampled_from(["GW1", "GW2", "GW3"]),
    kind=st.just(NumberKind.PAYMENT),
)


@given(st.lists(requests, max_size=20))
def test_a_number_has_one_holder_until_it_is_freed(sequence: Any) -> None:
    """Every request worked twice changes nothing the second time; a claim never takes a number from its holder."""
    holding = None
    for request in sequence:
        decided = uniqueness.decide(holding, request, 6)
        assert uniqueness.decide(decided.holding, request, 6) == decided
        if holding is not None and request.action is ClaimAction.CLAIM:
            assert decided.holding is not None
            assert decided.holding.order_no == holding.order_no
        holding = decided.holding


@given(st.dates(min_value=date(2016, 4, 8), max_value=date(2100, 1, 1)), st.integers(0, 24))
def test_months_later_keeps_the_day(day: date, months: int) -> None:
    later = months_later(day.isoformat(), months)
    assert later[8:] == day.isoformat()[8:]
    assert (int(later[:4]) - day.year) * 12 + int(later[5:7]) - day.month == months


def test_num_02_number_of_another_export_is_refused_by_the_code_of_lists_and_of_a_payment_by_its_own() -> None:
    held = claim(waybill("GW1")).holding
    assert code(uniqueness.decide(held, waybill("GW2"), 6, "export")) == "99107"
    paid = claim(ask()).holding
    assert code(uniqueness.decide(paid, ask(order_no="GW2"), 6, "export")) == "-401007"


def test_num_02_number_of_an_import_is_refused_to_an_export_of_the_same_order_number() -> None:
    assert code(uniqueness.decide(claim(waybill()).holding, waybill(), 6, "export")) == "99107"
    held = uniqueness.decide(None, waybill(), 6, "export").holding
    assert code(uniqueness.decide(held, waybill(), 6, "export")) is None
