"""What gateway and console count of their connections. Codes are those of the problems."""

from prometheus_client import Counter, Gauge

from mesh.process.metrics import PREFIX, REGISTRY

OPEN = Gauge("http_connections", "Open connections (connections)", namespace=PREFIX, registry=REGISTRY)
REFUSED = Counter(
    "http_refused", "Refused before a request was whole (connections)", ("code",), namespace=PREFIX, registry=REGISTRY
)
GAVE_WAY = Counter(
    "http_gave_way", "Ended for a newcomer while they asked nothing (connections)", namespace=PREFIX, registry=REGISTRY
)
SLOW = Counter(
    "http_slow_readers", "Ended because nobody took the answer (connections)", namespace=PREFIX, registry=REGISTRY
)
