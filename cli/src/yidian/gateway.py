"""
The gateway over HTTP, as one organisation.

Everything the command knows of the mesh comes through here. Times are ms UTC on the mesh's own clock.
"""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import msgspec

from yidian.answers import Page, Receipt, Submitted
from yidian.complaint import Complaint
from yidian.language import Wording
from yidian.refusal import Refused

RETRIES = 8
TIMEOUT = httpx.Timeout(30, connect=5)
STREAM_TIMEOUT = httpx.Timeout(60, connect=5)
"""A stream that is silent for longer is dead: the gateway's heartbeat comes every fifteen seconds."""
RECONNECT_SECONDS = 1.0
MOST_HELD = 1000
NOT_FOUND = 404
NOTHING_TAKEN = ("nothing_received", "nothing_permitted")
"""The gateway's codes when it took no record of a batch; the answer still says what is wrong with each."""
MEDIA_TYPES = {"json": "application/json", "ndjson": "application/x-ndjson", "xml": "application/xml"}


class Gateway:
    """A connection as one organisation. Raises Complaint with the gateway's own words when it refuses."""

    def __init__(self, url: str, key: str) -> None:
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=TIMEOUT)

    def __enter__(self) -> "Gateway":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def submit(self, body: bytes, written: str) -> Submitted:
        """Submit a batch written as json, ndjson or xml; return the outcome of each record, also if all are refused."""
        try:
            return self.hand_over(body, written)
        except Refused as refusal:
            if refusal.code not in NOTHING_TAKEN:
                raise
            return msgspec.convert(refusal.problem, Submitted)

    def hand_over(self, body: bytes, written: str) -> Submitted:
        """
        Submit a batch; a retry after a lost answer is the same submission.

        Raises Refused when the gateway takes none of it.
        """
        headers = {"Content-Type": MEDIA_TYPES[written], "Idempotency-Key": uuid4().hex}
        answer = self._send("POST", "/v1/documents", content=body, headers=headers)
        return msgspec.json.decode(answer.content, type=Submitted)

    def receipts(self, after: str = "start", limit: int = 1000) -> Page:
        """Return receipts after a cursor; `start` is the first, `end` none but the cursor to go on from."""
        answer = self._send("GET", "/v1/receipts", params={"after": after, "limit": limit})
        return msgspec.json.decode(answer.content, type=Page)

    def stream(self, after: str = "end") -> Iterator[Receipt]:
        """Yield receipts as they come (Server-Sent Events); when the connection ends, go on where it ended."""
        failures = 0
        while True:
            try:
                for cursor, data in self._events(after):
                    failures, after = 0, cursor or after
                    if data:
                        yield msgspec.json.decode(data, type=Receipt)
            except httpx.TransportError as error:
                failures += 1
                if failures == RETRIES:
                    raise self._silent(error) from error
            time.sleep(RECONNECT_SECONDS)

    def _events(self, after: str) -> Iterator[tuple[str, str]]:
        """Yield id and data of every event of one connection; a heartbeat has no data."""
        with self._http.stream(
            "GET",
            "/v1/receipts/stream",
            headers={"Accept": "text/event-stream"},
            params={"after": after},
            timeout=STREAM_TIMEOUT,
        ) as answer:
            self._check(answer)
            cursor, data = "", ""
            for line in answer.iter_lines():
                if line.startswith("id:"):
                    cursor = line[3:].strip()
                elif line.startswith("data:"):
                    data += line[5:].removeprefix(" ")
                elif not line:
                    yield cursor, data
                    cursor, data = "", ""

    def cases(self, number: str) -> list[dict[str, Any]]:
        """Return every case that a number of any kind leads to, as far as we may see it; none if it is not known."""
        try:
            matches: list[dict[str, Any]] = self.get(f"/v1/cases/{quote(number, safe='')}")["matches"]
        except Refused as refusal:
            if refusal.status == NOT_FOUND:
                return []
            raise
        return matches

    def held(self, **wanted: str) -> list[dict[str, Any]]:
        """Return every open hold that we may see and want (agency, reason, overdue), the one due first at the top."""
        holds: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            page = self.get("/v1/held", limit=MOST_HELD, **wanted, **after)
            holds += page["held"]
            if "next" not in page:
                return holds
            after = {"after": page["next"]}

    def get(self, path: str, **params: Any) -> Any:
        """Return the JSON answer of a GET."""
        return msgspec.json.decode(self._send("GET", path, params=params).content)

    def text(self, path: str, **params: Any) -> str:
        """Return the answer of a GET that is no JSON."""
        return self._send("GET", path, params=params).text

    def post(self, path: str, body: Any) -> Any:
        """Return the JSON answer of a POST."""
        content = msgspec.json.encode(body)
        answer = self._send("POST", path, content=content, headers={"Content-Type": "application/json"})
        return msgspec.json.decode(answer.content) if answer.content else {}

    def _send(self, method: str, path: str, **how: Any) -> httpx.Response:
        """Send, and send again when the gateway asks for patience (429, 503) or the connection breaks."""
        for attempt in range(RETRIES):
            try:
                answer = self._http.request(method, path, **how)
            except httpx.TransportError as error:
                if attempt == RETRIES - 1:
                    raise self._silent(error) from error
                time.sleep(min(2.0, 0.1 * 2**attempt))
                continue
            if answer.status_code not in (429, 503) or _is_wrong_key(answer) or attempt == RETRIES - 1:
                return self._check(answer)
            time.sleep(min(5.0, float(answer.headers.get("Retry-After", "1"))))
        raise AssertionError("unreachable")

    def _silent(self, error: httpx.TransportError) -> Complaint:
        return Complaint(
            Wording(
                f"the gateway at {self._http.base_url} does not answer ({type(error).__name__})",
                f"位于 {self._http.base_url} 的网关没有应答（{type(error).__name__}）",
            ),
            Wording("is the mesh running? start it with `yidian up`", "系统是否在运行？用 `yidian up` 启动"),
        )

    @staticmethod
    def _check(answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            return answer
        answer.read()
        raise Refused(answer)


def _is_wrong_key(answer: httpx.Response) -> bool:
    """Whether the key is the reason, with which waiting does not help."""
    return answer.status_code == 429 and b"too_many_wrong_keys" in answer.read()
