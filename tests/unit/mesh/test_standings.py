"""Of the records for a standing a chunk sends the last per key; all others go out as they were asked for."""

import pytest

from contracts import codec
from contracts.forex import TotalEntered
from mesh.declared.processor import Context, Effects, Emit
from mesh.declared.registers import Registers
from mesh.engine import outbox
from mesh.engine.outbox import Outbox
from mesh.engine.state import TaskState
from mesh.engine.store import MemoryStore
from mesh.engine.timers import Timers

STANDING, EVENTS = "test.standings.v1", "test.events.v1"
ASKED = [(STANDING, b"A", 1), (EVENTS, b"A", 2), (STANDING, b"B", 3), (STANDING, b"A", 4), (EVENTS, b"A", 5)]


def sent(*asked: tuple[str, bytes, int]) -> list[int]:
    """Return the amounts of the records that a chunk sends, a step per record that is asked for."""
    state = TaskState(MemoryStore())
    made = Outbox("forex.totals", 4, state, Timers(state))
    made.begin()
    for number, (topic, key, amount) in enumerate(asked):
        record = TotalEntered(enterprise_code="E", entry_id=str(number), month="2024-11", amount_cny_e5=amount)
        context = Context(at_ms=number, cause_id=str(number), key=key, partition=0, partitions=4, registers=Registers())
        made.apply(Effects(outputs=(Emit(topic, key, record),)), context)
    return [codec.decode(one.value or b"").amount_cny_e5 for one in made.close("chunk")]


def test_the_last_of_each_key_goes_out_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "STANDINGS", frozenset({STANDING}))
    assert sent(*ASKED) == [2, 3, 4, 5]


def test_events_go_out_all() -> None:
    assert sent(*ASKED) == [1, 2, 3, 4, 5]
