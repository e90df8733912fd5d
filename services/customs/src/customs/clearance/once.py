"""
Each document event is worked once, even if it stands twice in the log.

A gateway that dies between Kafka's acknowledgement and its own note may publish an event again, with the same id.
That is not a second submission: a document that was really submitted again comes as another event and is answered.
"""

from hashlib import blake2b
from typing import Any

from msgspec.structs import replace

from contracts.customs_clearance import Folder
from customs.clearance.desk import EMPTY
from mesh.processor import NOTHING, Context, Effects, State, Step

REMEMBERED = 32
"""Events per order number; a repetition comes within minutes, and few documents bear one order number."""


def once(step: Step) -> Step:
    """Return the step, deaf to an event that it has heard before."""

    def run(state: State, document: Any, context: Context) -> Effects:
        key = context.key.decode()
        mark = blake2b(context.cause_id.encode(), digest_size=8).digest()
        before = state.get(Folder, key) or EMPTY
        if mark in before.heard:
            return NOTHING
        effects = step(state, document, context)
        return effects._replace(puts=tuple(_with(mark, at, record) for at, record in _puts(effects, key, before)))

    return run


def _puts(effects: Effects, key: str, before: Folder) -> tuple[tuple[str, Any], ...]:
    """Return what is put, the folder too if the step left it as it was."""
    touched = any(isinstance(record, Folder) for _, record in effects.puts) or any(
        kind is Folder for kind, _ in effects.deletes
    )
    return effects.puts if touched or before is EMPTY else (*effects.puts, (key, before))


def _with(mark: bytes, at: str, record: Any) -> tuple[str, Any]:
    if not isinstance(record, Folder):
        return at, record
    return at, replace(record, heard=(*record.heard, mark)[-REMEMBERED:])
