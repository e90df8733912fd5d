"""The console's metrics, in the mesh's registry. The one label is bounded: the class of the status."""

from prometheus_client import Counter

from mesh.process.metrics import PREFIX, REGISTRY

ANSWERS = Counter(
    "console_answers",
    "Requests answered, by class of status: 2xx, 3xx, 4xx, 5xx (requests)",
    ("status",),
    namespace=PREFIX,
    registry=REGISTRY,
)
WRONG_KEYS_PUT_OFF = Counter(
    "console_wrong_keys_put_off",
    "Sign-ins with a key that is not known, after too many of the same address (requests)",
    namespace=PREFIX,
    registry=REGISTRY,
)
