"""Values on a page: China's time, exact money, ages; languages by preference; events in lanes."""

from typing import Any

import pytest

from console.formatting import age, details, instant, money
from console.journey import journey, tone
from console.navigation import FLOW, PARCELS, REGISTERS, WORKLIST, parts_for, registers_kept_by, sees
from edge.access.principal import Principal
from edge.language import Language, preferred


def test_an_instant_is_shown_in_chinas_time() -> None:
    assert instant(1_731_290_400_123, millis=True) == ("2024-11-11 10:00:00.123", "2024-11-11T10:00:00.123+08:00")


@pytest.mark.parametrize("at_ms", [2**62, -(2**62), 253_402_300_800_000])
def test_an_instant_that_no_calendar_has_is_shown_as_its_number(at_ms: int) -> None:
    assert instant(at_ms).text == f"{at_ms} ms"


@pytest.mark.parametrize(
    ("amount_e5", "text"),
    [(0, "0.00"), (1, "0.00001"), (100_000, "1.00"), (123_456_789_000, "1,234,567.89"), (-150_000, "-1.50")],
)
def test_money_is_exact_with_at_least_two_decimals(amount_e5: int, text: str) -> None:
    assert money(amount_e5) == text


@pytest.mark.parametrize(
    ("seconds", "en", "zh"),
    [(0, "0 s", "0 秒"), (90, "1 min 30 s", "1 分 30 秒"), (3600, "1 h", "1 小时"), (90_061, "1 d 1 h", "1 天 1 小时")],
)
def test_an_age_is_shown_in_its_two_largest_units(seconds: int, en: str, zh: str) -> None:
    assert (age("en", seconds), age("zh", seconds)) == (en, zh)


def test_details_are_flattened_and_what_is_empty_is_left_out() -> None:
    said = {"a_e5": 150_000, "b": None, "c": [{"d": 1}], "seen_at_ms": 0, "sampled": False, "e": []}
    assert details(said) == [("a", "1.50"), ("c[1].d", "1"), ("seen_at", "1970-01-01 08:00:00"), ("sampled", "false")]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"), ("en", "en"), ("zh-TW,en;q=0.9", "zh"), ("en-US,en;q=0.9,zh;q=0.8", "en"), ("de,en;q=0.3", "en"),
        ("en;q=0.2,zh;q=0.4", "zh"), ("en;q=x", "zh"), ("fr", "zh"), ("en;q=0", "zh"),
    ],
)  # fmt: skip
def test_the_preferred_language_is_the_best_of_ours(header: str, language: Language) -> None:
    assert preferred(header) == language


def a_line(agency: str, kind: str, **changes: Any) -> dict[str, Any]:
    line = {
        "agency": agency,
        "type": kind,
        "at_ms": 0,
        "recorded_ms": 0,
        "event_id": kind,
        "cause": None,
        "effect": None,
        "status": None,
        "details": {},
        "rules": {},
    }
    return line | {"reasons": [], "topic": f"{agency}.x.v1"} | changes


def test_what_came_in_and_what_went_out_share_the_gateways_lane() -> None:
    lines = [a_line("trade", "ImportOrderSubmitted"), a_line("tax", "DutyAssessed"), a_line("gateway", "ReceiptIssued")]
    way = journey({"timeline": lines})
    assert [(list(step.events), len(step.receipts)) for step in way.steps] == [(["gateway"], 0), (["tax"], 1)]
    assert way.lanes == ("gateway", "tax")


def test_what_happened_at_one_time_is_one_step_unless_one_caused_the_other() -> None:
    lines = [
        a_line("trade", "ImportOrderSubmitted", event_id="o"),
        a_line("trade", "ImportListSubmitted", event_id="l"),
        a_line("customs", "DocumentJudged", event_id="j", cause="o", recorded_ms=40),
        a_line("customs", "DeclarationAccepted", event_id="a", cause="l", recorded_ms=41),
        a_line("inspection", "InspectionDecided", event_id="i", cause="a", recorded_ms=50),
        a_line("tax", "DutyAssessed", event_id="t", cause="a", recorded_ms=51),
        a_line("gateway", "ReceiptIssued", event_id="r", cause="j", recorded_ms=60),
        a_line("customs", "DeclarationCleared", event_id="c", cause="t", at_ms=3_600_000, recorded_ms=90),
    ]
    way = journey({"timeline": lines})
    assert [[event.row["event_id"] for lane in step.events.values() for event in lane] for step in way.steps] == [
        ["o", "l"], ["j", "a"], ["i", "t"], ["c"],
    ]  # fmt: skip
    assert [len(step.receipts) for step in way.steps] == [0, 1, 0, 0]
    assert [(step.passed_ms, step.worked_ms) for step in way.steps] == [(None, None), (0, 40), (0, 9), (3_600_000, 39)]
    assert way.lasted_ms == 3_600_000


def test_the_bill_counts_before_the_assessment() -> None:
    assessed = a_line("tax", "DutyAssessed", details={"total_cny_e5": 1})
    billed = a_line("tax", "TaxBillIssued", details={"vat_cny_e5": 2})
    assert journey({"timeline": [assessed]}).tax == {"total_cny_e5": 1}
    assert journey({"timeline": [assessed, billed]}).tax == {"vat_cny_e5": 2}
    assert journey({"timeline": []}).tax is None


def test_the_first_word_that_has_a_tone_gives_it() -> None:
    assert tone(None, "HOLD") == "wait"
    assert tone("nobody") == "plain"


def who(*roles: str) -> Principal:
    return Principal("x", "X", ("9901160001",) if roles == ("merchant",) else (), frozenset(roles))


def test_registrars_are_offered_the_registers_that_people_keep() -> None:
    assert registers_kept_by(who("registrar:credit")) == {"credit.parameters.v1", "credit.points.v1"}
    assert registers_kept_by(who("officer:credit")) == frozenset()


def test_everyone_has_a_part_to_arrive_at() -> None:
    assert parts_for(who("officer:tax"))[0] == WORKLIST
    assert parts_for(who("auditor"))[0] == FLOW
    assert parts_for(who("merchant"))[0] == PARCELS
    assert parts_for(who("registrar:tax"))[0] == REGISTERS
    assert not sees(who("merchant"), FLOW)
