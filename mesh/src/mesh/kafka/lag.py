"""Lag: how many records a consumer has still to read up to the end (high watermark) of a partition."""

from confluent_kafka import Consumer, KafkaException, TopicPartition

Ends = tuple[int, int]
"""The first offset of a partition, and the one after its last."""

END_SECONDS = 0.5  # for the broker to answer


def cached_ends(consumer: Consumer, at: TopicPartition) -> Ends | None:
    """Return the ends that the client learned with its last fetch; None before."""
    ends: Ends | None = consumer.get_watermark_offsets(at, cached=True)
    return ends


def current_ends(consumer: Consumer, at: TopicPartition) -> Ends | None:
    """
    Return the ends that the broker answers, for a paused partition, of which no fetch brings any.

    While the broker is away they are the cached ones.
    """
    try:
        ends: Ends | None = consumer.get_watermark_offsets(at, END_SECONDS, cached=False)
    except KafkaException:  # poll logs it
        return cached_ends(consumer, at)
    return ends


def records_left(begin: int, ends: Ends | None) -> int:
    """Return the offsets from `begin` to the end, markers of transactions among them; 0 while the end is not known."""
    return 0 if ends is None or ends[1] <= 0 else max(0, ends[1] - max(begin, ends[0], 0))
