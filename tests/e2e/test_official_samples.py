"""
The officially published sample messages end as the import path decides. They are read where they are, never copied.

Where that folder does not exist there is nothing to test, and no test is defined.
"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.e2e.conftest import Performance
from yidian import connection
from yidian.main import app

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "reference" / "ceb-samples"

EXPECTED = {
    "CEB311Message.xml": (0, 1, 5, {"-301008": 1}),
    "CEB411Message.xml": (0, 2, 8, {"-401009": 2}),
    "CEB511Message.xml": (0, 5, 1, {"-504011": 5}),
    "CEB621Message.xml": (2, 2, 6, {"-621001": 2}),
}
"""File: accepted, rejected, duplicates, and the codes of the rejected."""

if SAMPLES.is_dir():

    @pytest.fixture
    def command(performance: Performance, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
        """The command, with the test's mesh as the one on this machine."""
        monkeypatch.setattr(connection, "FOLDERS", (performance.stage.mesh.directory,))
        return CliRunner()

    @pytest.mark.e2e
    def test_the_official_samples_end_as_decided(command: CliRunner) -> None:
        run = command.invoke(app, ["submit", *(str(SAMPLES / name) for name in EXPECTED), "--json"])
        assert run.exit_code == 0, run.output
        told = {Path(line["file"]).name: line for line in map(json.loads, run.stdout.splitlines())}
        found = {
            name: (line["accepted"], line["rejected"], line["duplicate"], line["codes"]) for name, line in told.items()
        }
        assert found == EXPECTED
