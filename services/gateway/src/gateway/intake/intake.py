"""
The intake: reserve, write the evidence, publish, answer; in this order, and each step only after the one before.

Nothing is answered before every document is acknowledged. What a crash leaves unfinished goes on from its evidence,
with the same ids and bytes; a retry under the same key does the same with the body it brings.
"""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, ParamSpec, TypeVar

from gateway.intake.batches import Batches, Taken
from gateway.intake.evidence import Sent, evidence_of, restore
from gateway.intake.prepare import ItemAnswer, Prepared, prepare
from gateway.intake.reservation import Reservation, State
from gateway.kafka.evidence_reader import EvidenceReader
from gateway.kafka.publisher import Publisher, Unavailable
from gateway.personal.keys import KeyRing, Keys
from gateway.problems.problem import Problem
from gateway.reading.batch import Format, Limits, Parsed, Senders
from gateway.reading.read import read
from mesh.virtual_clock import VirtualClock, real_ms
from mesh.wire import Outbound

RETRY_SECONDS = 2

P = ParamSpec("P")
T = TypeVar("T")


class Submission(NamedTuple):
    """A request to take documents in. `codes`: under which it may transmit, the default first."""

    organisation: str
    codes: tuple[str, ...]
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
    reservation: Reservation
    evidence: list[Outbound]
    prepared: Prepared


class Intake:
    """Takes batches in. One per process."""

    def __init__(
        self,
        *,
        batches: Batches,
        keys: KeyRing,
        publisher: Publisher,
        evidence: EvidenceReader,
        clock: VirtualClock,
        limits: Limits,
        real_now: Callable[[], int] = real_ms,
        new_id: Callable[[], str] = lambda: secrets.token_hex(16),
    ) -> None:
        self._batches, self._keys, self._publisher, self._evidence = batches, keys, publisher, evidence
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
            records = await self._evidence.read(reservation.batch_id, reservation.reserved_at_ms)
            prepared = await self._work(self._prepare_again, records, reservation)
            if prepared is None:
                await asyncio.to_thread(self._batches.drop, reservation.batch_id)
            else:
                await self._publisher.send(prepared.messages)
                await asyncio.to_thread(self._batches.finish, reservation.batch_id)
        finally:
            self._batches_in_flight.discard(reservation.batch_id)
        return True

    def unfinished(self, before_ms: int) -> list[Reservation]:
        """Return the batches to resume: reserved before an instant (real ms UTC) and not finished."""
        return [found for found in self._batches.unfinished() if found.reserved_at_ms <= before_ms]

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
            await self._publisher.send(work.evidence)
            await self._publisher.send(work.prepared.messages)
            await asyncio.to_thread(self._batches.finish, reservation.batch_id)
        except Unavailable as error:
            raise Problem("bus_unavailable", retry_after=RETRY_SECONDS) from error
        finally:
            self._batches_in_flight.discard(reservation.batch_id)
        return answer

    async def _begin(self, submission: Submission) -> _Work:
        """Reserve, or find what an earlier request reserved, and prepare."""
        key = submission.idempotency_key
        known = None if key is None else await asyncio.to_thread(self._batches.find, submission.organisation, key)
        accepted_at_ms = self._clock.now_ms() if known is None else known.accepted_at_ms
        keys = await asyncio.to_thread(self._keys.at, accepted_at_ms)
        sent, fingerprint, parsed = await self._work(self._understand, submission, keys, known)
        reservation = known or Reservation(
            self._new_id(), submission.organisation, key, fingerprint, accepted_at_ms, self._real_now()
        )
        if known is None:
            await asyncio.to_thread(self._batches.reserve, reservation)
        return await self._work(_prepare, sent, parsed, reservation, keys)

    def _understand(self, submission: Submission, keys: Keys, known: Reservation | None) -> tuple[Sent, bytes, Parsed]:
        """Read a body and make its fingerprint. Raises Problem, `key_reused` before anything else."""
        default = submission.codes[0]
        sent = Sent(default, submission.written, submission.body, keys.body.digest(submission.body))
        fingerprint = keys.body.digest(f"{sent.written}\0{default}\0".encode() + sent.body_digest)
        if known is not None and known.fingerprint != fingerprint:
            raise Problem("key_reused")
        return sent, fingerprint, self._read(sent, frozenset(submission.codes))

    async def _work(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Run what only computes: in one thread, off the loop, where it shares no interpreter lock with its like."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **named))

    def _prepare_again(self, records: list[object], reservation: Reservation) -> Prepared | None:
        keys = self._keys.at(reservation.accepted_at_ms)
        sent = restore(records, keys)
        return None if sent is None else prepare(self._read(sent, None), reservation, keys)

    def _read(self, sent: Sent, allowed: frozenset[str] | None) -> Parsed:
        return read(Format(sent.written), sent.body, Senders(sent.sender, allowed), self._limits)


def _prepare(sent: Sent, parsed: Parsed, reservation: Reservation, keys: Keys) -> _Work:
    evidence = [] if reservation.state is State.DONE else evidence_of(sent, reservation, keys)
    return _Work(reservation, evidence, prepare(parsed, reservation, keys))
