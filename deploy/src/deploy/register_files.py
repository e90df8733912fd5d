"""
Register files: what the owners of registers edit, one CSV per topic, `<topic>.csv` (`mesh.declared.register_csv`).

Publishing is elsewhere: `deploy.provision`.
"""

from pathlib import Path
from typing import Any, NamedTuple

from contracts.topics import TOPICS, Topic
from mesh.declared.errors import ConfigurationError
from mesh.declared.register_csv import parse, unusable

FOLDER = Path(__file__).resolve().parents[2] / "registers"


class Entry(NamedTuple):
    """A register entry and where it stands. `key` is the message key: code and version."""

    topic: str
    key: str
    record: Any
    where: str


def read_all(folder: Path = FOLDER) -> list[Entry]:
    """
    Return the entries of every register that people keep, topic by topic in the order of the files.

    Raises ConfigurationError listing every problem of every file with its row, a register without file and a file
    without register included.
    """
    registers = {name: topic for name, topic in TOPICS.items() if topic.kept}
    files = {path.name.removesuffix(".csv"): path for path in sorted(folder.glob("*.csv"))}
    problems = [f"{folder / name}.csv: missing" for name in sorted(registers.keys() - files.keys())]
    problems += [f"{files[name]}: no such register" for name in sorted(files.keys() - registers.keys())]
    entries: list[Entry] = []
    for name in sorted(registers.keys() & files.keys()):
        rows, wrong = read(files[name], registers[name])
        entries += rows
        problems += wrong
    if problems:
        raise ConfigurationError("registers:\n  " + "\n  ".join(problems))
    return entries


def read(path: Path, topic: Topic) -> tuple[list[Entry], list[str]]:
    """Return the entries of one file and its problems, each naming file and row."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows, faults = parse(lines, topic)
    faults += unusable(rows, topic)
    entries = [Entry(topic.name, line.key, line.record, f"{path.name} row {line.number}") for line in rows]
    places = [f"{path.name} row {fault.number}" if fault.number else path.name for fault in faults]
    return entries, [f"{place}: {fault.what}" for place, fault in zip(places, faults, strict=True)]
