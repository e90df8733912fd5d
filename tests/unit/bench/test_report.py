"""The page that is made of the results."""

import xml.etree.ElementTree as ElementTree
from typing import Any

from bench import report
from bench.reporting import mesh, svg

MACHINE = {
    "cpu": "c", "cores": 2, "memory_gib": 24, "system": "s", "python": "3", "kafka": "k", "packages": {"msgspec": "1"}
}  # fmt: skip


def a_rung(rate: int, *, sustained: bool = True) -> dict[str, Any]:
    return {
        "rate": rate, "seconds": 60, "warmup": 15, "slots": 1, "partitions": 2, "sustained": sustained,
        "decided_per_second": rate, "drain_seconds": 0.1, "cores_used": 1.2, "speed": [20.1, 20.3],
        "latency_ms": {"p50": 400, "p99": 800, "p99.9": 900, "max": 950},
        "cpu_us_per_declaration": {"kafka": 80.0, "customs-0": 300.0, "view": 500.0, "sender": 16.0},
        "resident_mib": {"kafka": 500, "customs-0": 200}, "outcomes": {"different": {}},
    }  # fmt: skip


def a_result(**figures: Any) -> dict[str, Any]:
    return {"command": "make bench", "commit": "abc", "at": "2026-01-01", "machine": MACHINE, "figures": figures}


def a_replay() -> dict[str, Any]:
    again = {
        "processor": "customs.clearance", "records": 900, "outputs": 700, "different": 0, "cpu_seconds": 0.1,
        "seconds": 0.2, "events_per_core_second": 9000,
    }  # fmt: skip
    return a_result(declarations=60, events_per_core_second=9000, declarations_per_core_second=600, processors=[again])


def a_size(name: str, **more: Any) -> dict[str, Any]:
    restore = {"customs-0": {"records": 5_000, "seconds": 0.4}}
    return a_rung(180) | {"name": name, "restore_from_topics": restore} | more


def test_the_page_has_a_section_for_every_result_and_the_notes() -> None:
    results = {"mesh": a_result(rungs=[a_rung(500), a_rung(1000, sustained=False)])}
    results |= {"replay": a_replay()}
    text = report.page(results, "## By hand\n\nwhy")
    assert "| 1,000 | no | 1000 | 400 | 800 | 900 | 1.2 | 396 | nothing | 20.1 to 20.3 |" in text
    assert "## Replays" in text
    assert "## Cost by size" not in text
    assert text.endswith("## By hand\n\nwhy\n")


def test_what_may_lag_is_not_counted_among_all_that_is_included() -> None:
    assert mesh.included(a_rung(500)) == 396.0


def test_plots_are_drawings_with_a_bar_or_a_line_for_each_series() -> None:
    drawings = mesh.plots(a_result(rungs=[a_rung(500), a_rung(1000)]))
    assert set(drawings) == {"latency.svg", "cpu.svg"}
    for drawing in drawings.values():
        ElementTree.fromstring(drawing)
    assert drawings["latency.svg"].count("<polyline") == 3
    assert drawings["cpu.svg"].count("<rect") == 1 + 2 * 4 + 4


def test_a_higher_value_is_drawn_higher() -> None:
    drawing = ElementTree.fromstring(svg.lines("t", "ms", ["1", "2"], {"p50": [20, 2000]}))
    line = next(each for each in drawing.iter() if each.tag.endswith("polyline"))
    (_, low), (_, high) = (map(float, point.split(",")) for point in line.attrib["points"].split())
    assert high < low


def test_sizes_are_compared_with_the_first_and_kills_tell_what_was_read_again() -> None:
    kill = {
        "restore": {"customs-0": {"records": 5_400, "seconds": 0.2}}, "first_decision_seconds": 3.2,
        "different": {"no end": 1},
    }  # fmt: skip
    larger = a_size("larger") | {"cpu_us_per_declaration": {"kafka": 160.0, "customs-0": 600.0, "view": 1.0}}
    loader = {"parcels": 10_000, "driven": 9, "loaded": 9, "different": 0}
    text = report.page({"growth": a_result(loader=loader, sizes=[a_size("base", kill=kill), larger])}, "")
    assert "| larger | yes | 400 | 800 | 600 | 600 | 760 | 1.92 | 20.1 to 20.3 |" in text
    assert "| base | 5000 | 0.4 | 5400 | 0.2 | 3.2 | 1 |" in text


def test_what_is_left_beside_the_records_is_told_of_the_rates_that_were_held() -> None:
    step = {
        "rate": 2000, "held": True, "cores_used": 1.2, "cpu_us_per_declaration": {"kafka": 200.0, "customs": 400.0},
        "speed": [20.1, 20.3],
    }  # fmt: skip
    moved = {"customs": {"events written": 9.5, "state written": 12.4, "read": 11.0}}
    steps = [step, step | {"rate": 4000, "held": False, "cores_used": 2.0}]
    figures = {"steps": steps, "records": moved, "partitions": 2, "gathered": []}
    results = {
        "floor": a_result(**figures),
        "floor-gathered": a_result(**figures | {"gathered": ["gateway.receipts.v1"]}),
    }
    text = report.page(results, "")
    assert "on one partition of gateway.receipts.v1 were one record" in text
    assert "| 2,000 | yes | 1.2 | 200 | 400 | 600 | 400 | 20.1 to 20.3 |" in text
    assert "| 4,000 | no | 2.0 | – | – | – | – | 20.1 to 20.3 |" in text
    assert "| all | 9.5 | 12.4 | 11.0 |" in text
