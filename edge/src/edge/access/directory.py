"""
The organisations and their keys: loaded from a file into the database as hashes, looked up in memory per request.

A key is a random token of at least 16 characters, so one SHA-256 is enough to store it: there is nothing to guess.
The file is the authority when it is given: what it no longer names is removed.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlalchemy import Engine, delete, insert, select

from edge.access.principal import Principal
from edge.store.tables import ORGANISATIONS
from mesh.declared.errors import ConfigurationError

KEY_LEAST = 16


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    One organisation in the file. `organisation` is its id in the mesh; `codes`: the default transmitter first.

    commitment: which written commitment of liability it has given for sending in the place of others (IMP-01).
    """

    organisation: Annotated[str, Meta(min_length=1, max_length=64)]
    name: str
    codes: tuple[str, ...]
    roles: tuple[str, ...]
    key: Annotated[str, Meta(min_length=KEY_LEAST, max_length=512)]
    commitment: Annotated[str, Meta(max_length=200)] = ""


class Directory:
    """Principals by the hash of their key."""

    def __init__(self, principals: dict[str, Principal]) -> None:
        self._principals = principals

    def find(self, key: str) -> Principal | None:
        """Return whose key this is, or None."""
        return self._principals.get(key_hash(key))


def key_hash(key: str) -> str:
    """Return what is stored of a key."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def read_file(path: Path) -> tuple[Entry, ...]:
    """Read the organisations file. Raises ConfigurationError; the message quotes no key."""
    try:
        entries = msgspec.json.decode(path.read_bytes(), type=tuple[Entry, ...])
    except OSError as error:
        raise ConfigurationError(f"organisations file {path}: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise ConfigurationError(f"organisations file {path}: {error}") from error
    for what, values in (("organisation", [e.organisation for e in entries]), ("key", [e.key for e in entries])):
        if len(set(values)) < len(values):
            raise ConfigurationError(f"organisations file {path}: the same {what} stands there twice")
    return entries


def store(engine: Engine, entries: Sequence[Entry]) -> None:
    """Make the database hold exactly these organisations."""
    rows = [
        {
            "organisation": entry.organisation,
            "name": entry.name,
            "codes": list(entry.codes),
            "roles": list(entry.roles),
            "key_hash": key_hash(entry.key),
            "commitment": entry.commitment,
        }
        for entry in entries
    ]
    with engine.begin() as connection:
        connection.execute(delete(ORGANISATIONS))
        if rows:
            connection.execute(insert(ORGANISATIONS), rows)


def load(engine: Engine) -> Directory:
    """Read the directory from the database."""
    with engine.connect() as connection:
        rows = connection.execute(select(ORGANISATIONS)).all()
    return Directory(
        {
            row.key_hash: Principal(row.organisation, row.name, tuple(row.codes), frozenset(row.roles), row.commitment)
            for row in rows
        }
    )
