"""What the HTTP faces count of their answers."""

from prometheus_client import Counter

from mesh.process.metrics import PREFIX, REGISTRY

PROBLEMS = Counter("gateway_problems", "Requests refused (requests)", ("code",), namespace=PREFIX, registry=REGISTRY)
