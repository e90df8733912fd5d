"""Every process of a mesh: keys parked where no command of ours would land are seen, answered, read and given up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from caseview.database import upsert
from caseview.queries import parked as queries
from contracts.topics import TRADE_IMPORTS
from mesh.declared.keys import partition_of, written
from tests.e2e.conftest import Performance
from tests.integration.caseview.test_on_kafka import ViewProcess
from tests.support.kafka import Kafka, wait_until

pytestmark = pytest.mark.e2e

NAME = "customs.clearance"
KEYS = (b"", b"\xff\xfe", b"DD1", "a\u200b".encode(), b"k" * 3_000)
RUBBISH = b"\x01rubbish"
REASON = "stray"
"""Of these commands alone, on a mesh that others use."""


class Operator:
    """What an operator does over HTTP."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, path: str, **params: Any) -> Any:
        return self._http.get(path, params=params).raise_for_status().json()

    def command(self, what: str, row: dict[str, Any], **more: Any) -> str:
        """Give a command about a parked key, named as it is shown, and return what came of it."""
        named = {"processor": NAME, "key": row["key"], "partition": row["partition"], "reason": REASON, **more}
        asked = self._http.post(f"/v1/parked/{what}", json=named).raise_for_status().json()
        found: list[Any] = []

        def is_answered() -> bool:
            found[:] = self.get("/v1/parked/answers", command_id=asked["event_id"])["answers"]
            return bool(found)

        wait_until(is_answered, f"the answer to {what} {row['key'][:20]}")
        return str(found[0]["outcome"])

    def parked(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get("/v1/parked")["parked"]
        return rows


@pytest.fixture
def operator(performance: Performance) -> Iterator[Operator]:
    connection = performance.stage.connection
    headers = {"authorization": f"Bearer {connection.with_role('operator').key}"}
    with httpx.Client(base_url=connection.url, headers=headers, timeout=30) as http:
        yield Operator(http)


def test_whatever_is_parked_anywhere_is_seen_answered_read_and_given_up(
    performance: Performance, operator: Operator, tmp_path: Path
) -> None:
    """Misplaced, empty, odd, long: no command hides it, a person gets rid of it, a view built anew agrees."""
    kafka = Kafka(performance.mesh.bootstrap, performance.mesh.mesh)
    count = len(kafka.ends(TRADE_IMPORTS))
    for parked in KEYS:
        kafka.produce(TRADE_IMPORTS, parked, RUBBISH, partition=(partition_of(parked, count) + 1) % count)
    kafka.flush()
    wait_until(lambda: len(operator.parked()) == len(KEYS), "all of them in the list")
    rows = {row["key"]: row for row in operator.parked()}
    assert rows.keys() == {written(parked) for parked in KEYS}
    for row in rows.values():
        assert operator.command("redrive", row) == "PARKED_ANEW"
    assert {row["key"] for row in operator.parked()} == rows.keys(), "a command hides nothing"
    for row in rows.values():
        named = {"processor": NAME, "key": row["key"], "partition": row["partition"], "purpose": "test"}
        record = operator.get("/v1/parked/record", **named)["record"]
        assert (record["value_hex"], record["key"]) == (RUBBISH.hex(), row["key"])
        assert operator.command("discard", row, person="王五") == "RELEASED"
    assert operator.parked() == []
    told = operator.get("/v1/parked/answers", limit=100)["answers"]
    given_up = {row["key"]: row for row in told if (row["action"], row["reason"]) == ("DISCARD", REASON)}
    assert given_up.keys() == rows.keys()
    for row in given_up.values():
        assert (row["person"], row["reason"], len(row["discarded"])) == ("王五", REASON, 1)
    before = {row["command_id"]: row for row in told}
    anew = ViewProcess(kafka, tmp_path, chunk=500)
    anew.complete()
    rebuilt = upsert.open_database(anew.url)
    assert queries.parked(rebuilt, limit=9) == ([], 0)
    assert {row["command_id"]: row["outcome"] for row in queries.answers(rebuilt, limit=100)} == {
        command_id: row["outcome"] for command_id, row in before.items()
    }
    rebuilt.dispose()
