"""
The broker is away, killed or stopped so that connections hang: every route of the gateway answers at once all the same.

What needs the bus says 503, what needs only the database is answered; then all are as they were.
"""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from caseview.database import layout, upsert
from deploy.local_broker import LocalBroker
from deploy.provision import provision
from gateway.http.app import OPERATIONS
from tests.support.caseview.trade import a_day
from tests.support.gateway.papers import an_order
from tests.support.gateway.process import KEY, GatewayProcess
from tests.support.kafka import Kafka

AT_ONCE = 50
AWAY_DEADLINE = 8.0
"""Real seconds in which the slowest of all answers has to come, on a machine that is busy with other things."""
RECOVERY_DEADLINE = 60.0
UNAVAILABLE, TRY_AGAIN = 503, 429
STAFF = {
    "staff": ("operator", "auditor", "officer:tax", "officer:inspection"),
    "one": ("registrar:tax",),
    "two": ("registrar:tax",),
}
ORGANISATIONS = [
    {"organisation": name, "name": name, "codes": [], "roles": list(roles), "key": f"a-test-key-of-{name}"}
    for name, roles in STAFF.items()
]
FINDING = {"declaration": "declaration-of-GW2", "hold": "hold-1", "action": "REFUSE", "authority": "a", "reason": "r"}
PARKED = {"processor": "forex.decisions", "key": "GW9", "reason": "seeded"}
RECORD = "?processor=forex.decisions&key=GW9&purpose=test"
PENDING = "{pending}"
CHANGE = "/v1/register-changes/{change}"
OFTEN = ("/v1/held", "/v1/registers", "/v1/explanations/GW1?purpose=test", "/v1/topics", "/v1/receipts?limit=1")
GUARANTEES = "/v1/registers/tax.guarantee-accounts/changes"
DECIDED = {"person": "Li", "reason": "none"}


class Ask(NamedTuple):
    """One request for a route. who: whose key. needs_bus: else the database is enough."""

    route: str
    needs_bus: bool
    target: str
    method: str = "GET"
    who: str = "staff"
    body: Any = None


def a_table(version: int) -> dict[str, str]:
    entries = f"code,version,valid_from,source,amount_cny\n9903160018,{version},2099-01-01,cash deposit,5000\n"
    return {"entries": entries, "person": "Zhang", "authority": "order 7", "reason": "short"}


ASKS = (
    Ask("/v1/documents", True, "/v1/documents", "POST", "hangzhou", [an_order()]),
    Ask("/v1/receipts", True, "/v1/receipts?limit=1", who="hangzhou"),
    Ask("/v1/receipts", True, "/v1/receipts?after=end", who="hangzhou"),
    Ask("/v1/receipts/stream", True, "/v1/receipts/stream?after=end", who="hangzhou"),
    Ask("/v1/receipts/stream", True, "/v1/receipts/stream", who="hangzhou"),
    Ask("/v1/messages", True, "/v1/messages?limit=1", who="hangzhou"),
    Ask("/v1/messages/{place}", True, "/v1/messages/0-0", who="hangzhou"),
    Ask("/v1/held", True, "/v1/held"),
    Ask("/v1/findings", True, "/v1/findings", "POST", body=FINDING),
    Ask("/v1/registers", True, "/v1/registers"),
    Ask("/v1/enterprises", True, "/v1/enterprises?codes=9901160001"),
    Ask("/v1/registers/{register}", True, "/v1/registers/tax.rates?limit=1"),
    Ask("/v1/registers/{register}/changes", True, GUARANTEES, "POST", "one", a_table(90)),
    Ask(f"{CHANGE}/approval", True, f"/v1/register-changes/{PENDING}/approval", "POST", "two", {"person": "Li"}),
    Ask("/v1/explanations/{number:anything}", True, "/v1/explanations/GW1?purpose=test"),
    Ask("/v1/topics", True, "/v1/topics"),
    Ask("/v1/parked/record", True, f"/v1/parked/record{RECORD}"),
    Ask("/v1/parked/redrive", True, "/v1/parked/redrive", "POST", body=PARKED),
    Ask("/v1/parked/discard", True, "/v1/parked/discard", "POST", body=PARKED),
    Ask("/v1/cases/{number:anything}", False, "/v1/cases/GW1"),
    Ask("/v1/views", False, "/v1/views"),
    Ask("/v1/views/{view}", False, "/v1/views/tax.rates?purpose=test&limit=1"),
    Ask("/v1/views/{view}.csv", False, "/v1/views/tax.rates.csv?purpose=test"),
    Ask("/v1/views/{view}/{key:anything}", False, "/v1/views/customs.enterprises/9901160001?purpose=test"),
    Ask("/v1/reads/views", False, "/v1/reads/views"),
    Ask("/v1/me", False, "/v1/me"),
    Ask("/v1/flow", False, "/v1/flow"),
    Ask("/v1/summary", False, "/v1/summary"),
    Ask("/v1/reads", False, "/v1/reads"),
    Ask("/v1/parked", False, "/v1/parked"),
    Ask("/v1/parked/answers", False, "/v1/parked/answers"),
    Ask("/v1/register-changes", False, "/v1/register-changes"),
    Ask("/v1/register-changes/{change}", False, f"/v1/register-changes/{PENDING}"),
    Ask(f"{CHANGE}/rejection", False, "/v1/register-changes/none/rejection", "POST", "two", DECIDED),
    Ask("/errors", False, "/errors"),
    Ask("/errors/{code}", False, "/errors/bus_unavailable"),
    Ask("/openapi.json", False, "/openapi.json"),
)  # fmt: skip


class Told(NamedTuple):
    """An answer."""

    status: int
    retry_after: str | None


def test_no_route_is_forgotten() -> None:
    there = {(operation.path, operation.method) for operation in OPERATIONS}
    assert {(ask.route, ask.method) for ask in ASKS} == there


class World:
    """A gateway over a broker of its own and a view in which a small trade has happened."""

    def __init__(self, broker: LocalBroker, folder: Path) -> None:
        self.broker = broker
        kafka = Kafka(broker.bootstrap)
        provision(kafka.bootstrap, kafka.mesh)
        view = upsert.open_database(f"sqlite:///{folder}/view.db", create=True)
        layout.renew(view)
        upsert.apply(view, a_day().written)
        view.dispose()
        self.gateway = GatewayProcess(kafka.bootstrap, kafka.mesh, folder, *ORGANISATIONS)
        self.pending = "none"

    async def ask(self, client: httpx.AsyncClient, ask: Ask) -> Told:
        headers = {"authorization": f"Bearer {KEY if ask.who == 'hangzhou' else f'a-test-key-of-{ask.who}'}"}
        target = ask.target.replace(PENDING, self.pending)
        async with client.stream(ask.method, target, headers=headers, json=ask.body) as answer:
            return Told(answer.status_code, answer.headers.get("retry-after"))

    async def all_at_once(self, asks: list[Ask], seconds: float) -> list[tuple[Ask, Told]]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=self.gateway.url, timeout=seconds, limits=limits) as client:
            return list(zip(asks, await asyncio.gather(*(self.ask(client, ask) for ask in asks)), strict=True))

    async def propose(self, version: int) -> None:
        async with httpx.AsyncClient(base_url=self.gateway.url, timeout=RECOVERY_DEADLINE) as client:
            headers = {"authorization": "Bearer a-test-key-of-one"}
            answer = await client.post(GUARANTEES, json=a_table(version), headers=headers)
            assert answer.status_code == 202, answer.text
            self.pending = answer.json()["change_id"]

    async def until_all_answer(self) -> None:
        """Return when every ask has been answered otherwise than that one should try again later."""
        left, until = list(ASKS), time.monotonic() + RECOVERY_DEADLINE
        told: list[tuple[Ask, Told]] = []
        while left:
            assert time.monotonic() < until, [(ask.target, answer.status) for ask, answer in told]
            told = await self.all_at_once(left, RECOVERY_DEADLINE)
            assert all(answer.status != 500 for _, answer in told), told
            left = [ask for ask, answer in told if answer.status in (UNAVAILABLE, TRY_AGAIN)]


@pytest.fixture
def world(own_broker: LocalBroker, tmp_path: Path) -> Iterator[World]:
    made = World(own_broker, tmp_path)
    try:
        made.gateway.start()
        yield made
    finally:
        made.gateway.stop()


def storm() -> list[Ask]:
    """50 and more that need the bus, most of them blocking, and all others between them."""
    most = [ask for ask in ASKS if ask.target in OFTEN for _ in range(AT_ONCE // len(OFTEN))]
    return [*most, *ASKS, *ASKS]


def check(told: list[tuple[Ask, Told]], *, is_known: bool) -> None:
    """is_known: the gateway has noticed; before that what stands in memory is still told."""
    wrong = Counter((ask.method, ask.target, answer) for ask, answer in told if not _is_right(ask, answer, is_known))
    assert not wrong


def _is_right(ask: Ask, answer: Told, is_known: bool) -> bool:
    if answer.status < 500:
        return not (ask.needs_bus and is_known)
    return ask.needs_bus and answer.status == UNAVAILABLE and bool(answer.retry_after)


@pytest.mark.parametrize("how", ["killed", "stopped"])
async def test_without_a_broker_every_route_answers_at_once_and_afterwards_as_before(world: World, how: str) -> None:
    await world.propose(2)
    await world.until_all_answer()
    await world.propose(3)
    pid = world.broker.pid
    assert pid is not None
    if how == "killed":
        world.broker.kill()
    else:
        os.kill(pid, signal.SIGSTOP)
    try:
        first = await world.all_at_once(storm(), AWAY_DEADLINE)
        again = await world.all_at_once(storm(), AWAY_DEADLINE)
    finally:
        if how == "killed":
            world.broker.restart()
        else:
            os.kill(pid, signal.SIGCONT)
    check(first, is_known=False)
    check(again, is_known=True)
    await world.until_all_answer()
    world.gateway.wait_until("/readyz")
