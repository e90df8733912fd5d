"""
The checks that document types share, on one submission; what else a type checks stands with it.

Check order: parameters, registers, clock and state, and last the limit per transaction of a list or the room for
another number (import path, "Documents"). Of a deletion, which names its document only by number, clock and state.
"""

from agency.judging import DELETE, DRAFTED, Ruling, checked
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from customs import reference
from customs.filing import on_file
from customs.filing.submission import Filing
from customs.rules import parties, registration, state
from customs.rules.state import NOTHING, OnRecord

ROOM_FOUND = Evaluated(passed("STA-04"))


def rule_on(filing: Filing) -> Ruling:
    """Return the ruling on a submission that is no repetition: that of the first check that fails, if one does."""
    document, kind = filing.document, filing.kind
    if document.draft:
        return DRAFTED
    return checked(kind.of_deletion if document.operation is DELETE else kind.checks, filing)


def on_record(filing: Filing) -> OnRecord:
    """Return what lies in the slot of a submission."""
    slot = filing.slot
    if slot is None or slot.on_file is None:
        return NOTHING
    if slot.engaged_by is not None:
        return OnRecord.ENGAGED
    return OnRecord.AT_FAULT if slot.at_fault else OnRecord.FREE


def own(filing: Filing, on_record: OnRecord, owners: tuple[str, ...]) -> OnRecord:
    """STA-02: a change or deletion by who has no part in what is on file finds nothing there."""
    slot, document = filing.slot, filing.document
    if slot is None or slot.on_file is None or document.operation not in parties.OF_WHAT_IS_THERE:
        return on_record
    return on_record if parties.is_of_party(document, on_file.decode(slot.on_file), owners) else OnRecord.NOTHING


def by_itself(filing: Filing) -> Evaluated:
    """Check what a document must satisfy by itself."""
    return filing.kind.book.evaluate(filing.document)


def parties_are_registered(filing: Filing) -> Evaluated:
    """ENT-01: every enterprise named is registered in its role on the day of acceptance."""
    return registration.enterprises_are_registered(filing.document, filing.desk.registers, filing.date)


def is_timely(filing: Filing) -> Evaluated:
    """STA-05: appTime is not from the future."""
    ahead_ms = reference.ahead_ms(filing.desk.registers, filing.date)
    return state.check_clock(filing.document, filing.kind.codes.parameters, ahead_ms)


def fits(filing: Filing) -> Evaluated:
    """STA-05, STA-01, STA-02: it is not from the future, not older than what is on file, and fits that."""
    return state.check_state(
        filing.document,
        codes=filing.kind.codes,
        slot=filing.slot,
        on_record=filing.kind.on_record(filing),
        ahead_ms=reference.ahead_ms(filing.desk.registers, filing.date),
    )


def finds_room(filing: Filing) -> Evaluated:
    """STA-04: an order number has so many payments and waybills at most, that its folder cannot grow without end."""
    if filing.has_room:
        return ROOM_FOUND
    said = particular("no-room", filing.document.order_no)
    return failed(reason(filing.kind.codes.parameters, "STA-04", said))
