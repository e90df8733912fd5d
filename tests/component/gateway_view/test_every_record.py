"""The view folds every record of every topic that names it: none is passed over because somebody forgot it."""

import dataclasses
from pathlib import Path

import msgspec
import pytest

from contracts import codec
from contracts.schemas import KINDS
from contracts.topics import TOPICS
from gateway.view.feed import inputs
from gateway.view.fold import fold
from gateway.view.rows import Rows
from mesh.wire import Inbound
from tests.support.golden import examples

COMMANDS = ".commands.v1"
EVERY = [
    pytest.param(topic, path, id=f"{topic} {name}/{path.stem}")
    for topic in inputs()
    for name in map(codec.full_name, TOPICS[topic].records)
    for path in examples(name)
]


@pytest.mark.parametrize(("topic", "path"), EVERY)
def test_a_record_leaves_rows(topic: str, path: Path) -> None:
    record = msgspec.json.decode(path.read_bytes(), type=KINDS[path.parent.name])
    if topic.endswith(COMMANDS):
        record = msgspec.structs.replace(record, processor=topic.removesuffix(COMMANDS))  # a foreign one says nothing
    rows = Rows()
    fold(rows, record, Inbound(topic, 0, 0, 0, b"ORDER", codec.encode(record), ()))
    assert any(getattr(rows, field.name) for field in dataclasses.fields(rows))


def test_every_record_of_the_topics_that_the_view_reads_has_an_example() -> None:
    assert [kind for topic in inputs() for kind in TOPICS[topic].records if not examples(codec.full_name(kind))] == []
