"""
What a local Kafka needs on disk, made once per user and version and kept in the cache.

Jars from Maven Central, a formatted data directory to copy from, and an archive of loaded classes (AppCDS) that halves
the start. The cache is `YIDIAN_CACHE`, else `~/.cache/yidian`. Running a broker is elsewhere: `deploy.local_broker`.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.escaping import java_environment, java_paths, java_properties
from mesh.declared.errors import ConfigurationError

KAFKA = Path(__file__).resolve().parents[2] / "kafka"
POM, LOGGING = KAFKA / "pom.xml", KAFKA / "log4j2.xml"
LEAST_JAVA = 17
DATA, PROPERTIES = "data", "server.properties"
"""Names in the folder that a broker runs in."""
CLUSTER_ID = "eWlkaWFuLWxvY2FsLWthZg"  # any 16 bytes in base64

SINGLE_NODE: dict[str, object] = {
    "process.roles": "broker,controller",
    "node.id": 1,
    "controller.listener.names": "CONTROLLER",
    "auto.create.topics.enable": "false",
    "offsets.topic.replication.factor": 1,
    "offsets.topic.num.partitions": 8,
    "transaction.state.log.replication.factor": 1,
    "transaction.state.log.min.isr": 1,
    "transaction.state.log.num.partitions": 8,
    "share.coordinator.state.topic.replication.factor": 1,
    "share.coordinator.state.topic.min.isr": 1,
    # nobody waits for more members to arrive
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 1000,
    # a killed broker may register again when its session is over
    "broker.session.timeout.ms": 2000,
    "broker.heartbeat.interval.ms": 400,
    # the transaction of a dead producer ends within a second of its timeout
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": 1000,
    # a small machine: few threads, which on two cores spend less on waking each other; small buffers
    "num.network.threads": 1,
    "num.io.threads": 2,
    "log.cleaner.dedupe.buffer.size": 16 * 1024 * 1024,
    "log.index.size.max.bytes": 1024 * 1024,
}


@dataclass(frozen=True, slots=True)
class KafkaFiles:
    """Paths in the cache. `java` is the program; `classpath` its jars; `archive` may not exist yet."""

    java: str
    classpath: str
    template: Path
    archive: Path

    def command(self, *options: str, main: str = "kafka.Kafka", arguments: tuple[str, ...] = ()) -> list[str]:
        """Return the command line of a program in the jars, with options that favour a quick start."""
        quick = (
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
        )
        return [self.java, *quick, *options, "-cp", self.classpath, main, *arguments]


def kafka_version() -> str:
    """Return the version that the pom names."""
    version = re.search(r"<kafka\.version>([^<]+)<", POM.read_text(encoding="utf-8"))
    if version is None:
        raise ConfigurationError(f"{POM} names no kafka.version")
    return version[1]


def find_java() -> str | None:
    """Return Java as JAVA_HOME or PATH names it, with its links resolved, or None."""
    home = os.environ.get("JAVA_HOME")
    named = shutil.which("java", path=f"{home}/bin") if home else None
    java = named or shutil.which("java")
    return str(Path(java).resolve()) if java else None


def prepare() -> KafkaFiles:
    """
    Return the files, fetching and making what is not in the cache yet (about 20 s, once). Safe to call at the same time
    in several processes. Raises ConfigurationError naming what is missing on this machine.
    """
    java = find_java()
    if java is None:
        raise ConfigurationError("a local Kafka needs Java 17 or later: apt-get install openjdk-17-jre-headless")
    cache = Path(os.environ.get("YIDIAN_CACHE") or Path.home() / ".cache" / "yidian").absolute()
    home = cache / f"kafka-{kafka_version()}-{_fingerprint(POM.read_bytes())}"
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home / "lock"):
        libs = home / "libs"
        if not libs.is_dir():
            _check_version(java)
            _fetch(libs)
        stat = Path(java).stat()
        files = KafkaFiles(
            java=java,
            classpath=java_paths(*sorted(libs.glob("*.jar"))),
            template=home / "template",
            archive=home / f"classes-{_fingerprint(f'{java} {stat.st_mtime_ns} {stat.st_size}'.encode())}.jsa",
        )
        if not files.template.is_dir():
            _format(files)
    return files


def server_properties(broker_port: int, controller_port: int) -> str:
    """
    Return the settings file of a single node, broker and controller in one, that listens on this machine only.

    Its data are in the folder `data` of the one that it runs in (`deploy.escaping` says why).
    """
    host = "127.0.0.1"
    settings: dict[str, object] = {
        **SINGLE_NODE,
        "listeners": f"PLAINTEXT://{host}:{broker_port},CONTROLLER://{host}:{controller_port}",
        "controller.quorum.voters": f"1@{host}:{controller_port}",
        "log.dirs": DATA,
    }
    return java_properties(settings)


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _check_version(java: str) -> None:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < LEAST_JAVA:
        raise ConfigurationError(f"Kafka needs Java {LEAST_JAVA} or later, but {java} says: {said.splitlines()[:1]}")


def _fetch(libs: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ConfigurationError("fetching Kafka needs Maven, once: apt-get install maven")
    with tempfile.TemporaryDirectory(dir=libs.parent) as scratch:
        target = Path(shutil.copy(POM, scratch)).with_name("libs")
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={target.name}"]
        command = [maven, "-q", "-B", "-f", POM.name, *goal]
        env = {**java_environment(), "MAVEN_BASEDIR": scratch}  # its script does not find one with a backslash
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=scratch, env=env)
        if done.returncode or not target.is_dir():
            raise ConfigurationError(f"Maven could not fetch Kafka:\n{(done.stdout + done.stderr).strip()[-2000:]}")
        target.rename(libs)


def _format(files: KafkaFiles) -> None:
    with tempfile.TemporaryDirectory(dir=files.template.parent) as scratch:
        data = Path(scratch) / DATA
        (Path(scratch) / PROPERTIES).write_text(server_properties(1, 2), encoding="ascii")
        command = files.command(
            main="kafka.tools.StorageTool", arguments=("format", "-t", CLUSTER_ID, "-c", PROPERTIES)
        )
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=scratch, env=java_environment())
        if done.returncode or not data.is_dir():
            raise ConfigurationError(f"Kafka's storage could not be formatted:\n{done.stdout}{done.stderr}")
        data.rename(files.template)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
