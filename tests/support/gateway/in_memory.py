"""
The gateway in memory: the real application over SQLite and a bus that is a list.

`MemoryBus` keeps the promises of the Kafka publisher and of those who read back: what was sent is there when `send`
returns, and a send that fails may have left any part of its records behind.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from caseview.http.view_database import ViewDatabase
from contracts import codec
from contracts.documents import DOCUMENTS
from contracts.topics import GATEWAY_EVIDENCE
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from edge.access.sending import Rights
from edge.bus.watch import BusWatch, Unavailable
from edge.http.shared import Shared
from gateway.http.admission import Admission
from gateway.http.app import create_app
from gateway.http.services import Services
from gateway.intake.batches import Batches
from gateway.intake.intake import Intake
from gateway.personal.keys import KeyRing
from gateway.reading.batch import Limits
from mesh.clock.virtual_clock import VirtualClock
from mesh.wire.headers import parse
from mesh.wire.records import Outbound
from receipts.delivery.source import KafkaSource
from receipts.delivery.streams import Streams
from receipts.delivery.unread import Unread
from receipts.http.delivery import Delivery
from registrar.changes import Changes
from registrar.workflow import Registrar
from tests.support.caseview.databases import gateway_database
from tests.support.edge.registers_in_memory import MemoryRegisterEntries
from tests.support.gateway.as_described import AsDescribed
from views.http.database import ViewsDatabase

KEY, OTHER_KEY, OFFICER_KEY = "test-key-of-hangzhou", "test-key-of-shenzhen", "test-key-of-officers"
MERCHANT_KEY = "test-key-of-ningbo"
EVERYTHING = Rights(("1101180326",), ("agent", "carrier"), True)
"""The rights of a courier and agent that has committed itself: it may send every document."""
CODES = ("1105910001", "3301960001")
OF_DOCUMENTS = frozenset(document.topic for document in DOCUMENTS)
NOW_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
MASTER = bytes(range(32))
NOWHERE = "nowhere:1"


class Killed(BaseException):
    """The process dies here: no handler of the gateway may catch it."""


class MemoryBus:
    """
    Publisher, evidence reader and read-back.

    before: called before each send, may raise. keep: how many records a failing send leaves. doubts: failed sends that
    were told.
    """

    def __init__(self) -> None:
        self.records: list[Outbound] = []
        self.sends = 0
        self.before: Callable[[int, Sequence[Outbound]], None] = lambda _number, _messages: None
        self.keep = 0
        self.doubts = 0

    async def send(self, messages: Sequence[Outbound]) -> None:
        self.sends += 1
        try:
            self.before(self.sends, messages)
        except BaseException:
            self.records.extend(messages[: self.keep])
            raise
        self.records.extend(messages)

    async def read(self, batch_id: str, since_ms: int) -> list[Any]:
        del since_ms
        return [
            codec.decode(record.value or b"") for record in self.of(GATEWAY_EVIDENCE) if record.key == batch_id.encode()
        ]

    async def missing(self, messages: Sequence[Outbound], since_ms: int) -> list[Outbound]:
        del since_ms
        ids = {parse(record.headers, 0).id for record in self.records if record.topic != GATEWAY_EVIDENCE}
        return [message for message in messages if parse(message.headers, 0).id not in ids]

    def doubt(self) -> None:
        self.doubts += 1

    def of(self, topic: str) -> list[Outbound]:
        return [record for record in self.records if record.topic == topic]

    def documents(self) -> list[Any]:
        return [codec.decode(record.value or b"") for record in self.records if record.topic in OF_DOCUMENTS]


def unreachable(_number: int, _messages: Sequence[Outbound]) -> None:
    raise Unavailable("no broker")


class Gateway:
    """One life of a gateway. What lies in `folder` and `bus` outlives it: give them to the next."""

    def __init__(
        self, folder: Path, *, bus: MemoryBus | None = None, body: int = 1 << 20, total: int = 4 << 20,
        now_ms: int = NOW_MS, limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self.engine = gateway_database(folder)
        self.bus = bus or MemoryBus()
        self.watch = BusWatch()
        self.watch.heard()
        self.clock_ms = now_ms
        clock = VirtualClock(source=lambda: self.clock_ms)
        self.keys = KeyRing(self.engine, MASTER)
        self.batches = Batches(self.engine)
        self.intake = Intake(
            batches=self.batches, keys=self.keys, publisher=self.bus, evidence=self.bus,
            read_back=self.bus, bus=self.watch, clock=clock, limits=limits or Limits(body_bytes=body),
        )  # fmt: skip
        self.register_entries = MemoryRegisterEntries(self.bus.records)
        self.registrar = Registrar(
            changes=Changes(self.engine), register_entries=self.register_entries, publisher=self.bus,
            read_back=self.bus, bus=self.watch, clock=clock,
        )  # fmt: skip
        shared = Shared(
            kafka_bootstrap=NOWHERE, mesh="yidian", engine=self.engine, directory=_directory(), publisher=self.bus,
            bus=self.watch, register_entries=self.register_entries, clock=clock,
        )  # fmt: skip
        self.services = Services(
            shared=shared, intake=self.intake, admission=Admission(body=body, total=total), resumed=lambda: True,
            registrar=self.registrar, view=ViewDatabase("sqlite://"), views=ViewsDatabase(f"sqlite:///{folder}/views.db"),
            delivery=Delivery(KafkaSource(NOWHERE, "yidian", self.watch), Streams(), Unread(0)),
        )  # fmt: skip
        self.app: Starlette = create_app(self.services)

    def client(self, key: str = KEY) -> httpx.AsyncClient:
        transport = AsDescribed(app=self.app, raise_app_exceptions=False)
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return httpx.AsyncClient(transport=transport, base_url="http://gateway", headers=headers)

    async def post(
        self, body: bytes, kind: str = "application/json", *, key: str = KEY, **headers: str
    ) -> httpx.Response:
        async with self.client(key) as client:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.post("/v1/documents", content=body, headers={"content-type": kind, **named})


def _directory() -> Directory:
    return Directory(
        {
            key_hash(KEY): Principal(
                "hangzhou", "Hangzhou trade", CODES, frozenset({"platform", "carrier", "agent"}), "commitment of 2024"
            ),
            key_hash(MERCHANT_KEY): Principal("ningbo", "Ningbo goods", ("3301960001",), frozenset({"merchant"})),
            key_hash(OTHER_KEY): Principal("shenzhen", "Shenzhen express", ("4403180001",), frozenset({"carrier"})),
            key_hash(OFFICER_KEY): Principal("inspection", "Inspection", (), frozenset({"officer:inspection"})),
        }
    )


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    """Return a gateway in memory."""
    return Gateway(tmp_path)
