"""
Every enterprise that a document names must be registered with customs in the role in which it acts (code -10102).

Checked on the day of acceptance, after the parameters and before the state of what is on file (import path). Drafts and
deletions are not checked, nor is what takes a list back: it names the parties of one that was.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from agency.reasons import listed, reason
from agency.rules import Evaluated, failed, passed
from contracts.ceb_text import NO_CODE
from contracts.documents import DOCUMENTS, EXPORT_LIST
from customs.reference import is_registered
from mesh.declared.equivalence import shown
from mesh.declared.registers import Registers


class Named(NamedTuple):
    """A field that names an enterprise: its element, how to read it, the role, and whether it must be there."""

    element: str
    read: Callable[[Any], str | None]
    role: str
    is_required: bool


REGISTERED_AS = {"declarant": "agent"}
"""Roles in a document whose enterprises are registered in another: who files declarations is a declaring enterprise."""
_NAMED = {
    form.record: tuple(
        Named(party.element, attrgetter(party.field), REGISTERED_AS.get(party.role, party.role), party.required)
        for party in form.parties
    )
    for form in DOCUMENTS
}
"""By record, which enterprises a document names, and as what."""

REGISTERED = Evaluated(passed("ENT-01"))


_FOREIGN = frozenset(form.record for form in DOCUMENTS if form.procedure == EXPORT_LIST.procedure)


def enterprises_are_registered(document: Any, registers: Registers, date: str) -> Evaluated:
    """
    ENT-01: every enterprise named is registered in its role on the day (specification 202205, code -10102).

    A foreign platform of an export has no code, and is not looked up.
    """
    is_export = type(document) in _FOREIGN
    unknown = [
        f"{element}={shown(code)}"
        for element, read, role, is_required in _NAMED[type(document)]
        if ((code := read(document) or "") or is_required)
        and not (is_export and role == "platform" and code == NO_CODE)
        and not is_registered(registers, code, role, date)
    ]
    if not unknown:
        return REGISTERED
    return failed(reason("-10102", "ENT-01", listed(unknown)))
