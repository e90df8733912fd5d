"""The ends that time brings: the deadline of a list that waits, and loose documents."""

from agency.rules import failed
from contracts.customs_export import Case, Stage
from customs.export import declaring, sweeping
from customs.export.case import SEPARATOR, CaseDesk
from customs.rules.export.missing import why_missing
from mesh.declared.processor import NOTHING, Context, Effects, State, Woken


def woken(state: State, event: Woken, context: Context) -> Effects:
    """Do what has become due in a case; a timer that is no longer meant does nothing."""
    if state.get(Case, event.key) is None:
        return NOTHING
    order_key, _, place = event.key.partition(SEPARATOR)
    desk = CaseDesk(state, context, order_key, place)
    case = desk.case
    if case.stage is Stage.WAITING and case.list_on_file is not None and case.deadline_at_ms <= event.at_ms:
        declaring.refuse(desk, declaring.REFUSED, failed(*why_missing(declaring.missing(desk))))
    sweeping.sweep(desk, event.at_ms)
    return desk.effects()
