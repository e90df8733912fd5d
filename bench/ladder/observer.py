"""
Watches how declarations end, as a reader of committed records sees it, in a process of its own.

``python -m bench.ladder.observer`` with a JSON line on standard input: bootstrap, mesh, and how virtual time runs. For
every end of a declaration it keeps the wall clock and the instant at which the gateway accepted the document that made
the case complete: every event carries the time of its cause, and all causes lead back to that document. On a line
``until N`` it answers once N ends were seen, or when none came for a while, with the figures.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from confluent_kafka import Consumer, TopicPartition

from contracts import topics
from mesh.wire import headers, names, partitions

QUIET_SECONDS = 8.0
ENDS = {b"mesh.customs.DeclarationCleared", b"mesh.customs.DeclarationHeld", b"mesh.customs.DeclarationRefused"}
CLEARED = b"mesh.customs.DeclarationCleared"


class Observer:
    """Reads `customs.declarations` from its present end. `seen`: wall clock (s), accepted (ms UTC), and if cleared."""

    def __init__(self, bootstrap: str, mesh: str) -> None:
        self._consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": f"{mesh}.bench-observer",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 50,
                "auto.offset.reset": "earliest",
            }
        )
        topic = names.physical(mesh, topics.CUSTOMS_DECLARATIONS)
        count = partitions.shared(self._consumer, mesh, [topics.CUSTOMS_DECLARATIONS])
        at = [TopicPartition(topic, number) for number in range(count)]
        for each in at:
            each.offset = self._consumer.get_watermark_offsets(each, timeout=10)[1]
        self._consumer.assign(at)
        self.seen: list[tuple[float, bytes, bool]] = []

    def watch(self, wanted: int, quiet_seconds: float = QUIET_SECONDS) -> None:
        """Read until `wanted` ends were seen or none came for so long."""
        last = time.monotonic()
        while len(self.seen) < wanted and time.monotonic() - last < quiet_seconds:
            messages: list[Any] = self._consumer.consume(2_000, 0.05)
            now = time.time()
            for message in messages:
                if message.error() is None:
                    headers = dict(message.headers())
                    if headers[_TYPE] in ENDS:
                        self.seen.append((now, headers[_TIME], headers[_TYPE] == CLEARED))
                        last = time.monotonic()

    def close(self) -> None:
        """Leave."""
        self._consumer.close()


_TYPE, _TIME = "ce_type", "ce_time"


def main() -> None:
    """Watch as standard input says; the ends go to a file, one line each: wall clock in ms, virtual ms, cleared."""
    request = json.loads(sys.stdin.readline())
    observer = Observer(request["bootstrap"], request["mesh"])
    print("ready", flush=True)
    observer.watch(request["ends"], request["quiet_seconds"])
    used = time.process_time()
    observer.close()
    lines = (
        f"{int(wall * 1000)} {headers.parse_rfc3339(accepted)} {int(cleared)}\n"
        for wall, accepted, cleared in observer.seen
    )
    Path(request["file"]).write_text("".join(lines), encoding="ascii")
    print(json.dumps({"ends": len(observer.seen), "cpu_seconds": used}), flush=True)


if __name__ == "__main__":
    main()
