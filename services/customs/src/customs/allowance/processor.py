"""What allowance reads and which step works it."""

from contracts import topics
from contracts.common import RegisterVersion
from contracts.customs import AllowanceRequested
from contracts.customs_allowance import Balance, QuantityBalance, Reservation
from customs import reference
from customs.allowance import deciding, ledger
from customs.allowance.ledger import Account
from customs.allowance.page import Page
from customs.rules import RULES_VERSION
from mesh.declared.processor import Context, Effects, Emit, Processor, Record, Route, State


def request(state: State, event: AllowanceRequested, context: Context) -> Effects:
    """Book a request on the buyer's year and answer a reservation."""
    at = f"{event.buyer_pseudonym.hex()}|{event.quota_year}"
    page = Page(state, at)
    former = page.held(event.declaration_id)
    account = _account(state, at, page.used_cny_e5, former, event)
    limit = reference.annual_limit(context.registers, event.acceptance_date)
    limit_cny_e5 = reference.cny_e5(limit.value)
    booked = ledger.book(account, former, event, limit_cny_e5)
    puts = page.turned(booked.account.used_cny_e5, event.declaration_id, booked.reservation)
    puts += _quantities(at, account, booked.account)
    if booked.answer is None:
        return Effects(puts=tuple(puts))
    version = RegisterVersion(register=reference.REGISTER, code=limit.code, version=limit.version)
    decided = deciding.decision(event, booked.answer, limit_cny_e5, version)
    return Effects(tuple(puts), (), (Emit(topics.CUSTOMS_ALLOWANCES, event.answer_key.encode(), decided),))


def _account(state: State, at: str, used_cny_e5: int, former: Reservation | None, event: AllowanceRequested) -> Account:
    """Return what is used of the amount and of every group that the request or its reservation names."""
    if not event.quantities and not (former and former.quantities):
        return Account(used_cny_e5, {})
    claimed = {claim.group for claim in event.quantities}
    reserved = {quantity.group for quantity in former.quantities} if former else set()
    groups = {group: state.get(QuantityBalance, f"{at}|{group}") for group in sorted(claimed | reserved)}
    return Account(used_cny_e5, {group: total.used_e5 if total else 0 for group, total in groups.items()})


def _quantities(at: str, before: Account, after: Account) -> list[tuple[str, Record]]:
    """Return the balances of quantities that changed, each a small record of its own."""
    return [
        (f"{at}|{group}", QuantityBalance(used_e5=used))
        for group, used in after.used_e5.items()
        if used != before.used_e5.get(group, 0)
    ]


ALLOWANCE = Processor(
    name="customs.allowance",
    version=RULES_VERSION,
    state=(Balance, QuantityBalance, Reservation),
    registers=(topics.CUSTOMS_PARAMETERS,),
    routes=(Route(topics.CUSTOMS_ALLOWANCE_REQUESTS, {AllowanceRequested: request}),),
    emits=(topics.CUSTOMS_ALLOWANCES,),
)
