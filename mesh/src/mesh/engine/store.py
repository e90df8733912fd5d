"""
The local copy of one task's committed state: bytes under bytes, with the position up to which it holds the state topic.

It is written only after a commit, together with its position, so it is never ahead of Kafka; what it lacks is read
from the state topic's tail. `MemoryStore` is the same for tests; both pass one behavioural suite.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from rocksdict import Options, Rdict, WriteBatch, WriteOptions
from sortedcontainers import SortedDict  # type: ignore[import-untyped]

POSITION = b"\x00position"  # sorts before every state key: those begin with a letter


class Position(NamedTuple):
    """How much of a state topic a store holds.

    topic_id: the broker's id of the topic, another one after it was made anew. next_offset: first offset not held.
    written_at_ms: real time of the last write; a store older than the tombstones' retention cannot be trusted.
    """

    topic_id: str
    next_offset: int
    written_at_ms: int


class LocalStore(Protocol):
    """Bytes under bytes, ordered by key."""

    def get(self, key: bytes) -> bytes | None:
        """Return the value, or None."""

    def scan(self, prefix: bytes, since: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
        """Yield keys and values that begin with `prefix`, in order of the keys, those from `since` on."""

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        """Apply changes (None deletes) and the position they lead to, at once or not at all."""

    def position(self) -> Position | None:
        """Return the position of the last write, or None for an empty store."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Release files. The store may not be used afterwards."""


class MemoryStore:
    """A store that lives as long as its process."""

    def __init__(self) -> None:
        self._values: Any = SortedDict()  # untyped library: bytes under bytes
        self._position: Position | None = None

    def get(self, key: bytes) -> bytes | None:
        value: bytes | None = self._values.get(key)
        return value

    def scan(self, prefix: bytes, since: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
        for key in list(self._values.irange(minimum=max(prefix, since))):
            if not key.startswith(prefix):
                return
            yield key, self._values[key]

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        for key, value in changes.items():
            if value is None:
                self._values.pop(key, None)
            else:
                self._values[key] = value
        self._position = position

    def position(self) -> Position | None:
        return self._position

    def clear(self) -> None:
        self._values.clear()
        self._position = None

    def close(self) -> None:
        pass


class RocksStore:
    """
    A store in RocksDB at `path`; memory stays bounded however many closed cases it holds.

    Nothing is logged before it is written: the state topic is the log. What a killed process had not flushed is gone
    together with the position behind it, so the store is older but whole, and the tail is read again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unlogged = WriteOptions()
        self._unlogged.disable_wal = True  # type: ignore[method-assign, assignment]  # a property, not what its stub says
        self._db = self._open()

    def _open(self) -> Rdict:
        self._path.mkdir(parents=True, exist_ok=True)
        options = Options(raw_mode=True)
        options.create_if_missing(True)
        options.set_write_buffer_size(8 * 1024 * 1024)
        options.set_max_write_buffer_number(2)
        options.set_max_background_jobs(1)
        options.set_keep_log_file_num(1)
        return Rdict(str(self._path), options)

    def get(self, key: bytes) -> bytes | None:
        value: bytes | None = self._db.get(key)
        return value

    def scan(self, prefix: bytes, since: bytes = b"") -> Iterator[tuple[bytes, bytes]]:
        item: Any  # in raw mode keys and values are bytes
        for item in self._db.items(from_key=max(prefix, since)):
            key, value = item
            if not key.startswith(prefix):
                return
            yield key, value

    def write(self, changes: Mapping[bytes, bytes | None], position: Position) -> None:
        batch = WriteBatch(raw_mode=True)
        for key, value in changes.items():
            if value is None:
                batch.delete(key)
            else:
                batch.put(key, value)
        batch.put(POSITION, json.dumps(position).encode())
        self._db.write(batch, self._unlogged)

    def position(self) -> Position | None:
        position = self._db.get(POSITION)
        return None if position is None else Position(*json.loads(position))

    def clear(self) -> None:
        self._db.close()
        shutil.rmtree(self._path)
        self._db = self._open()

    def close(self) -> None:
        self._db.flush()
        self._db.close()
