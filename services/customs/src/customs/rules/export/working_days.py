"""
By when the lists of a month are consolidated: the end of the 15th of the next, or of the first working day after it.

The days off stand in a register, month by month, so no rule knows what a holiday is.
"""

from typing import Final

from contracts.common import ParameterSet
from contracts.customs import DaysOffSet
from customs.reference import months_later
from mesh.declared.dates import china_midnight_ms, day_after
from mesh.declared.registers import Registers

CONSOLIDATION_DAY: Final = "export.consolidation_day"


def is_working_day(day: str, registers: Registers) -> bool:
    """
    Whether people work on a day, YYYY-MM-DD.

    Raises ConfigurationError where the calendar has no entry for its month that is in force on that day.
    """
    return day[8:] not in registers.need(DaysOffSet, day[:7], day).days_off


def first_working_day(day: str, registers: Registers) -> str:
    """Return a day, or the first working day after it, YYYY-MM-DD. Raises as `is_working_day`."""
    while not is_working_day(day, registers):
        day = day_after(day)
    return day


def due_day(month: str, registers: Registers) -> str:
    """
    Return the last day on which the lists closed in a month (YYYY-MM) are consolidated on request, YYYY-MM-DD.

    The day of the next month is a parameter, as in force at its beginning. Raises as `is_working_day`.
    """
    next_month = months_later(f"{month}-01", 1)
    day = int(registers.need(ParameterSet, CONSOLIDATION_DAY, next_month).value)
    return first_working_day(f"{next_month[:8]}{day:02}", registers)


def due_at_ms(month: str, registers: Registers) -> int:
    """Return the first instant (ms UTC) after that day ends in China: from it on the lists are consolidated unasked."""
    return china_midnight_ms(day_after(due_day(month, registers)))
