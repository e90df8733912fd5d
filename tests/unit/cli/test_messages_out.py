"""`yidian messages` writes every message once and goes on where it ended."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from yidian.connection import Connection, Organisation
from yidian.main import app

AUDITOR = Organisation("auditor", "auditor", (), frozenset({"auditor"}), "key")
MESSAGES = [
    {"message_type": "CEB622Message", "guid": f"{n:036d}", "places": [f"0-{n}"], "xml": f"<清单 n='{n}'/>\r\n"}
    for n in range(5)
]


class Answering:
    """A gateway that gives two messages a page."""

    asked: list[dict[str, Any]]

    def __init__(self, _url: str, _key: str) -> None:
        pass

    def __enter__(self) -> "Answering":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, path: str, **params: Any) -> Any:
        assert path == "/v1/messages"
        Answering.asked.append(params)
        begin = 0 if params["after"] == "start" else int(params["after"])
        page = MESSAGES[begin : begin + 2]
        end = begin + len(page)
        return {"messages": page, "next": str(end), "caught_up": end == len(MESSAGES)}


@pytest.fixture(autouse=True)
def gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    Answering.asked = []
    connection = Connection("http://gateway", (AUDITOR,))
    monkeypatch.setattr("yidian.commands.messages.connect", lambda: connection)
    monkeypatch.setattr("yidian.commands.messages.Gateway", Answering)


def run(folder: Path, *more: str) -> str:
    result = CliRunner().invoke(app, ["messages", "--out", str(folder), *more])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_message_is_a_file_with_the_bytes_that_were_sent(tmp_path: Path) -> None:
    run(tmp_path / "in")
    files = sorted((tmp_path / "in").glob("*.xml"))
    assert [file.name for file in files] == [f"CEB622Message-{n:036d}.xml" for n in range(5)]
    assert [file.read_bytes().decode() for file in files] == [message["xml"] for message in MESSAGES]


def test_a_second_call_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    run(tmp_path)
    Answering.asked.clear()
    run(tmp_path, "--group", "100")
    assert Answering.asked == [{"after": "5", "limit": 1000, "group": 100}]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_is_one_organisations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another's place in the stream would skip what came before for this one."""
    run(tmp_path)
    other = Organisation("courier", "courier", ("1",), frozenset({"carrier", "auditor"}), "other key")
    monkeypatch.setattr("yidian.commands.messages.connect", lambda: Connection("http://gateway", (other,)))
    result = CliRunner().invoke(app, ["messages", "--out", str(tmp_path)])
    assert result.exit_code == 1
    assert "has messages of 'auditor', not of 'courier'" in " ".join(result.output.split())


def test_json_names_each_file(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in run(tmp_path, "--json").splitlines()]
    assert len(lines) == 5
    assert lines[0] == {"file": str(tmp_path / f"CEB622Message-{0:036d}.xml"), "type": "CEB622Message", "records": 1}


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    result = CliRunner().invoke(app, ["messages", "--out", str(taken)])
    assert result.exit_code == 1
    assert "is no folder to write to: File exists" in " ".join(result.output.split())
