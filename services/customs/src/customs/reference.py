"""
What customs looks up by date: limits, deadlines and switches (``customs.parameters``), who is registered
(``customs.enterprises``) and what the positive list holds (``customs.positive-list``), each entry with its source.

Also days in China, by which policy goes. No rule reads a clock: every date comes from an acceptance.
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from contracts.agencies import SOURCES
from contracts.common import ParameterSet, RegisterVersion
from contracts.customs import EnterpriseRegistered, GoodsListed
from contracts.documents import EXPORT_LIST, IMPORT_LIST
from contracts.topics import CUSTOMS_PARAMETERS, CUSTOMS_POSITIVE_LIST
from mesh.declared.dates import CHINA_MS, DAY_MS, SECOND_MS, china_date
from mesh.declared.registers import Registers

REGISTER = CUSTOMS_PARAMETERS.removesuffix(".v1")
POSITIVE_LIST = CUSTOMS_POSITIVE_LIST.removesuffix(".v1")

SINGLE_LIMIT = "limits.single_cny"
ANNUAL_LIMIT = "limits.annual_cny"
OVER_SINGLE = "limits.over_single"
TOLERANCE = "match.tolerance_cny"
RULES_OFF = "match.rules_off"
DEADLINE = "clearance.match_deadline_seconds"
LOOSE_DAYS = "clearance.loose_document_days"
AHEAD = "clearance.app_time_ahead_seconds"
PAYMENTS_PER_ORDER = "clearance.payments_per_order"
WAYBILLS_PER_ORDER = "clearance.waybills_per_order"
WAYBILL_MONTHS = "numbers.waybill_unique_months"
BILL_DEADLINE_HOURS = "export.bill_deadline_hours"
DECIDERS = f"deciders.{IMPORT_LIST.procedure}"
EXPORT_DECIDERS = f"deciders.{EXPORT_LIST.procedure}"
EXPORT_DEADLINE = "export.match_deadline_seconds"
RECEIPT_BEFORE_LIST = "export.receipt_before_list"

LONG_MOST = 2**63 - 1


class SingleLimit(NamedTuple):
    """Limit per transaction, and whether everything above it stays in the channel (LIM-06) or one item (LIM-03)."""

    limit_cny_e5: int
    every_item_stays: bool


class MatchPolicy(NamedTuple):
    """How exactly amounts must agree, and which rules of the match are switched off."""

    tolerance_cny_e5: int
    rules_off: frozenset[str]


def single_limit(registers: Registers, date: str) -> SingleLimit:
    """Return the limit per transaction in force on a date. LIM-01, LIM-02, LIM-06."""
    limit = registers.need(ParameterSet, SINGLE_LIMIT, date)
    over = registers.need(ParameterSet, OVER_SINGLE, date)
    return _single_limit(limit.value, over.value)


def annual_limit(registers: Registers, date: str) -> ParameterSet:
    """Return the entry of the annual limit per buyer in force on a date. LIM-01, LIM-02."""
    return registers.need(ParameterSet, ANNUAL_LIMIT, date)


def match_policy(registers: Registers, date: str) -> MatchPolicy:
    """Return tolerance and switches of the match on a date."""
    tolerance = registers.need(ParameterSet, TOLERANCE, date)
    off = registers.need(ParameterSet, RULES_OFF, date)
    return _match_policy(tolerance.value, off.value)


def match_deadline_ms(registers: Registers, date: str) -> int:
    """Return how long a list waits for its documents."""
    return int(registers.need(ParameterSet, DEADLINE, date).value) * SECOND_MS


def loose_ms(registers: Registers, date: str) -> int:
    """Return how long a document without a list stays on file."""
    return int(registers.need(ParameterSet, LOOSE_DAYS, date).value) * DAY_MS


def ahead_ms(registers: Registers, date: str) -> int:
    """Return how far appTime may be ahead of the time of acceptance."""
    return int(registers.need(ParameterSet, AHEAD, date).value) * SECOND_MS


def waybill_months(registers: Registers, date: str) -> int:
    """Return for how many months a carrier must not use a waybill number again."""
    return int(registers.need(ParameterSet, WAYBILL_MONTHS, date).value)


def payments_per_order(registers: Registers, date: str) -> int:
    """Return how many payment numbers one order of a platform may have on file."""
    return int(registers.need(ParameterSet, PAYMENTS_PER_ORDER, date).value)


def waybills_per_order(registers: Registers, date: str) -> int:
    """Return how many waybill numbers one order number may have on file."""
    return int(registers.need(ParameterSet, WAYBILLS_PER_ORDER, date).value)


def bill_deadline_ms(registers: Registers, date: str) -> int:
    """Return how long a part of a bill waits for the others of its issuer."""
    return int(registers.need(ParameterSet, BILL_DEADLINE_HOURS, date).value) * 3_600 * SECOND_MS


def deciders(registers: Registers, date: str) -> tuple[str, ...]:
    """
    Return who must decide on an import of a date, in the rank of their refusals; who can only pass or note is left out.

    Raises ConfigurationError where a source is named that this version does not know: nobody would ever answer.
    """
    return _deciders(registers.need(ParameterSet, DECIDERS, date).value)


def export_deciders(registers: Registers, date: str) -> tuple[str, ...]:
    """Return who must decide on an export of a date, as `deciders` does of an import."""
    return _deciders(registers.need(ParameterSet, EXPORT_DECIDERS, date).value)


def export_deadline_ms(registers: Registers, date: str) -> int:
    """Return how long an export list waits for its order and waybill."""
    return int(registers.need(ParameterSet, EXPORT_DEADLINE, date).value) * SECOND_MS


def receipt_comes_first(registers: Registers, date: str) -> bool:
    """Whether an export list waits for the receipt of payment too (EXM-06)."""
    return registers.need(ParameterSet, RECEIPT_BEFORE_LIST, date).value == "on"


def is_registered(registers: Registers, code: str, role: str, date: str) -> bool:
    """Whether an enterprise is registered with customs in a role on a date."""
    enterprise = registers.find(EnterpriseRegistered, code, date)
    return enterprise is not None and role in enterprise.roles


def listed(registers: Registers, commodity_code: str, date: str) -> GoodsListed | None:
    """LIST-04: return the row of the first eight digits in the list in force on a date, or None."""
    return registers.usable(GoodsListed, commodity_code[:8], date)


def versions_used(registers: Registers, date: str, *codes: str) -> tuple[RegisterVersion, ...]:
    """Return which parameters a decision of that date rests on."""
    return tuple([version_of(REGISTER, code, registers.need(ParameterSet, code, date).version) for code in codes])


@lru_cache(maxsize=4_096)
def version_of(register: str, code: str, version: int) -> RegisterVersion:
    """Return how a decision names the entry of a register that it rests on."""
    return RegisterVersion(register=register, code=code, version=version)


@lru_cache(maxsize=256)
def cny_e5(amount: str) -> int:
    """Return an amount in yuan as 1/100,000 yuan; of more than a field of 64 bits holds, the most that it holds."""
    return min(int(Decimal(amount) * 100_000), LONG_MOST)


@lru_cache(maxsize=256)
def _single_limit(limit_cny: str, over: str) -> SingleLimit:
    return SingleLimit(cny_e5(limit_cny), over == "full_tax")


@lru_cache(maxsize=256)
def _match_policy(tolerance_cny: str, rules_off: str) -> MatchPolicy:
    return MatchPolicy(cny_e5(tolerance_cny), frozenset(rules_off.replace(",", " ").split()))


@lru_cache(maxsize=256)
def _deciders(value: str) -> tuple[str, ...]:
    return tuple(name for name in value.replace(",", " ").split() if SOURCES[name].stops)


@lru_cache(maxsize=4_096)
def _day(day: int) -> str:
    return china_date(day * DAY_MS)


def date_of(at_ms: int) -> str:
    """Return the day in China (YYYY-MM-DD) of an instant, ms UTC."""
    return _day((at_ms + CHINA_MS) // DAY_MS)


def next_midnight(at_ms: int) -> int:
    """Return the first midnight in China after an instant, ms UTC."""
    return ((at_ms + CHINA_MS) // DAY_MS + 1) * DAY_MS - CHINA_MS


def months_later(date: str, months: int) -> str:
    """Return the same day some months later (YYYY-MM-DD; the 31st of a short month compares as after its end)."""
    year, month = divmod(int(date[:4]) * 12 + int(date[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{date[8:]}"
