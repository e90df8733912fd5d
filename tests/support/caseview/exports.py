"""Exports through customs' processors in memory, as the view reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine

from caseview.database import upsert
from caseview.fold.chunks import Folded
from caseview.inputs import inputs
from caseview.queries.cases import cases_of
from caseview.queries.explanations import explain
from caseview.queries.permissions import Sight, sight_of
from contracts.customs import Movement
from customs.consolidation.processor import CONSOLIDATION
from customs.manifests.processor import MANIFESTS
from edge.access.principal import Principal
from mesh.declared.processor import Emit
from receipts.processor import RECEIPTS
from tests.support.caseview.databases import empty_view
from tests.support.caseview.topics import Topics
from tests.support.customs.consolidation import a_request
from tests.support.customs.exports import (
    DAY_MS,
    PROCESSORS,
    Agencies,
    ExportWorld,
    a_list,
    a_movement,
    a_waybill,
    an_order,
    inspected,
)

EVERYTHING = Sight(True, frozenset(), frozenset())


def sight(code: str, role: str) -> Sight:
    """What an enterprise sees."""
    return sight_of(Principal("org", "An organisation", (code,), frozenset({role})))


class SeenExports(ExportWorld):
    """The processors of export with bills, consolidation and receipts; all that is published stands on `topics`."""

    def __init__(self, agencies: Agencies = inspected) -> None:
        super().__init__(agencies, (*PROCESSORS, MANIFESTS, CONSOLIDATION, RECEIPTS))
        self.topics = Topics()
        self._batches = 0

    def submit(self, *documents: Any) -> list[Any]:
        """Submit documents, each in a batch of its own."""
        records: list[Any] = []
        for document in documents:
            self._batches += 1
            records += super().submit(_in_batch(document, f"batch-of-exports-{self._batches}"))
        return records

    def step(self, event: Emit) -> list[Emit]:
        """Note an event as well."""
        self.topics.write(event.topic, event.record, key=event.key, at_ms=self.now_ms)
        return super().step(event)

    def written(self) -> list[Folded]:
        """Return what the view reads of it."""
        return [item for item in self.topics.written if item[0].topic in inputs()]

    @contextmanager
    def view(self, folder: Path) -> Iterator[Engine]:
        """Fold all that was published into a new view."""
        folder.mkdir(parents=True, exist_ok=True)
        engine = empty_view(folder)
        upsert.apply(engine, self.written())
        yield engine
        engine.dispose()

    def cases(self, folder: Path, number: str, who: Sight = EVERYTHING) -> list[dict[str, Any]]:
        """Return the cases to which a number leads."""
        with self.view(folder) as engine:
            return cases_of(engine, number, who)

    def explained(self, folder: Path, number: str) -> list[dict[str, Any]]:
        """Return the explanations to which a number leads."""
        with self.view(folder) as engine:
            return explain(engine, number, EVERYTHING, lambda _: ())


def _in_batch(document: Any, batch_id: str) -> Any:
    return msgspec.structs.replace(document, batch_id=batch_id)


def reviewed(order_no: str = "EX1", **changes: Any) -> SeenExports:
    """An order whose three documents match. changes: of the list."""
    world = SeenExports()
    mode = {"order_type": {"9710": "B", "9810": "W"}.get(changes.get("trade_mode", ""), "E")}
    world.submit(an_order(order_no, **mode), a_waybill(order_no), a_list(order_no, **changes))
    return world


def departed(order_no: str = "EX1", **changes: Any) -> SeenExports:
    """The same, released and gone."""
    world = reviewed(order_no, **changes)
    world.move(a_movement(order_no))
    world.move(a_movement(order_no, Movement.DEPARTED))
    return world


def consolidated(order_no: str = "EX1", **changes: Any) -> SeenExports:
    """The same, in a declaration that has its number and certificate."""
    world = departed(order_no, **changes)
    at_ms = world.now_ms + DAY_MS
    world.submit(a_request(at_ms=at_ms, start_time="20251201000000", end_time="20251202235959"))
    for later in (1_000, 3_000):
        world.tick(at_ms + later)
    return world
