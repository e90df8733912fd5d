"""
The build of the compiled packages: setuptools copies the packages, mypyc compiles the modules that
`deploy.compiled` lists.

    python -m deploy.compiling FOLDER SCRATCH       run in the project's root, with the packages on MYPYPATH
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mypyc.build import mypycify
from setuptools import find_packages, setup
from setuptools.command.build_ext import build_ext

from deploy.compiled import PACKAGES, modules

OPTIONS = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent")
"""Types are checked by `make mypy`; here those of other packages are read as they are."""


class SideBySide(build_ext):  # type: ignore[misc] # it has no types
    """Compiles the files of an extension on all cores. setuptools does so for extensions, and nearly all is in one."""

    def build_extensions(self) -> None:
        """Build all of them."""
        one_by_one = self.compiler.compile

        def compile_all(sources: list[str], *args: Any, **named: Any) -> list[str]:
            """Return the object files, in the order of the sources."""
            made = threads.map(lambda source: one_by_one([source], *args, **named), sources)
            return [path for paths in made for path in paths]

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            self.compiler.compile = compile_all
            super().build_extensions()


def main() -> None:
    """Write the packages with their compiled modules into a folder."""
    folder, scratch = sys.argv[1:]
    setup(
        name="yidian-compiled",
        packages=[package for place in PACKAGES.values() for package in find_packages(place)],
        package_dir={package: f"{place}/{package}" for package, place in PACKAGES.items()},
        package_data={"": ["*", "**/*"]},
        exclude_package_data={"": ["**/__pycache__/*"]},
        ext_modules=mypycify(
            [*OPTIONS, *map(str, modules().values())], opt_level="2", multi_file=True, target_dir=scratch
        ),
        cmdclass={"build_ext": SideBySide},
        script_args=["build", f"--build-base={scratch}", f"--build-lib={folder}", f"--parallel={os.cpu_count()}"],
    )


if __name__ == "__main__":
    main()
