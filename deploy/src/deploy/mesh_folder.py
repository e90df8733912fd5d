"""
What a mesh keeps in its folder: keys, organisations, ports, clock, and while it is up `mesh.json`, where everything is.

`organisations.json`, `mesh.json` and `*.key` are readable by their owner only. Nothing here is started.
"""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from contracts.agencies import AGENCIES
from deploy import organisations as access
from deploy import ports
from deploy.broker import BOOTSTRAP_VARIABLE
from deploy.discovery import Clock
from deploy.escaping import sqlite_url
from deploy.organisations import Organisation

OF_AGENCIES = tuple(setting for agency in AGENCIES.values() for setting in agency.settings)
"""What the processes of agencies take besides what every worker takes."""


class MeshFolder:
    """The files of one mesh. They outlive it: a mesh that is started again there has them as they were."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.summary = directory / "mesh.json"
        self.organisations = directory / "organisations.json"

    def connect(self, organisations: Sequence[Organisation] | None) -> None:
        """Write who is connected, with the keys that they had or new ones; None: those of the register file."""
        connected = access.read_default() if organisations is None else organisations
        access.save(self.organisations, access.with_keys(connected, access.load(self.organisations)))

    def connected(self) -> list[dict[str, Any]]:
        """Return who is connected, with their keys: organisation, name, codes, roles, key."""
        return [msgspec.to_builtins(entry) for entry in access.load(self.organisations)]

    def allot_ports(self, processes: Sequence[str], *, requested: Mapping[str, int], are_usual: bool) -> ports.Allotted:
        """Choose the ports and write them down. Raises ConfigurationError for a requested one that is taken."""
        path = self.directory / "ports.json"
        known = msgspec.json.decode(path.read_bytes(), type=dict[str, int]) if path.exists() else {}
        own = () if os.environ.get(BOOTSTRAP_VARIABLE) else ports.KAFKA
        allotted = ports.allot(
            [*ports.PUBLIC, *own, *map(ports.health_of, processes)],
            requested=requested,
            previous=known,
            usual=ports.usual(processes) if are_usual else {},
        )
        path.write_bytes(msgspec.json.format(msgspec.json.encode({**known, **allotted.ports})))
        return allotted

    def clock(self, wanted: Clock | None) -> Clock | None:
        """Return the clock of the folder, else the wanted one from now on: a mesh's time never goes back."""
        path = self.directory / "clock.json"
        if path.exists():
            return msgspec.json.decode(path.read_bytes(), type=Clock)
        if wanted is not None:
            path.write_bytes(msgspec.json.encode(wanted))
        return wanted

    def settings(self, clock: Clock | None) -> dict[str, str]:
        """Return the settings that its folder decides. Raises ConfigurationError for too long a path."""
        settings = {
            "DATA": str(self.directory / "data"),
            "DATABASE_URL": self.database_url(),
            "ORGANISATIONS": str(self.organisations),
            "MASTER_KEY": self._secret("master"),
            **{one.name: self._secret(secret_name(one.name)) for one in OF_AGENCIES if one.secret},
        }
        if clock is not None:
            settings["CLOCK_START"] = clock.start.isoformat()
            settings["CLOCK_SPEED"] = repr(clock.speed)
            settings["CLOCK_EPOCH_MS"] = str(clock.epoch_ms)
        return settings

    def database_url(self) -> str:
        """Return the address of the gateway's database. Raises ConfigurationError for too long a path."""
        return sqlite_url(self.directory / "gateway.db")

    def write_summary(self, summary: Mapping[str, object]) -> None:
        """Write down where everything is."""
        access.write_privately(self.summary, json.dumps(summary, indent=1))

    def _secret(self, name: str) -> str:
        path = self.directory / f"{name}.key"
        if not path.exists():
            access.write_privately(path, secrets.token_hex(32))
        return path.read_text(encoding="utf-8").strip()


def secret_name(setting: str) -> str:
    """Return the name of the file, without ``.key``, in which a mesh's folder has an agency's secret setting."""
    return setting.lower().removesuffix("_key").replace("_", "-")
