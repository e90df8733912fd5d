"""The contracts package as another agency would have it after an upgrade: one record type with one more field."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from contracts import codec

SCHEMAS = Path(__file__).resolve().parents[3] / "schemas"
ADDED = "remark"


def newer_package(directory: Path, kind: type[msgspec.Struct]) -> Path:
    """Generate the package with `kind` one field richer, and return the folder to put on the path."""
    copied = directory / "schemas"
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for part in SCHEMAS.iterdir():
        if part.is_dir():
            shutil.copytree(part, copied / part.name, ignore=ignored)
        else:
            copied.mkdir(parents=True, exist_ok=True)
            shutil.copy(part, copied)
    shutil.copy(SCHEMAS.parent / "pyproject.toml", directory)  # the generator completes lists in it
    file = copied / "avro" / f"{codec.full_name(kind)}.avsc"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["fields"].append({"name": ADDED, "type": ["null", "string"], "default": None, "doc": "added by the upgrade"})
    file.write_text(json.dumps(schema, ensure_ascii=False, indent=2), encoding="utf-8")
    made = subprocess.run([sys.executable, str(copied / "generate.py")], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return copied / "src"
