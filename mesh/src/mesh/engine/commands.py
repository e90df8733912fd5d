"""
Commands about parked keys: process one again, or discard its records. Every command is answered.

A command stands in the partition in which the key is parked, which for a misplaced key is not the one of its hash.
A redrive works the queue in place, from its first record on; what fails stays first. A long queue is worked in passes:
the processor asks itself to go on, so that no transaction grows with a queue and other keys flow on in between.
The answer goes out in the same transaction, among the dead letters: nobody takes a command for its success.
"""

from collections.abc import Callable

from contracts import codec
from contracts.mesh import (
    CommandAction,
    CommandAnswered,
    CommandOutcome,
    DiscardRequested,
    DiscardScope,
    RecordPlace,
    RedriveRequested,
)
from mesh.declared.errors import InvalidMessage, MeshError, TooLarge, UnknownSchema
from mesh.declared.registers import Registers
from mesh.engine.dead_letters import KEY_MOST, DeadLetters
from mesh.engine.parking import Parking
from mesh.wire import headers, names
from mesh.wire.records import Inbound, Outbound

WORKED_MOST = 1_000
"""Parked records that the commands of one chunk work together. A transaction has ten seconds."""
DISCARDED_MOST = 1_000
"""Records that one command gives up; the answer names each."""
COMMAND_MOST = 16_384
"""Bytes of a command. Ours have at most a few thousand; the answer repeats them."""

Command = RedriveRequested | DiscardRequested

_ANSWERED, _REDRIVE = codec.full_name(CommandAnswered), codec.full_name(RedriveRequested)


class Commands:
    """Works the commands of one task. `work` works a parked record again and raises the error with which it fails."""

    def __init__(
        self,
        processor: str,
        partition: int,
        parking: Parking,
        letters: DeadLetters,
        work: Callable[[Inbound, Registers], None],
        send: Callable[[Outbound], None],
    ) -> None:
        self._processor = processor
        self._partition = partition
        self._parking = parking
        self._letters = letters
        self._work = work
        self._send = send
        self._left = WORKED_MOST

    def begin(self) -> None:
        """Begin a chunk: its commands may work so many records."""
        self._left = WORKED_MOST

    def obey(self, record: Inbound, registers: Registers) -> None:
        """
        Do what a command asks and answer it; one that cannot be read is announced and touches nothing.

        Raises UnknownSchema if its schema is not known yet.
        """
        try:
            command = self._read(record)
        except UnknownSchema:
            raise
        except MeshError as error:
            self._letters.announce(record, error)
            return
        parked = self._parking.parked(record.key)
        if parked is None:
            self._answer(record, command, CommandOutcome.NOTHING_PARKED)
        elif isinstance(command, DiscardRequested) and command.dead_letter_id != (parked.dead_letter_id or None):
            self._answer(record, command, CommandOutcome.OTHER_PARKED)
        else:
            discarded = self._discard(record.key, command) if isinstance(command, DiscardRequested) else ()
            outcome, worked = self._redrive(record, registers)
            if outcome is CommandOutcome.GOES_ON:
                self._go_on(record, command)
            self._answer(record, command, outcome, worked, discarded)

    def _read(self, record: Inbound) -> Command:
        if record.value is None:
            raise InvalidMessage("a command without a value asks for nothing")
        if len(record.key) > KEY_MOST or len(record.value) > COMMAND_MOST:
            raise InvalidMessage(f"a command has at most {COMMAND_MOST} bytes, its key {KEY_MOST}")
        try:
            kind = codec.kind_of(codec.schema_id(record.value))
            if kind is not RedriveRequested and kind is not DiscardRequested:
                raise InvalidMessage("this is no command that this version of the processor knows")
            command: Command = codec.decode(record.value)
        except codec.UnknownSchemaId as error:
            raise UnknownSchema(error.schema_id) from error
        except codec.Undecodable as error:
            raise InvalidMessage(str(error)) from error
        if command.processor != self._processor:
            raise InvalidMessage(f"a command for another processor stands on the commands of {self._processor}")
        if isinstance(command, DiscardRequested) and command.scope is DiscardScope.UNKNOWN:
            raise InvalidMessage("a scope of discarding that this version of the processor does not know")
        return command

    def _discard(self, key: bytes, command: DiscardRequested) -> tuple[RecordPlace, ...]:
        most = 1 if command.scope is DiscardScope.FIRST else DISCARDED_MOST
        gone: list[RecordPlace] = []
        while len(gone) < most and self._parking.holds(key):
            gone.append(self._parking.drop(key))
        return tuple(gone)

    def _redrive(self, record: Inbound, registers: Registers) -> tuple[CommandOutcome, int]:
        """Work the queue of a key in order, up to the first record that fails; return how many were worked."""
        worked = 0
        while (parked := self._parking.first(record.key)) is not None:
            if self._left == 0:
                return CommandOutcome.GOES_ON, worked
            try:
                if not self._parking.is_whole(record.key):
                    raise TooLarge("the record is larger than state can hold: it cannot be worked, only discarded")
                self._work(parked, registers)
            except Exception as error:  # noqa: BLE001 - as in `mesh.engine.task`: whatever a rule raises parks its key
                self._parking.park_anew(parked, error, _id_of(record))
                return CommandOutcome.PARKED_ANEW, worked
            self._parking.drop(record.key)
            worked += 1
            self._left -= 1
        return CommandOutcome.RELEASED, worked

    def _go_on(self, record: Inbound, command: Command) -> None:
        """Ask ourselves to go on, in the name of who asked."""
        again = RedriveRequested(processor=self._processor, requested_by=command.requested_by, reason=command.reason)
        event_headers = headers.event_headers(
            event_id=headers.event_id(f"{_place(record)}|{self._processor}", record.key, _REDRIVE, 0),
            source=self._processor,
            type_=_REDRIVE,
            time_ms=headers.parse(record.headers, record.timestamp_ms).time_ms,
            cause_id=_id_of(record),
        )
        topic = names.command_topic(self._processor)
        self._send(Outbound(topic, self._partition, record.key, codec.encode(again), event_headers))

    def _answer(
        self,
        record: Inbound,
        command: Command,
        outcome: CommandOutcome,
        worked: int = 0,
        discarded: tuple[RecordPlace, ...] = (),
    ) -> None:
        parked = self._parking.parked(record.key)
        is_discard = isinstance(command, DiscardRequested)
        answer = CommandAnswered(
            processor=self._processor,
            key=record.key,
            partition=self._partition,
            offset=record.offset,
            command_id=_id_of(record),
            action=CommandAction.DISCARD if is_discard else CommandAction.REDRIVE,
            outcome=outcome,
            requested_by=command.requested_by,
            person=command.person if isinstance(command, DiscardRequested) else None,
            reason=command.reason,
            worked=worked,
            left=0 if parked is None else parked.next - parked.first,
            discarded=discarded,
        )
        event_headers = headers.event_headers(
            event_id=headers.event_id(f"{_place(record)}|{self._processor}", record.key, _ANSWERED, 0),
            source=self._processor,
            type_=_ANSWERED,
            time_ms=headers.parse(record.headers, record.timestamp_ms).time_ms,
            cause_id=_id_of(record),
        )
        self._letters.publish(_place(record).encode(), answer, event_headers)


def _place(record: Inbound) -> str:
    return f"{record.topic}/{record.partition}/{record.offset}"


def _id_of(record: Inbound) -> str:
    """Return the id of a command; one that was sent without is named by its place."""
    return headers.bounded(headers.parse(record.headers, record.timestamp_ms).id) or _place(record)
