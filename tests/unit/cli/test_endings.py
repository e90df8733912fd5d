"""Whatever the output is, a command ends in order: escapes, one line about a full disk, silence for nobody."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cli.answering import answering

COMMANDS = (("reads",), ("held", "--json"), ("--help",))
"""A table, JSON, and the help, which the parser writes."""
BEGIN = "import sys; from yidian.main import app; sys.argv[0] = 'yidian'; app()"
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    with answering() as url:
        yield url


def environment(url: str, **more: str) -> dict[str, str]:
    """Return what a process of its own is given: nothing of who runs the tests but where programs are."""
    return {"PATH": os.environ["PATH"], "YIDIAN_GATEWAY_URL": url, "YIDIAN_API_KEY": "k", **more}


def run(
    url: str, *arguments: str, stdout: int | None = subprocess.PIPE, **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", BEGIN, *arguments],
        env=environment(url, **more), stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_output_in_ascii_gets_every_other_character_escaped(gateway: str, command: tuple[str, ...]) -> None:
    ended = run(gateway, *command, PYTHONIOENCODING="ascii", YIDIAN_LANG="zh")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.isascii()
    if command == ("reads",):
        assert b"\\u62bd\\u67e5" in ended.stdout  # 抽查
    if "--json" in command:
        (line,) = ended.stdout.splitlines()
        assert json.loads(line)


def test_json_in_ascii_is_the_same_json(gateway: str) -> None:
    plain, escaped = run(gateway, "held", "--json"), run(gateway, "held", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(plain.stdout) == json.loads(escaped.stdout)
    assert json.loads(escaped.stdout)["reason"]["text_zh"] == "支付机构许可证已过期"


def test_a_complaint_in_ascii_is_told_too(gateway: str) -> None:
    ended = run(gateway, "status", "订单", "--lang", "zh", PYTHONIOENCODING="ascii")
    assert ended.returncode == 1
    assert ended.stderr.isascii()
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("command", "language", "told"),
    [(each, "zh", "输出无法写入：") for each in COMMANDS] + [(("reads",), "en", "the output cannot be written: ")],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_full_disk_is_told_on_one_line(gateway: str, command: tuple[str, ...], language: str, told: str) -> None:
    with FULL.open("wb") as full:
        ended = run(gateway, *command, stdout=full.fileno(), YIDIAN_LANG=language)
    assert ended.returncode == 1
    (line,) = ended.stderr.decode().splitlines()
    assert told in line
    assert "No space left on device" in line


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_has_gone_ends_the_command_quietly(gateway: str, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = run(gateway, *command, stdout=writing)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_bytes_that_are_no_text_are_complained_about(gateway: str) -> None:
    ended = subprocess.run(
        [sys.executable.encode(), b"-c", BEGIN.encode(), b"status", b"\xff"],
        env=environment(gateway, PYTHONUTF8="1"), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 1
    assert b"bytes that are no text" in ended.stderr


def test_a_folder_that_cannot_be_written_is_named(gateway: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    ended = run(gateway, "messages", "--out", str(taken))
    assert ended.returncode == 1
    assert str(taken) in ended.stderr.decode()
    assert b"Traceback" not in ended.stderr
