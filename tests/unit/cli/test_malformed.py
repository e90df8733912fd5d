"""Malformed requests: what each must be refused with, and what the gateway says of each, read by its own readers."""

import pytest

from gateway.problems.catalogue import KINDS
from gateway.problems.problem import Problem
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from yidian.demo.malformed import Bad, write_malformed
from yidian.gateway import NOTHING_RECEIVED
from yidian.trade import day
from yidian.trade.world import world

COURIER = world().carriers[0].code
MALFORMED = write_malformed(world())


def told(bad: Bad) -> str:
    """Return the problem code that a reader refuses a body with, or that of a batch without one good record."""
    try:
        records = read(Format(bad.written), bad.body, Senders(COURIER, frozenset({COURIER})), Limits())
    except Problem as problem:
        return problem.code
    return "received" if any(hasattr(record, "clear") for record in records) else NOTHING_RECEIVED


@pytest.mark.parametrize("bad", [bad for bad in MALFORMED if bad.key is None], ids=lambda bad: bad.name)
def test_a_malformed_request_is_refused_by_its_code(bad: Bad) -> None:
    assert told(bad) == bad.code


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda bad: bad.name)
def test_its_status_is_the_one_of_the_catalogue(bad: Bad) -> None:
    assert KINDS[bad.code].status == bad.status


def test_its_numbers_are_used_by_nobody_else() -> None:
    used = {case.parcel.order["orderNo"] for case in day.generate(world())}
    assert not used & {number for bad in MALFORMED for number in bad.orders}
