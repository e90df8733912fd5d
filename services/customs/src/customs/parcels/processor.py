"""
What parcels reads and which step works it.

Claims come with every waybill, statuses with few: of a claim that changes nothing, and of every payment's, nothing is
written.
"""

from agency.judging import DELETE, judgement
from contracts import topics
from contracts.common import Operation
from contracts.customs import DocumentJudged, NumberClaimRequested, NumberKind, ParcelSighted
from contracts.customs_numbers import Holding
from contracts.customs_parcels import Sighting, Waybill
from contracts.documents import WAYBILL_STATUS
from contracts.trade import WaybillStatusSubmitted
from customs import reference
from customs.numbers import uniqueness
from customs.parcels import on_file
from customs.parcels.judging import judge_of
from customs.rules import RULES_VERSION
from customs.rules.documents.waybill_status import happened_at_ms
from mesh.declared.keys import number_key
from mesh.declared.processor import NOTHING, Context, Effects, Emit, Processor, Route, State

WAYBILL = NumberKind.WAYBILL


def submitted(state: State, event: WaybillStatusSubmitted, context: Context) -> Effects:
    """Judge a status; one that is recorded is told to the order that holds the number, or waits for its claim."""
    key, at_ms = number_key(WAYBILL, event.carrier_code, event.waybill_no), event.accepted_at_ms
    date = reference.date_of(at_ms)
    months = reference.waybill_months(context.registers, date)
    former = state.get(Waybill, key)
    holding = on_file.in_force(state.get(Holding, key), at_ms, months)
    judge = judge_of(on_file.on_record(former, holding, at_ms, months), context.registers, date)
    judged = judge.rule_on(event, former.submission if former is not None else None, context.cause_id)
    if judged is None:
        return NOTHING
    verdict = DocumentJudged(judgement=judgement(WAYBILL_STATUS, event, judged.ruling, RULES_VERSION))
    outputs: tuple[Emit, ...] = (Emit(topics.CUSTOMS_PARCEL_DOCUMENTS, context.key, verdict),)
    sighting = former.sighting if former is not None else None
    if judged.ruling.recorded:
        before, sighting = sighting, _recorded(event, sighting, holding)
        told = sighting if event.operation is not DELETE else before
        if told is not None:
            outputs += _tell(event.carrier_code, told, event.operation, event.document_id)
    return Effects(puts=((key, Waybill(submission=judged.kept, sighting=sighting)),), outputs=outputs)


def _recorded(event: WaybillStatusSubmitted, before: Sighting | None, holding: Holding | None) -> Sighting | None:
    """Return the status on file after a document; a changed one stays the order's that was told."""
    if event.operation is DELETE:
        return None
    sighting = Sighting(
        document_id=event.document_id,
        waybill_no=event.waybill_no,
        status=event.status,
        status_time=event.status_time,
        recorded_at_ms=event.accepted_at_ms,
    )
    if event.operation is Operation.CHANGE and before is not None and before.order_no is not None:
        return on_file.same_order(sighting, before)
    return sighting if holding is None else on_file.given(sighting, holding)


def claimed(state: State, event: NumberClaimRequested, context: Context) -> Effects:
    """Follow who holds a waybill number; a status that waited is told to the order that claims it, once."""
    if event.kind is not WAYBILL:
        return NOTHING
    key = number_key(WAYBILL, event.issuer_code, event.number)
    former = state.get(Holding, key)
    months = reference.waybill_months(context.registers, reference.date_of(event.claimed_at_ms))
    holding = uniqueness.decide(former, event, months).holding
    if holding == former:
        return NOTHING
    if holding is None:
        return Effects(deletes=((Holding, key),))
    waybill = state.get(Waybill, key)
    if waybill is None or waybill.sighting is None or on_file.is_of(waybill.sighting, holding):
        return Effects(puts=((key, holding),))
    sighting = waybill.sighting
    if sighting.order_no is not None or on_file.is_forgotten(sighting, event.claimed_at_ms, months):
        return Effects(puts=((key, holding), (key, on_file.forgotten(waybill))))
    theirs = on_file.given(sighting, holding)
    return Effects(
        puts=((key, holding), (key, Waybill(submission=waybill.submission, sighting=theirs))),
        outputs=_tell(event.issuer_code, theirs, Operation.ADD, theirs.document_id),
    )


def _tell(carrier_code: str, sighting: Sighting, operation: Operation, document_id: str) -> tuple[Emit, ...]:
    """Tell the order of a status, if it has one. document_id: of the document that says so."""
    if sighting.order_no is None:
        return ()
    event = ParcelSighted(
        carrier_code=carrier_code,
        waybill_no=sighting.waybill_no,
        status=sighting.status,
        status_at_ms=happened_at_ms(sighting.status_time) or 0,
        status_time=sighting.status_time,
        operation=operation,
        withdrawn=operation is DELETE,
        status_document_id=document_id,
        platform_code=sighting.platform_code,
    )
    return (Emit(topics.CUSTOMS_SIGHTINGS, sighting.order_no.encode(), event),)


PARCELS = Processor(
    name="customs.parcels",
    version=RULES_VERSION,
    state=(Waybill, Holding),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES),
    routes=(
        Route(topics.CUSTOMS_NUMBER_CLAIMS, {NumberClaimRequested: claimed}),
        Route(topics.TRADE_TRANSPORT, {WaybillStatusSubmitted: submitted}),
    ),
    emits=(topics.CUSTOMS_PARCEL_DOCUMENTS, topics.CUSTOMS_SIGHTINGS),
)
