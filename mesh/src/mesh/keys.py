"""
Message keys and their partitions.

The order number is the only field on order, payment, waybill, list, cancellation and return, so it is the key.
"""

import unicodedata


def order_key(order_no: str) -> str:
    """Return the normalised order number: NFKC, all white space (full-width too) removed, case kept."""
    if order_no.isascii() and order_no.isalnum():
        return order_no
    return "".join(unicodedata.normalize("NFKC", order_no).split())


def murmur2(data: bytes) -> int:
    """Return Kafka's 32-bit murmur2 of `data`, as Java's default partitioner computes it (seed 0x9747b28c)."""
    mask, m = 0xFFFFFFFF, 0x5BD1E995
    length = len(data)
    h = (0x9747B28C ^ length) & mask
    whole = length & ~3
    for i in range(0, whole, 4):
        k = int.from_bytes(data[i : i + 4], "little") * m & mask
        k ^= k >> 24
        h = (h * m & mask) ^ (k * m & mask)
    rest = length & 3
    if rest:
        h ^= int.from_bytes(data[whole:], "little")
        h = h * m & mask
    h ^= h >> 13
    h = h * m & mask
    return h ^ (h >> 15)


def partition_of(key: bytes, partitions: int) -> int:
    """Return the partition that murmur2 gives `key` (Java's default, librdkafka's ``murmur2_random``)."""
    return (murmur2(key) & 0x7FFFFFFF) % partitions
