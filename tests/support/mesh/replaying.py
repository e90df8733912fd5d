"""Replay of a processor in another process, where everything differs that must not matter: hash seed, locale, clock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
ANOTHER_YEAR = """
import time
real, real_ns, year = time.time, time.time_ns, 400 * 24 * 3600
time.time = lambda: real() + year
time.time_ns = lambda: real_ns() + year * 1_000_000_000
import runpy
runpy.run_module("mesh.replay", run_name="__main__")
"""


def replay_elsewhere(bootstrap: str, mesh: str, processor: str, **settings: str) -> dict[str, Any]:
    """
    Run ``mesh.replay`` of ``module:CONSTANT`` and return its report. Raises AssertionError with what it said.

    settings: variables of the service without their prefix, for a processor that is configured by them.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("YIDIAN_")},
        "PYTHONHASHSEED": "4711",
        "LC_ALL": "C",
        "LANG": "C",
        "TZ": "Pacific/Chatham",
        "YIDIAN_KAFKA_BOOTSTRAP": bootstrap,
        "YIDIAN_MESH": mesh,
        "YIDIAN_REPLAY_PROCESSOR": processor,
        **{f"YIDIAN_{name.upper()}": value for name, value in settings.items()},
    }
    ran = subprocess.run(
        [sys.executable, "-c", ANOTHER_YEAR], cwd=ROOT, env=environment, capture_output=True, timeout=120, check=False
    )
    assert ran.stdout, ran.stderr.decode()[-2000:]
    report: dict[str, Any] = json.loads(ran.stdout)
    return report
