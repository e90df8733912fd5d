"""
The processes of a mesh, and the one table of which settings each of them takes.

A process refuses YIDIAN_ variables that it does not know, so each gets its own and no other.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from contracts.agencies import AGENCIES, Agency
from deploy.compiled import current
from deploy.ports import free_port, health_of
from deploy.program import Program

PREFIX = "YIDIAN_"
PATIENT = 19

COMMON = ("KAFKA_BOOTSTRAP", "MESH", "LOG_FORMAT", "LOG_LEVEL")
CLOCK = ("CLOCK_START", "CLOCK_SPEED", "CLOCK_EPOCH_MS")
WORKER = (*COMMON, "SLOT", "DATA", "HTTP_PORT")


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of process: the module it runs, and what it takes.

    patient: may lag and catch up, so it takes only what processor time the others leave.
    """

    module: str
    takes: tuple[str, ...]
    slotted: bool = False
    patient: bool = False


def _worker(name: str, agency: Agency) -> Kind:
    """Return a worker of an agency; what the agency takes of settings is its own service's."""
    settings = agency.settings if name == agency.service else ()
    return Kind(name.replace("-", "."), (*WORKER, *(setting.name for setting in settings)), slotted=True)


KINDS: Mapping[str, Kind] = {
    "clock": Kind("mesh.clock", (*COMMON, *CLOCK, "HTTP_PORT")),
    **{name: _worker(name, agency) for agency in AGENCIES.values() for name in agency.workers},
    "receipts": Kind("receipts", WORKER, slotted=True),
    "view": Kind("caseview", (*COMMON, "DATABASE_URL", "HTTP_PORT"), patient=True),
    "gateway": Kind(
        "gateway",
        (*COMMON, *CLOCK, "MASTER_KEY", "DATABASE_URL", "ORGANISATIONS", "GATEWAY_PORT", "HTTP_PORT"),
    ),
    "console": Kind("console", ("GATEWAY_URL", "LOG_FORMAT", "LOG_LEVEL", "CONSOLE_PORT", "HTTP_PORT")),
    "registry": Kind("mesh.registry", (*COMMON, "REGISTRY_PORT", "HTTP_PORT")),
}


def names(slots: int) -> list[str]:
    """Return the names of the processes of a mesh; a slotted kind runs `slots` times, named like `customs-0`."""
    return [name for name, _, _ in _slots(slots)]


def programs(settings: Mapping[str, str], *, slots: int, ports: Mapping[str, int] | None = None) -> list[Program]:
    """
    Return every process of a mesh. `settings`: values by variable, without the prefix; those absent keep their default.

    Each runs our packages as compiled, if they are (`deploy.compiled`), and tells on a port of its own, the same over
    restarts, whether it is ready. ports: those, as `deploy.ports.health_of` names them; any free one for the others.
    """
    native, given = current(), ports or {}
    return [
        _program(
            name,
            kind,
            {**settings, "SLOT": str(slot), "HTTP_PORT": str(given.get(health_of(name)) or free_port())},
            native,
        )
        for name, kind, slot in _slots(slots)
    ]


def _slots(slots: int) -> Iterator[tuple[str, Kind, int]]:
    for name, kind in KINDS.items():
        for slot in range(slots if kind.slotted else 1):
            yield (f"{name}-{slot}" if kind.slotted else name), kind, slot


def _program(name: str, kind: Kind, settings: Mapping[str, str], native: Path | None) -> Program:
    env = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
    env |= {PREFIX + variable: settings[variable] for variable in kind.takes if variable in settings}
    env["PYTHONUNBUFFERED"] = "1"
    if native is not None:
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(native), env.get("PYTHONPATH"))))
    url = f"http://127.0.0.1:{settings['HTTP_PORT']}/readyz"
    argv = sys.executable, "-m", kind.module
    return Program(name, argv, env, url, niceness=PATIENT if kind.patient else 0, patient=kind.patient)
