"""
Builders of declarations as the agencies see them: lifecycle events with goods lines, findings, register entries.

`a_declaration_accepted(...)` is one line of Japanese soap for 200 yuan; a test names only what it is about, whether
that is a field of the event's subject or of its content.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from contracts.agencies import SOURCES
from contracts.common import FindingAction, FindingRecorded, ParameterSet, Reason, TaxRegime
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationCleared,
    DeclarationContent,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    DeclaredLine,
    EnterpriseRegistered,
    GoodsFiled,
    Hold,
    WithdrawalCause,
)
from contracts.forex import LicenceIssued
from contracts.inspection import RiskRated
from contracts.tax import GuaranteeRegistered, RateSet
from contracts.topics import TOPICS
from deploy.register_files import FOLDER, read
from mesh.declared.processor import Context
from mesh.declared.registers import Registers

CNY = 100_000
"""One yuan in the unit of ``_cny_e5``."""

AT_MS = 1_731_290_400_000
"""2024-11-11 10:00 in China, ms UTC."""

KEY = b"GW1"
MERCHANT, INSTITUTION, GUARANTOR = "4401960M01", "4401960B01", "4401960A01"

E = TypeVar("E", DeclarationAccepted, DeclarationAmended)
ANSWERED: dict[str, Any] = {"rules": (), "rules_version": "1", "registers": ()}


def a_line(gnum: int = 1, **changes: Any) -> DeclaredLine:
    """One bar of soap from Japan."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "commodity_code": "3401110000",
        "origin_country_code": "116",
        "quantity_e5": 100_000,
        "unit_code": "142",
        "statutory_quantity_e5": 30_000,
        "statutory_unit_code": "035",
        "unit_price_cny_e5": 200 * CNY,
        "total_price_cny_e5": 200 * CNY,
    }
    return DeclaredLine(**{**fields, **changes})


def a_subject(**changes: Any) -> DeclarationSubject:
    """Which declaration: by default revision 1 of one of platform P01."""
    fields: dict[str, Any] = {
        "declaration_id": "d1" * 16,
        "revision": 1,
        "order_no": "GW1",
        "platform_code": "4401960P01",
        "merchant_code": MERCHANT,
        "agent_code": GUARANTOR,
        "customs_code": "5141",
        "cop_no": "C-GW1",
        "pre_entry_no": "B20241111000000001",
        "list_no": "51412024I000000001",
        "documents": (),
    }
    return DeclarationSubject(**{**fields, **changes})


def a_content(*lines: DeclaredLine, **changes: Any) -> DeclarationContent:
    """What is declared; the sums follow from the lines, freight and insurance unless they are named."""
    goods = lines or (a_line(),)
    value = sum(line.total_price_cny_e5 for line in goods)
    charges = changes.get("freight_cny_e5", 0) + changes.get("insurance_cny_e5", 0)
    fields: dict[str, Any] = {
        "trade_mode": "9610",
        "accepted_at_ms": AT_MS,
        "acceptance_date": "2024-11-11",
        "carrier_code": "4401960C01",
        "waybill_no": "W-GW1",
        "payment_institution_code": INSTITUTION,
        "payment_no": "P-GW1",
        "guarantor_code": GUARANTOR,
        "port_code": "5141",
        "departure_country_code": "116",
        "buyer_pseudonym": b"\x01" * 16,
        "quota_year": 2024,
        "amount_paid_cny_e5": value + charges,
        "freight_cny_e5": 0,
        "insurance_cny_e5": 0,
        "goods_value_cny_e5": value,
        "dutiable_cny_e5": value + charges,
        "deciders": tuple(SOURCES),
        "tax_regime": TaxRegime.PREFERENTIAL,
        "gross_weight_kg_e5": 100_000,
        "net_weight_kg_e5": 90_000,
        "lines": goods,
    }
    return DeclarationContent(**{**fields, **changes})


def a_declaration_accepted(*lines: DeclaredLine, **changes: Any) -> DeclarationAccepted:
    """A declaration up for decision; `changes` name fields of its subject or content."""
    return _declared(DeclarationAccepted, lines, changes)


def a_declaration_amended(*lines: DeclaredLine, revision: int = 2, **changes: Any) -> DeclarationAmended:
    """The same declaration with its list changed."""
    return _declared(DeclarationAmended, lines, {"revision": revision, **changes})


def a_declaration_held(*hold_ids: str, agency: str = "tax", **changes: Any) -> DeclarationHeld:
    """The declaration waits for these holds."""
    reason = Reason(code="99301", rule_id="TAX-12", text_zh="担保额度不足", text_en="short")
    holds = tuple(Hold(hold_id=hold_id, agency=agency, reason=reason) for hold_id in hold_ids)
    return DeclarationHeld(subject=a_subject(**changes), return_status="300", holds=holds)


def a_declaration_cleared(cleared_at_ms: int = AT_MS, **changes: Any) -> DeclarationCleared:
    """The declaration is released."""
    return DeclarationCleared(subject=a_subject(**changes), cleared_at_ms=cleared_at_ms)


def a_declaration_refused(**changes: Any) -> DeclarationRefused:
    """The declaration is refused."""
    subject = a_subject(**changes)
    return DeclarationRefused(
        subject=subject, return_status="100", reasons=(), documents=(), rules=(), rules_version="1", registers=()
    )


def a_declaration_withdrawn(**changes: Any) -> DeclarationWithdrawn:
    """The declaration is withdrawn."""
    return DeclarationWithdrawn(subject=a_subject(**changes), cause=WithdrawalCause.CANCELLED, documents=())


def a_finding(hold_id: str, action: FindingAction = FindingAction.RELEASE, **changes: Any) -> FindingRecorded:
    """An officer's decision about a hold."""
    fields: dict[str, Any] = {
        "finding_id": f"finding-on-{hold_id}-{action}",
        "agency": "inspection",
        "declaration_id": a_subject().declaration_id,
        "revision": 1,
        "hold_id": hold_id,
        "action": action,
        "officer": "officer-7",
        "authority": "order 249",
        "reason": "seen",
        "found_at_ms": AT_MS,
    }
    return FindingRecorded(**{**fields, **changes})


def an_entry(kind: type[Any], code: str, **changes: Any) -> Any:
    """A register entry that is in force since the channel exists; `changes` name its own fields."""
    defaults: dict[type[Any], dict[str, Any]] = {
        ParameterSet: {},
        RiskRated: {"grade": "B", "text_zh": "风险", "text_en": "risk"},
        EnterpriseRegistered: {"name_zh": "企业", "roles": ("merchant",), "credit_grade": "REGULAR"},
        LicenceIssued: {"licence_no": f"L-{code}", "single_limit_cny_e5": 350_000 * CNY},
        GuaranteeRegistered: {"amount_cny_e5": 1_000 * CNY},
        GoodsFiled: {"commodity_code": "3304990000", "name_zh": "面霜", "specification": "20g/瓶"},
        RateSet: {"name_zh": "商品", "mfn_pct": "10", "vat_class": "standard", "consumption_pct": "0"},
    }
    fields = {"code": code, "version": 1, "valid_from": "2016-04-08", "source": "test", **defaults.get(kind, {})}
    return kind(**{**fields, **changes})


@cache
def register_file(topic: str) -> tuple[Any, ...]:
    """Return the entries of one register as the project ships it."""
    entries, problems = read(FOLDER / f"{topic}.csv", TOPICS[topic])
    assert problems == []
    return tuple(entry.record for entry in entries)


def a_context(*entries: Any, **changes: Any) -> Context:
    """What a step may know, with these register entries."""
    fields: dict[str, Any] = {"at_ms": AT_MS, "cause_id": "cause", "key": KEY, "partition": 0, "partitions": 4}
    return Context(**{**fields, "registers": Registers(entries), **changes})


def _declared(kind: Callable[..., E], lines: tuple[DeclaredLine, ...], changes: dict[str, Any]) -> E:
    of_subject = {field.name for field in msgspec.structs.fields(DeclarationSubject)}
    subject = {name: value for name, value in changes.items() if name in of_subject}
    content = {name: value for name, value in changes.items() if name not in of_subject}
    return kind(subject=a_subject(**subject), content=a_content(*lines, **content), **ANSWERED)
