"""The command without a mesh: it teaches, and says what to do when there is none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from contracts.agencies import AGENCIES
from yidian import connection
from yidian.main import app, flowing

COMMANDS = (
    *("up", "down", "demo", "submit", "status", "watch", "held", "decide", "top-up", "topics", "parked", "redrive"),
    *("discard", "explain", "reads", "show"),
)
REGISTER = ("show", "propose", "list-version", "approve", "reject", "list")


@pytest.fixture(autouse=True)
def no_mesh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "FOLDERS", (tmp_path,))


def test_every_command_is_listed_and_explains_itself() -> None:
    listed = CliRunner().invoke(app, ["--help"]).stdout
    for command in COMMANDS:
        assert f" {command} " in listed
        told = CliRunner().invoke(app, [command, "--help"])
        assert told.exit_code == 0
        assert len(told.stdout.split()) > 30


def test_every_command_on_registers_explains_itself() -> None:
    listed = CliRunner().invoke(app, ["register", "--help"]).stdout
    for command in REGISTER:
        assert f" {command} " in listed
        told = CliRunner().invoke(app, ["register", command, "--help"])
        assert told.exit_code == 0
        assert len(told.stdout.split()) > 30


def test_without_a_mesh_it_says_how_to_start_one() -> None:
    run = CliRunner().invoke(app, ["held"])
    assert run.exit_code == 1
    assert "yidian up" in run.stderr


def test_a_machine_gets_the_same_as_json() -> None:
    run = CliRunner().invoke(app, ["status", "1", "--json"])
    assert run.exit_code == 1
    assert "yidian up" in json.loads(run.stdout)["remedy"]


def test_another_mesh_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIDIAN_GATEWAY_URL", "http://127.0.0.1:9")
    run = CliRunner().invoke(app, ["held"])
    assert run.exit_code == 1
    assert "YIDIAN_API_KEY" in run.stderr


def test_a_key_without_an_address_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIDIAN_API_KEY", "k")
    run = CliRunner().invoke(app, ["held"])
    assert run.exit_code == 1
    assert "YIDIAN_GATEWAY_URL is not" in run.stderr


@pytest.mark.parametrize(
    ("url", "key", "variable"),
    [("127.0.0.1:9", "k", "YIDIAN_GATEWAY_URL"), ("http://127.0.0.1:9", "schlüssel", "YIDIAN_API_KEY")],
)
def test_what_cannot_be_an_address_or_a_key_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str, key: str, variable: str
) -> None:
    monkeypatch.setenv("YIDIAN_GATEWAY_URL", url)
    monkeypatch.setenv("YIDIAN_API_KEY", key)
    run = CliRunner().invoke(app, ["held"])
    assert run.exit_code == 1
    assert variable in run.stderr


def test_following_no_receipts_at_all_is_refused() -> None:
    assert CliRunner().invoke(app, ["watch", "--count", "0"]).exit_code == 2


def test_paragraphs_of_help_flow_and_examples_stay() -> None:
    assert flowing("One\n    two.\n\n      yidian held\n    ") == "One two.\n\n  yidian held"
    assert CliRunner().invoke(app, ["-h"]).exit_code == 0


def test_too_few_parcels_are_refused_before_anything_starts() -> None:
    run = CliRunner().invoke(app, ["demo", "--parcels", "10"])
    assert run.exit_code == 1
    assert "--parcels" in run.stderr


@pytest.mark.parametrize("number", ["-QX1", "-1", "--QX1", "-Q X1"])
@pytest.mark.parametrize("command", [("status",), ("explain",), ("redrive",), ("register", "show")])
def test_a_number_that_begins_with_a_dash_is_told_where_it_goes(command: tuple[str, ...], number: str) -> None:
    run = CliRunner().invoke(app, [*command, number])
    told = " ".join(run.stderr.replace("│", " ").split())
    assert run.exit_code == 2
    assert "No such option" in told
    assert f"goes after --: yidian {' '.join(command)} -- {number}" in told
    assert "No such option" not in CliRunner().invoke(app, [*command, "--", number]).stderr


def test_of_a_command_that_takes_no_number_only_the_option_is_told() -> None:
    told = CliRunner().invoke(app, ["held", "-QX1"]).stderr
    assert "No such option" in told
    assert "goes after" not in told


@pytest.mark.parametrize("command", [("held",), ("decide", "X", "release", "--reason", "r", "--authority", "a")])
def test_an_agency_is_one_that_has_officers(command: tuple[str, ...]) -> None:
    told = " ".join(CliRunner().invoke(app, [*command, "--agency", "filing"]).stderr.replace("│", " ").split())
    *others, last = [agency.agency for agency in AGENCIES.values() if agency.findings]
    assert f"'filing' has no officers: {', '.join(others)} or {last}" in told
    assert "no officers" not in CliRunner().invoke(app, [*command, "--agency", "tax"]).stderr
