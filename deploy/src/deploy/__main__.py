"""
``python -m deploy provision`` makes the Kafka of YIDIAN_KAFKA_BOOTSTRAP ready for the mesh of YIDIAN_MESH;
``python -m deploy compile`` compiles our own packages, for its processes to run;
``python -m deploy up`` runs a whole mesh on this machine until SIGTERM or Ctrl-C.
"""

import argparse
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
from msgspec import Meta

from deploy.compiled import build
from deploy.discovery import DIRECTORY, Clock
from deploy.local import LocalMesh
from deploy.lock_file import Phase
from deploy.ports import read_ports
from deploy.provision import provision
from deploy.register_files import FOLDER
from mesh.declared import settings
from mesh.declared.errors import ConfigurationError, MeshError, TemporaryFailure


class ProvisionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    Which Kafka, and which mesh on it.

    partitions: as many workers can a service of the mesh ever have; None: as many as a mesh has that is there, as the
    contract says for a new one. Another number than a mesh was made with is refused.
    """

    kafka_bootstrap: str
    mesh: settings.MeshName = "yidian"
    partitions: Annotated[int, Meta(ge=1, le=1_000)] | None = None


def main(argv: list[str]) -> NoReturn:
    """Run a command. Exits with 2 for a wrong configuration, every problem listed, and with 1 for another failure."""
    parser = argparse.ArgumentParser(prog="python -m deploy", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("provision", help="create topics, publish schemas and registers; harmless to repeat")
    making.add_argument("--registers", type=Path, default=FOLDER, metavar="FOLDER")
    commands.add_parser("compile", help="compile our own packages, which processes then run; a minute or two")
    running = commands.add_parser("up", help="run a mesh in the foreground")
    running.add_argument("--directory", type=Path, default=DIRECTORY)
    running.add_argument("--mesh", default="yidian", metavar="NAME")
    running.add_argument("--slots", type=int, default=1, metavar="WORKERS")
    running.add_argument("--partitions", type=int, metavar="NUMBER", help="of a mesh that is new")
    running.add_argument("--registers", type=Path, default=FOLDER, metavar="FOLDER")
    running.add_argument("--clock-start", type=datetime.fromisoformat, metavar="INSTANT")
    running.add_argument("--clock-speed", type=float, default=1.0, metavar="FACTOR")
    running.add_argument("--port", action="append", default=[], metavar="NAME=NUMBER", help="such as gateway=8080")
    running.add_argument("--any-ports", action="store_true", help="the others any free ones, not the usual")
    arguments = parser.parse_args(argv)
    try:
        if arguments.command == "provision":
            _provision(arguments.registers)
        elif arguments.command == "compile":
            print(f"compiled packages are in {build()}")
        else:
            _up(arguments)
    except MeshError as error:
        print(error, file=sys.stderr)
        sys.exit(2 if isinstance(error, ConfigurationError) else 1)
    sys.exit(0)


def _provision(registers: Path) -> None:
    which = settings.read(os.environ, ProvisionSettings)
    done = provision(which.kafka_bootstrap, which.mesh, registers, partitions=which.partitions)
    print(f"new: {done.topics} topics, {done.schemas} schemas, {done.entries} register entries")


class _Ended(BaseException):
    """Told to stop during the start."""


def _up(arguments: argparse.Namespace) -> None:
    clock = Clock(arguments.clock_start, arguments.clock_speed) if arguments.clock_start else None
    mesh = LocalMesh(
        arguments.directory,
        name=arguments.mesh,
        slots=arguments.slots,
        partitions=arguments.partitions,
        clock=clock,
        registers=arguments.registers,
        requested_ports=read_ports(arguments.port),
        usual_ports=not arguments.any_ports,
    )
    stop = threading.Event()

    def on_signal(*_: object) -> None:
        first = not stop.is_set()
        stop.set()
        if first and mesh.phase is Phase.STARTING:
            raise _Ended

    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(name) is not signal.SIG_IGN:  # as under nohup
            signal.signal(name, on_signal)

    def tell(step: str) -> None:
        if stop.is_set():
            raise _Ended
        print(f"start: {step}", flush=True)

    try:
        mesh.start(tell)
        print(f"ready: gateway {mesh.gateway_url}, console {mesh.console_url}", flush=True)
        stop.wait()
    except _Ended:
        raise TemporaryFailure("the mesh was told to stop while it was starting, and has") from None
    finally:
        mesh.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
