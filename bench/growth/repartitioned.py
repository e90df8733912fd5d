"""
The contracts with another number of partitions, to stand before the installed ones on PYTHONPATH.

A mesh has the partitions that its contracts say, and another number is another generation of its topics; a benchmark
may choose.
"""

import re
import shutil
from pathlib import Path

import contracts
from contracts.topics import TOPICS, TRADE_DOCUMENTS

HERE = Path(contracts.__file__).parent


def with_partitions(folder: Path, partitions: int) -> Path:
    """Write a copy of the package into a folder and return the folder. Registers keep the one partition they have."""
    place = folder / HERE.name
    shutil.copytree(HERE, place, ignore=shutil.ignore_patterns("__pycache__"))
    module = place / "topics.py"
    text, changed = re.subn(
        rf"partitions={TOPICS[TRADE_DOCUMENTS].partitions},", f"partitions={partitions},", module.read_text("utf-8")
    )
    if not changed:
        raise ValueError("no topic of the contracts has partitions to change")
    module.write_text(text, encoding="utf-8")
    return folder
