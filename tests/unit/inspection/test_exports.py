"""INS-03 and INX-01 to INX-03: quarantine first, the grade of an export, its spot check, third-party results."""

import hashlib
from decimal import Decimal
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.rules import Evaluated, passed
from contracts.common import ParameterSet, RuleResult
from contracts.customs import EnterpriseRegistered, ExportedLine
from contracts.inspection import ConformityCertified, RiskRated
from inspection.decisions.exports import (
    draw_export,
    find_quarantine,
    grade_export,
    inspect_export,
    is_certified,
)
from inspection.decisions.holding import is_drawn
from inspection.decisions.processor import REGISTERS
from mesh.declared.errors import ConfigurationError
from mesh.declared.lookup import Lookup
from tests.support.agency.declarations import MERCHANT, a_subject, an_entry, register_file
from tests.support.agency.exports import an_export_content, an_exported_line
from tests.support.agency.lookups import on_date

KEY = b"a key of the agency"
DAY = "2025-12-01"
PARAMETERS = register_file("inspection.parameters.v1")
SHIPPED = (*PARAMETERS, *register_file("inspection.risks.v1"))
TRUSTED = an_entry(EnterpriseRegistered, MERCHANT, credit_grade="ADVANCED_CERTIFIED")
SHIRT, PLANT = "6109100021", "0602909999"


def looking_up(*entries: Any, date: str = DAY) -> Lookup:
    return on_date(REGISTERS, date, (*PARAMETERS, *entries))


def goods(*codes: str) -> tuple[ExportedLine, ...]:
    return tuple(an_exported_line(code, gnum) for gnum, code in enumerate(codes, start=1))


def quarantined(code: str, grade: str = "ALERT") -> RiskRated:
    return an_entry(  # type: ignore[no-any-return]
        RiskRated, f"quarantine/{code}", grade=grade, text_zh=f"检疫{code}", text_en=f"quarantine {code}"
    )


def certified(heading: str, **changes: Any) -> ConformityCertified:
    fields = {"institution_zh": "示例检测认证有限公司", "certificate_no": f"CC-{heading}", **changes}
    return an_entry(ConformityCertified, f"{MERCHANT}/{heading}", **fields)  # type: ignore[no-any-return]


def held_for(lookup: Lookup, *codes: str, flag: str = "B", mode: str = "9610") -> list[str]:
    found = find_quarantine(lookup, an_export_content(*goods(*codes), statistics_flag=flag, trade_mode=mode))
    return [why.text_en for why in found.reasons]


# --- INS-03, quarantine ---


def test_ins_03_goods_under_no_entry_pass() -> None:
    lookup = looking_up(quarantined("06"), quarantined("4415"))
    assert find_quarantine(lookup, an_export_content(*goods(SHIRT, "4414001000"))) == Evaluated(passed("INS-03"))
    assert lookup.used() == ()


def test_ins_03_goods_under_quarantine_are_named_once_in_the_order_of_the_lines() -> None:
    lookup = looking_up(quarantined("06"), quarantined("4415"))
    content = an_export_content(*goods("4415201000", SHIRT, PLANT, "0603110000"))
    (rule,), reasons = find_quarantine(lookup, content)
    assert (rule.rule_id, rule.result) == ("INS-03", RuleResult.FAILED)
    assert [(why.code, why.text_zh, why.text_en) for why in reasons] == [
        ("99604", "出境检疫：检疫4415", "held for quarantine: quarantine 4415"),
        ("99604", "出境检疫：检疫06", "held for quarantine: quarantine 06"),
    ]
    assert [used.code for used in lookup.used()] == ["quarantine/4415", "quarantine/06"]


def test_ins_03_the_longest_beginning_decides() -> None:
    rows = (quarantined("07"), quarantined("0712", "A"), quarantined("071290", "ALERT"))
    lookup = looking_up(*rows)
    assert held_for(lookup, "0701100000") == ["held for quarantine: quarantine 07"]
    assert held_for(lookup, "0712200000") == []
    assert held_for(lookup, "0712901000") == ["held for quarantine: quarantine 071290"]


def test_ins_03_an_entry_of_ten_digits_is_that_of_its_code_alone() -> None:
    lookup = looking_up(quarantined("44"), quarantined("4407119900", "B"))
    assert held_for(lookup, "4407119900") == []
    assert held_for(lookup, "4407119100") == ["held for quarantine: quarantine 44"]


def test_ins_03_a_simplified_code_means_all_goods_below_its_last_digit() -> None:
    lookup = looking_up(quarantined("440710"), quarantined("4407", "A"), quarantined("4408", "A"))
    assert held_for(lookup, "4407000000", flag="A") == ["held for quarantine: quarantine 440710"]
    assert held_for(lookup, "4407000000") == [], "a list to be consolidated has whole codes"
    assert held_for(lookup, "4407100000", flag="A") == ["held for quarantine: quarantine 440710"]
    assert held_for(lookup, "4408000000", flag="A") == []
    assert held_for(lookup, "4400000000", flag="A") == [], "a heading is told in four digits, zeros or not"


@pytest.mark.parametrize(("mode", "is_held"), [("9610", True), ("1210", True), ("9710", False), ("9810", False)])
def test_ins_03_between_enterprises_a_simplified_code_is_told_in_six_digits(mode: str, is_held: bool) -> None:
    lookup = looking_up(quarantined("440711"))
    assert bool(held_for(lookup, "4407100000", flag="A", mode=mode)) is is_held
    assert held_for(lookup, "4407110000", flag="A", mode=mode) == ["held for quarantine: quarantine 440711"]
    assert held_for(looking_up(quarantined("4407119")), "4407110000", flag="A", mode=mode)


def test_ins_03_an_entry_of_less_than_a_chapter_is_none() -> None:
    assert held_for(looking_up(quarantined(""), quarantined("0")), PLANT) == []


def test_ins_03_an_entry_counts_within_its_period() -> None:
    row = an_entry(RiskRated, "quarantine/06", grade="ALERT", valid_from="2025-12-01", valid_to="2025-12-02")
    held = [
        bool(held_for(on_date(REGISTERS, f"2025-{day}", [row]), PLANT)) for day in ("11-30", "12-01", "12-02", "12-03")
    ]
    assert held == [False, True, True, False]


@pytest.mark.parametrize(
    ("code", "is_held"),
    [
        (PLANT, True),
        ("0301110020", True),
        ("1209910000", True),
        ("4101203111", True),
        ("4415201000", True),
        ("0505100010", True),
        (SHIRT, False),
        ("8517120000", False),
        ("4202210000", False),
        ("9503008900", False),
    ],
)
def test_ins_03_the_excerpt_as_shipped(code: str, is_held: bool) -> None:
    assert bool(held_for(on_date(REGISTERS, DAY, SHIPPED), code)) is is_held


# --- INX-01, the grade ---


def test_inx_01_a_trusted_merchant_with_light_goods_is_light() -> None:
    grade, rules = grade_export(
        looking_up(TRUSTED, an_entry(RiskRated, "chapter/61", grade="A")), MERCHANT, goods(SHIRT)
    )
    assert grade == "A"
    assert [(rule.rule_id, rule.result) for rule in rules] == [
        ("INX-01", RuleResult.PASSED),
        ("CR-01", RuleResult.PASSED),
    ]


@pytest.mark.parametrize("worse", ["chapter/61", f"enterprise/{MERCHANT}"])
def test_inx_01_the_worse_of_merchant_and_goods_decides(worse: str) -> None:
    entries = [
        an_entry(RiskRated, code, grade="A") for code in ("chapter/61", f"enterprise/{MERCHANT}") if code != worse
    ]
    lookup = looking_up(TRUSTED, *entries, an_entry(RiskRated, worse, grade="C"))
    grade, rules = grade_export(lookup, MERCHANT, goods(SHIRT))
    assert (grade, rules[0].result) == ("C", RuleResult.NOTED)


def test_inx_01_the_worst_line_decides_and_what_nobody_has_graded_is_ordinary() -> None:
    light = an_entry(RiskRated, "chapter/61", grade="A")
    assert grade_export(looking_up(TRUSTED, light), MERCHANT, goods(SHIRT, "8517120000"))[0] == "B"
    assert grade_export(looking_up(light), MERCHANT, goods(SHIRT))[0] == "B"
    assert grade_export(looking_up(TRUSTED), MERCHANT, ())[0] == "B"


def test_inx_01_the_country_that_goods_go_to_is_no_origin() -> None:
    lookup = looking_up(
        TRUSTED, an_entry(RiskRated, "origin/502", grade="C"), an_entry(RiskRated, "chapter/61", grade="A")
    )
    assert grade_export(lookup, MERCHANT, goods(SHIRT))[0] == "A"


# --- INX-02, the spot check ---


def ids(count: int) -> list[str]:
    return [hashlib.sha256(b"export %d" % number).hexdigest()[:32] for number in range(count)]


def rate_of(grade: str, flow: str = "export.") -> Decimal:
    (row,) = [row for row in PARAMETERS if row.code == f"sampling.rate.{flow}{grade}"]
    return Decimal(row.value)


@pytest.mark.parametrize("grade", ["A", "B", "C"])
def test_inx_02_the_share_drawn_is_the_rate_on_file(grade: str) -> None:
    """Of 40,000 exports: within four standard deviations of a draw at that rate."""
    rate, count = rate_of(grade), 40_000
    lookup = looking_up()
    drawn = sum(bool(draw_export(one, lookup, grade, KEY).reasons) for one in ids(count))
    expected = float(rate) * count
    assert abs(drawn - expected) < 4 * sqrt(expected * (1 - float(rate)))


@pytest.mark.parametrize("grade", ["A", "B", "C"])
def test_inx_02_an_export_is_drawn_more_rarely_than_an_import(grade: str) -> None:
    assert 0 < rate_of(grade) < rate_of(grade, "")


def test_inx_02_under_quarantine_everything_is_looked_at() -> None:
    assert rate_of("ALERT") == 1


@given(st.text(), st.decimals(0, 1, places=4), st.binary(min_size=16, max_size=32))
def test_inx_02_the_draw_is_that_of_imports_and_repeats_by_the_key(
    declaration_id: str, rate: Decimal, key: bytes
) -> None:
    row = an_entry(ParameterSet, "sampling.rate.export.B", version=9, value=str(rate))
    first = draw_export(declaration_id, looking_up(row), "B", key)
    assert bool(first.reasons) is is_drawn(declaration_id, rate, key)
    assert draw_export(declaration_id, looking_up(row), "B", key) == first


def test_inx_02_drawn_and_not_drawn_are_told() -> None:
    always = an_entry(ParameterSet, "sampling.rate.export.B", version=9, value="1")
    never = an_entry(ParameterSet, "sampling.rate.export.B", version=9, value="0")
    (rule,), (why,) = draw_export("d1", looking_up(always), "B", KEY)
    assert (rule.rule_id, rule.result, why.code, why.rule_id) == ("INX-02", RuleResult.FAILED, "99602", "INX-02")
    assert draw_export("d1", looking_up(never), "B", KEY) == Evaluated(passed("INX-02"))


def test_inx_02_without_a_rate_of_export_nothing_is_drawn_or_passed() -> None:
    rates = [row for row in PARAMETERS if not row.code.startswith("sampling.rate.export.")]
    with pytest.raises(ConfigurationError):
        draw_export("d1", on_date(REGISTERS, DAY, rates), "B", KEY)


# --- INX-03, third-party results ---


def test_inx_03_results_in_force_cover_every_heading_of_the_list() -> None:
    lookup = looking_up(certified("6109"), certified("8517"))
    assert is_certified(lookup, MERCHANT, goods(SHIRT, "6109909060", "8517120000"))
    assert [used.code for used in lookup.used()] == [f"{MERCHANT}/6109", f"{MERCHANT}/8517"]


def test_inx_03_one_heading_without_a_result_is_one_too_many() -> None:
    assert not is_certified(looking_up(certified("6109")), MERCHANT, goods(SHIRT, "8517120000"))
    assert not is_certified(looking_up(certified("6109")), MERCHANT, ())


def test_inx_03_a_result_is_that_of_its_merchant() -> None:
    assert not is_certified(looking_up(certified("6109")), "4401960M02", goods(SHIRT))


def test_inx_03_a_result_counts_within_its_period_and_until_it_is_withdrawn() -> None:
    row = certified("6109", valid_from="2025-12-01", valid_to="2025-12-02")
    held = [
        is_certified(looking_up(row, date=f"2025-{day}"), MERCHANT, goods(SHIRT))
        for day in ("11-30", "12-01", "12-02", "12-03")
    ]
    assert held == [False, True, True, False]
    gone = certified("6109", version=2, withdrawn=True)
    assert not is_certified(looking_up(certified("6109"), gone), MERCHANT, goods(SHIRT))


def test_inx_03_a_certificate_takes_the_place_of_the_draw() -> None:
    always = an_entry(ParameterSet, "sampling.rate.export.B", version=9, value="1")
    lookup = looking_up(always, certified("6109"))
    case, evaluated = inspect_export(a_subject(), an_export_content(), lookup, sampling_key=KEY)
    assert (case.release_mode, case.sampled) == ("inspected_by_others_released_by_us", False)
    assert evaluated.reasons == ()
    assert [rule.rule_id for rule in evaluated.rules] == ["INX-01", "CR-01", "INS-02", "INS-03", "INX-03"]


def test_inx_03_of_goods_under_quarantine_no_certificate_counts() -> None:
    lookup = looking_up(quarantined("06"), certified("0602"))
    content = an_export_content(*goods(PLANT))
    case, evaluated = inspect_export(a_subject(), content, lookup, sampling_key=KEY)
    assert (case.release_mode, case.sampled) == ("inspect_then_release", True)
    assert [why.code for why in evaluated.reasons] == ["99604"], "the draw gives no reason of its own"
    assert [rule.rule_id for rule in evaluated.rules] == ["INX-01", "CR-01", "INS-02", "INS-03", "INX-02"]


# --- INS-02, release modes ---


@pytest.mark.parametrize(
    ("grade", "mode"),
    [
        ("A", "no_inspection_release"),
        ("B", "few_inspected_many_released"),
        ("C", "fast_inspect_fast_release"),
    ],
)
def test_ins_02_each_grade_of_export_has_its_mode(grade: str, mode: str) -> None:
    rated = (an_entry(RiskRated, f"enterprise/{MERCHANT}", grade=grade), an_entry(RiskRated, "chapter/61", grade="A"))
    case, _ = inspect_export(a_subject(), an_export_content(), looking_up(*rated), sampling_key=KEY)
    assert (case.grade, case.release_mode) == (grade, mode)
