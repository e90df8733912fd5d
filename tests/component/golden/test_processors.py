"""
Golden snapshots: what every processor does with every example of the contract stays as it is, unless somebody says so.

After a change that is meant: ``pytest tests/component/golden --update-golden``, then read the difference in the commit.
"""

from pathlib import Path

import pytest

from bench.memory import services
from contracts import codec
from contracts.topics import PROCESSORS
from mesh.declared.processor import Processor
from tests.support.mesh import golden

SNAPSHOTS = Path(__file__).parent / "snapshots"
ALL = {processor.name: processor for working in services(bytes(32)).values() for processor in working}


@pytest.mark.parametrize("processor", ALL.values(), ids=ALL)
def test_a_processor_does_with_every_example_what_it_did(processor: Processor, pytestconfig: pytest.Config) -> None:
    path, now = SNAPSHOTS / f"{processor.name}.json", golden.text(golden.snapshot(processor))
    if pytestconfig.getoption("--update-golden"):
        SNAPSHOTS.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_every_processor_of_the_contract_has_a_snapshot_and_no_other() -> None:
    assert set(ALL) == set(PROCESSORS)
    assert {path.stem for path in SNAPSHOTS.iterdir()} == set(PROCESSORS)


@pytest.mark.parametrize("processor", ALL.values(), ids=ALL)
def test_every_record_that_a_processor_works_has_an_example(processor: Processor) -> None:
    kinds = {kind for route in processor.routes for kind in route.steps}
    assert [kind for kind in kinds if not golden.examples(codec.full_name(kind))] == []
