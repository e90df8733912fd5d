"""
Values, paths above all, as other formats write them. Whoever puts a path into a file or a URL takes it from here.

A path is what its folder is called: Chinese, spaces, quotes, percent signs. Java is spared most of them: its programs
run in their folder and are told relative names, since lists in Kafka's settings cannot escape a comma.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from mesh.declared.errors import ConfigurationError

LONGEST_DATABASE = 500
"""Bytes: SQLite's own limit is 512, of which its journal takes eight more than the database."""


def java_environment() -> dict[str, str]:
    """Return our environment for a Java program: it reads file names as UTF-8, whatever the locale of a terminal."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def java_properties(settings: Mapping[str, object]) -> str:
    """Return a properties file. Java reads it as Latin-1, so everything else is escaped, and it is ASCII."""
    return "".join(f"{name}={_property(str(value))}\n" for name, value in settings.items())


def java_paths(*paths: Path) -> str:
    """Return a list of paths, such as a class path. Raises ConfigurationError for what it cannot hold."""
    for path in paths:
        if os.pathsep in str(path):
            raise ConfigurationError(
                f"{path}: Java cannot have {os.pathsep!r} in a path: name another folder with YIDIAN_CACHE"
            )
    return os.pathsep.join(map(str, paths))


def sqlite_url(path: Path) -> str:
    """Return SQLAlchemy's URL of a database file. Raises ConfigurationError if SQLite cannot open so long a path."""
    length = len(os.fsencode(path))
    if length > LONGEST_DATABASE:
        raise ConfigurationError(
            f"{path}: SQLite opens paths of {LONGEST_DATABASE} bytes at most, and this one has {length}: "
            "choose a folder with a shorter path"
        )
    return f"sqlite:///{quote(str(path))}"


def _property(value: str) -> str:
    units = value.encode("utf-16-be")
    text = "".join(_unit(units[place] * 256 + units[place + 1]) for place in range(0, len(units), 2))
    return f"\\{text}" if text.startswith(" ") else text


def _unit(code: int) -> str:
    """Return a UTF-16 code unit as it stands in a value."""
    if code == ord("\\"):
        return "\\\\"
    return chr(code) if ord(" ") <= code <= ord("~") else f"\\u{code:04X}"
