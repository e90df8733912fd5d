"""The view folds every record of every topic that names it: none is passed over because somebody forgot it."""

import dataclasses
from pathlib import Path

import msgspec
import pytest

from caseview.fold import chunks
from caseview.fold.decoding import decode
from caseview.fold.records import fold
from caseview.fold.rows import Rows
from caseview.fold.set_aside import SetAside
from caseview.inputs import inputs
from contracts import codec
from contracts.mesh import Gathered, GatheredRecord
from contracts.schemas import KINDS
from contracts.topics import TOPICS
from mesh.wire.records import Inbound
from tests.support.mesh.golden import examples

COMMANDS = ".commands.v1"
EVERY = [
    pytest.param(topic, path, id=f"{topic} {name}/{path.stem}")
    for topic in inputs()
    for name in map(codec.full_name, TOPICS[topic].records)
    if name != codec.full_name(Gathered)
    for path in examples(name)
]
TOGETHER = [topic for topic in inputs() if Gathered in TOPICS[topic].records]


@pytest.mark.parametrize(("topic", "path"), EVERY)
def test_a_record_leaves_rows(topic: str, path: Path) -> None:
    record = msgspec.json.decode(path.read_bytes(), type=KINDS[path.parent.name])
    if topic.endswith(COMMANDS):
        record = msgspec.structs.replace(record, processor=topic.removesuffix(COMMANDS))  # a foreign one says nothing
    rows = Rows()
    fold(rows, record, Inbound(topic, 0, 0, 0, b"ORDER", codec.encode(record), ()))
    assert any(getattr(rows, field.name) for field in dataclasses.fields(rows))


@pytest.mark.parametrize("topic", TOGETHER)
def test_what_is_gathered_in_one_record_leaves_the_rows_of_as_many(topic: str) -> None:
    """Places tell them apart: one offset, and the ordinal within. Time, cause and key are those of each."""
    kinds = [kind for kind in TOPICS[topic].records if kind is not Gathered]
    values = [
        codec.encode(msgspec.json.decode(path.read_bytes(), type=kind))
        for kind in kinds
        for path in examples(codec.full_name(kind))
    ]
    held = [
        GatheredRecord(key=b"O%d" % n, event_id=f"e{n}", at_ms=n, cause_id="c", value=v) for n, v in enumerate(values)
    ]
    nested = GatheredRecord(key=b"", event_id="", at_ms=0, cause_id="", value=codec.encode(Gathered(records=())))
    value = codec.encode(Gathered(records=(*held, nested)))
    rows, source = Rows(), Inbound(topic, 0, 7, 99, b"0", value, ())
    chunks.take(rows, source, decode(source))
    lines = [
        (row["offset"], row["ordinal"], row["order_key"], row["at_ms"], row["recorded_ms"]) for row in rows.timeline
    ]
    assert lines == [(7, n, f"O{n}", n, 99) for n in range(len(values))]
    assert not rows.set_aside


@pytest.mark.parametrize("topic", TOGETHER)
def test_of_what_is_gathered_all_waits_for_the_schema_of_one_and_nothing_for_what_is_unreadable(topic: str) -> None:
    (path, *_) = examples(codec.full_name(next(kind for kind in TOPICS[topic].records if kind is not Gathered)))
    sound = codec.encode(msgspec.json.decode(path.read_bytes(), type=KINDS[path.parent.name]))

    def taken(*values: bytes) -> Rows:
        held = tuple(GatheredRecord(key=b"O", event_id="e", at_ms=1, cause_id="c", value=each) for each in values)
        rows, source = Rows(), Inbound(topic, 0, 7, 99, b"0", codec.encode(Gathered(records=held)), ())
        chunks.take(rows, source, decode(source))
        return rows

    waits = taken(sound, b"\0\0\0\0\1abc")
    assert (waits.timeline, [row["schema_id"] for row in waits.set_aside]) == ([], [1])
    passed = taken(b"{}", sound)
    assert ([row["ordinal"] for row in passed.timeline], [row["value"] for row in passed.set_aside]) == ([1], [None])
    cut = Inbound(topic, 0, 7, 99, b"0", codec.encode(Gathered(records=()))[:5] + b"\x7f", ())
    assert isinstance(decode(cut), SetAside)


def test_every_record_of_the_topics_that_the_view_reads_has_an_example() -> None:
    assert [kind for topic in inputs() for kind in TOPICS[topic].records if not examples(codec.full_name(kind))] == []
