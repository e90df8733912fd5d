"""Numbers of export lists: whose each is, so that a request to cancel, which names nothing else, finds its order."""

from agency.judging import DRAFTED, judgement, rejected
from agency.reasons import reason
from agency.rules import failed
from contracts.customs import CancellationForwarded, DocumentJudged, NumberClaimRequested, NumberKind
from contracts.customs_numbers import ListHeld
from contracts.documents import EXPORT_CANCELLATION
from contracts.topics import CUSTOMS_CANCELLATION_DOCUMENTS, CUSTOMS_EXPORT_CANCELLATIONS
from contracts.trade import ExportCancellationSubmitted
from customs.rules import RULES_VERSION
from mesh.declared.keys import number_key
from mesh.declared.processor import Context, Effects, Emit, State


def given(event: NumberClaimRequested) -> Effects:
    """Remember which order a list number was given to, for good: a list number is given once."""
    key = number_key(NumberKind.LIST, event.issuer_code, event.number)
    return Effects(puts=((key, ListHeld(order_no=event.answer_key, platform_code=event.platform_code)),))


def asked(state: State, document: ExportCancellationSubmitted, context: Context) -> Effects:
    """Forward a request to the order whose list has the number; EXC-01: refuse one that names no list (-607003)."""
    held = state.get(ListHeld, number_key(NumberKind.LIST, "", document.list_no))
    if held is not None:
        event = CancellationForwarded(submitted=document, platform_code=held.platform_code)
        return Effects(outputs=(Emit(CUSTOMS_EXPORT_CANCELLATIONS, held.order_no.encode(), event),))
    wrong = failed(reason("-607003", "EXC-01", document.list_no))
    ruling = DRAFTED if document.draft else rejected(wrong.reasons, wrong.rules)
    judged = DocumentJudged(judgement=judgement(EXPORT_CANCELLATION, document, ruling, RULES_VERSION))
    return Effects(outputs=(Emit(CUSTOMS_CANCELLATION_DOCUMENTS, context.key, judged),))
