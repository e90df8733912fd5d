"""
Message keys and their partitions.

The order number is the only field on order, payment, waybill, list, cancellation and return, so it is the key.
"""

from mesh import _records, folding


def order_key(order_no: str) -> str:
    """Return the normalised order number: NFKC, blanks and invisible characters removed, case kept (`folding.key`)."""
    if order_no.isascii() and order_no.isalnum():
        return order_no
    return folding.key(order_no)


def murmur2(data: bytes) -> int:
    """Return Kafka's 32-bit murmur2 of `data`, as Java's default partitioner computes it (seed 0x9747b28c)."""
    return _records.murmur2(data)


partition_of = _records.partition_of
"""
Return the partition that murmur2 gives a key among so many (Java's default, librdkafka's ``murmur2_random``).

Called as ``partition_of(key, partitions)``. Raises ValueError for fewer than one partition.
"""
