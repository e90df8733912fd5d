"""HMAC-SHA256 with the key's two blocks hashed once: a digest costs two copies of a hash state, not four blocks."""

from hashlib import sha256

_BLOCK = 64


class Keyed:
    """HMAC-SHA256 under one key (RFC 2104)."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def digest(self, data: bytes) -> bytes:
        """Return the 32 bytes of the digest."""
        inner = self._inner.copy()
        inner.update(data)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()

    def derive(self, label: str) -> "Keyed":
        """Return the digest under a key of its own purpose, derived from this one."""
        return Keyed(self.digest(label.encode()))
