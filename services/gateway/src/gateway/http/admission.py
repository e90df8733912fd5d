"""
Back-pressure at the door: how many bytes of bodies are held at once, in all and per organisation.

Counted as the bytes arrive, so a slow or a lying client holds no more than it has sent. No organisation shuts another
out: one may hold half, the last quarter is for those who hold no more than one body, and where there is no room left a
half-sent body of whoever holds most gives way to whoever holds less.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.requests import Request

from edge.problems.problem import Problem
from gateway.metrics import BODY_BYTES, INFLIGHT_BYTES

RETRY_SECONDS = 1
BODIES_EACH = 100
"""Bodies of one organisation at once, however small."""


@dataclass(eq=False, slots=True)
class _Upload:
    """A body as far as it has come. until: ends its reading. gone: it has given way and is counted no longer."""

    until: asyncio.Timeout
    size: int = 0
    whole: bool = False
    gone: bool = False


@dataclass(slots=True)
class _Share:
    """What one organisation holds; the body whose last byte came first stands first."""

    bytes: int = 0
    bodies: dict[_Upload, None] = field(default_factory=dict)


class Admission:
    """Bytes in flight. body: of one request; total: of all."""

    def __init__(self, *, body: int, total: int) -> None:
        self._body, self._total = body, max(total, body)
        self._share = max(self._total // 2, body)
        self._common = max(self._total - self._total // 4, body)
        self._shares: dict[str, _Share] = {}
        self._all = 0

    @asynccontextmanager
    async def body(self, request: Request, organisation: str) -> AsyncIterator[bytes]:
        """
        Read a request's body and hold it while the block runs.

        Raises Problem: `body_too_large`, `too_many_requests` (429, the organisation's share, or it gave way to others)
        or `overloaded` (503).
        """
        declared = request.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self._body:
            raise self._too_large()
        share = self._shares.setdefault(organisation, _Share())
        if len(share.bodies) >= BODIES_EACH:
            raise Problem("too_many_requests", retry_after=RETRY_SECONDS)
        upload = _Upload(asyncio.timeout(None))
        share.bodies[upload] = None
        try:
            body = await self._read(request, organisation, upload)
            BODY_BYTES.inc(len(body))
            yield body
        finally:
            self._free(share, upload)
            if not share.bodies:
                self._shares.pop(organisation, None)

    async def _read(self, request: Request, organisation: str, upload: _Upload) -> bytes:
        chunks: list[bytes] = []
        try:
            async with upload.until:
                async for chunk in request.stream():
                    self._take(organisation, upload, len(chunk))
                    chunks.append(chunk)
                    if upload.size > self._body:
                        raise self._too_large()
        except TimeoutError as error:
            raise Problem("too_many_requests", retry_after=RETRY_SECONDS) from error
        upload.whole = True
        return b"".join(chunks)

    def _too_large(self) -> Problem:
        return Problem("body_too_large", en=f"at most {self._body} bytes", zh=f"最多 {self._body} 字节")

    def _take(self, organisation: str, upload: _Upload, number: int) -> None:
        """Count bytes that have come, where there is room for them or room is made."""
        share = self._shares[organisation]
        wanted = share.bytes + number
        if wanted > self._share:
            raise Problem("too_many_requests", retry_after=RETRY_SECONDS)
        room = self._total if wanted <= self._body else self._common
        while self._all + number > room:
            if not self._make_room(wanted):
                code = "overloaded" if room == self._total else "too_many_requests"
                raise Problem(code, retry_after=RETRY_SECONDS)
        upload.size += number
        share.bytes = wanted
        share.bodies.pop(upload)
        share.bodies[upload] = None
        self._all += number
        INFLIGHT_BYTES.set(self._all)

    def _make_room(self, wanted: int) -> bool:
        """Let a half-sent body of whoever holds most, and more than is wanted, give way."""
        for share in sorted(self._shares.values(), key=lambda share: share.bytes, reverse=True):
            if share.bytes <= wanted:
                return False
            slowest = next(
                (upload for upload in share.bodies if upload.size and not upload.whole and not upload.gone), None
            )
            if slowest is not None:
                self._free(share, slowest, gone=True)
                slowest.until.reschedule(0)  # long ago
                return True
        return False

    def _free(self, share: _Share, upload: _Upload, *, gone: bool = False) -> None:
        if not upload.gone:
            share.bytes -= upload.size
            self._all -= upload.size
            INFLIGHT_BYTES.set(self._all)
        upload.gone = True
        if not gone:
            share.bodies.pop(upload, None)
