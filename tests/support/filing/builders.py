"""Builders of filings: `a_filing()` is one of a merchant that asks customs; a test names only what it is about."""

import hashlib
from typing import Any

from contracts.common import Operation, ParameterSet, PersonDigests
from contracts.trade import EnterpriseFilingSubmitted, EnterpriseRole, QualificationAsked, SubjectKind
from tests.support.customs.builders import TEN_O_CLOCK

CODE, UNIFIED, SOLE_TRADER = "9901160061", "91330100MADEM0060R", "92330100MADEM0061R"
DAY = "2024-11-11"
AHEAD = ParameterSet(
    code="app_time_ahead_seconds", version=1, valid_from="2014-01-01", valid_to=None, source="test", value="300"
)


def asking(
    agency: str = "customs", role: EnterpriseRole = EnterpriseRole.MERCHANT, registration_no: str | None = None
) -> QualificationAsked:
    """A line: a qualification asked."""
    return QualificationAsked(agency=agency, role=role, registration_no=registration_no)


def a_filing(*lines: QualificationAsked, **changes: Any) -> EnterpriseFilingSubmitted:
    """The filing of an application enterprise at ten o'clock; its digest and id follow from what is changed."""
    fields: dict[str, Any] = {
        "sender_code": CODE,
        "batch_id": "01JCCQ4M8E7Y3V5T2R9W6K1N0F",
        "batch_index": 0,
        "accepted_at_ms": TEN_O_CLOCK,
        "guid": "4F0E2A7C-9D3B-4C61-8E55-0A1B2C3D4E5F",
        "operation": Operation.ADD,
        "draft": False,
        "app_time": "20241111095900",
        "personal": b"encrypted",
        "personal_key_id": "2024-11-11/trade",
        "person_digests": (PersonDigests(quota_year=2024),),
        "enterprise_code": CODE,
        "unified_code": UNIFIED,
        "enterprise_name": "样例汇川国际贸易有限公司",
        "subject_kind": SubjectKind.APPLICATION,
        "registered_address": "杭州市样例路 1 号",
        "business_scope": "货物进出口；互联网销售",
        "lines": lines or (asking(),),
    }
    fields |= changes
    digest = hashlib.sha256(repr(sorted((name, str(value)) for name, value in fields.items())).encode())
    return EnterpriseFilingSubmitted(
        **{"content_digest": digest.digest(), "document_id": digest.hexdigest()[:32], **fields}
    )
