"""
A whole mesh on this machine: Kafka, provisioned, with every process under one supervisor, in one folder.

The folder (`.yidian` of the project) holds data, keys, ports and logs. `mesh.json` says where everything is,
`organisations.json` and `*.key` are readable by their owner only. Whether a mesh is there: `deploy.lock_file`.
Running it in the background is elsewhere: `deploy.background`.
"""

import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from contracts.agencies import AGENCIES
from contracts.topics import TRADE_IMPORTS
from deploy import organisations as access
from deploy import ports, processes
from deploy.broker import BOOTSTRAP_VARIABLE, Broker, choose
from deploy.discovery import DIRECTORY, UNWRITABLE, Clock, FoundMesh, unwritable
from deploy.escaping import sqlite_url
from deploy.kafka_client import admin
from deploy.local_broker import LocalBroker
from deploy.lock_file import Hold, Phase
from deploy.organisations import Organisation
from deploy.processes import programs
from deploy.provision import provision
from deploy.register_files import FOLDER
from deploy.supervisor import Supervisor
from mesh.declared.errors import ConfigurationError, TemporaryFailure
from mesh.wire import partitions

PARTITIONS = 2
"""Of a new mesh on one machine: each costs every commit, and more than two workers of a service it does not feed."""
READY_SECONDS = 120.0
PATIENT_SECONDS = 20.0  # for the view, when all else is ready: it may have days to fold


OF_AGENCIES = tuple(setting for agency in AGENCIES.values() for setting in agency.settings)
"""What the processes of agencies take besides what every worker takes."""


class LocalMesh:
    """
    A mesh under this process: it ends with it, however that ends. Use as a context manager, or `start` and `stop`.

    directory: where it lives; what is there already is taken up again. name: prefix of everything on the broker.
    slots: workers per service. partitions: of a mesh that is new; None: what is usual here, or what it has already.
    clock: virtual time; None: real time, or the clock that the folder has already.
    asked_ports: by name, to be had or to fail. usual_ports: the others are the usual ones where those are free. Any
    free ones without it. Either way the mesh keeps its ports over its starts.
    organisations: who is connected (a key that is empty is made); None: those of `registers/organisations.yaml`.
    """

    def __init__(
        self,
        directory: Path = DIRECTORY,
        *,
        name: str = "yidian",
        slots: int = 1,
        partitions: int | None = None,
        clock: Clock | None = None,
        organisations: Sequence[Organisation] | None = None,
        registers: Path = FOLDER,
        log_level: str = "info",
        asked_ports: Mapping[str, int] | None = None,
        usual_ports: bool = False,
    ) -> None:
        self.directory = directory.resolve()
        self.name = name
        self.notes: tuple[str, ...] = ()
        self.supervisor = Supervisor(self.directory / "logs", on_start=lambda _name, _pid: self._restarted())
        self._partitions = partitions
        self._slots, self._clock, self._registers, self._log_level = slots, clock, registers, log_level
        self._asked = organisations
        self._database = ""
        self._broker: Broker | None = None
        self._hold: Hold | None = None
        self._asked_ports, self._usual_ports = dict(asked_ports or {}), usual_ports
        self._ports: dict[str, int] = {}
        self._health: dict[str, str] = {}
        self._ready = False
        self._writing = threading.Lock()

    @staticmethod
    def find(directory: Path = DIRECTORY) -> "FoundMesh | None":
        """Return the mesh that runs in a folder, started by whomever, or None."""
        return FoundMesh.at(directory)

    @property
    def bootstrap(self) -> str:
        """The Kafka it runs on."""
        if self._broker is None:
            raise ValueError("the mesh is not started")
        return self._broker.bootstrap

    @property
    def phase(self) -> Phase:
        """Where it is in its life."""
        return Phase.DOWN if self._hold is None else self._hold.phase

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers, once it is started."""
        return self._url("gateway")

    @property
    def console_url(self) -> str:
        """Where the console answers, once it is started."""
        return self._url("console")

    def organisations(self) -> list[dict[str, Any]]:
        """Return who is connected, with their keys: organisation, name, codes, roles, key."""
        return [msgspec.to_builtins(entry) for entry in access.load(self.directory / "organisations.json")]

    def __enter__(self) -> "LocalMesh":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, tell: Callable[[str], None] = lambda _step: None) -> None:
        """
        Start everything and return when all processes are ready, but for the view, which may catch up later.
        `tell` is given a few words at every step.

        Raises ConfigurationError or TemporaryFailure with what to do or the logs that tell; nothing is left running.
        """
        self._database = sqlite_url(self.directory / "gateway.db")
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self._hold = Hold(self.directory)
            self._start(tell, self._hold)
        except OSError as error:
            self.stop()
            if error.errno not in UNWRITABLE:
                raise
            raise unwritable(self.directory, error) from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop everything, services before Kafka. Data and keys stay for the next start. Harmless where it is down."""
        if self._hold is None:
            return
        self._hold.enter(Phase.STOPPING)
        self._ready = False
        self._summary.unlink(missing_ok=True)
        self.supervisor.stop()
        if self._broker is not None and not isinstance(self._broker, LocalBroker):
            self._broker.stop()
        self._broker = None
        self._hold.release()
        self._hold = None

    def _start(self, tell: Callable[[str], None], hold: Hold) -> None:
        def step(what: str) -> None:
            hold.enter(Phase.STARTING, what)
            tell(what)

        self._summary.unlink(missing_ok=True)  # of a life that was killed
        self._ports = self._allot()
        for note in self.notes:
            tell(note)
        step("Kafka")
        self._broker = broker = choose(
            self.directory / "kafka", port=self._ports.get("kafka"), controller_port=self._ports.get("kafka-controller")
        )
        if isinstance(broker, LocalBroker):
            self.supervisor.start([broker.program()])
            self.supervisor.wait_until_ready("kafka", seconds=READY_SECONDS)
        step("topics, schemas and registers")
        if self._partitions is not None:
            self._refuse_idle(self._partitions)
        usual = max(PARTITIONS, self._slots)
        provision(broker.bootstrap, self.name, self._registers, partitions=self._partitions, usual=usual)
        self._refuse_idle(partitions.shared(admin(broker.bootstrap), self.name, [TRADE_IMPORTS]))
        step("services")
        kept = self.directory / "organisations.json"
        asked = access.read_default() if self._asked is None else self._asked
        access.save(kept, access.with_keys(asked, access.load(kept)))
        started = programs(self._settings(broker.bootstrap), slots=self._slots, ports=self._ports)
        self._health = {program.name: program.ready_url or "" for program in started}
        self.supervisor.start(started)
        self.supervisor.wait_until_ready(*(each.name for each in started if not each.patient), seconds=READY_SECONDS)
        try:
            self.supervisor.wait_until_ready(*(each.name for each in started if each.patient), seconds=PATIENT_SECONDS)
        except TemporaryFailure:
            tell(f"over; {', '.join(self.supervisor.unready())} not ready yet, catching up")
        self._ready = True
        self._write_summary()
        hold.enter(Phase.UP)

    def _allot(self) -> dict[str, int]:
        """Choose the ports and keep them. Raises ConfigurationError for one that was asked for and is taken."""
        kept = self.directory / "ports.json"
        known = msgspec.json.decode(kept.read_bytes(), type=dict[str, int]) if kept.exists() else {}
        running = processes.names(self._slots)
        own = () if os.environ.get(BOOTSTRAP_VARIABLE) else ports.KAFKA
        found = ports.allot(
            [*ports.PUBLIC, *own, *map(ports.health_of, running)],
            asked=self._asked_ports,
            kept=known,
            usual=ports.usual(running) if self._usual_ports else {},
        )
        self.notes = found.notes
        kept.write_bytes(msgspec.json.format(msgspec.json.encode({**known, **found.ports})))
        return found.ports

    def _url(self, name: str) -> str:
        if name not in self._ports:
            raise ValueError("the mesh is not started")
        return f"http://127.0.0.1:{self._ports[name]}"

    def _refuse_idle(self, there: int) -> None:
        """Raise ConfigurationError for more workers of a service than partitions: some would wait for ever."""
        if self._slots > there:
            raise ConfigurationError(
                f"{self._slots} workers of a service cannot share {there} partitions: start {there} at most, "
                f"or a mesh with another name or folder and --partitions {self._slots}"
            )

    def _settings(self, bootstrap: str) -> dict[str, str]:
        settings = {
            "KAFKA_BOOTSTRAP": bootstrap,
            "MESH": self.name,
            "LOG_LEVEL": self._log_level,
            "DATA": str(self.directory / "data"),
            "DATABASE_URL": self._database,
            "ORGANISATIONS": str(self.directory / "organisations.json"),
            "MASTER_KEY": self._secret("master"),
            **{one.name: self._secret(secret_name(one.name)) for one in OF_AGENCIES if one.secret},
            "GATEWAY_URL": self.gateway_url,
            **{f"{name.upper()}_PORT": str(self._ports[name]) for name in ports.PUBLIC},
        }
        clock = self._kept_clock()
        if clock is not None:
            settings["CLOCK_START"] = clock.start.isoformat()
            settings["CLOCK_SPEED"] = repr(clock.speed)
            settings["CLOCK_EPOCH_MS"] = str(clock.epoch_ms)
        return settings

    def _kept_clock(self) -> Clock | None:
        """The clock of the folder goes on when a mesh is taken up again: its time never goes back."""
        kept = self.directory / "clock.json"
        if kept.exists():
            self._clock = msgspec.json.decode(kept.read_bytes(), type=Clock)
        elif self._clock is not None:
            kept.write_bytes(msgspec.json.encode(self._clock))
        return self._clock

    def _secret(self, name: str) -> str:
        kept = self.directory / f"{name}.key"
        if not kept.exists():
            access.write_privately(kept, secrets.token_hex(32))
        return kept.read_text(encoding="utf-8").strip()

    @property
    def _summary(self) -> Path:
        return self.directory / "mesh.json"

    def _restarted(self) -> None:
        """Write down the new pid. A disk that is full keeps nothing from running."""
        with suppress(OSError):
            self._write_summary()

    def _write_summary(self) -> None:
        """Write down where everything is."""
        with self._writing:
            if self._broker is None or self._hold is None or not self._ready:
                return
            pids = self.supervisor.pids()
            summary = {
                "life": self._hold.life,
                "mesh": self.name,
                "bootstrap": self._broker.bootstrap,
                "kafka": self._broker.origin,
                "gateway_url": self.gateway_url,
                "console_url": self.console_url,
                "registry_url": self._url("registry"),
                "health_urls": self._health,
                "pid": os.getpid(),
                "pids": pids,
                "clock": None if self._clock is None else msgspec.to_builtins(self._clock),
                "logs": str(self.supervisor.logs),
                "notes": self.notes,
            }
            access.write_privately(self._summary, json.dumps(summary, indent=1))


def secret_name(setting: str) -> str:
    """Return the name of the file, without ``.key``, in which a mesh's folder keeps an agency's secret setting."""
    return setting.lower().removesuffix("_key").replace("_", "-")
