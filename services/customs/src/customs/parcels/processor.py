"""
What parcels reads and which step works it.

Claims come with every waybill, statuses with few: of a claim that changes nothing, and of every payment's, nothing is
written.
"""

from msgspec.structs import replace

from agency.judging import DELETE, judgement
from contracts import topics
from contracts.common import Operation
from contracts.customs import DocumentJudged, NumberClaimRequested, NumberKind, ParcelMoved, ParcelSighted
from contracts.customs_numbers import Holding
from contracts.customs_parcels import ExportWaybill, Sighting, Transit, Waybill
from contracts.documents import EXPORT_LIST, EXPORT_WAYBILL, WAYBILL_STATUS
from contracts.trade import ExportWaybillSubmitted, WaybillStatusSubmitted
from customs import reference
from customs.numbers import uniqueness
from customs.parcels import export_waybill, on_file, transits
from customs.parcels.around import Around
from customs.parcels.judging import JUDGE
from customs.rules import RULES_VERSION
from customs.rules.documents.waybill_status import happened_at_ms
from mesh.declared.keys import number_key
from mesh.declared.processor import NOTHING, Context, Effects, Emit, Processor, Route, State, Step

WAYBILL = NumberKind.WAYBILL


def submitted(state: State, event: WaybillStatusSubmitted, context: Context) -> Effects:
    """Judge a status; one that is recorded is told to the order that holds the number, or waits for its claim."""
    key, at_ms = number_key(WAYBILL, event.carrier_code, event.waybill_no), event.accepted_at_ms
    date = reference.date_of(at_ms)
    months = reference.waybill_months(context.registers, date)
    former = state.get(Waybill, key)
    holding = on_file.in_force(state.get(Holding, key), at_ms, months)
    around = Around(on_file.on_record(former, holding, at_ms, months), context.registers, date)
    judged = JUDGE.rule_on(event, former.submission if former is not None else None, context.cause_id, around)
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


def waybill_submitted(state: State, event: ExportWaybillSubmitted, context: Context) -> Effects:
    """Judge an export waybill; one that is recorded is told to the order whose list claimed its number before."""
    key, at_ms = number_key(WAYBILL, event.carrier_code, event.waybill_no), event.accepted_at_ms
    date = reference.date_of(at_ms)
    known = state.get(ExportWaybill, key)
    months = reference.waybill_months(context.registers, date)
    holding = on_file.in_force(state.get(Holding, key), at_ms, months)
    around = Around(export_waybill.on_record(known, holding, at_ms, months), context.registers, date)
    former = known.submission if known is not None else None
    judged = export_waybill.JUDGE.rule_on(event, former, context.cause_id, around)
    if judged is None:
        return NOTHING
    verdict = DocumentJudged(judgement=judgement(EXPORT_WAYBILL, event, judged.ruling, RULES_VERSION))
    outputs: tuple[Emit, ...] = (Emit(topics.CUSTOMS_PARCEL_DOCUMENTS, context.key, verdict),)
    if judged.ruling.recorded:
        known = export_waybill.kept(event, judged.kept, counts=event.operation is not DELETE)
        outputs += _of_export(holding, known, None)
    elif known is not None:
        known = replace(known, submission=judged.kept)
    else:
        known = export_waybill.kept(event, judged.kept, counts=False)
    return Effects(puts=((key, known),), outputs=outputs)


def moved(state: State, event: ParcelMoved, context: Context) -> Effects:
    """Keep where a parcel stands on its bill, and tell the order that holds its number, if one does."""
    key = number_key(WAYBILL, event.carrier_code, event.waybill_no)
    transit = transits.with_movement(state.get(Transit, key), event)
    months = reference.waybill_months(context.registers, reference.date_of(event.moved_at_ms))
    holding = on_file.in_force(state.get(Holding, key), event.moved_at_ms, months)
    return Effects(puts=((key, transit),), outputs=_of_export(holding, None, event))


def claims_of(procedure: str | None) -> Step:
    """Return the step for claims by orders of a procedure."""

    def claimed(state: State, event: NumberClaimRequested, context: Context) -> Effects:
        """Follow who holds a waybill number; what waited for its claim is told to the order that makes it, once."""
        if event.kind is not WAYBILL:
            return NOTHING
        key = number_key(WAYBILL, event.issuer_code, event.number)
        former = state.get(Holding, key)
        months = reference.waybill_months(context.registers, reference.date_of(event.claimed_at_ms))
        holding = uniqueness.decide(former, event, months, procedure).holding
        if holding == former:
            return NOTHING
        if holding is None:
            return Effects(deletes=((Holding, key),))
        told = _told_to(state, key, event, holding, months)
        return Effects(puts=((key, holding), *told.puts), deletes=told.deletes, outputs=told.outputs)

    return claimed


def _told_to(state: State, key: str, event: NumberClaimRequested, holding: Holding, months: int) -> Effects:
    """Return what a new holder of a number is told of it: its waybill and movements, or the status that waited."""
    if holding.procedure is not None:
        transit, is_fresh = state.get(Transit, key), transits.is_fresh
        known = state.get(ExportWaybill, key)
        if known is not None and not export_waybill.is_fresh(known, event.claimed_at_ms, months):
            known = None  # of the parcel that had the number before
        outputs = _of_export(holding, known, None)
        if transit is not None and is_fresh(transit, event.claimed_at_ms, months):
            for movement in (transit.moved, transit.departed):
                outputs += _of_export(holding, None, movement)
            return Effects(outputs=outputs)
        return Effects(deletes=() if transit is None else ((Transit, key),), outputs=outputs)
    waybill = state.get(Waybill, key)
    if waybill is None or waybill.sighting is None or on_file.is_of(waybill.sighting, holding):
        return NOTHING
    sighting = waybill.sighting
    if sighting.order_no is not None or on_file.is_forgotten(sighting, event.claimed_at_ms, months):
        return Effects(puts=((key, on_file.forgotten(waybill)),))
    theirs = on_file.given(sighting, holding)
    return Effects(
        puts=((key, Waybill(submission=waybill.submission, sighting=theirs)),),
        outputs=_tell(event.issuer_code, theirs, Operation.ADD, theirs.document_id),
    )


def _of_export(holding: Holding | None, known: ExportWaybill | None, movement: ParcelMoved | None) -> tuple[Emit, ...]:
    """Tell the export that holds a number of its waybill or of a movement; nobody, if it is not an export's."""
    if holding is None or holding.procedure is None:
        return ()
    events = (
        export_waybill.found(known, holding) if known is not None else None,
        replace(movement, platform_code=holding.platform_code) if movement is not None else None,
    )
    key = holding.order_no.encode()
    return tuple(Emit(topics.CUSTOMS_SIGHTINGS, key, event) for event in events if event is not None)


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
    state=(Waybill, Holding, ExportWaybill, Transit),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES),
    routes=(
        Route(topics.CUSTOMS_NUMBER_CLAIMS, {NumberClaimRequested: claims_of(None)}),
        Route(topics.CUSTOMS_EXPORT_NUMBER_CLAIMS, {NumberClaimRequested: claims_of(EXPORT_LIST.procedure)}),
        Route(
            topics.TRADE_TRANSPORT,
            {WaybillStatusSubmitted: submitted, ExportWaybillSubmitted: waybill_submitted},
        ),
        Route(topics.CUSTOMS_MOVEMENTS, {ParcelMoved: moved}),
    ),
    emits=(topics.CUSTOMS_PARCEL_DOCUMENTS, topics.CUSTOMS_SIGHTINGS),
)
