"""Malformed requests: what each must be refused with, and what the gateway says of each, read by its own readers."""

import pytest

from edge.access.sending import Rights, deny
from edge.problems.catalogue import KINDS
from edge.problems.problem import Problem
from gateway.forms.item import Item, Malformed
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from simulator import day
from simulator.world import world
from yidian.demo.malformed import Bad, write_malformed

COURIER = world().couriers[0].code
MALFORMED = write_malformed(world())


def told(bad: Bad) -> tuple[str, ...]:
    """Return the problem code that the gateway's readers refuse a body with, or the codes of what is wrong by row."""
    sender = bad.sender or COURIER
    try:
        records = read(Format(bad.written), bad.body, Senders(sender, frozenset({sender})), Limits())
    except Problem as problem:
        return (problem.code,)
    return tuple(_wrong(record) for record in records)


def _wrong(record: Item | Malformed) -> str:
    if isinstance(record, Malformed):
        return record.errors[0].code
    denied = deny(record.form.document.document_type, record.clear, Rights((record.sender,), ("merchant",)))
    return denied.code if denied else "received"


@pytest.mark.parametrize("bad", [bad for bad in MALFORMED if bad.sender], ids=lambda bad: bad.name)
def test_a_malformed_request_is_refused_by_its_code(bad: Bad) -> None:
    assert told(bad) == (bad.rows or (bad.code,))


@pytest.mark.parametrize("bad", MALFORMED, ids=lambda bad: bad.name)
def test_its_status_is_the_one_of_the_catalogue(bad: Bad) -> None:
    assert KINDS[bad.code].status == bad.status


def test_its_numbers_are_used_by_nobody_else() -> None:
    used = {case.parcel.order["orderNo"] for case in day.generate(world())}
    assert not used & {number for bad in MALFORMED for number in bad.orders}
