"""
Export declarations that the customs declaration system decided on, as merchant or declaring enterprise tell them.

One counts per entry number of a merchant. One that is recorded is certified once; a change puts another certificate in
the place of the first, a deletion withdraws it. It names a departure that has happened, so none is certified before.
"""

from typing import Final

from msgspec.structs import replace

from agency.judging import DELETE, judgement
from contracts import topics
from contracts.common import Submission
from contracts.customs import (
    Certificate,
    CertificateUse,
    ConsolidatedLine,
    DocumentJudged,
    ExportDeclarationOnFile,
    ExportDeclarationStatus,
)
from contracts.customs_consolidation import Declared, Entered
from contracts.documents import EXPORT_DECLARATION
from contracts.trade import ExportDeclarationLine, ExportDeclarationSubmitted
from customs import reference
from customs.consolidation import certificates, entering, merging
from customs.consolidation.desk import Desk, named
from customs.rules import RULES_VERSION
from customs.rules.documents.waybill_status import happened_at_ms
from customs.rules.export import tariff
from customs.rules.export.registers import on_date
from mesh.declared.processor import NOTHING, Context, Effects, State

NO_REFUND: Final = "no-refund"
"""Condition of goods for which no refund is granted (`ExportConditionsSet`)."""


def submitted(state: State, event: ExportDeclarationSubmitted, context: Context) -> Effects:
    """Judge an export declaration; one that takes effect is certified, or its certificate withdrawn."""
    desk = Desk(state, context, context.key.decode())
    key = named(event.entry_no)
    former = desk.get(Declared, key)
    around = entering.Around(
        registers=desk.registers,
        date=reference.date_of(event.accepted_at_ms),
        on_file=former.on_file if former is not None else None,
        is_consolidated=desk.get(Entered, key) is not None,
    )
    judged = entering.JUDGE.rule_on(event, former.submission if former is not None else None, context.cause_id, around)
    if judged is None:
        return NOTHING
    verdict = judgement(EXPORT_DECLARATION, event, judged.ruling, RULES_VERSION)
    desk.emit(topics.CUSTOMS_CONSOLIDATION_DOCUMENTS, DocumentJudged(judgement=verdict))
    declared = _with(former, judged.kept)
    if judged.ruling.recorded:
        declared = _deleted(desk, declared) if event.operation is DELETE else _recorded(desk, declared, event)
    desk.put(declared, key)
    return desk.effects()


def _with(former: Declared | None, submission: Submission) -> Declared:
    """Return what is on file under an entry number with its newest submission."""
    if former is None:
        return Declared(submission=submission, on_file=None, certificates=0)
    return replace(former, submission=submission)


def _recorded(desk: Desk, declared: Declared, event: ExportDeclarationSubmitted) -> Declared:
    """Record a declaration, certify it in the place of what was certified, and tell how it stands."""
    withdrawn = _withdrawn(desk, declared)
    lines = tuple(map(_line, event.lines))
    certificate_no = None
    if certificates.is_automatic(desk):
        certificate_no = f"{event.entry_no}{declared.certificates + 1:02}"
        certificates.issue(desk, _certificate(desk, event, certificate_no, lines), withdrawn)
    on_file = ExportDeclarationOnFile(
        merchant_code=event.merchant_code,
        entry_no=event.entry_no,
        status=ExportDeclarationStatus.RECORDED,
        order_no=event.order_no,
        agent_code=event.agent_code,
        customs_code=event.customs_code,
        trade_mode=event.trade_mode,
        departed_on=reference.date_of(_departed_ms(event)),
        line_count=len(lines),
        amounts=certificates.amounts(lines),
        gross_weight_kg_e5=event.gross_weight_kg_e5,
        net_weight_kg_e5=event.net_weight_kg_e5,
        recorded_on=reference.date_of(desk.context.at_ms),
        withdrawn_on=None,
        certificate_no=certificate_no,
    )
    count = declared.certificates if certificate_no is None else declared.certificates + 1
    return _told(desk, replace(declared, certificates=count), on_file)


def _deleted(desk: Desk, declared: Declared) -> Declared:
    """Withdraw a declaration and its certificate."""
    _withdrawn(desk, declared)
    if declared.on_file is None:
        return declared
    gone = replace(
        declared.on_file,
        status=ExportDeclarationStatus.WITHDRAWN,
        withdrawn_on=reference.date_of(desk.context.at_ms),
        certificate_no=None,
    )
    return _told(desk, declared, gone)


def _withdrawn(desk: Desk, declared: Declared) -> str | None:
    """Withdraw the certificate in force and return its number, None if there is none."""
    on_file = declared.on_file
    if on_file is None or on_file.certificate_no is None:
        return None
    certificates.withdraw(desk, on_file.certificate_no, on_file.agent_code, None, on_file.merchant_code)
    return on_file.certificate_no


def _told(desk: Desk, declared: Declared, on_file: ExportDeclarationOnFile) -> Declared:
    """Keep how a declaration stands, and tell it."""
    key = f"{on_file.merchant_code}/{on_file.entry_no}"
    desk.emit(topics.CUSTOMS_EXPORT_DECLARATIONS, on_file, key)
    return replace(declared, on_file=on_file)


def _certificate(
    desk: Desk, event: ExportDeclarationSubmitted, certificate_no: str, lines: tuple[ConsolidatedLine, ...]
) -> Certificate:
    departed_ms = _departed_ms(event)
    return Certificate(
        certificate_no=certificate_no,
        declaration_seq_no=None,
        entry_no=event.entry_no,
        list_no=None,
        merchant_code=event.merchant_code,
        agent_code=event.agent_code,
        owner_code=None,
        owner_name=None,
        customs_code=event.customs_code,
        trade_mode=event.trade_mode,
        departed_from_ms=departed_ms,
        departed_until_ms=departed_ms,
        amounts=certificates.amounts(lines),
        gross_weight_kg_e5=event.gross_weight_kg_e5,
        net_weight_kg_e5=event.net_weight_kg_e5,
        lines=lines,
        uses=_uses(desk, event),
        issued_at_ms=desk.context.at_ms,
        seal=b"",
    )


def _uses(desk: Desk, event: ExportDeclarationSubmitted) -> tuple[CertificateUse, ...]:
    """
    Return what a certificate may be used for: refund where some of the goods may have it on the day of departure.

    Goods of a special area (1210) have had theirs when they entered it.
    """
    if event.trade_mode == merging.BONDED:
        return certificates.OF_SIMPLIFIED
    lookup = on_date(desk.registers, reference.date_of(_departed_ms(event)))
    codes = (line.commodity_code for line in event.lines)
    is_refundable = any(NO_REFUND not in tariff.conditions(code, tariff.WHOLE, lookup) for code in codes)
    return certificates.OF_DECLARATION if is_refundable else certificates.OF_SIMPLIFIED


def _line(line: ExportDeclarationLine) -> ConsolidatedLine:
    return ConsolidatedLine(
        line_no=line.gnum,
        destination_country_code=line.destination_country_code,
        commodity_code=line.commodity_code,
        goods_name=line.goods_name,
        currency_code=line.currency_code,
        value_e5=line.value_e5,
        unit_code=line.unit_code,
        quantity_e5=line.quantity_e5,
        statutory_unit_code=line.statutory_unit_code,
        statutory_quantity_e5=line.statutory_quantity_e5,
        second_unit_code=line.second_unit_code,
        second_quantity_e5=line.second_quantity_e5,
    )


def _departed_ms(event: ExportDeclarationSubmitted) -> int:
    """Return when the goods left, ms UTC; of what passed the checks it is a time that exists."""
    return happened_at_ms(event.departed_at) or 0
