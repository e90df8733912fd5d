"""
Each document event is worked once, even if it stands twice in the log.

A gateway that dies between Kafka's acknowledgement and its own note may publish an event again, with the same id.
That is not a second submission: a document that was really submitted again comes as another event and is answered.
"""

from typing import Any

from agency.judging import mark_of
from customs.filing.desk import Desk
from customs.filing.filed import Filed
from customs.filing.filing import file
from mesh.declared.processor import NOTHING, Context, Effects, State, Step


def once(kind: Filed) -> Step:
    """Return the step that files documents of a type, deaf to an event that it has heard before."""

    def run(state: State, document: Any, context: Context) -> Effects:
        desk = Desk(state, context)
        mark = mark_of(context.cause_id)
        if mark in desk.folder.heard:
            return NOTHING
        file(desk, document, kind)
        return desk.effects(mark)

    return run
