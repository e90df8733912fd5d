"""Which parts of the console an organisation is shown. What it may do there is the gateway's word, not this table's."""

from typing import NamedTuple

from contracts.document import Document
from contracts.documents import DOCUMENTS
from contracts.topics import TOPICS
from edge.access.principal import Principal
from edge.access.roles import STAFF, agencies_of
from edge.access.sending import may_send

AUDITOR, OPERATOR, REGISTRAR = "auditor", "operator", "registrar:"


class Part(NamedTuple):
    """A part of the console: its address, and the key of its name in `texts`."""

    path: str
    name: str


PARCELS = Part("/parcels", "nav.parcels")
RECEIPTS = Part("/receipts", "nav.receipts")
SUBMIT = Part("/documents", "nav.submit")
WORKLIST = Part("/worklist", "nav.worklist")
FLOW = Part("/flow", "nav.flow")
EXPLAIN = Part("/explain", "nav.explain")
REGISTERS = Part("/registers", "nav.registers")
VIEWS = Part("/views", "nav.views")
CODES = Part("/codes", "nav.codes")
OPERATIONS = Part("/operations", "nav.operations")


def parts_for(principal: Principal) -> tuple[Part, ...]:
    """Return the parts in the order of the navigation; the first is where one arrives."""
    staff = bool(STAFF & principal.roles)
    parts: list[Part] = []
    if agencies_of(principal):
        parts += [WORKLIST, PARCELS, FLOW]
    elif staff:
        parts += [FLOW, PARCELS, WORKLIST]
    elif principal.codes:
        parts += [PARCELS, RECEIPTS]
        if documents_sent_by(principal):
            parts.append(SUBMIT)
    if principal.has_role(AUDITOR) or agencies_of(principal):
        parts.append(EXPLAIN)
    if staff or agencies_of(principal) or any(role.startswith(REGISTRAR) for role in principal.roles):
        parts.append(REGISTERS)
    parts += [VIEWS, CODES]
    if staff:
        parts.append(OPERATIONS)
    return tuple(parts)


def documents_sent_by(principal: Principal) -> tuple[Document, ...]:
    """Return the document types that this organisation may send at all; whether this one, the gateway says."""
    if not principal.codes:
        return ()
    return tuple(document for document in DOCUMENTS if may_send(document.document_type, principal.rights))


def registers_kept_by(principal: Principal) -> frozenset[str]:
    """Return the registers whose changes this organisation proposes and decides: those of its agencies."""
    owners = {role.removeprefix(REGISTRAR) for role in principal.roles if role.startswith(REGISTRAR)}
    return frozenset(topic.name for topic in TOPICS.values() if topic.kept and topic.owner in owners)


def sees(principal: Principal, part: Part) -> bool:
    """Tell whether a part is for this organisation."""
    return part in parts_for(principal)
