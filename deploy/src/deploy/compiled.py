"""
Our own packages, compiled by mypyc: what the processes of a mesh run when it is there and current.

The sources stay as they are, and so does what runs in tests and while one works on them: a copy of the packages is
compiled beside the environment, with a digest of the sources. A process takes the copy only while the digest is that of
the sources as they stand, so nobody ever runs yesterday's code. Rules and engine are plain typed functions, which
mypyc compiles to the same decisions; `make check-compiled` runs their tests on the copy.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from contracts.agencies import AGENCIES
from mesh.declared.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path(sys.prefix) / "compiled"
STAMP = "sources.json"
SERVICES = tuple(agency.service for agency in AGENCIES.values())
PACKAGES = {
    "mesh": "mesh/src",
    "agency": "agency/src",
    **{service: f"services/{service}/src" for service in SERVICES},
    "edge": "edge/src",
    **{name: f"services/{name}/src" for name in ("gateway", "receipts", "caseview")},
}
"""Package and the folder of the project that holds it."""
BUILT_ON = {"contracts": "schemas/src"}
"""Not compiled, but what is compiled has its types built in."""
MODULES = (
    "agency/*.py",
    *(f"{service}/**/*.py" for service in SERVICES),
    "edge/access/*.py",
    *(f"gateway/{part}/*.py" for part in ("forms", "personal", "reading")),
    "gateway/intake/prepare.py",
    "receipts/processor.py",
    "receipts/fold/*.py",
    *(f"caseview/fold/{name}.py" for name in ("chunks", "decoding", "documents", "lifecycle")),
    *(f"caseview/fold/{name}.py" for name in ("records", "rows", "tax_bills", "timeline")),
    *(f"mesh/declared/{name}.py" for name in ("dates", "equivalence", "keys", "lookup", "registers")),
    *(f"mesh/wire/{name}.py" for name in ("batching", "headers", "names")),
    *(
        f"mesh/engine/{name}.py"
        for name in ("dead_letters", "due_ticks", "engine", "inputs", "journal", "outbox", "parking")
    ),
    *(f"mesh/engine/{name}.py" for name in ("processing", "state", "steps", "task", "timers", "unknown_schemas")),
    *(f"mesh/kafka/{name}.py" for name in ("consumer", "transactions")),
)
"""What is worked per record. The rest of a process waits for Kafka, the disk or HTTP."""
LEFT_OUT = {
    "__init__.py",
    "__main__.py",
    "customs/filing/submission.py",
    "edge/access/directory.py",
    "gateway/forms/extractors.py",
    "gateway/reading/json_batch.py",
    "inspection/settings.py",
}
"""Entry points are run, not imported; Structs would lose in mypyc what the class statement says beyond the name."""


def current(folder: Path = FOLDER) -> Path | None:
    """Return the folder of the compiled packages if it was made of the sources as they stand, else None."""
    made = _stamp(folder)
    return folder if made is not None and made == digest() else None


def digest() -> str:
    """Return the SHA-256 over path and content of all sources, native parts included, in hex."""
    hashed = hashlib.sha256(f"{sys.version} {MODULES} {sorted(LEFT_OUT)}".encode())
    for package, place in (PACKAGES | BUILT_ON).items():
        base = ROOT / place
        for path in sorted((base / package).rglob("*")):
            if path.suffix in (".py", ".so", ".pyi"):
                hashed.update(f"\0{path.relative_to(base)}\0".encode() + path.read_bytes())
    return hashed.hexdigest()


def build(folder: Path = FOLDER) -> Path:
    """
    Compile the packages into `folder` and return it; does nothing when it is current. Takes a minute or two.

    Raises ConfigurationError with the end of the compiler's output.
    """
    made = digest()
    if _stamp(folder) == made:
        return folder
    with tempfile.TemporaryDirectory(prefix="yidian-compiling-") as scratch:
        place = Path(scratch) / "packages"
        done = subprocess.run(
            [sys.executable, "-m", "deploy.compiling", place, Path(scratch) / "build"],
            cwd=ROOT,
            env=os.environ | {"MYPYPATH": os.pathsep.join(dict.fromkeys((PACKAGES | BUILT_ON).values()))},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ConfigurationError(f"mypyc could not compile our packages:\n{(done.stdout + done.stderr)[-2000:]}")
        (place / STAMP).write_text(json.dumps(made), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(place, folder)
    return folder


def modules() -> dict[str, Path]:
    """Return the modules that are compiled: dotted name, and path within the project."""
    modules = {}
    for place in PACKAGES.values():
        for pattern in MODULES:
            for path in (ROOT / place).glob(pattern):
                name = path.relative_to(ROOT / place)
                if not {path.name, name.as_posix()} & LEFT_OUT:
                    modules[".".join(name.with_suffix("").parts)] = path.relative_to(ROOT)
    return dict(sorted(modules.items()))


def _stamp(folder: Path) -> str | None:
    """Return the digest of the sources that a folder was made of, or None."""
    try:
        made = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return made if isinstance(made, str) else None
