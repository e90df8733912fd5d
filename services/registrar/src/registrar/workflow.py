"""
The registrar: lets two persons change a register, and publishes what they agreed on exactly once.

Decided first, in the database; then the entries; when all are there the event that tells auditors; then noted.
Whoever goes on after a kill reads back what is on the bus already and publishes the rest, with equal ids and bytes (as
ADR 15).
"""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import structlog

from contracts import codec
from contracts.gateway import RegisterAmended
from contracts.topics import GATEWAY_REGISTER_CHANGES, TOPICS
from edge.access.principal import Principal
from edge.bus.publisher import Publisher
from edge.bus.read_back import ReadBack
from edge.bus.registers import KEPT, RegisterEntries
from edge.bus.watch import BusWatch, Unavailable
from edge.problems.problem import FieldError, Problem
from mesh.clock.virtual_clock import VirtualClock, real_ms
from mesh.declared.dates import china_date
from mesh.declared.keys import order_key
from mesh.declared.register_csv import Fault, Line, lines_of, parse
from mesh.wire.headers import event_headers, event_id
from mesh.wire.records import Outbound
from registrar.changes import Change, Changes, Decision, State
from registrar.validation import read, row_of

ROLE = "registrar:"
SOURCE = "gateway"
EVERY_SECONDS = 15.0


class Proposal(NamedTuple):
    """What somebody proposes: a table (CSV) of new entries, the power acted under, and why."""

    register: str
    entries: str
    person: str
    authority: str
    reason: str


class Registrar:
    """Works one change at a time; two that add the same version cannot both be approved."""

    def __init__(
        self,
        *,
        changes: Changes,
        register_entries: RegisterEntries,
        publisher: Publisher,
        read_back: ReadBack,
        bus: BusWatch,
        clock: VirtualClock,
    ) -> None:
        self._changes, self._register_entries, self._publisher = changes, register_entries, publisher
        self._read_back, self._bus, self._clock = read_back, bus, clock
        self._one_at_a_time = asyncio.Lock()

    async def propose(self, proposal: Proposal, caller: Principal) -> Change:
        """Keep a proposal for a second person. Raises Problem with every fault of its table, or Unavailable."""
        require(caller, proposal.register)
        await self._bus.run(self._register_entries.refresh)
        self._checked(proposal.register, proposal.entries)
        change = Change(
            change_id="",
            register=proposal.register,
            entries=proposal.entries,
            authority=proposal.authority,
            reason=proposal.reason,
            proposed_by=proposal.person,
            proposed_under=caller.organisation,
            proposed_at_ms=self._clock.now_ms(),
        )
        return await asyncio.to_thread(self._changes.propose, change)

    async def approve(self, change_id: str, person: str, caller: Principal) -> Change:
        """
        Approve a change as a second person and publish it; the same approval again is answered the same.

        Raises Problem; Unavailable when the bus does not answer: then it stays approved and is published later.
        """
        async with self._one_at_a_time:
            change = await self._decidable(change_id, person, caller, State.APPROVED)
            if change.state is State.PENDING:
                await self._publish_approved()  # what another change adds must be read
                await self._bus.run(self._register_entries.refresh)
                self._checked(change.register, change.entries)
                change = await self._decide(change, State.APPROVED, self._decision(person, caller, None))
            if change.state is State.APPROVED:
                await self._publish(change)
        return await self.find(change_id)

    async def reject(self, change_id: str, person: str, because: str, caller: Principal) -> Change:
        """
        Reject a change as a second person, or take back one's own; the same again is answered the same.

        It needs the database alone and waits for nobody who publishes: the database tells two who decide at once apart.
        """
        change = await self._decidable(change_id, person, caller, State.REJECTED)
        if change.state is State.PENDING:
            change = await self._decide(change, State.REJECTED, self._decision(person, caller, because))
        return change

    async def find(self, change_id: str) -> Change:
        """Return a change. Raises Problem `not_found`."""
        change = await asyncio.to_thread(self._changes.find, change_id)
        if change is None:
            raise Problem("not_found", zh="没有这项变更", en="No such change")
        return change

    async def listed(self, registers: Sequence[str], states: Sequence[State], limit: int) -> list[Change]:
        """Return changes, the newest first."""
        return await asyncio.to_thread(self._changes.listed, registers=registers, states=states, limit=limit)

    async def run(self) -> None:
        """Publish what a former life or a silent bus left behind, now and then, until cancelled."""
        while True:
            try:
                await self.resume()
            except Unavailable as error:
                structlog.get_logger().warning("register_changes_postponed", error=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def resume(self) -> int:
        """Publish what is approved and not known to be published; return how many changes that were."""
        async with self._one_at_a_time:
            return await self._publish_approved()

    async def _decidable(self, change_id: str, person: str, caller: Principal, wanted: State) -> Change:
        """Return a change on which this person may decide so, or did. Raises Problem."""
        change = await self.find(change_id)
        require(caller, change.register)
        is_own = caller.organisation == change.proposed_under or _same(person, change.proposed_by)
        if is_own and wanted is State.APPROVED:
            raise Problem("second_person_needed")
        if change.state is not State.PENDING:
            repeats = (change.state is State.REJECTED) == (wanted is State.REJECTED)
            if not repeats or change.decided_under != caller.organisation or not _same(person, change.decided_by or ""):
                raise Problem("change_decided", extra={"state": change.state})
        return change

    async def _decide(self, change: Change, state: State, decision: Decision) -> Change:
        if not await asyncio.to_thread(self._changes.decide, change.change_id, state, decision):
            raise Problem("change_decided")
        return await self.find(change.change_id)

    def _decision(self, person: str, caller: Principal, because: str | None) -> Decision:
        return Decision(person, caller.organisation, self._clock.now_ms(), real_ms(), because)

    def _checked(self, register: str, entries: str) -> list[Line]:
        lines, faults = read(
            entries, TOPICS[register], self._register_entries.of(register), china_date(self._clock.now_ms())
        )
        if faults:
            raise Problem("register_change_refused", errors=[_error(fault) for fault in faults])
        return lines

    async def _publish_approved(self) -> int:
        waiting = await asyncio.to_thread(self._changes.unpublished)
        for change in waiting:
            await self._publish(change)
        return len(waiting)

    async def _publish(self, change: Change) -> None:
        messages = records_of(change)
        try:
            missing = await self._read_back.missing(messages, change.decided_real_ms or 0)
            await self._publisher.send([message for message in missing if message.topic == change.register])
            await self._publisher.send([message for message in missing if message.topic != change.register])
        except Unavailable:
            self._read_back.doubt()
            raise
        await asyncio.to_thread(self._changes.publish, change.change_id)
        await self._bus.run(self._register_entries.refresh)
        structlog.get_logger().info("register_amended", change=change.change_id, register=change.register)


def records_of(change: Change) -> list[Outbound]:
    """Return what an approved change publishes, in order: its entries, then the event about it."""
    assert change.decided_by is not None  # it is approved
    assert change.decided_under is not None
    assert change.decided_at_ms is not None
    lines, _ = parse(lines_of(change.entries), TOPICS[change.register])
    event = RegisterAmended(
        change_id=change.change_id,
        register=change.register,
        rows=tuple(row_of(line) for line in lines),
        proposed_by=change.proposed_by,
        proposed_under=change.proposed_under,
        proposed_at_ms=change.proposed_at_ms,
        authority=change.authority,
        reason=change.reason,
        approved_by=change.decided_by,
        approved_under=change.decided_under,
        approved_at_ms=change.decided_at_ms,
    )
    records = [(change.register, line.key.encode(), line.record) for line in lines]
    records.append((GATEWAY_REGISTER_CHANGES, change.change_id.encode(), event))
    return [
        Outbound(
            topic,
            None,
            key,
            codec.encode(record),
            event_headers(
                event_id=event_id(change.change_id, key, (type_ := codec.full_name(type(record))), 0),
                source=SOURCE,
                type_=type_,
                time_ms=change.decided_at_ms,
                cause_id=None,
            ),
        )
        for topic, key, record in records
    ]


def require(caller: Principal, register: str) -> None:
    """Raise Problem unless the caller keeps this register for the agency that owns it."""
    if register not in KEPT:
        raise Problem("not_found", zh="没有这个可由人变更的登记册", en="No such register that people change")
    if not caller.has_role(ROLE + TOPICS[register].owner):
        raise Problem("role_missing", zh="须为该登记册主管机关的登记员", en="Registrars of the owning agency only")


def _same(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced, cased or (full-width) written."""
    return order_key(one).casefold() == order_key(other).casefold()


def _error(fault: Fault) -> FieldError:
    zh = f"第 {fault.number} 行不成立：{fault.zh}" if fault.number else f"登记表不成立：{fault.zh}"
    return FieldError(pointer="/entries", row=fault.number, code="register_row", zh=zh, en=fault.what)
