"""The routes of views over small ones, without Kafka: who asks is known by a key."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest

from contracts.views import VIEWS
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from edge.bus.watch import BusWatch
from gateway.http.app import create_app
from gateway.http.services import Services
from mesh.clock.virtual_clock import VirtualClock
from tests.support.caseview.databases import gateway_database
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.gateway.as_described import AsDescribed
from tests.support.views.standings import ACCOUNTS, ENTERPRISES, RISKS, folding, opened
from views.folding import Fold
from views.http.database import ViewsDatabase

PRINCIPALS = {
    "a": Principal("a", "A", ("A",), frozenset({"merchant"})),
    "b-and-c": Principal("bc", "B and C", ("C", "B"), frozenset({"merchant"})),
    "stranger": Principal("stranger", "Stranger", ("Z",), frozenset({"merchant"})),
    "tax": Principal("tax-office", "Tax", (), frozenset({"officer:tax"})),
    "inspector": Principal("ciq", "Inspection", (), frozenset({"officer:inspection"})),
    "auditor": Principal("audit", "Auditors", (), frozenset({"auditor"})),
}


class Gateway:
    """The application with its views, and one client per organisation."""

    def __init__(self, folder: Path) -> None:
        self.database = gateway_database(folder)
        self.engine = opened(folder)
        shared = SimpleNamespace(
            directory=Directory({key_hash(name): principal for name, principal in PRINCIPALS.items()}),
            bus=BusWatch(),
            engine=self.database,
            clock=VirtualClock(source=lambda: TEN_O_CLOCK),
        )
        views = ViewsDatabase("", lambda _: self.engine)
        services = SimpleNamespace(shared=shared, registrar=None, view=None, views=views, delivery=None)
        self.app = create_app(cast("Services", services))
        self._client = httpx.AsyncClient(transport=AsDescribed(self.app), base_url="http://gateway")

    def folding(self) -> Fold:
        """A fold of the views that tests ask for."""
        return folding(self.engine, [ACCOUNTS, ENTERPRISES, RISKS])

    async def get(self, who: str, path: str, headers: Mapping[str, str] | None = None, **params: Any) -> httpx.Response:
        known = {"Authorization": f"Bearer {who}", **(headers or {})}
        return await self._client.get(path, params=params, headers=known)

    async def listed(self, who: str, path: str, **params: Any) -> dict[str, dict[str, Any]]:
        """Return by key what a list shows."""
        answer = await self.get(who, path, **params)
        assert answer.status_code == 200, answer.text
        return {row["key"]: row["fields"] for row in answer.json()["rows"]}

    async def close(self) -> None:
        await self._client.aclose()
        self.engine.dispose()
        self.database.dispose()


@pytest.fixture
async def gateway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gateway]:
    monkeypatch.setitem(VIEWS, ACCOUNTS.name, ACCOUNTS)
    made = Gateway(tmp_path)
    yield made
    await made.close()
