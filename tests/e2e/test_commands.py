"""The command against a mesh: every command that asks or decides, as a person and as a machine would use it."""

import json
from pathlib import Path

import pytest

from simulator import day
from tests.e2e.conftest import Command, Performance

pytestmark = pytest.mark.e2e


def number_of(performance: Performance, plant: str) -> str:
    return next(case.parcel.deal.order_no for case in performance.planned.day if case.plant == plant)


def test_status_tells_the_whole_timeline(performance: Performance, yidian: Command) -> None:
    number = number_of(performance, "payer-differs")
    run = yidian("status", number)
    assert run.exit_code == 0
    assert number in run.stdout
    assert "1327" in run.stdout
    (match,) = yidian.lines("status", number)
    assert match["status"] == "100"


def test_status_of_an_unknown_number_says_what_to_do(yidian: Command) -> None:
    run = yidian("status", "nobody-has-this")
    assert run.exit_code == 1
    assert "nobody-has-this" in run.stderr
    assert "--as" in run.stderr


def test_watch_gives_receipts_as_they_are(yidian: Command) -> None:
    lines = yidian.lines("watch", "--from-start", "--count", "5", "--as", "courier-feiyu")
    assert len(lines) == 5
    assert all({"receipt_id", "return_status", "order_no"} <= line.keys() for line in lines)


def test_an_officer_lists_and_decides_a_hold_once(performance: Performance, yidian: Command) -> None:
    number = number_of(performance, "licence-expired")
    holds = [hold for hold in yidian.lines("held", "--agency", "forex") if hold["order_no"] == number]
    assert len(holds) == 1
    (finding,) = yidian.lines(
        "decide", number, "release", "--authority", "test", "--reason", "licence renewed on paper"
    )
    assert finding["hold"] == holds[0]["hold_id"]
    assert finding["action"] == "RELEASE"


def test_a_day_of_trade_is_submitted_once(yidian: Command) -> None:
    day_of_seven = ("trade", "--parcels", str(day.fewest()), "--seed", "7")
    (first,) = yidian.lines(*day_of_seven)
    assert first["parcels"] == day.fewest()
    assert first["unanswered"] == 0
    assert isinstance(first["declarations"], dict)
    assert first["declarations"]["released"] > 0
    assert any(standing.startswith("held") for standing in first["declarations"])
    (again,) = yidian.lines(*day_of_seven)
    assert again["unanswered"] == 0
    assert int(str(again["duplicate"])) > 0.8 * int(str(again["submitted"]))
    run = yidian(*day_of_seven)
    assert run.exit_code == 0
    assert "this day had been submitted before" in run.stdout


def test_topics_names_producers_and_lag(yidian: Command) -> None:
    topics = {str(line["topic"]): line for line in yidian.lines("topics")}
    assert topics["trade.imports.v1"]["producer"] == "gateway"
    assert {"records", "lag", "consumers"} <= topics["customs.declarations.v1"].keys()


def test_nothing_is_parked_and_redrive_says_so(yidian: Command) -> None:
    assert yidian.lines("parked") == []
    run = yidian("redrive", "customs.clearance", "no-such-key", "--reason", "test")
    assert run.exit_code == 1


def test_a_file_without_transmitter_needs_as(tmp_path: Path, yidian: Command) -> None:
    file = tmp_path / "one.json"
    file.write_text('{"type": "import-payment", "guid": "too short"}', encoding="utf-8")
    run = yidian("submit", str(file))
    assert run.exit_code == 1
    assert "--as" in run.stderr
    (told,) = yidian.lines("submit", str(file), "--as", "courier-feiyu")
    assert (told["records"], told["rejected"], told["codes"]) == (1, 1, {"-999999": 1})


def test_the_same_documents_again_are_duplicates(performance: Performance, tmp_path: Path, yidian: Command) -> None:
    case = next(case for case in performance.planned.day if case.plant == "two-packs")
    file = tmp_path / "again.ndjson"
    file.write_text("\n".join(json.dumps(step.document) for step in case.steps), encoding="utf-8")
    (match,) = yidian.lines("status", case.parcel.deal.order_no)
    documents = match["documents"]
    assert isinstance(documents, list)
    (told,) = yidian.lines("submit", str(file), "--as", documents[0]["sender"])
    assert (told["accepted"], told["rejected"], told["duplicate"]) == (0, 0, 4)
