"""How qualifications stand: granted by a register on a day, asked, expired, withdrawn."""

from typing import Any

import pytest

from contracts.common import RegisterVersion
from contracts.customs import EnterpriseRegistered
from contracts.filing import QualificationRecorded, QualificationStatus
from contracts.forex import LicenceIssued
from contracts.trade import EnterpriseRole
from filing.enterprises.qualifications import asked, granted_by, stand, withdrawn
from mesh.declared.registers import Registers
from tests.support.agency.declarations import an_entry
from tests.support.filing.builders import CODE, DAY, UNIFIED, a_filing, asking

MERCHANT, AGENT, PAYMENT = EnterpriseRole.MERCHANT, EnterpriseRole.AGENT, EnterpriseRole.PAYMENT
ASKED, GRANTED = QualificationStatus.ASKED, QualificationStatus.GRANTED
EXPIRED, WITHDRAWN = QualificationStatus.EXPIRED, QualificationStatus.WITHDRAWN
REGISTERED = an_entry(EnterpriseRegistered, CODE, valid_from="2024-11-01", valid_to="2024-11-30", version=3)


def standing(
    *entries: Any, day: str = DAY, former: tuple[QualificationRecorded, ...] = (), **changes: Any
) -> QualificationRecorded:
    """Return how the one qualification stands for which a filing asks."""
    (one,) = stand(asked(a_filing(**changes)), former, Registers(entries), (CODE, UNIFIED), day)
    return one


def test_fil_14_a_register_that_has_the_enterprise_in_the_role_grants() -> None:
    found = standing(REGISTERED)
    assert (found.status, found.rule_id) == (GRANTED, "FIL-14")
    assert found.register == RegisterVersion(register="customs.enterprises", code=CODE, version=3)


@pytest.mark.parametrize(
    ("entries", "day"),
    [
        ((), DAY),
        ((REGISTERED,), "2024-12-01"),
        ((an_entry(EnterpriseRegistered, CODE, roles=("agent", "platform")),), DAY),
        ((an_entry(EnterpriseRegistered, "4401960M01"),), DAY),
        ((an_entry(LicenceIssued, CODE),), DAY),
    ],
    ids=["empty", "another day", "another role", "another enterprise", "another register"],
)
def test_fil_14_without_such_an_entry_it_is_asked_and_not_refused(entries: tuple[Any, ...], day: str) -> None:
    found = standing(*entries, day=day)
    assert (found.status, found.register, found.rule_id) == (ASKED, None, "FIL-14")


def test_fil_14_the_unified_code_is_known_too() -> None:
    found = standing(an_entry(EnterpriseRegistered, UNIFIED))
    assert found.register == RegisterVersion(register="customs.enterprises", code=UNIFIED, version=1)


@pytest.mark.parametrize(("role", "granted"), [(PAYMENT, True), (MERCHANT, False)])
def test_fil_14_a_licence_grants_payment_institutions_only(role: EnterpriseRole, *, granted: bool) -> None:
    found = granted_by("forex", role, Registers([an_entry(LicenceIssued, CODE)]), (CODE,), DAY)
    assert (found is not None) == granted


def test_fil_14_an_agency_without_a_register_of_enterprises_is_asked() -> None:
    assert granted_by("inspection", MERCHANT, Registers([REGISTERED]), (CODE,), DAY) is None


def test_fil_14_nothing_is_granted_before_the_first_day() -> None:
    assert standing(REGISTERED, valid_from="20241112").status is ASKED
    assert standing(REGISTERED, valid_from="20241111").status is GRANTED


def test_what_stands_as_before_does_so_since_then() -> None:
    first = standing(REGISTERED, day="2024-11-11")
    assert standing(REGISTERED, day="2024-11-20", former=(first,)).since == "2024-11-11"
    assert standing(REGISTERED, day="2024-12-02", former=(first,)).since == "2024-12-02"


def test_in_another_role_it_stands_since_now() -> None:
    first = standing(day="2024-11-11")
    (found,) = stand(asked(a_filing(asking(role=AGENT))), (first,), Registers(), (CODE,), "2024-11-20")
    assert found.since == "2024-11-20"


def test_fil_15_a_filing_counts_on_its_last_day_and_passes_then_only() -> None:
    assert standing(REGISTERED, day="2024-11-20", valid_to="20241120").status is GRANTED


def test_fil_15_after_the_last_day_it_is_expired_and_not_granted() -> None:
    found = standing(REGISTERED, day="2024-11-21", valid_to="20241120")
    assert (found.status, found.register, found.rule_id, found.since) == (EXPIRED, None, "FIL-15", "2024-11-21")


def test_fil_15_what_is_asked_no_more_is_withdrawn_by_the_filing_that_says_so() -> None:
    former = stand(asked(a_filing(asking("customs"), asking("tax"))), (), Registers([REGISTERED]), (CODE,), DAY)
    (gone,) = withdrawn(former, former[1:], "another", "2024-11-12")
    assert (gone.agency, gone.status, gone.register, gone.rule_id) == ("customs", WITHDRAWN, None, "FIL-15")
    assert (gone.document_id, gone.since) == ("another", "2024-11-12")


def test_fil_15_what_is_still_asked_is_not_withdrawn() -> None:
    former = asked(a_filing())
    assert withdrawn(former, asked(a_filing(asking(role=AGENT))), "another", DAY) == ()


def test_what_a_filing_says_of_itself_is_told_with_each_qualification() -> None:
    (one,) = asked(a_filing(asking(registration_no="R-1"), valid_from="20241112", valid_to="20251111"))
    assert (one.enterprise_code, one.agency, one.role, one.registration_no) == (CODE, "customs", MERCHANT, "R-1")
    assert (one.valid_from, one.valid_to) == ("2024-11-12", "2025-11-11")


def test_without_days_a_filing_runs_from_its_acceptance_and_is_open() -> None:
    (one,) = asked(a_filing())
    assert (one.valid_from, one.valid_to) == (DAY, None)
