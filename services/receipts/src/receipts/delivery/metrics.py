"""What the delivery of receipts counts."""

from prometheus_client import Counter

from mesh.process.metrics import PREFIX, REGISTRY

RECEIPTS_PASSED_OVER = Counter(
    "gateway_receipts_passed_over",
    "Records on the topic of receipts that cannot be read, each once (records)",
    namespace=PREFIX,
    registry=REGISTRY,
)
