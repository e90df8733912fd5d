"""TAX-01: price, freight and insurance make the dutiable value, of the whole and of each line."""

from hypothesis import given
from hypothesis import strategies as st

from agency.rules import Evaluated, passed
from contracts.common import RuleEvaluated, RuleResult
from contracts.customs import DeclaredLine
from tax.assessment.dutiable_values import dutiable_values, verify_dutiable_value
from tests.support.agency.declarations import CNY, a_content, a_line


def lines_of(*prices_e5: int) -> list[DeclaredLine]:
    return [a_line(gnum, total_price_cny_e5=price) for gnum, price in enumerate(prices_e5, 1)]


def test_tax_01_freight_and_insurance_belong_to_the_value() -> None:
    content = a_content(*lines_of(300 * CNY), freight_cny_e5=20 * CNY, insurance_cny_e5=5 * CNY)
    assert dutiable_values(content) == (325 * CNY,)
    assert verify_dutiable_value(content) == Evaluated(passed("TAX-01"))


def test_tax_01_another_declared_value_is_noted_and_not_used() -> None:
    content = a_content(*lines_of(300 * CNY), freight_cny_e5=20 * CNY, dutiable_cny_e5=300 * CNY)
    (rule,), (reason,) = verify_dutiable_value(content)
    assert (reason.code, reason.rule_id) == ("99503", "TAX-01")
    assert rule == RuleEvaluated(rule_id="TAX-01", result=RuleResult.NOTED)
    assert reason.text_zh == "申报的完税价格与商品价格、运费、保费之和不一致，按后者计税"
    assert reason.text_en == "the dutiable value is not price, freight and insurance; these are taxed"
    assert dutiable_values(content) == (320 * CNY,)


def test_tax_01_charges_are_shared_by_line_value() -> None:
    content = a_content(*lines_of(100 * CNY, 300 * CNY), freight_cny_e5=8 * CNY)
    assert dutiable_values(content) == (102 * CNY, 306 * CNY)


def test_tax_01_what_cannot_be_shared_goes_to_the_first_of_the_largest_lines() -> None:
    content = a_content(*lines_of(1 * CNY, 2 * CNY, 2 * CNY), freight_cny_e5=4)
    assert dutiable_values(content) == (1 * CNY + 1, 2 * CNY + 1, 2 * CNY + 2)


def test_tax_15_shares_are_rounded_half_up_not_cut_off() -> None:
    """Two 0.00001 yuan of freight on lines of 100, 301 and 99 yuan: 0.4, 1.2 and 0.4 of them."""
    three = dutiable_values(a_content(*lines_of(100 * CNY, 301 * CNY, 99 * CNY), freight_cny_e5=2))
    assert three == (100 * CNY, 301 * CNY + 2, 99 * CNY)
    half_up = dutiable_values(a_content(*lines_of(100 * CNY, 300 * CNY), freight_cny_e5=2))
    assert half_up == (100 * CNY + 1, 300 * CNY + 1)


def test_tax_01_no_share_is_less_than_nothing() -> None:
    """Ninety-nine equal lines share 0.0005 yuan: half up each gets 0.00001, which is 0.00049 too much for one line."""
    values = dutiable_values(a_content(*lines_of(*[CNY] * 99), freight_cny_e5=50))
    assert sum(values) == 99 * CNY + 50
    assert min(values) == CNY


def test_tax_01_gifts_alone_bear_all_charges_on_the_first_line() -> None:
    assert dutiable_values(a_content(*lines_of(0, 0), freight_cny_e5=10 * CNY)) == (10 * CNY, 0)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30), st.integers(0, 10**10), st.integers(0, 10**10))
def test_the_values_of_the_lines_add_up_and_none_is_below_its_price(
    prices: list[int], freight: int, insurance: int
) -> None:
    content = a_content(*lines_of(*prices), freight_cny_e5=freight, insurance_cny_e5=insurance)
    values = dutiable_values(content)
    assert sum(values) == sum(prices) + freight + insurance
    assert all(value >= price for value, price in zip(values, prices, strict=True))
