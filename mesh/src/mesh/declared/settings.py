"""
Settings: one frozen value per process, read once from the environment.

A process names its settings by a frozen `msgspec.Struct`: field ``kafka_bootstrap`` is ``YIDIAN_KAFKA_BOOTSTRAP``.
A service with more of its own declares its own struct and reads both: ``read(os.environ, WorkerSettings, Sampling)``.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, overload

import msgspec
from msgspec import Meta

from mesh.declared.errors import ConfigurationError

PREFIX = "YIDIAN_"

MeshName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
Port = Annotated[int, Meta(ge=0, le=65535)]
LogFormat = Literal["json", "console"]
LogLevel = Literal["debug", "info", "warning", "error"]
Instant = Annotated[datetime, Meta(tz=True)]


class Secret:
    """A value that never prints. Declare a secret field with this type and without a default."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the secret itself."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


UNKNOWN_SCHEMA_SECONDS = 30.0
"""
A schema is published before its producer writes, and arrives within a second. The schema is late where a broker was
away: within this time a killed broker is back, and schema and record have been read.
"""


class WorkerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    Settings of a worker. http_port 0 is any free port; data is the folder of the local stores.

    unknown_schema_seconds: how long a partition waits at a record for its schema; then the record's key is parked.
    """

    kafka_bootstrap: str
    mesh: MeshName = "yidian"
    slot: Annotated[int, Meta(ge=0)] = 0
    data: Path = Path(".yidian/data")
    unknown_schema_seconds: Annotated[float, Meta(ge=0)] = UNKNOWN_SCHEMA_SECONDS
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"


class ClockSettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    Settings of the clock. Without clock_start, time is real.

    clock_start: the virtual instant (RFC 3339 with offset) at the real instant clock_epoch_ms (ms UTC).
    clock_speed: virtual seconds per real second.
    """

    kafka_bootstrap: str
    mesh: MeshName = "yidian"
    clock_start: Instant | None = None
    clock_speed: Annotated[float, Meta(gt=0)] = 1.0
    clock_epoch_ms: Annotated[int, Meta(ge=0)] | None = None
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"

    def __post_init__(self) -> None:
        """All processes must share one epoch, so a process may not invent it."""
        if (self.clock_start is None) != (self.clock_epoch_ms is None):
            raise ValueError(f"{PREFIX}CLOCK_START and {PREFIX}CLOCK_EPOCH_MS: set both or neither")


class RegistrySettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the read-only schema registry: where it answers readers of topics, and where its health is served."""

    kafka_bootstrap: str
    mesh: MeshName = "yidian"
    registry_host: str = "127.0.0.1"
    registry_port: Port = 8081
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"


A = TypeVar("A", bound=msgspec.Struct)
B = TypeVar("B", bound=msgspec.Struct)


@overload
def read(environ: Mapping[str, str], kind: type[A], /) -> A: ...
@overload
def read(environ: Mapping[str, str], kind: type[A], other: type[B], /) -> tuple[A, B]: ...


def read(environ: Mapping[str, str], /, *kinds: type[Any]) -> Any:
    """
    Return the settings of this process, a tuple if several kinds are asked for.

    An empty variable counts as unset. Raises ConfigurationError with every problem, one a line; values are not quoted.
    """
    known = {name for kind in kinds for name in names(kind)}
    problems = [
        f"{name}: unknown; this process takes {', '.join(sorted(known))}"
        for name in sorted(environ)
        if name.startswith(PREFIX) and name not in known
    ]
    values = [_read_one(environ, kind, problems) for kind in kinds]
    if problems:
        raise ConfigurationError("\n".join(dict.fromkeys(problems)))
    return values[0] if len(values) == 1 else tuple(values)


def names(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the variables from which settings of this kind are read; a supervisor passes a child only these."""
    return tuple(_variable(field.name) for field in msgspec.structs.fields(kind))


def start(main: Callable[[Mapping[str, str]], None]) -> None:
    """Run a process's main with the environment; on a ConfigurationError print every problem and exit with code 2."""
    try:
        main(os.environ)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def _read_one(environ: Mapping[str, str], kind: type[msgspec.Struct], problems: list[str]) -> msgspec.Struct | None:
    values: dict[str, Any] = {}
    before = len(problems)
    for field in msgspec.structs.fields(kind):
        text = environ.get(_variable(field.name), "")
        if not text:
            if field.required:
                problems.append(f"{_variable(field.name)}: required")
            continue
        try:
            values[field.name] = msgspec.convert(text, field.type, strict=False, dec_hook=_from_text)
        except msgspec.ValidationError as error:
            problems.append(f"{_variable(field.name)}: {_without_values(str(error))}")
    if len(problems) > before:
        return None
    try:
        return kind(**values)
    except ValueError as error:
        problems.append(str(error))
        return None


def _variable(field: str) -> str:
    return PREFIX + field.upper()


def _from_text(kind: type[Any], text: str) -> Any:
    if kind in (Secret, Path) or issubclass(kind, Path):
        return kind(text)
    raise NotImplementedError(f"settings of type {kind.__name__}")


def _without_values(message: str) -> str:
    """Msgspec quotes a refused enum value: a secret pasted into the wrong variable must not reach a log."""
    return re.sub(r"^Invalid enum value .*$", "not one of the allowed words", message)
