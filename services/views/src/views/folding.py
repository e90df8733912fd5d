"""
The fold as a thread of the gateway's process: feed to database, chunk by chunk.

Whatever fails, views stay as they stand and the thread begins again a second later, where the database stands.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from confluent_kafka import KafkaException
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from contracts.view import View
from contracts.views import VIEWS
from edge.bus.feed import Feed
from edge.bus.watch import BusWatch
from mesh.declared.errors import TemporaryFailure
from mesh.process import metrics, telemetry
from mesh.wire.records import Inbound
from views.database import builds, upsert
from views.record import Unread

SERVICE, GROUP = "views", "gateway"
CHUNK = 20_000
"""Records folded in one transaction at most."""
RETRY_SECONDS, LEARN_SECONDS, LAG_SECONDS = 1.0, 0.5, 5.0


class Folding:
    """
    Folds the views' topics from its construction until `close`.

    opened: gives the database, at the first turn. watch: after the bus was away, clients are made anew.
    """

    def __init__(
        self,
        opened: Callable[[], Engine],
        *,
        bootstrap: str,
        mesh: str,
        watch: BusWatch,
        views: Mapping[str, View] = VIEWS,
    ) -> None:
        self._opened, self._bootstrap, self._mesh, self._watch = opened, bootstrap, mesh, watch
        self._views = tuple(views.values())
        self._stopped = threading.Event()
        self._log = telemetry.logger(part=SERVICE)
        self._thread = threading.Thread(target=self._run, name="views", daemon=True)
        if self._views:
            self._thread.start()

    def close(self) -> None:
        """End after the present chunk."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._fold()
            except builds.Replaced:
                self._log.error("views_replaced")  # by a newer version of the gateway, whose views these are now
                return
            except upsert.Moved:
                self._log.info("views_moved")
            except (TemporaryFailure, KafkaException, SQLAlchemyError) as error:
                self._log.warning("views_awaited", reason=str(error) or type(error).__name__)
                self._stopped.wait(RETRY_SECONDS)
            except Exception:  # noqa: BLE001 - whatever it is: the gateway goes on, and says so
                self._log.exception("views_failed")
                self._stopped.wait(RETRY_SECONDS)

    def _fold(self) -> None:
        """Fold until told to stop, or until the bus has come back from an absence."""
        engine, absences = self._opened(), self._watch.absences
        standings = builds.begin(engine, self._views)
        views = [each.view.topic for each in standings.values()]
        reached = {
            (each.view.topic, partition): offset
            for each in standings.values()
            for partition, offset in each.positions.items()
        }
        feed = Feed(self._bootstrap, self._mesh, views, group=GROUP, chunk=CHUNK)
        try:
            feed.start(reached)
            fold = Fold(engine, standings.values())
            fold.mend(feed.learn())
            learn_at = measure_at = 0.0
            while not self._stopped.is_set() and self._watch.absences == absences:
                now = time.monotonic()
                if fold.awaits and now >= learn_at:
                    learn_at = now + LEARN_SECONDS
                    fold.mend(feed.learn())
                fold.take(feed.take())
                fold.finish(feed.caught_up)
                if now >= measure_at:
                    measure_at = now + LAG_SECONDS
                    for topic, lag in feed.lags().items():
                        metrics.LAG.labels(SERVICE, topic).set(lag)
                        metrics.SET_ASIDE.labels(SERVICE, topic).set(fold.unread(topic))
        finally:
            feed.close()


class Fold:
    """What has been folded of each view's topic, and what it waits for. Without Kafka: its caller reads."""

    def __init__(self, engine: Engine, standings: Iterable[builds.Standing]) -> None:
        self._engine = engine
        self._standings: dict[str, builds.Standing] = {each.view.topic: each for each in standings}
        self._awaited = {topic: upsert.awaited(engine, each.view) for topic, each in self._standings.items()}
        self._log = telemetry.logger(part=SERVICE)

    @property
    def awaits(self) -> bool:
        """Whether records wait for schemas."""
        return any(self._awaited.values())

    def unread(self, topic: str) -> int:
        """Return how many records of a topic are passed over."""
        with self._engine.connect() as connection:
            return builds.unread(connection, self._standings[topic].view)

    def take(self, records: Sequence[Inbound]) -> None:
        """Fold a chunk, a transaction per view. Raises Moved and Replaced."""
        by_topic: dict[str, list[Inbound]] = defaultdict(list)
        for source in records:
            by_topic[source.topic].append(source)
        for topic, some in by_topic.items():
            standing = self._standings[topic]
            folded = upsert.apply(self._engine, standing.view, some, standing.positions)
            self._standings[topic] = standing._replace(positions=folded.reached)
            self._awaited[topic] |= {why.schema_id for _, why in folded.unread if why.schema_id is not None}
            self._note(topic, [why for _, why in folded.unread])

    def mend(self, published: Container[int]) -> None:
        """Fold what waited for schemas that have come. published: the ids of all that are."""
        for topic, ids in self._awaited.items():
            arrived = {schema_id for schema_id in ids if schema_id in published}
            if arrived:
                mended = upsert.mend(self._engine, self._standings[topic].view, arrived)
                ids -= arrived
                self._log.info("view_mended", topic=topic, records=mended)

    def finish(self, caught_up: Callable[[str], bool]) -> None:
        """Let builds that have caught up be read."""
        for topic, standing in self._standings.items():
            if not standing.is_current and caught_up(topic):
                builds.finish(self._engine, standing.view)
                self._standings[topic] = standing._replace(is_current=True)
                self._log.info("view_built", view=standing.view.name)

    def _note(self, topic: str, unread: Sequence[Unread]) -> None:
        for reason, records in Counter(why.reason for why in unread).items():
            self._log.error("records_passed_over", topic=topic, reason=reason, records=records)
