"""
Every metric of the mesh, each with unit and meaning: one typed list.

Labels are bounded by the contract: service, processor and topic (logical names); never keys, partitions or senders.
Set once per chunk or transaction, never per record. A service adds its own with the same functions.
"""

from typing import Literal, NamedTuple

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

Label = Literal["service", "processor", "topic"]
Kind = Literal["counter", "gauge", "histogram"]

PREFIX = "yidian"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REGISTRY = CollectorRegistry()
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
RECORDS = (1, 3, 10, 30, 100, 300, 1000, 3000, 10000)


class Metric(NamedTuple):
    """A metric, for operators. `name` as Prometheus shows it."""

    name: str
    kind: Kind
    unit: str
    meaning: str
    labels: tuple[Label, ...]


CATALOGUE: list[Metric] = []


def counter(name: str, unit: str, meaning: str, *labels: Label) -> Counter:
    """Declare a number that only grows."""
    CATALOGUE.append(Metric(f"{PREFIX}_{name}_total", "counter", unit, meaning, labels))
    return Counter(name, f"{meaning} ({unit})", labels, namespace=PREFIX, registry=REGISTRY)


def gauge(name: str, unit: str, meaning: str, *labels: Label) -> Gauge:
    """Declare a number that goes up and down."""
    CATALOGUE.append(Metric(f"{PREFIX}_{name}", "gauge", unit, meaning, labels))
    return Gauge(name, f"{meaning} ({unit})", labels, namespace=PREFIX, registry=REGISTRY)


def histogram(name: str, unit: Literal["seconds", "records"], meaning: str, *labels: Label) -> Histogram:
    """Declare a distribution of durations or sizes."""
    buckets = SECONDS if unit == "seconds" else RECORDS
    CATALOGUE.append(Metric(f"{PREFIX}_{name}", "histogram", unit, meaning, labels))
    return Histogram(name, f"{meaning} ({unit})", labels, namespace=PREFIX, registry=REGISTRY, buckets=buckets)


def exposition() -> bytes:
    """Return all metrics in Prometheus' text format."""
    return generate_latest(REGISTRY)


ProcessCollector(registry=REGISTRY)

RECORDS_IN = counter("records_in", "records", "Records consumed from a topic", "service", "topic")
RECORDS_OUT = counter("records_out", "records", "Records produced to a topic", "service", "topic")
CHUNK_RECORDS = histogram("chunk_records", "records", "Records worked in one chunk", "service")
CHUNK_SECONDS = histogram("chunk_seconds", "seconds", "Time to work one chunk", "service")
TRANSACTIONS_COMMITTED = counter("transactions_committed", "transactions", "Transactions committed", "service")
TRANSACTIONS_ABORTED = counter("transactions_aborted", "transactions", "Transactions aborted", "service")
TRANSACTION_SECONDS = histogram("transaction_seconds", "seconds", "Time to commit a transaction", "service")
DEAD_LETTERS = counter("dead_letters", "records", "Records that parked their key", "service", "processor")
PARKED_KEYS = gauge("parked_keys", "keys", "Keys that wait for a redrive in the assigned tasks", "service", "processor")
RESTORE_SECONDS = gauge("restore_seconds", "seconds", "Time of the last restore of state", "service")
RESTORE_RECORDS = counter("restore_records", "records", "State records read back at restores", "service")
LAG = gauge("lag", "records", "Records between position and end, over the assigned partitions", "service", "topic")
ASSIGNED_PARTITIONS = gauge("assigned_partitions", "partitions", "Partitions assigned to this worker", "service")
WAITING_PARTITIONS = gauge("waiting_partitions", "partitions", "Partitions that wait for a schema", "service", "topic")
SET_ASIDE = gauge("set_aside_records", "records", "Records passed over because they cannot be read", "service", "topic")
UNKNOWN_SCHEMAS = gauge("unknown_schemas", "schemas", "Schemas met on a register and not yet known", "topic")
CLOCK_DELAY = gauge("clock_delay_seconds", "seconds", "Virtual time by which applied ticks lag behind", "service")
CLOCK_AHEAD = gauge("clock_ahead_seconds", "seconds", "Virtual time until the clock can write a tick again", "service")
JOURNAL_SEQUENCE = gauge("journal_sequence", "entries", "Last sequences, summed over tasks", "service", "processor")
