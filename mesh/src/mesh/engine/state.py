"""
The state of one task: committed records in a local store, under an overlay of the open transaction.

Keys are ``<Kind>/<key>``: the record's simple name, then the key of the processor. Records are immutable, so
decoded ones are cached for a while and a hot case costs no decoding. Nothing here knows Kafka.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from contracts import codec
from contracts.mesh import JournalHead
from mesh.declared.errors import TooLarge
from mesh.declared.processor import Record
from mesh.engine.store import LocalStore, Position

R = TypeVar("R", bound=Record)

CACHED_MOST = 20_000  # decoded records per task, and those of one transaction; half of them at least
VALUE_MOST = 950_000  # bytes; a producer refuses a record of 1,000,000, and then the whole transaction could not end


def state_key(kind: type[Record], key: str) -> bytes:
    """Return the bytes under which a record of this kind stands in store and state topic."""
    return f"{kind.__name__}/{key}".encode()


def fitting(record: Record) -> bytes:
    """Return a record as bytes. Raises TooLarge, and as the codec does for a value that does not fit its schema."""
    value = codec.encode(record)
    if len(value) > VALUE_MOST:
        raise TooLarge(f"{type(record).__name__} has {len(value)} bytes, at most {VALUE_MOST} can be written")
    return value


_HEAD = state_key(JournalHead, "")


class TaskState:
    """Read by `get`, change by `put` and `delete`, `seal` each chunk, end a transaction by `commit` or `abort`."""

    def __init__(self, store: LocalStore) -> None:
        self.store = store
        self._changed: dict[bytes, Record | None] = {}
        self._fresh: dict[bytes, bytes | None] = {}  # changes of the chunk, each record as bytes
        self._written: dict[bytes, bytes | None] = {}  # and those before it
        self._cached: dict[bytes, Record | None] = {}
        self._cached_before: dict[bytes, Record | None] = {}
        self._names: dict[type[Record], bytes] = {}

    def _key(self, kind: type[Record], key: str) -> bytes:
        name = self._names.get(kind)
        if name is None:
            name = self._names[kind] = kind.__name__.encode() + b"/"
        return name + key.encode()

    def get(self, kind: type[R], key: str) -> R | None:
        """Return the record as the open transaction sees it, or None."""
        at = self._key(kind, key)
        for known in (self._changed, self._cached):
            if at in known:
                return cast("R | None", known[at])
        if at in self._cached_before:
            record = self._cached_before[at]
        else:
            value = self.store.get(at)
            record = None if value is None else codec.decode(value)
        self._cached[at] = record
        self._forget_old()
        return cast("R | None", record)

    def put(self, key: str, record: Record) -> None:
        """Set a record; its type is its kind. Raises as the codec does for a value that does not fit its schema."""
        at = self._key(type(record), key)
        self._fresh[at] = codec.encode(record)
        self._changed[at] = record

    def put_all(self, records: Iterable[tuple[str, Record]]) -> None:
        """Set several records, or none of them if one does not fit its schema or is too large."""
        laid = [(self._key(type(record), key), record, fitting(record)) for key, record in records]
        for at, record, value in laid:
            self._changed[at] = record
            self._fresh[at] = value

    def delete(self, kind: type[Record], key: str) -> None:
        """Remove a record; removing what is not there is harmless."""
        at = self._key(kind, key)
        self._changed[at] = None
        self._fresh[at] = None

    def scan(
        self, kind: type[R], *, since: str = "", up_to: str | None = None, most: int | None = None
    ) -> Iterator[tuple[str, R]]:
        """
        Yield keys and records of a kind in order of the keys: from `since` on, up to and including `up_to`, so many at
        most. Whoever knows where to begin should say so: the store walks over keys that were deleted lately.
        """
        name = kind.__name__.encode() + b"/"
        begin = name + since.encode()
        limit = None if up_to is None else name + up_to.encode()
        records: dict[bytes, Record] = {
            at: record
            for at, record in self._changed.items()
            if record is not None and at.startswith(name) and begin <= at and (limit is None or at <= limit)
        }
        left = most
        for at, value in self.store.scan(name, begin):
            if left == 0 or (limit is not None and at > limit):
                break
            if at not in self._changed:
                records[at] = codec.decode(value)
                left = None if left is None else left - 1
        for at in sorted(records)[:most]:
            yield at[len(name) :].decode(), cast(R, records[at])

    @property
    def changed(self) -> bool:
        """Whether the open transaction has changed anything."""
        return bool(self._changed)

    def seal(self) -> dict[bytes, bytes | None]:
        """End a chunk: return its changes, as `changes` does, by key in the order in which it first did."""
        fresh, self._fresh = self._fresh, {}
        self._written.update(fresh)
        return fresh

    def note(self, record: Record) -> None:
        """Set a record that belongs to no chunk: the only one of its kind."""
        at = self._key(type(record), "")
        self._written[at] = codec.encode(record)
        self._changed[at] = record

    def changes(self) -> dict[bytes, bytes | None]:
        """
        Return the transaction's changes as bytes for the state topic and the store; None is a tombstone.

        The head of the journal comes last: who has read up to it has the state of its entry.
        """
        self._written.update(self._fresh)
        if _HEAD in self._written:
            self._written[_HEAD] = self._written.pop(_HEAD)
        return self._written

    def commit(self, changes: dict[bytes, bytes | None], position: Position) -> None:
        """Make the changes of a committed transaction part of the local store."""
        self.store.write(changes, position)
        self._cached.update(self._changed)
        self._forget_old()
        self.abort()

    def abort(self) -> None:
        """Drop the open transaction's changes; those that were committed stand."""
        self._changed, self._fresh, self._written = {}, {}, {}

    def forget(self) -> None:
        """Forget decoded records: the store below is another one."""
        self._cached, self._cached_before = {}, {}

    def _forget_old(self) -> None:
        """Forget records that were not read while as many others were: by generation, since one by one is dear."""
        if len(self._cached) >= CACHED_MOST // 2:
            self._cached_before, self._cached = self._cached, {}
