"""TAX-02, TAX-07, TAX-08: which rates apply to a line, by regime and day."""

from typing import Any

import pytest

from contracts.common import TaxRegime
from contracts.tax import RateSet
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers
from tax.assessment.duties import IN_FULL, Relief
from tax.assessment.rates import NO_RATE, duty_rate, line_rates, relief, vat_rate
from tax.reference import on_date
from tests.support.agency.declarations import CNY, a_line, an_entry, register_file

RATES = an_entry(RateSet, "34011100", mfn_pct="6.5")
REDUCED = an_entry(RateSet, "49019900", vat_class="reduced")


def looking_up(*entries: Any, date: str = "2024-11-11") -> Lookup:
    return on_date(Registers((*register_file("tax.parameters.v1"), *entries)), date)


def test_tax_02_within_the_limits_duty_is_provisionally_zero() -> None:
    assert duty_rate(looking_up(), TaxRegime.PREFERENTIAL, RATES) == "0"
    assert relief(looking_up(), TaxRegime.PREFERENTIAL) == Relief("0.7", "0.7")


def test_tax_02_has_no_rates_before_the_channel_existed() -> None:
    lookup = looking_up(date="2016-04-07")
    assert duty_rate(lookup, TaxRegime.PREFERENTIAL, RATES) is None
    assert relief(lookup, TaxRegime.PREFERENTIAL) is None


def test_tax_07_in_full_the_most_favoured_nation_rate_applies() -> None:
    assert duty_rate(looking_up(), TaxRegime.FULL, RATES) == "6.5"
    assert relief(looking_up(), TaxRegime.FULL) == IN_FULL


@pytest.mark.parametrize("provisional", ["0", "2"])
def test_tax_07_a_provisional_rate_goes_before_the_most_favoured_nation_rate(provisional: str) -> None:
    rates = an_entry(RateSet, "96190011", mfn_pct="4", provisional_pct=provisional)
    assert duty_rate(looking_up(), TaxRegime.FULL, rates) == provisional


def test_tax_07_a_regime_of_a_later_version_has_no_relief() -> None:
    assert relief(looking_up(), TaxRegime.UNKNOWN) is None


@pytest.mark.parametrize(
    ("date", "standard", "reduced"),
    [
        ("2016-04-08", "17", "13"),
        ("2017-06-30", "17", "13"),
        ("2017-07-01", "17", "11"),
        ("2018-05-01", "16", "10"),
        ("2019-03-31", "16", "10"),
        ("2019-04-01", "13", "9"),
        ("2024-11-11", "13", "9"),
    ],
)
def test_tax_08_vat_is_that_of_the_day_of_acceptance(date: str, standard: str, reduced: str) -> None:
    lookup = looking_up(date=date)
    assert (vat_rate(lookup, RATES), vat_rate(lookup, REDUCED)) == (standard, reduced)


def test_tax_08_before_the_first_day_on_file_there_is_no_rate() -> None:
    assert vat_rate(looking_up(date="2016-04-07"), RATES) is None


def test_tax_08_goods_that_are_not_on_file_have_no_rates() -> None:
    assert line_rates(looking_up(RATES), TaxRegime.FULL, a_line(commodity_code="9999999900"), CNY) == NO_RATE


def test_tax_08_goods_of_a_vat_class_that_is_not_on_file_have_no_rates() -> None:
    odd = an_entry(RateSet, "34011100", vat_class="super-reduced")
    assert line_rates(looking_up(odd), TaxRegime.PREFERENTIAL, a_line(), CNY) == NO_RATE


@pytest.mark.parametrize("absent", ["preferential.consumption_tax_factor", "preferential.vat_factor"])
def test_tax_02_half_a_relief_is_none(absent: str) -> None:
    rest = (entry for entry in register_file("tax.parameters.v1") if entry.code != absent)
    assert relief(on_date(Registers(rest), "2024-11-11"), TaxRegime.PREFERENTIAL) is None


def test_tax_02_without_its_duty_rate_nothing_is_known() -> None:
    rest = (entry for entry in register_file("tax.parameters.v1") if entry.code != "preferential.duty_pct")
    lookup = on_date(Registers((*rest, RATES)), "2024-11-11")
    assert line_rates(lookup, TaxRegime.PREFERENTIAL, a_line(), CNY) == NO_RATE


def test_tax_08_rates_on_file_without_a_vat_rate_on_the_day_are_none() -> None:
    assert line_rates(looking_up(RATES, date="2016-04-07"), TaxRegime.FULL, a_line(), CNY) == NO_RATE
