"""The registers of export as they are shipped hold together: chapters with headings, sites with operators, days."""

from calendar import monthrange

from contracts.customs import (
    ChapterListed,
    DaysOffSet,
    EnterpriseRegistered,
    ExchangeRateSet,
    ExportConditionsSet,
    SiteRegistered,
)
from deploy.register_files import read_all

RECORDS = [entry.record for entry in read_all()]
CHAPTERS = [record for record in RECORDS if isinstance(record, ChapterListed)]
CONDITIONS = [record for record in RECORDS if isinstance(record, ExportConditionsSet)]
SITES = [record for record in RECORDS if isinstance(record, SiteRegistered)]
RATES = [record for record in RECORDS if isinstance(record, ExchangeRateSet)]
MONTHS = [record for record in RECORDS if isinstance(record, DaysOffSet)]
SUBHEADINGS = {
    heading[:4] + last for chapter in CHAPTERS for heading in chapter.headings for last in heading[5:].split()
}


def test_every_chapter_is_there_but_77_and_has_its_own_headings_once() -> None:
    assert [chapter.code for chapter in CHAPTERS] == [f"{number:02}" for number in range(1, 99) if number != 77]
    for chapter in CHAPTERS:
        headings = [heading[:4] for heading in chapter.headings]
        assert headings == sorted(set(headings))
        assert all(heading.startswith(chapter.code) for heading in headings)


def test_the_tariff_has_as_many_headings_and_subheadings_as_its_source() -> None:
    assert len({subheading[:4] for subheading in SUBHEADINGS}) == 1_224
    assert len(SUBHEADINGS) == 5_390


def test_conditions_are_those_of_goods_of_the_tariff_and_say_that_they_are_ours() -> None:
    for row in CONDITIONS:
        assert any(known.startswith(row.code[:6]) for known in SUBHEADINGS), row.code
        assert row.conditions
        assert row.source.startswith("our excerpt: ")
        assert not {"refund", "no-refund"} <= set(row.conditions)


def test_every_site_is_run_by_an_enterprise_that_may() -> None:
    enterprises = [record for record in RECORDS if isinstance(record, EnterpriseRegistered)]
    operators = {enterprise.code for enterprise in enterprises if "site-operator" in enterprise.roles}
    assert {site.operator_code for site in SITES} == operators


def test_there_are_sites_for_import_alone_for_every_mode_of_export_and_for_one() -> None:
    taken = [(site.flows, site.trade_modes) for site in SITES]
    assert (("import",), ()) in taken
    assert (("export",), ("9610", "1210", "9710", "9810")) in taken
    assert (("export",), ("9610",)) in taken


def test_every_currency_has_a_rate_on_each_day_of_its_months() -> None:
    months = {(rate.valid_from, rate.valid_to) for rate in RATES}
    assert sorted(months) == [
        ("2025-10-01", "2025-10-31"),
        ("2025-11-01", "2025-11-30"),
        ("2025-12-01", "2025-12-31"),
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-28"),
    ]
    assert len(RATES) == len({rate.code for rate in RATES}) * len(months)


def test_days_off_are_days_of_their_month_and_every_month_has_some() -> None:
    assert [month.code for month in MONTHS] == ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03"]
    for month in MONTHS:
        last = monthrange(int(month.code[:4]), int(month.code[5:]))[1]
        days = [int(day) for day in month.days_off]
        assert days == sorted(set(days))
        assert set(days) <= set(range(1, last + 1))
