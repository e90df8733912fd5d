"""
What the figures were taken on: the machine, and the versions of everything that took part.
"""

import re
import subprocess
from collections.abc import Iterable
from importlib.metadata import version

from bench.machine import facts
from bench.peers.contenders import ROOT, Contender
from deploy.kafka_files import find_java, kafka_version

OWN = ("faust-streaming", "confluent-kafka", "msgspec", "rocksdict")
BUILT_ON = {"quix": "quixstreams", "faust": "faust-streaming", "bytewax": "bytewax"}


def machine(contenders: Iterable[Contender]) -> dict[str, object]:
    """Return CPU model, cores, memory in GiB, system, and versions."""
    packages = {name: version(name) for name in OWN} | dict(filter(None, map(_built_on, contenders)))
    return facts(f"Kafka {kafka_version()}", packages) | {"java": _java()}


def _built_on(contender: Contender) -> tuple[str, str] | None:
    """Return what a contender in an environment of its own is built on, and its version as it is pinned here."""
    if contender.name == "streams":
        pom = (ROOT / "bench/peers/streams/pom.xml").read_text(encoding="utf-8")
        return "kafka-streams", _first_group(r"<kafka.version>([^<]+)<", pom)
    package = BUILT_ON.get(contender.name)
    if package is None:
        return None
    lock = (ROOT / f"bench/peers/{contender.name}/requirements.lock").read_text(encoding="utf-8")
    return package, _first_group(rf"(?m)^{package}==([^ ]+)", lock)


def _java() -> str:
    java = find_java()
    if java is None:
        return "none"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    return _first_group(r'version "([^"]+)"', said)


def _first_group(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else "unknown"
