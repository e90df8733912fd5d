"""
What a processor does with every example of the contract, as text that can be compared from version to version.

Each example is worked twice: alone, on no state, and after all before it, on one state, which then sees the clock.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from contracts import codec
from contracts.schemas import KINDS
from deploy.register_files import read_all
from mesh.declared.processor import Emit, Processor, Record
from mesh.testing.bench import Bench

EXAMPLES = Path(__file__).resolve().parents[3] / "schemas" / "examples"
AT_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
KEY = b"GOLDEN-1"
HOUR_MS = 3_600_000
LATER_HOURS = (1, 25, 24 * 40)
"""When the clock is let tick after all examples: past what is due soon, within days, and for good."""


def snapshot(processor: Processor) -> dict[str, Any]:
    """Return what a processor emits, parks and keeps."""
    entries = [entry.record for entry in read_all() if entry.topic in processor.registers]
    alone: dict[str, Any] = {}
    together = Bench(processor, registers=entries)
    in_turn: dict[str, Any] = {}
    for topic, name, record in _inputs(processor):
        bench = Bench(processor, registers=entries)
        alone[f"{topic} {name}"] = _emitted(bench.send(topic, record, key=KEY, at_ms=AT_MS)) | _parked(bench)
        in_turn[f"{topic} {name}"] = _emitted(together.send(topic, record, key=KEY, at_ms=AT_MS))
    if processor.on_wake:
        for hours in LATER_HOURS:
            in_turn[f"after {hours} h"] = _emitted(together.tick(AT_MS + hours * HOUR_MS))
    state = {
        key.decode(errors="backslashreplace"): _told(codec.decode(value)) for key, value in together.state().items()
    }
    return {"alone": alone, "in_turn": in_turn | _parked(together), "state": dict(sorted(state.items()))}


def text(snapshot: dict[str, Any]) -> str:
    """Return a snapshot as it stands in its file."""
    return json.dumps(snapshot, ensure_ascii=False, indent=1) + "\n"


def examples(full_name: str) -> Sequence[Path]:
    """Return the examples of a record."""
    return sorted((EXAMPLES / full_name).glob("*.json"))


def _inputs(processor: Processor) -> Iterator[tuple[str, str, Record]]:
    for route in processor.routes:
        for kind in route.steps:
            full_name = codec.full_name(kind)
            for path in examples(full_name):
                yield (
                    route.topic,
                    f"{full_name}/{path.stem}",
                    msgspec.json.decode(path.read_bytes(), type=KINDS[full_name]),
                )


def _emitted(emits: Sequence[Emit]) -> dict[str, Any]:
    return {
        "emits": [
            {"topic": emit.topic, "key": emit.key.decode(errors="backslashreplace")} | _told(emit.record)
            for emit in emits
        ]
    }


def _parked(bench: Bench) -> dict[str, Any]:
    return {"parked": bench.parked()} if bench.parked() else {}


def _told(record: Record) -> dict[str, Any]:
    return {codec.full_name(type(record)): msgspec.to_builtins(record)}
