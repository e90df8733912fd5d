"""The summary of the exports of a demonstration, of a month that is played in memory."""

import pytest

from simulator.exports.calendar import month
from simulator.exports.month import generate
from simulator.world import world
from tests.support.exports.playing import Played
from yidian.demo.check import Difference
from yidian.demo.exports.play import PlayedExports
from yidian.demo.exports.show import show
from yidian.demo.exports.summary import summarise

FEW = 300


def test_the_demonstration_tells_how_lists_stand_and_which_plants_were_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    on = Played(generate(world(), parcels=FEW, calendar=month()))
    on.play()
    declared = len({event.result.declaration_seq_no for event in on.consolidated})
    told = summarise(PlayedExports(on.month, on.book, tuple(on.taken()), declared, [], 4, 1.0))
    assert sum(told["lists"].values()) == told["parcels"] == FEW
    assert {"closed", "cancelled", "held 99612", "refused 100 99001", "list rejected -603003"} <= set(told["lists"])
    assert told["consolidated"] == {"lists": len(on.taken()), "declarations": declared}
    by_deadline_of_bills = {"part-missing"}
    for plant in (*told["faults"], *told["traps"]):
        is_found = plant["planted"] == plant["as_planned"] > 0
        assert is_found == (plant["plant"] not in by_deadline_of_bills), plant
    show(told)
    assert "consolidated into" in capsys.readouterr().out


def test_what_was_never_sent_is_counted_as_unanswered_and_not_found() -> None:
    planned = generate(world(), parcels=FEW, calendar=month())
    unplayed = Played(planned)
    difference = Difference("order-missing", "EX1", "export-list", "2", "no answer")
    told = summarise(PlayedExports(planned, unplayed.book, (), 0, [difference], 0, 1.0))
    assert told["lists"] == {"unanswered": FEW}
    assert told["consolidated"] == {"lists": 0, "declarations": 0}
    assert all(plant["as_planned"] == 0 < plant["planted"] for plant in (*told["faults"], *told["traps"]))
    assert told["differences"][0]["actual"] == "no answer"
