"""A console over a gateway in memory that takes documents in, and what is typed into its forms."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from console.app import create_app
from console.client import GatewayClient
from console.sessions import Sessions
from console.settings import ConsoleSettings
from console.state import State
from contracts.document import Document
from contracts.documents import BY_TAG
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from tests.component.console.conftest import Browser
from tests.support.console.filled_forms import FilledForm
from tests.support.gateway import conformance
from tests.support.gateway.as_described import AsDescribed
from tests.support.gateway.in_memory import Gateway

ORDER, WAYBILL = BY_TAG["import-order"], BY_TAG["import-waybill"]
CODE = conformance.TRANSMITTER
WHO = {
    "everyone": conformance.MAY_SEND_ALL,
    "merchant": Principal("ningbo", "Ningbo goods", ("3301960001",), frozenset({"merchant"})),
    "carrier": Principal("shenzhen", "Shenzhen express", ("4403180001",), frozenset({"carrier"})),
    "officer": Principal("ciq", "Inspection", (), frozenset({"officer:inspection"})),
}


class Way(AsDescribed):
    """The way to the gateway; `cut` before a request, or after it was answered, so that nobody hears the answer."""

    def __init__(self, app: Any) -> None:
        super().__init__(app, raise_app_exceptions=False)
        self.cut = ""
        self.asked: list[tuple[str, bytes]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut == "before":
            raise httpx.ConnectError("cut")
        self.asked.append((request.url.path, await request.aread()))
        answer = await super().handle_async_request(request)
        if self.cut == "after":
            raise httpx.ReadTimeout("cut")
        return answer


class Counter:
    """A console over a gateway that takes documents in."""

    def __init__(self, folder: Path) -> None:
        self.gateway = Gateway(folder)
        self.know(WHO)
        self.way = Way(self.gateway.app)
        client = GatewayClient(httpx.AsyncClient(transport=self.way, base_url="http://gateway"))
        self.seconds = 0.0
        sessions = Sessions(idle_seconds=60, monotonic=lambda: self.seconds)
        settings = ConsoleSettings(gateway_url="http://gateway")
        self.app = create_app(State(settings, client, sessions, settling_seconds=10))

    def know(self, who: dict[str, Principal]) -> None:
        directory = Directory({key_hash(f"key-of-{name}"): principal for name, principal in who.items()})
        object.__setattr__(self.gateway.services.shared, "directory", directory)

    async def browser(self, who: str = "everyone") -> Browser:
        made = Browser(self.app)
        assert (await made.sign_in(f"key-of-{who}")).status_code == 303
        return made

    @property
    def documents(self) -> list[Any]:
        """What the gateway has published."""
        return self.gateway.bus.documents()


@pytest.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.gateway.engine.dispose()


def path_of(document: Document) -> str:
    return f"/documents/{document.tag}"


def typed(document: dict[str, Any]) -> dict[str, str]:
    """Return what is typed into a form for a document in JSON, by name of input."""
    members = {name: value for name, value in document.items() if name not in ("type", "lines")}
    inputs = {f"field.{element}": str(value) for element, value in members.items()}
    for place, line in enumerate(document.get("lines", ())):
        inputs |= {f"field.lines.{place}.{element}": str(value) for element, value in line.items()}
    return inputs


async def opened(browser: Browser, document: Document, *, lines: int = 1) -> FilledForm:
    """Return the form of a document with so many lines, each asked for by the button."""
    form = FilledForm((await browser.get(path_of(document))).text)
    for _ in range(lines - 1 if document.lines else 0):
        form = FilledForm((await browser.post(path_of(document), {**form.values, "do": "add"})).text)
    return form


async def send(browser: Browser, document: Document, filled: dict[str, str]) -> httpx.Response:
    return await browser.post(path_of(document), {**filled, "do": "send"})


def entered(values: dict[str, str]) -> dict[str, str]:
    """Return what was entered of the document itself."""
    return {name: value for name, value in values.items() if name.startswith("field.")}
