"""
Who may send which document, by role and by the field that names the sender: `sent_by` of the document. Pure.

Each sends what names itself. An organisation with a written commitment of liability also sends in the place of others
(IMP-01), in the role that the document names for that.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from contracts.common import DocumentType
from contracts.documents import BY_TYPE, Party

EVERYONES = "enterprise"
"""The role that every organisation has: it names an enterprise, whatever that does."""
ROLE_MISSING, FOREIGN_PARTY = "type_not_permitted", "party_foreign"


class Rights(NamedTuple):
    """What an organisation may send by: its codes, its roles, whether it has committed itself. Kept with each batch."""

    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    committed: bool = False


class Denied(NamedTuple):
    """Why a document may not be sent: a code, the element at fault if one is, and who may send it."""

    code: str
    element: str
    who_zh: str
    who_en: str


def may_send(document_type: DocumentType, rights: Rights) -> bool:
    """Tell whether an organisation may send documents of a type at all: those that name it, or those of others."""
    denied = deny(document_type, {}, rights)
    return denied is None or denied.code != ROLE_MISSING


def own_parties(document_type: DocumentType, rights: Rights) -> tuple[Party, ...]:
    """Return the parties of a document as which an organisation sends what names itself."""
    senders = BY_TYPE[document_type].sent_by
    return tuple(party for party in senders.own if party.role == EVERYONES or party.role in rights.roles)


def deny(document_type: DocumentType, fields: Mapping[str, Any], rights: Rights) -> Denied | None:
    """
    Return why an organisation may not send a document, or None if it may.

    IMP-01: only in a role that sends this type, and only what names the sender in that role, unless it has
    committed itself in writing to send in the place of others.
    """
    senders = BY_TYPE[document_type].sent_by
    if rights.committed and senders.in_place in rights.roles:
        return None
    own = own_parties(document_type, rights)
    if not own:
        return Denied(ROLE_MISSING, "", senders.zh, senders.en)
    if any(fields.get(party.field) in rights.codes for party in own):
        return None
    return Denied(FOREIGN_PARTY, own[0].element, senders.zh, senders.en)
