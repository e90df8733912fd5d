"""What numbers reads and which step works it."""

from contracts import topics
from contracts.customs import NumberClaimRequested, NumberKind
from contracts.customs_numbers import Holding, ListHeld
from contracts.documents import EXPORT_LIST
from contracts.trade import ExportCancellationSubmitted
from customs import reference
from customs.numbers import list_numbers, uniqueness
from customs.rules import RULES_VERSION
from mesh.declared.keys import number_key
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State, Step

IMPORT = None
EXPORT = EXPORT_LIST.procedure
"""Procedures whose orders hold numbers; that of retail import has no name in a holding."""


def claims_of(procedure: str | None, answers: str) -> Step:
    """Return the step for claims by orders of a procedure. answers: the topic on which they are answered."""

    def request(state: State, event: NumberClaimRequested, context: Context) -> Effects:
        """Look who holds the number, decide, and answer under the order number that asked."""
        if event.kind is NumberKind.LIST:
            return list_numbers.given(event)
        key = number_key(event.kind, event.issuer_code, event.number)
        former = state.get(Holding, key)
        months = reference.waybill_months(context.registers, reference.date_of(event.claimed_at_ms))
        holding, answer = uniqueness.decide(former, event, months, procedure)
        outputs = () if answer is None else (Emit(answers, event.answer_key.encode(), answer),)
        if holding == former:
            return Effects(outputs=outputs)
        if holding is None:
            return Effects(deletes=((Holding, key),), outputs=outputs)
        return Effects(puts=((key, holding),), outputs=outputs)

    return request


NUMBERS = Processor(
    name="customs.numbers",
    version=RULES_VERSION,
    state=(Holding, ListHeld),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES),
    routes=(
        Route(topics.CUSTOMS_NUMBER_CLAIMS, {NumberClaimRequested: claims_of(IMPORT, topics.CUSTOMS_NUMBER_ANSWERS)}),
        Route(
            topics.CUSTOMS_EXPORT_NUMBER_CLAIMS,
            {NumberClaimRequested: claims_of(EXPORT, topics.CUSTOMS_EXPORT_NUMBER_ANSWERS)},
        ),
        Route(topics.TRADE_CANCELLATIONS, {ExportCancellationSubmitted: list_numbers.asked}),
    ),
    emits=(
        topics.CUSTOMS_NUMBER_ANSWERS,
        topics.CUSTOMS_EXPORT_NUMBER_ANSWERS,
        topics.CUSTOMS_EXPORT_CANCELLATIONS,
        topics.CUSTOMS_CANCELLATION_DOCUMENTS,
    ),
)
