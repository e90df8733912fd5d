"""Registers without Kafka: what the repository's files hold, and what a test adds."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from contracts import codec
from deploy.register_files import read_all
from edge.bus.registers import REGISTERS
from edge.bus.watch import Unavailable
from mesh.wire.records import Outbound


class MemoryRegisterEntries:
    """A `RegisterEntries` in memory. down: reading it raises. Register entries in `log` are read as from the topics."""

    def __init__(self, log: Iterable[Outbound] = ()) -> None:
        self.down = False
        self._log = log
        self._entries: dict[str, dict[tuple[str, int], Any]] = {register: {} for register in REGISTERS}
        for entry in _of_the_files():
            self._entries[entry.topic][entry.record.code, entry.record.version] = entry.record

    def refresh(self) -> None:
        self.poll()

    def poll(self) -> None:
        if self.down:
            raise Unavailable("no broker")
        for outbound in self._log:
            if outbound.topic in self._entries and outbound.value:
                record = codec.decode(outbound.value)
                self._entries[outbound.topic][record.code, record.version] = record

    def of(self, register: str) -> tuple[Any, ...]:
        return tuple(entry for _, entry in sorted(self._entries[register].items()))


@cache
def _of_the_files() -> tuple[Any, ...]:
    return tuple(read_all())
