"""
What customs certifies of goods that have left: one certificate in force per declaration or simplified list.

A certificate is made of closed lists, or of a declaration that names its departure (`declarations`), so none comes
before that; and where one is in force none is made.
A list that is reopened withdraws it; another stands in its place for what is left. A list with simplified
classification is certified for foreign exchange and exemption, never for refund (EXP-06).
"""

import hashlib
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from contracts import topics
from contracts.common import ParameterSet
from contracts.customs import (
    Certificate,
    CertificateAmount,
    CertificateIssued,
    CertificateOnFile,
    CertificateStatus,
    CertificateUse,
    CertificateWithdrawn,
    ConsolidatedLine,
    ListClosed,
)
from contracts.customs_consolidation import Draft, Left, Place
from customs import reference
from customs.consolidation import merging
from customs.consolidation.desk import Desk

AUTOMATIC: Final = "export.certificates_automatic"
OF_DECLARATION: Final = (CertificateUse.EXCHANGE, CertificateUse.REFUND, CertificateUse.EXEMPTION)
OF_SIMPLIFIED: Final = (CertificateUse.EXCHANGE, CertificateUse.EXEMPTION)


def uses_of(trade_mode: str) -> tuple[CertificateUse, ...]:
    """Return what the certificate of a declaration is for: goods of a special area had their refund on entering it."""
    return OF_SIMPLIFIED if trade_mode == merging.BONDED else OF_DECLARATION


def of_declaration(desk: Desk, draft: Draft, replaces: str | None = None) -> Draft:
    """Issue the certificate of a declaration that has its number, unless one is in force or nothing is left of it."""
    left = left_of(draft)
    if draft.entry_no is None or draft.certificate_no is not None or not left.lines or not is_automatic(desk):
        return draft
    number = f"{draft.declaration_seq_no}{draft.certificates + 1:02}"
    head = draft.head
    certificate = Certificate(
        certificate_no=number,
        declaration_seq_no=draft.declaration_seq_no,
        entry_no=draft.entry_no,
        list_no=None,
        merchant_code=head.merchant_code,
        agent_code=head.agent_code,
        owner_code=head.owner_code,
        owner_name=head.owner_name,
        customs_code=head.customs_code,
        trade_mode=head.trade_mode,
        departed_from_ms=draft.departed_from_ms,
        departed_until_ms=draft.departed_until_ms,
        amounts=amounts(left.lines),
        gross_weight_kg_e5=left.gross_weight_kg_e5,
        net_weight_kg_e5=left.net_weight_kg_e5,
        lines=left.lines,
        uses=uses_of(head.trade_mode),
        issued_at_ms=desk.context.at_ms,
        seal=b"",
    )
    issue(desk, certificate, replaces)
    return replace(draft, certificates=draft.certificates + 1, certificate_no=number)


def of_list(desk: Desk, event: ListClosed, place: Place) -> Place:
    """Issue the certificate of a list with simplified classification, unless one is in force."""
    if place.certificate_no is not None or not place.closed or not is_automatic(desk):
        return place
    subject, content = event.subject, event.content
    number = f"{subject.list_no}{place.certificates + 1:02}"
    lines = merging.merged(content.lines, by_name=True)
    certificate = Certificate(
        certificate_no=number,
        declaration_seq_no=None,
        entry_no=None,
        list_no=subject.list_no,
        merchant_code=subject.merchant_code,
        agent_code=subject.agent_code,
        owner_code=content.owner_code,
        owner_name=content.owner_name if content.owner_code == merging.UNREGISTERED else None,
        customs_code=subject.customs_code,
        trade_mode=content.trade_mode,
        departed_from_ms=event.closed_at_ms,
        departed_until_ms=event.closed_at_ms,
        amounts=amounts(lines),
        gross_weight_kg_e5=content.gross_weight_kg_e5,
        net_weight_kg_e5=content.net_weight_kg_e5,
        lines=lines,
        uses=OF_SIMPLIFIED,
        issued_at_ms=desk.context.at_ms,
        seal=b"",
    )
    issue(desk, certificate, None)
    return replace(place, certificates=place.certificates + 1, certificate_no=number)


def withdraw(desk: Desk, certificate_no: str, agent_code: str, list_no: str | None, merchant_code: str) -> None:
    """Withdraw a certificate, because a list in it was reopened; list_no None: because its declaration changed."""
    event = CertificateWithdrawn(
        certificate_no=certificate_no,
        merchant_code=merchant_code,
        agent_code=agent_code,
        list_no=list_no,
        withdrawn_at_ms=desk.context.at_ms,
    )
    desk.emit(topics.CUSTOMS_CERTIFICATES, event)
    on_file = desk.need(CertificateOnFile, certificate_no)
    _file(
        desk,
        replace(
            on_file,
            status=CertificateStatus.WITHDRAWN,
            withdrawn_on=reference.date_of(desk.context.at_ms),
            withdrawn_for=list_no,
        ),
    )


def issue(desk: Desk, certificate: Certificate, replaces: str | None) -> None:
    """Tell a certificate, sealed, and how it stands."""
    certificate = sealed(certificate)
    desk.emit(topics.CUSTOMS_CERTIFICATES, CertificateIssued(certificate=certificate, replaces=replaces))
    _file(
        desk,
        CertificateOnFile(
            certificate_no=certificate.certificate_no,
            status=CertificateStatus.IN_FORCE,
            merchant_code=certificate.merchant_code,
            agent_code=certificate.agent_code,
            owner_code=certificate.owner_code,
            customs_code=certificate.customs_code,
            trade_mode=certificate.trade_mode,
            declaration_seq_no=certificate.declaration_seq_no,
            entry_no=certificate.entry_no,
            list_no=certificate.list_no,
            departed_from=reference.date_of(certificate.departed_from_ms),
            departed_until=reference.date_of(certificate.departed_until_ms),
            amounts=certificate.amounts,
            uses=certificate.uses,
            issued_on=reference.date_of(certificate.issued_at_ms),
            withdrawn_on=None,
            withdrawn_for=None,
            replaces=replaces,
            seal=certificate.seal.hex(),
        ),
    )


def _file(desk: Desk, on_file: CertificateOnFile) -> None:
    """Keep how a certificate stands, and tell it."""
    desk.put(on_file, on_file.certificate_no)
    desk.emit(topics.CUSTOMS_EXPORT_CERTIFICATES, on_file, on_file.certificate_no)


def left_of(draft: Draft) -> Left:
    """Return what is left of a declaration."""
    if draft.left is not None:
        return draft.left
    return Left(lines=draft.lines, gross_weight_kg_e5=draft.gross_weight_kg_e5, net_weight_kg_e5=draft.net_weight_kg_e5)


def amounts(lines: Iterable[ConsolidatedLine]) -> tuple[CertificateAmount, ...]:
    """Return the value of lines by currency."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.currency_code] = sums.get(line.currency_code, 0) + line.value_e5
    return tuple(CertificateAmount(currency_code=code, value_e5=sums[code]) for code in sorted(sums))


def sealed(certificate: Certificate) -> Certificate:
    """Return a certificate with its seal."""
    return replace(certificate, seal=seal_of(certificate))


def seal_of(certificate: Certificate) -> bytes:
    """Return the SHA-256 over a certificate as JSON without its seal: keys sorted, no white space, UTF-8."""
    content: dict[str, Any] = msgspec.to_builtins(certificate)
    del content["seal"]
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).digest()


def is_automatic(desk: Desk) -> bool:
    """Whether customs certifies without being asked."""
    date = reference.date_of(desk.context.at_ms)
    return desk.registers.need(ParameterSet, AUTOMATIC, date).value == "on"
