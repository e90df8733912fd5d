"""
The officially published sample messages end as in memory. They are read where they are, never copied.

Where that folder does not exist there is nothing to test, and no test is defined.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.organisations import read_default
from tests.e2e.conftest import Performance
from tests.support.outcomes import table
from yidian import connection
from yidian.main import app

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "ceb-samples"

OUTCOMES = Path(__file__).resolve().parents[1] / "component" / "outcomes" / "official_samples.txt"
VERDICT, REPEATED = re.compile(r"record \d+ verdict: (\w+) (-?\d+)"), re.compile(r"record \d+ gateway: repeated")


def outcome(lines: Iterable[str]) -> tuple[int, int, int, dict[str, int]]:
    """Return accepted, rejected, duplicates, and the codes of the rejected."""
    verdicts = [found.groups() for found in map(VERDICT.match, lines) if found]
    count = Counter(verdict for verdict, _ in verdicts)
    repeated = sum(REPEATED.match(line) is not None for line in lines)
    codes = Counter(code for verdict, code in verdicts if verdict == "rejected")
    return count["accepted"], count["rejected"], count["duplicate"] + repeated, dict(codes)


REFUSED = "message gateway: refused"
EXPECTED = {
    name: outcome(parcel.lines)
    for name, parcel in table.parse(OUTCOMES.read_text(encoding="utf-8")).items()
    if not parcel.lines[0].startswith(REFUSED)
}
"""By file, what the same records came to in memory; but files of which nothing is taken."""

TRANSMITTER = re.compile(r"copCode>([0-9A-Z]+)</\S*copCode>")
"""The transmitter of a message; records have copNo, never copCode."""


def connected(names: Iterable[str]) -> list[str]:
    """Return the files whose transmitter an organisation of the demonstration has; no other can submit them."""
    codes = {code for organisation in read_default() for code in organisation.codes}
    named = {name: TRANSMITTER.search((SAMPLES / name).read_text(encoding="utf-8-sig")) for name in names}
    return [name for name, found in named.items() if found is not None and found[1] in codes]


if SAMPLES.is_dir():

    @pytest.fixture
    def command(performance: Performance, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
        """The command, with the test's mesh as the one on this machine."""
        monkeypatch.setattr(connection, "FOLDERS", (performance.stage.mesh.directory,))
        return CliRunner()

    @pytest.mark.e2e
    def test_the_official_samples_end_as_decided(command: CliRunner) -> None:
        names = connected(EXPECTED)
        assert len(names) >= 5
        run = command.invoke(app, ["submit", *(str(SAMPLES / name) for name in names), "--json"])
        assert run.exit_code == 0, run.output
        told = {Path(line["file"]).name: line for line in map(json.loads, run.stdout.splitlines())}
        found = {
            name: (line["accepted"], line["rejected"], line["duplicate"], line["codes"]) for name, line in told.items()
        }
        assert found == {name: EXPECTED[name] for name in names}
