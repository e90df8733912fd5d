"""
What lies on the topic of receipts and cannot be read: none of it keeps anybody's receipts back for long.

A schema that is not published yet is waited for: a newer fold may have begun to write. After a time that is a setting
its records are passed over like any that are no receipts. Each is told once.
"""

import time
from collections.abc import Callable

from contracts import codec
from contracts.topics import GATEWAY_RECEIPTS
from mesh.declared.errors import TemporaryFailure
from mesh.process import telemetry
from receipts.delivery import metrics

ASK_SECONDS = 1.0  # between looks for new schemas
MOST_IDS = 1_000  # waited for at a time: as many are nobody's upgrade
MOST_TOLD = 10_000


class NotYet(TemporaryFailure):
    """A receipt's schema has not arrived; its partition goes on behind it when it has, or when its time is over."""


class Unread:
    """One process's memory of what it could not read. wait_seconds: for a schema, since it was first met here."""

    def __init__(self, wait_seconds: float, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wait_seconds, self._monotonic = wait_seconds, monotonic
        self._since: dict[int, float] = {}
        self._told: set[tuple[int, int]] = set()
        self._ask_at = monotonic()

    def waits(self, schema_id: int) -> bool:
        """Whether a schema is still waited for; from now on, if it is met for the first time."""
        if schema_id not in self._since and len(self._since) >= MOST_IDS:
            return False
        now = self._monotonic()
        return now - self._since.setdefault(schema_id, now) < self._wait_seconds

    def meet(self, value: bytes) -> None:
        """Let the time of a record's schema run, though the record has to wait for one before it."""
        try:
            codec.kind_of(codec.schema_id(value))
        except codec.UnknownSchemaId as unknown:
            self.waits(unknown.schema_id)
        except codec.Undecodable:
            return

    def may_ask(self) -> bool:
        """Whether it is time to look for new schemas."""
        if self._monotonic() < self._ask_at:
            return False
        self._ask_at = self._monotonic() + ASK_SECONDS
        return True

    def pass_over(self, partition: int, offset: int, reason: str) -> None:
        """Count and log a record that nobody will be given; again only when many others have been told."""
        if (partition, offset) in self._told:
            return
        if len(self._told) >= MOST_TOLD:
            self._told.clear()
        self._told.add((partition, offset))
        metrics.RECEIPTS_PASSED_OVER.inc()
        telemetry.logger().error(
            "receipt_passed_over", topic=GATEWAY_RECEIPTS, partition=partition, offset=offset, reason=reason
        )
