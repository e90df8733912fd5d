"""
The parts of Avro's binary encoding that the generated codecs share.

Readers trust nothing: an overrun shows as IndexError or as a position past the end, which `contracts.codec` checks,
and every loop is bounded by the bytes that remain.
"""

from collections.abc import Callable
from typing import TypeVar

from contracts.errors import Undecodable

T = TypeVar("T")

MEMO = 1 << 14  # entries: about 2 MB


class Varints(dict[int, bytes]):
    """Zigzag varints by value, computed on first use. Subscription is one C call for the values that keep coming back."""

    def __init__(self, bits: int) -> None:
        super().__init__()
        self._end = 1 << (bits - 1)

    def __missing__(self, value: int) -> bytes:
        """Return the encoding of `value`. Raises ValueError when it needs more bits, TypeError when it is no integer."""
        if not -self._end <= value < self._end:
            raise ValueError("number out of range")
        if len(self) >= MEMO:
            self.clear()
        rest = (value << 1) ^ (value >> 63)
        out = bytearray()
        while rest > 0x7F:
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
        self[value] = encoded = bytes(out)
        return encoded


class Present(dict[int, bytes]):
    """As `Varints` for lengths, preceded by the branch of a union that says: not null."""

    def __missing__(self, value: int) -> bytes:
        """Return the encoding of `value` after the branch byte."""
        encoded = b"\2" + SIZE[value]
        if value < MEMO:
            self[value] = encoded
        return encoded


INT = Varints(32)
LONG = Varints(64)
SIZE = Varints(64)
SOME = Present()
BOOL = {True: b"\1", False: b"\0"}
BOOL_OF = {1: True, 0: False}


def items(values: tuple[T, ...], write: Callable[[T], bytes]) -> bytes:
    """Return an array: one block with its count, and the end mark."""
    if not values:
        return b"\0"
    return b"%b%b\0" % (SIZE[len(values)], b"".join([write(value) for value in values]))


def text(value: str) -> bytes:
    """Return a string."""
    encoded = value.encode()
    return SIZE[len(encoded)] + encoded


def blob(value: bytes) -> bytes:
    """Return bytes."""
    return SIZE[len(value)] + value


def more(b: bytes, p: int, n: int) -> tuple[int, int]:
    """Continue a varint whose first byte was `n` (128 or more): the unsigned value and the next position."""
    n += (b[p] << 7) - 0x80
    if n < 0x4000:
        return n, p + 1
    n += (b[p + 1] << 14) - 0x4000
    if n < 0x200000:
        return n, p + 2
    n += (b[p + 2] << 21) - 0x200000
    if n < 0x10000000:
        return n, p + 3
    n += (b[p + 3] << 28) - 0x10000000
    if n < 0x800000000:
        return n, p + 4
    return _rest(b, p + 4, n)


def _rest(b: bytes, p: int, n: int) -> tuple[int, int]:
    for shift in (35, 42, 49, 56, 63):
        n += (b[p] << shift) - (1 << shift)
        p += 1
        if n < 1 << (shift + 7):
            break
    if n >= 1 << 64:
        raise Undecodable("number out of range")
    return n, p


def read_long(b: bytes, p: int) -> tuple[int, int]:
    """Read a 64-bit number."""
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    return (n >> 1) ^ -(n & 1), p


def read_int(b: bytes, p: int) -> tuple[int, int]:
    """Read a 32-bit number."""
    n, p = read_long(b, p)
    if not -0x80000000 <= n < 0x80000000:
        raise Undecodable("number out of range")
    return n, p


def read_bool(b: bytes, p: int) -> tuple[bool, int]:
    """Read a boolean: one byte, 0 or 1."""
    return BOOL_OF[b[p]], p + 1


def size(b: bytes, p: int, n: int) -> tuple[int, int]:
    """Finish a length whose first byte `n` was not enough or odd. Raises Undecodable when it is negative."""
    if n > 0x7F:
        n, p = more(b, p, n)
    if n & 1:
        raise Undecodable("negative length")
    return n, p


def read_text(b: bytes, p: int) -> tuple[str, int]:
    """Read a string."""
    data, p = read_blob(b, p)
    return data.decode(), p


def read_blob(b: bytes, p: int) -> tuple[bytes, int]:
    """Read bytes. An overrun shows in the position."""
    n, p = size(b, p + 1, b[p])
    end = p + (n >> 1)
    return b[p:end], end


def read_items(b: bytes, p: int, read: Callable[[bytes, int], tuple[T, int]]) -> tuple[tuple[T, ...], int]:
    """Read an array in one block or more, with or without block sizes. Every item takes at least one byte."""
    values: list[T] = []
    while True:
        count, p = read_long(b, p)
        if count == 0:
            return tuple(values), p
        if count < 0:
            count = -count
            _, p = size(b, p + 1, b[p])
        if count > len(b) - p:
            raise Undecodable("array longer than the record")
        for _ in range(count):
            value, p = read(b, p)
            values.append(value)
