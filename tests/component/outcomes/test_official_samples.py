"""
The officially published sample messages of import and export, record by record: what became of each, and by which rule.

They are read where they are, never copied. A message of a type that the contract has no document for is refused whole.
Where that folder does not exist there is nothing to test, and no test is defined. ``--update-outcomes`` writes anew.
"""

from pathlib import Path

import pytest

from contracts.documents import DOCUMENTS
from edge.problems.problem import Problem
from gateway.reading.batch import Format
from tests.support.outcomes import table
from tests.support.outcomes.course import DAY_MS, Submission
from tests.support.outcomes.world import START_MS, Mesh

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "reference" / "ceb-samples"
EXPECTED = Path(__file__).parent / "official_samples.txt"
TRANSMITTER = "1101180326"
MESSAGES = {document.message.name: document.message for document in DOCUMENTS if document.message is not None}


def files() -> list[tuple[str, str | None]]:
    """Return every sample with the name of its records as the contract has them, then those that it has none for."""
    known = [name for name in MESSAGES if (SAMPLES / f"{name}.xml").is_file()]
    others = sorted({path.stem for path in SAMPLES.glob("*.xml")} - set(known))
    return [(f"{name}.xml", MESSAGES[name].record) for name in known] + [(f"{name}.xml", None) for name in others]


def said_of(mesh: Mesh, body: bytes) -> str:
    """Return the code of the problem for which the gateway takes nothing of a message."""
    with pytest.raises(Problem) as raised:
        mesh.submit(Format.XML, body, TRANSMITTER)
    return raised.value.code


if SAMPLES.is_dir():

    def test_every_official_record_ends_as_it_ended(pytestconfig: pytest.Config) -> None:
        mesh, submissions, refused = Mesh(), [], {}
        for name, record in files():
            written = (SAMPLES / name).read_bytes()
            if record is None:
                refused[name] = table.Parcel((f"message gateway: refused {said_of(mesh, written)}",), ())
                continue
            handed_over = mesh.submit(Format.XML, written, TRANSMITTER)
            assert len(handed_over) == written.count(f"</ceb:{record}>".encode())
            submissions += [Submission(name, "record", batch, answer) for batch, answer in handed_over]
        for days in (1, 2, 40):
            mesh.tick(START_MS + days * DAY_MS)
        now = table.parcels(submissions, mesh.facts, mesh.lists) | refused
        if pytestconfig.getoption("--update-outcomes"):
            EXPECTED.write_text(table.text(now), encoding="utf-8")
        assert table.differences(table.parse(EXPECTED.read_text(encoding="utf-8")), now) == []
