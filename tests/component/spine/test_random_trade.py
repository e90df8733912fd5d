"""
The whole spine under random trade: whatever is submitted, in whatever sequence it is worked, the books agree at rest.

A seed is one course of trade; the number in a failing test's name is its seed. YIDIAN_TEST_SEEDS asks for more.
"""

import os

import pytest

from contracts.customs_clearance import Stage
from mesh.declared.processor import Record
from mesh.testing.world import World
from tests.support.spine.at_rest import loose_ends, open_ends, said, violations
from tests.support.spine.random_trade import Trade
from tests.support.spine.world import SPINE, declarations, published

SEEDS = range(int(os.environ.get("YIDIAN_TEST_SEEDS", "12")))
DRAWN = 116
"""A course in which a sample is drawn."""
SOME_DAYS, MANY_DAYS = 3, 66
"""Past every deadline of a declaration; past the time that loose documents stay on file."""

EVERY_END = {
    (Stage.WAITING, "2"),
    (Stage.HELD, "300"),
    (Stage.HELD, "500"),
    (Stage.CLEARED, "800"),
    (Stage.CLOSED, "899"),
    (Stage.REFUSED, "100"),
    (Stage.REFUSED, "599"),
    (Stage.REFUSED, "700"),
    (Stage.WITHDRAWN, "399"),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_books_agree_at_rest(seed: int) -> None:
    """At rest, days later and months later; and no event that is published again changes anything."""
    trade = Trade(seed)
    trade.play()
    assert said(violations(trade.world, trade.submissions)) == ""
    assert_deaf_to_repetition(trade)

    trade.wait(SOME_DAYS)
    assert said((*violations(trade.world, trade.submissions), *open_ends(trade.world))) == ""
    assert_deaf_to_repetition(trade)

    trade.wait(MANY_DAYS, each=3)
    ends = (*open_ends(trade.world), *loose_ends(trade.world))
    assert said((*violations(trade.world, trade.submissions), *ends)) == ""


def test_random_trade_reaches_every_end() -> None:
    """
    The courses above are worth something: in some of them declarations come to every status there is.

    What is drawn as a sample follows from the content of the documents, and is rare: three of 120 courses end in it.
    One of them is played first; where a change has made another of it, the others are played until one ends so.
    """
    found: set[tuple[Stage, str]] = set()
    for seed in (DRAWN, *range(60, 260)):
        trade = Trade(seed)
        trade.play()
        found |= {(kept.stage, kept.return_status) for kept in declarations(trade.world).values()}
        if found >= EVERY_END:
            return
    pytest.fail(f"not reached: {EVERY_END - found}")


def assert_deaf_to_repetition(trade: Trade) -> None:
    """Publish again every event that is still remembered: nothing is said, nothing is kept."""
    said_before, kept_before = everything_said(trade.world), everything_kept(trade.world)
    for sent in trade.events_within_memory():
        trade.publish(sent)
    trade.rest()
    assert everything_said(trade.world) == said_before
    assert everything_kept(trade.world) == kept_before


def everything_said(world: World) -> dict[str, list[Record]]:
    """Return what the processors published, by topic."""
    return {topic: published(world, topic) for processor in SPINE for topic in processor.emits}


def everything_kept(world: World) -> dict[tuple[str, str, str], Record]:
    """Return the state of all processors."""
    return {
        (processor.name, kind.__name__, key): record
        for processor in SPINE
        for kind in processor.state
        for key, record in world.state_of(processor.name, kind)
    }
