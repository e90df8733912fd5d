"""Whatever comes in whatever order, again, changed, deleted or moved: what must hold of exports holds, and replays."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contracts import codec
from contracts.common import Effect, FindingAction, FindingRef, Operation
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
    DocumentConcluded,
    DocumentJudged,
    ExportAccepted,
    ExportConsolidated,
    ListClosed,
    ListReopened,
    Movement,
    WithdrawalCause,
)
from contracts.customs_export import Case
from customs.consolidation.processor import CONSOLIDATION
from customs.export.case import STANDING
from mesh.declared.keys import order_key
from tests.support.customs.consolidation import JANUARY_15_ENDS, a_request
from tests.support.customs.exports import (
    DAY_MS,
    HOUR_MS,
    NOON,
    PROCESSORS,
    ExportWorld,
    a_cancellation,
    a_list,
    a_movement,
    a_receipt,
    a_waybill,
    an_order,
    inspected,
)

MINUTE_MS = 60_000
ORDERS = ("EX1", "EX2", "EX3")
WAYBILLS = ("W-EX1", "W-EX2")
"""Fewer than orders: lists compete for them."""
LEFT_UNRELEASED, TAKEN_BACK = "99123", "99125"
END = JANUARY_15_ENDS + 2 * DAY_MS


class Step(NamedTuple):
    """Something that happens: its name, about which order and waybill, and how."""

    does: str
    order_no: str = "EX1"
    waybill_no: str = "W-EX1"
    how: Any = None


OPERATIONS = st.sampled_from([Operation.ADD, Operation.ADD, Operation.CHANGE, Operation.DELETE])
NUMBERS = (st.sampled_from(ORDERS), st.sampled_from(WAYBILLS))
SENT = st.tuples(OPERATIONS, st.integers(0, 2))
"""Operation, and which of three contents."""
STEP: st.SearchStrategy[Step] = st.one_of(
    st.builds(Step, st.sampled_from(["order", "waybill", "list", "list", "receipt"]), *NUMBERS, SENT),
    st.builds(Step, st.just("move"), *NUMBERS, st.sampled_from(list(Movement)[:4])),
    st.builds(Step, st.just("cancel"), *NUMBERS, st.sampled_from("XY")),
    st.builds(Step, st.just("find"), *NUMBERS, st.sampled_from(list(FindingAction)[:5])),
    st.builds(Step, st.just("inspect"), *NUMBERS, st.sampled_from([Effect.PASS, Effect.HOLD, Effect.REFUSE])),
    st.builds(Step, st.just("wait"), *NUMBERS, st.sampled_from([HOUR_MS, DAY_MS])),
    st.builds(Step, st.sampled_from(["again", "consolidate"]), *NUMBERS, st.none()),
)


def export_of(order_no: str, waybill_no: str, documents: list[str], moves: list[Movement]) -> list[Step]:
    """Return the documents of an export in some order, then movements of its parcel."""
    sent = [Step(kind, order_no, waybill_no, (Operation.ADD, 0)) for kind in documents]
    return [*sent, *(Step("move", order_no, waybill_no, movement) for movement in moves)]


MOVES = st.sampled_from(
    [
        [],
        [Movement.READY],
        [Movement.DIFFERING],
        [Movement.DEPARTED],
        [Movement.READY, Movement.DEPARTED],
        [Movement.READY, Movement.DEPARTED, Movement.DIFFERING],
        [Movement.READY, Movement.DEPARTED, Movement.DEPARTURE_WITHDRAWN],
        [Movement.READY, Movement.DEPARTED, Movement.DEPARTURE_WITHDRAWN, Movement.DEPARTED],
    ]
)
EXPORTS = st.builds(export_of, *NUMBERS, st.permutations(["order", "waybill", "receipt", "list"]), MOVES)
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(EXPORTS, STEP.map(lambda step: [step]), STEP.map(lambda step: [step])), max_size=14
).map(lambda blocks: [step for block in blocks for step in block])
"""Whole exports that compete for waybills, and single steps between them."""
USUAL = export_of("EX1", "W-EX1", ["order", "waybill", "receipt", "list"], [Movement.READY, Movement.DEPARTED])


class Played:
    """A course of steps, each a minute after the one before. submitted: how often each document was handed over."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.world = ExportWorld(processors=(*PROCESSORS, CONSOLIDATION))
        self.at_ms = NOON
        self.submitted: defaultdict[str, int] = defaultdict(int)
        self.released_by_officers: set[str] = set()
        self._sent: list[Any] = []
        for step in steps:
            self.at_ms += MINUTE_MS
            self.world.now_ms = self.at_ms
            getattr(self, f"_{step.does}")(step)
            assert_numbers_have_one_live_list(self.world)
        self.world.tick(max(END, self.at_ms))
        assert [bench.parked() for bench in self.world.benches.values()] == [[]] * len(self.world.benches)

    def _order(self, step: Step) -> None:
        self._submit(step, an_order, freight_e5=300_000 + step.how[1])

    def _receipt(self, step: Step) -> None:
        self._submit(step, a_receipt, received_e5=2_300_000 + step.how[1])

    def _list(self, step: Step) -> None:
        self._submit(step, a_list, waybill_no=step.waybill_no, gross_weight_kg_e5=60_000 + step.how[1])

    def _waybill(self, step: Step) -> None:
        self._submit(step, a_waybill, waybill_no=step.waybill_no, gross_weight_kg_e5=60_000 + step.how[1])

    def _submit(self, step: Step, make: Callable[..., Any], **changes: Any) -> None:
        self._hand_over(make(step.order_no, operation=step.how[0], accepted_at_ms=self.at_ms, **changes))

    def _again(self, _: Step) -> None:
        """The document before comes a second time."""
        if self._sent:
            self._hand_over(self._sent[-1])

    def _hand_over(self, document: Any) -> None:
        self._sent.append(document)
        self.submitted[document.document_id] += 1
        self.world.submit(document)

    def _move(self, step: Step) -> None:
        hold = {"hold_id": "BILL|C|B1"} if step.how is Movement.DIFFERING else {}
        self.world.move(a_movement(waybill_no=step.waybill_no, movement=step.how, moved_at_ms=self.at_ms, **hold))

    def _cancel(self, step: Step) -> None:
        case = self._case(step)
        list_no = case.list_no if case is not None and case.list_no else "51412025E999999999"
        self._hand_over(a_cancellation(list_no, cop_no=f"{step.how}-{step.order_no}", accepted_at_ms=self.at_ms))

    def _find(self, step: Step) -> None:
        case = self._case(step)
        if case is None or not case.holds or case.holds[0].agency != "customs":
            return
        if case.holds[0].reason.code == LEFT_UNRELEASED and step.how in (FindingAction.RELEASE, FindingAction.TREAT):
            self.released_by_officers.add(case.declaration_id or "")
        self.world.find(step.order_no, step.how)

    def _inspect(self, step: Step) -> None:
        accepted = [each for each in self.world.all(ExportAccepted) if each.subject.order_no == step.order_no]
        if accepted:
            detained = FindingRef(finding_id="f", hold_id="h", action=FindingAction.DETAIN, officer="o", authority="a")
            finding = detained if step.how is Effect.REFUSE else None
            self.world.publish(*inspected(accepted[-1], step.how, finding))

    def _wait(self, step: Step) -> None:
        self.at_ms += step.how
        self.world.tick(self.at_ms)

    def _consolidate(self, _: Step) -> None:
        closed = [each.subject.list_no or "" for each in self.world.all(ListClosed)]
        if closed:
            self._hand_over(a_request(*dict.fromkeys(closed), at_ms=self.at_ms, cop_no=f"S{self.at_ms}"))

    def _case(self, step: Step) -> Case | None:
        return next((case for case in cases(self.world) if order_of(case) == step.order_no), None)


def cases(world: ExportWorld) -> list[Case]:
    """Return every case that is kept."""
    found = []
    for order_no in ORDERS:
        try:
            found.append(world.case(order_no))
        except AssertionError:
            continue
    return found


def order_of(case: Case) -> str | None:
    return case.list_on_file.order_no if case.list_on_file is not None else None


def assert_numbers_have_one_live_list(world: ExportWorld) -> None:
    """A waybill number stands in one list that matches or waits no more, and a list number belongs to one order."""
    live = [case for case in cases(world) if case.list_on_file is not None and case.stage in STANDING]
    waybills = [order_key(case.list_on_file.content.waybill_no) for case in live if case.list_on_file is not None]
    assert len(waybills) == len(set(waybills))
    numbers = [case.list_no for case in cases(world) if case.list_no is not None]
    assert len(numbers) == len(set(numbers))


def of_declarations(world: ExportWorld, *kinds: type[Any]) -> dict[str, list[Any]]:
    """Return the events of these types by declaration, in order."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for event in world.seen:
        if isinstance(event.record, kinds):
            found[event.record.subject.declaration_id].append(event.record)
    return found


@settings(max_examples=200, deadline=None)
@given(STEPS)
@example(USUAL)
@example([*USUAL, Step("move", how=Movement.DEPARTURE_WITHDRAWN), Step("find", how=FindingAction.RELEASE), *USUAL[-1:]])
@example([*USUAL[:4], Step("move", how=Movement.DEPARTED), Step("find", how=FindingAction.RELEASE)])
@example([*USUAL, Step("consolidate"), Step("wait", how=DAY_MS), Step("consolidate")])
def test_whatever_happens_what_must_hold_of_exports_holds(steps: list[Step]) -> None:
    played = Played(steps)
    world = played.world
    given_to: defaultdict[str, set[str]] = defaultdict(set)
    for each in world.all(ExportAccepted):
        given_to[each.subject.list_no or ""].add(each.subject.declaration_id)
    assert all(len(declarations) == 1 for declarations in given_to.values()), "a list number is given once"

    in_declarations: defaultdict[str, set[str]] = defaultdict(set)
    for result in world.all(ExportConsolidated):
        for one in result.result.lists:
            in_declarations[one.list_no].add(result.result.declaration_seq_no)
    assert all(len(found) == 1 for found in in_declarations.values()), "a list stands in one declaration"
    assert in_declarations.keys() <= {each.subject.list_no for each in world.all(ListClosed)}

    for events in of_declarations(world, ListClosed, ListReopened).values():
        kinds = [type(event) for event in events]
        assert kinds == [ListClosed, ListReopened] * (len(kinds) // 2) + [ListClosed] * (len(kinds) % 2)

    told = (DeclarationHeld, DeclarationCleared, DeclarationClosed, DeclarationRefused, DeclarationWithdrawn)
    for declaration_id, events in of_declarations(world, *told).items():
        released = False
        for at, event in enumerate(events):
            released |= isinstance(event, DeclarationCleared)
            if at and isinstance(events[at - 1], DeclarationClosed):
                assert TAKEN_BACK in {hold.reason.code for hold in event.holds}, "what closed is held for nothing else"
            if isinstance(event, DeclarationClosed):
                assert released or declaration_id in played.released_by_officers, "nothing closes unreleased"
            is_end = isinstance(event, DeclarationRefused) or (
                isinstance(event, DeclarationWithdrawn) and event.cause is not WithdrawalCause.LIST_CHANGED
            )
            assert not is_end or at == len(events) - 1, "what has ended stays so"


@settings(max_examples=60, deadline=None)
@given(STEPS)
@example(USUAL)
def test_every_document_is_answered_as_often_as_it_came_and_concluded_once(steps: list[Step]) -> None:
    played = Played(steps)
    answered: defaultdict[str, int] = defaultdict(int)
    for judged in played.world.all(DocumentJudged):
        answered[judged.judgement.document.document_id] += 1
    assert answered == played.submitted
    ends: defaultdict[tuple[str, str], int] = defaultdict(int)
    for concluded in played.world.all(DocumentConcluded):
        judgement = concluded.judgement
        ends[str(judgement.document.document_type), judgement.document.document_id] += 1
    assert all(count == 1 for count in ends.values()), ends


@settings(max_examples=40, deadline=None)
@given(STEPS)
@example(USUAL)
def test_the_same_course_gives_the_same_bytes(steps: list[Step]) -> None:
    first, second = (written(Played(steps).world) for _ in range(2))
    assert first == second


def written(world: ExportWorld) -> list[tuple[str, bytes, bytes]]:
    """Return everything published, as it stands on the log."""
    return [(event.topic, event.key, codec.encode(event.record)) for event in world.seen]


@pytest.mark.parametrize("repeated", [0, 1, 2, 3])
def test_a_document_that_comes_again_at_any_time_changes_nothing_that_follows(repeated: int) -> None:
    once, twice = Played(USUAL), Played([*USUAL[: repeated + 1], Step("again"), *USUAL[repeated + 1 :]])
    assert once.world.lifecycle() == twice.world.lifecycle() == ["120", "399", "800", "899"]
