"""The console's metrics, in the mesh's registry. The label is bounded: the class of the status."""

from prometheus_client import Counter

from mesh.metrics import PREFIX, REGISTRY

ANSWERS = Counter(
    "console_answers",
    "Requests answered, by class of status: 2xx, 3xx, 4xx, 5xx (requests)",
    ("status",),
    namespace=PREFIX,
    registry=REGISTRY,
)
