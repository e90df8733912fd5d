"""The registers of inspection on export as they are shipped hold together: goods of the tariff, merchants that are."""

from contracts.customs import ChapterListed, EnterpriseRegistered
from contracts.inspection import ConformityCertified, RiskRated
from deploy.register_files import read_all

RECORDS = [entry.record for entry in read_all()]
QUARANTINED = [row for row in RECORDS if isinstance(row, RiskRated) and row.code.startswith("quarantine/")]
CERTIFICATES = [row for row in RECORDS if isinstance(row, ConformityCertified)]
HEADINGS = {heading[:4] for row in RECORDS if isinstance(row, ChapterListed) for heading in row.headings}


def test_goods_under_quarantine_are_goods_of_the_tariff_and_say_that_they_are_our_excerpt() -> None:
    assert QUARANTINED
    for row in QUARANTINED:
        beginning = row.code.removeprefix("quarantine/")
        assert any(heading.startswith(beginning) for heading in HEADINGS), row.code
        assert row.source.startswith("our excerpt: ")
        assert row.grade == "ALERT"


def test_certificates_are_of_merchants_and_headings_that_are_and_one_has_ended() -> None:
    merchants = {row.code for row in RECORDS if isinstance(row, EnterpriseRegistered) and "merchant" in row.roles}
    for row in CERTIFICATES:
        merchant, heading = row.code.split("/")
        assert merchant in merchants
        assert heading in HEADINGS
    assert {(row.valid_to or "9999") < "2025-12-01" for row in CERTIFICATES} == {True, False}
