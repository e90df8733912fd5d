"""
What the figures were taken on: the machine, and the versions of everything that took part.
"""

import os
import platform
import re
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from bench.peers.contenders import ROOT, Contender

from deploy.kafka_files import find_java, kafka_version

OWN = ("faust-streaming", "confluent-kafka", "msgspec", "rocksdict")
BUILT_ON = {"quix": "quixstreams", "faust": "faust-streaming", "bytewax": "bytewax"}


def machine(contenders: Iterable[Contender]) -> dict[str, object]:
    """Return CPU model, cores, memory in GB, and versions."""
    named = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "cpu": named[0].partition(":")[2].strip() if named else platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9, 1),
        "python": platform.python_version(),
        "java": _java(),
        "kafka": kafka_version(),
        "packages": {name: version(name) for name in OWN},
        "peers": {contender.name: built_on(contender.name) for contender in contenders},
    }


def built_on(name: str) -> str:
    """Return what a contender is built on, with its version as it is pinned here."""
    if name == "streams":
        pom = (ROOT / "bench/peers/streams/pom.xml").read_text(encoding="utf-8")
        return f"kafka-streams {_found(r'<kafka.version>([^<]+)<', pom)}"
    if name in BUILT_ON:
        lock = (ROOT / f"bench/peers/{name}/requirements.lock").read_text(encoding="utf-8")
        return f"{BUILT_ON[name]} {_found(rf'(?m)^{BUILT_ON[name]}==([^ ]+)', lock)}"
    return f"confluent-kafka {version('confluent-kafka')}" if name == "plain" else "this repository"


def _java() -> str:
    java = find_java()
    if java is None:
        return "none"
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    return _found(r'version "([^"]+)"', said)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else "unknown"
