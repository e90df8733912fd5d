"""
The intake: reserve, write the evidence, publish, answer; in this order, and each step only after the one before.

Nothing is answered before every document is acknowledged. What a crash leaves unfinished goes on from its evidence,
with the same ids and bytes; a retry under the same key does the same with the body it brings. Both publish only what
is not on the bus yet, and never at the same time.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, ParamSpec, TypeVar

from contracts import codec
from edge.access.sending import Rights
from edge.bus.publisher import Publisher
from edge.bus.read_back import ReadBack
from edge.bus.watch import BusWatch, Unavailable
from edge.problems.problem import Problem
from gateway.intake.answer import ItemAnswer
from gateway.intake.batches import Batches, Taken
from gateway.intake.evidence import Sent, evidence_of, restore
from gateway.intake.evidence_reader import EvidenceReader
from gateway.intake.format_receipts import with_format_receipts
from gateway.intake.prepare import Prepared, prepare
from gateway.intake.reservation import Reservation, State
from gateway.personal.keys import KeyRing, Keys
from gateway.reading.batch import Format, Limits, Parsed, Senders
from gateway.reading.read import read
from mesh.clock.virtual_clock import VirtualClock, real_ms
from mesh.wire.records import Outbound

RETRY_SECONDS = 2

P = ParamSpec("P")
T = TypeVar("T")


class Submission(NamedTuple):
    """A request to take documents in. `rights`: its codes, the default transmitter first, and by what it may send."""

    organisation: str
    rights: Rights
    written: Format
    body: bytes
    idempotency_key: str | None = None


class Answer(NamedTuple):
    """What the sender is told. replayed: the batch had been finished before this request."""

    batch_id: str
    accepted_at_ms: int
    items: list[ItemAnswer]
    replayed: bool = False


class _Work(NamedTuple):
    """A batch at work. begun: an earlier attempt may have published some of it."""

    reservation: Reservation
    evidence: list[Outbound]
    prepared: Prepared
    begun: bool


class Intake:
    """Takes batches in. One per process."""

    def __init__(
        self,
        *,
        batches: Batches,
        keys: KeyRing,
        publisher: Publisher,
        evidence: EvidenceReader,
        read_back: ReadBack,
        bus: BusWatch,
        clock: VirtualClock,
        limits: Limits,
        real_now: Callable[[], int] = real_ms,
        new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._batches, self._keys, self._publisher = batches, keys, publisher
        self._evidence, self._read_back, self._bus = evidence, read_back, bus
        self._clock, self._limits, self._real_now, self._new_id = clock, limits, real_now, new_id
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._keys_in_flight: set[tuple[str, str]] = set()
        self._batches_in_flight: set[str] = set()

    async def submit(self, submission: Submission) -> Answer:
        """
        Take a batch in and return what became of each record.

        Raises Problem: a bad envelope, a foreign transmitter, a key in flight or reused, or a bus that does not answer.
        """
        key = submission.idempotency_key
        if key is None:
            return await self._submit(submission)
        handle = submission.organisation, key
        if handle in self._keys_in_flight:
            raise Problem("request_in_flight", retry_after=RETRY_SECONDS)
        self._keys_in_flight.add(handle)
        try:
            return await self._submit(submission)
        finally:
            self._keys_in_flight.discard(handle)

    async def resume(self, reservation: Reservation) -> bool:
        """
        Go on with an unfinished batch from its evidence; return False if another task has it in hand.

        Without complete evidence nothing can have been published and nothing was answered: the reservation is dropped.
        Raises Unavailable.
        """
        key = reservation.idempotency_key
        if reservation.batch_id in self._batches_in_flight or (
            key is not None and (reservation.organisation, key) in self._keys_in_flight
        ):
            return False
        self._batches_in_flight.add(reservation.batch_id)
        try:
            if await asyncio.to_thread(self._batches.state, reservation.batch_id) is not State.RESERVED:
                return True  # a retry has finished it since it was listed
            records = await self._evidence.read(reservation.batch_id, reservation.reserved_at_ms)
            prepared = await self._work(self._prepare_again, records, reservation)
            if prepared is None:
                await asyncio.to_thread(self._batches.drop, reservation.batch_id)
            else:
                await self._send(await self._read_back.missing(prepared.messages, reservation.reserved_at_ms))
                await asyncio.to_thread(self._batches.finish, reservation.batch_id)
        finally:
            self._batches_in_flight.discard(reservation.batch_id)
        return True

    def unfinished(self, before_ms: int) -> list[Reservation]:
        """Return the batches to resume: reserved before an instant (real ms UTC) and not finished."""
        return [batch for batch in self._batches.unfinished() if batch.reserved_at_ms <= before_ms]

    async def _submit(self, submission: Submission) -> Answer:
        try:
            work = await self._begin(submission)
        except Taken as error:
            raise Problem("request_in_flight", retry_after=RETRY_SECONDS) from error
        reservation = work.reservation
        answer = Answer(reservation.batch_id, reservation.accepted_at_ms, work.prepared.answers)
        if reservation.state is State.DONE:
            return answer._replace(replayed=True)
        if reservation.batch_id in self._batches_in_flight:
            raise Problem("request_in_flight", retry_after=RETRY_SECONDS)
        self._batches_in_flight.add(reservation.batch_id)
        try:
            if work.begun:
                state = await asyncio.to_thread(self._batches.state, reservation.batch_id)
                if state is State.DONE:  # the resumer has finished it since it was found
                    return answer._replace(replayed=True)
                if state is None:  # the resumer found no whole evidence and has freed the key
                    raise Problem("request_in_flight", retry_after=RETRY_SECONDS)
                work = await self._missing(work)
            await self._send(work.evidence)
            await self._send(work.prepared.messages)
            await asyncio.to_thread(self._batches.finish, reservation.batch_id)
        except Unavailable as error:
            raise Problem("bus_unavailable", retry_after=RETRY_SECONDS) from error
        finally:
            self._batches_in_flight.discard(reservation.batch_id)
        return answer

    async def _missing(self, work: _Work) -> _Work:
        """Leave out what an earlier attempt has published. Evidence is compared by its bytes."""
        batch_id, since_ms = work.reservation.batch_id, work.reservation.reserved_at_ms
        documents = await self._read_back.missing(work.prepared.messages, since_ms)
        present = {codec.encode(record) for record in await self._evidence.read(batch_id, since_ms)}
        evidence = [message for message in work.evidence if message.value not in present]
        return work._replace(evidence=evidence, prepared=work.prepared._replace(messages=documents))

    async def _send(self, messages: Sequence[Outbound]) -> None:
        """Publish, if there is anything to publish. Raises Unavailable."""
        if not messages:
            return
        try:
            await self._publisher.send(messages)
        except (Unavailable, asyncio.CancelledError):
            self._read_back.doubt()
            raise

    async def _begin(self, submission: Submission) -> _Work:
        """Reserve, or find what an earlier request reserved, and prepare."""
        key = submission.idempotency_key
        known = None if key is None else await asyncio.to_thread(self._batches.find, submission.organisation, key)
        if known is None and self._bus.away:  # before anything is reserved that would wait for it
            raise Problem("bus_unavailable", retry_after=RETRY_SECONDS)
        accepted_at_ms = self._clock.now_ms() if known is None else known.accepted_at_ms
        keys = await asyncio.to_thread(self._keys.at, accepted_at_ms)
        sent, fingerprint, parsed = await self._work(self._understand, submission, keys, known)
        reservation = known or Reservation(
            self._new_id(),
            submission.organisation,
            key,
            fingerprint,
            accepted_at_ms,
            self._real_now(),
            submission.rights,
        )
        if known is None:
            await asyncio.to_thread(self._batches.reserve, reservation)
        evidence, prepared = await self._work(_prepare, sent, parsed, reservation, keys)
        return _Work(reservation, evidence, prepared, begun=known is not None)

    def _understand(self, submission: Submission, keys: Keys, known: Reservation | None) -> tuple[Sent, bytes, Parsed]:
        """Read a body and make its fingerprint. Raises Problem, `key_reused` before anything else."""
        default = submission.rights.codes[0]
        sent = Sent(default, submission.written, submission.body, keys.body.digest(submission.body))
        fingerprint = keys.body.digest(f"{sent.written}\0{default}\0".encode() + sent.body_digest)
        if known is not None and known.fingerprint != fingerprint:
            raise Problem("key_reused")
        return sent, fingerprint, self._read(sent, frozenset(submission.rights.codes))

    async def _work(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Run what only computes: in one thread, off the loop, where it shares no interpreter lock with its like."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **named))

    def _prepare_again(self, records: list[object], reservation: Reservation) -> Prepared | None:
        keys = self._keys.at(reservation.accepted_at_ms)
        sent = restore(records, keys)
        return None if sent is None else prepare(self._read(sent, None), reservation, keys)

    def _read(self, sent: Sent, allowed: frozenset[str] | None) -> Parsed:
        return read(Format(sent.written), sent.body, Senders(sent.sender, allowed), self._limits)


def _prepare(sent: Sent, parsed: Parsed, reservation: Reservation, keys: Keys) -> tuple[list[Outbound], Prepared]:
    evidence = [] if reservation.state is State.DONE else evidence_of(sent, reservation, keys)
    prepared = prepare(parsed, reservation, keys)
    return evidence, prepared._replace(answers=with_format_receipts(prepared.answers, sent, reservation))
