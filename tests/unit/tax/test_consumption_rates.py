"""TAX-03, TAX-04, TAX-10: consumption tax by value, by litre, by tonne, and where the price of the goods decides."""

from fractions import Fraction
from typing import Any

import pytest

from agency.reasons import particular
from contracts.tax import RateSet
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers
from tax.assessment.consumption_rates import EXEMPT, Consumption, Unknown, consumption, litres, specific_tax
from tax.reference import on_date
from tests.support.agency.declarations import CNY, a_line, an_entry, register_file

SHIPPED = Registers((*register_file("tax.rates.v1"), *register_file("tax.parameters.v1")))
PARAMETERS = Registers(register_file("tax.parameters.v1"))
DAY = "2024-11-11"

SPIRITS = an_entry(
    RateSet, "22083000", consumption_pct="20", consumption_specific_cny_e5=91_200, consumption_unit="litre"
)
WATCH = an_entry(RateSet, "91021100", consumption_pct="20", consumption_from_cny_e5=10_000 * CNY)
BEER: dict[str, Any] = {"commodity_code": "2203000000", "statutory_unit_code": "095"}


def looking_up(registers: Registers = SHIPPED, date: str = DAY) -> Lookup:
    return on_date(registers, date)


def of(code: str, lookup: Lookup) -> RateSet:
    found = lookup.find(RateSet, code)
    assert found is not None
    return found


def of_beer(litres_e5: int, dutiable_cny_e5: int, lookup: Lookup | None = None) -> Consumption | Unknown:
    lookup = lookup or looking_up()
    line = a_line(**BEER, statutory_quantity_e5=litres_e5)
    return consumption(lookup, of("22030000", lookup), line, dutiable_cny_e5)


def test_tax_03_a_rate_by_value_applies_whatever_the_price() -> None:
    lookup = looking_up()
    assert consumption(lookup, of("22042100", lookup), a_line(), CNY) == Consumption("10")


def test_tax_03_goods_without_a_rate_are_exempt() -> None:
    lookup = looking_up()
    assert consumption(lookup, of("34011100", lookup), a_line(), CNY) == EXEMPT


@pytest.mark.parametrize(
    "units",
    [
        {"statutory_unit_code": "095", "statutory_quantity_e5": 70_000},
        {"second_unit_code": "095", "second_quantity_e5": 70_000},
        {"unit_code": "096", "quantity_e5": 70_000_000},
        {"statutory_unit_code": "063", "statutory_quantity_e5": 70},
    ],
)
def test_tax_04_litres_are_found_in_whatever_quantity_is_a_volume(units: dict[str, Any]) -> None:
    line = a_line(**units)
    assert litres(line) == Fraction("0.7")
    assert specific_tax(looking_up(), SPIRITS, line, CNY) == Fraction("0.6384") * CNY


def test_tax_04_spirits_bear_both_taxes() -> None:
    line = a_line(statutory_unit_code="095", statutory_quantity_e5=70_000)
    assert consumption(looking_up(), SPIRITS, line, CNY) == Consumption("20", Fraction("0.6384") * CNY)


@pytest.mark.parametrize("line", [a_line(), a_line(statutory_unit_code="095", statutory_quantity_e5=0)])
def test_tax_04_without_a_volume_the_specific_tax_is_unknown(line: Any) -> None:
    found = consumption(looking_up(), SPIRITS, line, CNY)
    assert found == Unknown("TAX-04", particular("litres-missing"))


@pytest.mark.parametrize("unit", ["kilogram", "tonne", None])
def test_tax_04_a_tax_per_a_unit_that_litres_do_not_give_is_unknown(unit: str | None) -> None:
    odd = an_entry(RateSet, "22083000", consumption_specific_cny_e5=CNY, consumption_unit=unit)
    assert specific_tax(looking_up(), odd, a_line(unit_code="095"), CNY) == Unknown(
        "TAX-04", particular("tax-unit-unknown", unit or "")
    )


def test_tax_04_a_tax_of_nothing_is_nothing() -> None:
    none = an_entry(RateSet, "22083000", consumption_unit="litre")
    assert specific_tax(looking_up(), none, a_line(unit_code="095"), CNY) == 0


def test_tax_10_below_the_import_price_nothing_is_due_if_nothing_is_on_file() -> None:
    rates = an_entry(
        RateSet,
        "22030000",
        consumption_specific_cny_e5=CNY,
        consumption_unit="litre",
        consumption_price_from_usd_e5=10 * CNY,
    )
    assert specific_tax(looking_up(), rates, a_line(unit_code="095"), 70 * CNY) == CNY
    assert specific_tax(looking_up(), rates, a_line(unit_code="095"), 70 * CNY - 1) == 0


# 988 litres are a tonne; 370 dollars at 7.00 are 2,590 yuan
@pytest.mark.parametrize(("tonne_cny_e5", "tax"), [(2590 * CNY, 250), (2590 * CNY + 1, 250), (2590 * CNY - 1, 220)])
def test_tax_10_beer_bears_more_from_370_dollars_a_tonne_on(tonne_cny_e5: int, tax: int) -> None:
    assert of_beer(988 * 100_000, tonne_cny_e5) == Consumption("0", Fraction(tax) * CNY, ("TAX-10",))


def test_tax_10_a_litre_of_beer_bears_its_part_of_a_tonne() -> None:
    found = of_beer(100_000, 30 * CNY)
    assert isinstance(found, Consumption)
    assert found.specific == Fraction(250 * CNY, 988)


def test_tax_10_without_an_exchange_rate_the_price_of_beer_is_unknown() -> None:
    lookup = on_date(Registers(register_file("tax.rates.v1")), DAY)
    found = of_beer(100_000, 30 * CNY, lookup)
    assert found == Unknown("TAX-10", particular("exchange-rate-missing"))


def test_tax_10_the_exchange_rate_is_that_of_the_day() -> None:
    later = [*register_file("tax.parameters.v1"), *register_file("tax.rates.v1")]
    weaker = next(each for each in later if each.code == "exchange.usd_cny")
    later.append(type(weaker)(code=weaker.code, version=2, valid_from="2024-12-01", source="test", value="8.00"))
    prices = {date: of_beer(988 * 100_000, 2590 * CNY, on_date(Registers(later), date)) for date in (DAY, "2024-12-01")}
    assert [found.specific for found in prices.values() if isinstance(found, Consumption)] == [250 * CNY, 220 * CNY]


@pytest.mark.parametrize(("price_cny_e5", "rate"), [(10_000 * CNY, "20"), (10_000 * CNY - 1, "0")])
def test_tax_10_a_watch_is_high_end_from_ten_thousand_yuan_on(price_cny_e5: int, rate: str) -> None:
    watch = a_line(commodity_code="9102110000", statutory_unit_code="008", statutory_quantity_e5=100_000)
    found = consumption(looking_up(PARAMETERS), WATCH, watch, price_cny_e5)
    assert found == Consumption(rate, rules=("TAX-10",), high_end=rate != "0")


def test_tax_10_two_watches_are_judged_by_the_price_of_one() -> None:
    watches = a_line(commodity_code="9102110000", statutory_unit_code="008", statutory_quantity_e5=200_000)
    found = consumption(looking_up(PARAMETERS), WATCH, watches, 19_999 * CNY)
    assert found == Consumption("0", rules=("TAX-10",), high_end=False)


def test_tax_10_without_a_quantity_the_price_of_a_watch_is_unknown() -> None:
    found = consumption(looking_up(PARAMETERS), WATCH, a_line(statutory_quantity_e5=0), 20_000 * CNY)
    assert found == Unknown("TAX-10", particular("statutory-quantity-missing"))


def test_tax_10_the_smallest_part_of_a_watch_has_a_price() -> None:
    found = consumption(looking_up(PARAMETERS), WATCH, a_line(statutory_quantity_e5=1), CNY)
    assert found == Consumption("20", rules=("TAX-10",), high_end=True)


@pytest.mark.parametrize(("code", "what"), [("71131919", "jewellery"), ("95063100", "golf clubs")])
def test_tax_10_jewellery_and_golf_gear_bear_ten_per_cent(code: str, what: str) -> None:
    rates = an_entry(RateSet, code, name_zh=what, consumption_pct="10")
    assert consumption(looking_up(PARAMETERS), rates, a_line(), CNY) == Consumption("10")
