"""What the steps of the peers' benchmark come to."""

from typing import Any

import pytest

from bench.machine import parse_stat
from bench.peers.figures import Step, quantile, summarise, verdict
from bench.reporting import peers

STEP = Step(1_000, True, "", 1_000.0, 100.0, {"customs": 60.0, "tax": 40.0}, 50.0, 200.0, 400.0, 300.0)


def test_a_rate_is_held_when_the_backlog_does_not_grow() -> None:
    assert verdict(rate=1_000, sent=30_000, cleared=29_500, backlog=600, late_seconds=0.1) == ""


@pytest.mark.parametrize(
    ("cleared", "backlog", "late", "why"),
    [
        (28_900, 1_600, 0.1, "cleared 28900 of 30000"),
        (30_000, 2_001, 0.1, "2001 orders behind at the end"),
        (30_000, 600, 1.5, "the writer was 1.5 s late"),
    ],
)
def test_a_rate_is_not_held(cleared: int, backlog: int, late: float, why: str) -> None:
    assert verdict(rate=1_000, sent=30_000, cleared=cleared, backlog=backlog, late_seconds=late) == why


def test_a_quantile_is_the_value_that_the_share_does_not_exceed() -> None:
    assert quantile(range(1, 101), 0.5) == 50
    assert quantile(range(1, 101), 0.99) == 99
    assert quantile([7], 0.99) == 7
    assert quantile([], 0.5) is None


def test_ratios_are_of_medians_at_the_same_rate() -> None:
    steps = {
        "mesh": [STEP._replace(cpu_us=cpu) for cpu in (90.0, 100.0, 200.0)],
        "plain": [STEP._replace(cpu_us=cpu) for cpu in (50.0, 40.0, 60.0)],
        "quix": [STEP._replace(cpu_us=250.0)],
    }
    mesh, plain, quix = (summarise(steps)[name][0] for name in ("mesh", "plain", "quix"))
    assert (mesh.cpu_us, mesh.least_cpu_us, mesh.most_cpu_us) == (100.0, 90.0, 200.0)
    assert (mesh.cpu_to_mesh, mesh.cpu_to_plain) == (1.0, 2.0)
    assert (plain.cpu_to_mesh, quix.cpu_to_mesh, quix.cpu_to_plain) == (0.5, 2.5, 5.0)


def test_only_turns_that_held_the_rate_count() -> None:
    steps = [STEP, STEP._replace(held=False, cpu_us=900.0, cleared_per_second=400.0)]
    (summary,) = summarise({"mesh": steps})["mesh"]
    assert (summary.turns, summary.held, summary.cpu_us, summary.cleared_per_second) == (2, 1, 100.0, 1_000.0)


def test_a_rate_that_was_never_held_has_no_ratio() -> None:
    steps = {"mesh": [STEP], "faust": [STEP._replace(held=False, cpu_us=900.0)]}
    (faust,) = summarise(steps)["faust"]
    assert (faust.held, faust.cpu_us, faust.cpu_to_mesh) == (0, 900.0, None)


def test_a_name_with_spaces_and_brackets_does_not_shift_the_fields_of_a_process() -> None:
    assert parse_stat("12 (a) b) S 1 2 3")[:2] == ["S", "1"]


def test_the_section_has_a_row_per_contender_and_rate() -> None:
    steps = {"mesh": [STEP], "faust": [STEP._replace(held=False, p50_ms=None, p99_ms=None)]}
    written = peers.section(_result(steps))
    assert "| Mesh | 1,000 | 1 of 1 | 1,000 | 200 | 400 | 100 | 100 to 100 | 1.00 | – |" in written
    assert "| Faust | 1,000 | 0 of 1 | 1,000 | – | – | 100 | 100 to 100 | – | – |" in written
    assert "| Mesh | at least once | memory | 7 | 0 | 2 | 0 | 0 |" in written
    assert written.count("| Faust |") == 2  # no figures by application of a rate that it did not hold


def _result(steps: dict[str, list[Step]]) -> dict[str, Any]:
    plan = {"partitions": 4, "commit_interval_ms": 100, "turns": 1, "held_seconds": 30.0, "warm_seconds": 15.0}
    parts = {"customs": 1.0, "inspection": 1.0, "forex": 1.0, "tax": 1.0}
    return {
        "figures": {
            "plan": plan,
            "contenders": {
                name: {
                    "title": name.title(),
                    "guarantee": "at least once",
                    "state": "memory",
                    "orders": 7,
                    "wrong": 0,
                    "duplicate": 2,
                    "missing": 0,
                    "undrained_turns": 0,
                    "rates": [rate._replace(by_application=parts)._asdict() for rate in rates],
                }
                for name, rates in summarise(steps).items()
            },
        }
    }
