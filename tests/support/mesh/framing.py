"""
What enters a task's hash chains, after docs/architecture.md alone: the oracle for `framed` and `changes_framed`.

Written from the specification, with nothing shared, and read back: what can be read back to the same records stands for
these records only.
"""

from collections.abc import Iterable, Mapping
from struct import Struct

from mesh.wire.records import Outbound

NUMBER = Struct(">I")
ABSENT = 0xFFFFFFFF


def framed(outbox: Iterable[Outbound]) -> bytes:
    """Return the bytes of records, one after the other."""
    return b"".join(map(_record, outbox))


def unframed(framed_bytes: bytes) -> list[Outbound]:
    """Return the records whose bytes these are. Raises ValueError for bytes of none."""
    reader, records = _Reader(framed_bytes), []
    while reader.left:
        topic = reader.sized()
        partition = reader.number()
        key, value = reader.sized(), reader.sized()
        headers = [((reader.sized() or b"").decode(), reader.sized()) for _ in range(reader.number())]
        if topic is None:
            raise ValueError("a record without a topic")
        where = None if partition == ABSENT else partition
        records.append(Outbound(topic.decode(), where, key, value, headers))  # type: ignore[arg-type]
    return records


def changes_framed(changes: Mapping[bytes, bytes | None]) -> bytes:
    """Return the bytes of changes of state, one after the other."""
    return b"".join(_sized(key) + _sized(value) for key, value in changes.items())


def changes_unframed(framed_bytes: bytes) -> dict[bytes, bytes | None]:
    """Return the changes whose bytes these are. Raises ValueError for bytes of none."""
    reader, changes = _Reader(framed_bytes), dict[bytes, bytes | None]()
    while reader.left:
        key = reader.sized()
        if key is None:
            raise ValueError("a change without a key")
        changes[key] = reader.sized()
    return changes


def _record(record: Outbound) -> bytes:
    headers = list(record.headers)
    parts = [
        _sized(record.topic.encode()),
        NUMBER.pack(ABSENT if record.partition is None else record.partition),
        _sized(record.key),
        _sized(record.value),
        NUMBER.pack(len(headers)),
    ]
    for name, content in headers:
        parts += [_sized(name.encode()), _sized(content)]
    return b"".join(parts)


def _sized(value: bytes | None) -> bytes:
    return NUMBER.pack(ABSENT) if value is None else NUMBER.pack(len(value)) + value


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.left = data

    def number(self) -> int:
        return int(NUMBER.unpack(self._take(4))[0])

    def sized(self) -> bytes | None:
        size = self.number()
        return None if size == ABSENT else self._take(size)

    def _take(self, size: int) -> bytes:
        if len(self.left) < size:
            raise ValueError("cut short")
        taken, self.left = self.left[:size], self.left[size:]
        return taken
