"""
Who transmits exports: couriers, merchants and operators of sites, each with its own connection, all at the same time.

Each reads the receipts of what it sent; merchants read which lists were consolidated too.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import msgspec

from simulator.exports.check import Book, Said
from simulator.exports.papers import Answered, Paper
from yidian.answers import Consolidation, Page, Receipt
from yidian.connection import Connection
from yidian.gateway import Gateway

BATCH = 250
"""Documents per request at most."""
READERS = 4
"""Pages of receipts that are asked for at the same time."""


class Senders:
    """
    Connections by code of who transmits. `book`: what was sent and said.

    `taken`: list number and request of every list that was consolidated, None for one that nobody asked for.
    """

    def __init__(self, connection: Connection, codes: Iterable[str], readers: Iterable[str]) -> None:
        self.book = Book()
        self._stack = ExitStack()
        self._gateways = {
            code: self._stack.enter_context(Gateway(connection.url, connection.transmitting(code).key))
            for code in sorted({*codes, *readers})
        }
        self._cursors: dict[str, str] = {}
        self._results: dict[tuple[str, int], tuple[Consolidation, str | None]] = {}

    def __enter__(self) -> "Senders":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def taken(self) -> list[tuple[str, str | None]]:
        """Each list of each declaration with the request that took it."""
        return [
            (list_no, asked)
            for result, asked in self._results.values()
            for list_no in sorted({row.list_no for row in result.lists})
        ]

    @property
    def declared(self) -> int:
        """How many declarations came of consolidations."""
        return len({number for number, _ in self._results})

    def open(self) -> None:
        """Begin to read receipts with those that come from now on."""
        self._cursors = {code: gateway.receipts("end").next for code, gateway in self._gateways.items()}

    def submit(self, papers: Sequence[Paper]) -> None:
        """Submit papers, everyone at once."""
        queues: dict[str, list[Paper]] = {}
        for paper in papers:
            queues.setdefault(paper.sender, []).append(paper)

        def work(code: str) -> None:
            for begin in range(0, len(queues[code]), BATCH):
                some = queues[code][begin : begin + BATCH]
                body = b"\n".join(msgspec.json.encode(paper.document) for paper in some)
                answer = self._gateways[code].submit(body, "ndjson")
                for index, (paper, item) in enumerate(zip(some, answer.items, strict=True)):
                    self.book.enter(paper, (answer.batch_id, index), item.document_id)

        with ThreadPoolExecutor(max_workers=max(1, len(queues))) as pool:
            for done in [pool.submit(work, code) for code in queues]:
                done.result()

    def poll(self) -> int:
        """Read the receipts that have come, of everyone at once, and return how many were new."""
        with ThreadPoolExecutor(max_workers=READERS) as pool:
            pages = dict(zip(self._cursors, pool.map(self._page, self._cursors), strict=True))
        new = 0
        for code, page in pages.items():
            self._cursors[code] = page.next
            for receipt in page.receipts:
                if (result := receipt.consolidation) is not None:
                    if result.entry_no is None:
                        self._results[result.declaration_seq_no, result.part_no] = (result, receipt.cop_no)
                elif receipt.document.sender_code == code:
                    new += self.book.take([said(receipt)])
        return new

    def _page(self, code: str) -> Page:
        return self._gateways[code].receipts(self._cursors[code])


def said(receipt: Receipt) -> Said:
    """Return what a receipt says of a document."""
    place = None
    if receipt.batch_id is not None and receipt.batch_index is not None:
        place = (receipt.batch_id, receipt.batch_index)
    return Said(
        receipt_id=receipt.receipt_id,
        document_id=receipt.document.document_id,
        at_ms=receipt.return_at_ms,
        answer=Answered(receipt.return_status, frozenset(receipt.codes)),
        verdict=receipt.verdict,
        place=place,
        list_no=receipt.list_no,
        declaration_id=receipt.declaration_id,
    )
