"""
The view as a process: feed to database, chunk by chunk, with health and metrics beside it.

What fails for the sake of a record sets that record aside; any other failure ends the process before the offsets move,
and the supervisor starts it again where the database stands.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Engine

from caseview.database import late_records, layout, upsert
from caseview.database.opening import open_view, require_view
from caseview.fold import chunks
from caseview.fold.set_aside import SetAside
from caseview.inputs import inputs
from caseview.settings import ViewSettings, view_url
from edge.bus.feed import Feed
from mesh.declared.errors import TemporaryFailure
from mesh.process import health, metrics, process, telemetry
from mesh.wire.records import Inbound

SERVICE = "view"
EXIT_FAILED = 1
RETRY_SECONDS = 1.0
LAG_SECONDS = 5.0
FETCH_BYTES = 1_000_000
"""Few large fetches, for rows that may wait."""
LEARN_SECONDS = 0.5  # between looks for schemas that records wait for


def run(settings: ViewSettings, *, rebuild: bool, once: bool) -> None:
    """Fold until SIGTERM or SIGINT, or with `once` until the ends of the topics are reached."""
    state = health.Health("assignment", "catch_up")

    def start() -> "View":
        url = view_url(settings.database_url, settings.view_database_url)
        if rebuild:
            require_view(url)
        engine = open_view(url)
        if layout.renew(engine):
            telemetry.logger().info("view_renewed")  # made by another version: it is folded again from the topics
        if rebuild:
            upsert.drop(engine)
        feed = Feed(
            settings.kafka_bootstrap,
            settings.mesh,
            inputs(),
            group=SERVICE,
            chunk=settings.view_chunk,
            fetch_bytes=FETCH_BYTES,
        )
        return View(feed, engine, state, once=once)

    process.run(SERVICE, settings, state, start)


class View:
    """One turn takes a chunk from the feed into the database. Returns the seconds until the next turn."""

    def __init__(self, feed: Feed, engine: Engine, state: health.Health, *, once: bool) -> None:
        self._feed, self._engine, self._state, self._once = feed, engine, state, once
        self._stands: chunks.Positions | None = None
        self._awaited: set[int] = set()
        self._learn_at = 0.0
        self._measure_at = 0.0
        self._log = telemetry.logger()

    def __call__(self) -> float:
        if self._stands is None and not self._begin():
            return RETRY_SECONDS
        self._learn()
        chunk = chunks.decoded(self._feed.take())
        if chunk:
            self._fold(chunk)
        self._measure()
        if self._feed.caught_up():
            self._state.ready("catch_up")
            if self._once:
                self._log.info("view_caught_up", set_aside=late_records.counts(self._engine))
                sys.exit(0)
        return 0.0

    def _begin(self) -> bool:
        """Read on from where the database stands; False while the broker or its topics are not there."""
        stands = upsert.positions(self._engine)
        try:
            self._feed.start(stands)
        except TemporaryFailure as failure:
            self._log.warning("topics_awaited", reason=str(failure))
            if self._once:
                sys.exit(EXIT_FAILED)
            return False
        self._stands = stands
        self._fold_again(None)
        self._awaited = late_records.awaited(self._engine)
        self._state.ready("assignment")
        return True

    def _learn(self) -> None:
        """Fold what was set aside for schemas that have come, before anything that comes after them is read."""
        if self._awaited and time.monotonic() >= self._learn_at:
            self._learn_at = time.monotonic() + LEARN_SECONDS
            arrived = self._awaited & self._feed.learn()
            if arrived:
                self._fold_again(arrived)
                self._awaited -= arrived

    def _fold_again(self, schemas: set[int] | None) -> None:
        folded = late_records.fold_again(self._engine, schemas)
        if folded:
            self._log.info("records_folded_late", records=folded)

    def _fold(self, chunk: list[chunks.Folded]) -> None:
        assert self._stands is not None  # `__call__` has begun
        began = time.perf_counter()
        try:
            self._stands |= upsert.apply(self._engine, chunk, self._stands)
        except upsert.Moved:
            self._log.warning("view_moved")  # emptied for a rebuild, or a second writer: go on from what stands there
            self._stands = None
            return
        self._tell(chunks.unread(chunk))
        metrics.CHUNK_RECORDS.labels(SERVICE).observe(len(chunk))
        metrics.CHUNK_SECONDS.labels(SERVICE).observe(time.perf_counter() - began)

    def _tell(self, unread: Iterable[tuple[Inbound, SetAside]]) -> None:
        """Log what was set aside, a line per topic and reason."""
        by_reason: dict[tuple[str, str], list[Inbound]] = defaultdict(list)
        for source, why in unread:
            by_reason[source.topic, why.reason].append(source)
            if why.schema_id is not None:
                self._awaited.add(why.schema_id)
        for (topic, reason), sources in by_reason.items():
            first = f"{sources[0].partition}/{sources[0].offset}"
            self._log.error("records_set_aside", topic=topic, reason=reason, records=len(sources), first=first)

    def _measure(self) -> None:
        if time.monotonic() >= self._measure_at:
            self._measure_at = time.monotonic() + LAG_SECONDS
            counts = late_records.counts(self._engine)
            self._state.tell("set_aside", counts)
            for topic, lag in self._feed.lags().items():
                metrics.LAG.labels(SERVICE, topic).set(lag)
                metrics.SET_ASIDE.labels(SERVICE, topic).set(counts.get(topic, 0))
