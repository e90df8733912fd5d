"""What is checked of a filing by itself: each rule passes and fails."""

from typing import Any

import pytest

from contracts.agencies import AGENCIES
from contracts.common import Reason, RuleResult
from contracts.trade import EnterpriseFilingSubmitted, EnterpriseRole, SubjectKind
from filing.enterprises import content
from filing.enterprises.content import BOOK
from tests.support.filing.builders import SOLE_TRADER, UNIFIED, a_filing, asking

DIGEST, OTHER = "a1" * 32, "B2" * 32


def refused(filing: EnterpriseFilingSubmitted) -> tuple[Reason, ...]:
    """Return the reasons; exactly the rules behind them have failed."""
    found = BOOK.evaluate(filing)
    failed = [rule.rule_id for rule in found.rules if rule.result is RuleResult.FAILED]
    assert failed == [reason.rule_id for reason in found.reasons]
    assert len(found.rules) == len(BOOK.rules)
    return found.reasons


def the_reason(*lines: Any, **changes: Any) -> tuple[str, str, str]:
    """Return code, rule and English text of the only reason for which a filing is refused."""
    (reason,) = refused(a_filing(*lines, **changes))
    return reason.code, reason.rule_id, reason.text_en


def test_fil_02_a_possible_unified_code_passes() -> None:
    assert refused(a_filing()) == ()


def test_fil_02_an_impossible_unified_code_is_rejected() -> None:
    assert the_reason(unified_code=UNIFIED[:-1] + "0")[:2] == ("-99802", "FIL-02")


@pytest.mark.parametrize("code", ["9901160061", "1", UNIFIED[:-1], UNIFIED])
def test_fil_03_a_customs_code_or_the_unified_code_itself_passes(code: str) -> None:
    assert refused(a_filing(enterprise_code=code)) == ()


def test_fil_03_another_code_of_18_characters_is_rejected() -> None:
    assert the_reason(enterprise_code="91990100MADEM0001P")[:2] == ("-99803", "FIL-03")


def test_fil_04_texts_with_letters_pass() -> None:
    assert refused(a_filing(enterprise_name="A", registered_address="路", business_scope="-x-")) == ()


@pytest.mark.parametrize(
    ("field", "element"),
    [
        ("enterprise_name", "enterpriseName"),
        ("registered_address", "registeredAddress"),
        ("business_scope", "businessScope"),
    ],
)
@pytest.mark.parametrize("text", ["-", "/ 。", "12"])
def test_fil_04_a_text_of_signs_is_rejected_by_its_element(field: str, element: str, text: str) -> None:
    assert the_reason(**{field: text}) == ("-99804", "FIL-04", f"without letters: {element}")


def test_fil_05_a_sole_trader_as_application_enterprise_passes() -> None:
    assert refused(a_filing(unified_code=SOLE_TRADER)) == ()


@pytest.mark.parametrize("kind", list(SubjectKind))
def test_fil_05_an_enterprise_of_any_kind_passes(kind: SubjectKind) -> None:
    assert refused(a_filing(subject_kind=kind)) == ()


@pytest.mark.parametrize("kind", [SubjectKind.OWN_PLATFORM, SubjectKind.SERVICE])
def test_fil_05_a_sole_trader_of_another_kind_is_rejected(kind: SubjectKind) -> None:
    assert the_reason(unified_code=SOLE_TRADER, subject_kind=kind)[:2] == ("-99805", "FIL-05")


def test_fil_06_every_other_agency_of_the_mesh_may_be_asked() -> None:
    assert refused(a_filing(*(asking(agency) for agency in AGENCIES if agency != "filing"))) == ()


def test_fil_06_whoever_is_no_agency_to_ask_is_rejected_by_name() -> None:
    lines = (asking("customs"), asking("filing"), asking("police"))
    assert the_reason(*lines) == ("-99806", "FIL-06", "no agency to ask: filing, police")


def test_fil_07_different_agencies_pass() -> None:
    assert refused(a_filing(asking("customs"), asking("tax"))) == ()


def test_fil_07_an_agency_asked_twice_is_rejected_whatever_the_role() -> None:
    lines = (asking("customs"), asking("tax"), asking("customs", EnterpriseRole.AGENT))
    assert the_reason(*lines) == ("-99807", "FIL-07", "asked twice: customs")


@pytest.mark.parametrize(
    ("first", "last"),
    [(None, None), (None, "20241111"), ("20241112", "20241112"), ("20200101", "20241111"), ("20300101", None)],
)
def test_fil_08_a_period_that_is_not_over_passes(first: str | None, last: str | None) -> None:
    assert refused(a_filing(valid_from=first, valid_to=last)) == ()


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [
        (None, "20241110", "2024-11-11"),
        ("20250102", "20250101", "2025-01-02"),
        ("20200101", "20241110", "2024-11-11"),
    ],
)
def test_fil_08_a_period_that_ends_before_it_counts_is_rejected(first: str | None, last: str, least: str) -> None:
    code, rule_id, text = the_reason(valid_from=first, valid_to=last)
    assert (code, rule_id) == ("-99808", "FIL-08")
    assert f"{last[:4]}-{last[4:6]}-{last[6:]}" in text
    assert least in text


@pytest.mark.parametrize(
    "fields",
    [
        {"attachment_1_name": "营业执照", "attachment_1_digest": DIGEST},
        {"attachment_3_name": "x", "attachment_3_digest": OTHER},
        {
            "attachment_1_name": "x",
            "attachment_1_digest": DIGEST,
            "attachment_2_name": "x",
            "attachment_2_digest": OTHER,
        },
    ],
)
def test_fil_09_attachments_with_name_and_digest_pass(fields: dict[str, str]) -> None:
    assert refused(a_filing(**fields)) == ()


@pytest.mark.parametrize(
    ("fields", "elements"),
    [
        ({"attachment_1_name": "x"}, "attachment1Digest"),
        ({"attachment_2_digest": DIGEST}, "attachment2Name"),
        ({"attachment_3_name": "x", "attachment_3_digest": "g" * 64}, "attachment3Digest"),
        ({"attachment_3_name": "x", "attachment_3_digest": DIGEST[:-1]}, "attachment3Digest"),
        (
            {
                "attachment_1_name": "x", "attachment_1_digest": OTHER,
                "attachment_2_name": "y", "attachment_2_digest": OTHER.lower(),
            },
            "attachment2Digest",
        ),
        ({"attachment_1_digest": "no digest", "attachment_3_name": "x"},
         "attachment1Name, attachment1Digest, attachment3Digest"),
    ],
)  # fmt: skip
def test_fil_09_a_wrong_attachment_is_rejected_by_its_elements(fields: dict[str, str], elements: str) -> None:
    assert the_reason(**fields) == ("-99809", "FIL-09", f"wrong attachment: {elements}")


def test_all_that_is_wrong_is_told_together() -> None:
    wrong = a_filing(asking("police"), unified_code=SOLE_TRADER[:-1] + "0", subject_kind=SubjectKind.SERVICE)
    assert [reason.code for reason in refused(wrong)] == ["-99802", "-99805", "-99806"]


def test_nobody_asks_the_agency_that_takes_filings() -> None:
    assert content.TAKES_FILINGS in AGENCIES
    assert AGENCIES.keys() - {content.TAKES_FILINGS} == content.ASKED
