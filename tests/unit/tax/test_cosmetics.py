"""TAX-09: whether cosmetics are high-end, by the price of a gram, a millilitre or a piece of what was filed."""

from typing import Any

import pytest

from agency.reasons import particular
from contracts.customs import DeclaredLine, GoodsFiled
from contracts.tax import RateSet
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers
from tax.assessment.consumption_rates import EXEMPT, Consumption, Unknown, consumption
from tax.assessment.cosmetics import are_cosmetics, is_high_end
from tax.reference import on_date
from tests.support.agency.declarations import CNY, a_line, an_entry, register_file

BAR_CODE = "6999900009992"
RATES = an_entry(RateSet, "33049900", consumption_pct="15")


def filed(net_content: int = 20, unit: str | None = "g", **changes: Any) -> GoodsFiled:
    fields = {"net_content_e5": net_content * 100_000, "content_unit": unit, **changes}
    entry: GoodsFiled = an_entry(GoodsFiled, f"gtin/{BAR_CODE}", **fields)
    return entry


def looking_up(*entries: Any, date: str = "2024-11-11") -> Lookup:
    return on_date(Registers((*register_file("tax.parameters.v1"), *entries)), date)


def cream(**changes: Any) -> DeclaredLine:
    return a_line(**{"commodity_code": "3304990000", "bar_code": BAR_CODE, **changes})


@pytest.mark.parametrize(
    ("unit", "price_cny_e5", "is_high"),
    [
        ("g", 200 * CNY, True),
        ("g", 200 * CNY - 1, False),
        ("ml", 200 * CNY, True),
        ("ml", 199_80_000, False),
        ("piece", 300 * CNY, True),
        ("piece", 300 * CNY - 1, False),
    ],
)
def test_tax_09_goods_are_high_end_from_the_threshold_on(unit: str, price_cny_e5: int, is_high: bool) -> None:
    assert is_high_end(looking_up(filed(unit=unit)), cream(), price_cny_e5) is is_high


def test_tax_09_at_exactly_ten_yuan_per_gram_the_rate_on_file_applies() -> None:
    found = consumption(looking_up(filed()), RATES, cream(), 200 * CNY)
    assert isinstance(found, Consumption)
    assert (found.pct, found.rules) == ("15", ("TAX-09",))


def test_tax_09_below_the_threshold_no_consumption_tax_is_due() -> None:
    found = consumption(looking_up(filed()), RATES, cream(), 199_80_000)
    assert found == Consumption(EXEMPT.pct, rules=("TAX-09",), high_end=False)


def test_tax_09_several_packages_are_judged_by_all_that_is_in_them() -> None:
    two = cream(quantity_e5=200_000)
    assert is_high_end(looking_up(filed()), two, 400 * CNY) is True
    assert is_high_end(looking_up(filed()), two, 399 * CNY) is False


def test_tax_09_a_filing_names_parts_of_a_gram() -> None:
    lipstick = filed(net_content_e5=350_000)
    assert is_high_end(looking_up(lipstick), cream(), 35 * CNY) is True
    assert is_high_end(looking_up(lipstick), cream(), 35 * CNY - 1) is False


@pytest.mark.parametrize(
    ("entries", "changes"),
    [
        ((), {}),
        ((filed(),), {"bar_code": None}),
        ((filed(),), {"bar_code": "another"}),
        ((filed(),), {"quantity_e5": 0}),
        ((filed(),), {"unit_code": "036"}),
        ((filed(net_content_e5=None),), {}),
        ((filed(0),), {}),
        ((filed(unit=None),), {}),
        ((filed(unit="box"),), {}),
        ((filed(commodity_code="3401110000"),), {}),
        ((filed(valid_from="2024-11-12"),), {}),
    ],
    ids=[
        "not on file", "no bar code", "another bar code", "no quantity", "by weight", "no content", "none of it",
        "no unit", "unknown unit", "filed as other goods", "filed later",
    ],
)  # fmt: skip
def test_tax_09_unknown_net_content_is_neither_high_end_nor_not(entries: Any, changes: dict[str, Any]) -> None:
    lookup = looking_up(*entries)
    assert is_high_end(lookup, cream(**changes), 425 * CNY) is None
    found = consumption(lookup, RATES, cream(**changes), 425 * CNY)
    assert found == Unknown("TAX-09", particular("net-content-missing"))


def test_tax_09_the_smallest_content_is_one() -> None:
    least = looking_up(filed(net_content_e5=1))
    assert is_high_end(least, cream(quantity_e5=1), 0) is False
    assert is_high_end(least, cream(quantity_e5=1), 1) is True


@pytest.mark.parametrize(("code", "concerned"), [("3303000020", True), ("3304990000", True), ("3305100090", False)])
def test_tax_09_concerns_the_headings_on_file(code: str, concerned: bool) -> None:
    assert are_cosmetics(looking_up(), cream(commodity_code=code)) is concerned


def test_tax_09_before_its_first_day_the_rate_on_file_applies_whatever_the_content() -> None:
    lookup = looking_up(date="2016-09-30")
    assert not are_cosmetics(lookup, cream())
    found = consumption(lookup, RATES, cream(), CNY)
    assert isinstance(found, Consumption)
    assert (found.pct, found.rules) == ("15", ())


def test_tax_09_the_filing_is_among_the_facts_that_a_decision_names() -> None:
    lookup = looking_up(filed(version=3))
    consumption(lookup, RATES, cream(), 425 * CNY)
    used = {(each.register, each.code, each.version) for each in lookup.used()}
    assert ("customs.goods-filings", f"gtin/{BAR_CODE}", 3) in used
    assert ("tax.parameters", "high_end_cosmetics.from_cny_per_g", 1) in used
