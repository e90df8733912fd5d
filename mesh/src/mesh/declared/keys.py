"""
Message keys and their partitions.

The order number is the only field that every document of retail trade has, so it is the key.
"""

import hashlib
import re

from mesh import _records
from mesh.declared import equivalence

TEXT_MOST, HEX_MOST = 300, 200
"""Characters of a key written as text, bytes of a key written in hex; of a longer key the digest is written."""
_HEX, _SHA256 = "hex:", "sha256:"
_NAMED = re.compile(rf"({_HEX}([0-9a-fA-F]{{2}})*|{_SHA256}[0-9a-fA-F]{{64}})")


def order_key(order_no: str) -> str:
    """Return the normalised order number: no blanks or invisible signs, one width, one dash (`equivalence.key`)."""
    if order_no.isascii() and order_no.isalnum():
        return order_no
    return equivalence.key(order_no)


def number_key(kind: str, issuer_code: str, number: str) -> str:
    """
    Return the key of all that concerns one number of one issuer, the number normalised like an order number.

    kind: of the number, in capitals, such as WAYBILL. Documents without a key of their own field and claims of numbers
    have it, so that one task has both.
    """
    return "|".join((kind, issuer_code, order_key(number)))


def murmur2(data: bytes) -> int:
    """Return Kafka's 32-bit murmur2 of `data`, as Java's default partitioner computes it (seed 0x9747b28c)."""
    return _records.murmur2(data)


partition_of = _records.partition_of
"""
Return the partition that murmur2 gives a key among so many (Java's default, librdkafka's ``murmur2_random``).

Called as ``partition_of(key, partitions)``. Raises ValueError for fewer than one partition.
"""


def written(key: bytes) -> str:
    """
    Return a key as people read it and type it in again, exactly: ``DD0001111000123``, ``hex:00ff``, ``sha256:…``.

    A key is written as text if it is UTF-8 without blanks, invisible and control characters, in hex if not, and as its
    SHA-256 if it is long. An empty key is ``hex:``.
    """
    try:
        text = key.decode()
    except UnicodeDecodeError:
        text = ""
    shows = text.isprintable() and not any(map(str.isspace, text)) and not text.startswith((_HEX, _SHA256))
    if text and shows and len(text) <= TEXT_MOST:
        return text
    return f"{_HEX}{key.hex()}" if len(key) <= HEX_MOST else f"{_SHA256}{digest(key)}"


def digest_of(text: str) -> str:
    """Return the digest of a key from the text of `written`, or typed by a person. Raises ValueError for wrong hex."""
    if text.startswith((_HEX, _SHA256)):
        if _NAMED.fullmatch(text) is None:
            raise ValueError(f"{_HEX} is followed by an even number of hex digits, {_SHA256} by 64")
        if text.startswith(_SHA256):
            return text.removeprefix(_SHA256).lower()
        return digest(bytes.fromhex(text.removeprefix(_HEX)))
    return digest(text.encode("utf-8", "surrogatepass"))


def digest(key: bytes) -> str:
    """Return the SHA-256 of a key in hex, by which keys of any length are told apart."""
    return hashlib.sha256(key).hexdigest()
