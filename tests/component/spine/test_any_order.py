"""
The whole spine in memory: any interleaving of documents and decisions brings every uncontested case to the same end.

Each processor has its own position in every topic; Hypothesis chooses what is delivered next.
"""

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from contracts import topics
from contracts.common import FindingAction, FindingRecorded
from contracts.customs import DeclarationCleared, DeclarationHeld, DeclarationRefused, DocumentJudged
from mesh.testing.world import Hand, World
from tests.support.customs.builders import (
    CNY,
    TEN_O_CLOCK,
    Document,
    a_list,
    a_list_line,
    a_payment,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs.registers import UNLICENSED_BANK
from tests.support.spine.world import a_world, submit


def outcomes(world: World) -> dict[str, tuple[Any, ...]]:
    """What became of every declaration and document: statuses, codes and amounts, never numbers or times."""
    found: dict[str, tuple[Any, ...]] = {}
    for cleared in world.events(DeclarationCleared):
        found[cleared.subject.order_no] = ("800",)
    for held in world.events(DeclarationHeld):
        codes = tuple(sorted(hold.reason.code for hold in held.holds))
        found.setdefault(held.subject.order_no, (held.return_status, codes))
    for refused in world.events(DeclarationRefused):
        found[refused.subject.order_no] = (
            refused.return_status,
            tuple(sorted({reason.code for reason in refused.reasons})),
            tuple(sorted((o.document.document_type, o.return_status) for o in refused.documents)),
        )
    for judged in (event.judgement for event in world.events(DocumentJudged)):
        key = f"{judged.order_no}/{judged.document.document_type}/{judged.document.document_id}"
        assert key not in found, "a document is judged once"
        found[key] = (judged.verdict, judged.return_status)
    return found


def a_day() -> list[Document]:
    """Some parcels without contest between them: plain, faulty in the match, over the limit alone, held."""
    day: list[Document] = []
    for number in range(3):
        day += four_documents(f"PLAIN{number}")
    order, payment, waybill, listed = four_documents("PAID")
    day += (order, a_payment("PAID", amount_paid_cny_e5=payment.amount_paid_cny_e5 + 1_000), waybill, listed)
    order, payment, waybill, listed = four_documents("LINES")
    day += (order, payment, waybill, a_list("LINES", lines=(a_list_line(quantity=1, price_cny=200),)))
    order, payment, waybill, listed = four_documents("BANK")
    day += (
        an_order("BANK", payment_institution_code=None),
        a_payment("BANK", payment_institution_code=UNLICENSED_BANK),
        waybill,
        listed,
    )
    one = (an_order_line(quantity=1, price_cny=6000),)
    order = an_order("WHOLE", lines=one)
    day += (
        order,
        a_payment("WHOLE", amount_paid_cny_e5=6000 * CNY),
        four_documents("WHOLE")[2],
        a_list("WHOLE", lines=(a_list_line(quantity=1, price_cny=6000),)),
    )
    return day


@cache
def in_order() -> dict[str, tuple[Any, ...]]:
    """The outcome when everything is delivered as it came."""
    world = a_world()
    submit(world, a_day())
    world.run()
    return outcomes(world)


def test_the_day_ends_as_it_should() -> None:
    """The reference outcome itself: released, refused with the right code, held."""
    found = in_order()
    assert [found[f"PLAIN{n}"] for n in range(3)] == [("800",)] * 3
    assert found["PAID"][:2] == ("100", ("99102",))
    assert found["LINES"][:2] == ("100", ("1322",))
    assert found["BANK"] == ("300", ("99401",))
    assert found["WHOLE"] == ("800",)


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_interleaving_ends_the_same(data: DataObject) -> None:
    """Documents in any order and hand-overs in any order: every case ends the same."""
    world = a_world()
    submit(world, data.draw(st.permutations(a_day())))
    chance = data.draw(st.randoms(use_true_random=False))

    def choose(hands: list[Hand]) -> Hand:
        return hands[chance.randrange(len(hands))]

    world.run(choose)
    assert outcomes(world) == in_order()


@pytest.mark.parametrize(
    ("action", "status"),
    [(FindingAction.RELEASE, "800"), (FindingAction.SHIP_BACK, "700"), (FindingAction.REFUSE, "100")],
)
def test_a_finding_ends_a_hold(action: FindingAction, status: str) -> None:
    """The officer's decision, given twice, is carried out once."""
    world = a_world()
    _, _, waybill, listed = four_documents("BANK")
    submit(
        world,
        (
            an_order("BANK", payment_institution_code=None),
            a_payment("BANK", payment_institution_code=UNLICENSED_BANK),
            waybill,
            listed,
        ),
    )
    world.run()
    (held,) = world.events(DeclarationHeld)
    finding = FindingRecorded(
        finding_id="f-1",
        agency="forex",
        declaration_id=held.subject.declaration_id,
        revision=held.subject.revision,
        hold_id=held.holds[0].hold_id,
        action=action,
        officer="officer-1",
        authority="order 1",
        reason="seen",
        found_at_ms=TEN_O_CLOCK + 60_000,
    )
    for again in range(2):
        world.publish(
            topics.FOREX_FINDINGS, finding, key=b"BANK", at_ms=TEN_O_CLOCK + 60_000, event_id=f"finding-{again}"
        )
        world.run()
    assert outcomes(world)["BANK"][0] == status
    ends = len(world.events(DeclarationCleared)) + len(world.events(DeclarationRefused))
    assert ends == 1
