"""
Whether the loader's state is that of a mesh which was sent the same parcels over HTTP.

Left out of the comparison is what cannot be the same: instants, numbers drawn in order of arrival, marks of events
heard (an event's id carries its batch), the order in which agencies answered, and the head of the journal.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import create_engine

from bench.growth.loader import Load, StateRecord, states
from bench.ladder.rung import Around
from bench.memory import ACCEPTED_MS, services
from contracts import codec
from contracts.mesh import JournalHead, Wakes
from contracts.topics import TOPICS
from deploy.escaping import sqlite_url
from deploy.local import LocalMesh
from gateway.personal.keys import KeyRing
from mesh.engine.state import state_key
from mesh.kafka.committed_records import committed, everywhere

EXAMPLES = 5
DIFFERING = re.compile(r"(.*_)?at_ms|heard|pre_entry_no|list_no|bill_no|position")
_HEAD, _WAKES = state_key(JournalHead, ""), state_key(Wakes, "")
_SCHEMA = b"\0"


class Equality(Around):
    """Compares the state of the mesh with what the loader makes of the same parcels, sampling and keys included."""

    def after(self, mesh: LocalMesh, folder: Path, declarations: int) -> dict[str, Any]:
        sampling = (mesh.directory / "inspection-sampling.key").read_text(encoding="utf-8").strip().encode()
        master = bytes.fromhex((mesh.directory / "master.key").read_text(encoding="utf-8").strip())
        keys = KeyRing(create_engine(sqlite_url(mesh.directory / "gateway.db")), master).at(ACCEPTED_MS)
        topics = [topic.name for topic in TOPICS.values() if topic.role == "state"]
        kafka = {"bootstrap.servers": mesh.bootstrap}
        read = everywhere(kafka, mesh.name, topics)
        partitions = len({partition for _, partition in read})
        plan = Load(begin=0, closed=declarations, opened=0, partitions=partitions)
        driven: dict[tuple[str, int, bytes], bytes] = {}
        for record in committed(kafka, mesh.name, read):
            at = record.topic.removesuffix(".state.v1"), record.partition, record.key
            if record.value is None:
                driven.pop(at, None)
            else:
                driven[at] = record.value
        driven_records = ((processor, partition, key, value) for (processor, partition, key), value in driven.items())
        loaded = states(plan, working=services(sampling), keys=keys)
        return {"equality": compared(driven_records, loaded)}


def compared(driven: Iterable[StateRecord], loaded: Iterable[StateRecord]) -> dict[str, Any]:
    """Return how many records there were on either side, how many only on one, and some of those."""
    left, right = Counter(_comparable(driven)), Counter(_comparable(loaded))
    only_driven, only_loaded = left - right, right - left
    return {
        "driven": left.total(),
        "loaded": right.total(),
        "different": only_driven.total() + only_loaded.total(),
        "examples": [
            *(f"only driven: {each}" for each in sorted(only_driven)[:EXAMPLES]),
            *(f"only loaded: {each}" for each in sorted(only_loaded)[:EXAMPLES]),
        ],
    }


def _comparable(records: Iterable[StateRecord]) -> Iterator[str]:
    for processor, partition, key, value in records:
        if key.startswith(_HEAD):
            continue
        record = codec.decode(value)
        parts = (
            [(_WAKES.decode(), wake) for wake in record.wakes] if key.startswith(_WAKES) else [(key.decode(), record)]
        )
        for name, part in parts:  # which timers stand in one record depends on chunks
            yield f"{processor} {partition} {name} {msgspec.json.encode(_plain(part)).decode()}"


def _plain(value: Any) -> Any:
    """Return a value without what differs; records that stand as bytes within others are opened."""
    if isinstance(value, bytes) and value.startswith(_SCHEMA) and codec.schema_id(value) in codec.SCHEMAS:
        return _plain(codec.decode(value))
    if isinstance(value, msgspec.Struct):
        return _plain(msgspec.structs.asdict(value)) | {"": type(value).__name__}
    if isinstance(value, Mapping):
        return {name: None if DIFFERING.fullmatch(name) else _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return sorted((_plain(each) for each in value), key=msgspec.json.encode)
    return value
