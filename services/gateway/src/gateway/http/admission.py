"""
Back-pressure at the door: how many bytes of bodies are worked at once, in all and per organisation.

Counted as the bytes arrive, so a slow or a lying client holds no more than it has sent.
"""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from gateway.metrics import BODY_BYTES, INFLIGHT_BYTES
from gateway.problems.problem import Problem

RETRY_SECONDS = 1


class Admission:
    """Bytes in flight. body: of one request; total: of all; an organisation may hold half of it."""

    def __init__(self, *, body: int, total: int) -> None:
        self._body, self._total, self._share = body, max(total, body), max(total // 2, body)
        self._held: Counter[str] = Counter()
        self._all = 0

    @asynccontextmanager
    async def body(self, request: Request, organisation: str) -> AsyncIterator[bytes]:
        """
        Read a request's body and hold it while the block runs.

        Raises Problem: `body_too_large`, `too_many_requests` (429, the organisation's share) or `overloaded` (503).
        """
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self._body:
            raise self._too_large()
        chunks: list[bytes] = []
        size = 0
        try:
            async for chunk in request.stream():
                size += len(chunk)
                self._take(organisation, len(chunk))
                chunks.append(chunk)
                if size > self._body:
                    raise self._too_large()
            BODY_BYTES.inc(size)
            yield b"".join(chunks)
        finally:
            self._give(organisation, size)

    def _too_large(self) -> Problem:
        return Problem("body_too_large", en=f"at most {self._body} bytes", zh=f"最多 {self._body} 字节")

    def _take(self, organisation: str, number: int) -> None:
        self._all += number
        self._held[organisation] += number
        INFLIGHT_BYTES.set(self._all)
        if self._all > self._total:
            raise Problem("overloaded", retry_after=RETRY_SECONDS)
        if self._held[organisation] > self._share:
            raise Problem("too_many_requests", retry_after=RETRY_SECONDS)

    def _give(self, organisation: str, number: int) -> None:
        self._all -= number
        self._held[organisation] -= number
        if not self._held[organisation]:
            del self._held[organisation]
        INFLIGHT_BYTES.set(self._all)
