"""
Who is connected to a local mesh: the organisations of `registers/organisations.yaml`, each with a random API key.

The keys are made when a mesh is started for the first time, and kept beside it in a file that only its owner reads.
"""

import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import yaml

from deploy.register_files import FOLDER
from mesh.declared.errors import ConfigurationError

ORGANISATIONS = FOLDER / "organisations.yaml"


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A connected organisation, as the gateway reads it. codes: those it may transmit for and see.

    roles: as the gateway knows them, such as carrier, officer:inspection, operator, auditor. commitment: of liability
    for what it sends in the place of others (IMP-01).
    """

    organisation: str
    name: str
    codes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    key: str = ""
    commitment: str = ""


def read_default(path: Path = ORGANISATIONS) -> list[Organisation]:
    """Return the organisations of the file, without keys. Raises ConfigurationError."""
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))["organisations"]
        return msgspec.convert(listed, list[Organisation])
    except (OSError, yaml.YAMLError, KeyError, TypeError, msgspec.ValidationError) as error:
        raise ConfigurationError(f"{path}: {error}") from error


def with_keys(organisations: Iterable[Organisation], previous: Sequence[Organisation]) -> list[Organisation]:
    """Return them with a key each: their own, else the one that they had, else a new random one."""
    keys = {entry.organisation: entry.key for entry in previous}
    return [
        msgspec.structs.replace(entry, key=entry.key or keys.get(entry.organisation) or secrets.token_urlsafe(24))
        for entry in organisations
    ]


def load(path: Path) -> list[Organisation]:
    """Return what `save` has written, or nothing."""
    return msgspec.json.decode(path.read_bytes(), type=list[Organisation]) if path.exists() else []


def save(path: Path, organisations: Iterable[Organisation]) -> None:
    """Write them so that only the owner reads them."""
    text = json.dumps([msgspec.to_builtins(entry) for entry in organisations], ensure_ascii=False, indent=1)
    write_privately(path, text)


def write_privately(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    making = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    making.replace(path)
