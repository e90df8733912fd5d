"""
The mesh of a demonstration: a folder of its own, virtual time, a match deadline of a quarter of an hour.

The registers are the project's own, with some entries more; so the demonstration needs no switch inside the mesh.
"""

import csv
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from deploy.background import launch
from deploy.discovery import DIRECTORY, Clock, RunningMesh, clear, is_running
from deploy.local import LocalMesh
from deploy.register_files import FOLDER
from simulator.world import DAY, START
from yidian.complaint import Complaint
from yidian.connection import Connection, connection_to
from yidian.language import Wording

FOLDER_OF_DEMO = DIRECTORY / "demo"
SPEED = 30.0
DEADLINE_CODES, DEADLINE_SECONDS = ("clearance.match_deadline_seconds", "export.match_deadline_seconds"), 900
LICENSED = "7106"
"""Goods that the plants of exports need under licence on the day: the register has them since 2025."""


class Stage(NamedTuple):
    """A mesh to play on, and the key by which its inspection draws samples."""

    connection: Connection
    sampling_key: bytes
    mesh: LocalMesh | RunningMesh


@contextmanager
def raised(
    *,
    keep: bool = False,
    slots: int = 1,
    folder: Path = FOLDER_OF_DEMO,
    deadline_seconds: int = DEADLINE_SECONDS,
    tell: Callable[[str], None] = lambda _step: None,
) -> Iterator[Stage]:
    """
    Start a fresh mesh in `folder`; end it again, or with `keep` leave it up in the background.

    Raises Complaint if an earlier demonstration is still up.
    """
    if is_running(folder):
        raise Complaint(
            Wording("the mesh of an earlier demonstration is still up", "先前演示的系统仍在运行"),
            Wording("end it with `yidian down`, then try again", "用 `yidian down` 停止后再试"),
        )
    clear(folder)
    name, clock = f"demo-{secrets.token_hex(3)}", Clock(START, SPEED)
    with TemporaryDirectory(prefix="yidian-registers-") as registers:
        write_registers(Path(registers), deadline_seconds=deadline_seconds)
        if keep:
            tell("the mesh, in the background")
            running: RunningMesh | LocalMesh = launch(
                folder, name=name, slots=slots, clock=clock, registers=Path(registers)
            )
            yield _stage(running)
            return
        mesh = LocalMesh(folder, name=name, slots=slots, clock=clock, registers=Path(registers))
        mesh.start(tell)
    try:
        yield _stage(mesh)
    finally:
        tell("the end")
        mesh.stop()


def write_registers(folder: Path, *, deadline_seconds: int) -> None:
    """Copy the register files, with newer match deadlines, and rates and a licence that exports need on the day."""
    for path in FOLDER.iterdir():
        shutil.copy(path, folder)
    parameters = folder / "customs.parameters.v1.csv"
    for code in DEADLINE_CODES:
        change = {"source": "*a quarter of an hour, for a demonstration", "value": str(deadline_seconds)}
        _append(parameters, code, change)
    rates = folder / "customs.exchange-rates.v1.csv"
    for code in sorted({row["code"] for row in _rows(rates)[1]}):
        change = {"source": "*the newest, for a demonstration", "valid_from": DAY, "valid_to": DAY}
        _append(rates, code, change)
    conditions = {"source": "*as of 2025, for a demonstration", "valid_from": DAY, "valid_to": DAY}
    _append(folder / "customs.export-conditions.v1.csv", LICENSED, conditions)


def _append(path: Path, code: str, change: dict[str, str]) -> None:
    """Append the newest version of an entry with some changes, as the next version."""
    comments, entries = _rows(path)
    newest = max((row for row in entries if row["code"] == code), key=lambda row: int(row["version"]))
    entries.append(newest | {"version": str(int(newest["version"]) + 1)} | change)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(comments)
        writer = csv.DictWriter(out, fieldnames=list(newest), lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries)


def _rows(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the comments of a register file and its entries."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("#")]
    return comments, list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _stage(mesh: RunningMesh | LocalMesh) -> Stage:
    key = (mesh.directory / "inspection-sampling.key").read_text(encoding="utf-8").strip().encode()
    return Stage(connection_to(mesh), key, mesh)
