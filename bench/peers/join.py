"""
The topology that every contender runs, as pure functions: four documents are joined, three agencies decide.

Every Python contender calls these functions, and the Java one repeats them, so that what differs is how events come in,
how state is kept and how results go out. The rules are trivial on purpose; the records are the contract's own.

State of one order, one record of a kind each: what is on file of each document until the four have come; then the list
and a `Declaration` until the three decisions have come; then nothing.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from bench.peers import records
from contracts import topics
from contracts.common import Decision, Effect
from contracts.customs import DeclarationAccepted, DeclarationCleared
from contracts.customs_clearance import (
    Declaration,
    ListOnFile,
    OrderOnFile,
    PaymentOnFile,
    Standing,
    WaybillOnFile,
)
from contracts.forex import ForexDecided
from contracts.inspection import InspectionDecided
from contracts.tax import DutyAssessed, LineAssessed
from contracts.trade import ImportListSubmitted, ImportOrderSubmitted, ImportPaymentSubmitted, ImportWaybillSubmitted

Record = msgspec.Struct
Get = Callable[[type[Any]], Any]  # the order's state record of a kind, or None

DOCUMENTS: tuple[type[Record], ...] = (
    ImportOrderSubmitted,
    ImportPaymentSubmitted,
    ImportWaybillSubmitted,
    ImportListSubmitted,
)
DECISIONS: tuple[type[Record], ...] = (InspectionDecided, ForexDecided, DutyAssessed)
ON_FILE = (OrderOnFile, PaymentOnFile, WaybillOnFile, ListOnFile)
STATE: tuple[type[Record], ...] = (*ON_FILE, Declaration)

RECORDS: tuple[type[Record], ...] = (*DOCUMENTS, *DECISIONS, DeclarationAccepted, DeclarationCleared, *STATE)

VAT_PER_100_000 = 9_100  # 70 per cent of 13 per cent: what goods within the limits pay
RULES_VERSION = "peers-1"


class Change(NamedTuple):
    """What an event causes: state records put, kinds of state records deleted, events emitted."""

    puts: tuple[Record, ...] = ()
    deletes: tuple[type[Record], ...] = ()
    emits: tuple[Record, ...] = ()


NOTHING = Change()


class Agency(NamedTuple):
    """An application beside customs: where it writes, what, and how it decides."""

    topic: str
    decides: type[Record]
    decide: Callable[[DeclarationAccepted], Record]


def document(get: Get, event: Any) -> Change:
    """Put a document on file; with the fourth one, accept the declaration."""
    put = records.on_file(event)
    sent: list[Any] = []
    for kind in ON_FILE:
        record = put if type(put) is kind else get(kind)
        if record is None:
            return Change(puts=(put,))
        sent.append(record)
    order, payment, waybill, list_ = sent
    declaration = records.declaration(order, list_)
    documents = (
        records.order_ref(order),
        records.payment_ref(payment),
        records.waybill_ref(waybill),
        records.list_ref(list_),
    )
    accepted = DeclarationAccepted(
        subject=records.subject(list_, documents),
        content=records.content(payment, waybill, list_),
        rules=(),
        rules_version=RULES_VERSION,
        registers=(),
    )
    puts = (put, declaration) if put is list_ else (declaration,)
    return Change(puts, (OrderOnFile, PaymentOnFile, WaybillOnFile), (accepted,))


def decision(get: Get, event: Any) -> Change:
    """Note an agency's decision; with the third one, clear the declaration and forget the order."""
    declaration: Declaration | None = get(Declaration)
    if declaration is None:
        return NOTHING
    source = _SOURCES[type(event)]
    if any(standing.source == source for standing in declaration.standings):
        return NOTHING
    standings = (
        *declaration.standings,
        Standing(source=source, effect=event.decision.effect, reasons=event.decision.reasons),
    )
    if len(standings) < len(DECISIONS):
        return Change(puts=(msgspec.structs.replace(declaration, standings=standings),))
    list_: ListOnFile = get(ListOnFile)
    cleared = DeclarationCleared(
        subject=records.subject(list_, (records.list_ref(list_),)), cleared_at_ms=list_.accepted_at_ms
    )
    return Change(deletes=(ListOnFile, Declaration), emits=(cleared,))


def inspect(accepted: DeclarationAccepted) -> InspectionDecided:
    """Pass what weighs something."""
    return InspectionDecided(
        decision=Decision(
            declaration_id=accepted.subject.declaration_id,
            revision=accepted.subject.revision,
            effect=Effect.PASS if accepted.content.gross_weight_kg_e5 > 0 else Effect.HOLD,
            reasons=(),
            rules=(),
            rules_version=RULES_VERSION,
            registers=(),
        ),
        grade="B",
        release_mode="1",
        sampled=False,
    )


def settle(accepted: DeclarationAccepted) -> ForexDecided:
    """Pass what is paid."""
    return ForexDecided(
        decision=Decision(
            declaration_id=accepted.subject.declaration_id,
            revision=accepted.subject.revision,
            effect=Effect.PASS if accepted.content.amount_paid_cny_e5 > 0 else Effect.HOLD,
            reasons=(),
            rules=(),
            rules_version=RULES_VERSION,
            registers=(),
        ),
        payment_institution_code=accepted.content.payment_institution_code,
    )


def assess(accepted: DeclarationAccepted) -> DutyAssessed:
    """Assess every line at one rate of value-added tax, rounded down."""
    lines = tuple(
        LineAssessed(
            gnum=line.gnum,
            commodity_code=line.commodity_code,
            dutiable_cny_e5=line.total_price_cny_e5,
            duty_cny_e5=0,
            consumption_tax_cny_e5=0,
            vat_cny_e5=line.total_price_cny_e5 * VAT_PER_100_000 // 100_000,
        )
        for line in accepted.content.lines
    )
    vat = sum(line.vat_cny_e5 for line in lines)
    return DutyAssessed(
        decision=Decision(
            declaration_id=accepted.subject.declaration_id,
            revision=accepted.subject.revision,
            effect=Effect.PASS,
            reasons=(),
            rules=(),
            rules_version=RULES_VERSION,
            registers=(),
        ),
        tax_regime=accepted.content.tax_regime,
        guarantor_code=accepted.content.guarantor_code,
        duty_cny_e5=0,
        consumption_tax_cny_e5=0,
        vat_cny_e5=vat,
        total_cny_e5=vat,
        lines=lines,
        rated=(),
    )


AGENCIES: dict[str, Agency] = {
    "inspection": Agency(topics.INSPECTION_DECISIONS, InspectionDecided, inspect),
    "forex": Agency(topics.FOREX_DECISIONS, ForexDecided, settle),
    "tax": Agency(topics.TAX_ASSESSMENTS, DutyAssessed, assess),
}
APPLICATIONS = ("customs", *AGENCIES)

_SOURCES: dict[type[Any], str] = {
    InspectionDecided: "inspection",
    ForexDecided: "forex",
    DutyAssessed: "assessment",
}
