"""
A whole mesh on this machine: Kafka, provisioned, with every process under one supervisor, in one folder.

The folder (`.yidian` of the project) has data, keys, ports and logs: `deploy.mesh_folder`. Whether a mesh is there:
`deploy.lock_file`. Running it in the background is elsewhere: `deploy.background`.
"""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from contracts.topics import TRADE_IMPORTS
from deploy import ports, processes
from deploy.broker import Broker, choose
from deploy.discovery import DIRECTORY, UNWRITABLE, Clock, RunningMesh, unwritable
from deploy.kafka_client import admin
from deploy.local_broker import LocalBroker
from deploy.lock_file import FolderLock, Phase
from deploy.mesh_folder import MeshFolder
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


class LocalMesh:
    """
    A mesh under this process: it ends with it, however that ends. Use as a context manager, or `start` and `stop`.

    directory: where it lives; what is there already is taken up again. name: prefix of everything on the broker.
    slots: workers per service. partitions: of a mesh that is new; None: what is usual here, or what it has already.
    clock: virtual time; None: real time, or the clock that the folder has already.
    requested_ports: by name, to be had or to fail. usual_ports: the others are the usual ones where those are free. Any
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
        requested_ports: Mapping[str, int] | None = None,
        usual_ports: bool = False,
    ) -> None:
        self.directory = directory.resolve()
        self.name = name
        self.notes: tuple[str, ...] = ()
        self.supervisor = Supervisor(self.directory / "logs", on_start=lambda _name, _pid: self._restarted())
        self._partitions = partitions
        self._slots, self._clock, self._registers, self._log_level = slots, clock, registers, log_level
        self._organisations = organisations
        self._folder = MeshFolder(self.directory)
        self._broker: Broker | None = None
        self._lock: FolderLock | None = None
        self._requested_ports, self._usual_ports = dict(requested_ports or {}), usual_ports
        self._ports: dict[str, int] = {}
        self._health: dict[str, str] = {}
        self._ready = False
        self._writing = threading.Lock()

    @staticmethod
    def find(directory: Path = DIRECTORY) -> "RunningMesh | None":
        """Return the mesh that runs in a folder, started by whomever, or None."""
        return RunningMesh.at(directory)

    @property
    def bootstrap(self) -> str:
        """The Kafka it runs on."""
        if self._broker is None:
            raise ValueError("the mesh is not started")
        return self._broker.bootstrap

    @property
    def phase(self) -> Phase:
        """Where it is in its life."""
        return Phase.DOWN if self._lock is None else self._lock.phase

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
        return self._folder.connected()

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
        self._folder.database_url()  # a path that is too long ends it here
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock(self.directory)
            self._start(tell, self._lock)
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
        if self._lock is None:
            return
        self._lock.enter(Phase.STOPPING)
        self._ready = False
        self._folder.summary.unlink(missing_ok=True)
        self.supervisor.stop()
        if self._broker is not None and not isinstance(self._broker, LocalBroker):
            self._broker.stop()
        self._broker = None
        self._lock.release()
        self._lock = None

    def _start(self, tell: Callable[[str], None], lock: FolderLock) -> None:
        def step(what: str) -> None:
            lock.enter(Phase.STARTING, what)
            tell(what)

        self._folder.summary.unlink(missing_ok=True)  # of a life that was killed
        allotted = self._folder.allot_ports(
            processes.names(self._slots), requested=self._requested_ports, are_usual=self._usual_ports
        )
        self._ports, self.notes = allotted.ports, allotted.notes
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
        self._folder.connect(self._organisations)
        self._clock = self._folder.clock(self._clock)
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
        lock.enter(Phase.UP)

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
        return {
            "KAFKA_BOOTSTRAP": bootstrap,
            "MESH": self.name,
            "LOG_LEVEL": self._log_level,
            **self._folder.settings(self._clock),
            "GATEWAY_URL": self.gateway_url,
            **{f"{name.upper()}_PORT": str(self._ports[name]) for name in ports.PUBLIC},
        }

    def _restarted(self) -> None:
        """Write down the new pid. A disk that is full keeps nothing from running."""
        with suppress(OSError):
            self._write_summary()

    def _write_summary(self) -> None:
        """Write down where everything is."""
        with self._writing:
            if self._broker is None or self._lock is None or not self._ready:
                return
            pids = self.supervisor.pids()
            summary = {
                "life": self._lock.life,
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
            self._folder.write_summary(summary)
