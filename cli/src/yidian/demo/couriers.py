"""
The couriers of the demonstration: each with its own connection, all at the same time, reading its receipts.

A courier sees every receipt of the documents that it submitted, and little of those of others; the platforms read the
tax bills of all their parcels.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import msgspec

from simulator.ceb_messages import Message
from simulator.day import Request
from yidian.answers import Receipt
from yidian.connection import Connection
from yidian.demo.book import Book
from yidian.gateway import Gateway

PACE_SECONDS = 1.0
"""Between two requests of one courier, in real seconds: half a minute of trade."""


class Couriers:
    """Connections by transmitter code. The invariant: requests of one courier go out one after another, in order."""

    def __init__(self, connection: Connection, codes: Sequence[str], platforms: Sequence[str], book: Book) -> None:
        self._stack = ExitStack()

        def connected(code: str) -> Gateway:
            return self._stack.enter_context(Gateway(connection.url, connection.transmitting(code).key))

        self._senders = {code: connected(code) for code in codes}
        self._readers = {code: connected(code) for code in (*codes, *platforms)}
        self._cursors = {code: reader.receipts("end").next for code, reader in self._readers.items()}
        self._book = book

    def __enter__(self) -> "Couriers":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def submit_message(self, message: Message) -> None:
        """Submit an XML message as it is."""
        self._book.enter(message.sent, self._senders[message.courier_code].submit(message.body, "xml"))

    def submit(self, requests: Iterable[Request], sent: Callable[[int], None]) -> None:
        """Submit requests, all couriers at once; `sent` is called with the number of documents answered."""
        queues: dict[str, list[Request]] = {}
        for request in requests:
            queues.setdefault(request.courier_code, []).append(request)

        def work(code: str) -> None:
            for place, request in enumerate(queues[code]):
                if place:
                    time.sleep(PACE_SECONDS)
                self._submit(code, request, as_array=place % 2 == 1)
                sent(len(request.documents))

        with ThreadPoolExecutor(max_workers=max(1, len(queues))) as pool:
            for done in [pool.submit(work, code) for code in queues]:
                done.result()

    def poll(self) -> int:
        """Read the receipts that have come and return how many were new."""
        new = 0
        for code, reader in self._readers.items():
            page = reader.receipts(self._cursors[code])
            self._cursors[code] = page.next
            new += self._book.take(receipt for receipt in page.receipts if _is_told_in_full(receipt, code))
        return new

    def _submit(self, code: str, request: Request, *, as_array: bool) -> None:
        """Submit a request: as a JSON array, or one record a line."""
        documents = [item.document for item in request.documents]
        if as_array:
            body, written = msgspec.json.encode(documents), "json"
        else:
            body, written = b"\n".join(map(msgspec.json.encode, documents)), "ndjson"
        self._book.enter(request.documents, self._senders[code].submit(body, written))


def _is_told_in_full(receipt: Receipt, reader: str) -> bool:
    """Whether its reader sees a receipt whole: of a document that it submitted, or of a tax bill."""
    return receipt.tax_bill is not None or receipt.document.sender_code == reader
