"""The fold of views on a real Kafka: registers and deletes, an unknown schema that comes, a restart, a rebuild."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from contracts import codec, topics
from contracts.tax import GuaranteeRegistered
from contracts.view import View
from edge.access.principal import Principal
from edge.bus.watch import BusWatch
from tests.support.kafka import Kafka, wait_until
from tests.support.mesh import schemas
from tests.support.views.standings import ACCOUNTS, ENTERPRISES, account, enterprise, opened
from views.database import builds
from views.folding import Folding
from views.queries import rows
from views.queries.rights import reader_of
from views.queries.rows import NotBuilt, Question

AUDITOR = Principal("audit", "Auditors", (), frozenset({"auditor"}))
COMPACT = {"cleanup.policy": "compact"}


@contextmanager
def folded(kafka: Kafka, engine: Engine, *views: View) -> Iterator[None]:
    folding = Folding(
        lambda: engine,
        bootstrap=kafka.bootstrap,
        mesh=kafka.mesh,
        watch=BusWatch(),
        views={view.name: view for view in views},
    )
    try:
        yield
    finally:
        folding.close()


def shown(engine: Engine, view: View, as_of: str | None = None) -> dict[str, Any]:
    try:
        listed, _ = rows.page(engine, reader_of(view, AUDITOR), Question(as_of=as_of), None, 1_000)
    except NotBuilt:
        return {"": None}
    return {row.key: row.fields for row in listed}


def amounts_are(engine: Engine, expected: dict[str, int]) -> Callable[[], bool]:
    return lambda: (
        {key: (fields or {}).get("amount_cny_e5") for key, fields in shown(engine, ACCOUNTS).items()} == (expected)
    )


def is_built(engine: Engine, view: View) -> bool:
    try:
        return builds.standing(engine, view).is_current
    except builds.Replaced:
        return False


def put(kafka: Kafka, *records: GuaranteeRegistered) -> None:
    kafka.send(ACCOUNTS.topic, *((record.code.encode(), codec.encode(record)) for record in records))


def test_views_follow_their_topics_through_deletes_late_schemas_restarts_and_a_rebuild(
    kafka: Kafka, tmp_path: Path
) -> None:
    kafka.create(topics.MESH_SCHEMAS, ENTERPRISES.topic, partitions=1, config=COMPACT)
    kafka.create(ACCOUNTS.topic, partitions=2, config=COMPACT)
    schemas.publish(kafka, *schemas.local())
    engine = opened(tmp_path)
    entry = enterprise("E", 1, "2020-01-01")
    kafka.send(ENTERPRISES.topic, (b"E@1", codec.encode(entry)))
    put(kafka, account("A", 1), account("B", 2), account("A", 3))
    newer = schemas.newer(GuaranteeRegistered)
    with folded(kafka, engine, ACCOUNTS, ENTERPRISES):
        wait_until(amounts_are(engine, {"A": 3, "B": 2}), "rows")
        wait_until(lambda: list(shown(engine, ENTERPRISES, "2024-01-01")) == ["E@1"], "a register as of a day")
        kafka.send(ACCOUNTS.topic, (b"B", None), (b"A", newer.encode(account("A", 7))))
        wait_until(amounts_are(engine, {"A": 3}), "a delete")
        schemas.publish(kafka, newer.published)
        wait_until(amounts_are(engine, {"A": 7}), "a record whose schema came late")
    put(kafka, account("C", 4))
    with folded(kafka, engine, ACCOUNTS, ENTERPRISES):
        wait_until(amounts_are(engine, {"A": 7, "C": 4}), "what came meanwhile")
    before = builds.standing(engine, ENTERPRISES)
    changed = ACCOUNTS._replace(sorted_by=())
    with folded(kafka, engine, changed, ENTERPRISES):
        wait_until(lambda: is_built(engine, changed), "a new layout")
    assert {key: row["amount_cny_e5"] for key, row in shown(engine, changed).items()} == {"A": 7, "C": 4}
    assert builds.standing(engine, ENTERPRISES) == before
    engine.dispose()
