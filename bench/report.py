"""
Writes docs/performance.md, with its plots, from the results that the benchmarks left: ``python -m bench.report``.

Every figure of the page comes from a result; `bench/notes.md` is appended unchanged.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.reporting import floor, growth, mesh, peers, processors, replay, views

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
NOTES = ROOT / "bench" / "notes.md"
PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "performance"

Section = Callable[[dict[str, Any]], str]
SECTIONS: dict[str, tuple[str, Section]] = {
    "mesh": ("The mesh end to end over HTTP", mesh.section),
    "cpu": ("Processors in memory", processors.section),
    "floor": ("Moving the records alone", floor.section),
    "floor-gathered": ("Moving the records alone, more of them gathered", floor.section),
    "peers": ("Beside the alternatives", peers.section),
    "growth": ("Cost by size", growth.section),
    "replay": ("Replays", replay.section),
    "views": ("Views", views.section),
}
"""Result file, heading, and what writes the section; a section without its file is left out."""


def main() -> None:
    """Write the page and its plots."""
    results = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))}
    PLOTS.mkdir(exist_ok=True)
    for name, drawing in mesh.plots(results["mesh"]).items() if "mesh" in results else ():
        (PLOTS / name).write_text(drawing, encoding="utf-8")
    PAGE.write_text(page(results, NOTES.read_text(encoding="utf-8") if NOTES.exists() else ""), encoding="utf-8")


def page(results: dict[str, dict[str, Any]], notes: str) -> str:
    """Return the page: a section per result, then the notes."""
    parts = ["# Performance", "Written by `make bench-report` from `bench/results`; do not edit."]
    for name, (heading, section) in SECTIONS.items():
        if name in results:
            parts += [f"## {heading}", _origin(results[name]), section(results[name])]
    return "\n\n".join([*parts, notes.strip()]).rstrip() + "\n"


def _origin(result: dict[str, Any]) -> str:
    machine = result["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (
        f"`{result['command']}`, commit {result['commit']}, {result['at']}; {machine['cpu']}, "
        f"{machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, {machine['system']}, Python {machine['python']}, {machine['kafka']}, {packages}."
    )


if __name__ == "__main__":
    main()
