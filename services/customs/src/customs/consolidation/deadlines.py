"""
When what is left of a month is consolidated unasked: at the end of the 15th of the next month, or of the
first working day after it. The month is that of closing, in China.

The calendar of a month may be published after its lists close. So the first timer is for the end of the 15th, and the
calendar is asked then.
"""

from typing import Final

from msgspec.structs import replace

from contracts.common import ParameterSet
from contracts.customs_consolidation import Month, Turn, TurnKind, TurnPhase
from customs import reference
from customs.consolidation import queue
from customs.consolidation.desk import Desk
from customs.rules.export import working_days
from mesh.declared.dates import DAY_MS, china_midnight_ms, day_after
from mesh.declared.errors import ConfigurationError
from mesh.declared.processor import NOTHING, Context, Effects, State
from mesh.declared.registers import Registers

DUE: Final = "DUE"


def armed(desk: Desk, name: str, month: Month) -> Month:
    """Return a month of which something waits, and that is consolidated by itself. name: YYYY-MM."""
    if month.due_at_ms:
        return month
    at_ms = max(earliest_ms(name, desk.registers), desk.context.at_ms)
    return _armed(desk, name, month, at_ms)


def earliest_ms(name: str, registers: Registers) -> int:
    """Return the first instant (ms UTC) after the 15th of the month after one, YYYY-MM, in China."""
    after = reference.months_later(f"{name}-01", 1)
    day = int(registers.need(ParameterSet, working_days.CONSOLIDATION_DAY, after).value)
    return china_midnight_ms(day_after(f"{after[:8]}{day:02}"))


def due(state: State, merchant: str, name: str, at_ms: int, context: Context) -> Effects:
    """Consolidate what is left of a month, or wait for the first working day."""
    desk = Desk(state, context, merchant)
    month = desk.get(Month, name)
    if month is None or month.due_at_ms != at_ms:
        return NOTHING
    if not month.waiting:
        desk.put(replace(month, due_at_ms=0), name)
        return desk.effects()
    due_at_ms = _due_at_ms(name, at_ms, desk.registers)
    if due_at_ms > at_ms:
        desk.put(_armed(desk, name, month, due_at_ms), name)
        return desk.effects()
    desk.put(replace(month, due_at_ms=0), name)
    queue.append(desk, unasked(desk, name))
    return desk.effects()


def _due_at_ms(name: str, at_ms: int, registers: Registers) -> int:
    """Return when a month is consolidated, ms UTC; without a calendar for it yet that is asked again a day later."""
    try:
        return working_days.due_at_ms(name, registers)
    except ConfigurationError:
        return at_ms + DAY_MS


def unasked(desk: Desk, name: str) -> Turn:
    """Return the consolidation of a month, YYYY-MM, for which nobody asked: by producer, whatever the goods' names."""
    return Turn(
        kind=TurnKind.AUTOMATIC,
        phase=TurnPhase.TAKE,
        consolidation_no=queue.draw(desk),
        request=None,
        cop_no=None,
        agent_code=None,
        agent_name=None,
        merchant_name=None,
        declarant_code=None,
        declarant_name=None,
        by_producer=True,
        by_name=False,
        from_ms=china_midnight_ms(f"{name}-01"),
        until_ms=china_midnight_ms(reference.months_later(f"{name}-01", 1)),
        last_entry=desk.book.entries,
        month=name,
        last_month=name,
        part=1,
        place=1,
        open_at=0,
        drafts=0,
        reasons=(),
    )


def _armed(desk: Desk, name: str, month: Month, at_ms: int) -> Month:
    desk.wake(at_ms, f"{DUE}|{name}|{desk.merchant}")
    return replace(month, due_at_ms=at_ms)
