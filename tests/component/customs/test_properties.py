"""What holds for any order of events: same outcome, one verdict each, terminal is terminal, nothing raises."""

from collections import Counter, deque
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.common import DocumentType, Effect, FindingAction, FindingRef, Operation
from contracts.customs import (
    AllowanceRequested,
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationHeld,
    DeclarationRefused,
    DocumentJudged,
)
from contracts.customs_allowance import Balance
from contracts.customs_clearance import Declaration, ListOnFile, Stage
from contracts.topics import TRADE_IMPORTS
from customs.filing import on_file
from mesh.declared.dates import DAY_MS
from mesh.declared.processor import Emit
from tests.support.customs.builders import (
    CNY,
    PLATFORM,
    TEN_O_CLOCK,
    Document,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    cancelling,
)
from tests.support.customs.filed_documents import slots_of
from tests.support.customs.registers import OTHER_MERCHANT, OTHER_PLATFORM, UNLICENSED_BANK
from tests.support.customs.world import World, decisions, key_of

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

EFFECTS = st.sampled_from([Effect.PASS, Effect.PASS, Effect.NOTE, Effect.HOLD, Effect.REFUSE])


class Shuffled(World):
    """A world in which every topic keeps its order and nothing else does: `draw` says which topic moves next."""

    def __init__(self, draw: Any, agencies: Any) -> None:
        super().__init__(agencies)
        self._draw = draw

    def run(self, documents: list[Document]) -> None:
        """Submit documents and let everything come to rest in a drawn order."""
        queues: dict[tuple[str, bytes], deque[Emit]] = {}
        arrived = [Emit(TRADE_IMPORTS, key_of(document), document) for document in documents]
        self._put(queues, arrived)
        while queues:
            at = self._draw(st.sampled_from(sorted(queues)))
            event = queues[at].popleft()
            if not queues[at]:
                del queues[at]
            self._put(queues, self.step(event))

    @staticmethod
    def _put(queues: dict[tuple[str, bytes], deque[Emit]], events: list[Emit]) -> None:
        for event in events:
            queues.setdefault((event.topic, event.key), deque()).append(event)


def outcome(world: World) -> tuple[Any, ...]:
    """Status, reasons, open holds and verdicts: what no disturbance may change; a hold on the way to the end may."""
    declaration = world.declaration()
    refused = world.all(DeclarationRefused)
    held = world.all(DeclarationHeld)
    is_held = declaration is not None and declaration.stage is Stage.HELD
    return (
        declaration and (declaration.stage, declaration.return_status, declaration.revision),
        refused and [reason.code for reason in refused[-1].reasons],
        [hold.agency for hold in held[-1].holds] if is_held else [],
        Counter(world.verdicts()),
    )


variants: dict[str, st.SearchStrategy[Document]] = {
    "order": st.sampled_from(
        [
            an_order(),
            an_order(payment_no="P-GW1"),
            an_order(payment_institution_code=UNLICENSED_BANK),
            an_order(merchant_code="x"),
        ]
    ),
    "payment": st.sampled_from([a_payment(), a_payment(amount_paid_cny_e5=CNY), a_payment(payer="别人")]),
    "waybill": st.sampled_from([a_waybill(), a_waybill(freight_cny_e5=1), a_waybill(pack_count=2)]),
    "list": st.sampled_from(
        [
            a_list(),
            a_list(merchant_code=OTHER_MERCHANT),
            a_list(buyer="别人"),
            a_list(pack_count=2),
            a_list(lines=(a_list_line(commodity_code="2402200000"),)),
        ]
    ),
}


@quick
@given(st.data())
def test_any_interleaving_of_documents_and_decisions_gives_the_same_outcome(data: st.DataObject) -> None:
    four = [data.draw(variant) for variant in variants.values()]
    effects: dict[str, Any] = {
        agency: data.draw(EFFECTS) for agency in ("inspection", "forex", "assessment", "guarantee")
    }

    def agencies(event: DeclarationAccepted | DeclarationAmended) -> tuple[Emit, ...]:
        return decisions(event, **effects)

    repeated = four + data.draw(st.lists(st.sampled_from(four), max_size=3))
    straight = World(agencies)
    straight.submit(*repeated)
    shuffled = Shuffled(data.draw, agencies)
    shuffled.run(data.draw(st.permutations(repeated)))
    for world in (straight, shuffled):
        world.tick(TEN_O_CLOCK + DAY_MS)
        assert not world.clearance.parked()
    assert outcome(shuffled) == outcome(straight)


def _documents() -> st.SearchStrategy[Document]:
    shared: dict[str, st.SearchStrategy[Any]] = {
        "operation": st.sampled_from([Operation.ADD, Operation.ADD, Operation.CHANGE, Operation.DELETE]),
        "draft": st.sampled_from([False, False, False, True]),
        "app_time": st.sampled_from(["20241111095900", "20241111095901", "20241111095902"]),
        "platform_code": st.sampled_from([PLATFORM, PLATFORM, OTHER_PLATFORM]),
    }
    unnamed = {name: strategy for name, strategy in shared.items() if name != "platform_code"}
    number, waybill_no = st.sampled_from(["GW1", "GW1", "GW2"]), st.sampled_from(["W1", "W1", "W2"])
    return st.one_of(
        st.builds(an_order, number, buyer=st.sampled_from(["李明", "别人"]), **shared),
        st.builds(a_payment, number, payment_no=st.sampled_from(["P1", "P1", "P2"]), **shared),
        st.builds(a_waybill, number, waybill_no=waybill_no, **unnamed),
        st.builds(a_list, number, waybill_no=waybill_no, pack_count=st.sampled_from([1, 1, 1, 2]), **shared),
        st.builds(a_list, number, waybill_no=waybill_no),
        st.builds(an_order, number),
    )


EVENTS = st.one_of(
    _documents(),
    _documents(),
    st.tuples(st.just("decide"), st.sampled_from(["inspection", "forex", "assessment", "guarantee"]), EFFECTS),
    st.tuples(st.just("find"), st.just("inspection"), st.sampled_from(list(FindingAction))),
    st.just("cancel"),
    st.integers(1, 40),
)


@quick
@given(st.lists(EVENTS, max_size=25))
def test_any_sequence_keeps_what_must_hold(sequence: list[Any]) -> None:
    """Nothing parks; one verdict a document; a terminal case stays terminal; the ledger is what is engaged."""
    world, submitted, ended = World(), 0, dict[str, Declaration]()
    for event in sequence:
        match event:
            case int():
                world.tick(world.now_ms + event * DAY_MS // 4)
            case "cancel":
                declaration = world.declaration()
                number = (declaration and declaration.list_no) or "X"
                listed = _listed(world)
                world.submit(cancelling(listed, list_no=number) if listed else a_cancellation(list_no=number))
                submitted += 1
            case ("decide" | "find", str(agency), effect):
                for accepted in world.all(DeclarationAccepted)[-1:]:
                    world.publish(*_decide(accepted, agency, effect))
            case document:
                world.submit(document)
                submitted += 1
        assert not world.clearance.parked()
        assert len(world.all(DocumentJudged)) == submitted
        now = {declaration.declaration_id: declaration for declaration in _declarations(world)}
        assert all(now[name] == declaration for name, declaration in ended.items()), "terminal stays terminal"
        ended |= {name: declaration for name, declaration in now.items() if _is_terminal(declaration)}
    assert _used(world) == sum(amount for amount in _engaged(world).values())


def _decide(accepted: DeclarationAccepted, agency: str, effect: Effect | FindingAction) -> list[Emit]:
    if isinstance(effect, FindingAction):
        finding = FindingRef(finding_id="f", hold_id="h", action=effect, officer="o", authority="a")
        return [decisions(accepted, inspection=Effect.REFUSE, finding=finding)[0]]
    order = ("inspection", "forex", "assessment", "guarantee")
    return [decisions(accepted, **{agency: effect})[order.index(agency)]]  # type: ignore[arg-type]


def _listed(world: World) -> ListOnFile | None:
    """The list on file of the first case, if there is one."""
    folder = world.folder()
    kept = [slot.on_file for slot in slots_of(folder, DocumentType.IMPORT_LIST) if slot.on_file]
    return on_file.decode(kept[0]) if kept else None


def _declarations(world: World) -> list[Declaration]:
    """Every declaration that was ever accepted, as it is now."""
    ids = {
        (event.key.decode(), event.record.subject.declaration_id)
        for event in world.seen
        if isinstance(event.record, DeclarationAccepted)
    }
    found = (world.clearance.get(Declaration, f"{key}|{declaration_id}") for key, declaration_id in sorted(ids))
    return [declaration for declaration in found if declaration is not None]


def _is_terminal(declaration: Declaration) -> bool:
    return declaration.stage in (Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)


def _engaged(world: World) -> dict[str, int]:
    """Dutiable value of every declaration that is being decided, held, released or closed."""
    living = (Stage.DECIDING, Stage.HELD, Stage.CLEARED, Stage.CLOSED)
    accepted = {
        event.record.subject.declaration_id: event.record.content.dutiable_cny_e5
        for event in world.seen
        if isinstance(event.record, DeclarationAccepted | DeclarationAmended)
    }
    return {d.declaration_id: accepted[d.declaration_id] for d in _declarations(world) if d.stage in living}


def _used(world: World) -> int:
    keys = {f"{r.buyer_pseudonym.hex()}|{r.quota_year}" for r in world.all(AllowanceRequested)}
    return sum(found.used_cny_e5 for key in keys if (found := world.allowance.get(Balance, key)) is not None)


@quick
@given(st.lists(st.tuples(st.integers(1, 26_000), st.booleans()), min_size=1, max_size=8))
def test_simultaneous_orders_of_one_buyer_never_overspend(orders: list[tuple[int, bool]]) -> None:
    """LIM-04: whatever is asked for at once, and whether or not it is given back, 26,000 is never exceeded."""
    world = World(
        lambda event: decisions(event, forex=Effect.REFUSE if event.subject.order_no in refused else Effect.PASS)
    )
    refused = {f"GW{n}" for n, (_, given_back) in enumerate(orders) if given_back}
    for n, (price, _) in enumerate(orders):
        number = f"GW{n}"
        world.submit(
            an_order(number, lines=(an_order_line(quantity=1, price_cny=price),)),
            a_payment(number, amount_paid_cny_e5=price * CNY),
            a_waybill(number),
            a_list(number, lines=(a_list_line(quantity=1, price_cny=price),)),
        )
        assert _used(world) == sum(_engaged(world).values()) <= 26_000 * CNY
