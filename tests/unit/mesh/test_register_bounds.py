"""What values of registers may be: one table for proposals, register files and rules."""

from decimal import Decimal
from typing import Any

import pytest

from contracts.agencies import SOURCES
from contracts.common import Effect, ParameterSet
from contracts.customs import (
    ChapterListed,
    DaysOffSet,
    ExchangeRateSet,
    ExportConditionsSet,
    GoodsListed,
    SiteRegistered,
)
from contracts.register_values import PARAMETERS
from contracts.tax import RateSet
from contracts.value import Deciders, Number
from deploy.register_files import read_all
from mesh.declared.errors import ConfigurationError
from mesh.declared.lookup import Lookup
from mesh.declared.register_bounds import kind_of, wrong
from mesh.declared.registers import Registers

SHIPPED = read_all()
DAY = "2024-11-11"
NUMBERS = sorted(
    {
        entry.record.code
        for entry in SHIPPED
        if isinstance(entry.record, ParameterSet) and isinstance(kind_of(entry.record.code), Number)
    }
)
NEVER = ("1e400", "-0.00001", "1e3", "NaN", "Infinity", "1/2", "1_0", " 1", "１", "", "9" * 29, "9" * 400)


def may_be_negative(code: str) -> bool:
    kind = kind_of(code)
    return isinstance(kind, Number) and Decimal(kind.least) < 0


def a_parameter(code: str, value: str, **more: Any) -> ParameterSet:
    return ParameterSet(code=code, version=3, valid_from="2019-01-01", source="invented", value=value, **more)


def a_rate(**changed: Any) -> RateSet:
    usual: dict[str, Any] = {"mfn_pct": "10", "vat_class": "standard", "consumption_pct": "0"}
    return RateSet(
        code="34011100", version=3, valid_from="2019-01-01", source="invented", name_zh="香皂", **(usual | changed)
    )


def test_every_shipped_parameter_has_a_kind() -> None:
    """A new one is listed before it is shipped."""
    codes = {entry.record.code for entry in SHIPPED if isinstance(entry.record, ParameterSet)}
    assert {code for code in codes if kind_of(code) is None} == set()
    assert {listed for listed in PARAMETERS if not any(code.startswith(listed) for code in codes)} == set()


def test_every_shipped_value_is_within_its_bounds() -> None:
    assert [(entry.where, wrong(entry.record)) for entry in SHIPPED if wrong(entry.record)] == []


def test_the_nearest_family_of_a_code_counts() -> None:
    assert kind_of("worklist.hours") == kind_of("worklist.hours.tax.fresh") == PARAMETERS["worklist.hours."]
    assert kind_of("worklist.hour") is None


@pytest.mark.parametrize("code", NUMBERS)
@pytest.mark.parametrize("value", NEVER)
def test_no_parameter_takes_what_is_no_plain_number(code: str, value: str) -> None:
    (found,) = wrong(a_parameter(code, value))
    kind = kind_of(code)
    assert isinstance(kind, Number)
    for text in (found.zh, found.en):
        assert kind.least in text, "the text says the bounds"
        assert kind.most in text


@pytest.mark.parametrize("code", [code for code in NUMBERS if not may_be_negative(code)])
def test_a_parameter_that_is_never_below_0_takes_no_minus(code: str) -> None:
    assert wrong(a_parameter(code, "-1"))


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("exchange.usd_cny", "0"),
        ("vat.standard_pct", "150"),
        ("preferential.vat_factor", "1.1"),
        ("preferential.consumption_tax_factor", "70"),
        ("sampling.rate.A", "1.000001"),
        ("clearance.app_time_ahead_seconds", "999999999999999999999"),
        ("clearance.loose_document_days", "1" + "0" * 25),
        ("clearance.loose_document_days", "0.5"),
        ("guarantee.retry_seconds", "0"),
        ("numbers.waybill_unique_months", "100000000"),
        ("bill.summary_day", "31.5"),
        ("limits.single_cny", "0.000001"),
        ("limits.over_single", "no_tax"),
        ("release_mode.A", "never"),
        ("credit.REGULAR", "D"),
        ("worklist.hours.tax.fresh", "100001"),
        ("deciders.retail-import", ""),
        ("deciders.retail-import", "allowance inspection veterinary"),
        ("deciders.retail-import", "allowance inspection allowance"),
        ("deciders.retail-import", "allowance inspection guarantee"),
    ],
)
def test_a_parameter_has_bounds(code: str, value: str) -> None:
    assert len(wrong(a_parameter(code, value))) == 1
    assert wrong(a_parameter(code, value, withdrawn=True)) == [], "nobody reads it"


@pytest.mark.parametrize(
    "changed",
    [
        {"consumption_pct": "100"},
        {"consumption_pct": "1e400"},
        {"consumption_pct": "-1"},
        {"mfn_pct": "-1"},
        {"provisional_pct": "x"},
        {"vat_class": "none"},
        {"consumption_specific_cny_e5": -1},
        {"consumption_from_cny_e5": 2**63 - 1},
        {"litres_per_tonne": 0},
    ],
)
def test_a_rate_has_bounds(changed: dict[str, Any]) -> None:
    (found,) = wrong(a_rate(**changed))
    assert next(iter(changed)).removesuffix("_e5") in found.en
    assert next(iter(changed)).removesuffix("_e5") in found.zh


@pytest.mark.parametrize("changed", [{}, {"consumption_pct": "99"}, {"mfn_pct": "140.50"}, {"litres_per_tonne": 988}])
def test_a_rate_within_its_bounds_is_taken(changed: dict[str, Any]) -> None:
    assert wrong(a_rate(**changed)) == []


@pytest.mark.parametrize(
    "entry",
    [a_parameter("vat.standard_pct", "150"), a_parameter("exchange.usd_cny", "1e400"), a_rate(consumption_pct="100")],
)
def test_a_number_in_force_out_of_bounds_is_named_and_not_read(entry: Any) -> None:
    """The key that needs it is parked as `configuration`, not as a failure of the rule."""
    registers = Registers([entry])
    said = rf"{entry.code}@3: .* must be a number from .* to "
    with pytest.raises(ConfigurationError, match=said):
        registers.need(type(entry), entry.code, DAY)
    with pytest.raises(ConfigurationError, match=said):
        Lookup(registers, DAY, {type(entry): "tax"}).find(type(entry), entry.code)
    assert registers.find(type(entry), entry.code, DAY) == entry, "it is shown as it stands"


def test_a_better_version_ends_it() -> None:
    bad = a_parameter("exchange.usd_cny", "0")
    registers = Registers([bad])
    registers.add(ParameterSet(code=bad.code, version=4, valid_from="2019-01-01", source="invented", value="7.1"))
    assert registers.need(ParameterSet, bad.code, DAY).value == "7.1"


def test_a_limit_of_quantity_has_bounds() -> None:
    usual: dict[str, Any] = {"list_version": "T", "name_zh": "糖", "quantity_unit_code": "035"}
    empty: dict[str, Any] = {"exclusions": (), "trade_modes": (), "name_words": (), "licensed_modes": ()}
    for quantity, refused in ((2_00000, 0), (-1, 1), (2**63 - 1, 1)):
        entry = GoodsListed(
            code="1", version=1, valid_from=DAY, source="s", quantity_limit_e5=quantity, **usual, **empty
        )
        assert len(wrong(entry)) == refused


@pytest.mark.parametrize("value", ["forex", "allowance, inspection", "guarantee assessment", " ".join(SOURCES)])
def test_deciders_are_sources_each_with_the_one_that_asks_it(value: str) -> None:
    assert wrong(a_parameter("deciders.retail-import", value)) == []


@pytest.mark.parametrize("value", ["", "forex forex", "guarantee", "allowance assessment", "guarantee forex"])
def test_deciders_that_would_never_decide_or_guard_nothing_are_refused(value: str) -> None:
    (found,) = wrong(a_parameter("deciders.retail-import", value))
    assert "assessment" in found.en


def test_deciders_of_whom_none_can_stop_a_declaration_are_refused() -> None:
    noting = Deciders({"census": SOURCES["forex"]._replace(source="census", effects=(Effect.PASS, Effect.NOTE))})
    assert not noting.holds("census")


def test_deciders_of_which_this_version_knows_one_not_are_named_and_not_read() -> None:
    entry = a_parameter("deciders.retail-import", "allowance veterinary")
    (found,) = wrong(entry)
    for text in (found.zh, found.en):
        assert "veterinary" in text
        assert all(source in text for source in SOURCES), "the text says whom it knows"
    with pytest.raises(ConfigurationError, match=r"deciders\.retail-import@3: .*veterinary"):
        Registers([entry]).need(ParameterSet, entry.code, DAY)


DATED: dict[str, Any] = {"version": 3, "valid_from": "2019-01-01", "source": "invented"}
SITE: dict[str, Any] = {"name_zh": "场所", "customs_code": "5141", "operator_code": "1"}


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        (ChapterListed(code="1", edition="T", headings=("0101 21",), **DATED), "code"),
        (ChapterListed(code="01", edition="T", headings=("0101 21", "0102"), **DATED), "headings"),
        (ChapterListed(code="01", edition="T", headings=("010121",), **DATED), "headings"),
        (ExportConditionsSet(code="2", name_zh="煤", conditions=("licence",), **DATED), "code"),
        (ExportConditionsSet(code="2701", name_zh="煤", conditions=("licence", "quota"), **DATED), "conditions"),
        (SiteRegistered(code="5141e001", flows=("export",), trade_modes=(), **SITE, **DATED), "code"),
        (SiteRegistered(code="5141E001", flows=("transit",), trade_modes=(), **SITE, **DATED), "flows"),
        (
            SiteRegistered(code="5141E001", flows=("export",), trade_modes=("9610 1210",), **SITE, **DATED),
            "trade_modes",
        ),
        (ExchangeRateSet(code="USD", name_zh="美元", cny_per_unit_e5=1, **DATED), "code"),
        (ExchangeRateSet(code="502", name_zh="美元", cny_per_unit_e5=0, **DATED), "cny_per_unit"),
        (DaysOffSet(code="2025-13", days_off=("01",), **DATED), "code"),
        (DaysOffSet(code="2025-10", days_off=("1",), **DATED), "days_off"),
    ],
)
def test_a_text_of_another_form_is_named_and_of_a_list_every_item_is_held_to_it(entry: Any, named: str) -> None:
    (found,) = wrong(entry)
    assert found.en.startswith(f"{named} is ")
    assert found.zh.startswith(f"{named} 为")


def test_what_is_of_the_form_is_taken() -> None:
    for entry in (
        ChapterListed(code="01", edition="T", headings=("0101 21 29", "0102 21"), **DATED),
        ExportConditionsSet(code="27", name_zh="煤", conditions=("licence", "duty"), **DATED),
        SiteRegistered(code="5141E001", flows=("import", "export"), trade_modes=("9610", "1210"), **SITE, **DATED),
        ExchangeRateSet(code="502", name_zh="美元", cny_per_unit_e5=1, **DATED),
        DaysOffSet(code="2025-10", days_off=(), **DATED),
    ):
        assert wrong(entry) == []


def test_a_text_of_another_form_is_not_read_a_word_of_another_kind_is() -> None:
    """A rule would misread the one; the other it knows or not."""
    chapter = ChapterListed(code="01", edition="T", headings=("0101",), **DATED)
    with pytest.raises(ConfigurationError, match=r"ChapterListed 01@3: headings is '0101'"):
        Registers([chapter]).need(ChapterListed, "01", DAY)
    quota = ExportConditionsSet(code="27", name_zh="煤", conditions=("quota",), **DATED)
    assert Registers([quota]).need(ExportConditionsSet, "27", DAY) == quota
