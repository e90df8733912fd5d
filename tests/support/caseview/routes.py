"""The routes on the case view over a small trade, without Kafka: who asks is known by a key."""

from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import httpx
import pytest

from caseview.http.view_database import ViewDatabase
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from edge.bus.watch import BusWatch
from gateway.http.app import create_app
from gateway.http.services import Services
from mesh.clock.virtual_clock import VirtualClock
from mesh.declared.errors import TemporaryFailure
from mesh.wire.records import Outbound
from receipts.delivery.streams import Streams
from receipts.delivery.unread import Unread
from receipts.http.delivery import Delivery
from tests.support.caseview.databases import gateway_database, view_of_a_day
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PAYER_BANK, PLATFORM, TEN_O_CLOCK
from tests.support.edge.registers_in_memory import MemoryRegisterEntries
from tests.support.gateway.as_described import AsDescribed
from tests.support.receipts.in_memory import MemorySource

PRINCIPALS = {
    "platform": Principal("platform", "Platform", (PLATFORM,), frozenset({"platform"})),
    "merchant": Principal("merchant", "Merchant", (MERCHANT,), frozenset({"merchant"})),
    "agent": Principal("agent", "Agent", (AGENT,), frozenset({"agent"})),
    "carrier": Principal("carrier", "Carrier", (CARRIER,), frozenset({"carrier"})),
    "bank": Principal("bank", "Bank", (PAYER_BANK,), frozenset({"payment"})),
    "stranger": Principal("stranger", "Stranger", ("9999999X99",), frozenset({"merchant"})),
    "inspector": Principal("ciq", "Inspection", (), frozenset({"officer:inspection"})),
    "tax-officer": Principal("tax-office", "Tax", (), frozenset({"officer:tax"})),
    "auditor": Principal("audit", "Auditors", (), frozenset({"auditor"})),
    "operator": Principal("ops", "Operators", (), frozenset({"operator"})),
}


class FakePublisher:
    """Keeps what it is sent, unless the bus is down."""

    def __init__(self) -> None:
        self.sent: list[Outbound] = []
        self.down = False

    async def send(self, messages: list[Outbound]) -> None:
        if self.down:
            raise TemporaryFailure("down")
        self.sent += messages


class Gateway:
    """The application with its parts, and one client per organisation."""

    def __init__(self, folder: Path) -> None:
        self.engine = view_of_a_day(folder)
        self.database = gateway_database(folder)
        self.publisher = FakePublisher()
        self.watch = BusWatch()
        self.receipts = MemorySource()
        self.streams = Streams(each=2, all_together=3)
        self.seconds = 0.0
        unread = Unread(30, monotonic=lambda: self.seconds)
        shared = SimpleNamespace(
            directory=Directory({key_hash(name): principal for name, principal in PRINCIPALS.items()}),
            publisher=self.publisher,
            bus=self.watch,
            register_entries=MemoryRegisterEntries(),
            engine=self.database,
            clock=VirtualClock(source=lambda: TEN_O_CLOCK + 90_000),
        )
        services = SimpleNamespace(
            shared=shared,
            registrar=None,
            view=ViewDatabase("", lambda _: self.engine),
            views=None,
            delivery=Delivery(self.receipts, self.streams, unread),
        )
        self.app = create_app(cast("Services", services))
        self._client = httpx.AsyncClient(transport=AsDescribed(self.app), base_url="http://gateway")

    async def get(self, who: str, path: str, **params: str | int) -> httpx.Response:
        return await self._client.get(path, params=params, headers={"Authorization": f"Bearer {who}"})

    async def post(self, who: str, path: str, body: object) -> httpx.Response:
        return await self._client.post(path, json=body, headers={"X-API-Key": who})

    async def close(self) -> None:
        await self._client.aclose()
        self.engine.dispose()
        self.database.dispose()


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[Gateway]:
    made = Gateway(tmp_path)
    yield made
    await made.close()
