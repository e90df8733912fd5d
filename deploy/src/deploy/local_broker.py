"""
A Kafka on this machine's Java. It can be killed and started again, on the same port and the same data.

What it needs on disk is elsewhere: `deploy.kafka_files`.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from confluent_kafka.admin import NewTopic

from deploy.child_processes import spawn
from deploy.escaping import java_environment
from deploy.kafka_client import admin, answers, wait_until_answering
from deploy.kafka_files import DATA, LOGGING, PROPERTIES, KafkaFiles, prepare, server_properties
from deploy.ports import free_port
from deploy.program import Program

STOP_SECONDS = 20.0
HEAP = "768m"


class LocalBroker:
    """
    One Kafka node, broker and controller in one, on the local Java. It dies with this process.

    data: directory kept between starts (made from the formatted template when absent); None: a temporary one that
    `stop` removes. port, controller_port: where it listens; None: any free ones. heap: of the JVM. options: further
    options of the JVM.
    """

    origin = "a local Kafka on this machine's Java"

    def __init__(
        self,
        data: Path | None = None,
        *,
        port: int | None = None,
        controller_port: int | None = None,
        files: KafkaFiles | None = None,
        heap: str = HEAP,
        options: tuple[str, ...] = (),
    ) -> None:
        self._files = files or ready_files()
        self._scratch = None if data else tempfile.TemporaryDirectory(prefix="yidian-kafka-")
        self.home = data or Path(self._scratch.name if self._scratch else "")
        self.log = self.home / "broker.log"
        self._heap, self._options = heap, options
        self._port, self._controller_port = port or free_port(), controller_port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        """Host and port; the same over restarts."""
        return f"127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def program(self) -> Program:
        """Return it as a program for a supervisor, with its data in place."""
        return Program("kafka", tuple(self._command()), java_environment(), ready=self.answers, cwd=self.home)

    def answers(self) -> bool:
        """Return whether it answers for its metadata."""
        return answers(self.bootstrap)

    def start(self) -> None:
        """Start and return once it answers. Raises ConfigurationError with the end of its log when it does not."""
        command = self._command()
        with self.log.open("ab") as output:
            self._process = spawn(command, env=java_environment(), output=output, cwd=self.home)
        wait_until_answering(self.bootstrap, alive=lambda: self.pid is not None, log=self.log)

    def _command(self) -> list[str]:
        data = self.home / DATA
        if not data.is_dir():
            self.home.mkdir(parents=True, exist_ok=True)
            shutil.copytree(self._files.template, data)
        written = server_properties(self._port, self._controller_port)
        (self.home / PROPERTIES).write_text(written, encoding="ascii")
        archive = (f"-XX:SharedArchiveFile={self._files.archive}",) if self._files.archive.exists() else ()
        return self._files.command(
            f"-Xms{self._heap}",
            f"-Xmx{self._heap}",
            f"-Dlog4j2.configurationFile={LOGGING.as_uri()}",
            *archive,
            *self._options,
            arguments=(PROPERTIES,),
        )

    def kill(self) -> None:
        """End it at once, as a crash would, and return when it is gone."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Start it again on the same port and data, stopping it first if it runs."""
        self._end(signal.SIGTERM)
        self.start()

    def stop(self) -> None:
        """End it in order, and remove its data if they were temporary."""
        self._end(signal.SIGTERM)
        if self._scratch:
            self._scratch.cleanup()

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None


def ready_files() -> KafkaFiles:
    """Return the files of the cache, with the archive of loaded classes made if it is missing (once, 5 s)."""
    files = prepare()
    if not files.archive.exists():
        making = files.archive.with_suffix(f".{os.getpid()}")
        trained = LocalBroker(files=files, options=(f"-XX:ArchiveClassesAtExit={making}",))
        trained.start()
        _exercise(trained.bootstrap)
        trained.stop()
        if making.exists():
            making.replace(files.archive)
    return files


def _exercise(bootstrap: str) -> None:
    """Make a broker load the classes that every run needs."""
    client = admin(bootstrap)
    for future in client.create_topics([NewTopic("warm", 1, 1)]).values():
        future.result(timeout=30)
