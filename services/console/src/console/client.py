"""The gateway's HTTP interface as the console calls it: with the key of who has signed in."""

from typing import Any

import httpx
import msgspec

TIMEOUT = httpx.Timeout(20, connect=3)
PROBE_SECONDS = 2.0
UNAUTHENTICATED = 401


class Refused(Exception):
    """The gateway refused: its problem, with a title in both languages."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(str(problem.get("code", status)))
        self.status = status
        self.code = str(problem.get("code", ""))
        self.titles = {"zh": str(problem.get("title_zh", "")), "en": str(problem.get("title_en", ""))}
        self.detail = str(problem.get("detail", ""))
        self.errors: list[dict[str, Any]] = list(problem.get("errors", ()))

    @property
    def is_unknown_key(self) -> bool:
        """Whether the key is not known; put off where too many of those came, for the console has one address."""
        return self.status == UNAUTHENTICATED or self.code == "too_many_wrong_keys"


class Unreachable(Exception):
    """The gateway does not answer."""


class GatewayClient:
    """Asks the gateway. The connections are shared, the key is the caller's."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def get(self, key: str, path: str, /, **params: str | int | None) -> Any:
        """Return the JSON answer. Raises Refused or Unreachable."""
        given = {name: value for name, value in params.items() if value not in (None, "")}
        return await self._ask("GET", key, path, {}, params=given)

    async def post(self, key: str, path: str, body: dict[str, Any], *, once: str = "") -> Any:
        """Return the JSON answer. once: the Idempotency-Key, if any. Raises Refused or Unreachable."""
        return await self._ask("POST", key, path, {"Idempotency-Key": once} if once else {}, json=body)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(self, method: str, key: str, path: str, headers: dict[str, str], **named: Any) -> Any:
        said = {"Authorization": f"Bearer {key}", "Accept": "application/json", **headers}
        try:
            answer = await self._http.request(method, path, headers=said, **named)
        except httpx.HTTPError as error:
            raise Unreachable(type(error).__name__) from error
        try:
            body = msgspec.json.decode(answer.content)
        except msgspec.DecodeError as error:
            raise Unreachable(f"not JSON, status {answer.status_code}") from error
        if not answer.is_success:
            raise Refused(answer.status_code, body if isinstance(body, dict) else {})
        return body


def is_answering(url: str) -> bool:
    """Return whether a gateway answers at `url`: it describes itself to everyone there."""
    try:
        return httpx.head(f"{url}/openapi.json", timeout=PROBE_SECONDS).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def connect(url: str) -> GatewayClient:
    """Return a client of the gateway at `url`."""
    return GatewayClient(httpx.AsyncClient(base_url=url, timeout=TIMEOUT))
