"""Loose documents: a case without a list leaves after the days of loose documents (own decision, as on import)."""

from contracts.customs_export import Case
from customs import reference
from customs.export.case import EMPTY, CaseDesk


def arm(desk: CaseDesk, accepted_at_ms: int) -> None:
    """See to it that a case without a list is looked at once its newest document may have to leave."""
    if desk.case.list_on_file is None:
        date = reference.date_of(accepted_at_ms)
        desk.wake(accepted_at_ms + reference.loose_ms(desk.registers, date))


def sweep(desk: CaseDesk, at_ms: int) -> None:
    """Forget a case that has no list and no news for as long as loose documents stay."""
    case = desk.case
    if case.list_on_file is not None:
        return
    loose_ms = reference.loose_ms(desk.registers, reference.date_of(at_ms))
    if _newest_ms(case) + loose_ms <= at_ms:
        desk.case = EMPTY


def _newest_ms(case: Case) -> int:
    """Return when something was recorded last of a case."""
    kept = (case.order, case.receipt, case.list, case.cancellation)
    return max((each.recorded_at_ms for each in kept if each is not None), default=0)
