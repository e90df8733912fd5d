"""
The contenders: how each is started, what it promises, and which rates it is asked for beside the common ones.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import contracts
from bench.peers.join import AGENCIES, RECORDS
from contracts import codec, topics
from deploy.compiled import current
from deploy.kafka_files import find_java
from mesh.declared.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]
HOMES = ROOT / ".yidian" / "peers"
EXACTLY_ONCE, AT_LEAST_ONCE = "exactly once", "at least once"


@dataclass(frozen=True, slots=True)
class Contender:
    """
    One implementation of the topology.

    guarantee: what its transactions promise. version: of what it is built on. keeps: where its state lives.
    program: returns the command of an application, but for the four common arguments. own: whether it has an
    environment of its own to be made first. lower_rates: orders per second asked for before the common rates.
    decisions: topics that its agencies write to.
    """

    name: str
    title: str
    guarantee: str
    keeps: str
    program: Callable[[], list[str]]
    own: bool = True
    lower_rates: tuple[int, ...] = field(default=())
    decisions: tuple[str, ...] = tuple(agency.topic for agency in AGENCIES.values())

    def command(self, application: str, bootstrap: str, mesh: str, folder: Path) -> list[str]:
        """Return the command line of one application; `folder` is its own and empty."""
        return [*self.program(), application, bootstrap, mesh, str(folder)]


def _project(name: str) -> Callable[[], list[str]]:
    return lambda: [sys.executable, "-m", f"bench.peers.{name}.app"]


def _venv(name: str) -> Callable[[], list[str]]:
    return lambda: [str(HOMES / name / "bin" / "python"), "-m", f"bench.peers.{name}.app"]


def _jar() -> list[str]:
    java = find_java()
    if java is None:
        raise ConfigurationError("Kafka Streams needs Java 17 or later")
    ids = ",".join(f"{codec.full_name(kind)}={codec.id_of(kind)}" for kind in RECORDS)
    packages = ",".join(sorted({codec.full_name(kind).rpartition(".")[0] for kind in RECORDS} | {"mesh.common"}))
    return [
        java,
        "-Xms256m",
        "-Xmx512m",
        "-Dorg.apache.avro.specific.use_custom_coders=true",  # the faster of the two that the generated classes have
        f"-Dorg.apache.avro.SERIALIZABLE_PACKAGES={packages}",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        f"-Dpeers.ids={ids}",
        "-cp",
        f"{HOMES}/streams/peers.jar:{HOMES}/streams/libs/*",
        "peers.App",
    ]


CONTENDERS: dict[str, Contender] = {
    contender.name: contender
    for contender in (
        Contender("mesh", "Yidian's mesh", EXACTLY_ONCE, "RocksDB, compacted topic", _project("mesh"), own=False),
        Contender("plain", "plain confluent-kafka loop", EXACTLY_ONCE, "dict, topic", _project("plain"), own=False),
        Contender("streams", "Kafka Streams", EXACTLY_ONCE, "RocksDB, changelog", _jar),
        Contender(
            "quix",
            "Quix Streams",
            EXACTLY_ONCE,
            "RocksDB, changelog",
            _venv("quix"),
            lower_rates=(500,),
            decisions=(topics.TRADE_IMPORTS,),
        ),
        Contender(
            "faust", "stock Faust", EXACTLY_ONCE, "RocksDB, changelog", _venv("faust"), lower_rates=(20, 50, 100, 250)
        ),
        Contender("bytewax", "Bytewax", AT_LEAST_ONCE, "memory, SQLite", _venv("bytewax"), lower_rates=(500,)),
    )
}


def environment() -> dict[str, str]:
    """
    Return the environment of an application: ours, with the benchmark and the contract on the path.

    The compiled packages come first, if there are any, as in every process of a mesh: they hold the mesh and the
    services, of which only the mesh's own contender uses anything.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")}
    contract = Path(contracts.__file__).resolve().parents[1]
    places = (current(), ROOT, contract)
    path = os.pathsep.join(str(place) for place in places if place is not None)
    return {**inherited, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}
