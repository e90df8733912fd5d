"""How the qualifications stand for which an enterprise asks (FIL-14, FIL-15)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from contracts import topics
from contracts.common import RegisterVersion
from contracts.customs import EnterpriseRegistered
from contracts.filing import QualificationRecorded, QualificationStatus
from contracts.forex import LicenceIssued
from contracts.trade import EnterpriseFilingSubmitted, EnterpriseRole, QualificationAsked
from filing.enterprises.period import period_of
from mesh.declared.registers import Registers

RULES_VERSION = "filing 1"
STANDS, ENDS = "FIL-14", "FIL-15"
LICENSED = (EnterpriseRole.PAYMENT,)
"""The roles that a licence of foreign exchange grants."""


class Register(NamedTuple):
    """The register in which an agency has its enterprises by code: its topic and the kind of its entries."""

    topic: str
    kind: type[Any]


REGISTERS: Mapping[str, Register] = {
    "customs": Register(topics.CUSTOMS_ENTERPRISES, EnterpriseRegistered),
    "forex": Register(topics.FOREX_LICENCES, LicenceIssued),
}
"""By agency; one without a register of enterprises grants elsewhere, and is asked."""


def asked(filing: EnterpriseFilingSubmitted) -> tuple[QualificationRecorded, ...]:
    """Return the qualifications for which a filing asks, on its first day and before anybody has looked."""
    period = period_of(filing)
    return tuple(_of_line(filing, line, period.first, period.last) for line in filing.lines)


def stand(
    wanted: Sequence[QualificationRecorded],
    former: Sequence[QualificationRecorded],
    registers: Registers,
    codes: Sequence[str],
    day: str,
) -> tuple[QualificationRecorded, ...]:
    """
    Return how qualifications stand on a day: expired (FIL-15), else as the registers have it (FIL-14).

    former: as they stood; what stands as before does so since then. codes: under which the enterprise may be known.
    """
    before = {(one.agency, one.role): one for one in former}
    return tuple(_on(one, before.get((one.agency, one.role)), registers, codes, day) for one in wanted)


def withdrawn(
    former: Sequence[QualificationRecorded], kept: Sequence[QualificationRecorded], document_id: str, day: str
) -> tuple[QualificationRecorded, ...]:
    """FIL-15: return those of the former that a filing asks no more, as withdrawn by it."""
    there = {(one.enterprise_code, one.agency) for one in kept}
    return tuple(
        replace(
            one,
            status=QualificationStatus.WITHDRAWN,
            since=day,
            register=None,
            document_id=document_id,
            rule_id=ENDS,
            rules_version=RULES_VERSION,
        )
        for one in former
        if (one.enterprise_code, one.agency) not in there
    )


def granted_by(
    agency: str, role: EnterpriseRole, registers: Registers, codes: Sequence[str], day: str
) -> RegisterVersion | None:
    """FIL-14: return the entry by which an agency has an enterprise in a role on a day, or None."""
    register = REGISTERS.get(agency)
    if register is None:
        return None
    for code in codes:
        entry = registers.find(register.kind, code, day)
        if entry is not None and _is_in_role(entry, role):
            return RegisterVersion(register=register.topic.removesuffix(".v1"), code=code, version=entry.version)
    return None


def _is_in_role(entry: Any, role: EnterpriseRole) -> bool:
    """Whether an entry has its enterprise in a role: it names its roles, or grants those of a licence."""
    if isinstance(entry, EnterpriseRegistered):
        return role.lower() in entry.roles
    return role in LICENSED


def _on(
    one: QualificationRecorded,
    before: QualificationRecorded | None,
    registers: Registers,
    codes: Sequence[str],
    day: str,
) -> QualificationRecorded:
    status, rule_id, register = QualificationStatus.EXPIRED, ENDS, None
    if one.valid_to is None or day <= one.valid_to:
        if day >= one.valid_from:
            register = granted_by(one.agency, one.role, registers, codes, day)
        status = QualificationStatus.ASKED if register is None else QualificationStatus.GRANTED
        rule_id = STANDS
    since = before.since if before is not None and before.status is status else day
    return replace(one, status=status, since=since, register=register, rule_id=rule_id)


def _of_line(
    filing: EnterpriseFilingSubmitted, line: QualificationAsked, first: str, last: str | None
) -> QualificationRecorded:
    return QualificationRecorded(
        enterprise_code=filing.enterprise_code,
        agency=line.agency,
        enterprise_name=filing.enterprise_name,
        subject_kind=filing.subject_kind,
        role=line.role,
        registration_no=line.registration_no,
        status=QualificationStatus.ASKED,
        since=first,
        valid_from=first,
        valid_to=last,
        register=None,
        document_id=filing.document_id,
        rule_id=STANDS,
        rules_version=RULES_VERSION,
    )
