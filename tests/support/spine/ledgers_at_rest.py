"""
What must hold at rest between declarations and ledgers: nothing leaks, nothing is freed or counted twice.

A ledger's balance is the sum of its entries; an entry counts exactly as long as its declaration does.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from contracts import topics
from contracts.customs import DeclarationAccepted, DeclarationAmended, DeclarationContent, NumberKind
from contracts.customs_allowance import Balance as Allowance
from contracts.customs_allowance import Reservation as AllowancePart
from contracts.customs_allowance import ReservationState
from contracts.customs_clearance import Stage
from contracts.customs_numbers import Holding
from contracts.forex_totals import Entry, Total
from contracts.tax_guarantee import Balance as Guarantee
from contracts.tax_guarantee import Place, ReservationStatus
from contracts.tax_guarantee import Reservation as GuaranteePart
from mesh.declared.keys import number_key, order_key
from mesh.testing.world import World
from tests.support.customs.builders import CNY, PLATFORM
from tests.support.spine.world import SMALL_GUARANTEE_CNY, declarations, published

ANNUAL_LIMIT_CNY = 26_000
RELEASED = (Stage.CLEARED, Stage.CLOSED)
COUNTING = (Stage.HELD, *RELEASED)
"""Stages in which a declaration takes up its buyer's allowance."""


def ledger_violations(world: World) -> Iterator[str]:
    """Say where a ledger and the declarations disagree."""
    yield from _allowances(world)
    yield from _guarantees(world)
    yield from _numbers(world)
    yield from _totals(world)


def _allowances(world: World) -> Iterator[str]:
    known = declarations(world)
    used: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for account, declaration_id, part in _allowance_parts(world):
        if part.state not in (ReservationState.RESERVED, ReservationState.KEPT):
            continue
        used[account] += part.amount_cny_e5
        parts[declaration_id] += 1
        declaration = known[declaration_id]
        is_kept = part.state is ReservationState.KEPT
        if declaration.stage not in COUNTING or is_kept != (declaration.stage in RELEASED):
            yield f"allowance {part.state} for what is {declaration.stage}: {declaration_id}"
        if part.revision != declaration.revision:
            yield f"allowance of revision {part.revision}, declaration of {declaration.revision}: {declaration_id}"
    for account, balance in world.state_of("customs.allowance", Allowance):
        if balance.used_cny_e5 != used[account]:
            yield f"allowance {balance}, but its parts are {used[account]}: {account}"
        if balance.used_cny_e5 > ANNUAL_LIMIT_CNY * CNY:
            yield f"allowance exceeded: {balance}: {account}"
    for declaration in known.values():
        if declaration.stage in COUNTING and parts[declaration.declaration_id] != 1:
            yield f"{parts[declaration.declaration_id]} parts of allowances: {declaration}"


def _allowance_parts(world: World) -> Iterator[tuple[str, str, AllowancePart]]:
    """Yield account, declaration and reservation: the newest stand in the balance, older ones by themselves."""
    for account, balance in world.state_of("customs.allowance", Allowance):
        for part in balance.newest:
            yield account, part.declaration_id, part.reservation
    for key, reservation in world.state_of("customs.allowance", AllowancePart):
        yield *key.rsplit("|", 1), reservation  # type: ignore[misc]


def _guarantees(world: World) -> Iterator[str]:
    known = declarations(world)
    blocked: Counter[str] = Counter()
    waiting: defaultdict[str, set[str]] = defaultdict(set)
    parts: Counter[str] = Counter()
    for key, part in world.state_of("tax.guarantee", GuaranteePart):
        guarantor, _ = key.split("/")
        stage = known[part.declaration_id].stage
        if part.status is ReservationStatus.WAITING:
            waiting[guarantor].add(part.declaration_id)
            if stage is not Stage.HELD:
                yield f"{stage} and in line for a guarantee: {part}"
        if part.status not in (ReservationStatus.RESERVED, ReservationStatus.KEPT):
            continue
        blocked[guarantor] += part.amount_cny_e5
        parts[part.declaration_id] += 1
        if stage not in COUNTING or (part.status is ReservationStatus.KEPT) != (stage in RELEASED):
            yield f"guarantee {part.status} for what is {stage}: {part.declaration_id}"
        if part.revision != known[part.declaration_id].revision:
            yield f"guarantee of revision {part.revision}: {known[part.declaration_id]}"
    places: defaultdict[str, set[str]] = defaultdict(set)
    for key, place in world.state_of("tax.guarantee", Place):
        places[key.split("/")[0]].add(place.declaration_id)
    for guarantor, balance in world.state_of("tax.guarantee", Guarantee):
        if balance.reserved_cny_e5 != blocked[guarantor]:
            yield f"guarantee {balance}, but its parts are {blocked[guarantor]}"
        if balance.waiting != len(waiting[guarantor]) or waiting[guarantor] != places[guarantor]:
            yield f"guarantee {balance}, but in line are {waiting[guarantor]}, with places {places[guarantor]}"
        if guarantor == PLATFORM and balance.reserved_cny_e5 > SMALL_GUARANTEE_CNY * CNY:
            yield f"guarantee exceeded: {balance}"
    for declaration in known.values():
        if declaration.stage in RELEASED and parts[declaration.declaration_id] != 1:
            yield f"{parts[declaration.declaration_id]} parts of guarantees: {declaration}"


def _numbers(world: World) -> Iterator[str]:
    """Whatever is held or released holds its payment's and its waybill's number."""
    holders = {key: holding.order_no for key, holding in world.state_of("customs.numbers", Holding)}
    known = declarations(world)
    for declaration_id, (order_no, content) in _contents(world).items():
        if known[declaration_id].stage not in COUNTING:
            continue
        for key in (
            number_key(NumberKind.PAYMENT, content.payment_institution_code, content.payment_no),
            number_key(NumberKind.WAYBILL, content.carrier_code, content.waybill_no),
        ):
            if holders.get(key) != order_key(order_no):
                yield f"{key} is held by {holders.get(key)}, not by {known[declaration_id].stage} {order_no}"


def _totals(world: World) -> Iterator[str]:
    """Each release is entered once for its payment institution and once for its merchant, with what was paid."""
    entered: Counter[str] = Counter()
    amounts: Counter[str] = Counter()
    for key, entry in world.state_of("forex.totals", Entry):
        enterprise, entry_id = key.split("/")
        amounts[f"{enterprise}/{entry.month}"] += entry.amount_cny_e5
        entered[entry_id.rsplit("-", 1)[0]] += entry.amount_cny_e5
    for key, total in world.state_of("forex.totals", Total):
        if total.amount_cny_e5 != amounts[key]:
            yield f"{total}, but its entries are {amounts[key]}"
    known, contents = declarations(world), _contents(world)
    due = {name: 2 * contents[name][1].amount_paid_cny_e5 for name in known if known[name].stage in RELEASED}
    if due != dict(entered):
        yield f"totals contain {dict(entered)}, released are {due}"


def _contents(world: World) -> dict[str, tuple[str, DeclarationContent]]:
    """Return order number and content of the newest accepted revision of each declaration."""
    return {
        event.subject.declaration_id: (event.subject.order_no, event.content)
        for event in published(world, topics.CUSTOMS_DECLARATIONS)
        if isinstance(event, DeclarationAccepted | DeclarationAmended)
    }
