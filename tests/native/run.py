"""Build both native modules under sanitizers, then run tests and mutated inputs on them (`make check-native`)."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(sys.prefix) / "sanitized"
MODULES = {
    "schemas/native/avro.c": ("schemas/src/contracts", "_avro"),
    "mesh/native/records.c": ("mesh/src/mesh", "_records"),
}
"""Source, and package and name of the module."""
FLAGS = (
    *("-shared", "-fPIC", "-O1", "-g", "-fno-omit-frame-pointer", "-Wall", "-Wextra", "-Werror"),
    *("-fsanitize=address,undefined", "-fno-sanitize-recover=all"),
)
TESTS = (
    *("tests/contract/test_codec.py", "tests/contract/test_learning.py", "tests/contract/test_examples.py"),
    *("tests/unit/mesh/test_records.py", "tests/unit/mesh/test_headers.py", "tests/unit/mesh/test_framing.py"),
    "tests/component/mesh",
)


def main() -> None:
    """Build, then run one after the other; the first that fails ends it with its exit code."""
    build()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(FOLDER), str(ROOT))),
        "LD_PRELOAD": _library("libasan.so"),
        "PYTHONMALLOC": "malloc",  # every object a block of its own, so that the sanitizer sees its ends
        "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=0:exitcode=1",  # the interpreter itself leaves much at its end
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    mutated = [sys.executable, "-m", "tests.native.mutate", *sys.argv[1:]]
    for command in ([sys.executable, "-m", "pytest", "-q", "--no-skips", "--capture=sys", *TESTS], mutated):
        ended = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        if ended:
            sys.exit(ended)


def build() -> None:
    """Copy both packages and put modules with sanitizers in the place of theirs."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for source, (package, name) in MODULES.items():
        to = FOLDER / Path(package).name
        shutil.copytree(ROOT / package, to, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
        target = to / f"{name}{sysconfig.get_config_var('EXT_SUFFIX')}"
        command = ["cc", *FLAGS, f"-I{sysconfig.get_paths()['include']}", "-o", str(target), str(ROOT / source)]
        subprocess.run(command, check=True)


def _library(name: str) -> str:
    found = subprocess.run(
        ["cc", f"-print-file-name={name}"], check=True, capture_output=True, text=True
    ).stdout.strip()
    if not Path(found).is_absolute():
        sys.exit(f"the compiler has no {name}: install the sanitizers' libraries of your gcc")
    return found


if __name__ == "__main__":
    main()
