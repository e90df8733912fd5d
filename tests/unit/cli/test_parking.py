"""`yidian parked`, `redrive`, `discard`: keys as they are shown are keys as they are taken, and outcomes are told."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mesh.declared.keys import written
from yidian.commands import parking
from yidian.connection import Connection, Organisation
from yidian.main import app

OPERATOR = Organisation("ops", "Operators", (), frozenset({"operator"}), "key")
ESCAPE = "\x1b[2J"
KEYS = [b"", b"\xff", b"DD1", b" a", b"hex:00", b"k" * 3_000, "订单[red]".encode()]


def a_parked(key: bytes = b"DD1") -> dict[str, Any]:
    named = {"processor": "customs.clearance", "partition": 1, "key": written(key), "key_hex": key.hex()}
    record = {"topic": "trade.imports.v1", "offset": 7, "event_id": "e", "dead_letter_id": "l"}
    why = {"code": "rule_failed", "reason": "ZeroDivisionError", "parked_ms": 1, "is_parked": True, "asked": None}
    return named | record | why


def an_answer(recorded_ms: int = 5, **changes: Any) -> dict[str, Any]:
    asked = {"command_id": "c", "action": "DISCARD", "requested_by": "ops", "person": "王五", "reason": "stray"}
    gone = {"topic": "trade.imports.v1", "partition": 1, "offset": 7, "event_id": "e"}
    came = {"outcome": "RELEASED", "worked": 2, "left": 0, "discarded": [gone]}
    return {"processor": "customs.clearance", "partition": 1, "key": "DD1", **asked, **came} | {
        "asked_at_ms": 1,
        "recorded_ms": recorded_ms,
        **changes,
    }


class Fake:
    """A gateway that answers what it was given, and remembers what it was asked."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.comes: list[dict[str, Any]] = []
        self.record: dict[str, Any] | None = None
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __enter__(self) -> "Fake":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, path: str, **params: Any) -> Any:
        self.asked.append((path, params))
        if path == "/v1/parked":
            return {"parked": self.rows}
        if path == "/v1/parked/record":
            return a_parked() | {"record": self.record, "is_timer": False}
        assert path == "/v1/parked/answers"
        if "command_id" not in params:
            return {"answers": self.answers[: params["limit"]]}
        self.answers = self.comes + self.answers
        self.comes = []
        return {"answers": [row for row in self.answers if row["command_id"] == params["command_id"]]}

    def post(self, path: str, body: dict[str, Any]) -> Any:
        self.asked.append((path, body))
        return a_parked() | {"event_id": "c"}


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Fake:
    made = Fake()
    monkeypatch.setattr(parking, "connect", lambda: Connection("http://gateway", (OPERATOR,)))
    monkeypatch.setattr(parking, "Gateway", lambda *_: made)
    monkeypatch.setattr(parking, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(parking, "ANSWER_SECONDS", 0.0)
    return made


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_listed_as_it_is_taken(gateway: Fake, key: bytes) -> None:
    gateway.rows = [a_parked(key)]
    assert written(key)[:9] in run("parked").stdout
    assert json.loads(run("parked", "--json").stdout)["key"] == written(key)
    run("redrive", "customs.clearance", written(key), "--reason", "mended")
    (sent,) = [body for path, body in gateway.asked if path == "/v1/parked/redrive"]
    assert sent == {"processor": "customs.clearance", "key": written(key), "reason": "mended", "partition": None}


def test_a_command_tells_what_the_processor_answers(gateway: Fake) -> None:
    gateway.comes = [an_answer()]
    told = run(
        "discard", "customs.clearance", "DD1", "--reason", "stray", "--person", "王五", "--all", "--partition", "1"
    )
    assert "released; 2 processed, 0 waiting; discarded: trade.imports.v1 1/7" in " ".join(told.stdout.split())
    (sent,) = [body for path, body in gateway.asked if path == "/v1/parked/discard"]
    assert (sent["records"], sent["person"], sent["partition"]) == ("all", "王五", 1)


def test_an_answer_that_was_there_before_is_not_taken_for_this_one(gateway: Fake) -> None:
    gateway.answers = [an_answer()]
    assert "not answered yet" in run("redrive", "customs.clearance", "DD1", "--reason", "mended").stdout
    gateway.comes = [an_answer(9, outcome="PARKED_ANEW")]
    answer = json.loads(run("redrive", "customs.clearance", "DD1", "--reason", "mended", "--json").stdout)["answer"]
    assert answer["outcome"] == "PARKED_ANEW"


def test_answers_are_listed_with_who_and_why(gateway: Fake) -> None:
    gateway.answers = [an_answer()]
    told = " ".join(run("parked", "--answers").stdout.split())
    assert "discard" in told
    assert "王五" in told
    assert "stray" in told


def test_a_record_is_shown_and_moves_no_terminal(gateway: Fake) -> None:
    foreign = {"name": "ce_id", "text": f"[red]{ESCAPE}", "hex": "", "size": 3}
    gateway.record = {
        "timestamp_ms": 1,
        "key": "DD1",
        "headers": [foreign, {"name": "none", "text": None, "hex": None, "size": None}],
        "headers_in_all": 2,
        "size": 4,
        "value_hex": "1b5b324a",
        "value_text": ESCAPE,
        "sha256": "0",
        "unreadable": "not in the wire format",
    }
    shown = run("parked", "customs.clearance", "DD1", "--purpose", "fault 17", "--person", "王五").stdout
    assert ESCAPE not in shown
    assert "[red]" in shown
    assert "1b5b324a" in shown
    assert gateway.asked[-1] == (
        "/v1/parked/record",
        {"processor": "customs.clearance", "key": "DD1", "purpose": "fault 17", "person": "王五"},
    )


def test_a_record_without_a_purpose_is_not_asked_for(gateway: Fake) -> None:
    result = CliRunner().invoke(app, ["parked", "customs.clearance", "DD1"])
    assert result.exit_code == 1
    assert "--purpose" in result.stderr
    assert gateway.asked == []
