"""The registers of export as deployed, and entries of them that a test invents."""

from functools import cache
from typing import Any

from contracts import topics
from contracts.common import ParameterSet
from contracts.customs import ChapterListed, ExchangeRateSet, ExportConditionsSet, SiteRegistered
from customs.rules.export.registers import on_date
from deploy.register_files import read_all
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers
from tests.support.customs.registers import SINCE_2016

DAY = "2025-12-15"
"""A day on which every register of export has entries."""

DEPLOYED = (
    topics.CUSTOMS_PARAMETERS,
    topics.CUSTOMS_TARIFF,
    topics.CUSTOMS_EXPORT_CONDITIONS,
    topics.CUSTOMS_SITES,
    topics.CUSTOMS_EXCHANGE_RATES,
    topics.CUSTOMS_WORKING_DAYS,
)


@cache
def deployed() -> tuple[Any, ...]:
    """The entries of the registers of export, and the parameters of customs."""
    return tuple(entry.record for entry in read_all() if entry.topic in DEPLOYED)


@cache
def _deployed() -> Registers:
    return Registers(deployed())


def as_deployed(*more: Any, date: str = DAY) -> Lookup:
    """The deployed registers and some entries beside them, as of a day."""
    return on_date(Registers((*deployed(), *more)) if more else _deployed(), date)


def of(*entries: Any, date: str = DAY) -> Lookup:
    """Only these entries and the deployed parameters, as of a day."""
    parameters = (record for record in deployed() if isinstance(record, ParameterSet))
    return on_date(Registers((*parameters, *entries)), date)


def a_chapter(code: str, *headings: str) -> ChapterListed:
    """A chapter of an invented tariff."""
    return ChapterListed(code=code, edition="TEST", headings=headings, **SINCE_2016)


def conditions(code: str, *words: str, **changes: Any) -> ExportConditionsSet:
    """Conditions of goods, in force since 2016."""
    return ExportConditionsSet(code=code, name_zh="示例货品", conditions=words, **{**SINCE_2016, **changes})


def a_rate(cny_per_unit_e5: int, code: str = "502") -> ExchangeRateSet:
    """A rate in force since 2016."""
    return ExchangeRateSet(code=code, name_zh="示例货币", cny_per_unit_e5=cny_per_unit_e5, **SINCE_2016)


def a_site(*flows: str, **changes: Any) -> SiteRegistered:
    """A site of customs 5141, run by 4401960S01."""
    usual: dict[str, Any] = {
        "name_zh": "示例场所",
        "customs_code": "5141",
        "operator_code": "4401960S01",
        "trade_modes": (),
    }
    return SiteRegistered(code="5141E001", flows=flows, **{**usual, **SINCE_2016, **changes})


def a_parameter(code: str, value: str) -> ParameterSet:
    """A parameter that supersedes the deployed one."""
    return ParameterSet(code=code, value=value, **{**SINCE_2016, "version": 99})
