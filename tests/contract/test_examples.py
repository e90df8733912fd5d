"""Every example is a record of its type, complete, and survives the wire."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts import codec
from contracts.codes import CODES
from contracts.schemas import KINDS
from generator.topics import OF_EVERY_PROCESSOR
from tests.contract.reading import EXAMPLES, contract, examples, load


@pytest.mark.parametrize("path", examples(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_decodes_and_comes_back_from_the_wire(path: Path) -> None:
    kind = KINDS[path.parent.name]
    record = msgspec.json.decode(path.read_bytes(), type=kind)
    assert msgspec.json.decode(msgspec.json.encode(record)) == load(path), "an example states every field and no other"
    assert codec.decode(codec.encode(record)) == record


def test_every_record_of_a_declared_topic_has_an_example() -> None:
    wanted = {name for topic in contract().mesh.declared() for name in topic.records}
    wanted |= OF_EVERY_PROCESSOR
    assert not wanted - {path.parent.name for path in examples()}


def test_no_example_is_orphaned() -> None:
    assert not {path.name for path in EXAMPLES.iterdir()} - set(KINDS)
    assert all(path.suffix == ".json" for path in EXAMPLES.glob("*/*"))


@pytest.mark.parametrize("path", examples(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_reason_of_an_example_has_a_code_that_its_rule_gives(path: Path) -> None:
    for reason in reasons(load(path)):
        known = CODES[reason["code"]].rules
        assert reason["rule_id"] in (known or ("",))


def reasons(content: Any) -> Iterator[dict[str, Any]]:
    """Yield every reason in a record, read from JSON."""
    if isinstance(content, dict):
        if {"code", "rule_id"} <= set(content):
            yield content
        for value in content.values():
            yield from reasons(value)
    elif isinstance(content, list):
        for value in content:
            yield from reasons(value)
