"""The gateway's metrics, beside the mesh's in one registry. Labels are bounded: outcomes, types and problem codes."""

from prometheus_client import Counter, Gauge, Histogram

from mesh.process.metrics import PREFIX, REGISTRY, SECONDS

DOCUMENTS = Counter(
    "gateway_documents",
    "Records judged at the door (records)",
    ("type", "outcome"),
    namespace=PREFIX,
    registry=REGISTRY,
)
BATCHES = Counter("gateway_batches", "Batches answered (batches)", ("format",), namespace=PREFIX, registry=REGISTRY)
BODY_BYTES = Counter("gateway_body_bytes", "Bodies received (bytes)", namespace=PREFIX, registry=REGISTRY)
INFLIGHT_BYTES = Gauge("gateway_inflight_bytes", "Bodies being worked (bytes)", namespace=PREFIX, registry=REGISTRY)
INTAKE_SECONDS = Histogram(
    "gateway_intake_seconds",
    "From the first byte of a batch to its answer (seconds)",
    namespace=PREFIX,
    registry=REGISTRY,
    buckets=SECONDS,
)
