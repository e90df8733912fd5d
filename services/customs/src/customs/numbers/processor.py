"""What numbers reads and which step works it."""

from contracts import topics
from contracts.customs import NumberClaimRequested
from contracts.customs_numbers import Holding
from customs import reference
from customs.numbers import uniqueness
from customs.rules import RULES_VERSION
from mesh.declared.keys import number_key
from mesh.declared.processor import Context, Effects, Emit, Processor, Route, State


def request(state: State, event: NumberClaimRequested, context: Context) -> Effects:
    """Look who holds the number, decide, and answer under the order number that asked."""
    key = number_key(event.kind, event.issuer_code, event.number)
    former = state.get(Holding, key)
    months = reference.waybill_months(context.registers, reference.date_of(event.claimed_at_ms))
    holding, answer = uniqueness.decide(former, event, months)
    outputs = () if answer is None else (Emit(topics.CUSTOMS_NUMBER_ANSWERS, event.answer_key.encode(), answer),)
    if holding == former:
        return Effects(outputs=outputs)
    if holding is None:
        return Effects(deletes=((Holding, key),), outputs=outputs)
    return Effects(puts=((key, holding),), outputs=outputs)


NUMBERS = Processor(
    name="customs.numbers",
    version=RULES_VERSION,
    state=(Holding,),
    registers=(topics.CUSTOMS_PARAMETERS,),
    routes=(Route(topics.CUSTOMS_NUMBER_CLAIMS, {NumberClaimRequested: request}),),
    emits=(topics.CUSTOMS_NUMBER_ANSWERS,),
)
