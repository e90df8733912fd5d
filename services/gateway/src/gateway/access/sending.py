"""
Who may send which document, by role and by the field that names the sender (message map of the specification). Pure.

An order comes from its merchant or platform, a payment from its institution, a waybill from its carrier, a list and a
cancellation from the merchant or its agent: each sends what names itself. An organisation with a written commitment of
liability also sends in the place of others (IMP-01): a courier orders, payments and waybills, an agent lists
and cancellations.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from contracts.common import DocumentType

ROLE_MISSING, FOREIGN_PARTY = "type_not_permitted", "party_foreign"


class Rights(NamedTuple):
    """What an organisation may send by: its codes, its roles, whether it has committed itself. Kept with each batch."""

    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    committed: bool = False


class Rule(NamedTuple):
    """
    Who sends a document type.

    own: role, the element that names its holder, and the record's field of it. in_place: the role that, with a
    commitment, sends it in the place of others.
    """

    own: tuple[tuple[str, str, str], ...]
    in_place: str
    zh: str
    en: str


_MERCHANT = ("merchant", "ebcCode", "merchant_code")
_PLATFORM = ("platform", "ebpCode", "platform_code")
_LIST = Rule(
    (_MERCHANT, ("agent", "agentCode", "agent_code")),
    "agent",
    "电商企业或其申报企业",
    "the merchant or its declaring agent",
)

RULES: Mapping[DocumentType, Rule] = {
    DocumentType.IMPORT_ORDER: Rule(
        (_MERCHANT, _PLATFORM),
        "carrier",
        "电商企业、电商平台，或有书面承诺的物流企业",
        "the merchant, the platform, or a courier with a written commitment",
    ),
    DocumentType.IMPORT_PAYMENT: Rule(
        (("payment", "payCode", "payment_institution_code"),),
        "carrier",
        "支付企业，或有书面承诺的物流企业",
        "the payment institution, or a courier with a written commitment",
    ),
    DocumentType.IMPORT_WAYBILL: Rule(
        (("carrier", "logisticsCode", "carrier_code"),), "carrier", "物流企业", "the carrier"
    ),
    DocumentType.IMPORT_LIST: _LIST,
    DocumentType.IMPORT_CANCELLATION: _LIST,
}


class Denied(NamedTuple):
    """Why a document may not be sent: a code, the element at fault if one is, and who may send it."""

    code: str
    element: str
    who_zh: str
    who_en: str


def deny(document_type: DocumentType, fields: Mapping[str, Any], rights: Rights) -> Denied | None:
    """
    Return why an organisation may not send a document, or None if it may.

    IMP-01: only in a role that sends this type, and only what names the sender in that role, unless it has
    committed itself in writing to send in the place of others.
    """
    rule = RULES[document_type]
    if rights.committed and rule.in_place in rights.roles:
        return None
    held = [(element, field) for role, element, field in rule.own if role in rights.roles]
    if not held:
        return Denied(ROLE_MISSING, "", rule.zh, rule.en)
    if any(fields.get(field) in rights.codes for _, field in held):
        return None
    return Denied(FOREIGN_PARTY, held[0][0], rule.zh, rule.en)
