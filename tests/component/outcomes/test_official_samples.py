"""
The officially published sample messages, record by record. They are read where they are, never copied.

Where that folder does not exist there is nothing to test, and no test is defined. ``--update-outcomes`` writes anew.
"""

from pathlib import Path

import pytest

from contracts.documents import DOCUMENTS
from gateway.reading.batch import Format
from tests.support.outcomes import table
from tests.support.outcomes.course import DAY_MS, Submission
from tests.support.outcomes.world import START_MS, Mesh

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "reference" / "ceb-samples"
EXPECTED = Path(__file__).parent / "official_samples.txt"
TRANSMITTER = "1101180326"
FILES = [
    (f"{document.message.name}.xml", document.message.record)
    for document in DOCUMENTS
    if document.message is not None and (SAMPLES / f"{document.message.name}.xml").is_file()
]
"""The samples of every document of the contract, each with the name of its records."""

if SAMPLES.is_dir():

    def test_every_official_record_ends_as_it_ended(pytestconfig: pytest.Config) -> None:
        mesh, submissions = Mesh(), []
        for name, record in FILES:
            written = (SAMPLES / name).read_bytes()
            handed_over = mesh.submit(Format.XML, written, TRANSMITTER)
            assert len(handed_over) == written.count(f"</ceb:{record}>".encode())
            submissions += [Submission(name, "record", batch, answer) for batch, answer in handed_over]
        for days in (1, 2, 40):
            mesh.tick(START_MS + days * DAY_MS)
        now = table.parcels(submissions, mesh.facts, mesh.lists)
        if pytestconfig.getoption("--update-outcomes"):
            EXPECTED.write_text(table.text(now), encoding="utf-8")
        assert table.differences(table.parse(EXPECTED.read_text(encoding="utf-8")), now) == []
