"""What allowance reads and which step works it."""

from contracts import topics
from contracts.common import Effect, RegisterVersion, RuleEvaluated, RuleResult
from contracts.customs import AllowanceDecided, AllowanceRequested
from contracts.customs_allowance import Balance, QuantityBalance, Reservation
from customs import reference
from customs.allowance import ledger
from customs.reasons import reason
from customs.rules import RULES_VERSION
from mesh.processor import Context, Effects, Emit, Processor, Record, Route, State


def request(state: State, event: AllowanceRequested, context: Context) -> Effects:
    """Book a request on the buyer's year and answer a reservation."""
    account = f"{event.buyer_pseudonym.hex()}|{event.quota_year}"
    entry = f"{account}|{event.declaration_id}"
    balance = state.get(Balance, account) or ledger.NOTHING_USED
    held = state.get(Reservation, entry)
    limit = reference.annual_limit(context.registers, event.acceptance_date)
    limit_cny_e5 = reference.cny_e5(limit.value)
    booked = ledger.book(balance, held, event, limit_cny_e5)
    puts: list[tuple[str, Record]] = []
    if booked.balance != balance:
        puts.append((account, booked.balance))
    if booked.reservation is not None and booked.reservation != held:
        puts.append((entry, booked.reservation))
    if booked.answer is None:
        return Effects(puts=tuple(puts))
    version = RegisterVersion(register=reference.REGISTER, code=limit.code, version=limit.version)
    decided = decision(event, booked.answer, limit_cny_e5, version)
    return Effects(tuple(puts), (), (Emit(topics.CUSTOMS_ALLOWANCES, event.answer_key.encode(), decided),))


def decision(
    event: AllowanceRequested, answer: ledger.Answer, limit_cny_e5: int, limit: RegisterVersion
) -> AllowanceDecided:
    """Return the decision on a reservation; refused with -621018."""
    used = _yuan(answer.used_before_cny_e5)
    return AllowanceDecided(
        declaration_id=event.declaration_id,
        revision=event.revision,
        effect=Effect.PASS if answer.granted else Effect.REFUSE,
        reasons=() if answer.granted else (reason("LIM-04", "-621018", used),),
        rules=(RuleEvaluated(rule_id="LIM-04", result=RuleResult.PASSED if answer.granted else RuleResult.FAILED),),
        rules_version=RULES_VERSION,
        registers=(limit,),
        quota_year=event.quota_year,
        amount_cny_e5=event.amount_cny_e5,
        used_before_cny_e5=answer.used_before_cny_e5,
        limit_cny_e5=limit_cny_e5,
    )


def _yuan(amount_cny_e5: int) -> str:
    """Return an amount in yuan with two decimals, cut off."""
    return f"{amount_cny_e5 // 100_000}.{amount_cny_e5 % 100_000 // 1_000:02}"


ALLOWANCE = Processor(
    name="customs.allowance",
    version=RULES_VERSION,
    state=(Balance, QuantityBalance, Reservation),
    registers=(topics.CUSTOMS_PARAMETERS,),
    routes=(Route(topics.CUSTOMS_ALLOWANCE_REQUESTS, {AllowanceRequested: request}),),
    emits=(topics.CUSTOMS_ALLOWANCES,),
)
