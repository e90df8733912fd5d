"""
The gateway over HTTP, as one organisation.

Everything the command knows of the mesh comes through here. Times are ms UTC on the mesh's own clock.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import httpx
import msgspec

from yidian.complaint import Complaint

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


class Item(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The gateway's answer about one record: received, malformed, refused or repeated."""

    row: int
    outcome: str
    type: str | None = None
    document_id: str | None = None
    order_no: str | None = None
    return_status: str | None = None
    return_info: str | None = None
    errors: tuple[dict[str, Any], ...] = ()


class Submitted(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The gateway's answer to a batch, given once Kafka has acknowledged it."""

    batch_id: str
    items: tuple[Item, ...]


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a document or declaration was not simply let through."""

    code: str
    rule_id: str = ""
    text_zh: str = ""
    text_en: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a receipt is about."""

    document_type: str
    document_id: str
    issuer_code: str = ""
    number: str = ""
    sender_code: str = ""

    @property
    def tag(self) -> str:
        """Its type as a submitted document names it (`import-list`)."""
        return self.document_type.lower().replace("_", "-")


class TaxBill(msgspec.Struct, frozen=True, kw_only=True):
    """The electronic tax bill that a receipt tells (CEB816, CEB818). Amounts in 1/100,000 yuan."""

    bill_no: str
    status: str
    duty_cny_e5: int
    consumption_tax_cny_e5: int
    vat_cny_e5: int


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """
    A receipt. `verdict` stands on the first receipt of a submitted document, with its place in the batch.

    A receipt with a `tax_bill` tells of that bill only; its status is the bill's.
    """

    receipt_id: str
    document: Document
    return_status: str
    return_info: str = ""
    return_at_ms: int = 0
    verdict: str | None = None
    reasons: tuple[Reason, ...] = ()
    order_no: str = ""
    platform_code: str | None = None
    merchant_code: str | None = None
    agent_code: str | None = None
    customs_code: str | None = None
    cop_no: str | None = None
    pre_entry_no: str | None = None
    list_no: str | None = None
    declaration_id: str | None = None
    revision: int | None = None
    batch_id: str | None = None
    batch_index: int | None = None
    message_type: str | None = None
    tax_bill: TaxBill | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its reasons."""
        return tuple(reason.code for reason in self.reasons)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Receipts after a cursor, and where to go on."""

    receipts: tuple[Receipt, ...]
    next: str
    caught_up: bool


class Gateway:
    """A connection as one organisation. Raises Complaint with the gateway's own words when it refuses."""

    def __init__(self, url: str, key: str) -> None:
        self._http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=TIMEOUT)

    def __enter__(self) -> "Gateway":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def submit(self, body: bytes, written: str) -> Submitted:
        """Submit a batch written as json, ndjson or xml; the answer tells of each record, even if none was taken."""
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
            f"the gateway at {self._http.base_url} does not answer ({type(error).__name__})",
            "is the mesh running? start it with `yidian up`",
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


class Refused(Complaint):
    """The gateway refused a request: `problem` is its RFC 9457 document."""

    def __init__(self, answer: httpx.Response) -> None:
        try:
            problem = msgspec.json.decode(answer.content)
        except msgspec.DecodeError:
            problem = {}
        self.problem: dict[str, Any] = problem if isinstance(problem, dict) else {}
        self.status = answer.status_code
        self.code = str(self.problem.get("code", ""))
        title = self.problem.get("title") or answer.reason_phrase
        super().__init__(f"the gateway refuses: {title}", _particulars(self.problem))


def _particulars(problem: dict[str, Any]) -> str:
    errors: Sequence[dict[str, Any]] = problem.get("errors") or ()
    rows = [f"row {row} " if (row := error.get("row")) else "" for error in errors[:10]]
    lines = [
        f"{row}{error.get('pointer', '')}: {error.get('en', '')}" for row, error in zip(rows, errors, strict=False)
    ]
    return "\n".join(filter(None, [problem.get("detail", ""), *lines]))
