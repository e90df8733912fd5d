"""HMAC-SHA256 under a key whose two blocks are hashed once: a digest copies their states."""

import hmac


class Keyed:
    """HMAC-SHA256 under one key (RFC 2104)."""

    __slots__ = ("_begun",)

    def __init__(self, key: bytes) -> None:
        self._begun = hmac.new(key, digestmod="sha256")

    def digest(self, data: bytes) -> bytes:
        """Return the 32 bytes of the digest."""
        mac = self._begun.copy()
        mac.update(data)
        return mac.digest()

    def derive(self, label: str) -> "Keyed":
        """Return the digest under a key of its own purpose, derived from this one."""
        return Keyed(self.digest(label.encode()))
