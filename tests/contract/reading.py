"""The contract as the contract tests read it, once."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from generator import outputs
from generator.outputs import SCHEMAS

EXAMPLES = SCHEMAS / "examples"


@cache
def contract() -> outputs.Read:
    """Return the checked contract."""
    return outputs.read()


def files() -> list[Path]:
    """Return every Avro file."""
    return sorted((SCHEMAS / "avro").glob("*.avsc"))


def examples() -> list[Path]:
    """Return every example."""
    return sorted(EXAMPLES.glob("*/*.json"))


def load(path: Path) -> Any:
    """Return the content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
