"""
The limits decided end to end: what each purchase of a year comes to.

The cases of `DECISIONS` are the limit decisions of the collection of worked examples that comes with the policy rules
(tax_test_vectors, "limit_decisions"); what was used before is bought before.
"""

from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from contracts.common import Effect, FindingAction, FindingRef, TaxRegime
from contracts.customs import DeclarationAccepted, DeclarationRefused
from contracts.customs_allowance import Balance
from contracts.customs_clearance import Stage
from customs.declaration.joining import OVER_ANNUAL
from mesh.declared.dates import china_midnight_ms
from tests.support.customs.builders import (
    CNY,
    Document,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
)
from tests.support.customs.outcomes import codes, stage, statuses, used
from tests.support.customs.world import World, decisions


class Decision(NamedTuple):
    """A purchase in fen on a day, what the buyer had used in that year, and what it comes to."""

    name: str
    date: str
    order_fen: int
    items: int
    used_fen: int
    expected: str


PREFERENTIAL, FULL, OVER_SINGLE, ANNUAL = "PREFERENTIAL", "FULL", "-621005", "-621018"
DECISIONS = (
    Decision("within both limits", "2019-01-01", 499_999, 3, 0, PREFERENTIAL),
    Decision("exactly the single limit", "2019-01-01", 500_000, 2, 0, PREFERENTIAL),
    Decision("over the single limit, several items", "2024-06-01", 500_001, 2, 0, OVER_SINGLE),
    Decision("over the single limit, one item, annual limit kept", "2024-06-01", 600_000, 1, 1_000_000, FULL),
    Decision("one item but the annual limit exceeded", "2024-06-01", 600_000, 1, 2_000_001, ANNUAL),
    Decision("exactly the annual limit", "2024-06-01", 100_000, 1, 2_500_000, PREFERENTIAL),
    Decision("one fen over the annual limit", "2024-06-01", 100_001, 1, 2_500_000, ANNUAL),
    Decision("limits of 2016", "2018-12-31", 200_001, 1, 0, FULL),
    Decision("within the limits of 2016", "2018-12-31", 200_000, 1, 1_800_000, PREFERENTIAL),
    Decision("limits of 2016, several items stay too", "2018-12-31", 200_001, 3, 0, FULL),
    Decision("the annual limit of 2016", "2018-12-31", 100_000, 1, 1_900_001, ANNUAL),
    Decision("a new year begins with nothing used", "2025-01-01", 500_000, 2, 0, PREFERENTIAL),
)
FEN = CNY // 100


def a_purchase(order_no: str, date: str, fen: int, items: int) -> list[Document]:
    """Four matching documents of a day about so many single items, of which the first bears the odd fen."""
    each = [fen // items + (fen % items if n == 0 else 0) for n in range(items)]
    priced = [
        {"quantity_e5": CNY, "unit_price_cny_e5": price * FEN, "total_price_cny_e5": price * FEN} for price in each
    ]
    shared: dict[str, Any] = {"years": (int(date[:4]),), "accepted_at_ms": at_noon(date)}
    return [
        an_order(order_no, lines=tuple(an_order_line(n, **line) for n, line in enumerate(priced, 1)), **shared),
        a_payment(order_no, amount_paid_cny_e5=fen * FEN, **shared),
        a_waybill(order_no, **shared),
        a_list(order_no, lines=tuple(a_list_line(n, **line) for n, line in enumerate(priced, 1)), **shared),
    ]


def at_noon(date: str) -> int:
    return china_midnight_ms(date) + 12 * 3_600_000


def with_used(world: World, date: str, fen: int) -> None:
    """Let the buyer have used so much of the year, in purchases of one item each."""
    limit = 200_000 if date < "2019" else 500_000
    for number, part in enumerate([limit] * (fen // limit) + [fen % limit] * (fen % limit > 0)):
        world.submit(*a_purchase(f"BEFORE{number}", date, part, 1))
    assert used(world) * 100 == fen - fen % 100


def came_to(world: World, order_no: str) -> str:
    """The tax regime of an accepted purchase, or the code that refused it."""
    for refused in world.all(DeclarationRefused):
        if refused.subject.order_no == order_no:
            return refused.reasons[0].code
    for accepted in world.all(DeclarationAccepted):
        if accepted.subject.order_no == order_no:
            return accepted.content.tax_regime.value
    return next(judged.return_status for judged in world.judged() if judged.reasons)


@pytest.mark.parametrize("case", DECISIONS, ids=[case.name for case in DECISIONS])
def test_lim_01_to_lim_08_every_worked_decision_comes_out(case: Decision) -> None:
    world = World()
    with_used(world, case.date, case.used_fen)
    world.submit(*a_purchase("GW1", case.date, case.order_fen, case.items))
    assert came_to(world, "GW1") == case.expected


def test_lim_08_a_full_year_leaves_the_next_one_free_and_accepted() -> None:
    world = World()
    with_used(world, "2024-12-31", 2_600_000)
    world.submit(*a_purchase("GW1", "2025-01-01", 500_000, 2))
    assert came_to(world, "GW1") == TaxRegime.PREFERENTIAL


def test_lim_04_above_the_annual_limit_the_list_is_refused_negative_and_the_documents_are_free() -> None:
    world = World()
    with_used(world, "2024-11-11", 2_590_000)
    world.submit(*a_purchase("GW1", "2024-11-11", 10_001, 1))
    (refused,) = world.all(DeclarationRefused)
    assert (refused.return_status, codes(world)) == (OVER_ANNUAL, [OVER_ANNUAL])
    assert "25900.00" in refused.reasons[0].text_zh
    assert statuses(refused) == {
        "IMPORT_LIST": OVER_ANNUAL,
        "IMPORT_ORDER": "2",
        "IMPORT_PAYMENT": "2",
        "IMPORT_WAYBILL": "2",
    }
    assert stage(world) == (Stage.REFUSED, OVER_ANNUAL)
    assert used(world) == 25_900


def test_lim_04_where_an_agency_refuses_too_the_annual_limit_is_refused_first() -> None:
    world = World(
        lambda event: decisions(event, forex=Effect.REFUSE if event.subject.order_no == "GW1" else Effect.PASS)
    )
    with_used(world, "2024-11-11", 2_600_000)
    world.submit(*a_purchase("GW1", "2024-11-11", 100, 1))
    (refused,) = world.all(DeclarationRefused)
    assert refused.return_status == OVER_ANNUAL
    assert [reason.code for reason in refused.reasons] == [OVER_ANNUAL, "99900"]


def test_lim_04_what_an_inspector_detains_stays_detained_and_is_not_refused_negative() -> None:
    finding = FindingRef(finding_id="f", hold_id="h", action=FindingAction.DETAIN, officer="o", authority="a")
    world = World()
    with_used(world, "2024-11-11", 2_600_000)
    world.agencies = lambda event: decisions(event, inspection=Effect.REFUSE, finding=finding)
    world.submit(*a_purchase("GW1", "2024-11-11", 100, 1))
    assert stage(world) == (Stage.REFUSED, "599")


def test_lim_04_a_list_refused_above_the_annual_limit_may_be_submitted_again_and_is_accepted() -> None:
    world = World()
    with_used(world, "2024-11-11", 2_600_000)
    four = a_purchase("GW1", "2024-11-11", 100, 1)
    world.submit(*four)
    assert stage(world) == (Stage.REFUSED, OVER_ANNUAL)
    next_year = a_purchase("GW1", "2025-01-01", 100, 1)[3]
    shared = {"person_digests": (*four[3].person_digests, *next_year.person_digests)}
    world.submit(
        replace(next_year, app_time="20250101100000", document_id="another", content_digest=b"another", **shared)
    )
    assert stage(world) == (Stage.CLEARED, "800")
    held = [world.allowance.get(Balance, key) for key in balances(world)]
    assert {balance.used_cny_e5 for balance in held if balance} == {26_000 * CNY, CNY}


def balances(world: World) -> set[str]:
    return {
        f"{accepted.content.buyer_pseudonym.hex()}|{accepted.content.quota_year}"
        for accepted in world.all(DeclarationAccepted)
    }
